extension Phrasebook {
    /// What is asked in a planted story, and what is answered, in French. Nothing goes further than asking for a
    /// picture.
    static let frenchRequests = """
        # giftOffer
        [tu veux|ça te dit] {gift} ? [je peux te l'offrir|j'en ai un en trop|cadeau]
        je [peux te payer|t'offre|te prends] {gift} [si tu veux|] {emoji}
        t'as pas {gift} ? [je peux arranger ça|je m'en occupe]
        j'ai {gift} [de côté|à donner], [ça t'intéresse|t'en veux]
        # giftAsk
        [en échange|juste|il faut juste] [tu m'envoies|t'envoies] une photo de toi, [juste pour moi|rien que pour moi]
        [une photo|une petite photo|un selfie] [de toi|juste pour moi] et [je t'envoie|t'as|c'est] {gift}
        je te [donne|file] {gift} [contre|si tu m'envoies] une [photo|pic|vidéo] [de toi|rien que pour moi]
        [c'est donnant donnant|rien n'est gratuit] {laugh} [photo d'abord|une photo et il est à toi]
        {gift} [une photo|deux photos], [deal|t'y gagnes], [personne saura|ça reste entre nous]
        # askPicture
        [envoie moi|tu m'envoies|montre moi] une photo [de toi|], [juste pour moi|pour moi]
        [t'as pas|fais moi] [une photo|un selfie|une vidéo] [de toi|là maintenant|dans ta chambre] ?
        [allez|stp] [une petite photo|montre toi|allume ta cam], [juste moi qui vois|je garde pas]
        [je veux te voir|ta pp suffit pas], [envoie une photo|fais une vidéo] [que pour moi|]
        une photo [comme tu veux|plus personnelle], [je montre à personne|c'est entre nous]
        # reluctant
        [euh|bah] [je sais pas|pas trop|j'ose pas]
        [j'aime pas|je préfère pas] [envoyer des photos|me montrer|faire ça]
        [c'est gênant|ça me gêne|bof] {sad}
        [ma mère|mes parents] [veut pas|m'ont dit de pas faire ça]
        [j'ai que|je te rappelle que j'ai] {age} ans [hein|]
        [on se connaît pas|t'es bizarre] [trop|là]
        # whyAsk
        [pourquoi|pk] [faire|tu veux ça|une photo] ?
        [c'est pour quoi|tu vas en faire quoi|ya pas un piège] ?
        [t'es sérieux|tu rigoles] [là|] ?
        [pourquoi|comment ça] [moi|je dois payer comme ça] ?
        # refuse
        [non|nan|non merci] [désolé|j'ai dit non|laisse tomber]
        [arrête|stop] [de demander|avec ça|stp]
        [je vais|laisse moi ou je vais] [te bloquer|en parler à ma mère|le dire aux modos]
        [j'ai pas envie|c'est mort|hors de question] {sad}
        # pressure
        [allez|stp] [fais pas ta timide|juste une|t'es pas sympa]
        [si tu m'aimais|si tu me faisais confiance] [tu le ferais|tu dirais oui]
        [après tout ce que j'ai fait pour toi|je t'ai tout donné], [tu peux bien faire ça|et toi rien]
        [les autres|une autre] [ont dit oui|fait pas d'histoires], [dommage pour toi|tant pis]
        [dépêche|réponds], [l'offre c'est maintenant|j'attends pas toute la soirée]
        [tu me déçois|je pensais que t'étais mature] [franchement|]
        # unbanOffer
        [c'est moi|je suis celui] qui [t'ai ban|gère les bans], [on peut s'arranger|ça peut se régler]
        [je peux te deban|je peux te faire revenir] [si je veux|], [ça dépend de toi|il faut mériter]
        ton ban [c'est mon choix|je peux l'enlever en 2 sec], [qu'est-ce que tu proposes|sois sympa]
        # unbanAsk
        [envoie moi|tu m'envoies] une photo de toi, [juste pour moi|], et [je te deban|tu reviens] [direct|]
        [une photo et t'es deban|pas de photo pas de deban], [simple|à toi de voir]
        [tu veux revenir|t'as envie de revoir tes potes] ? [montre toi en photo|envoie un truc rien que pour moi]
        [le deban ça se mérite|je fais rien gratuitement], [une photo|un petit selfie en privé]
        # founderAsk
        [avec mon statut|moi je suis le fondateur], [tu peux m'envoyer une photo tranquille|je risque rien et toi \
        non plus]
        [toutes mes préférées|celles qui ont le rôle VIP] m'ont envoyé une photo, [à toi|tu veux le rôle ou pas]
        [envoie une photo juste pour moi|fais moi une photo] et je te [mets modo|donne le grade|fais un shoutout]
        [tu dis non au fondateur|on refuse pas ça au créateur du serv] ? [je peux te ban aussi|réfléchis bien]
        """
}
