import SafetyModel

/// The cues of several packs, matched together in one pass. Immutable and safe to share between threads.
public struct CueMatcher: Sendable {
    private let set: PatternSet
    private let cues: [CuePack.Cue]
    /// For each pattern, what it belongs to.
    private let owners: [Owner]
    let ages: AgeStatements

    /// What a pattern is for.
    private struct Owner {
        var kind: Kind
        /// The index of the cue, or of the statement of age.
        var index: Int

        enum Kind { case cue, unless, age }
    }

    /// What a text was found to hold.
    struct Findings {
        var hits: [CueHit] = []
        /// Cues that matched and were stopped by `unless`.
        var blocked: [String] = []
        var age: StatedAge?
        /// How much work it was: readings looked at.
        var steps = 0
    }

    public init(packs: [CuePack]) {
        self.init(cues: packs.flatMap(\.cues), withAges: true)
    }

    init(cues: [CuePack.Cue], withAges: Bool = false) {
        self.cues = cues
        var programs: [PatternProgram] = []
        var owners: [Owner] = []
        for (index, cue) in cues.enumerated() {
            programs += cue.programs
            owners += cue.programs.map { _ in Owner(kind: .cue, index: index) }
            programs += cue.unlessPrograms
            owners += cue.unlessPrograms.map { _ in Owner(kind: .unless, index: index) }
        }
        ages = withAges ? AgeStatements() : AgeStatements(patterns: [])
        for (index, program) in ages.programs.enumerated() {
            programs.append(program)
            owners.append(Owner(kind: .age, index: index))
        }
        set = PatternSet(programs)
        self.owners = owners
    }

    /// How many cues it looks for.
    public var cueCount: Int { cues.count }
    /// How many patterns these have, `unless` included.
    public var patternCount: Int { owners.count { $0.kind != .age } }

    /// Finds cues and statements of age. A cue is found once in a text, where it first stands.
    func findings(in lattice: borrowing WordLattice) -> Findings {
        var result = Findings()
        let matches = set.matches(in: lattice, steps: &result.steps)
        guard !matches.isEmpty else { return result }
        var stopped: Set<Int> = []
        var first: [Int: Range<Int>] = [:]
        var statements: [(index: Int, words: Range<Int>)] = []
        for match in matches {
            let owner = owners[match.pattern]
            switch owner.kind {
            case .unless: stopped.insert(owner.index)
            case .age: statements.append((owner.index, match.words))
            case .cue:
                if let known = first[owner.index], Self.stands(known, before: match.origin) { continue }
                first[owner.index] = match.origin
            }
        }
        for (index, range) in first {
            let cue = cues[index]
            if stopped.contains(index) {
                result.blocked.append(cue.id)
            } else {
                result.hits.append(
                    CueHit(cue: cue.id, stage: cue.stage, policy: cue.policy, weight: cue.weight, range: range))
            }
        }
        if result.hits.count > 1 {
            result.hits.sort {
                ($0.range.lowerBound, $0.range.upperBound, $0.cue) < ($1.range.lowerBound, $1.range.upperBound, $1.cue)
            }
        }
        if !statements.isEmpty { result.age = ages.age(statements, in: lattice) }
        return result
    }

    /// Earlier, or at the same place and longer.
    private static func stands(_ left: Range<Int>, before right: Range<Int>) -> Bool {
        (left.lowerBound, -left.upperBound) <= (right.lowerBound, -right.upperBound)
    }
}
