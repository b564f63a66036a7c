/// What a message does, as far as its words show: the outputs of the model of acts. The first eight are the stages of
/// grooming and extortion; the others tell harm from what looks like it.
public enum SpeechAct: String, Sendable, Hashable, Codable, CaseIterable {
    case contact, profiling, trust, isolation, desensitisation, request, leverage, coercion
    /// Refuses, is afraid, begs, says stop.
    case resistance
    /// Words of relatives.
    case family
    /// A teacher, a coach, staff or support doing its work.
    case duty
    /// Protects, warns, quotes what somebody bad wrote, reports.
    case advice
    /// Games, banter, jokes, trade.
    case play
    /// A harmless ask of the same shape: a picture of the homework, the address for a birthday.
    case ask
    /// Wording like that of those who harm, in conversations that were labelled as harmful.
    case harmfulActor = "harmful_actor"
    /// Wording like that of those who are harmed.
    case harmedTarget = "harmed_target"

    /// Its place among the outputs of the model.
    public var place: Int {
        switch self {
        case .contact: 0
        case .profiling: 1
        case .trust: 2
        case .isolation: 3
        case .desensitisation: 4
        case .request: 5
        case .leverage: 6
        case .coercion: 7
        case .resistance: 8
        case .family: 9
        case .duty: 10
        case .advice: 11
        case .play: 12
        case .ask: 13
        case .harmfulActor: 14
        case .harmedTarget: 15
        }
    }
}

/// What a message does: raw log-odds for each ``SpeechAct``, in the order of their places.
public struct Acts: Sendable, Hashable {
    public var logOdds: SIMD16<Float>

    public init(logOdds: SIMD16<Float>) { self.logOdds = logOdds }

    public subscript(act: SpeechAct) -> Float { logOdds[act.place] }
}
