extension Phrasebook {
    /// More innocent exchanges that look like a story at first sight, in French.
    static let frenchMoreLookalikes = """
        # tradeOffer
        je te [donne|file] {skin} si tu m'envoies [ton {skin}|{num} gemmes|ton screen d'inventaire]
        [envoie d'abord|toi d'abord], [après je te donne|je te jure je t'envoie] le mien
        [envoie une photo|un screen] de [l'objet|ton inventaire|ton niveau] [pour preuve|]
        [t'as 10 minutes|dépêche], [l'offre part|un autre veut {skin}]
        [sinon|si tu dis non] je [prends ailleurs|donne à {person}]
        [viens en privé|on fait ça en mp], [ya trop de monde|c'est plus simple]
        [un mot à personne|garde le secret] [sur le prix|] {laugh}
        # tradeAnswer
        [ok|vas-y] [je t'envoie|regarde] [le screen|l'invitation de trade]
        [nan|mouais] [trop cher|ton skin vaut moins|rajoute un truc]
        [pourquoi|c'est pas une arnaque] ? [on prend un modo|t'as des avis]
        [reçu|c'est bon] [merci|nickel|fiable] 👍
        # welcome
        Bienvenue {you} sur le serveur ! [Lis le règlement|Présente-toi] et [prends tes rôles|dis-nous ton âge avec \
        le rôle prévu]. [Une question|Un souci] ? Écris-moi.
        # welcomeReply
        [merci|mrc] [c'est gentil|!|] {emoji}
        [ok|d'accord] [je regarde|je vais lire] [ça|le règlement]
        [comment on prend|c'est où] les rôles ?
        j'ai {age} ans, [je prends quel rôle|c'est bon pour être ici] ?
        # surprisePlan
        [surtout|] [ne le dis à personne|dis rien à {person}|ça reste entre nous], c'est une surprise [pour son \
        anniv|pour ses {age} ans] 🎂
        [efface la conv|supprime les messages] [après|], [il fouille mon tel|elle lit tout] {laugh}
        tu peux m'envoyer [une photo de lui petit|tes photos avec elle|une vidéo où tu chantes], [c'est pour le \
        montage|pour l'album] ?
        [ses parents sont au courant|sa mère nous aide], [rdv à {hour}h|on se cache dans le garage]
        [ramène|achète] [les ballons|le gâteau|une carte cadeau] [je te rembourse|]
        # surpriseReply
        [promis|chut|motus] {emoji} [je dis rien|]
        [elle se doute de rien|il croit qu'on l'a oublié] {laugh}
        [trop bonne idée|j'adore], [j'envoie les photos ce soir|je m'occupe du gâteau]
        [on est combien|je viens avec {person}|ma mère me dépose]
        # liftOffer
        [je passe|ma mère passe|on peut passer] prendre {you} à {hour}h, c'est quoi ton adresse ?
        [le match est|rdv] au [gymnase|stade] {street} à {city}, [ramenez vos maillots|soyez à l'heure]
        [nous on habite|moi je suis au] {num} {street}, [sonnez|garez vous devant]
        [il reste|j'ai] {num} places dans la voiture [pour le tournoi|]
        [donne|envoie] ton [numéro|06] [que mon père appelle ta mère|au cas où on se perd]
        # liftReply
        [merci|super], [je serai devant|j'attends en bas] [avec mon sac|]
        [moi c'est|j'habite] {num} {street} à {city}, [portail vert|2e étage]
        mon père [peut ramener {num} joueurs|fait le retour]
        [ok|noté] {hour}h [j'ai prévenu ma mère|]
        # banter
        t'es [éclaté|nul à chier|une blague] [sur {game}|] {laugh}
        [je vais te tuer|t'es mort|je vais te défoncer] [sur {game}|à la prochaine game|ingame] {laugh}
        [ferme la|tais toi] [t'es bronze|t'as 2 kills] {laugh}
        [ouin ouin|rage pas|pleure] {laugh}
        [rends ton clavier|désinstalle|retourne au tuto] {laugh}
        [gg quand même|allez revanche|bien joué bouffon] {laugh}
        je sais où t'habites je vais te [voler ta ps5|manger tes {dish}] {laugh}
        # giftArrived
        [j'ai bien reçu|mon {gift} est arrivé] merci [le staff|la team] {emoji}
        [c'était vrai|c'est pas un fake], [j'ai eu mon gain|reçu en 5 min] !
        [trop content|merci beaucoup] pour le tirage {emoji}
        # mergeRenewed
        [Après la fusion|Suite à la fusion avec {you}], [nous avons rendu l'ancien badge|le badge a été retiré] et \
        [refait une demande|déposé un nouveau dossier].
        [Le dossier est accepté|Après examen], [le serveur obtient son propre badge|le badge est à nous] [merci à \
        tous|].
        # counterSpeech
        [envoyez jamais|n'envoyez jamais] de photos de vous à quelqu'un [d'internet|que vous connaissez pas], même \
        [s'il promet|contre] {gift}
        si [un modo|quelqu'un] vous demande une photo [pour vous déban|en échange d'un cadeau], [c'est \
        interdit|signalez], [c'est pas votre faute|parlez en]
        [rappel|petit rappel] : [donnez pas votre adresse|gardez votre numéro pour vous], [jamais|même aux gens sympas]
        si on vous [menace de montrer vos messages|fait du chantage] [payez pas|bloquez, gardez les preuves] et \
        [appelez le 3018|parlez à un adulte]
        ["ça reste entre nous"|"dis rien à tes parents"] de la part d'un adulte [c'est un signal d'alarme|fuyez]
        # counterReply
        [merci du rappel|important ça|à épingler] {emoji}
        [on nous l'a dit au collège|ma prof a dit pareil|mon frère a vécu ça]
        [et si|ok mais] [c'est un ami de ma classe|ça m'est déjà arrivé], [je fais quoi|à qui parler] ?
        # confide
        [je peux te dire un truc|faut que je te raconte] ? [c'est un peu grave|ça me pèse]
        un [mec|modo|type] m'a [demandé une photo|dit "envoie une photo juste pour moi"|proposé {gift} contre une \
        photo] [hier|le mois dernier]
        il m'a dit [de le dire à personne|que c'était normal|que sinon il montrait tout à ma classe]
        j'ai [dit non|bloqué|tout montré à ma mère] [mais j'ai peur|]
        [il avait|il disait qu'il avait] {age} ans [mais c'est faux|]
        # confideReply
        [c'est pas ta faute|t'as bien fait|t'as été courageuse] {you} ❤️
        [t'en as parlé à|parle en à] [tes parents|un adulte|la CPE] ? [appelle le 3018|je viens avec toi]
        [garde les messages|fais des captures|signale le] [comme preuve|]
        [je suis là|tu peux compter sur moi|merci de me le dire] ❤️
        """
}
