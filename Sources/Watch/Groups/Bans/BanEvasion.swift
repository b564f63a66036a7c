import SafetyModel
import TextAnalysis

extension Watch {
    private static var banEvader: Detector { Detector(name: "ban_evader", version: 1) }
    /// Names less alike than this are not alike.
    private static var likeNames: Double { 0.6 }

    // MARK: Bans

    /// Somebody was banned or let back in: what would tell them apart is remembered for ninety days, or forgotten.
    mutating func noteBanned(_ event: Event, _ target: Person, _ community: UInt64, _ now: Moment) {
        guard event.type == .memberBanned else { return groups.book.remove(target.key) }
        guard !isBot(target) else { return }
        let member = members.records[target.slot]
        let ban = Ban(
            key: target.key, community: community, id: target.id, time: event.time,
            source: names.source(event.source), event: event.id, name: NameSketch(target.name ?? ""),
            rhythm: member.rhythm, contacts: contacts(of: target, now))
        groups.book.add(ban, within: settings.maximumBans, now)
    }

    /// Whom a member wrote to on its own accord, in private, and turned on of late.
    private func contacts(of person: Person, _ now: Moment) -> [Ban.Contact] {
        var contacts: [Ban.Contact] = []
        if let slot = groups.quarrellers.find(person.key) {
            for aim in groups.quarrellers.records[slot].aims where aim.weight >= 1 {
                guard aim.time.isWithin(7 * Span.day, of: now), !contacts.contains(where: { $0.target == aim.target })
                else { continue }
                let time = Timestamp(milliseconds: Int64(aim.time.seconds) * 1000)
                contacts.append(Ban.Contact(target: aim.target, opener: 0, time: time, source: "", event: ""))
            }
        }
        guard let book = state(person)?.book, book >= 0 else { return contacts }
        for entry in books.items[Int(book)].entries {
            contacts.removeAll { $0.target == entry.target }
            contacts.append(
                Ban.Contact(
                    target: entry.target, opener: entry.opener, time: entry.time, source: entry.source, event: entry.id)
            )
        }
        return Array(contacts.suffix(Ban.mostContacts))
    }

    // MARK: Names

    /// A member is seen for the first time, joins, or takes another name: whether a banned one had a name like it.
    mutating func recognise(
        _ event: Event, _ person: Person, _ community: UInt64, _ now: Moment, _ signals: inout [Signal]
    ) {
        guard let name = person.name, !name.isEmpty, !isBot(person) else { return }
        if !groups.book.isEmpty, !isStaff(person), !isOlder(person, than: groups.book.oldest) {
            let sketch = NameSketch(name)
            if !sketch.isEmpty { compare(sketch, event, person, community, now, &signals) }
        }
        // One name in eight suffices to know which are common.
        guard person.isNew, NameCounts.isCounted(person.key) else { return }
        let stem = NameSketch.stem(of: name)
        if stem != 0 { groups.nameCounts.count(stem) }
    }

    private mutating func compare(
        _ sketch: NameSketch, _ event: Event, _ person: Person, _ community: UInt64, _ now: Moment,
        _ signals: inout [Signal]
    ) {
        groups.book.sweep(now)
        let appeared = appeared(person) ?? now
        for (ban, likeness) in groups.book.namesakes(of: sketch, in: community, from: Self.likeNames) {
            guard isAfter(ban, appeared, person) else { continue }
            let weight = weight(of: likeness, sketch, ban)
            guard weight >= settings.groupWeights.sameNameLeast,
                let (slot, place) = link(person, ban.key, appeared, now)
            else { continue }
            groups.suspects.records[slot].links[place].name = weight
            weigh(slot, place, event, person, nil, now, &signals)
        }
    }

    /// A rare name says much, a common one little. A number taken over with it makes any name rare.
    private func weight(of likeness: Double, _ sketch: NameSketch, _ ban: Ban) -> Double {
        let weights = settings.groupWeights
        let isWhole = sketch.whole == ban.name.whole
        var weight = Arithmetic.logarithm(0.5 / groups.nameCounts.share(ban.name, leavingOut: ban.key))
        if isWhole, sketch.digits >= 2 { weight += 2 }
        // Among many names some are like any other; fewer have its very stem.
        if likeness < 1 { weight -= 1.5 + 3 * (1 - likeness) }
        return max(0, min(weights.sameNameMost, weight))
    }

    // MARK: Contacts, openers, hours

    /// A message, or a private chat that is opened, of somebody who joined after a ban.
    mutating func retrace(
        _ event: Event, _ reading: TextReading, _ actor: Person, _ addressees: [Person], _ now: Moment,
        _ signals: inout [Signal]
    ) {
        guard !groups.book.isEmpty, !addressees.isEmpty, let appeared = appeared(actor), !isStaff(actor),
            now.since(appeared) <= Ban.span
        else { return }
        for other in addressees.prefix(4) where !isStaff(other) {
            guard let known = groups.book.contacts(with: other.key) else { continue }
            for key in known.bans {
                guard let ban = groups.book[key], isAfter(ban, appeared, actor), now.since(ban.moment) <= Ban.span,
                    !knewBefore(actor, other, ban),
                    let (slot, place) = link(actor, key, appeared, now)
                else { continue }
                meet(other, known.visitors, slot, place, event, reading)
                let sketch = NameSketch(actor.name ?? "")
                let likeness = ban.name.likeness(sketch)
                if likeness >= Self.likeNames {
                    groups.suspects.records[slot].links[place].name = weight(of: likeness, sketch, ban)
                }
                weigh(slot, place, event, actor, other, now, &signals)
            }
        }
        guard event.channel?.kind == .direct, groups.suspects.count > 0, let slot = groups.suspects.find(actor.key)
        else {
            return
        }
        for place in groups.suspects.records[slot].links.indices {
            guard compareOpeners(slot, place, event, reading, addressees[0]) else { continue }
            weigh(slot, place, event, actor, addressees[0], now, &signals)
        }
    }

    /// Both wrote to the same member.
    private mutating func meet(
        _ other: Person, _ visitors: Int, _ slot: Int, _ place: Int, _ event: Event, _ reading: TextReading
    ) {
        let weights = settings.groupWeights
        let isPrivate = event.channel?.kind == .direct
        let isHostile = reading.hostile >= Self.hostileFrom
        let full = isPrivate ? weights.sameContact : isHostile ? weights.sameContactHostile : weights.sameContactPublic
        // Whom many write to is met by chance.
        let weight = max(0.3, full - Arithmetic.logarithm(1 + Double(visitors) / 2))
        let known = groups.suspects.records[slot].links[place].contacts.firstIndex { $0.target == other.key }
        if let known {
            let before = groups.suspects.records[slot].links[place].contacts[known].weight
            groups.suspects.records[slot].links[place].contacts[known].weight = max(before, weight)
            return
        }
        guard groups.suspects.records[slot].links[place].contacts.count < Suspect.Link.mostContacts else { return }
        groups.book.visit(other.key)
        groups.suspects.records[slot].links[place].contacts.append(
            Suspect.Meeting(
                target: other.key, weight: weight, time: event.time, source: names.source(event.source),
                event: event.id))
    }

    /// Whether a private message begins as the banned one's did.
    private mutating func compareOpeners(
        _ slot: Int, _ place: Int, _ event: Event, _ reading: TextReading, _ other: Person
    ) -> Bool {
        let link = groups.suspects.records[slot].links[place]
        guard reading.fingerprint != 0, link.openers.count < Suspect.Link.mostOpeners, let ban = groups.book[link.ban],
            !link.openers.contains(where: { $0.target == other.key })
        else { return false }
        var words = 0
        for contact in ban.contacts
        where Fingerprints.areNearlySame(contact.opener, reading.fingerprint, allowing: settings.openerDistance) {
            words = max(words, Fingerprints.difference(contact.opener, reading.fingerprint).words)
        }
        guard words > 0 else { return false }
        groups.suspects.records[slot].links[place].openerWords = max(link.openerWords, UInt8(words))
        groups.suspects.records[slot].links[place].openers.append(
            Suspect.Meeting(
                target: other.key, weight: 0, time: event.time, source: names.source(event.source), event: event.id))
        return true
    }

    /// Counts the hours at which a member writes, and those of all.
    mutating func countHours(_ actor: Person, _ now: Moment) {
        var last = members.records[actor.slot].lastPart
        guard members.records[actor.slot].rhythm.count(now, last: &last) else { return }
        members.records[actor.slot].lastPart = last
        let place = DayRhythm.place(now)
        if groups.hours[place] >= 1 << 30 {
            for other in groups.hours.indices { groups.hours[other] /= 2 }
        }
        groups.hours[place] += 1
    }

    // MARK: Links

    /// When a member came, as far as events say: when it joined, else when its account was made.
    private func appeared(_ person: Person) -> Moment? {
        guard let member = state(person) else { return nil }
        if member.joinedAt.isKnown { return member.joinedAt }
        return member.createdAt.isKnown ? member.createdAt : nil
    }

    /// Whether a member is somebody else than the banned one, and came later.
    private func isAfter(_ ban: Ban, _ appeared: Moment, _ person: Person) -> Bool {
        ban.key != person.key && appeared >= ban.moment
    }

    private func isOlder(_ person: Person, than moment: Moment) -> Bool {
        appeared(person).map { $0 < moment } ?? false
    }

    /// Whether one wrote to the other before the ban already.
    private func knewBefore(_ actor: Person, _ other: Person, _ ban: Ban) -> Bool {
        guard let pair = pairs.find(StableHash.of(actor.key, other.key)) else { return false }
        return pairs.records[pair].first < ban.moment
    }

    private mutating func link(_ person: Person, _ ban: UInt64, _ appeared: Moment, _ now: Moment) -> (Int, Int)? {
        let slot = groups.suspects.place(of: person.key, within: settings.maximumBans, touched: { $0.last }) {
            Suspect(key: $0, last: now)
        }
        groups.suspects.records[slot].last = max(groups.suspects.records[slot].last, now)
        groups.suspects.records[slot].links.removeAll { groups.book[$0.ban] == nil }
        return groups.suspects.records[slot].link(with: ban, appeared: appeared).map { (slot, $0) }
    }

    /// Weighs a link anew, and raises a signal where it is due: once, and again when another kind of evidence came after a
    /// quiet time.
    private mutating func weigh(
        _ slot: Int, _ place: Int, _ event: Event, _ person: Person, _ other: Person?, _ now: Moment,
        _ signals: inout [Signal]
    ) {
        guard let ban = groups.book[groups.suspects.records[slot].links[place].ban], let member = state(person) else {
            return
        }
        if let likeness = member.rhythm.likeness(ban.rhythm, usual: groups.hours) {
            groups.suspects.records[slot].links[place].rhythm = likeness
        }
        let link = groups.suspects.records[slot].links[place]
        let (tally, kinds) = link.tally(ban, created: member.createdAt, settings.groupWeights)
        let isDue =
            !link.raisedAt.isKnown
            || kinds > Int(link.raisedKinds) && now.since(link.raisedAt) >= settings.quietSpan
        guard isDue, kinds >= 2 else { return }
        let policy = names.policy(KnownPolicy.evasion)
        count(tally.score, Self.banEvader, KnownPolicy.evasion, person.key, isStaff: false, now)
        guard tally.score >= names.threshold(policy, isStaff: false) else { return }
        groups.suspects.records[slot].links[place].raisedAt = now
        groups.suspects.records[slot].links[place].raisedKinds = UInt8(kinds)
        Self.append(
            Signal(
                policy: KnownPolicy.evasion, score: tally.score, community: event.community, subject: person.id,
                subjectName: person.name, counterpart: other?.id, counterpartName: other?.name, time: event.time,
                event: event.key, detector: Self.banEvader, evidence: evidence(link, ban, event, person),
                contributions: tally.contributions),
            to: &signals)
    }

    /// The ban, how the banned one began with the members that both wrote to, and what the other did since.
    private func evidence(_ link: Suspect.Link, _ ban: Ban, _ event: Event, _ person: Person) -> [EvidenceReference] {
        func reference(_ source: String, _ id: String, _ time: Timestamp, _ author: String?) -> EvidenceReference {
            EvidenceReference(event: EventKey(source: source, id: id), time: time, author: author)
        }
        var evidence = [reference(ban.source, ban.event, ban.time, nil)]
        for contact in ban.contacts where !contact.event.isEmpty {
            guard link.contacts.contains(where: { $0.target == contact.target }) else { continue }
            evidence.append(reference(contact.source, contact.event, contact.time, ban.id))
        }
        for meeting in link.contacts + link.openers {
            evidence.append(reference(meeting.source, meeting.event, meeting.time, person.id))
        }
        evidence.append(reference(event.source, event.id, event.time, person.id))
        var kept: [EvidenceReference] = []
        for one in evidence where !kept.contains(where: { $0.event == one.event }) { kept.append(one) }
        return kept.sorted { ($0.time, $0.event.id) < ($1.time, $1.event.id) }
    }
}
