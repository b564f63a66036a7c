extension Phrasebook {
    /// What peers write to each other in private, in French; all of it innocent.
    static let frenchPrivate = """
        # chatGame
        [t'es co|tu joues] {when} ? [on finit le niveau|il nous faut un 3e]
        [ramène|prends] [ton pote|{person}] on fait une ranked
        j'ai [passé|raté] le boss {emoji} [enfin|encore]
        [tu me prêtes|tu peux me filer] ton {skin} [pour une game|] ?
        [on était|j'étais] à 2 points [de gagner|] {laugh}
        [viens vocal|viens voc] [t'as ton micro|je suis tout seul|on est 3] ?
        [regarde|t'as vu] la maj de {game} ?
        [envoie|balance] le screen de [ton score|ton inventaire|la fin]
        tu [montes|passes] quel rang [là|]?
        # chatSchool
        t'as [fait|compris] l'exo {num} [de {subject}|] ?
        [tu peux m'envoyer|t'aurais] une photo [du cours|de ton cahier|du tableau|de la consigne] ?
        c'est pour [quand|lundi|demain] le dm [de {subject}|] ?
        je [comprends rien|galère] [en {subject}|] {emoji}
        [on révise|tu veux réviser] ensemble {when} ?
        le prof [t'a collé|m'a collé|a rien dit] ?
        [t'as eu combien|j'ai eu {num}] [au contrôle|en {subject}] [et toi|]
        [on est|t'es] dans le même groupe pour l'exposé ?
        # chatGossip
        [tu sais pas quoi|devine|faut que je te raconte] {emoji}
        {person} [sort avec|parle plus à|s'est embrouillé avec] [quelqu'un de la 3eB|sa pote]
        [le dis à personne|ça reste entre nous|tu gardes ça pour toi] [mais|stp] {person} [aime quelqu'un|a pleuré \
        en {subject}]
        [j'y crois pas|sérieux|non] {laugh} [raconte|qui t'a dit ça] ?
        elle m'a [unfollow|ignoré|fait la tête] [toute la journée|]
        [t'es amoureux|tu kiffes quelqu'un] ou quoi {laugh}
        [il|elle] a dit quoi [après|sur moi] ?
        # chatTrade
        je te [donne|file] mon {skin} si tu me [donnes|files] [ton|le] {skin}
        [envoie d'abord|tu passes en premier], [j'ai déjà été arnaqué|après je t'envoie]
        [j'ai|prends] un screen de [l'échange|ton inventaire] [pour preuve|]
        [ok ça marche|vas-y deal|nan trop cher] {emoji}
        [t'ajoutes|tu rajoutes] [quoi|{num} gemmes] avec ?
        # chatPhotos
        [envoie|montre] une photo de [ton {pet}|ta config|ton dessin|ta chambre rangée|la plage] {emoji}
        [regarde|voilà] [mon {pet}|mon nouveau {device}|ma coupe ratée|la vue] {laugh}
        [trop mignon|il est énorme|j'adore] ton {pet}
        t'as [les photos|la photo de classe|les photos] de [la sortie|samedi|l'anniv] ?
        [je t'envoie|je te passe] les photos de [vacances|la fête|l'équipe] {when}
        [on voit rien|c'est flou] {laugh} [reprends la|]
        # chatMeet
        {hey} [on s'est vus en voc|t'étais dans ma game|t'es dans quelle équipe] ?
        [tu as|t'as] quel âge [toi|] ? [moi {age}|]
        j'ai {age} ans [et toi|], [je suis en {class}|]
        t'habites où ? moi [à {city}|vers {city}|loin de tout]
        [tu fais|t'aimes] [du {sport}|quoi comme jeux|{series}] ?
        {platform} ? [c'est plus simple pour le groupe|je suis plus souvent dessus|]
        t'es au [collège|lycée] [où|lequel] ?
        [c'est quoi ton prénom|tu t'appelles comment] [en vrai|] ?
        [t'as des frères et soeurs|t'as un {pet}] ?
        [trop cool|stylé] [on a le même âge|t'es du même coin] {emoji}
        # chatSurprise
        [c'est|on prépare] l'anniv surprise de {person} {when}, [ne le dis à personne|chut] 🎂
        [surtout|lui dis rien] [c'est une surprise|sinon c'est gâché] {emoji}
        [tu ramènes|t'amènes] [le gâteau|les ballons|la playlist] ?
        on met {num} euros chacun pour le cadeau ?
        [supprime les messages|cache le groupe] [sinon elle va voir la surprise|au cas où il prend ton tel]
        # chatSupport
        [ça va pas trop|j'ai le moral à zéro|journée nulle] {sad}
        [tu veux en parler|je suis là si tu veux|raconte moi]
        [mes parents se disputent|j'ai peur pour le bac|je me suis embrouillé avec {person}]
        [parles-en à|t'en as parlé à] [tes parents|l'infirmière|un adulte] ?
        [courage|ça va aller|tu peux compter sur moi] ❤️
        [merci d'être là|ça fait du bien de parler|t'es un vrai pote]
        # chatMusic
        [écoute|t'as écouté] {song} ? [c'est trop toi|j'adore]
        [je te fais|envoie] une playlist
        [tu vas|on va] au concert de {artist} ?
        j'ai [appris|chanté] {song} [à la guitare|au karaoké] {laugh}
        # chatPlans
        [on se voit|tu fais quoi|t'es libre] {when} ?
        [ciné|bowling|piscine|skatepark|mcdo] {when} ? [ya {person} aussi|]
        [ma mère peut|ton père peut] nous [déposer|ramener] ?
        [rdv|on se retrouve] [devant le collège|à l'arrêt de bus|chez moi] à {hour}h
        j'ai pas le droit de sortir [je suis puni|j'ai contrôle] {emoji}
        [demande|t'as demandé] à tes parents ?
        # chatBanter
        t'es [bête|con|trop nul|un fou] {laugh}
        [nan|non] mais [toi|sérieux] {laugh}
        [la dernière fois|hier] [c'était|j'ai] [trop drôle|pleuré de rire]
        [tu dors jamais|va dormir|il est tard] {laugh}
        [arrête|stop] [de dire ça|] {laugh}
        je vais le dire à ta mère {laugh}
        # chatReplies
        [oui|ouais|grave|carrément] {emoji}
        [non|nan|bof] [pas trop|désolé|]
        [ah|oh] [ok|d'accord|je vois]
        [attends|2 min] [je mange|je demande|j'arrive]
        [et toi|toi|tu fais quoi] ?
        {laugh}
        [trop bien|nickel|parfait|cool]
        [je sais pas|on verra|peut-être] [{when}|]
        [pourquoi|quand|qui ça|comment ça] ?
        [pareil|moi aussi|same]
        [t'inquiète|pas grave|c'est rien]
        # chatBye
        [bonne nuit|bn|à demain|bisous] {emoji}
        [je dois y aller|je te laisse|on mange], [à toute|à plus|ciao]
        [ok|allez] [a+|à demain au collège|on se capte {when}]
        # chatIdentity
        [je crois que|j'ai dit à ma mère que] [je suis gay|je suis bi|j'aime les filles] [et elle l'a bien \
        pris|j'ai peur d'en parler|]
        [ça change rien|t'as du courage|je suis fier de toi] {you} ❤️
        [l'infirmière|la prof de svt] [nous a parlé|a fait un cours] [de consentement|de contraception], [c'était \
        gênant|utile] {laugh}
        [ya une asso|tu peux appeler une ligne d'écoute] [pour en parler|si ça va pas], [c'est anonyme|]
        [mes potes|les gens] [font des blagues|disent des trucs], ça [me saoule|fait mal]
        # helpAsk
        {hey} [j'ai perdu mon rôle|je peux plus écrire|j'ai un mute sans raison] [tu peux m'aider|]
        [quelqu'un me spam|un mec m'insulte] en mp, [je fais quoi|]?
        [comment on|je voudrais] [devenir modo|participer au tournoi|avoir le rôle {game}] ?
        [j'ai pas reçu|c'est quand] mon [gain|cadeau] du tirage ?
        [merci beaucoup|ok merci|super merci] {emoji}
        [voilà|tiens] le screen [du message|de l'erreur]
        # helpAnswer
        {hey} ! [je regarde|je m'en occupe|je transmets] [tout de suite|]
        [envoie moi|t'as] [un screen du message|le lien du message|l'heure] stp ?
        c'est [réglé|bon], [dis moi si ça marche|reco toi]
        [bloque le|réponds plus] et [fais un signalement|garde les messages], [on gère|]
        [les recrutements sont fermés|lis le salon règles|inscris toi dans le salon tournoi]
        [avec plaisir|de rien|bonne soirée] {emoji}
        """

    /// Running a French community.
    static let frenchRunning = """
        # banReason
        [spam|pub en mp|raid|lien suspect]
        insultes [répétées|envers un membre|en vocal]
        [contourne un mute|double compte|3 avertissements]
        [arnaque|fausse annonce de cadeau|vol de compte]
        comportement [toxique|déplacé|irrespectueux]
        # timeOutReason
        [spam|flood|majuscules|insultes] [en {game}|en général|]
        [calme toi|pause] {num} min
        [hors sujet répété|mentions inutiles]
        # unbanReason
        appel accepté
        [erreur|ban par erreur|mauvais compte]
        [s'est excusé|seconde chance|fin du ban]
        # reportText
        [il spam|il flood|insultes|pub pour un autre serv]
        [il m'insulte|elle m'insulte] [depuis tout à l'heure|dans le salon|sans raison]
        [faux giveaway|c'est une arnaque|lien bizarre]
        # automodText
        [nitro gratuit|rejoignez mon serv] [https://lien.example|cliquez vite|]
        AAAAAAAA {emoji}{emoji}{emoji}
        [espèce de|sale] [noob|bot|tricheur]
        # announcement
        Tournoi {game} {when} à {hour}h, inscriptions [ouvertes|dans le salon dédié] !
        [Maintenance|Mise à jour des salons] {when}, merci de votre patience.
        [Rappel du règlement|Rappel] : [respect entre membres|pas de pub en privé|pas de données personnelles].
        [Soirée film|Karaoké|Blind test] {when}, tout le monde en vocal !
        Nous sommes de plus en plus nombreux, merci à [tous|la team] {emoji}
        # promotion
        Rejoins le plus grand serveur [gaming|de jeunes|détente] [lien en bio|lien dans la description] {emoji}
        [Soirées|Tournois] {game} [tous les week-ends|chaque mercredi], viens !
        [Clip|Best of] de la semaine [avec la team|du serveur] {emoji}
        # giftTitle
        Nitro 1 mois
        Nitro Classic
        Carte cadeau {num} €
        Pass de combat
        Rôle VIP
        Clé de jeu
        # drawText
        [Tirage au sort|Giveaway] : [un Nitro|{num} cartes cadeaux|une clé de jeu] à gagner, réagissez avec 🎉 avant \
        {when} !
        [Grand tirage|Concours] de la semaine : {gift}, [résultats|tirage] {when}.
        # winnerText
        [Bravo|Félicitations] {you}, tu gagnes {gift} ! 🎉
        [Et le gagnant est|Le tirage est tombé] : {you} {emoji}
        # editMark
        (edit)
        *
        edit : [faute|oubli|précision]
        """
}
