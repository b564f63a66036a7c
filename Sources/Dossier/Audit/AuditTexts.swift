import Governance
import SafetyModel

/// The words around an audit's findings.
struct AuditTexts {
    let language: Language

    private func say(_ en: String, _ fr: String) -> String { LocalizedText(fr: fr, en: en)[language] }

    var colon: String { language == .french ? "\u{A0}: " : ": " }
    var title: String { say("Audit of how a community is run", "Audit de la conduite d'une communauté") }
    var confidential: String {
        say(
            "Confidential. This report names people on staff. It says how things are set up, not what anybody meant by it: "
                + "a finding is something to look at and to mend.",
            "Confidentiel. Ce rapport nomme des membres de l'équipe. Il dit comment les choses sont réglées, non ce que "
                + "quelqu'un a voulu : un constat est à regarder et à corriger.")
    }

    // MARK: Scores

    var scores: String { say("Scores by area", "Notes par domaine") }
    var scoresExplained: String {
        say(
            "Each area begins at 100. A finding takes away 50 (critical), 25 (high), 10 (medium) or 4 (low); no score "
                + "falls below 0. What could not be judged takes nothing and is listed below.",
            "Chaque domaine part de 100. Un constat retire 50 (critique), 25 (élevée), 10 (moyenne) ou 4 (faible) ; "
                + "aucune note ne descend sous 0. Ce qui n'a pas pu être jugé ne retire rien et figure plus bas.")
    }
    var area: String { say("Area", "Domaine") }
    var score: String { say("Score", "Note") }
    var formula: String { say("Formula", "Formule") }
    var judged: String { say("Rules judged", "Règles jugées") }
    var notJudged: String { say("not judged", "non jugé") }
    var nothing: String { say("nothing found", "rien trouvé") }
    func of(_ part: Int, _ whole: Int) -> String { say("\(part) of \(whole)", "\(part) sur \(whole)") }

    // MARK: Findings

    var findings: String { say("Findings", "Constats") }
    func findingCount(_ count: Int) -> String {
        switch (count, language) {
        case (0, .english): "Nothing was found."
        case (0, .french): "Rien n'a été trouvé."
        case (1, .english): "One finding."
        case (1, .french): "Un constat."
        case (_, .english): "\(count) findings."
        case (_, .french): "\(count) constats."
        }
    }
    var whatToDo: String { say("What to do", "Que faire") }
    var roles: String { say("Roles", "Rôles") }
    var channels: String { say("Channels", "Salons") }
    var members: String { say("Members", "Membres") }
    var things: String { say("Items", "Éléments") }
    func more(_ count: Int) -> String { say("and \(count) more", "et \(count) de plus") }
    /// Where members are not to be named.
    func unnamed(_ count: Int) -> String {
        say(
            "\(count), named to guardians only", "\(count), nommés aux seuls garants")
    }

    // MARK: What it rests on

    var basis: String { say("What it rests on", "Sur quoi il repose") }
    var snapshot: String { say("Snapshot", "Instantané") }
    var noSnapshot: String { say("none", "aucun") }
    var undated: String { say("undated", "sans date") }
    var memberCount: String { say("Members", "Membres") }
    var staffCount: String { say("On staff", "Dans l'équipe") }
    var events: String { say("Events", "Événements") }
    var messages: String { say("Messages", "Messages") }
    var acts: String { say("Acts of staff", "Actes de l'équipe") }
    var made: String { say("Made", "Établi") }
    var problems: String { say("Wrong in the snapshot", "Fautes de l'instantané") }
    var problemsExplained: String {
        say("The audit went on without these.", "L'audit s'est fait sans ces éléments.")
    }
    func moreProblems(_ count: Int) -> String { say("… and \(count) more.", "… et \(count) de plus.") }

    // MARK: Roles

    var roleGraph: String { say("Roles and their powers", "Les rôles et leurs pouvoirs") }
    var roleGraphExplained: String {
        say(
            "Highest role on top, everybody's at the bottom. A mark says that the role gives the power everywhere; "
                + "administrator gives all. Roles below the last that gives a power are left out, but for everybody's.",
            "Le rôle le plus haut en haut, celui de tout le monde en bas. Une marque : le rôle donne ce pouvoir partout ; "
                + "administrateur les donne tous. Les rôles sous le dernier qui donne un pouvoir sont omis, sauf celui de "
                + "tout le monde.")
    }
    var role: String { say("Role", "Rôle") }
    var holders: String { say("Held by", "Porté par") }
    var powers: String { say("Powers over others", "Pouvoirs sur les autres") }
    var everybody: String { say("everybody", "tout le monde") }
    var yes: String { say("yes", "oui") }
    var asTable: String { say("As a table", "En tableau") }
    func rolesLeftOut(_ count: Int) -> String {
        say("\(count) more roles are not shown.", "\(count) autres rôles ne sont pas montrés.")
    }

    // MARK: Hours

    func hours(in zone: String?) -> String {
        let zone = zone ?? "UTC"
        return say("Talk and staff by the hour (\(zone))", "Messages et équipe, heure par heure (\(zone))")
    }
    var hoursExplained: String {
        say(
            "The darker, the more messages in that hour of the week. A cross marks hours in which members wrote and "
                + "nobody of the staff was ever active.",
            "Plus c'est foncé, plus il y a de messages à cette heure de la semaine. Une croix marque les heures où des "
                + "membres ont écrit sans que personne de l'équipe ne soit jamais actif.")
    }
    var hour: String { say("Hour", "Heure") }
    func hourCell(_ day: String, _ hour: Int, _ messages: String, _ staff: String) -> String {
        say(
            "\(day) \(hour):00: \(messages) messages, \(staff) of the staff",
            "\(day) \(hour) h : \(messages) messages, \(staff) de l'équipe")
    }
    func hoursSummary(_ share: String, _ weeks: String) -> String {
        say(
            "\(share) of messages fell into hours without anybody of the staff. Weeks read: \(weeks).",
            "\(share) des messages tombent à des heures sans personne de l'équipe. Semaines lues : \(weeks).")
    }
    var cellsAre: String { say("messages · staff, on average", "messages · équipe, en moyenne") }
    var days: [String] {
        language == .french
            ? ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
            : ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    }

    // MARK: Trend

    var trend: String { say("Trend", "Évolution") }
    func trendLine(_ area: String, _ scores: String) -> String {
        say(
            "\(area), from the oldest audit to the newest: \(scores)",
            "\(area), du plus ancien audit au plus récent : \(scores)")
    }
    var date: String { say("Date", "Date") }

    // MARK: Rules

    var rules: String { say("Every rule, and what became of it", "Chaque règle, et ce qu'elle a donné") }
    var rule: String { say("Rule", "Règle") }
    var outcome: String { say("Outcome", "Résultat") }
    func state(_ check: AuditCheck) -> String {
        let reason = check.reason.map { language == .french ? " : \($0[language])" : ": \($0[language])" } ?? ""
        return switch check.state {
        case .fine: say("nothing found", "rien trouvé")
        case .found: say("found", "trouvé")
        case .notJudged: say("could not be judged", "n'a pas pu être jugée") + reason
        case .notApplicable: say("does not apply", "ne s'applique pas") + reason
        }
    }
    var thresholds: String { say("Thresholds", "Seuils") }
    var thresholdsExplained: String {
        say(
            "Each can be set: vigie audit --set name=value.", "Chacun peut être changé : vigie audit --set nom=valeur.")
    }
    var value: String { say("Value", "Valeur") }
    var name: String { say("Name", "Nom") }
    var meaning: String { say("Meaning", "Sens") }
}
