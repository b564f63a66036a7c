import SafetyModel

extension Watch {
    private static var pileOn: Detector { Detector(name: "pile_on", version: 2) }

    /// A hostile message to somebody: whether it makes a crowd against one.
    /// - Parameter guess: how much it counts where it names nobody and is only taken to be meant for `other`; `nil`
    ///   where it names them.
    mutating func noteHostile(
        _ event: Event, _ hostile: Double, _ actor: Person, _ other: Person, guess: Double? = nil, _ now: Moment,
        _ signals: inout [Signal]
    ) {
        guard other.isSomebody else { return }
        let weight = Float(weight(of: actor, against: other, guess: guess, now))
        quarrel(actor, other, Float(guess ?? 1), now)
        if crowds.find(other.key) == nil, crowds.count >= settings.maximumCrowds { disperse(now) }
        let slot = crowds.find(other.key) ?? crowds.insert(Crowd(key: other.key))
        crowds.records[slot].add(
            Crowd.Voice(
                speaker: actor.key, id: actor.id, name: actor.name, isStaff: isStaff(actor), time: event.time,
                source: names.source(event.source), event: event.id, hostile: Float(min(1, hostile)), weight: weight,
                isGuess: guess != nil), now: now)
        let enough = enoughSpeakers(against: other, now)
        guard crowds.records[slot].voices.count >= enough else { return }
        let raisedAt = crowds.records[slot].raisedAt
        guard !raisedAt.isKnown || now.since(raisedAt) >= Span.day else { return }
        let speakers = crowds.records[slot].speakers(now)
        guard speakers.count >= enough else { return }
        let turned = speakers.map { Double($0.weight) * bent(on: other, $0.voice.speaker, now) }
        guard turned.reduce(0, +) >= Double(enough) else { return }
        let tally = tally(speakers, turned, against: other, now)
        guard tally.score >= names.threshold(names.policy(KnownPolicy.pileOn)) else { return }
        crowds.records[slot].raisedAt = now
        raise(event, tally, speakers, crowds.records[slot].voices, other, &signals)
    }

    /// Somebody who joined this week knows nobody who would step in: one speaker fewer is enough.
    private func enoughSpeakers(against other: Person, _ now: Moment) -> Int {
        state(other)?.isNewcomer(now) ?? false ? settings.pileOnSpeakers - 1 : settings.pileOnSpeakers
    }

    /// How much a hostile message counts as one of many against the target.
    private func weight(of actor: Person, against other: Person, guess: Double?, _ now: Moment) -> Double {
        if let guess { return guess }
        if areOldFriends(actor, other, now) { return settings.groupWeights.friend }
        return metInVoice(actor, other, now) ? settings.groupWeights.inVoice : 1
    }

    /// Whether both have long exchanged words in about equal number.
    private func areOldFriends(_ actor: Person, _ other: Person, _ now: Moment) -> Bool {
        guard let pair = pairs.find(StableHash.of(actor.key, other.key)),
            let back = pairs.find(StableHash.of(other.key, actor.key))
        else { return false }
        var context = PairContext(now: now, pair: pairs.records[pair])
        context.reverse = pairs.records[back]
        return context.isLongStanding(before: now)
    }

    /// How much of a speaker's hostility is for this target, 0…1: nearly all of it in a pile-on, little of it in a
    /// heated match where everybody calls everybody a name. Who is under fire from others counts half.
    func bent(on other: Person, _ speaker: UInt64, _ now: Moment) -> Double {
        var bent = 1.0
        if let slot = groups.quarrellers.find(speaker) {
            bent = min(1, 1.5 * groups.quarrellers.records[slot].share(of: other.key, now))
        }
        guard let slot = crowds.find(speaker) else { return bent }
        let others = crowds.records[slot].speakers(now).count { $0.voice.speaker != other.key }
        return others >= 2 ? bent / 2 : bent
    }

    private mutating func quarrel(_ actor: Person, _ other: Person, _ weight: Float, _ now: Moment) {
        let slot = groups.quarrellers.place(of: actor.key, within: settings.maximumCrowds, touched: { $0.last }) {
            Quarreller(key: $0)
        }
        groups.quarrellers.records[slot].add(Quarreller.Aim(target: other.key, time: now, weight: weight))
    }

    private func tally(_ speakers: [Crowd.Speaker], _ turned: [Double], against other: Person, _ now: Moment) -> Tally {
        let weights = settings.weights
        var tally = Tally(prior: weights.pileOnPrior)
        tally.add(
            "feature.pile_on", min(weights.pileOnMost, weights.pileOnEach * Double(speakers.count)),
            figure: Double(speakers.count))
        var guessed = 0.0
        var lost = 0.0
        for (speaker, turned) in zip(speakers, turned) {
            if speaker.isGuess { guessed += 1 - Double(speaker.weight) }
            lost += (speaker.isGuess ? Double(speaker.weight) : 1) - turned
        }
        let guesses = speakers.count { $0.isGuess }
        tally.add("context.names_nobody", -weights.pileOnEach * guessed, figure: Double(guesses))
        tally.add("context.quarrel", -weights.pileOnEach * lost)
        var hostile: Float = 0
        for speaker in speakers { hostile += min(2, speaker.hostile) }
        let mean = Double(hostile) / Double(speakers.count)
        if mean > 0.5 { tally.add("feature.hostility", min(0.8, mean - 0.5)) }
        if let target = state(other) {
            if target.isNewcomer(now) { tally.add("context.newcomer", weights.pileOnNewcomer) }
            tally.add("context.likely_minor", weights.towardsMinor * target.age.likelyMinor)
        }
        return tally
    }

    /// The signal names the most active speaker; of equals, the first.
    private func raise(
        _ event: Event, _ tally: Tally, _ speakers: [Crowd.Speaker], _ voices: [Crowd.Voice], _ other: Person,
        _ signals: inout [Signal]
    ) {
        guard var worst = speakers.first else { return }
        for speaker in speakers where speaker.hostile > worst.hostile { worst = speaker }
        let evidence = voices.suffix(24).map {
            EvidenceReference(event: EventKey(source: $0.source, id: $0.event), time: $0.time, author: $0.id)
        }
        Self.append(
            Signal(
                policy: KnownPolicy.pileOn, score: tally.score, community: event.community, subject: worst.voice.id,
                subjectName: worst.voice.name, subjectIsStaff: worst.voice.isStaff, counterpart: other.id,
                counterpartName: other.name, time: event.time, event: event.key, detector: Self.pileOn,
                evidence: evidence, contributions: tally.contributions),
            to: &signals)
    }

    /// Forgets the crowds that dispersed more than an hour ago, and the oldest half where that is not enough.
    private mutating func disperse(_ now: Moment) {
        for slot in crowds.records.indices.reversed() where now.since(crowds.records[slot].last) > Span.hour {
            crowds.remove(at: slot)
        }
        if crowds.count >= settings.maximumCrowds { crowds.forgetHalf { $0.last } }
    }
}
