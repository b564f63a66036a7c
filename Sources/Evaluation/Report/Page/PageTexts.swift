import SafetyModel

/// The words of the evaluation's page.
struct PageTexts {
    let language: Language

    func say(_ en: String, _ fr: String) -> String { LocalizedText(fr: fr, en: en).typeset(language) }

    // MARK: The top

    var messagesTitle: String { say("Evaluation: messages", "Évaluation : messages") }
    var conversationsTitle: String { say("Evaluation: conversations", "Évaluation : conversations") }
    var contents: String { say("On this page", "Sur cette page") }

    func summary(_ cases: String, positives: String, negatives: String, scorer: String) -> String {
        say(
            "\(cases) cases, \(positives) positive and \(negatives) negative, judged by \(scorer).",
            "\(cases) cas, \(positives) positifs et \(negatives) négatifs, jugés par \(scorer).")
    }

    var caution: String {
        say(
            "These figures hold for this data and no other: people elsewhere write differently. A score says how urgently "
                + "a person should look. It is a lead to review, never a verdict.",
            "Ces chiffres valent pour ces données et pour aucune autre : ailleurs, on écrit autrement. Un score dit avec "
                + "quelle urgence quelqu'un devrait regarder. C'est une piste à examiner, jamais un verdict.")
    }

    // MARK: Figures

    var figures: String { say("The figures", "Les chiffres") }
    var missing: String {
        say(
            "A dash stands where a figure does not exist: precision where nothing was flagged, areas where all cases are of "
                + "one kind.",
            "Un tiret indique qu'un chiffre n'existe pas : la précision quand rien n'est signalé, les aires quand tous les "
                + "cas sont du même genre.")
    }
    var outcome: String { say("What became of the cases", "Ce qu'il est advenu des cas") }
    func outcomeAt(_ threshold: String) -> String {
        say("Flagged from a score of \(threshold).", "Signalé à partir d'un score de \(threshold).")
    }
    func outcomeAtEnd(_ threshold: String) -> String {
        say(
            "Flagged from a risk of \(threshold) after the last message.",
            "Signalé à partir d'un risque de \(threshold) après le dernier message.")
    }
    var flagged: String { say("Flagged", "Signalés") }
    var notFlagged: String { say("Not flagged", "Non signalés") }
    var positives: String { say("Positive", "Positifs") }
    var negatives: String { say("Negative", "Négatifs") }
    var plots: String { say("Plots", "Graphiques") }

    var score: String { say("Score", "Score") }
    var cases: String { say("Cases", "Cas") }
    var meanScore: String { say("Mean score", "Score moyen") }
    var shareOfPositives: String { say("Share of positives", "Part de positifs") }
    var shareOfClass: String { say("Share of the class", "Part de la classe") }
    var threshold: String { say("Threshold", "Seuil") }
    var recall: String { Measure.recall.title.typeset(language) }
    var precision: String { Measure.precision.title.typeset(language) }
    var accuracy: String { Measure.accuracy.title.typeset(language) }
    var falseAlarmRate: String { Measure.falseAlarmRate.title.typeset(language) }
    func atThresholds(_ one: String, _ other: String) -> String {
        say("\(one) and \(other.lowercased()) at some thresholds", "\(one) et \(other.lowercased()) à quelques seuils")
    }
    var label: String { say("Label", "Étiquette") }

    var reliability: String { say("Do scores mean what they say?", "Les scores disent-ils vrai ?") }
    func reliabilityExplained(_ error: String) -> String {
        say(
            "On the broken line a score of 0.8 means 8 in 10. Below it scores promise too much, above it too little. "
                + "Larger dots stand for more cases. Calibration error: \(error).",
            "Sur la ligne brisée, un score de 0,8 veut dire 8 sur 10. En dessous, les scores promettent trop, au-dessus "
                + "trop peu. Un point plus gros compte plus de cas. Erreur de calibration : \(error).")
    }
    var reliabilityTable: String { say("Cases by score", "Les cas selon le score") }

    var roc: String { say("Found against false alarms (ROC)", "Trouvés et fausses alertes (ROC)") }
    func rocExplained(_ area: String) -> String {
        say(
            "Each point is a threshold; the dot is the one in use. The area under the curve is \(area); chance, the broken "
                + "line, gives 0.5.",
            "Chaque point est un seuil ; le gros point est celui utilisé. L'aire sous la courbe est \(area) ; le hasard, "
                + "la ligne brisée, donne 0,5.")
    }

    var precisionRecall: String { say("Precision against recall", "Précision et rappel") }
    func precisionExplained(_ area: String, chance: String) -> String {
        say(
            "How much of what is flagged is right, while more and more is found; the dot is the threshold in use. Average "
                + "precision: \(area); flagging at random, the broken line, gives \(chance).",
            "La part juste de ce qui est signalé, à mesure qu'on en trouve plus ; le gros point est le seuil utilisé. "
                + "Précision moyenne : \(area) ; signaler au hasard, la ligne brisée, donne \(chance).")
    }

    var histogram: String { say("How scores are spread", "La répartition des scores") }
    var histogramExplained: String {
        say(
            "Positives upwards, negatives downwards, each as a share of its class. The broken line is the threshold.",
            "Les positifs vers le haut, les négatifs vers le bas, chacun en part de sa classe. La ligne brisée est le seuil."
        )
    }
    var histogramTable: String { say("Cases of each kind by score", "Les cas de chaque genre selon le score") }

    var latency: String { say("How early alarms come", "Quand viennent les alertes") }
    func latencyExplained(_ share: String, count: String) -> String {
        say(
            "Of \(count) right alarms, \(share) came with at most half of the conversation seen (the broken line).",
            "Sur \(count) bonnes alertes, \(share) sont venues avant la moitié de la conversation (la ligne brisée).")
    }
    var latencyTable: String { say("Alarms that have come", "Les alertes déjà venues") }
    var conversationSeen: String { say("Share of conversation seen", "Part de la conversation vue") }
    var alarmsCome: String { say("Share of right alarms", "Part des bonnes alertes") }
    var alarms: String { say("Alarms", "Alertes") }

    // MARK: Groups

    func groupsTitle(_ column: String) -> String {
        switch column {
        case "policy": say("By policy", "Par politique")
        case "language": say("By language", "Par langue")
        case "pattern": say("By pattern", "Par scénario")
        case "functionality": say("By functionality", "Par fonctionnalité")
        default: say("By “\(column)”", "Par « \(column) »")
        }
    }
    /// What the table of a column's groups holds.
    func casesOf(_ column: String) -> String {
        let title = groupsTitle(column)
        return "\(cases) \(title.prefix(1).lowercased())\(title.dropFirst())"
    }
    func gap(_ points: String) -> String {
        say(
            "False-alarm rates lie \(points) points apart at most.",
            "Les taux de fausses alertes s'écartent d'au plus \(points) points.")
    }
    var value: String { say("Value", "Valeur") }
    func moreGroups(_ count: String) -> String {
        say("\(count) further values are in the JSON.", "\(count) autres valeurs sont dans le JSON.")
    }
}

extension LocalizedText {
    /// The text of a language, with the spaces of French that no line may break at.
    func typeset(_ language: Language) -> String {
        let text = self[language]
        guard language == .french else { return text }
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar = "."
        for scalar in text.unicodeScalars {
            if ":;?!»%".unicodeScalars.contains(scalar), previous == " " {
                result.removeLast()
                result.append("\u{A0}")
            } else if previous.properties.numericType != nil || previous == "«", scalar == " " {
                result.append("\u{A0}")
                previous = scalar
                continue
            }
            result.append(scalar)
            previous = scalar
        }
        return String(result)
    }
}
