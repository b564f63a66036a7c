extension Phrasebook {
    /// How the contact of a planted story begins and grows, in French.
    static let frenchContact = """
        # opener
        {hey} [toi|{you}|], [ça va|cv|bien ou bien] ?
        {hey}, je t'ai vu [dans le salon|sur le serv|passer en voc], [t'as l'air sympa|on peut parler] ?
        {hey} {you} [je peux te parler|t'as 2 min|dispo pour parler] ?
        {hey} c'était toi [dans {game}|au karaoké|en vocal] [hier|tout à l'heure] ?
        [on se connaît pas|t'es nouveau ici], [tu viens d'où|tu fais quoi de beau] ?
        {hey} [tu cherches|t'as envie] quelqu'un pour jouer à {game} ?
        # smallTalk
        [ça va|tranquille|bien] et toi ?
        je [rentre des cours|joue un peu|regarde {series}|fais rien] et toi
        [ouais|oui] [un peu|grave|ça va]
        [t'as passé|c'était] une bonne journée ?
        j'ai [perdu|gagné] sur {game} {laugh}
        [longue journée|fatigué|flemme] {emoji}
        [et toi|sinon toi] tu [joues à quoi|regardes quoi|écoutes quoi] ?
        {laugh} [j'avoue|trop|grave]
        [mes parents|mes profs] [me saoulent|sont relous] [en ce moment|]
        # flattery
        t'es [vraiment|trop] [différente des autres|différent|spécial|mature] [pour ton âge|je trouve|]
        [t'es|je te trouve] [trop belle|trop mignon|super jolie] sur ta pp
        [j'adore|j'aime trop] [parler avec toi|ta voix|ton rire]
        on dirait pas que t'as ton âge, [t'es plus mûre|tu parles comme une grande]
        [personne|aucune fille|aucun mec] ici [est comme toi|me comprend comme toi]
        tu [mérites mieux|vaux mieux] que [tes potes|les gens de ton âge]
        # askAge
        [au fait|sinon] [t'as quel âge|tu as quel âge] [toi|en vrai|] ?
        [quel âge|t'es en quelle classe] [déjà|toi|] ?
        t'es [majeure|majeur|au collège ou au lycée] ?
        # sayAge
        j'ai {age} ans [et toi|pourquoi|]
        {age} [ans|] [et toi|bientôt plus|]
        [moi|] {age} ans, je suis en {class}
        je suis en {class}
        # askLife
        tu vis [avec tes parents|avec qui|chez ta mère] ?
        [t'habites|tu es] [vers où|dans quelle ville|loin de {city}] ?
        [tes parents|ta mère] [regardent|fouillent|surveillent] ton tel [des fois|] ?
        t'as [un copain|une copine|quelqu'un] [en ce moment|] ?
        [t'as ta chambre à toi|tu dors toute seule|ta chambre ferme à clé] ?
        tu rentres à quelle heure [du collège|le soir] ?
        # answerLife
        [avec ma mère|chez mes parents|une semaine sur deux chez mon père]
        vers {city} [pourquoi|]
        [non|nan] [pas trop|ils regardent pas|jamais]
        [ça dépend|des fois|le soir oui]
        [pourquoi tu demandes|c'est bizarre comme question|euh pourquoi]
        [non|nan] [personne|pas en ce moment] {laugh}
        # trust
        tu peux [tout me dire|me faire confiance|compter sur moi] [tu sais|]
        moi je [te jugerai jamais|te comprends|suis toujours là pour toi]
        [t'es|tu es] [comme ma petite soeur|comme un petit frère|la personne la plus importante] pour moi
        si [ça va pas|tu t'embrouilles avec tes parents] [viens me voir moi|tu m'écris direct]
        [on se dit tout|entre nous ya pas de secret] [ok|hein|]
        je [pense à toi|t'attends] [tous les soirs|quand t'es pas là]
        # secrecy
        [ça reste entre nous|c'est notre secret|garde ça pour toi] [ok|hein|promis] ?
        [en parle à personne|le dis à personne|dis rien à tes parents], [ils comprendraient pas|ils vont mal le \
        prendre]
        [faut pas que|vaut mieux pas que] [ta mère|tes parents|tes potes] [voient ça|sachent qu'on parle]
        [efface|supprime] [la conv|nos messages] [après|au fur et à mesure|avant de dormir]
        # alone
        t'es [seule|tout seul|toute seule] [là|chez toi|dans ta chambre] ?
        [tes parents sont|ya quelqu'un] [à la maison|à côté|là] ?
        [ferme la porte|mets tes écouteurs|attends que ta mère dorme], [on sera tranquilles|je t'écris après]
        # normalise
        [c'est normal|c'est rien|t'inquiète] [à ton âge|tout le monde le fait|les couples font ça]
        [ma dernière copine|une autre fille du serv|ma pote] [avait ton âge et|] [trouvait ça normal|le faisait]
        [l'âge c'est qu'un chiffre|on s'en fout de l'âge], [nous on se comprend|t'es mature]
        [fais pas ton bébé|t'es plus une gamine|sois pas coincée]
        # jokePush
        [je rigole|c'est une blague] [mais|enfin] [t'oserais|tu dirais oui] ? {laugh}
        on joue à action ou vérité, [t'as pas le droit de dire non|mais en privé]
        [et|dis] [t'as déjà embrassé quelqu'un|t'es déjà sortie avec un plus vieux] ? {laugh}
        [tu dors en quoi|t'es habillée comment] {laugh} [je rigole|]
        # isolate
        [tes potes|les gens du serv] [te méritent pas|parlent dans ton dos|sont jaloux], [écoute moi|moi je reste]
        [tes parents|ta mère] [te comprennent pas|te font pas confiance], [moi oui|moi je suis là]
        [t'as pas besoin|arrête de parler] [d'eux|aux autres mecs], [je suffis|t'as que moi]
        # moveOff
        [viens|on va|passe] sur {platform} [c'est plus tranquille|ici on peut nous lire|c'est mieux]
        [c'est quoi ton|donne ton|ajoute moi sur] {platform} [stp|discord bug|]
        [ici|sur le serv] [les modos voient tout|c'est pas discret], [{platform} plutôt|go {platform}]
        # voiceFollow
        {hey} [t'étais|je t'ai entendu] en voc [tout à l'heure|à l'instant], [t'as une belle voix|tu m'as fait rire]
        [on parlait|t'étais] dans [le même salon|la voc], [je préfère parler à deux|trop de monde là-bas]
        t'as quitté la voc [d'un coup|], [ça va|j'étais déçu] ? [on continue ici|]
        # status
        [tu sais qui je suis|c'est moi qui ai créé le serv|je suis le fondateur] [non|quand même|]?
        [plein de gens|des milliers de membres] [rêvent|aimeraient] que je leur réponde, [t'as de la chance|profite]
        je peux [te mettre modo|te donner le rôle VIP|te faire connaître] [quand je veux|] si tu [es gentille|me \
        rends un service]
        [personne te croira|ici c'est moi qui décide|les modos bossent pour moi] [tu sais|]
        # banned
        [pourquoi je suis ban|j'ai été ban] ? [j'ai rien fait|c'est une erreur] {sad}
        {hey} [je comprends pas|c'est quoi la raison du] ban ?
        [tous mes potes|mes amis] sont sur le serv [stp|], [je peux revenir|débannissez moi]
        # comeback
        {hey} [c'est moi|tu te souviens de moi], [ils m'ont ban|mon ancien compte a sauté] {laugh}
        nouveau compte, [l'autre s'est fait ban|les modos de l'autre serv ont abusé], [dis rien|chut]
        [je suis|me voilà] sur ce serv maintenant, [l'autre était pourri|ils m'ont viré]
        """
}
