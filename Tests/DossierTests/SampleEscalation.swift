import Dossier
import Foundation
import SafetyModel

/// Invented cases on their way to an authority, with names and texts that are hard to carry.
enum SampleEscalation {
    static let texts = [
        "envoie-moi une photo, juste pour moi", "<script>alert('x')</script>", "ends with ]]> & \"quotes\"",
        "bell \u{7} and \u{FFFE} and \u{FFFF}\r\nnext", "\u{202E}turned \u{1F9D2}", "",
        String(repeating: "long ", count: 20_000),
        "اللغة العربية",
    ]
    static let names = ["Capitaine Orion", "<b>lou</b>", "a&b", "\u{1}\u{2}", "Zoé \u{1F30A}"]

    static let codes: [PolicyLaw.Codes] = CyberTipIncident.allCases.enumerated().map { index, incident in
        PolicyLaw.Codes(
            category: StatementCategory.allCases[index % StatementCategory.allCases.count], incident: incident,
            annotations: Array(CyberTipAnnotation.allCases.prefix(index % 6)))
    }

    /// The same case for the same number.
    static func item(_ number: Int, isPublic: Bool? = nil) -> EscalationCase {
        let count = number % 7
        let events = (0..<count).map { event(number, $0, isPublic: isPublic) }
        let people = ["b7", "<c&8>", "d9"].prefix(number % 4)
        var item = EscalationCase(
            number: Int64(number), community: number % 3 == 0 ? "" : "community <\(number)>",
            policy: "minor.solicitation",
            title: LocalizedText(fr: "Possible <sollicitation>", en: "Possible <solicitation>"),
            codes: codes[number % codes.count], subject: "a1", subjectIsStaff: number % 2 == 0,
            counterparts: Array(people), names: ["a1": names[number % names.count]],
            signals: [], events: events, evidence: Set(events.map(\.key)),
            trail: number % 2 == 0
                ? []
                : [.init(at: SampleDossier.time(9), by: "Ada", action: "revealed", detail: "to report it")],
            openedAt: SampleDossier.time(0), reviewer: ["Ada Example", "Ada", "<i>Ada</i> & co"][number % 3],
            madeAt: SampleDossier.time(10))
        if number % 5 == 0 { item.reports = [report(number)] }
        return item
    }

    private static func report(_ number: Int) -> ReportedMatter {
        var report = ReportedMatter(
            filedAt: SampleDossier.time(1), code: "pictures",
            happening: LocalizedText(fr: "On demande des photos", en: "Asked for pictures"), isDanger: number % 2 == 0)
        report.accused = [names[number / 5 % names.count]]
        report.text = texts[number / 5 % texts.count]
        report.files = [.init(kind: "png", bytes: 7, sha256: String(repeating: "cd", count: 32))]
        return report
    }

    static func event(_ number: Int, _ index: Int, isPublic: Bool?) -> Event {
        let isPublic = isPublic ?? ((number + index) % 2 == 0)
        let text = texts[(number + index) % texts.count]
        let files = index == 2 ? [Attachment(id: "f", kind: "image", sha256: String(repeating: "ab", count: 32))] : []
        return Event(
            id: "9\(number)\(index)", source: "discord:guild/123", type: .messagePosted,
            time: SampleDossier.time(index),
            community: "123",
            channel: isPublic
                ? Channel(id: "\(450 + index % 3)", kind: .text, name: "salon <\(index % 3)>")
                : Channel(id: "d", kind: .direct),
            actor: Member(id: "a1", name: names[index % names.count]), target: Member(id: "b7"),
            body: .message(Message(text: text.isEmpty ? nil : text, attachments: files)))
    }
}
