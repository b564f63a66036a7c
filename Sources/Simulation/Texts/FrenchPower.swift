extension Phrasebook {
    /// What is said around power over others, in French.
    static let frenchPower = """
        # roleOffer
        [je peux te mettre|tu veux] le rôle [VIP|spécial] ? [il faut juste|en échange] [une photo de toi|un petit \
        selfie], [juste pour moi|rien que pour moi]
        [le rôle VIP|l'accès au salon privé] [ça se mérite|c'est pas gratuit] {emoji} [envoie moi une photo|une photo \
        juste pour moi] [et je te le donne|]
        [une photo et t'as|envoie un selfie et je te mets] le rôle [VIP|que tu veux], [ça reste entre nous|]
        # colleagueAsk
        [tu peux|tu pourrais] [t'occuper d'un ban|sortir quelqu'un] pour moi ? [il|elle] [fait des histoires|me \
        saoule]
        [ban ce compte stp|vire le], [je t'explique plus tard|pose pas de questions]
        # raidText
        rejoignez tous le serveur {game} gratuit https://exemple.example/{num} [cadeaux offerts maintenant|les plus \
        rapides gagnent]
        on prend le contrôle de ce salon ce soir {game} pour toujours [vous êtes finis|on est partout]
        venez vite réclamer {gift} gratuit sur https://cadeau.example/{num} avant minuit
        # purgeReason
        [inactif depuis {num} mois|compte inactif|nettoyage des inactifs]
        """
}
