extension Phrasebook {
    /// Innocent exchanges that look like a story at first sight, in French.
    static let frenchLookalikes = """
        # siblingElder
        [maman|papa] [demande|veut savoir] [t'es où|à quelle heure tu rentres|si t'as mangé]
        envoie une photo [de ta chambre rangée pour maman|du chat|de ton bulletin avant que papa le voie] {laugh}
        [t'es seul à la maison|maman est partie] ? [ouvre pas la porte|j'arrive dans {num} min]
        [dis rien à maman|le dis pas à papa] [pour le vase|que j'ai fini les {dish}] {laugh}
        [bouge|sors] de ma chambre [sinon je dis à maman|] [que t'as séché|] {laugh}
        [je te ramène|tu veux] des {dish} ? [petit monstre|nain|microbe]
        [t'as pris mon chargeur|rends mon pull|touche pas à mon {device}] [encore|]
        [mamie|tonton] [veut une photo de nous deux|vient dimanche]
        si tu [mets le lave vaisselle|sors le {pet}] je te [paie|donne] {gift}
        # siblingYounger
        [c'est pas moi|même pas vrai|t'es relou] {laugh}
        [ok ok|oui chef|2 min] [je rentre|je range]
        [dis à maman|préviens papa] que [je suis chez {person}|je finis à {hour}h]
        tu me prêtes ta [switch|veste|carte de bus] ? [stp|]
        [voilà la photo|regarde] [le {pet} dort sur ton lit|ma chambre est rangée] {laugh}
        [t'avais qu'à pas|je le dirai à mamie] {laugh}
        [on mange quoi|ya quoi à manger] ce soir ?
        # teacher
        Bonjour {you}, [as-tu compris l'exercice {num}|où en es-tu du dm] ?
        [Envoie-moi une photo|Tu peux m'envoyer une photo] de ta [copie|démonstration|rédaction], je te \
        [corrige|dirai] ça ce soir.
        [C'est très bien|Bravo|Beau progrès], [continue|tu es sérieuse|il reste une erreur ligne {num}].
        [N'hésite pas|Tu peux] à m'écrire si tu bloques, [je réponds le soir|et parles-en à tes parents].
        [Demande à tes parents|Il me faut l'accord de tes parents] pour [la sortie|le cours de soutien] [de {when}|].
        [As-tu|Aurais-tu] quelqu'un pour t'aider à la maison en {subject} ?
        [Quel âge as-tu déjà|Tu es en quelle classe déjà] ? [C'est pour choisir le bon exercice|].
        # pupil
        Bonjour, [j'ai pas compris|je bloque sur] [la question {num}|le théorème|le texte]
        [voilà|je vous envoie] la photo de mon [cahier|exercice|brouillon]
        [merci monsieur|merci madame|merci beaucoup] [c'est plus clair|]
        je suis en {class} [j'ai {age} ans|]
        [d'accord|ok] [je refais|je demande à ma mère|à demain]
        # holiday
        [regarde|tiens] les photos [de la plage|du ski|du camping|de l'anniv] [on est trop drôles|] {laugh}
        [envoie|passe] moi [celle de nous deux|les photos d'hier|la photo sur le bateau] [stp|]
        [t'as|envoie] une photo de [ton coup de soleil|ta cabane|la piscine|ton {pet} à la mer] {laugh}
        [c'était|on a passé] les meilleures vacances [avec toi|] {emoji}
        [poste pas celle là|garde la pour nous|la montre à personne] [j'ai une tête affreuse|je suis décoiffée] {laugh}
        [ma mère|ton père] [veut la photo du groupe|a fait un album]
        # holidayReply
        {laugh} [t'es trop belle dessus|on dirait un homard|j'adore]
        [attends je cherche|je t'envoie ça ce soir|voilà]
        [trop hâte|vivement] [l'été prochain|d'y retourner] {emoji}
        [supprime celle là|efface ça] {laugh} [je louche|]
        [ok|oui] [promis|tkt] je la poste pas
        # appealAsk
        Bonjour, [je me suis fait bannir hier|je voudrais faire appel de mon ban], [je m'excuse|j'ai compris]
        [j'étais énervé|mon frère était sur mon compte|c'était une mauvaise blague], [ça se reproduira pas|désolé]
        [je peux savoir|c'est possible d'avoir] la raison exacte ?
        [merci beaucoup|merci de m'avoir écouté|ok je lis le règlement] {emoji}
        j'ai {age} ans, [je connaissais pas toutes les règles|c'est mon premier serv]
        # appealAnswer
        Bonjour, [j'ai relu les messages|on en a parlé en équipe], [la décision est revue|ton appel est accepté].
        [Tu as été banni pour|La raison était] : [insultes|spam|une pub]. [Tu comprends pourquoi|Lis le règlement] ?
        [Tu peux revenir|Voici le lien], [reste correct|c'est une seconde chance] [bonne soirée|].
        [Rien à faire de plus|Pas besoin de te justifier], [l'appel est clos|je lève le ban].
        # coupleAges
        [bon anniv|joyeux anniversaire] mon coeur, {age} ans [déjà|] ❤️
        [à {age} ans|moi à {age} ans] [je bosse|j'ai un crédit|je paie un loyer] {laugh} [et toi|]
        [le boulot|la fac|mon chef] m'a tué [aujourd'hui|], [vivement qu'on vive ensemble|tu me manques]
        # coupleAsk
        [envoie une photo de toi|tu m'envoies une photo|fais moi un selfie] [mon coeur|bébé|], [tu me manques|juste \
        pour moi]
        [t'es seule ce soir|tu rentres à quelle heure] ? [je passe|on se fait un resto]
        [je t'aime|tu me manques|j'ai hâte de te voir] ❤️
        [on se voit|tu dors chez moi] {when} ?
        t'es [trop belle|magnifique|canon] [sur ta photo|ce matin|]
        # coupleAnswer
        [voilà|tiens] [mon selfie du boulot|ta photo] {emoji} [à toi maintenant|]
        [je t'aime|moi aussi|pareil mon coeur] ❤️
        [oui|] [je finis à {hour}h|je prends le train de {hour}h], [tu fais à manger|]
        [toi aussi tu me manques|plus que {num} jours] {emoji}
        """
}
