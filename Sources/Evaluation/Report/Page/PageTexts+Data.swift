import SafetyModel

extension PageTexts {
    // MARK: Comparison

    var comparison: String { say("Held against another", "Comparaison") }
    func comparedWith(_ name: String, shared: String) -> String {
        say(
            "This evaluation less \(name), over the \(shared) ids that both have.",
            "Cette évaluation moins \(name), sur les \(shared) identifiants communs.")
    }
    func intervalExplained(_ resamples: String) -> String {
        say(
            "The interval holds the middle 95 % of the difference over \(resamples) samples drawn from the cases. Where it "
                + "holds 0, chance may explain the difference.",
            "L'intervalle contient les 95 % du milieu de la différence, sur \(resamples) tirages parmi les cas. S'il "
                + "contient 0, le hasard peut expliquer la différence.")
    }
    var figure: String { say("Figure", "Chiffre") }
    var this: String { say("This", "Celle-ci") }
    var other: String { say("Other", "L'autre") }
    var difference: String { say("Difference", "Différence") }
    var interval: String { say("95 % interval", "Intervalle à 95 %") }

    // MARK: Cases

    var toLookAt: String { say("Cases to look at", "Cas à regarder") }
    var toLookAtExplained: String {
        say(
            "By their ids, since this page holds no one's words. Read some of them: wrong labels are found there, and what "
                + "the score does not see.",
            "Par leurs identifiants, car cette page ne contient les mots de personne. Lisez-en quelques-uns : on y trouve "
                + "des étiquettes fausses, et ce que le score ne voit pas.")
    }
    func missed(_ count: String) -> String {
        say(
            "Positives not flagged (\(count)), lowest score first",
            "Positifs non signalés (\(count)), du score le plus bas")
    }
    func flaggedWrongly(_ count: String) -> String {
        say("Negatives flagged (\(count)), highest score first", "Négatifs signalés (\(count)), du score le plus haut")
    }
    var identifier: String { say("Id", "Identifiant") }
    var messages: String { say("Messages", "Messages") }

    // MARK: Data

    var data: String { say("The data", "Les données") }
    var files: String { say("Files", "Fichiers") }
    var skipped: String { say("Rows left out", "Lignes écartées") }
    var filtered: String { say("Rows not asked for", "Lignes non demandées") }
    var duplicates: String { say("Ids seen twice", "Identifiants en double") }
    var place: String { say("Place", "Endroit") }
    var problem: String { say("Problem", "Problème") }
    func problems(_ shown: String, of all: String) -> String {
        say("Problems of the files (\(shown) of \(all))", "Problèmes des fichiers (\(shown) sur \(all))")
    }
    var made: String { say("How it was made", "Comment elle a été faite") }
    var program: String { say("Program", "Programme") }
    var command: String { say("Command", "Commande") }
    var scorer: String { say("Judged by", "Jugé par") }
    var reproducible: String {
        say(
            "The same files and the same command give the same page, to the last digit.",
            "Les mêmes fichiers et la même commande donnent la même page, au dernier chiffre près.")
    }

    // MARK: Reading it

    var limits: String { say("What this cannot tell", "Ce que ceci ne dit pas") }
    var limitSentences: [String] {
        [
            say(
                "How it does on other people's talk. Test it on words of your own community before you rely on it.",
                "Ce que cela donne ailleurs. Essayez sur les mots de votre propre communauté avant de vous y fier."),
            say(
                "Whether the labels are right. No data set is free of wrong ones, and people disagree about many.",
                "Si les étiquettes sont justes. Aucun jeu de données n'en est exempt d'erreurs, et les gens divergent souvent."
            ),
            say(
                "How rare harm is where you are. Where it is rarer than here, fewer of the flags will be right.",
                "Combien les faits sont rares chez vous. S'ils le sont plus qu'ici, moins de signalements seront justes."
            ),
            say(
                "What to do about a person. That takes somebody who reads, asks and decides.",
                "Que faire à propos d'une personne. Il faut quelqu'un qui lise, demande et décide."),
        ]
    }
}
