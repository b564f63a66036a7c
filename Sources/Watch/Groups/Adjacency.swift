import SafetyModel
import TextAnalysis

extension Watch {
    /// A message counts as hostile from here on.
    static var hostileFrom: Double { 0.4 }

    /// A message in a channel that many read: remembers who spoke, and finds out whom a hostile one that names nobody is
    /// meant for.
    /// - Returns: whom it addresses, or is probably meant for.
    mutating func hear(
        _ event: Event, _ reading: TextReading, _ actor: Person, _ addressees: [Person], _ community: UInt64,
        _ now: Moment, _ signals: inout [Signal]
    ) -> [Person] {
        guard let channel = event.channel, channel.kind != .direct, !channel.id.isEmpty else { return addressees }
        let key = StableHash.of(channel.id, seed: community)
        let slot = groups.talks.place(of: key, within: settings.maximumChannels, touched: { $0.last }) {
            ChannelTalk(key: $0)
        }
        var addressees = addressees
        if reading.hostile >= Self.hostileFrom {
            if addressees.isEmpty, let (other, weight) = meant(by: actor, groups.talks.records[slot], now) {
                noteHostile(event, reading.hostile, actor, other, guess: weight, now, &signals)
                addressees = [other]
            }
            for other in addressees where isUnderAttack(other, now) {
                groups.talks.records[slot].attacked = ChannelTalk.Speaker(key: other.key, id: other.id, time: now)
            }
        }
        groups.talks.records[slot].hear(actor.key, id: actor.id, now: now)
        return addressees
    }

    /// Whom a hostile message that names nobody is probably meant for, and how much it counts: the one its writer
    /// turned on a moment ago; else the one on whom the channel has turned; else the last other speaker. A guess is
    /// worth less than a name, and more where the other is new: that is whom a room turns on without a word of theirs.
    private func meant(by actor: Person, _ talk: ChannelTalk, _ now: Moment) -> (Person, Double)? {
        func person(_ speaker: ChannelTalk.Speaker) -> Person {
            Person(key: speaker.key, slot: members.find(speaker.key) ?? -1, id: speaker.id, name: nil)
        }
        let weights = settings.groupWeights
        let attacked = talk.underAttack(now).flatMap { $0.key == actor.key ? nil : $0 }
        if let slot = groups.quarrellers.find(actor.key),
            let target = groups.quarrellers.records[slot].lastTarget(now), target != actor.key
        {
            if let attacked, attacked.key == target { return (person(attacked), weights.adjacentAttack) }
            if let speaker = talk.spokeLately(target, now) { return (person(speaker), weights.adjacent) }
        }
        if let attacked { return (person(attacked), weights.adjacentAttack) }
        guard let last = talk.lastOther(than: actor.key, now) else { return nil }
        let other = person(last)
        let isNewcomer = state(other)?.isNewcomer(now) ?? false
        return (other, isNewcomer ? weights.adjacentAttack : weights.adjacent)
    }

    /// Whether several have turned on a member within the window, and, unless it is new, at least two by name.
    private func isUnderAttack(_ other: Person, _ now: Moment) -> Bool {
        guard let slot = crowds.find(other.key) else { return false }
        let speakers = crowds.records[slot].speakers(now)
        if state(other)?.isNewcomer(now) ?? false { return speakers.count >= 2 }
        return speakers.count >= 3 && speakers.count { !$0.isGuess } >= 2
    }
}
