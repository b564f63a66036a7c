import Dossier
import Foundation
import SafetyModel

/// A small invented story for the tests: nobody in it exists.
enum SampleDossier {
    static let start: Int64 = 1_781_640_843_120  // 2026-06-16T20:14:03.120Z

    static func time(_ day: Int, _ minute: Int = 0) -> Timestamp {
        Timestamp(milliseconds: start + Int64(day) * 86_400_000 + Int64(minute) * 60_000)
    }

    static let taxonomy = Taxonomy([
        Policy(
            code: "minor.solicitation", severity: Severity(1),
            title: LocalizedText(fr: "sollicitation d'images d'un mineur", en: "soliciting pictures from a minor"),
            meaning: LocalizedText(
                fr: "Quelqu'un semble demander des images à une personne probablement mineure.",
                en: "Somebody seems to ask a person who is likely a minor for pictures."),
            deadlineHours: 4, threshold: 0.6),
        Policy(
            code: "harassment.pile_on", severity: Severity(2),
            title: LocalizedText(fr: "harcèlement en meute", en: "pile-on"),
            meaning: LocalizedText(
                fr: "Plusieurs personnes s'en prennent à une seule en peu de temps.",
                en: "Several people turn on one person within a short time."),
            deadlineHours: 24, threshold: 0.6),
        Policy(
            code: "harassment.insult", severity: Severity(3), title: LocalizedText(fr: "insultes", en: "insults"),
            meaning: LocalizedText(fr: "Des insultes.", en: "Insults."), deadlineHours: 72, threshold: 0.6),
    ])

    struct Line {
        var id: String
        var day: Int
        var minute: Int
        var author: String
        var text: String
        var cues: [(words: String, cue: String, stage: Stage, weight: Double)] = []
    }

    static let lines: [Line] = [
        Line(id: "m01", day: 0, minute: 0, author: "a1", text: "salut, je t'ai entendue en vocal tout à l'heure"),
        Line(id: "m02", day: 0, minute: 2, author: "b7", text: "ah oui salut !"),
        Line(
            id: "m03", day: 0, minute: 3, author: "a1", text: "t'as quel âge ? tu vas à quel collège ?",
            cues: [
                ("t'as quel âge", "fr.profiling.age", .profiling, 0.5),
                ("à quel collège", "fr.profiling.school", .profiling, 0.6),
            ]),
        Line(id: "m04", day: 0, minute: 5, author: "b7", text: "13 ans, en 4e"),
        Line(
            id: "m05", day: 2, minute: 61, author: "a1",
            text: "t'es vraiment plus mûre que les autres, je peux tout te dire",
            cues: [("plus mûre que les autres", "fr.trust.mature", .trust, 0.9)]),
        Line(
            id: "m06", day: 3, minute: 90, author: "a1",
            text: "on continue ailleurs ? et n'en parle pas à ta mère, elle comprendrait pas",
            cues: [("n'en parle pas à ta mère", "fr.isolation.secret", .isolation, 1.8)]),
        Line(id: "m07", day: 3, minute: 93, author: "b7", text: "ok…"),
        Line(
            id: "m08", day: 4, minute: 120, author: "a1",
            text: "envoie-moi une photo, juste pour moi, et je te donne le grade VIP",
            cues: [
                ("envoie-moi une photo", "fr.request.picture", .request, 1.6),
                ("juste pour moi", "fr.request.only_me", .request, 1.1),
                ("je te donne le grade", "fr.leverage.role", .leverage, 1.7),
            ]),
        Line(id: "m09", day: 4, minute: 126, author: "b7", text: "non j'ai pas envie"),
        Line(
            id: "m10", day: 4, minute: 128, author: "a1", text: "si tu le fais pas je te bannis du serveur",
            cues: [("si tu le fais pas je te bannis", "fr.coercion.ban", .coercion, 2.1)]),
    ]

    static func event(_ line: Line) -> Event {
        let names = ["a1": "Capitaine Orion", "b7": "lou_"]
        let other = line.author == "a1" ? "b7" : "a1"
        return Event(
            id: line.id, source: "discord:channel/456", type: .messagePosted, time: time(line.day, line.minute),
            channel: Channel(id: "456", kind: .direct, name: "lou_"),
            actor: Member(id: line.author, name: names[line.author]), target: Member(id: other, name: names[other]),
            body: .message(Message(id: line.id, text: line.text)))
    }

    static func hits(_ line: Line) -> [CueHit] {
        line.cues.compactMap { cue in
            guard let found = line.text.range(of: cue.words) else { return nil }
            let start = line.text.utf8.distance(from: line.text.startIndex, to: found.lowerBound)
            return CueHit(
                cue: cue.cue, stage: cue.stage, policy: "minor.solicitation", weight: cue.weight,
                range: start..<(start + cue.words.utf8.count))
        }
    }

    static func evidence(_ lines: some Sequence<Line>) -> [EvidenceReference] {
        lines.filter { !$0.cues.isEmpty }.map {
            EvidenceReference(event: event($0).key, time: time($0.day, $0.minute), author: $0.author, cues: hits($0))
        }
    }

    static var signals: [Signal] {
        let early = Array(lines[..<6])
        let detector = Detector(name: "conversation_risk", version: 1)
        return [
            Signal(
                policy: "minor.solicitation", score: 0.71, community: "", subject: "a1", subjectName: "Capitaine Orion",
                subjectIsStaff: true, counterpart: "b7", counterpartName: "lou_", time: time(3, 90),
                event: EventKey(source: "discord:channel/456", id: "m06"), detector: detector,
                evidence: evidence(early), contributions: [Contribution(code: "stage.isolation", logOdds: 1.8)]),
            Signal(
                policy: "minor.solicitation", score: 0.968_44, community: "", subject: "a1",
                subjectName: "Capitaine Orion", subjectIsStaff: true, counterpart: "b7", counterpartName: "lou_",
                time: time(4, 128), event: EventKey(source: "discord:channel/456", id: "m10"), detector: detector,
                evidence: evidence(lines[5...]),
                contributions: [
                    Contribution(code: "stage.request", logOdds: 2.7),
                    Contribution(code: "stage.coercion", logOdds: 2.1),
                    Contribution(code: "stage.isolation", logOdds: 1.8),
                    Contribution(code: "stage.leverage", logOdds: 1.7),
                    Contribution(code: "stage.profiling", logOdds: 1.1),
                    Contribution(code: "stage.trust", logOdds: 0.9),
                    Contribution(code: "context.likely_minor", logOdds: 1.2),
                    Contribution(code: "order.trust_before_request", logOdds: 0.6),
                    Contribution(code: "context.mutual", logOdds: -0.4),
                ]),
            Signal(
                policy: "harassment.pile_on", score: 0.78, community: "500", subject: "c3", subjectName: "Zéphyr",
                time: time(1, 30), event: EventKey(source: "discord:guild/500", id: "x1"),
                detector: Detector(name: "pile_on", version: 1),
                evidence: [
                    EvidenceReference(
                        event: EventKey(source: "discord:guild/500", id: "x1"), time: time(1, 30), author: "c3",
                        cues: [
                            CueHit(
                                cue: "fr.insult.go", stage: nil, policy: "harassment.insult", weight: 0.8, range: 0..<8)
                        ])
                ], contributions: [Contribution(code: "feature.pile_on", logOdds: 2.2, figure: 9)]),
        ]
    }

    static var events: [Event] {
        var events = lines.map(event)
        events.append(
            Event(
                id: "x1", source: "discord:guild/500", type: .messagePosted, time: time(1, 30), community: "500",
                channel: Channel(id: "600", kind: .text, name: "général"), actor: Member(id: "c3", name: "Zéphyr"),
                body: .message(
                    Message(
                        id: "x1", text: "dégage d'ici, personne ne veut de toi",
                        attachments: [Attachment(id: "1", kind: "image", name: "x.png")]))))
        return events.sorted { ($0.time, $0.id) < ($1.time, $1.id) }
    }

    static var findings: Findings {
        Findings(
            signals: signals, taxonomy: taxonomy,
            inputs: [
                DossierInput(
                    path: "exports/Une guilde - général [600].json", format: "discord-export", bytes: 48_211_904,
                    sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", messages: 51_220),
                DossierInput(
                    path: "exports/Messages privés - lou_ [456].json", format: "discord-export", bytes: 18_204,
                    sha256: "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752", messages: 10),
            ],
            skipped: [
                DossierSkip(
                    path: "exports/ancien.html", reason: "html_export",
                    message: LocalizedText(
                        fr: "C'est un export HTML, fait pour la lecture à l'écran.",
                        en: "It is an HTML export, made for reading on screen."),
                    advice: LocalizedText(
                        fr: "Refaites l'export avec le format JSON de DiscordChatExporter : --format Json.",
                        en: "Export again with DiscordChatExporter's format JSON: --format Json."))
            ])
    }

    static let making = DossierMaking(
        version: "0.1.0", command: "vigie scan exports --lang fr --out dossier", packs: ["fr 1", "en 1"],
        madeAt: time(10), events: 51_230)

    static func contributionText(_ contribution: Contribution) -> LocalizedText {
        let texts: [String: LocalizedText] = [
            "stage.request": LocalizedText(
                fr: "Demande d'images ou de faveurs.", en: "A request for pictures or favours."),
            "stage.coercion": LocalizedText(
                fr: "Menaces pour obtenir quelque chose.", en: "Threats to obtain something."),
            "stage.isolation": LocalizedText(
                fr: "Demandes de secret, ou de parler à l'écart des autres.",
                en: "Requests for secrecy, or to talk away from others."),
            "stage.leverage": LocalizedText(
                fr: "Quelque chose est offert ou retenu pour l'obtenir.",
                en: "Something is offered or withheld to obtain it."),
            "stage.profiling": LocalizedText(
                fr: "Questions sur l'âge, l'école, la famille ou l'emploi du temps.",
                en: "Questions about age, school, family or daily routine."),
            "stage.trust": LocalizedText(
                fr: "Marques d'attention et de confiance inhabituelles.", en: "Unusual signs of attention and trust."),
            "context.likely_minor": LocalizedText(
                fr: "L'autre personne est probablement mineure.", en: "The other person is likely a minor."),
            "order.trust_before_request": LocalizedText(
                fr: "Les marques de confiance sont venues avant la demande.",
                en: "Signs of trust came before the request."),
            "context.mutual": LocalizedText(
                fr: "Les deux s'écrivent depuis longtemps.", en: "The two have been writing to each other for long."),
            "feature.pile_on": LocalizedText(
                fr: "9 personnes s'en prennent à la même en peu de temps.",
                en: "9 people turn on the same person within a short time."),
        ]
        return texts[contribution.code] ?? LocalizedText(fr: contribution.code, en: contribution.code)
    }

    static func page(_ language: Language) -> String {
        let findings = findings
        var collector = ExchangeCollector(findings.findings)
        for event in events { collector.observe(event) }
        return DossierPage.html(
            findings, exchanges: collector.exchanges, making: making, language: language,
            contributionText: contributionText)
    }
}
