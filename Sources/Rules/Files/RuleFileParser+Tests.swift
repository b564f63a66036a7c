import SafetyModel
import TextAnalysis
import Yams

extension RuleFileParser {
    mutating func readTests(_ node: Node) -> [RuleTest] {
        yaml.items(of: node, "tests").compactMap { readTest($0) }
    }

    private mutating func readTest(_ node: Node) -> RuleTest? {
        guard
            let keys = yaml.entries(
                of: node, "the test", required: ["events", "expect"], optional: ["name", "given"])
        else { return nil }
        let name = keys["name"].flatMap { yaml.text($0, "the test's name") }
        let context = keys["given"].map { readContext($0) } ?? RuleContext()
        let steps = keys["events"].map { readSteps($0) } ?? []
        if let list = keys["events"], list.sequence?.isEmpty == true { yaml.report("the test has no event", at: list) }
        let expectations = keys["expect"].map { readExpectations($0) } ?? []
        return RuleTest(
            name: name, steps: steps, context: context, expectations: expectations, place: place(of: node))
    }

    // MARK: What must come of it

    private mutating func readExpectations(_ node: Node) -> [RuleTest.Expectation] {
        let items = yaml.items(of: node, "expect")
        guard !items.isEmpty else { return [.nothing] }
        return items.compactMap { readExpectation($0) }
    }

    private mutating func readExpectation(_ node: Node) -> RuleTest.Expectation? {
        if let word = node.scalar?.string {
            switch word {
            case "signal": return .signal
            case "no signal": return .noSignal
            case "nothing": return .nothing
            default:
                let hint = Spelling.hint(word, among: ["signal", "no signal", "nothing"])
                yaml.report(
                    "a test expects signal, no signal, nothing, label: NAME or propose: ACTION\(hint)", at: node)
                return nil
            }
        }
        guard
            let keys = yaml.entries(of: node, "the expectation", required: [], optional: ["label", "propose"]),
            keys.count == 1
        else { return nil }
        if let label = keys["label"] { return readLabelName(label).map { .label($0) } }
        return keys["propose"].flatMap { readWord($0, "action", ProposedAction.self) }.map { .propose($0) }
    }

    // MARK: What the watch is taken to know

    private mutating func readContext(_ node: Node) -> RuleContext {
        var context = RuleContext()
        let optional = ["actor.minor", "actor.adult", "target.minor", "target.adult", "pair.risk", "scores"]
        guard let keys = yaml.entries(of: node, "given", required: [], optional: optional) else { return context }
        func number(_ key: String, _ parser: inout RuleFileParser) -> Double {
            keys[key].flatMap { parser.yaml.decimal($0, key, in: 0...1) } ?? 0
        }
        context.actor = .init(minor: number("actor.minor", &self), adult: number("actor.adult", &self))
        context.target = .init(minor: number("target.minor", &self), adult: number("target.adult", &self))
        context.pairRisk = number("pair.risk", &self)
        for (key, value) in keys["scores"]?.mapping ?? [:] {
            guard let policy = readPolicy(key), let score = yaml.decimal(value, "the score", in: 0...1) else {
                continue
            }
            context.scores[policy] = score
        }
        return context
    }

    // MARK: The story

    private mutating func readSteps(_ node: Node) -> [RuleTest.Step] {
        var clock = TestClock()
        var steps: [RuleTest.Step] = []
        for item in yaml.items(of: node, "events") {
            readStep(item, &clock, &steps)
            guard steps.count <= Self.mostSteps else {
                yaml.report("a test may have at most \(Self.mostSteps) events", at: item)
                break
            }
        }
        return steps
    }

    private static let mostSteps = 5000

    private static let stepKeys = [
        "actor", "target", "channel", "community", "text", "time", "after", "times", "every", "cues", "name",
        "permissions", "reason", "reply_to_author", "mentions", "attachments", "policy",
    ]

    private mutating func readStep(_ node: Node, _ clock: inout TestClock, _ steps: inout [RuleTest.Step]) {
        guard let keys = yaml.entries(of: node, "the event", required: ["type"], optional: Self.stepKeys) else {
            return
        }
        let type = keys["type"].flatMap { readType($0) } ?? .messagePosted
        let after = keys["after"].flatMap { readSpan($0, "after") }
        let times = keys["times"].flatMap { yaml.integer($0, "times", in: 1...1000) } ?? 1
        let every = keys["every"].flatMap { readSpan($0, "every") } ?? .seconds(1)
        let cues = keys["cues"].map { node in yaml.items(of: node, "cues").compactMap { readCue($0) } } ?? []
        if let time = keys["time"] {
            if let moment = time.scalar.flatMap({ Timestamp(rfc3339: $0.string) }) {
                clock.set(moment)
            } else {
                yaml.report("time is written as 2026-01-05T12:00:00Z", at: time)
            }
        } else {
            clock.advance(by: after)
        }
        var event = Event(id: "", source: "test:\(yaml.file)", type: type, time: clock.now)
        event.community = keys["community"].flatMap { yaml.text($0, "community") } ?? "test"
        event.channel = keys["channel"].flatMap { readChannel($0) }
        event.actor = keys["actor"].flatMap { readMember($0, clock.now) }
        event.target = keys["target"].flatMap { readMember($0, clock.now) }
        event.body = readBody(type, keys)
        for number in 0..<times {
            var copy = event.numbered(number + 1)
            copy.id = "test-\(steps.count + 1)"
            if number > 0 { clock.advance(by: every) }
            copy.time = clock.now
            steps.append(RuleTest.Step(event: copy, cues: cues))
        }
    }

    /// A stage, or a policy of cues that have none.
    private mutating func readCue(_ node: Node) -> CueHit? {
        guard let text = yaml.text(node, "the cue") else { return nil }
        if let stage = Stage(rawValue: text) {
            return CueHit(cue: "test.\(text)", stage: stage, policy: "minor.grooming", weight: 1.5, range: 0..<0)
        }
        if taxonomy[PolicyCode(text)] != nil {
            return CueHit(cue: "test.\(text)", stage: nil, policy: PolicyCode(text), weight: 1.5, range: 0..<0)
        }
        let known = Stage.allCases.map(\.rawValue) + taxonomy.policies.map(\.code.code)
        yaml.report("“\(text)” is no stage and no policy\(Spelling.hint(text, among: known))", at: node)
        return nil
    }

    private mutating func readChannel(_ node: Node) -> Channel? {
        if node.scalar != nil {
            return readWord(node, "channel", Channel.Kind.self).map { Channel(id: "test-\($0.rawValue)", kind: $0) }
        }
        guard let keys = yaml.entries(of: node, "the channel", required: ["id", "kind"], optional: ["name"]) else {
            return nil
        }
        let kind = keys["kind"].flatMap { readWord($0, "kind", Channel.Kind.self) }
        let id = keys["id"].flatMap { yaml.text($0, "id") }
        guard let kind, let id else { return nil }
        return Channel(id: id, kind: kind, name: keys["name"].flatMap { yaml.text($0, "name") })
    }

    private mutating func readMember(_ node: Node, _ now: Timestamp) -> Member? {
        if let scalar = node.scalar { return Member(id: scalar.string) }
        let optional = ["name", "staff", "bot", "roles", "joined", "created"]
        guard let keys = yaml.entries(of: node, "the member", required: ["id"], optional: optional),
            let id = keys["id"].flatMap({ yaml.text($0, "id") })
        else { return nil }
        var member = Member(id: id)
        member.name = keys["name"].flatMap { yaml.text($0, "name") }
        member.staff = keys["staff"].flatMap { yaml.flag($0, "staff") }
        member.bot = keys["bot"].flatMap { yaml.flag($0, "bot") }
        member.roles = keys["roles"].map { texts($0, "roles") } ?? []
        member.joinedAt = keys["joined"].flatMap { readSpan($0, "joined") }.map { now - $0 }
        member.createdAt = keys["created"].flatMap { readSpan($0, "created") }.map { now - $0 }
        return member
    }

    private mutating func texts(_ node: Node, _ what: String) -> [String] {
        yaml.items(of: node, what).compactMap { yaml.text($0, what) }
    }

    /// What is particular to the type.
    private mutating func readBody(_ type: EventType, _ keys: [String: Node]) -> Body {
        let text = keys["text"].flatMap { yaml.text($0, "text") }
        let name = keys["name"].flatMap { yaml.text($0, "name") }
        let reason = keys["reason"].flatMap { yaml.text($0, "reason") }
        switch type.name.prefix(while: { $0 != "." }) {
        case "message":
            var message = Message(text: text)
            message.replyToAuthor = keys["reply_to_author"].flatMap { yaml.text($0, "reply_to_author") }
            message.mentions = keys["mentions"].map { texts($0, "mentions") } ?? []
            let kinds = keys["attachments"].map { texts($0, "attachments") } ?? []
            message.attachments = kinds.enumerated().map { Attachment(id: "file-\($0)", kind: $1) }
            return .message(message)
        case "member": return .membership(Membership(reason: reason, invite: name))
        case "role":
            let permissions = keys["permissions"].map { texts($0, "permissions") } ?? []
            return .role(Role(id: name ?? "role", name: name, permissions: permissions, reason: reason))
        case "gift": return .gift(Gift(id: name ?? "gift", title: name, reason: reason))
        case "invite": return .invite(Invite(code: name ?? "invite"))
        case "promotion": return .promotion(Promotion(platform: name, text: text))
        case "community": return .community(CommunityChange(name: name))
        case "badge": return .badge(Badge(kind: name ?? "partner", reason: reason))
        case "automod": return .automod(AutomodExecution(rule: name, text: text))
        case "report":
            return .report(FiledReport(policy: keys["policy"].flatMap { readPolicy($0) }, text: text))
        default: return .none
        }
    }
}

/// The time of a test's events: the first at noon of a Monday, each a minute after the one before unless it says more.
private struct TestClock {
    private(set) var now = Timestamp(milliseconds: 1_767_614_400_000)
    private var isStarted = false

    mutating func set(_ time: Timestamp) {
        now = time
        isStarted = true
    }

    mutating func advance(by span: Duration?) {
        defer { isStarted = true }
        if let span { now = now + span } else if isStarted { now = now + .minutes(1) }
    }
}

extension Event {
    /// With `#` in ids and in the text replaced by a number, for events that stand for many.
    fileprivate func numbered(_ number: Int) -> Event {
        func fill(_ text: String) -> String {
            guard text.contains("#") else { return text }
            return text.split(separator: "#", omittingEmptySubsequences: false).joined(separator: "\(number)")
        }
        var copy = self
        if let actor { copy.actor?.id = fill(actor.id) }
        if let target { copy.target?.id = fill(target.id) }
        if let channel { copy.channel?.id = fill(channel.id) }
        if case .message(var message) = body {
            message.text = message.text.map(fill)
            copy.body = .message(message)
        }
        return copy
    }
}
