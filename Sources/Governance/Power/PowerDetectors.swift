public import SafetyModel

/// Watches over the use of power: bans that become a lever, or strike those who refused or reported; roles given as a
/// favour; traces that are wiped; sudden sprees; gifts that are taken back; crowds that were baited; raids; badges that
/// were not earned.
///
/// Events in, signals out; time comes from the events alone. Memory is bounded: what a detector remembers expires by
/// event time, and beyond a fixed number the oldest is dropped. Whatever is said of staff says that it is staff, even
/// where the event leaves that out: who uses a power has it.
public struct PowerDetectors: Sendable {
    // What several detectors go by.
    private var staff = StaffBook()
    private var arrivals = ArrivalBook()
    private var roles = RoleBook()
    private var grounds = Grounds()
    private var deeds = DeedBook()
    private var filings = FilingBook()
    private var requests = Requests()
    private var orders = Orders()
    private var messages = StaffMessages()

    private var bans = BanLeverage()
    private var favours = RoleForFavour()
    private var selective = SelectiveBans()
    private var reprisals = Reprisals()
    private var wipes = AuditWipe()
    private var spikes = PowerSpike()
    private var bursts = InviteBurst()
    private var raids: Raid
    private var gifts = RevokedGifts()
    private var badges = InheritedBadges()

    /// The detectors' names. They go by facts, so that no threshold applies to them.
    public static let names: Set<String> = [
        BanLeverage.detector.name, RoleForFavour.detector.name, SelectiveBans.detector.name, Reprisals.detector.name,
        AuditWipe.detector.name, PowerSpike.detector.name, InviteBurst.detector.name, Raid.detector.name,
        RevokedGifts.detector.name, InheritedBadges.detector.name, ListedMember.detector.name,
    ]

    /// The version of the snapshot's form.
    private static let snapshotVersion = 4

    /// Detectors that remember nothing yet.
    /// - Parameter areNearlySame: whether two sketches of texts are of nearly the same text.
    public init(areNearlySame: @escaping @Sendable (UInt64, UInt64) -> Bool = { $0 == $1 }) {
        raids = Raid(areNearlySame: areNearlySame)
    }

    /// Takes the next event, of whose text nothing is known but whether it holds a request.
    public mutating func observe(_ event: Event, requestCue: Bool) -> [Signal] {
        observe(event, Sighting(isRequest: requestCue))
    }

    /// Takes the next event.
    /// - Parameter seen: what is known of its text and its people.
    /// - Returns: the signals that this event raises; nearly always none.
    public mutating func observe(_ event: Event, _ seen: Sighting) -> [Signal] {
        // What names nobody cannot be held against anybody.
        guard event.actor?.id.isEmpty != true, event.target?.id.isEmpty != true else { return [] }
        let person = orders.ordered(event, staff)
        let author = messages.author(reportedIn: event)
        // An event is large, and hardly any is changed: the others are read where they lie.
        guard person != nil || author != nil else { return note(event, seen, isOrdered: false) }
        var changed = event
        if let person { changed.actor = person }
        if let author { changed.target = author }
        return note(changed, seen, isOrdered: person != nil)
    }

    /// - Parameter isOrdered: whether a program did it, on the actor's word.
    private mutating func note(_ event: Event, _ seen: Sighting, isOrdered: Bool) -> [Signal] {
        staff.observe(event)
        if let actor = event.actor, actor.bot != true, staff.isStaff(actor, of: event) {
            orders.observe(event, by: actor)
            messages.observe(event, by: actor)
        }
        return observe(event, seen, isOrdered)
    }

    private mutating func observe(_ event: Event, _ seen: Sighting, _ isOrdered: Bool) -> [Signal] {
        switch event.type {
        case .messagePosted, .messageEdited, .directOpened:
            if event.channel?.kind == .direct { return observeContact(event, seen) }
            return observePublic(event, seen)
        case .messageReacted:
            return event.channel?.kind == .direct ? bans.observeContact(event, seen) : []
        case .messageDeleted:
            let raised = event.channel?.kind == .direct ? bans.observeContact(event, seen) : []
            return raised + observeDeletion(event)
        case .memberBanned, .memberTimedOut, .roleRevoked: return observeDeed(event, seen, isOrdered)
        case .memberLeft:
            if Deed.Kind(event) != nil { return observeDeed(event, seen, isOrdered) }
            return bursts.observeLeave(event)
        case .memberUnbanned: return bans.observeUndoing(event)
        case .memberJoined:
            arrivals.observe(event)
            bursts.observeJoin(event)
            raids.observeJoin(event)
            return []
        case .roleCreated, .roleUpdated, .roleDeleted:
            roles.observe(event)
            return []
        case .roleGranted: return observeGrant(event, seen)
        case .automodTriggered:
            grounds.observe(event)
            return ListedMember.observe(event)
        case .reportFiled: return observeReport(event)
        case .promotionPosted:
            guard let actor = event.actor else { return [] }
            // Who promotes a community is taken to be of its staff, unless events say otherwise.
            let isStaff = actor.staff ?? true || staff.isStaff(actor, of: event)
            bursts.observePromotion(event, isGiveaway: seen.isBait, isStaff: isStaff)
            return []
        case .giftOffered, .giftClaimed, .giftRevoked: return observeGift(event)
        case .badgeGranted, .badgeRevoked:
            badges.observeBadge(event)
            return []
        case .communityMerged: return badges.observeMerge(event)
        case .communityOwnerChanged: return badges.observeOwnerChange(event)
        case .other:
            if AuditWipe.isDeletion(event.type) { return observeDeletion(event) }
            guard AuditWipe.isAboutChannel(event.type) else { return [] }
            return wipes.observeChannel(
                event, filings.filings(in: Account(event.community, of: event), at: event.time))
        default: return []
        }
    }

    // MARK: Messages

    private mutating func observeContact(_ event: Event, _ seen: Sighting) -> [Signal] {
        requests.observe(event, seen)
        if let actor = event.actor, let target = event.target, actor.id != target.id,
            staff.isStaff(actor, of: event), staff.isStaff(target, of: event)
        {
            selective.observeColleagues(event)
        }
        return bans.observeContact(event, seen)
    }

    private mutating func observePublic(_ event: Event, _ seen: Sighting) -> [Signal] {
        if seen.isBait, event.type == .messagePosted, let actor = event.actor {
            let isStaff = staff.isStaff(actor, of: event)
            // Events that say of nobody whether they are staff do not tell who speaks for the community.
            if isStaff || actor.staff == nil {
                bursts.observePromotion(event, isGiveaway: true, isStaff: isStaff || actor.staff == nil)
            }
        }
        return raids.observePost(event, seen)
    }

    private mutating func observeDeletion(_ event: Event) -> [Signal] {
        guard !filings.isEmpty else { return [] }
        // Where the platform does not say who deleted, it is taken to be the author.
        guard let actor = event.actor ?? event.target, actor.bot != true, staff.isStaff(actor, of: event) else {
            return []
        }
        let isSpam =
            event.target.map {
                grounds.isThere(against: Account($0.id, of: event), besides: [actor.id], at: event.time)
            } ?? false
        let about = filings.filings(about: Account(actor.id, of: event), at: event.time)
        return wipes.observeDeletion(event, by: actor, about, isSpam: isSpam)
    }

    // MARK: Acts

    private mutating func observeDeed(_ event: Event, _ seen: Sighting, _ isOrdered: Bool) -> [Signal] {
        guard var deed = Deed(event), let target = event.target else { return [] }
        deed.isOrdered = isOrdered
        let member = Account(target.id, of: event)
        let now = event.time
        let asked = requests.askings(of: member, at: now)
        let filed = filings.filings(by: member, at: now)
        // A report by the one who acts, or by whom the member reported, is no other's voice.
        let interested = [deed.staff] + filed.map(\.about) + asked.filter { $0.requests > 0 }.map(\.asker)
        let hasGround = grounds.isThere(against: member, besides: interested, at: now)
        deeds.add(deed, to: member)
        var signals = bans.observe(deed, event, seen, asked: asked)
        signals += selective.observe(
            deed, event, seen, asked: asked.filter { $0.asker == deed.staff || isStaff($0.asker, event) },
            reported: filed.filter { $0.time <= now }.map(\.about), hasGround: hasGround)
        signals += reprisals.weigh(deed, to: member, target.name, filed, hasGround: hasGround, event)
        signals += spikes.observe(
            event, seen, isNewcomer: isNewcomer(target, event), hasGround: hasGround, isPower: false)
        return signals
    }

    private func isStaff(_ id: String, _ event: Event) -> Bool {
        staff.holds(Account(id, of: event), at: event.time)
    }

    private func isNewcomer(_ member: Member, _ event: Event) -> Bool {
        let joined = arrivals.joined(member, of: event)
        return joined.map { $0 <= event.time && event.time.elapsed(since: $0) <= PowerSpike.newcomer } ?? false
    }

    private mutating func observeGrant(_ event: Event, _ seen: Sighting) -> [Signal] {
        guard let actor = event.actor, let target = event.target, actor.id != target.id else { return [] }
        let isPower = roles.isOverOthers(event)
        arrivals.note(target, of: event)
        let asked = requests.askings(of: Account(target.id, of: event), at: event.time)
        var signals = bans.observeUndoing(event)
        signals += favours.observeGrant(
            event, seen, asked: asked, joined: arrivals.joined(target, of: event), hasPower: isPower)
        spikes.observeEmpowering(event, isPower: isPower)
        signals += spikes.observe(event, seen, isNewcomer: false, hasGround: false, isPower: isPower)
        return signals
    }

    private mutating func observeReport(_ event: Event) -> [Signal] {
        grounds.observe(event)
        guard let filing = Filing(event, staff: staff) else { return [] }
        filings.add(filing, of: event)
        guard !filing.reporter.isEmpty else { return [] }
        // A report that arrives after what was done because of it.
        let member = Account(filing.reporter, of: event)
        var signals: [Signal] = []
        for deed in deeds.deeds(to: member, at: event.time) where deed.time > filing.time {
            signals += reprisals.weigh(
                deed, to: member, event.actor?.name, [filing],
                hasGround: grounds.isThere(against: member, besides: [deed.staff, filing.about], at: deed.time), event)
        }
        return signals
    }

    private mutating func observeGift(_ event: Event) -> [Signal] {
        bursts.observeGift(event)
        let giver = event.type == .giftClaimed ? event.target : event.actor
        let isStaff = giver.map { staff.isStaff($0, of: event) } ?? false
        guard event.type != .giftRevoked else { return gifts.observeRevocation(event) }
        gifts.observeGift(event, giverIsStaff: isStaff)
        if event.type == .giftOffered, case .gift(let gift) = event.body, gift.draw != nil {
            bursts.observePromotion(event, isGiveaway: true, isStaff: isStaff || giver?.staff == nil)
        }
        return []
    }

    /// How many things are remembered at the moment.
    public var rememberedCount: Int {
        let shared =
            staff.count + arrivals.count + roles.count + grounds.count + deeds.count + filings.count + requests.count
            + orders.count + messages.count
        let people = bans.count + favours.count + selective.count + reprisals.count + wipes.count + spikes.count
        return shared + people + bursts.count + raids.count + gifts.count + badges.count
    }

    // MARK: Snapshots

    /// Writes the state, in the same bytes for the same state.
    public func encode(into writer: inout ByteWriter) {
        writer.write(Self.snapshotVersion)
        staff.encode(into: &writer)
        arrivals.encode(into: &writer)
        roles.encode(into: &writer)
        grounds.encode(into: &writer)
        deeds.encode(into: &writer)
        filings.encode(into: &writer)
        requests.encode(into: &writer)
        orders.encode(into: &writer)
        messages.encode(into: &writer)
        bans.encode(into: &writer)
        favours.encode(into: &writer)
        selective.encode(into: &writer)
        reprisals.encode(into: &writer)
        wipes.encode(into: &writer)
        spikes.encode(into: &writer)
        bursts.encode(into: &writer)
        raids.encode(into: &writer)
        gifts.encode(into: &writer)
        badges.encode(into: &writer)
    }

    /// Reads what ``encode(into:)`` wrote.
    /// - Throws: ``ByteCodingError`` where the bytes are cut short or are not such a state, or one of another version.
    public init(
        decoding reader: inout ByteReader, areNearlySame: @escaping @Sendable (UInt64, UInt64) -> Bool = { $0 == $1 }
    ) throws(ByteCodingError) {
        guard try reader.readInt() == Self.snapshotVersion else { throw .malformed(offset: reader.offset) }
        staff = try StaffBook(decoding: &reader)
        arrivals = try ArrivalBook(decoding: &reader)
        roles = try RoleBook(decoding: &reader)
        grounds = try Grounds(decoding: &reader)
        deeds = try DeedBook(decoding: &reader)
        filings = try FilingBook(decoding: &reader)
        requests = try Requests(decoding: &reader)
        orders = try Orders(decoding: &reader)
        messages = try StaffMessages(decoding: &reader)
        bans = try BanLeverage(decoding: &reader)
        favours = try RoleForFavour(decoding: &reader)
        selective = try SelectiveBans(decoding: &reader)
        reprisals = try Reprisals(decoding: &reader)
        wipes = try AuditWipe(decoding: &reader)
        spikes = try PowerSpike(decoding: &reader)
        bursts = try InviteBurst(decoding: &reader)
        raids = try Raid(decoding: &reader, areNearlySame: areNearlySame)
        gifts = try RevokedGifts(decoding: &reader)
        badges = try InheritedBadges(decoding: &reader)
    }
}
