extension Phrasebook {
    /// What is said in French channels, by theme.
    static let frenchPublic = """
        # general
        {hey} [tout le monde|les gens|la team|vous], [ça va|vous allez bien|quoi de neuf] ?
        [qui est|y a qui|ya du monde] [réveillé|co|dispo|là] ?
        j'ai [trop|grave|tellement] [faim|sommeil|la flemme|froid|chaud] {emoji}
        [quelqu'un|qlq1] [fait quoi|a prévu un truc] {when} ?
        je [m'ennuie|me fais chier|tourne en rond] {laugh}
        [enfin|c'est bientôt] [le week-end|les vacances|les grandes vacances] {emoji}
        mon {pet} [a dormi|a vomi|saute|est assis] sur mon {device} {laugh}
        [bonne nuit|bn] [tout le monde|les gens|], je [dors|vais me coucher|suis mort]
        y a [trop de bruit|personne|que des nouveaux] [ici|sur le serv] [aujourd'hui|là|]
        [vous préférez|c'est quoi le mieux entre] {dish} ou {dish} ?
        il [pleut|neige|fait 30 degrés] à {city} {emoji}
        [ma mère|mon père|ma soeur|mon frère] [m'a confisqué|a cassé|a pris] mon {device} {emoji}
        [qui vient|qui veut venir|venez] vocal [salon {num}|]?
        j'ai [raté|loupé] mon [bus|train|réveil] [encore|] {laugh}
        c'est quand [le prochain event|la soirée film|le tournoi|le karaoké] ?
        [vous vous souvenez|qui se souvient] de l'event de {when} ? [c'était trop bien|incroyable|j'ai trop ri]
        on est combien [là|sur le serv|] maintenant ?
        [qui habite vers|ya des gens de] {city} ?
        anniversaire de {you} [aujourd'hui|demain] [oubliez pas|on lui souhaite] 🎉
        # games
        qui [est chaud|veut|est dispo|se fait] [une game de|un|une partie de] {game} {when} ?
        j'ai [encore|enfin] [perdu|gagné] [ma ranked|ma game|le tournoi] sur {game} {laugh}
        [cherche|il manque] {num} [joueurs|gens] pour {game}, [micro obligatoire|détente|tryhard]
        la [nouvelle saison|maj|nouvelle map] de {game} est [nulle|incroyable|trop dure|buguée]
        [j'ai drop|j'ai eu|regardez] {skin} {emoji}
        mon mate [afk|a quit|a feed] [toute la game|au bout de 2 min] {laugh}
        [comment on fait|qlq1 sait comment] [passer le boss|avoir {skin}|débloquer le niveau {num}] ?
        j'ai fait {num} kills [en une game|sans mourir|au couteau] {emoji}
        [serveurs down|ça lag|j'ai {num}00 de ping] [encore|] ou c'est que moi ?
        [gg|bien joué|wp] [à tous|la team|] [c'était serré|on les a éclatés|belle game]
        qui [me carry|me boost|m'apprend] sur {game} ? je suis [bronze|nul|nouveau]
        t'as quel [rang|niveau|main] sur {game} ?
        [on fait|je lance] un [serveur|monde] {game} avec la team, venez
        [je vends pas|j'échange pas] mon {skin} {laugh} [même pas en rêve|]
        je rage [trop|] sur {game} [j'arrête|je désinstalle] {emoji}
        # school
        [qui a|quelqu'un a|vous avez] [le cours de|les devoirs de|la correction de] {subject} ?
        j'ai [eu|pris] {num}/20 en {subject} {emoji}
        le prof de {subject} [est absent|nous déteste|est trop marrant|crie tout le temps] {laugh}
        [contrôle|interro|ds] de {subject} [demain|lundi] et j'ai [rien révisé|rien compris]
        [quelqu'un peut m'expliquer|j'ai rien compris à] [les fonctions|le passé simple|la photosynthèse|Thalès] ?
        [t'es|vous êtes] en quelle classe ? moi [je suis|] en {class}
        [je passe|j'ai] le [brevet|bac|code] [dans {num} jours|bientôt] [je stress|] {emoji}
        on a [{num} heures de permanence|pas cours de {subject}] [demain|lundi] [trop bien|]
        ya une nouvelle dans ma classe, elle [est trop sympa|parle à personne|vient de {city}]
        [exposé|oral] de {subject} {when}, [souhaitez moi bonne chance|je vais mourir]
        [la cantine|le self] c'était [immonde|des {dish}|pas mal] [ce midi|aujourd'hui]
        [parcoursup|les voeux|l'orientation] [ça me saoule|j'ai peur|vous avez mis quoi]
        # music
        [écoutez|vous connaissez|qui écoute] {song} de {artist} ?
        le [nouveau son|nouvel album|feat] de {artist} [est incroyable|m'a déçu|tourne en boucle] {emoji}
        [qui va|je vais] au concert de {artist} à {city} {when} ?
        je [joue|apprends] [la guitare|le piano|la batterie] depuis {num} [mois|semaines]
        [mettez|le bot peut mettre] {song} [en vocal|] stp
        [votre|c'est quoi votre] son du moment ?
        {artist} > {artist}, [débat clos|désolé|et de loin] {laugh}
        j'ai fait [une prod|un remix|une cover], [des avis|vous en pensez quoi] ?
        # shows
        [vous avez vu|qui a vu|j'ai fini] {series} ?
        [pas de spoil|spoilez pas] {series} [svp|] je suis à l'épisode {num}
        la fin de {series} [m'a tué|est trop triste|n'a aucun sens] {emoji}
        {series} ou {series} ?
        c'est qui votre perso préféré dans {series} ?
        [soirée film|watch party] {when} en vocal, [on met quoi|je propose {series}]
        j'ai pleuré devant {series} [j'avoue|] {emoji}
        [conseillez|il me faut] un [animé|film|livre] [court|drôle|qui fait peur]
        # food
        [je mange|ce soir c'est|j'ai fait] {dish} {emoji}
        [ananas sur la pizza|ketchup dans les pâtes], [oui ou non|vous validez] ?
        ma [mère|grand-mère] fait les meilleurs {dish} [du monde|]
        j'ai [cramé|raté|trop salé] mes {dish} {laugh}
        [recette|qui a une recette] de {dish} [facile|] svp
        [je meurs de faim|j'ai tellement faim] et ya [rien|que des {dish}] dans le frigo
        qui veut [un bout de|des] {dish} {laugh}
        # sports
        [vous avez vu|qui regarde] le match [hier|{when}] ?
        j'ai [match|entraînement|compèt] de {sport} {when}
        on a [perdu|gagné] {num} à {num} {emoji}
        [je me suis|mon pote s'est] [pété le doigt|tordu la cheville] au {sport}
        [qui fait|ya qui qui fait] du {sport} ici ?
        l'arbitre [était aveugle|a volé le match] {laugh}
        mon coach de {sport} [m'a mis titulaire|nous a fait courir {num} tours]
        # memes
        [regardez ça|mdr regardez|non mais ça] {laugh}
        [moi|toi|nous] quand [le prof ramasse les copies|mon pc plante|il reste 1 pv] {laugh}
        [ce meme|cette image] [me tue|est trop vraie|c'est nous]
        j'ai [fait un meme|détourné une photo] de {game} {emoji}
        [qui a le template|envoyez le template|c'est quoi la ref] ?
        [volé à|vu chez] un pote {laugh}
        # art
        [j'ai dessiné|voilà mon dessin de|j'ai fini] [un {pet}|mon oc|un perso de {series}] [vous en pensez quoi|]
        photo de [mon {pet}|la plage|la montagne|mes vacances|mon repas] {emoji}
        [trop|] beau ton [dessin|edit|montage] [tu utilises quoi|]
        je prends des [commissions|demandes] [gratuites|], [mp moi|dites moi]
        [envoyez|montrez] vos [dessins|{pet}s|plus belles photos de vacances] !
        mon {pet} [fait la sieste|déguisé|sous la neige] {emoji}
        # tech
        mon {device} [ne s'allume plus|rame|chauffe|fait un bruit bizarre], [des idées|qlq1 sait] ?
        [montrez vos|envoie une photo de ta] config [svp|]
        [quel|c'est quoi le meilleur] {device} pour [moins de {num}0 euros|jouer|les cours] ?
        j'ai [codé un bot|fait un site|appris python] {emoji}
        [nouveau|j'ai eu un] {device} [pour mon anniv|à noël|] {emoji}
        [mon wifi|la fibre] [est mort|est trop lent] [encore|]
        # trades
        [j'échange|je donne|je propose] [mon|un] {skin} contre [un|ton] {skin}
        je te donne mon {skin} contre {skin}, [mp|intéressé]?
        [qui a|cherche] {skin} sur {game} ? [je paie bien|j'offre {skin}]
        [attention|faites gaffe] aux arnaques, [demandez un modo comme intermédiaire|filez pas vos mdp]
        [ça vaut combien|quelqu'un connaît le prix de] {skin} ?
        [trade fait|échange ok] avec {you}, [nickel|rapide|fiable] 👍
        # introductions
        {hey} moi c'est {you}, [j'ai {age} ans|{age} ans|], [j'aime|fan de] {game} et {sport}
        {hey} je suis [nouveau|nouvelle] [ici|sur le serv] {emoji} [enchanté|]
        [bienvenue|bvn] {you} ! [tu joues à quoi|passe dans les vocaux|hésite pas]
        [j'ai {age} ans|je suis en {class}] et je [cherche des gens pour {game}|viens de {city}]
        présentation : {age} ans, {city}, {sport}, {game} {emoji}
        """

    /// What fits any theme in a French channel.
    static let frenchShort = """
        # replies
        [moi|perso|franchement] [j'aime bien|je trouve ça nul|j'hésite|je préfère l'autre]
        [c'est|t'es] [sérieux|pas vrai] ? [moi aussi|jamais vu ça|je savais pas]
        [attends|2 sec] je [regarde|cherche|te dis]
        [ça dépend|je sais pas trop|aucune idée] [de quoi|honnêtement|]
        [pareil|same|idem] [pour moi|ici|]
        [t'as essayé|il faut] [de redémarrer|de demander à {person}|plus tard] ?
        {person} m'a dit [la même chose|le contraire]
        [j'étais|t'étais] [là|pas là] [hier|samedi|] ?
        [moi je peux|je suis dispo] {when}
        [ah bon|ah ouais] ? [depuis quand|raconte|explique]
        je [confirme|valide|crois pas] [à 100%|du tout|]
        [on se fait ça|faites ça|on y va] {when} ?
        [carrément|tellement], [j'ai fait pareil|ça m'est arrivé] [la semaine dernière|hier|]
        et [toi|vous] [alors|du coup|] ?
        [j'avoue|c'est clair] que [c'est abusé|c'est chaud|c'est drôle]
        # short
        [oui|ouais|ui|yep|ouaip]
        [non|nn|nan|nope]
        [ok|okk|dac|d'accord|oki]
        [jsp|je sais pas|aucune idée]
        [quoi|hein|comment ça] ?
        [trop bien|stylé|lourd|incr]
        [tkt|t'inquiète]
        [ah|oh] {emoji}
        {emoji}
        {emoji}{emoji}
        [grave|de fou|tellement|clairement]
        [mp|viens mp|je te mp]
        [viens vocal|viens voc|on est en voc]
        [rip|f|dommage]
        [deso|désolé|dsl]
        [gg|bj|wp]
        # agree
        [grave|totalement|100%] d'accord [avec {you}|]
        [exactement|c'est ça|voilà] {emoji}
        [t'as|vous avez] [trop|grave] raison
        [enfin quelqu'un qui le dit|merci|+1]
        # disagree
        [non mais|nan] [t'abuses|pas du tout|n'importe quoi]
        [je suis pas d'accord|bof|mouais], [c'est l'inverse|ça se discute]
        [tu dis ça|vous dites ça] mais [t'as jamais essayé|c'est pas vrai]
        # laughs
        {laugh} {laugh}
        {laugh} [je suis mort|je pleure|j'en peux plus|t'es con]
        [mort de rire|tu m'as tué|ptn] {laugh}
        # compliments
        [trop|] [fort|forte] {you} {emoji}
        t'es [trop drôle|un génie|la meilleure|le goat|adorable] {you}
        [trop|super] [beau|belle|stylé] [ta pp|ton dessin|ta config|ton skin] {emoji}
        [gros|big up] respect [à toi|{you}|]
        ta voix [en voc|] est [trop cool|apaisante|marrante]
        # clash
        t'es [nul|éclaté|claqué|un gros noob] [au jeu|à {game}|] {laugh}
        [ferme la|tais toi|chut] [t'as perdu|le bronze|va jouer à {game}] {laugh}
        [c'est de ta faute|tu m'as fait perdre] [on perd|] [espèce de bot|boulet]
        [vas-y|bah] 1v1 [si t'es un homme|{when}|] [on verra|tu vas pleurer]
        [arrête de rager|il rage|tu rages] {laugh}
        t'as [triché|hack], [avoue|je te report]
        [tu me saoules|tu soules] [avec ton {game}|sérieux|]
        je vais te [ban|démonter|éclater] [lol|sur {game}|] {laugh}
        [mauvais perdant|ouin ouin] {emoji}
        # hardPublic
        t'as quel âge [{you}|toi|] ? [moi {age}|j'ai {age} ans]
        j'ai {age} ans [et demi|bientôt {num}|depuis hier] {emoji}
        t'habites où [toi|{you}|] ? [moi vers {city}|]
        [envoie|montre] une photo de [ton {pet}|ta config|la classe|ton dessin|la neige] {emoji}
        [on ne le dit à personne|ne le dis à personne|chut] [c'est une surprise|pour son anniversaire] 🎂
        je te donne mon {skin} contre ton {skin}
        [envoie|balance] le screen [du score|de ton inventaire|de la game]
        je vais te ban [lol|mdr|si tu continues] {emoji}
        viens vocal [{you}|salon {num}|on t'attend]
        {platform} ? [on fait un groupe de classe|pour le groupe|]
        [ajoute moi sur|c'est quoi ton] {platform} [pour les infos du tournoi|]
        mes parents sont [pas là|au resto] {when}, [on peut jouer tard|tournoi toute la nuit]
        [supprime|efface] [ce message|ça] [avant que le prof voie|ya un spoil] {laugh}
        si tu [gagnes|me bats] je t'offre {gift}
        je connais ton [adresse ip|rang] [lol|mdr] [fais gaffe|] {laugh}
        [il me reste|ya] 10 min [avant la fin du tournoi|pour rendre le devoir], [vite|dépêchez]
        [appelle|demande à] ta mère [elle a dit oui|pour venir {when}] ?
        t'es [seul|toute seule] en voc ? [j'arrive|on vient]
        j'ai une carte cadeau {game} [pour noël|de ma tante], [je prends quoi|]
        [personne|jamais] [envoyez pas|donnez pas] [vos photos|votre adresse] à des inconnus [svp|les gens]
        # thanks
        merci [beaucoup|bcp|trop|] [{you}|la team|] {emoji}
        [tu gères|vous gérez|trop gentil] [merci|]
        [de rien|avec plaisir|pas de souci] {emoji}
        # voiceTalk
        [je vous entends pas|mon micro marche pas|on m'entend]?
        [mettez|passe] {song}
        [tu lag|ça coupe|t'as un écho] {you}
        [je reviens|brb|5 min] [je mange|ma mère m'appelle|]
        [partage ton écran|stream|lance le stream] {emoji}
        {laugh} [sa réaction|son rire|la voix]
        """
}
