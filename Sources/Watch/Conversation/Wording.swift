import SafetyModel
import TextAnalysis

extension Watch {
    /// Takes in what a message did, where there is an account of the pair, or reason to begin one.
    /// - Returns: whether anything changed.
    mutating func hear(
        _ event: Event, _ reading: TextReading, _ actor: Person, _ other: Person, _ pair: Int, _ community: UInt64,
        _ now: Moment
    ) -> Bool {
        guard let acts = reading.acts, other.isSomebody else { return false }
        let isKnown = pairs.records[pair].file >= 0
        guard isKnown || reading.isLead || reverseFile(actor, other) != nil else { return false }
        let place = fileOf(pair)
        files.items[place].decay(to: now, halfLife: settings.weights.halfLife)
        files.items[place].acts.add(acts)
        let wording = acts[.harmfulActor]
        // It stands among the evidence even without a cue.
        if wording >= ActsTally.tellingWording, reading.hits.isEmpty {
            files.items[place].keep(
                Evidence(
                    source: names.source(event.source), id: event.id, message: Self.messageKey(event, community),
                    time: event.time, weight: 0.15 * min(4, wording)))
        }
        return true
    }

    /// Weighs the pair, and the pair the other way round: an answer may say as much as what it answers.
    mutating func weigh(
        _ event: Event, _ actor: Person, _ other: Person, _ pair: Int, _ now: Moment, isAssessed: Bool,
        _ signals: inout [Signal]
    ) {
        if !isAssessed { assess(event, actor, other, pair, now, isNew: true, &signals) }
        guard let back = reverseFile(actor, other) else { return }
        assess(event, other, actor, back, now, isNew: false, &signals)
    }

    /// The slot of the pair other → actor, where there is an account of it.
    private func reverseFile(_ actor: Person, _ other: Person) -> Int? {
        guard let back = pairs.find(StableHash.of(other.key, actor.key)), pairs.records[back].file >= 0 else {
            return nil
        }
        return back
    }

    /// An age that was asked for and answered by a number alone: "how old r u" — "13".
    mutating func noteAge(
        _ event: Event, _ reading: TextReading, _ actor: Person, _ other: Person, _ pair: Int, _ now: Moment,
        _ signals: inout [Signal]
    ) {
        if reading.hits.contains(where: { $0.stage == .profiling && $0.cue.hasSuffix(".age") }) {
            pairs.records[pair].flags.insert(.askedAge)
        } else if pairs.records[pair].flags.contains(.askedAge), reading.wordCount > 4 {
            pairs.records[pair].flags.remove(.askedAge)
        }
        guard let number = reading.loneNumber, (8...79).contains(number), reading.statedAge == nil,
            let back = pairs.find(StableHash.of(other.key, actor.key)),
            pairs.records[back].flags.contains(.askedAge),
            now.isWithin(10 * Span.minute, after: pairs.records[back].last)
        else { return }
        pairs.records[back].flags.remove(.askedAge)
        members.records[actor.slot].age.state(StatedAge(years: number...number, confidence: 0.8))
        ageBecameKnown(event, of: actor, to: other, now, &signals)
    }
}
