import SafetyModel

extension DossierTexts {
    private func say(_ en: String, _ fr: String) -> String { LocalizedText(fr: fr, en: en)[language] }

    // MARK: What was reported

    var reported: String { say("What was reported", "Ce qui a été signalé") }
    var reportedExplained: String {
        say(
            "In the words of the reports, as they came. Who reported is not in this dossier; their words may tell it, "
                + "so read them before you pass them on.",
            "Dans les mots des signalements, tels quels. Qui a signalé n'est pas dans ce dossier ; ces mots peuvent le "
                + "laisser deviner : lisez-les avant de les transmettre.")
    }
    func report(_ number: Int) -> String { say("Report \(number)", "Signalement \(number)") }
    func reports(_ count: Int) -> String {
        count == 1 ? say("1 report", "1 signalement") : say("\(count) reports", "\(count) signalements")
    }
    var happening: String { say("What happened", "Ce qui se passe") }
    var dangerThen: String { say("Felt in danger", "Se sentait en danger") }
    var yes: String { say("yes", "oui") }
    var accused: String { say("Accused, as written", "Personne mise en cause, comme écrit") }
    var place: String { say("Where, as written", "Où, comme écrit") }
    var showWords: String { say("Show the words of the report", "Afficher les mots du signalement") }
    func fileNotIncluded(_ kind: String) -> String { say("\(kind), not included", "\(kind), non joint") }
    var notSaid: String { say("not said", "non précisé") }
    var seeReported: String {
        say(
            "This lead comes from people who reported: see “\(reported)”.",
            "Cette piste vient de personnes qui ont signalé : voir « \(reported) ».")
    }

    /// What was read, where reports are part of it.
    func amount(messages: String, reports count: Int) -> String {
        let read = "\(messages) messages"
        return count == 0 ? read : say("\(read) and \(reports(count))", "\(read) et \(reports(count))")
    }
}
