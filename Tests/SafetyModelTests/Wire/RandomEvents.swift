import SafetyModel

/// SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same events on every machine.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

/// Makes events of every type with any of their attributes, and texts that are hard to write.
struct RandomEvents {
    var random: SplitMix

    init(seed: UInt64) { random = SplitMix(seed: seed) }

    static let pieces = [
        "a", "salut", " ", "é", "ç", "ﬁ", "😀", "👨‍👩‍👧", "\"", "\\", "/", "\n", "\r\n", "\t", "\u{0}", "\u{1F}", "\u{7F}",
        "\u{2028}", "\u{FEFF}", "e\u{301}", "\u{FFFD}", "\u{10FFFF}", "中", "{", "}", "[", "]", ",", ":", "data.", "0",
        "null",
        "\\u0041", "'", "<b>", "&amp;", "\u{301}",
    ]

    static let values = [
        "1", "-0.5e3", "null", "true", "\"x\"", "\"a\\u00e9\\n\"", "[]", "{}", "[1,{\"y\":[null]}]", "{\"k\": \"v\"}",
        "123456789012345678901234567890",
    ]

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    mutating func text(_ pieces: ClosedRange<Int> = 0...12) -> String {
        (0..<Int.random(in: pieces, using: &random)).map { _ in pick(Self.pieces) }.joined()
    }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[Int.random(in: 0..<values.count, using: &random)] }
    mutating func maybe<Value>(_ make: (inout Self) -> Value) -> Value? { chance(50) ? make(&self) : nil }
    mutating func identifier() -> String { "1" + String(UInt64.random(in: 0..<1 << 60, using: &random)) }
    mutating func texts() -> [String] { (0..<Int.random(in: 0...3, using: &random)).map { _ in text() } }

    mutating func moment() -> Timestamp {
        Timestamp(milliseconds: Int64.random(in: -62_167_219_200_000...1_900_000_000_000, using: &random))
    }

    mutating func member() -> Member {
        Member(
            id: identifier(), name: maybe { $0.text() }, staff: maybe { $0.chance(50) }, bot: maybe { $0.chance(50) },
            joinedAt: maybe { $0.moment() }, createdAt: maybe { $0.moment() }, roles: texts())
    }

    mutating func channel() -> Channel {
        Channel(id: identifier(), kind: pick(Channel.Kind.allCases), name: maybe { $0.text() })
    }

    mutating func attachment() -> Attachment {
        Attachment(
            id: identifier(), kind: text(), sha256: maybe { $0.text() }, name: maybe { $0.text() },
            size: maybe { Int.random(in: Int.min...Int.max, using: &$0.random) })
    }

    mutating func body(of type: EventType) -> Body {
        switch type {
        case .messagePosted, .messageEdited, .messageDeleted, .messageReacted:
            return .message(
                Message(
                    id: maybe { $0.identifier() }, text: maybe { $0.text(0...40) }, replyTo: maybe { $0.identifier() },
                    replyToAuthor: maybe { $0.identifier() }, mentions: texts(),
                    attachments: (0..<Int.random(in: 0...2, using: &random)).map { _ in attachment() },
                    emoji: maybe { $0.text() }))
        case .memberJoined, .memberLeft, .memberBanned, .memberUnbanned, .memberTimedOut, .memberRenamed:
            let membership = Membership(
                reason: maybe { $0.text() }, until: maybe { $0.moment() }, invite: maybe { $0.text() },
                previousName: maybe { $0.text() })
            return membership == Membership() ? .none : .membership(membership)
        case .roleCreated, .roleUpdated, .roleDeleted, .roleGranted, .roleRevoked:
            return .role(
                Role(
                    id: identifier(), name: maybe { $0.text() }, permissions: texts(), position: maybe { _ in 7 },
                    reason: maybe { $0.text() }))
        case .giftOffered, .giftClaimed, .giftRevoked:
            return .gift(
                Gift(
                    id: identifier(), title: maybe { $0.text() }, draw: maybe { $0.text() }, reason: maybe { $0.text() }
                ))
        case .inviteCreated:
            return .invite(Invite(code: text(), maxUses: maybe { _ in -3 }, expiresAt: maybe { $0.moment() }))
        case .promotionPosted:
            return .promotion(
                Promotion(platform: maybe { $0.text() }, url: maybe { $0.text() }, text: maybe { $0.text() }))
        case .communityCreated, .communityRenamed, .communityMerged, .communityOwnerChanged:
            return .community(
                CommunityChange(
                    name: maybe { $0.text() }, previousName: maybe { $0.text() }, mergedFrom: texts(),
                    owner: maybe { $0.text() }, previousOwner: maybe { $0.text() }))
        case .badgeGranted, .badgeRevoked: return .badge(Badge(kind: text(), reason: maybe { $0.text() }))
        case .automodTriggered:
            return .automod(
                AutomodExecution(rule: maybe { $0.text() }, action: maybe { $0.text() }, text: maybe { $0.text() }))
        case .reportFiled:
            return .report(
                FiledReport(policy: maybe { _ in "spam" }, messages: texts(), text: maybe { $0.text() }))
        case .voiceJoined, .voiceLeft, .directOpened, .other: return .none
        }
    }

    mutating func event(of type: EventType) -> Event {
        var event = Event(
            id: identifier(), source: text(1...3), type: type, time: moment(), community: text(),
            channel: maybe { $0.channel() }, actor: maybe { $0.member() }, target: maybe { $0.member() },
            body: body(of: type))
        event.unknown = unknown(for: event)
        return event
    }

    /// In every place that the event has, sorted as a decoder sorts them.
    private mutating func unknown(for event: Event) -> [UnknownAttribute] {
        guard chance(40) else { return [] }
        var places = ["", "data."]
        if event.channel != nil { places.append("data.channel.") }
        if event.actor != nil { places.append("data.actor.") }
        if case .message(let message) = event.body, !message.attachments.isEmpty {
            places.append("data.attachments.0.")
        }
        if case .gift = event.body { places.append("data.gift.") }
        var paths: [String: String] = [:]
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            paths[pick(places) + "x" + text(0...3)] = pick(Self.values)
        }
        return paths.map { UnknownAttribute(path: $0.key, json: $0.value) }
            .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    mutating func anyEvent() -> Event {
        chance(5) ? event(of: .other("thread.opened")) : event(of: pick(EventType.known).type)
    }
}
