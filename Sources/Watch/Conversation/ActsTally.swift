import SafetyModel
import TextAnalysis

/// What the messages of a pair did, as the model of acts saw it: how much of each act, and how their wording compares with
/// that of conversations that were labelled.
struct ActsTally: Sendable, Hashable {
    /// For each act, what its probabilities added up to beyond ``background``; fades with time as cues do.
    private(set) var sums = SIMD16<Float>(repeating: 0)
    /// Log-odds that the writer words things as somebody who harms, summed over messages; earlier ones fade with each
    /// new one, so that months of small talk neither hide nor make anything.
    private(set) var asActor: Float = 0
    /// The same for wording like that of somebody who is harmed.
    private(set) var asTarget: Float = 0
    /// Messages that these sums stand for.
    private(set) var count: Float = 0

    /// What every message seems to do a little of.
    private static let background: Float = 0.1
    /// No single message says more than this.
    private static let bound: Float = 4

    /// Takes in a message.
    mutating func add(_ acts: Acts) {
        for place in 0..<14 {
            let probability = Float(Arithmetic.probability(logOdds: Double(acts.logOdds[place])))
            sums[place] = min(6, sums[place] + max(0, probability - Self.background))
        }
        asActor = asActor * WordingShares.memory + Self.bounded(acts[.harmfulActor])
        asTarget = asTarget * WordingShares.memory + Self.bounded(acts[.harmedTarget])
        count = count * WordingShares.memory + 1
    }

    private static func bounded(_ value: Float) -> Float { value.isNaN ? 0 : max(-bound, min(bound, value)) }

    mutating func fade(by share: Float) { sums *= share }

    /// How much of an act, 0…1.
    func level(_ act: SpeechAct) -> Double { 1 - Arithmetic.exponential(-Double(sums[act.place])) }

    /// What weighs on its own: secrecy, normalising, requests, levers, threats.
    var strong: Float {
        sum(.isolation) + sum(.desensitisation) + sum(.request) + sum(.leverage) + sum(.coercion)
    }

    /// The sum for an act.
    func sum(_ act: SpeechAct) -> Float { sums[act.place] }

    /// Wording as an actor, per root of the number of messages: as a sum of independent findings grows.
    var actorWording: Double { Double(asActor) / root }
    var targetWording: Double { Double(asTarget) / root }
    /// What one unit of log-odds a message would come to on the same scale.
    var unit: Double { Double(count) / root }
    private var root: Double { Double(WordingShares.root(count)) }

    /// A message of whose wording the model of acts says at least this much tells something by itself.
    static let tellingWording: Float = 0.7

    /// For snapshots: the fourteen sums, then wording and count.
    var numbers: [Float] { (0..<14).map { sums[$0] } + [asActor, asTarget, count] }

    init() {}

    init(numbers: [Float]) {
        for place in 0..<min(14, numbers.count) { sums[place] = numbers[place] }
        if numbers.count >= 17 { (asActor, asTarget, count) = (numbers[14], numbers[15], numbers[16]) }
    }
}

extension TextReading {
    /// Whether a message gives reason to begin an account of a pair.
    var isLead: Bool { hasStage || (acts?.isLead ?? false) }

    /// Whether a message says plainly what it is about: by a cue, a stage beyond first contact that is more likely than
    /// not, or the wording of harm.
    var isPlain: Bool { hasStage || (acts?.isPlain ?? false) }

    private var hasStage: Bool { hits.contains { $0.stage != nil } }
}

extension Acts {
    fileprivate var isLead: Bool {
        if self[.harmfulActor] > 0 { return true }
        for place in 0..<8 where logOdds[place] > -0.85 { return true }
        return false
    }

    fileprivate var isPlain: Bool {
        if self[.harmfulActor] > ActsTally.tellingWording { return true }
        for place in 1..<8 where logOdds[place] > 0 { return true }
        return false
    }
}

/// How much each message of a writer counts in how their wording is judged.
public enum WordingShares {
    /// What remains of earlier wording at each message: about twenty-five messages count.
    static let memory: Float = 0.96
    /// Messages that are added to the count, so that the first ones decide nothing.
    static let caution: Float = 6

    /// By which sums over so many messages are divided, to grow as a sum of independent findings grows.
    static func root(_ count: Float) -> Float { (count + caution).squareRoot() }

    /// The shares of so many messages, the latest first; those that hardly count any more are left out.
    public static func of(_ messages: Int) -> [Float] {
        var count: Float = 0
        for _ in 0..<max(0, messages) { count = count * memory + 1 }
        let root = root(count)
        var shares: [Float] = []
        var left: Float = 1
        while shares.count < messages, left > 0.02 {
            shares.append(left / root)
            left *= memory
        }
        return shares
    }
}
