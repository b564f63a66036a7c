public import SafetyModel

/// One event of an exchange, with its words.
public struct ExchangeMessage: Sendable, Hashable {
    public var event: EventKey
    public var type: EventType
    public var time: Timestamp
    public var author: String
    public var authorName: String?
    public var channelName: String?
    public var isPrivate: Bool
    /// What was written, cut where it is very long; `nil` for what has no words.
    public var text: String?
    public var isCut: Bool
    /// Kinds of the files that came with it.
    public var attachments: [String]
    /// What was found in it; empty for the messages around.
    public var cues: [CueHit]
    /// Whether the finding rests on it.
    public var isEvidence: Bool
}

/// The messages around the evidence of one finding.
public struct Exchange: Sendable, Hashable {
    /// Oldest first.
    public var messages: [ExchangeMessage] = []
    /// Events that the finding rests on and that are not shown, because they are too many.
    public var omittedEvidence = 0

    public init() {}
}

/// Picks the messages around the evidence out of a stream of events, in bounded memory, for any number of findings.
///
/// Give it every event in the order of time, after the findings are known: an export is read a second time for it.
public struct ExchangeCollector: Sendable {
    /// Messages shown for each finding, at most.
    public static let messageLimit = 60
    /// Messages of the exchange kept before and after each piece of evidence.
    static let around = 3
    /// Of one text, in bytes of UTF-8.
    static let textLimit = 4000

    struct Collecting: Sendable {
        var subject: String
        var counterpart: String?
        var chosen: [EventKey: [CueHit]]
        var exchange = Exchange()
        /// The last messages before the next evidence.
        var before: [ExchangeMessage] = []
        var stillAfter = 0
        var room: Int
    }

    private var collecting: [Collecting]
    private var bySubject: [String: [Int]] = [:]
    private var byEvidence: [EventKey: [Int]] = [:]

    public init(_ findings: [Finding], messageLimit: Int = ExchangeCollector.messageLimit) {
        collecting = findings.map { finding in
            let evidenceLimit = max(1, messageLimit / 2)
            // Where there is too much, the weightiest are shown.
            let weighed = finding.messages.enumerated().sorted { left, right in
                let (a, b) = (Self.weight(left.element), Self.weight(right.element))
                return a != b ? a > b : left.offset < right.offset
            }
            let chosen = weighed.prefix(evidenceLimit).map { ($0.element.event, $0.element.cues) }
            var collecting = Collecting(
                subject: finding.subject, counterpart: finding.counterpart,
                chosen: Dictionary(chosen, uniquingKeysWith: { first, _ in first }),
                room: messageLimit - min(messageLimit, chosen.count))
            collecting.exchange.omittedEvidence = finding.messages.count - chosen.count
            return collecting
        }
        for (place, one) in collecting.enumerated() {
            for key in one.chosen.keys { byEvidence[key, default: []].append(place) }
            for member in [one.subject, one.counterpart].compactMap({ $0 }) {
                bySubject[member, default: []].append(place)
            }
        }
    }

    private static func weight(_ message: Finding.Message) -> Double { message.cues.reduce(0) { $0 + $1.weight } }

    /// Takes the next event in.
    public mutating func observe(_ event: Event) {
        let evidence = byEvidence[event.key] ?? []
        for place in evidence { collecting[place].take(evidence: event) }
        guard let actor = event.actor?.id, let candidates = bySubject[actor], Self.hasWords(event) else { return }
        for place in candidates where !evidence.contains(place) && collecting[place].isPart(event, actor) {
            collecting[place].take(around: event)
        }
    }

    /// What was picked, one for each finding, in their order.
    public var exchanges: [Exchange] { collecting.map(\.exchange) }

    private static func hasWords(_ event: Event) -> Bool {
        switch event.type {
        case .messagePosted, .messageEdited: event.text?.isEmpty == false || !Self.attachments(of: event).isEmpty
        default: false
        }
    }

    static func attachments(of event: Event) -> [String] {
        if case .message(let message) = event.body { return message.attachments.map(\.kind) }
        return []
    }
}

extension ExchangeCollector.Collecting {
    /// Whether an event belongs to the exchange between the two.
    func isPart(_ event: Event, _ actor: String) -> Bool {
        guard let counterpart else { return false }
        let other = actor == subject ? counterpart : subject
        guard actor == subject || actor == counterpart else { return false }
        if event.target?.id == other { return true }
        if case .message(let message) = event.body {
            return message.replyToAuthor == other || message.mentions.contains(other)
        }
        return false
    }

    mutating func take(evidence event: Event) {
        for message in before where room > 0 {
            exchange.messages.append(message)
            room -= 1
        }
        before.removeAll(keepingCapacity: true)
        exchange.messages.append(Self.message(event, cues: chosen[event.key] ?? [], isEvidence: true))
        stillAfter = ExchangeCollector.around
    }

    mutating func take(around event: Event) {
        guard room > 0 else { return }
        let message = Self.message(event, cues: [], isEvidence: false)
        if stillAfter > 0 {
            stillAfter -= 1
            room -= 1
            exchange.messages.append(message)
        } else {
            if before.count == ExchangeCollector.around { before.removeFirst() }
            before.append(message)
        }
    }

    static func message(_ event: Event, cues: [CueHit], isEvidence: Bool) -> ExchangeMessage {
        let text = event.text.map { $0.cut(toBytes: ExchangeCollector.textLimit) }
        let isCut = text?.utf8.count != event.text?.utf8.count
        return ExchangeMessage(
            event: event.key, type: event.type, time: event.time, author: event.actor?.id ?? "",
            authorName: event.actor?.name, channelName: event.channel?.name,
            isPrivate: event.channel?.kind == .direct,
            text: text, isCut: isCut, attachments: ExchangeCollector.attachments(of: event), cues: cues,
            isEvidence: isEvidence)
    }
}

extension String {
    /// At most `bytes` bytes of UTF-8, cut between Unicode scalars.
    fileprivate func cut(toBytes bytes: Int) -> String {
        guard utf8.count > bytes else { return self }
        var end = utf8.index(utf8.startIndex, offsetBy: bytes)
        while end > startIndex && end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
        return String(self[..<end])
    }
}
