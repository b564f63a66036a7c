import Casework
import Foundation
import SQLiteStorage
import SafetyModel

/// A small community with four cases in it, one of them about its staff. All names are invented.
enum Sample {
    /// What the clock says.
    static let now = Timestamp(milliseconds: 1_795_500_000_000)
    static let community = "harbour"
    /// The number of the case about Corvin, who is staff; the others are 1 and 2.
    static let staffCase = Visibility.firstNumberAboutStaff
    static let password = "a lamp above the harbour"

    static let taxonomy = Taxonomy([
        policy("minor.solicitation", 1, 24, "Solicitation of a minor", "Sollicitation d’un mineur"),
        policy("staff.coercion", 1, 12, "Coercion by staff", "Contrainte par l’équipe"),
        policy("privacy.doxxing", 2, 48, "Personal data exposed", "Données personnelles exposées"),
        policy("harassment.insult", 3, 120, "Insults", "Insultes"),
        policy("spam", 4, 240, "Spam", "Spam"),
    ])

    private static func policy(_ code: PolicyCode, _ level: Int, _ hours: Int, _ en: String, _ fr: String) -> Policy {
        Policy(
            code: code, severity: Severity(level), title: LocalizedText(fr: fr, en: en),
            meaning: LocalizedText(
                fr: "Ce que la règle « \(fr) » vise, en une phrase.", en: "What “\(en)” is about, in a sentence."),
            deadlineHours: hours, threshold: 0.5)
    }

    // MARK: People

    static let marlow = Member(id: "m-17", name: "Marlow")
    static let noa = Member(id: "m-42", name: "Noa")
    static let corvin = Member(id: "m-1", name: "Corvin", staff: true)
    static let lise = Member(id: "m-55", name: "Lise")
    /// A name that tries to be a script, and to turn the text around.
    static let hostile = Member(id: "m-66\"><b>", name: "<script>alert(1)</script>\u{202E}gnp\"\u{0301}")
    static let text = "<img src=x onerror=alert(2)> & \u{202E}drowssap \u{2066}"

    // MARK: What happened

    struct Line {
        var author: Member
        var text: String
        var hoursAgo: Double
        var cue: (id: String, stage: Stage, words: String, weight: Double)?
    }

    static let lines: [Line] = [
        Line(author: marlow, text: "hey, nice one in the voice room earlier", hoursAgo: 78),
        Line(author: noa, text: "thanks :) what do you play", hoursAgo: 77.9),
        Line(
            author: marlow, text: "a bit of everything. how old are you?", hoursAgo: 77.8,
            cue: ("en.profiling.age", .profiling, "how old are you", 0.4)),
        Line(author: noa, text: "13, in 8th grade", hoursAgo: 77.7),
        Line(
            author: marlow, text: "you are really mature for your age", hoursAgo: 53,
            cue: ("en.trust.mature", .trust, "mature for your age", 0.9)),
        Line(author: noa, text: "haha if you say so", hoursAgo: 52.8),
        Line(
            author: marlow, text: "keep this between us ok, don’t tell your parents", hoursAgo: 29,
            cue: ("en.isolation.secret", .isolation, "don’t tell your parents", 1.6)),
        Line(author: noa, text: "ok…", hoursAgo: 28.9),
        Line(
            author: marlow, text: "send me a picture, just for me", hoursAgo: 5,
            cue: ("en.request.picture", .request, "send me a picture, just for me", 1.9)),
        Line(author: noa, text: "I don’t really want to", hoursAgo: 4.9),
        Line(
            author: marlow, text: "I can get you the subscription if you do", hoursAgo: 4.8,
            cue: ("en.leverage.subscription", .leverage, "get you the subscription if you do", 2.1)),
    ]

    static func moment(hoursAgo: Double) -> Timestamp { now - .milliseconds(Int64(hoursAgo * 3_600_000)) }

    static func message(
        _ id: String, _ text: String, from author: Member, to target: Member?, at time: Timestamp
    ) -> Event {
        Event(
            id: id, source: "test:harbour", type: .messagePosted, time: time, community: community,
            channel: target == nil
                ? Channel(id: "lobby", kind: .text, name: "lobby") : Channel(id: "d-\(author.id)", kind: .direct),
            actor: author, target: target, body: .message(Message(text: text)))
    }

    static func events() -> [Event] {
        var events: [Event] = lines.enumerated().map { index, line in
            message(
                "x\(index)", line.text, from: line.author, to: line.author.id == marlow.id ? noa : marlow,
                at: moment(hoursAgo: line.hoursAgo))
        }
        events.append(message("s0", "no ban if you call me tonight", from: corvin, to: lise, at: moment(hoursAgo: 30)))
        events.append(message("h0", text, from: hostile, to: lise, at: moment(hoursAgo: 9)))
        for index in 0..<24 {
            let other = Member(id: "m-\(100 + index)", name: "Sailor \(index)")
            for repeated in 0...(index % 5) {
                events.append(
                    message(
                        "c\(index)-\(repeated)", "good game", from: marlow, to: other,
                        at: moment(hoursAgo: 90 + Double(index + repeated))))
            }
        }
        return events
    }

    static func signals() -> [Signal] {
        let evidence = lines.enumerated().filter { $1.cue != nil }.map { index, line in
            EvidenceReference(
                event: EventKey(source: "test:harbour", id: "x\(index)"), time: moment(hoursAgo: line.hoursAgo),
                author: line.author.id, cues: line.cue.map { [hit($0, in: line.text)] } ?? [])
        }
        let contributions = [
            Contribution(code: "stage.leverage", logOdds: 2.1, figure: 1),
            Contribution(code: "stage.request", logOdds: 1.9, figure: 1),
            Contribution(code: "order.trust_before_request", logOdds: 0.8),
            Contribution(code: "context.age_gap", logOdds: 0.6),
            Contribution(code: "feature.fan_out", logOdds: 0.3, figure: 17),
            Contribution(code: "context.known_friends", logOdds: -0.4),
        ]
        return [
            signal("x10", "minor.solicitation", 0.97, marlow, noa, 4.8, evidence, contributions),
            signal(
                "s0", "staff.coercion", 0.91, corvin, lise, 30, [],
                [Contribution(code: "power.ban_leverage", logOdds: 2)]),
            signal("h0", "privacy.doxxing", 0.74, hostile, lise, 9, [], []),
            signal("c3-0", "harassment.insult", 0.62, marlow, Member(id: "m-103", name: "Sailor 3"), 93, [], []),
        ]
    }

    private static func hit(_ cue: (id: String, stage: Stage, words: String, weight: Double), in text: String) -> CueHit
    {
        let range = text.range(of: cue.words)
        let lower = range.map { text.utf8.distance(from: text.startIndex, to: $0.lowerBound) } ?? 0
        return CueHit(
            cue: cue.id, stage: cue.stage, policy: "minor.solicitation", weight: cue.weight,
            range: lower..<lower + cue.words.utf8.count)
    }

    private static func signal(
        _ event: String, _ policy: PolicyCode, _ score: Double, _ subject: Member, _ counterpart: Member,
        _ hoursAgo: Double, _ evidence: [EvidenceReference], _ contributions: [Contribution]
    ) -> Signal {
        Signal(
            policy: policy, score: score, community: community, subject: subject.id, subjectName: subject.name,
            subjectIsStaff: subject.staff == true, counterpart: counterpart.id, counterpartName: counterpart.name,
            time: moment(hoursAgo: hoursAgo), event: EventKey(source: "test:harbour", id: event),
            detector: Detector(name: "conversation_risk", version: 1), evidence: evidence, contributions: contributions)
    }
}
