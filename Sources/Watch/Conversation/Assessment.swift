import SafetyModel

extension Watch {
    /// What surrounds a pair now.
    func context(_ actor: Person, _ other: Person, _ pair: Int, _ now: Moment) -> PairContext {
        var context = PairContext(now: now, pair: pairs.records[pair])
        context.isAddressed = other.isSomebody
        if other.isSomebody, let back = pairs.find(StableHash.of(other.key, actor.key)) {
            context.reverse = pairs.records[back]
            let file = pairs.records[back].file
            if file >= 0 {
                context.askedBack = files.items[Int(file)].stage(.request)
                context.reverseActs = files.items[Int(file)].acts
            }
        }
        if let target = state(other) {
            context.targetAge = target.age
            context.targetIsStaff = target.flags.contains(.staff)
            context.targetIsNewcomer = target.isNewcomer(now)
            context.targetBannedAt = target.bannedAt
        }
        guard let member = state(actor) else { return context }
        context.actorAge = member.age
        context.actorAccountIsNew = now.isWithin(14 * Span.day, after: member.createdAt)
        context.actorIsStaff = member.flags.contains(.staff)
        guard member.book >= 0 else { return context }
        let place = Int(member.book)
        context.contacts = books.items[place].counts(now)
        if let entry = books.items[place].place(of: other.key) {
            let opener = books.items[place].entries[entry].opener
            context.sameOpener =
                books.items[place]
                .sameOpener(as: opener, now: now, distance: settings.openerDistance).all
        }
        return context
    }

    /// Weighs the conversation of a pair, and raises a signal where it is due.
    /// - Parameter isNew: whether new words led to it, rather than something around them.
    mutating func assess(
        _ event: Event, _ actor: Person, _ other: Person, _ pair: Int, _ now: Moment, isNew: Bool,
        _ signals: inout [Signal]
    ) {
        guard pairs.records[pair].file >= 0 else { return }
        let place = Int(pairs.records[pair].file)
        files.items[place].decay(to: now, halfLife: settings.weights.halfLife)
        let context = context(actor, other, pair, now)
        let risk = ConversationRisk(weights: settings.weights, model: settings.riskModel)
        let (code, rank) = risk.policy(files.items[place], context)
        guard isDue(files.items[place], rank, now, isNew) else { return }
        let tally = risk.tally(files.items[place], context, policy: code)
        guard tally.score >= names.threshold(names.policy(code)) else { return }
        files.items[place].raised.at = max(files.items[place].raised.at, now)
        files.items[place].raised.rank = max(rank, files.items[place].raised.rank)
        if files.items[place].level(.coercion) >= 0.8 { files.items[place].raised.withCoercion = true }
        let evidence = files.items[place].evidence.filter { entry in
            entry.hitCount == 0
                || (0..<Int(entry.hitCount)).contains { index in
                    let cue = names.cues[Int(entry.hit(index).cue)]
                    return cue.stage != nil || cue.policy < 4
                }
        }
        raise(ConversationRisk.detector, code, tally, evidence, event, actor, other, &signals)
    }

    /// A pair is told of once; again when it grows graver, when coercion begins, or when new words come after a
    /// quiet time.
    private func isDue(_ file: PairFile, _ rank: UInt8, _ now: Moment, _ isNew: Bool) -> Bool {
        if file.raised.rank == 0 || rank > file.raised.rank { return true }
        if file.level(.coercion) >= 0.8, !file.raised.withCoercion { return true }
        return isNew && now.since(file.raised.at) >= settings.quietSpan
    }

    /// Weighs the words that speak for one policy on their own.
    mutating func assess(
        meter policy: UInt16, _ event: Event, _ actor: Person, _ other: Person, _ pair: Int, _ now: Moment,
        _ signals: inout [Signal]
    ) {
        guard pairs.records[pair].file >= 0 else { return }
        let place = Int(pairs.records[pair].file)
        guard let index = files.items[place].meters.firstIndex(where: { $0.policy == policy }) else { return }
        let meter = files.items[place].meters[index]
        guard !meter.raisedAt.isKnown || now.since(meter.raisedAt) >= settings.quietSpan else { return }
        let code = names.code(policy)
        var context = context(actor, other, pair, now)
        context.areInVoice = event.channel?.kind != .direct && metInVoice(actor, other, now)
        let tally = DirectHarm(weights: settings.weights).tally(meter, context, policy: code)
        guard tally.score >= names.threshold(policy) else { return }
        files.items[place].meters[index].raisedAt = now
        let evidence = files.items[place].evidence.filter { entry in
            (0..<Int(entry.hitCount)).contains { names.cues[Int(entry.hit($0).cue)].policy == policy }
        }
        raise(DirectHarm.detector, code, tally, evidence, event, actor, other, &signals)
    }

    private func raise(
        _ detector: Detector, _ policy: PolicyCode, _ tally: Tally, _ evidence: [Evidence], _ event: Event,
        _ subject: Person, _ other: Person, _ signals: inout [Signal]
    ) {
        Self.append(
            Signal(
                policy: policy, score: tally.score, community: event.community, subject: subject.id,
                subjectName: subject.name, subjectIsStaff: isStaff(subject),
                counterpart: other.isSomebody ? other.id : nil, counterpartName: other.name, time: event.time,
                event: event.key, detector: detector,
                evidence: evidence.map { $0.reference(names, author: subject.id) },
                contributions: tally.contributions),
            to: &signals)
    }

    /// Adds a signal; of two with one id (a message that speaks to several) the stronger stays.
    static func append(_ signal: Signal, to signals: inout [Signal]) {
        guard let known = signals.firstIndex(where: { $0.id == signal.id }) else {
            signals.append(signal)
            return
        }
        if signal.score > signals[known].score { signals[known] = signal }
    }

    // MARK: What happens around the words

    /// A message of the actor to the target was deleted.
    mutating func noteDeletion(
        _ event: Event, _ actor: Person, _ target: Person, _ now: Moment, _ signals: inout [Signal]
    ) {
        guard actor.key != target.key, let pair = pairs.find(StableHash.of(actor.key, target.key)),
            pairs.records[pair].file >= 0
        else { return }
        let place = Int(pairs.records[pair].file)
        let asked = files.items[place].first(.request)
        guard asked.isKnown, asked <= now, now.since(files.items[place].decayedTo) <= 2 * Span.day else { return }
        files.items[place].deletedAt = now
        assess(event, actor, target, pair, now, isNew: false, &signals)
    }

    mutating func noteGift(_ event: Event, _ actor: Person, _ target: Person, _ now: Moment, _ signals: inout [Signal])
    {
        guard actor.key != target.key, !isBot(actor) else { return }
        let pair = meet(actor, target, now)
        let place = fileOf(pair)
        files.items[place].giftAt = max(files.items[place].giftAt, now)
        keepContext(event, place)
        assess(event, actor, target, pair, now, isNew: false, &signals)
    }

    mutating func noteBan(_ event: Event, _ actor: Person?, _ target: Person, _ now: Moment, _ signals: inout [Signal])
    {
        members.records[target.slot].bannedAt = now
        guard let actor, actor.key != target.key, !isBot(actor) else { return }
        let pair = meet(actor, target, now)
        let place = fileOf(pair)
        if event.type == .memberBanned {
            files.items[place].banAt = now
        } else {
            files.items[place].unbanAt = now
        }
        keepContext(event, place)
        assess(event, actor, target, pair, now, isNew: false, &signals)
    }

    /// Keeps an event without words among the evidence: a gift, a ban. The newest two stay.
    private mutating func keepContext(_ event: Event, _ place: Int) {
        let silent = files.items[place].evidence.indices.filter {
            files.items[place].evidence[$0].hitCount == 0 && files.items[place].evidence[$0].weight <= 0.1
        }
        if silent.count >= 2 { files.items[place].evidence.remove(at: silent[0]) }
        files.items[place].keep(
            Evidence(
                source: names.source(event.source), id: event.id, message: 0, time: event.time, weight: 0.1))
    }

    /// The writer of a private message told its age: what the other party said before may weigh more now.
    mutating func ageBecameKnown(
        _ event: Event, of member: Person, to other: Person, _ now: Moment, _ signals: inout [Signal]
    ) {
        guard let state = state(member), state.age.isYoung else { return }
        if let book = self.state(other)?.book, book >= 0, let entry = books.items[Int(book)].place(of: member.key) {
            books.items[Int(book)].entries[entry].flags.insert(.young)
        }
        if let pair = pairs.find(StableHash.of(other.key, member.key)) {
            assess(event, other, member, pair, now, isNew: false, &signals)
        }
    }
}
