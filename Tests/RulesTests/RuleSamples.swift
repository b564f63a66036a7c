import Rules
import SafetyModel
import TextAnalysis

/// What the tests of rules share.
enum Sample {
    static let taxonomy = Taxonomy(
        ["minor.solicitation", "minor.grooming", "harassment.pile_on", "spam"].map {
            Policy(
                code: PolicyCode($0), severity: Severity(1), title: LocalizedText(fr: $0, en: $0),
                meaning: LocalizedText(fr: $0, en: $0), deadlineHours: 24, threshold: 0.6)
        })

    static let gift = """
        rules:
          - name: gift_for_picture
            policy: minor.solicitation
            on: [message.posted]
            when: |
              channel.kind == 'direct' && cues.exists(c, c.stage == 'request') &&
              pair.count('gift.offered', duration('72h')) > 0 && target.minor > 0.5
            score: 0.6 + 0.3 * pair.risk
            why: "a gift was offered to {target.name} within 3 days before a request for a picture"
            then:
              - signal
              - label: {subject: actor, name: solicits, for: 30d}
              - propose: {action: timeout, for: 24h}
            tests:
              - events:
                  - {type: gift.offered, actor: ada, target: bob}
                  - {type: message.posted, after: 2h, actor: ada, target: {id: bob, name: Bob}, channel: direct, cues: [request]}
                given: {target.minor: 0.9, pair.risk: 0.5}
                expect: [signal, label: solicits, propose: timeout]
              - events:
                  - {type: gift.offered, actor: ada, target: bob}
                  - {type: message.posted, after: 73h, actor: ada, target: bob, channel: direct, cues: [request]}
                given: {target.minor: 0.9}
                expect: []
        """

    /// A rule around a condition, on messages.
    static func rule(_ condition: String, name: String = "sample", more: String = "") -> String {
        """
          - name: \(name)
            policy: spam
            on: [message.posted]
            when: |
              \(condition)
        \(more.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))

        """
    }

    static func set(_ rules: String..., head: String = "", lists: [NamedList] = []) throws -> RuleSet {
        try RuleSet.parse(
            files: [("sample.yaml", head + "rules:\n" + rules.joined())], taxonomy: taxonomy, lists: lists)
    }

    static func engine(_ rules: String..., head: String = "", settings: RuleSettings = .init()) throws -> RuleEngine {
        RuleEngine(
            try RuleSet.parse(files: [("sample.yaml", head + "rules:\n" + rules.joined())], taxonomy: taxonomy),
            settings: settings)
    }

    static let start = Timestamp(milliseconds: 1_767_614_400_000)

    static func message(
        _ number: Int = 1, after: Duration = .zero, actor: String = "ada", target: String? = "bob",
        text: String = "hello",
        kind: Channel.Kind = .direct
    ) -> Event {
        Event(
            id: "\(number)", source: "test", type: .messagePosted, time: start + after, community: "c",
            channel: Channel(id: "d", kind: kind), actor: Member(id: actor, name: "Ada"),
            target: target.map { Member(id: $0) }, body: .message(Message(text: text)))
    }

    static func event(_ type: EventType, _ number: Int, after: Duration, target: String = "bob") -> Event {
        Event(
            id: "e\(number)", source: "test", type: type, time: start + after, community: "c", actor: Member(id: "ada"),
            target: Member(id: target))
    }

    static func reading(_ stages: Stage...) -> TextReading {
        TextReading(
            hits: stages.map { CueHit(cue: "t.\($0)", stage: $0, policy: "minor.grooming", weight: 1, range: 0..<1) })
    }
}
