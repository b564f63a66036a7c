import SafetyModel

/// A use of power against a member.
struct Deed: Storable {
    enum Kind: Int, Sendable {
        case ban, kick, timeOut, roleRemoval

        /// What an event is; `nil` where it is no use of power by one member against another.
        init?(_ event: Event) {
            guard let actor = event.actor, let target = event.target, actor.id != target.id, !target.id.isEmpty else {
                return nil
            }
            switch event.type {
            case .memberBanned: self = .ban
            case .memberLeft: self = .kick
            case .memberTimedOut:
                // A time-out that ends at once is one that is lifted.
                if case .membership(let change) = event.body, let until = change.until, until <= event.time {
                    return nil
                }
                self = .timeOut
            case .roleRevoked: self = .roleRemoval
            default: return nil
            }
        }
    }

    var kind: Kind
    var staff: String
    var staffName: String?
    var community: String
    var hasReason: Bool
    /// Whether a program did it, on this person's word.
    var isOrdered = false
    var reference: EvidenceReference

    var time: Timestamp { reference.time }

    /// What an event did; `nil` for anything but a use of power by a person.
    init?(_ event: Event) {
        guard let kind = Kind(event), let actor = event.actor, actor.bot != true else { return nil }
        self.kind = kind
        staff = actor.id
        staffName = actor.name
        community = event.community
        hasReason = event.givesReason
        reference = EvidenceReference(event)
    }

    func write(into writer: inout ByteWriter) {
        writer.write(kind.rawValue)
        staff.write(into: &writer)
        staffName.write(into: &writer)
        community.write(into: &writer)
        hasReason.write(into: &writer)
        isOrdered.write(into: &writer)
        reference.write(into: &writer)
    }

    init(from reader: inout ByteReader) throws(ByteCodingError) {
        guard let kind = Kind(rawValue: try reader.readInt()) else { throw .malformed(offset: reader.offset) }
        self.kind = kind
        staff = try reader.readString()
        staffName = try reader.readOptionalString()
        community = try reader.readString()
        hasReason = try reader.readBool()
        isOrdered = try reader.readBool()
        reference = try EvidenceReference(from: &reader)
    }
}

extension Event {
    /// Whether it says why it was done.
    var givesReason: Bool {
        !(reason ?? "").allSatisfy(\.isWhitespace)
    }

    /// The reason that it gives.
    var reason: String? {
        switch body {
        case .membership(let change): change.reason
        case .role(let role): role.reason
        case .gift(let gift): gift.reason
        default: nil
        }
    }
}

/// What was done to members of late, for those whose report or request arrives after the deed it came before.
struct DeedBook: Sendable {
    static let window = Duration.days(30)
    static let mostEach = 8

    private var deeds = Remembered<Account, [Deed]>(for: window, most: 50_000)

    var count: Int { deeds.count }

    mutating func add(_ deed: Deed, to member: Account) {
        var list = deeds.value(member, at: deed.time) ?? []
        guard !list.contains(where: { $0.reference.event == deed.reference.event }) else { return }
        list.append(deed)
        deeds.set(member, list.suffix(Self.mostEach), since: deed.time)
    }

    func deeds(to member: Account, at time: Timestamp) -> [Deed] { deeds.value(member, at: time) ?? [] }

    init() {}

    func encode(into writer: inout ByteWriter) { deeds.encode(into: &writer) }
    init(decoding reader: inout ByteReader) throws(ByteCodingError) { try deeds.decode(from: &reader) }
}
