/// What the connector itself says in a chat, in both languages, for it does not know which.
struct MatrixDialogueWords {
    let encrypted = """
        Je ne peux pas lire ici : ce salon est chiffré. Je t’invite dans un autre salon, sans chiffrement, où je peux lire. Les administrateurs du serveur pourraient le lire aussi.
        I cannot read here: this room is encrypted. I invite you to another room, without encryption, where I can. The server's administrators could read it too.
        """
    let alwaysEncrypted = """
        Je ne peux pas lire ici : ce salon est chiffré. Invite-moi dans un salon sans chiffrement, ou utilise la page de signalement.
        I cannot read here: this room is encrypted. Invite me to a room without encryption, or use the page for reports.
        """
    let notAlone = """
        Nous ne sommes plus seuls : j’oublie ce qui n’est pas envoyé, et je pars. Écris-moi dans une discussion à nous deux.
        We are not alone any more: I forget what was not sent, and leave. Write to me in a chat of the two of us.
        """
    let tooFast = """
        C’est trop rapide pour moi : je n’ai pas lu la suite. Réécris dans une minute.
        That is too fast for me: I have not read the rest. Write again in a minute.
        """
}
