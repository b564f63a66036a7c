import SafetyModel

/// The evidence of a pair: what its words said per stage, how that decayed, and which events it rests on.
struct PairFile: Sendable {
    static let maximumEvidence = 12
    /// Of a pair of whom nothing weighs yet: most accounts are of that kind, and come to nothing.
    static let maximumLightEvidence = 6

    /// Log-odds gathered per stage, in the order of `Stage.allCases`.
    var stages = SIMD8<Float>(repeating: 0)
    /// When each stage first showed, in seconds; 0 while it has not.
    var firstAt = SIMD8<UInt32>(repeating: 0)
    /// The moment that ``stages`` stands for.
    var decayedTo = Moment.never
    /// When the first strong evidence (beyond profiling and trust) came.
    var firstStrong = Moment.never
    var giftAt = Moment.never
    var banAt = Moment.never
    var unbanAt = Moment.never
    var deletedAt = Moment.never
    /// Weight of cues that name extortion, of cues that name solicitation (an offer for a picture asks for it too), and
    /// of cues that name a lever of staff.
    var extortion: Float = 0
    var solicitation: Float = 0
    var staffLever: Float = 0
    /// What the messages did, as the model of acts saw it.
    var acts = ActsTally()
    /// Messages with a request.
    var requests: UInt16 = 0
    var privateFinds: UInt16 = 0
    var publicFinds: UInt16 = 0
    var raised = Raised()
    /// Gathered words per policy, for those that speak for a policy without a stage.
    var meters: [Meter] = []
    /// The events it rests on, oldest first.
    var evidence: [Evidence] = []

    /// What was raised about the conversation already.
    struct Raised: Sendable, Hashable {
        var at = Moment.never
        /// Rank of the gravest policy raised; 0 for none.
        var rank: UInt8 = 0
        var withCoercion = false
    }

    func stage(_ stage: Stage) -> Float { stages[stage.place] }
    func first(_ stage: Stage) -> Moment { Moment(seconds: firstAt[stage.place]) }

    /// Evidence of a stage from cues and from the model of acts together: what a policy is chosen by.
    func level(_ stage: Stage) -> Float {
        stages[stage.place] + 0.7 * min(2, acts.sums[stage.place])
    }

    /// Whether anything was asked for, or offered or withheld.
    var asksOrOffers: Bool { stage(.request) + stage(.leverage) >= 0.3 }

    /// What weighs on its own: everything beyond contact, profiling and trust.
    var strong: Float {
        stage(.isolation) + stage(.desensitisation) + stage(.request) + stage(.leverage) + stage(.coercion)
    }

    /// Lets evidence fade up to `now`; does nothing where `now` is earlier.
    mutating func decay(to now: Moment, halfLife: UInt32) {
        let share = decayedTo.isKnown ? Arithmetic.remaining(after: now.since(decayedTo), halfLife: halfLife) : 1
        decayedTo = max(decayedTo, now)
        guard share < 1 else { return }
        stages *= share
        extortion *= share
        solicitation *= share
        staffLever *= share
        acts.fade(by: share)
        for place in 0..<8 where firstAt[place] != 0 && stages[place] < 0.02 {
            stages[place] = 0
            firstAt[place] = 0
        }
    }

    /// Adds a cue of a stage with diminishing returns: what is already full gains nothing.
    mutating func add(_ stage: Stage, weight: Float, ceiling: Float, now: Moment) {
        let place = stage.place
        let level = stages[place]
        stages[place] = min(ceiling, level + weight * max(0, 1 - level / ceiling))
        if firstAt[place] == 0 || now.seconds < firstAt[place] { firstAt[place] = now.seconds }
        if place >= Stage.isolation.place, !firstStrong.isKnown { firstStrong = now }
    }

    /// Whether a cue was counted already for this message.
    func counted(cue: UInt16, message: UInt64) -> Bool {
        for entry in evidence where entry.message == message && entry.holds(cue: cue) { return true }
        return false
    }

    /// Whether nothing was said that weighs on its own, and nothing was raised.
    private var isLight: Bool {
        raised.rank == 0 && requests == 0 && strong < 0.3 && meters.isEmpty
    }

    /// Keeps an event; beyond twelve (of a pair of whom nothing weighs, six), the lightest of the older half gives way, so
    /// that the grave ones of long ago stay.
    mutating func keep(_ entry: Evidence) {
        let most = isLight ? Self.maximumLightEvidence : Self.maximumEvidence
        if evidence.count >= most {
            var lightest = 0
            for index in 1..<most / 2 where evidence[index].weight < evidence[lightest].weight { lightest = index }
            evidence.remove(at: lightest)
        }
        // As an array grows by itself, half of it would be empty.
        if evidence.count == evidence.capacity {
            evidence.reserveCapacity(min(Self.maximumEvidence, evidence.count + 3))
        }
        var place = evidence.count
        while place > 0, evidence[place - 1].time > entry.time { place -= 1 }
        evidence.insert(entry, at: place)
    }
}

extension Stage {
    /// Its place in the order of `allCases`.
    var place: Int {
        switch self {
        case .contact: 0
        case .profiling: 1
        case .trust: 2
        case .isolation: 3
        case .desensitisation: 4
        case .request: 5
        case .leverage: 6
        case .coercion: 7
        }
    }
}

/// Words gathered for one policy: threats, doxxing, insults and the like.
struct Meter: Sendable, Hashable {
    /// Place of the policy in the ``NameTable``.
    var policy: UInt16
    /// Messages that added to it.
    var count: UInt16 = 0
    /// Log-odds gathered.
    var level: Float = 0
    var decayedTo = Moment.never
    var raisedAt = Moment.never

    /// Adds a cue with diminishing returns, after letting the earlier ones fade.
    mutating func add(_ weight: Float, ceiling: Float, halfLife: UInt32, now: Moment) {
        if decayedTo.isKnown { level *= Arithmetic.remaining(after: now.since(decayedTo), halfLife: halfLife) }
        decayedTo = max(decayedTo, now)
        level = min(ceiling, level + weight * max(0, 1 - level / ceiling))
    }
}
