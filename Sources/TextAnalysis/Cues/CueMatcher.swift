import SafetyModel

/// The cues of several packs, matched together in one pass. Immutable and safe to share between threads.
public struct CueMatcher: Sendable {
    /// The patterns of cues and of statements of age.
    private let set: PatternSet
    /// For each pattern of ``set``, what it belongs to.
    private let owners: [Owner]
    private let cues: [CuePack.Cue]
    private let ages: AgeStatements
    /// The patterns that stop cues, each once however many cues share it; run only where a cue was found.
    private let stops: PatternSet
    /// For each cue, which patterns of ``stops`` stop it.
    private let stopsOfCue: [[Int]]

    /// What a pattern is for: the index of a cue, or of a statement of age.
    private enum Owner {
        case cue(Int)
        case age(Int)
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
        ages = withAges ? AgeStatements() : AgeStatements(patterns: [])
        var programs: [PatternProgram] = []
        var owners: [Owner] = []
        var stopping: [PatternProgram] = []
        var known: [PatternProgram: Int] = [:]
        var stopsOfCue: [[Int]] = []
        for (index, cue) in cues.enumerated() {
            programs += cue.programs
            owners += cue.programs.map { _ in .cue(index) }
            var stops: [Int] = []
            for program in cue.unlessPrograms {
                if known[program] == nil {
                    known[program] = stopping.count
                    stopping.append(program)
                }
                if let place = known[program] { stops.append(place) }
            }
            stopsOfCue.append(stops)
        }
        programs += ages.programs
        owners += ages.programs.indices.map { .age($0) }
        set = PatternSet(programs)
        self.owners = owners
        stops = PatternSet(stopping)
        self.stopsOfCue = stopsOfCue
    }

    /// How many cues it looks for.
    public var cueCount: Int { cues.count }
    /// How many patterns these have, `unless` included.
    public var patternCount: Int { cues.reduce(0) { $0 + $1.patterns.count + $1.unless.count } }

    /// Finds cues and statements of age. A cue is found once in a text, where it first stands.
    func findings(in lattice: borrowing WordLattice) -> Findings {
        var result = Findings()
        let matches = set.matches(in: lattice, steps: &result.steps)
        guard !matches.isEmpty else { return result }
        var first: [(cue: Int, range: Range<Int>)] = []
        var statements: [(index: Int, words: Range<Int>)] = []
        // Matches come in the order of their patterns, so those of one cue stand together.
        for match in matches {
            switch owners[match.pattern] {
            case .age(let index): statements.append((index, match.words))
            case .cue(let index):
                guard let last = first.last, last.cue == index else {
                    first.append((index, match.origin))
                    continue
                }
                if Self.stands(match.origin, before: last.range) { first[first.count - 1].range = match.origin }
            }
        }
        var stopped: Set<Int> = []
        if first.contains(where: { !stopsOfCue[$0.cue].isEmpty }) {
            stopped = Set(stops.matches(in: lattice, steps: &result.steps).map(\.pattern))
        }
        for (index, range) in first {
            let cue = cues[index]
            if !stopped.isEmpty, stopsOfCue[index].contains(where: stopped.contains) {
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
