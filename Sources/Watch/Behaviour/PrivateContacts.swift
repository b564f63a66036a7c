import SafetyModel
import TextAnalysis

extension Watch {
    /// Of the first messages of a private contact, these many may be its opener.
    private static var openerMessages: Int { 3 }

    /// A private message, before it is counted: whether it opens a contact, and how.
    mutating func notePrivate(
        _ event: Event, _ reading: TextReading, _ actor: Person, _ other: Person, _ pair: Int, _ finds: [Find],
        _ now: Moment, _ signals: inout [Signal]
    ) {
        if !pairs.records[pair].firstPrivate.isKnown {
            open(event, actor, other, pair, now, hasCue: finds.contains { $0.stage != nil })
        }
        let state = pairs.records[pair]
        guard Int(state.privateCount) < Self.openerMessages, !state.flags.contains(.openerNoted) else { return }
        guard reading.fingerprint != 0 else {
            if state.privateCount == 0 { assessBehaviour(event, actor, other, opener: 0, now, &signals) }
            return
        }
        guard let book = self.state(actor)?.book, book >= 0,
            let entry = books.items[Int(book)].place(of: other.key)
        else { return }
        pairs.records[pair].flags.insert(.openerNoted)
        books.items[Int(book)].entries[entry].opener = reading.fingerprint
        assessBehaviour(event, actor, other, opener: reading.fingerprint, now, &signals)
    }

    /// `direct.opened`: a private chat was opened, nothing written yet.
    mutating func openDirect(
        _ event: Event, _ actor: Person, _ target: Person, _ now: Moment, _ signals: inout [Signal]
    ) {
        guard actor.key != target.key, !isBot(actor), !isBot(target) else { return }
        let pair = meet(actor, target, now)
        guard !pairs.records[pair].firstPrivate.isKnown else { return }
        open(event, actor, target, pair, now, hasCue: false)
        pairs.records[pair].firstPrivate = now
        assessBehaviour(event, actor, target, opener: 0, now, &signals)
    }

    private mutating func open(
        _ event: Event, _ actor: Person, _ other: Person, _ pair: Int, _ now: Moment, hasCue: Bool
    ) {
        let back = pairs.find(StableHash.of(other.key, actor.key))
        if let back, pairs.records[back].firstPrivate.isKnown {
            pairs.records[pair].flags.insert(.answered)
            return
        }
        let strangers = pairs.records[pair].count == 0 && (back.map { pairs.records[$0].count } ?? 0) == 0
        if strangers, metInVoice(actor, other, now) { pairs.records[pair].flags.insert(.voicePivot) }
        if let target = state(other), now.isWithin(Span.day, after: target.joinedAt) {
            pairs.records[pair].flags.insert(.earlyContact)
        }
        if isStaff(actor), !hasCue {
            // A welcome is part of staff's work: it counts only once the words say otherwise.
            pairs.records[pair].flags.insert(.welcome)
            return
        }
        addContact(event, actor, other, pair, now)
    }

    /// A cue in a contact that staff opened: from here on it counts as any other.
    mutating func trustNoLonger(
        _ event: Event, _ actor: Person, _ other: Person, _ pair: Int, _ now: Moment, _ signals: inout [Signal]
    ) {
        guard pairs.records[pair].flags.contains(.welcome) else { return }
        pairs.records[pair].flags.remove(.welcome)
        addContact(event, actor, other, pair, now)
        assessBehaviour(event, actor, other, opener: 0, now, &signals)
    }

    private mutating func addContact(
        _ event: Event, _ actor: Person, _ other: Person, _ pair: Int, _ now: Moment
    ) {
        guard actor.slot >= 0 else { return }
        var flags: ContactBook.Contact.Flags = []
        if let target = state(other) {
            if target.age.isYoung { flags.insert(.young) }
            if target.isNewcomer(now) { flags.insert(.newcomer) }
        }
        if pairs.records[pair].flags.contains(.voicePivot) { flags.insert(.voicePivot) }
        if pairs.records[pair].flags.contains(.earlyContact) { flags.insert(.early) }
        if members.records[actor.slot].book < 0 { members.records[actor.slot].book = books.add(ContactBook()) }
        let book = Int(members.records[actor.slot].book)
        books.items[book].add(
            ContactBook.Contact(
                target: other.key, opener: 0, time: event.time, source: names.source(event.source), id: event.id,
                flags: flags), now: now)
    }

    /// Weighs what a member's new contacts have in common, without a word of theirs.
    private mutating func assessBehaviour(
        _ event: Event, _ actor: Person, _ other: Person, opener: UInt64, _ now: Moment, _ signals: inout [Signal]
    ) {
        guard let member = state(actor), member.book >= 0 else { return }
        let place = Int(member.book)
        guard books.items[place].entries.count >= 4 else { return }
        let raisedAt = books.items[place].raisedAt
        let due = !raisedAt.isKnown || now.since(raisedAt) >= settings.quietSpan
        guard due || counts else { return }
        let contacts = books.items[place].counts(now)
        let same = books.items[place].sameOpener(as: opener, now: now, distance: settings.openerDistance)
        let pattern = ContactPattern(
            counts: contacts, sameOpener: same.all, sameOpenerVulnerable: same.vulnerable,
            likelyAdult: member.age.likelyAdult, likelyMinor: member.age.likelyMinor)
        guard let finding = pattern.finding(settings.weights) else { return }
        let score = finding.tally.score
        let isStaff = isStaff(actor)
        count(score, finding.detector, KnownPolicy.grooming, actor.key, isStaff: isStaff, now)
        let threshold = names.threshold(names.policy(KnownPolicy.grooming), isStaff: isStaff)
        guard due, score >= threshold else { return }
        books.items[place].raisedAt = now
        let evidence = books.items[place].entries
            .filter { $0.isVulnerable && now.isWithin(ContactBook.window, after: Moment($0.time)) }
            .suffix(PairFile.maximumEvidence)
            .map { EvidenceReference(event: EventKey(source: $0.source, id: $0.id), time: $0.time, author: actor.id) }
        Self.append(
            Signal(
                policy: KnownPolicy.grooming, score: score, community: event.community,
                subject: actor.id, subjectName: actor.name, subjectIsStaff: isStaff, counterpart: other.id,
                counterpartName: other.name, time: event.time, event: event.key, detector: finding.detector,
                evidence: evidence, contributions: finding.tally.contributions),
            to: &signals)
    }
}
