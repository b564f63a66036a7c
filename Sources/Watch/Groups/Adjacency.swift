import SafetyModel
import TextAnalysis

/// Whom a hostile message that names nobody is taken to be meant for.
struct Guess: Sendable {
    var other: Person
    /// How much the message counts as one of many against them, where one that names them counts 1.
    var weight: Double
}

/// A channel that has turned on one member.
struct Attack: Keyed {
    /// For how long it lasts after the last hostile message to them.
    static let span = 5 * Span.minute

    /// Key of the room.
    var key: UInt64
    var target: UInt64
    var id: String
    var last: Moment
}

extension Watch {
    /// A message counts as hostile from here on.
    static var hostileFrom: Double { 0.4 }
    /// A message this long after another may answer it without saying so.
    private static var answerSpan: UInt32 { 2 * Span.minute }

    /// Whom a hostile message that names nobody is probably meant for: the one its writer turned on a moment ago; else the
    /// one on whom the channel has turned; else whoever spoke last. A guess is worth less than a name, and more where the
    /// other is new: that is whom a room turns on without a word of theirs.
    ///
    /// ```
    /// newcomer: salut, je débute
    /// other:    dégage              names nobody: counts as three quarters of an answer to the newcomer
    /// ```
    func guess(
        _ event: Event, _ reading: TextReading, _ actor: Person, _ addressees: [Person], _ community: UInt64,
        _ now: Moment
    ) -> Guess? {
        guard reading.hostile >= Self.hostileFrom, addressees.isEmpty, let channel = event.channel,
            channel.kind != .direct
        else { return nil }
        let key = Self.roomKey(channel, community: community)
        guard let slot = rooms.find(key) else { return nil }
        let weights = settings.groupWeights
        let attack = attack(in: key, now).flatMap { $0.target == actor.key ? nil : $0 }
        if let target = quarrelTarget(of: actor.key, now) {
            if let attack, attack.target == target {
                return Guess(other: person(target, attack.id), weight: weights.adjacentAttack)
            }
            let voice = rooms.records[slot].voices.last { $0.speaker == target }
            if let voice, voice.at.isWithin(Self.answerSpan, of: now) {
                return Guess(other: person(target, voice.id), weight: weights.adjacent)
            }
        }
        if let attack { return Guess(other: person(attack.target, attack.id), weight: weights.adjacentAttack) }
        guard let voice = rooms.records[slot].addressee(of: actor.key, now), voice.at.isWithin(Self.answerSpan, of: now)
        else { return nil }
        let other = person(voice.speaker, voice.id)
        let isNewcomer = state(other)?.isNewcomer(now) ?? false
        return Guess(other: other, weight: isNewcomer ? weights.adjacentAttack : weights.adjacent)
    }

    private func person(_ key: UInt64, _ id: String) -> Person {
        Person(key: key, slot: members.find(key) ?? -1, id: id, name: nil)
    }

    private func attack(in room: UInt64, _ now: Moment) -> Attack? {
        guard let slot = groups.attacks.find(room) else { return nil }
        let attack = groups.attacks.records[slot]
        return attack.last.isWithin(Attack.span, of: now) ? attack : nil
    }

    /// Whom a member's last hostile message was for, if that was a moment ago.
    private func quarrelTarget(of actor: UInt64, _ now: Moment) -> UInt64? {
        groups.quarrellers.find(actor).flatMap {
            groups.quarrellers.records[$0].lastTarget(within: Self.answerSpan, now)
        }
    }

    /// The members whose states decide whom a message that names nobody is meant for.
    func neighbours(of actor: UInt64, in room: UInt64, _ now: Moment) -> [UInt64] {
        let target = quarrelTarget(of: actor, now)
        return [attack(in: room, now)?.target, target].compactMap { $0 }.filter { $0 != actor }
    }

    /// A new message: what it adds to what many do.
    mutating func joinIn(
        _ event: Event, _ reading: TextReading, _ actor: Person, _ addressees: [Person], _ guess: Guess?,
        _ community: UInt64, _ now: Moment, _ signals: inout [Signal]
    ) {
        var addressees = addressees
        if let guess {
            noteHostile(event, reading.hostile, actor, guess.other, guess: guess.weight, now, &signals)
            addressees = [guess.other]
        }
        if reading.hostile >= Self.hostileFrom, let channel = event.channel, channel.kind != .direct {
            let room = Self.roomKey(channel, community: community)
            for other in addressees where isUnderAttack(other, now) { turn(room, on: other, now) }
        }
        actTogether(event, reading, actor, addressees, community, now, &signals)
    }

    private mutating func turn(_ room: UInt64, on other: Person, _ now: Moment) {
        let slot = groups.attacks.place(of: room, within: settings.maximumCrowds, touched: { $0.last }) {
            Attack(key: $0, target: other.key, id: other.id, last: now)
        }
        groups.attacks.records[slot].target = other.key
        groups.attacks.records[slot].id = other.id
        groups.attacks.records[slot].last = now
    }

    /// Whether several have turned on a member within the window, and, unless it is new, at least two by name.
    private func isUnderAttack(_ other: Person, _ now: Moment) -> Bool {
        guard let slot = crowds.find(other.key) else { return false }
        let speakers = crowds.records[slot].speakers(now)
        if state(other)?.isNewcomer(now) ?? false { return speakers.count >= 2 }
        return speakers.count >= 3 && speakers.count { !$0.isGuess } >= 2
    }
}
