import SafetyModel
import TextAnalysis

/// A cue of a message, once, with the places of its names.
struct Find: Sendable {
    var cue: UInt16
    var stage: Stage?
    var policy: UInt16
    var weight: Float
    var lower: UInt32
    var length: UInt16
}

extension Watch {
    /// At most this many different cues of one message count; a message of thousands is hostile input.
    private static var maximumFinds: Int { 32 }
    /// Of the members a message mentions, the first few: who mentions more speaks to a room.
    private static var maximumMentions: Int { 4 }

    /// Somebody wrote something.
    mutating func speak(
        _ event: Event, _ reading: TextReading, _ actor: Person, _ target: Person?, _ community: UInt64,
        _ now: Moment, _ signals: inout [Signal]
    ) {
        guard !isBot(actor) else { return }
        let isPrivate = event.channel?.kind == .direct
        let isNew = event.type != .messageEdited
        if let age = reading.statedAge { members.records[actor.slot].age.state(age) }
        let finds = reading.hits.isEmpty ? [] : distinct(reading.hits)
        if isNew { count(finds, actor, now) }
        var addressees = addressees(event, actor, target, community)
        let isHostile = reading.hostile >= Self.hostileFrom
        let guess = isHostile ? guess(event, actor, addressees, community, now) : nil
        var bystanders: [Person] = []
        var findsForBystanders: [Find] = []
        if !isPrivate {
            if addressees.isEmpty {
                let likely = likelyAddressees(event, reading, actor, community: community, now)
                addressees = Array(likely.prefix(1))
                bystanders = Array(likely.dropFirst())
                if !bystanders.isEmpty { findsForBystanders = finds.filter { stage(of: $0) != nil } }
            }
            noteRoom(event, actor, to: addressees.first, community: community, now)
        }
        let raised = signals.count
        for (place, other) in (addressees + bystanders).enumerated() {
            let isBystander = place >= addressees.count
            // One signal tells of the message.
            if isBystander, signals.count > raised { break }
            let finds = isBystander ? findsForBystanders : finds
            let pair = meet(actor, other, now)
            if isPrivate {
                notePrivate(event, reading, actor, other, pair, finds, now, &signals)
                if reading.statedAge != nil { ageBecameKnown(event, of: actor, to: other, now, &signals) }
            }
            noteAge(event, reading, actor, other, pair, now, &signals)
            if isNew { pairs.records[pair].spoke(now, inPrivate: isPrivate) }
            let isHeard = isNew && hear(event, reading, actor, other, pair, community, now)
            if !finds.isEmpty { file(event, finds, actor, other, pair, community, now, &signals) }
            if isHeard { weigh(event, actor, other, pair, now, isAssessed: !finds.isEmpty, &signals) }
            if isHostile, guess == nil, !isBystander {
                noteHostile(event, reading.hostile, actor, other, now, &signals)
            }
        }
        if addressees.isEmpty, !finds.isEmpty, !(isPrivate && target != nil) {
            file(event, finds, actor, .nobody, meet(actor, .nobody, now), community, now, &signals)
        }
        if isNew { joinIn(event, reading, actor, addressees, guess, community, now, &signals) }
    }

    /// The stage of grooming or extortion that a cue speaks of; nil where it speaks of neither.
    private func stage(of find: Find) -> Stage? { find.stage ?? KnownPolicy.stage(of: names.code(find.policy)) }

    /// To whom a message speaks: the other party of a private chat; else the author it answers and whom it mentions.
    func addressees(_ event: Event, _ actor: Person, _ target: Person?, _ community: UInt64) -> [Person] {
        if event.channel?.kind == .direct {
            guard let target, target.key != actor.key, !isBot(target) else { return [] }
            return [target]
        }
        guard case .message(let message) = event.body,
            target != nil || message.replyToAuthor != nil || !message.mentions.isEmpty
        else { return [] }
        var people: [Person] = []
        func add(_ person: Person?) {
            guard let person, person.key != actor.key, !isBot(person) else { return }
            if !people.contains(where: { $0.key == person.key }) { people.append(person) }
        }
        add(target)
        if let author = message.replyToAuthor { add(find(author, community: community)) }
        for id in message.mentions.prefix(Self.maximumMentions) { add(find(id, community: community)) }
        return people
    }

    /// Each cue once, with its heaviest place.
    private mutating func distinct(_ hits: [CueHit]) -> [Find] {
        var finds: [Find] = []
        for hit in hits.prefix(512) {
            guard hit.weight.isFinite, hit.weight > 0 else { continue }
            let cue = names.cue(hit.cue, stage: hit.stage, policy: hit.policy)
            let weight = Float(min(4, hit.weight))
            if let known = finds.firstIndex(where: { $0.cue == cue }) {
                if weight > finds[known].weight { finds[known].weight = weight }
                continue
            }
            guard finds.count < Self.maximumFinds else { break }
            finds.append(
                Find(
                    cue: cue, stage: hit.stage, policy: names.policy(hit.policy), weight: weight,
                    lower: UInt32(clamping: hit.range.lowerBound), length: UInt16(clamping: hit.range.count)))
        }
        return finds
    }

    /// The slot of the pair, made where it is new.
    mutating func meet(_ actor: Person, _ other: Person, _ now: Moment) -> Int {
        let key = StableHash.of(actor.key, other.key)
        if let slot = pairs.find(key) { return slot }
        var pair = PairState(key: key, at: now)
        if other.isSomebody, pairs.find(StableHash.of(other.key, actor.key)) == nil { pair.flags = .opened }
        return pairs.insert(pair)
    }

    /// The place of the pair's file, made where it has none.
    mutating func fileOf(_ pair: Int) -> Int {
        if pairs.records[pair].file < 0 { pairs.records[pair].file = files.add(PairFile()) }
        return Int(pairs.records[pair].file)
    }

    static func messageKey(_ event: Event, _ community: UInt64) -> UInt64 {
        guard case .message(let message) = event.body, let id = message.id else {
            return StableHash.of(event.id, seed: community)
        }
        return StableHash.of(id, seed: community)
    }

    /// Files the cues of a message under the pair, and weighs the pair anew.
    private mutating func file(
        _ event: Event, _ finds: [Find], _ actor: Person, _ other: Person, _ pair: Int, _ community: UInt64,
        _ now: Moment, _ signals: inout [Signal]
    ) {
        let message = Self.messageKey(event, community)
        let touched = enter(finds, event, message, pair, now, isAlone: !other.isSomebody)
        if touched.conversation {
            trustNoLonger(event, actor, other, pair, now, &signals)
            assess(event, actor, other, pair, now, isNew: true, &signals)
        }
        for policy in touched.meters { assess(meter: policy, event, actor, other, pair, now, &signals) }
        guard other.isSomebody, !touched.perAuthor.isEmpty else { return }
        let alone = meet(actor, .nobody, now)
        let general = enter(touched.perAuthor, event, message, alone, now, isAlone: true)
        for policy in general.meters { assess(meter: policy, event, actor, .nobody, alone, now, &signals) }
    }

    private struct Touched {
        var conversation = false
        var request = false
        var meters: [UInt16] = []
        /// Finds that belong to the author's own account rather than to the pair.
        var perAuthor: [Find] = []
    }

    private mutating func enter(
        _ finds: [Find], _ event: Event, _ message: UInt64, _ pair: Int, _ now: Moment, isAlone: Bool
    ) -> Touched {
        let place = fileOf(pair)
        let weights = settings.weights
        files.items[place].decay(to: now, halfLife: weights.halfLife)
        var touched = Touched()
        var entry = Evidence(
            source: names.source(event.source), id: event.id, message: message, time: event.time, weight: 0)
        for find in finds where !files.items[place].counted(cue: find.cue, message: message) {
            let plan = weights.meter(for: names.code(find.policy))
            if plan.perAuthor, find.stage == nil, !isAlone {
                touched.perAuthor.append(find)
                continue
            }
            entry.add(EvidenceHit(lower: find.lower, weight: find.weight, cue: find.cue, length: find.length))
            entry.weight += find.weight
            enter(find, plan, place, now, &touched)
        }
        guard entry.hitCount > 0 else { return touched }
        files.items[place].keep(entry)
        if event.channel?.kind == .direct {
            if files.items[place].privateFinds < .max { files.items[place].privateFinds += 1 }
        } else if files.items[place].publicFinds < .max {
            files.items[place].publicFinds += 1
        }
        if touched.request, files.items[place].requests < .max {
            files.items[place].requests += 1
        }
        return touched
    }

    private mutating func enter(
        _ find: Find, _ plan: RiskWeights.MeterWeights, _ place: Int, _ now: Moment, _ touched: inout Touched
    ) {
        let code = names.code(find.policy)
        if let stage = stage(of: find) {
            let ceiling = settings.weights.ceilings[stage.place]
            files.items[place].add(stage, weight: find.weight, ceiling: ceiling, now: now)
            touched.conversation = true
            if stage == .request { touched.request = true }
        }
        if code == KnownPolicy.sextortion {
            files.items[place].extortion = min(4, files.items[place].extortion + find.weight)
        } else if code == KnownPolicy.solicitation {
            files.items[place].solicitation = min(4, files.items[place].solicitation + find.weight)
        } else if code == KnownPolicy.staffCoercion {
            files.items[place].staffLever = min(4, files.items[place].staffLever + find.weight)
        } else if code != KnownPolicy.grooming {
            let known = files.items[place].meters.firstIndex { $0.policy == find.policy }
            let index = known ?? files.items[place].meters.count
            if known == nil { files.items[place].meters.append(Meter(policy: find.policy)) }
            files.items[place].meters[index].add(
                find.weight, ceiling: plan.ceiling, halfLife: plan.halfLife, now: now)
            if !touched.meters.contains(find.policy) {
                touched.meters.append(find.policy)
                if files.items[place].meters[index].count < .max { files.items[place].meters[index].count += 1 }
            }
        }
    }
}

extension KnownPolicy {
    /// The stage that a cue without one speaks for, where its policy is one of grooming or extortion.
    static func stage(of policy: PolicyCode) -> Stage? {
        switch policy {
        case grooming: .trust
        case solicitation: .request
        case sextortion: .coercion
        case staffCoercion: .leverage
        default: nil
        }
    }
}
