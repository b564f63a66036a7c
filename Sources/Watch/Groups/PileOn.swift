import SafetyModel

extension Watch {
    private static var pileOn: Detector { Detector(name: "pile_on", version: 1) }

    /// A hostile message to somebody: whether it makes a crowd against one.
    mutating func noteHostile(
        _ event: Event, _ hostile: Double, _ actor: Person, _ other: Person, _ now: Moment, _ signals: inout [Signal]
    ) {
        guard other.isSomebody else { return }
        if crowds.find(other.key) == nil, crowds.count >= settings.maximumCrowds { disperse(now) }
        let slot = crowds.find(other.key) ?? crowds.insert(Crowd(key: other.key))
        crowds.records[slot].add(
            Crowd.Voice(
                speaker: actor.key, id: actor.id, name: actor.name, isStaff: isStaff(actor), time: event.time,
                source: names.source(event.source), event: event.id, hostile: Float(min(1, hostile))), now: now)
        // Somebody who joined this week knows nobody who would step in: one speaker fewer is enough.
        let isNewcomer = state(other)?.isNewcomer(now) ?? false
        let enough = isNewcomer ? settings.pileOnSpeakers - 1 : settings.pileOnSpeakers
        guard crowds.records[slot].voices.count >= enough else { return }
        let raisedAt = crowds.records[slot].raisedAt
        let due = !raisedAt.isKnown || now.since(raisedAt) >= Span.day
        guard due || counts else { return }
        let speakers = crowds.records[slot].speakers(now)
        guard speakers.count >= enough, let worst = Self.mostActive(speakers) else { return }
        let tally = tally(speakers, against: other, now)
        count(tally.score, Self.pileOn, KnownPolicy.pileOn, worst.speaker, isStaff: worst.isStaff, now)
        let threshold = names.threshold(names.policy(KnownPolicy.pileOn), isStaff: worst.isStaff)
        guard due, tally.score >= threshold else { return }
        crowds.records[slot].raisedAt = now
        raise(event, tally, about: worst, crowds.records[slot].voices, other, &signals)
    }

    private func tally(_ speakers: [(voice: Crowd.Voice, hostile: Float)], against other: Person, _ now: Moment)
        -> Tally
    {
        let weights = settings.weights
        var tally = Tally(prior: weights.pileOnPrior)
        tally.add(
            "feature.pile_on", min(weights.pileOnMost, weights.pileOnEach * Double(speakers.count)),
            figure: Double(speakers.count))
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

    /// The speaker that a signal names: the most active; of equals, the first.
    private static func mostActive(_ speakers: [(voice: Crowd.Voice, hostile: Float)]) -> Crowd.Voice? {
        guard var worst = speakers.first else { return nil }
        for speaker in speakers where speaker.hostile > worst.hostile { worst = speaker }
        return worst.voice
    }

    private func raise(
        _ event: Event, _ tally: Tally, about worst: Crowd.Voice, _ voices: [Crowd.Voice], _ other: Person,
        _ signals: inout [Signal]
    ) {
        let evidence = voices.suffix(24).map {
            EvidenceReference(event: EventKey(source: $0.source, id: $0.event), time: $0.time, author: $0.id)
        }
        Self.append(
            Signal(
                policy: KnownPolicy.pileOn, score: tally.score, community: event.community, subject: worst.id,
                subjectName: worst.name, subjectIsStaff: worst.isStaff, counterpart: other.id,
                counterpartName: other.name, time: event.time, event: event.key, detector: Self.pileOn,
                evidence: evidence, contributions: tally.contributions),
            to: &signals)
    }

    /// Forgets the crowds that dispersed more than an hour ago, and the oldest half where that is not enough.
    private mutating func disperse(_ now: Moment) {
        for slot in crowds.records.indices.reversed() where now.since(crowds.records[slot].last) > Span.hour {
            crowds.remove(at: slot)
        }
        guard crowds.count >= settings.maximumCrowds else { return }
        let order = crowds.records.map { ($0.last.seconds, $0.key) }.sorted { $0 < $1 }
        for (_, key) in order.prefix(crowds.count / 2) {
            if let slot = crowds.find(key) { crowds.remove(at: slot) }
        }
    }
}
