import SafetyModel

/// A case of misused power, or what only looks like one, as a few lines of text: who does what, and when.
///
///     ### ban_leverage + what happens => mo1, mo2        (`+`: these are to be found; `-`: nobody is)
///     who mo1 name=Sacha staff=true joined=-400d
///     0 10:00 ban mo1 >b1 reason="spam"                  (day, hour)
///     +5m dm mo1 >b1 | words                             (after the end of the line before)
///     0 12:00 x3/20s say n{i} #general | words {i}       (three times, 20 seconds apart)
///     +1s x3/20s ban mod >n{i}                           (1 second after each of them)
struct PlayedCase: Sendable, CustomStringConvertible {
    var detector: String
    var isHarm: Bool
    var title: String
    /// Those to be found; empty: a signal about anybody, or about the community, will do.
    var subjects: Set<String>
    var events: [Event] = []
    var description: String { "\(detector) \(isHarm ? "+" : "-") \(title)" }

    /// The cases of a text.
    static func parse(_ text: String) -> [PlayedCase] {
        var cases: [PlayedCase] = []
        var script = CaseScript(number: 0)
        for line in text.split(separator: "\n").map(String.init) {
            if line.hasPrefix("### ") {
                if !cases.isEmpty { cases[cases.count - 1].events = script.finished }
                script = CaseScript(number: cases.count)
                cases.append(PlayedCase(header: String(line.dropFirst(4))))
            } else {
                script.take(line)
            }
        }
        if !cases.isEmpty { cases[cases.count - 1].events = script.finished }
        return cases
    }

    private init(header: String) {
        let halves = header.split(separator: " => ", maxSplits: 1)
        let words = halves[0].split(separator: " ", maxSplits: 2)
        detector = String(words[0])
        isHarm = words[1] == "+"
        title = words.count > 2 ? String(words[2]) : ""
        let named = halves.count > 1 ? halves[1].split(separator: ",").map(String.init) : []
        subjects = named == ["any"] ? [] : Set(named)
    }
}

/// Turns the lines of a case into events.
struct CaseScript {
    private var people: [String: [String: String]] = [:]
    private var community = "c1"
    private var events: [Event] = []
    /// When the line before began and ended.
    private var (begin, end) = (Int64(0), Int64(0))
    private let number: Int
    /// 2 February 2026, 00:00 UTC.
    private static let start: Int64 = 1_769_990_400_000

    init(number: Int) { self.number = number }

    /// The events, in the order of time.
    var finished: [Event] {
        events.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
    }

    mutating func take(_ line: String) {
        let halves = line.split(separator: " | ", maxSplits: 1).map(String.init)
        guard let first = halves.first, !first.isEmpty, !first.hasPrefix("#") else { return }
        var words = Self.words(first)
        switch words[0] {
        case "who": people[words[1]] = Self.values(words.dropFirst(2))
        case "in": community = words[1]
        default:
            let isRelative = words[0].hasPrefix("+")
            let wait = isRelative ? Self.span(words.removeFirst().dropFirst()) : 0
            var time = isRelative ? end + wait : Self.moment(&words)
            var (count, step) = (1, Int64(0))
            if let parts = Self.repetition(words[0]) {
                (count, step) = parts
                words.removeFirst()
                if isRelative { time = begin + wait }
            }
            begin = time
            for index in 1...count {
                let filled = words.map { $0.replacing("{i}", with: "\(index)") }
                happens(filled, halves.count > 1 ? halves[1].replacing("{i}", with: "\(index)") : nil, at: time)
                end = time
                time += step
            }
        }
    }

    private mutating func happens(_ words: [String], _ text: String?, at time: Int64) {
        let values = Self.values(words.dropFirst())
        let plain = words.dropFirst().filter { !$0.contains("=") || $0.hasPrefix("#") || $0.hasPrefix(">") }
        let place = values["in"] ?? community
        let name = "\(number)-\(events.count)"
        let isPost = ["say", "dm", "edit"].contains(words[0])
        let target = plain.first { $0.hasPrefix(">") }.map { String($0.dropFirst()) }
        let actor = plain.first.flatMap { ["-", ">", "#"].contains($0.prefix(1)) ? nil : $0 }
        let isMatrix = place.hasPrefix("!")
        var event = Event(
            id: isPost ? values["msg"] ?? "m\(name)" : "e\(name)",
            source: isMatrix ? "matrix:hs" : "discord:guild/\(place)",
            type: Self.type(words[0], values), time: Timestamp(milliseconds: Self.start + time), community: place)
        event.actor = actor.map { person($0, values) }
        event.target = target.map { person($0, [:]) }
        if let channel = plain.first(where: { $0.hasPrefix("#") }) {
            event.channel = Channel(id: String(channel.dropFirst()), kind: .text, name: values["cname"])
        } else if words[0] == "dm" || words[0] == "open", let actor, let target {
            event.channel = Channel(id: "dm-" + [actor, target].sorted().joined(separator: "-"), kind: .direct)
            // A private chat belongs to a community on one platform, to none on another.
            if !isMatrix, number.isMultiple(of: 2), values["in"] == nil { event.community = "" }
        }
        event.body = body(event, words[0], values, text)
        if let count = values["count"] { event.unknown = [UnknownAttribute(path: "data.count", json: count)] }
        events.append(event)
    }

    private func person(_ id: String, _ values: [String: String]) -> Member {
        let known = (people[id] ?? [:]).merging(values) { $1 }
        func time(_ key: String) -> Timestamp? {
            known[key].map { Timestamp(milliseconds: Self.start + Self.span($0[...])) }
        }
        return Member(
            id: id, name: people[id]?["name"], staff: known["staff"].map { $0 == "true" },
            bot: known["bot"].map { $0 == "true" }, joinedAt: time("joined"), createdAt: time("created"))
    }

    private func body(_ event: Event, _ verb: String, _ values: [String: String], _ text: String?) -> Body {
        func list(_ key: String) -> [String] { values[key]?.split(separator: ",").map(String.init) ?? [] }
        switch event.type {
        case .messagePosted, .messageEdited, .messageDeleted, .messageReacted:
            return .message(
                Message(
                    id: values["msg"] ?? (verb == "del" ? nil : event.id), text: text, replyToAuthor: values["re"],
                    mentions: list("ment"),
                    attachments: values["att"].map { [Attachment(id: "a" + event.id, kind: $0)] } ?? [],
                    emoji: values["emoji"]))
        case .memberJoined, .memberLeft, .memberBanned, .memberUnbanned, .memberTimedOut, .memberRenamed:
            let until = values["until"].map { Timestamp(milliseconds: Self.start + Self.span($0[...])) }
            return .membership(
                Membership(
                    reason: values["reason"], until: until, invite: values["invite"], previousName: values["prev"]))
        case .roleGranted, .roleRevoked, .roleUpdated, .roleCreated, .roleDeleted:
            return .role(
                Role(
                    id: values["role"] ?? "r", name: values["rname"], permissions: list("perms"),
                    reason: values["reason"]))
        case .giftOffered, .giftClaimed, .giftRevoked:
            return .gift(
                Gift(
                    id: values["gift"] ?? "g", title: values["title"], draw: values["draw"], reason: values["reason"]))
        case .promotionPosted:
            return .promotion(Promotion(platform: values["platform"], url: values["url"], text: text))
        case .communityCreated, .communityRenamed, .communityMerged, .communityOwnerChanged:
            return .community(
                CommunityChange(
                    name: values["name"], previousName: values["prev"], mergedFrom: list("from"),
                    owner: values["owner"], previousOwner: values["prev"]))
        case .badgeGranted, .badgeRevoked: return .badge(Badge(kind: values["kind"] ?? "", reason: values["reason"]))
        case .automodTriggered:
            return .automod(AutomodExecution(rule: values["rule"], action: values["action"], text: text))
        case .reportFiled:
            return .report(
                FiledReport(policy: values["policy"].map { PolicyCode($0) }, messages: list("messages"), text: text))
        default: return .none
        }
    }
}
