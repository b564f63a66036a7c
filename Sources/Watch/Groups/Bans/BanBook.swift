import SafetyModel

/// A banned member, as far as it takes to recognise it under another account. No name and no text: a sketch of the name,
/// fingerprints of openers, hashes of those it wrote to, its hours of the day.
struct Ban: Keyed {
    /// For how long it is kept.
    static let span = 90 * Span.day
    static let mostContacts = 16

    /// The member's key.
    var key: UInt64
    var community: UInt64
    var id: String
    var time: Timestamp
    var source: String
    var event: String
    var name: NameSketch
    var rhythm: DayRhythm
    /// Newest last.
    var contacts: [Contact]

    var moment: Moment { Moment(time) }

    /// Somebody it wrote to in private on its own accord, or turned on in public.
    struct Contact: Sendable, Hashable {
        var target: UInt64
        /// Fingerprint of the first words; 0 for none.
        var opener: UInt64
        var time: Timestamp
        var source: String
        /// Empty where the event was not kept.
        var event: String
    }
}

/// Those who were banned of late, and whom they wrote to.
struct BanBook: Sendable {
    private(set) var bans = KeyedStore<Ban>()
    /// Masks of the names, by slot, so that a name is held against thousands in a microsecond.
    private var masks: ContiguousArray<UInt64> = []
    private(set) var contacts = KeyedStore<SharedContact>()
    private(set) var sweptAt = Moment.never
    /// No ban is older.
    private(set) var oldest = Moment.never

    var isEmpty: Bool { bans.count == 0 }
    var count: Int { bans.count }

    subscript(key: UInt64) -> Ban? { bans.find(key).map { bans.records[$0] } }

    /// Somebody whom banned members wrote to.
    struct SharedContact: Keyed {
        static let limit = 4

        var key: UInt64
        /// Keys of the bans, newest last.
        var bans: [UInt64] = []
        /// How many who came later wrote to them too: a popular member says little.
        var visitors: UInt16 = 0
        var last: Moment

        init(key: UInt64, last: Moment) {
            self.key = key
            self.last = last
        }
    }

    mutating func add(_ ban: Ban, within bound: Int, _ now: Moment) {
        remove(ban.key)
        sweep(now)
        if bans.count >= bound { makeRoom() }
        insert(ban)
        for contact in ban.contacts {
            let slot = contacts.place(of: contact.target, within: bound * 4, touched: { $0.last }) {
                SharedContact(key: $0, last: now)
            }
            contacts.records[slot].last = max(contacts.records[slot].last, now)
            contacts.records[slot].bans.removeAll { $0 == ban.key }
            if contacts.records[slot].bans.count >= SharedContact.limit { contacts.records[slot].bans.removeFirst() }
            contacts.records[slot].bans.append(ban.key)
        }
    }

    mutating func remove(_ key: UInt64) {
        guard let slot = bans.find(key) else { return }
        for contact in bans.records[slot].contacts {
            guard let place = contacts.find(contact.target) else { continue }
            contacts.records[place].bans.removeAll { $0 == key }
            if contacts.records[place].bans.isEmpty { contacts.remove(at: place) }
        }
        bans.remove(at: slot)
        masks.swapAt(slot, masks.count - 1)
        masks.removeLast()
    }

    /// Takes out what is older than ninety days, once a day.
    mutating func sweep(_ now: Moment) {
        guard !sweptAt.isKnown || now.since(sweptAt) >= Span.day else { return }
        sweptAt = now
        for key in bans.records.filter({ now.since($0.moment) > Ban.span }).map(\.key) { remove(key) }
        oldest = bans.records.map(\.moment).min() ?? .never
    }

    private mutating func insert(_ ban: Ban) {
        oldest = bans.count == 0 ? ban.moment : min(oldest, ban.moment)
        bans.insert(ban)
        masks.append(ban.name.mask)
    }

    /// Half of them go: those of whom only the name is known before those who wrote to others, the oldest first.
    private mutating func makeRoom() {
        let order = bans.records.map { ($0.contacts.isEmpty ? 0 : 1, $0.moment.seconds, $0.key) }.sorted { $0 < $1 }
        for (_, _, key) in order.prefix(max(1, order.count / 2)) { remove(key) }
    }

    /// The bans of a community whose names are like one.
    func namesakes(of name: NameSketch, in community: UInt64, from least: Double) -> [(ban: Ban, likeness: Double)] {
        let mask = name.mask
        var found: [(ban: Ban, likeness: Double)] = []
        for slot in masks.indices {
            // Names that are alike share two pieces at least.
            let shared = masks[slot] & mask
            guard shared & (shared &- 1) != 0, bans.records[slot].community == community else { continue }
            let likeness = bans.records[slot].name.likeness(name)
            if likeness >= least { found.append((bans.records[slot], likeness)) }
        }
        return found
    }

    /// The bans of those who wrote to a member, with how many others have since.
    func contacts(with target: UInt64) -> (bans: [UInt64], visitors: Int)? {
        guard let slot = contacts.find(target) else { return nil }
        return (contacts.records[slot].bans, Int(contacts.records[slot].visitors))
    }

    mutating func visit(_ target: UInt64) {
        guard let slot = contacts.find(target), contacts.records[slot].visitors < .max else { return }
        contacts.records[slot].visitors += 1
    }

    // MARK: Snapshots

    mutating func restore(_ ban: Ban) {
        if bans.find(ban.key) == nil { insert(ban) }
    }

    mutating func restore(_ contact: SharedContact) { contacts.insert(contact) }
    mutating func restore(sweptAt: Moment) { self.sweptAt = sweptAt }
}
