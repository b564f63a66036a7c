import SafetyModel

/// Names that recur in evidence, kept once: cues, policies and sources.
struct NameTable: Sendable {
    /// A cue with what it speaks for.
    struct Cue: Sendable, Hashable {
        var id: String
        var stage: Stage?
        var policy: UInt16
    }

    /// A policy with the score from which its signals are raised.
    struct PolicyEntry: Sendable, Hashable {
        var code: PolicyCode
        var threshold: Double
    }

    private(set) var cues: [Cue] = []
    private(set) var policies: [PolicyEntry] = []
    private var cueIndex: [String: UInt16] = [:]
    private var policyIndex: [PolicyCode: UInt16] = [:]
    private var sources: [String: String] = [:]
    private let taxonomy: Taxonomy
    private let defaultThreshold: Double
    /// Sources beyond this many are not shared: their number is in the hands of whoever sends events.
    private let maximumSources = 4096

    init(taxonomy: Taxonomy, defaultThreshold: Double) {
        self.taxonomy = taxonomy
        self.defaultThreshold = defaultThreshold
        for known in KnownPolicy.all { _ = policy(known) }
    }

    /// The place of a policy; the last one stands for all when 65,535 are known.
    mutating func policy(_ code: PolicyCode) -> UInt16 {
        if let place = policyIndex[code] { return place }
        guard policies.count < Int(UInt16.max) else { return UInt16.max - 1 }
        let place = UInt16(policies.count)
        let threshold = taxonomy[code]?.threshold ?? 0
        let usable = threshold > 0 && threshold <= 1
        policies.append(PolicyEntry(code: code, threshold: usable ? threshold : defaultThreshold))
        policyIndex[code] = place
        return place
    }

    /// The place of a cue; the last one stands for all when 65,535 are known.
    mutating func cue(_ id: String, stage: Stage?, policy code: PolicyCode) -> UInt16 {
        if let place = cueIndex[id] { return place }
        guard cues.count < Int(UInt16.max) else { return UInt16.max - 1 }
        let place = UInt16(cues.count)
        cues.append(Cue(id: id, stage: stage, policy: policy(code)))
        cueIndex[id] = place
        return place
    }

    /// The same text, sharing its memory with the ones before it.
    mutating func source(_ text: String) -> String {
        if let shared = sources[text] { return shared }
        if sources.count < maximumSources { sources[text] = text }
        return text
    }

    func threshold(_ place: UInt16) -> Double { policies[Int(place)].threshold }
    func code(_ place: UInt16) -> PolicyCode { policies[Int(place)].code }
}

/// The policies of the taxonomy that the watch knows by name.
enum KnownPolicy {
    static let grooming: PolicyCode = "minor.grooming"
    static let solicitation: PolicyCode = "minor.solicitation"
    static let sextortion: PolicyCode = "sextortion"
    static let staffCoercion: PolicyCode = "staff.coercion"
    static let threat: PolicyCode = "violence.threat"
    static let sexualThreat: PolicyCode = "violence.sexual_threat"
    static let doxxing: PolicyCode = "privacy.doxxing"
    static let swatting: PolicyCode = "privacy.swatting"
    static let insult: PolicyCode = "harassment.insult"
    static let misogyny: PolicyCode = "harassment.misogyny"
    static let hate: PolicyCode = "harassment.hate"
    static let pileOn: PolicyCode = "harassment.pile_on"
    static let giveaway: PolicyCode = "fraud.giveaway"
    static let unsolicited: PolicyCode = "sexual.unsolicited"
    static let spam: PolicyCode = "spam"

    static let all = [
        grooming, solicitation, sextortion, staffCoercion, threat, sexualThreat, doxxing, swatting, insult, misogyny,
        hate, pileOn, giveaway, unsolicited, spam,
    ]
}
