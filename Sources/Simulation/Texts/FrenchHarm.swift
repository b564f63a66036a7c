extension Phrasebook {
    /// Blackmail, threats, many against one, false draws and badges in planted stories, in French.
    static let frenchHarm = """
        # sextortionOpen
        {hey} [t'es trop mignon|j'aime bien ton profil|on m'a parlé de toi] [t'as {platform}|on fait connaissance] ?
        [j'ai [15|16|17] ans|moi c'est [Lina|Jess|Mia] [15|16|17] ans], [je m'ennuie|je cherche quelqu'un], [tu \
        m'envoies une photo|on s'échange des photos] ?
        # screenshots
        [j'ai tout screen|j'ai des captures de tout|j'ai enregistré] [ta photo|nos messages|notre conv]
        [t'as cru que|tu pensais que] [ça s'effaçait|je gardais rien] ? [j'ai les screens|j'ai tout gardé]
        [regarde|voilà] la liste de tes [abonnés|contacts|amis], [j'ai tout le monde|je les ai tous]
        # shareThreat
        [si tu fais pas ce que je dis|sinon|si tu bloques] [j'envoie tout à|je montre tout à] [tes parents|ta \
        classe|tous tes potes|ton collège]
        [tu veux que|imagine si] [ta mère|tout le serv|ton lycée] [voie|reçoive] [ça|ta photo|nos messages] ?
        je [poste|balance|publie] tout [sur le serv|sur {platform}|dans le groupe de ta classe] [si tu réponds pas|]
        [ta vie est finie|tout le monde va savoir] si [tu parles|tu paies pas|tu dis non]
        # deadline
        [t'as|je te laisse] [10 minutes|{num} min|une heure|jusqu'à ce soir] [pas plus|après j'envoie|]
        [le temps passe|tic tac|plus que {num} minutes] [décide toi|]
        [tout de suite|maintenant] [ou c'est envoyé|sinon je clique]
        # payDemand
        [tu paies|envoie|achète] [{num}0 euros|100 euros|50 euros] en {code} [et j'efface tout|et je disparais]
        [va au tabac|va au magasin] [prendre|acheter] une {code} et [donne moi le code|envoie la photo du code]
        [demande pas à tes parents|débrouille toi], [{code}|paypal] [de {num}0|] [et c'est fini|]
        # plead
        [stp|je t'en supplie] [fais pas ça|non|arrête] {sad}
        [j'ai pas d'argent|j'ai que {age} ans|je peux pas] [stp|]
        [pourquoi tu fais ça|qu'est-ce que je t'ai fait|je te faisais confiance]
        [efface|supprime] [s'il te plaît|stp] [je dirai rien|]
        [je vais le dire|j'ai peur|je tremble]
        # eraseTraces
        [supprime la conv|efface tout] [de ton côté|maintenant] [et parle à personne|]
        [si tu en parles|si ta mère l'apprend] [ce sera pire|c'est fini pour toi]
        # dataAsk
        [c'est quoi ton prénom|tu t'appelles comment en vrai|ton nom de famille c'est quoi] ?
        [donne|passe] ton [num|numéro|06] [que je t'appelle|c'est mieux|]
        t'es dans quel [collège|lycée] [à {city}|] ?
        # dataGive
        [c'est|moi c'est] [Alix|Sacha|Charlie|Noa] [mais chut|et toi|] {laugh}
        06 39 98 [12 34|40 17|77 05|21 90] [mais appelle pas ce soir|]
        le collège [du centre|Jean Moulin] à {city}
        # addressFound
        [je sais où t'habites|j'ai trouvé ton adresse|regarde ce que j'ai trouvé] : {num} {street} à {city}
        {num} {street}, {city}, [c'est bien ça|joli portail|ta mère est au courant] ?
        [avec ton num|avec ton prénom et ton num] [c'est facile|2 minutes], [t'habites|c'est] {street} à {city}
        # addressThreat
        [je peux passer|je viens|on vient] [te voir|devant chez toi|à la sortie du collège] [ce soir|demain|quand \
        je veux]
        [si tu bloques|si tu parles] [je poste ton adresse|je donne ton adresse à tout le serv|je débarque]
        [fais attention en rentrant|regarde derrière toi|tu vas regretter] [demain|]
        [tu vas le payer|je vais te retrouver], [je sais à quelle heure tu sors|j'ai ton adresse]
        # dataFright
        [comment t'as|t'as trouvé ça où] [mon adresse|ça] ??
        [arrête|stop] [tu me fais peur|c'est pas drôle|c'est flippant] {sad}
        [laisse moi tranquille|je vais appeler la police|je le dis à mes parents]
        # newcomerHello
        {hey} je suis [nouvelle|nouveau], [j'ai {age} ans|j'aime {game}] {emoji}
        {hey} [tout le monde|] ! [première fois sur un gros serv|ya des gens qui dessinent ici] ?
        {hey} [quelqu'un pour parler|qui joue à {game}] ? je débute
        # pileStart
        [c'est qui|d'où elle sort|regardez] [ça|celle là|le nouveau] {laugh}
        [encore une|encore un] [qui se la raconte|qui cherche l'attention] {laugh}
        [elle mytho|il mytho] [à 100%|], [regardez sa pp|j'ai des preuves] {laugh}
        # pileInsult
        [dégage|casse toi|tire toi] [d'ici|personne veut de toi|]
        [ferme la|tais toi] [la moche|le cassos|t'es ridicule]
        t'es [pathétique|une honte|un déchet|trop moche] {laugh}
        [personne t'aime|tout le monde te déteste|t'as pas d'amis] [ça se voit|]
        [ratio|bouffonne|bouffon|sale cas] {laugh}
        [supprime ton compte|pleure|retourne chez ta mère] {laugh}
        # pileThreat
        [on va te retrouver|t'as intérêt à partir|on sait où te trouver] [fais gaffe|]
        [tu vas voir|attends] [en vrai|quand on t'aura trouvé] [tu feras moins la maligne|]
        [je vais|on va] [te pourrir la vie|te faire la misère|t'en mettre une] [tous les jours|]
        # pileHurt
        [pourquoi vous êtes méchants|j'ai rien fait|arrêtez svp] {sad}
        [laissez moi|stop] [svp|s'il vous plaît]
        [ok je pars|je voulais juste parler] {sad}
        # bait
        GIVEAWAY [{num}0 NITRO|5 ps5|1000 euros de cartes cadeaux] ! [partage la vidéo|invite {num} potes|abonne \
        toi] pour participer {emoji}
        [dernier jour|plus que quelques heures] : [rejoins le serv|like et partage] et gagne {gift} [à coup sûr|] \
        {emoji}
        [invite 10 amis|mets le lien dans ta bio] et [t'as|tu gagnes] {gift} [garanti|]
        # revokeReason
        [conditions non remplies|compte non éligible|erreur de tirage]
        [finalement non|budget|annulé]
        # revokeComplaint
        [mon cadeau a disparu|on m'a retiré mon gain|mon nitro est parti] [pourquoi|c'est normal] ?
        [c'est de l'arnaque|encore un faux giveaway|vous reprenez les cadeaux] {sad}
        [moi aussi|pareil] [on m'a tout repris|j'ai plus rien]
        # revokeReply
        [lisez les conditions|c'est comme ça|on a changé les règles]
        [prochain tirage|vous aurez une autre chance] {when} [invitez du monde|]
        # mergeNews
        [Grande nouvelle|Annonce] : {you} [rejoint|fusionne avec] notre serveur, [tout le monde est transféré|on \
        garde tout] !
        [Suite à la fusion|Après la fusion], [rien ne change|on garde le badge], [bienvenue à tous|merci]
        # badgeBoast
        [Serveur partenaire officiel|On est partenaire], [le badge est là|regardez le badge] [rejoignez nous|] ✅
        [le badge prouve qu'on est sérieux|on est certifiés], [vous pouvez avoir confiance|invitez vos potes]
        # badgeDoubt
        [le badge|il] [était pas à l'autre serv|vient du serv qu'ils ont avalé] ?
        [depuis quand|comment ça] [on est partenaire|on a le badge] {laugh}
        # reportStory
        [il me demande|elle me demande|ce membre demande] des photos en privé, [j'ai {age} ans|je suis mineur]
        [il me menace|il fait du chantage|il insiste] en mp, [j'ai les messages|aidez moi]
        [ce modo|cette personne] [demande des trucs bizarres|abuse de son rôle] [en privé|]
        [il harcèle|ils harcèlent] [ma pote|la nouvelle|quelqu'un] [en public|]
        # reportAgain
        [j'ai déjà signalé|c'est la {num}e fois que je signale] [et toujours rien|personne répond]
        [vous avez lu|quelqu'un lit] [mon signalement|les reports] ? [ça fait des jours|il continue]
        [toujours pas de réponse|il est encore là], [faites quelque chose|svp]
        """
}
