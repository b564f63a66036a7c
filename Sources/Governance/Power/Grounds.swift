import SafetyModel

/// What speaks for acting against a member, from others than the one who acts: the platform's filter, reports.
struct Grounds: Sendable {
    static let window = Duration.days(3)

    /// Who said so; empty for the filter.
    private var voices = Remembered<Account, [String]>(for: window, most: 50_000)

    var count: Int { voices.count }

    mutating func observe(_ event: Event) {
        switch event.type {
        case .automodTriggered:
            guard let member = event.target ?? event.actor else { return }
            add("", about: Account(member.id, of: event), event.time)
        case .reportFiled:
            guard let member = event.target else { return }
            add(event.actor?.id ?? "", about: Account(member.id, of: event), event.time)
        default: break
        }
    }

    private mutating func add(_ voice: String, about member: Account, _ time: Timestamp) {
        var list = voices.value(member, at: time) ?? []
        if !list.contains(voice) { list.append(voice) }
        voices.set(member, list.suffix(8), since: time)
    }

    /// Whether anybody but those named said something against the member within the three days before.
    func isThere(against member: Account, besides interested: [String], at time: Timestamp) -> Bool {
        (voices.value(member, at: time) ?? []).contains { !interested.contains($0) }
    }

    init() {}

    func encode(into writer: inout ByteWriter) { voices.encode(into: &writer) }
    init(decoding reader: inout ByteReader) throws(ByteCodingError) { try voices.decode(from: &reader) }
}
