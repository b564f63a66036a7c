public import SafetyModel

/// A file of cues in one language: phrase patterns with a stage, a policy and a weight, each with texts that it must and
/// must not match. A pack that fails its own examples does not load.
public struct CuePack: Sendable {
    /// The pack's name; it begins the id of each of its cues.
    public var name: String
    public var language: Language
    public var version: Int
    public var cues: [Cue]
    /// The name of the file that it was read from.
    public var file: String

    /// One cue of a pack.
    public struct Cue: Sendable {
        /// With the pack's name: `fr.request.picture`.
        public var id: String
        /// The stage that it speaks for; `nil` for cues outside grooming and extortion.
        public var stage: Stage?
        public var policy: PolicyCode
        /// In log-odds, 0.1 … 4.
        public var weight: Double
        /// The patterns as they were written.
        public var patterns: [String]
        /// The cue does not fire where one of these matches.
        public var unless: [String]
        /// Texts that it fires on.
        public var matches: [String]
        /// Texts that it does not fire on.
        public var misses: [String]

        /// The patterns, compiled.
        var programs: [PatternProgram]
        var unlessPrograms: [PatternProgram]
    }

    /// How many patterns it has in all, `unless` included.
    public var patternCount: Int { cues.reduce(0) { $0 + $1.patterns.count + $1.unless.count } }

    /// Reads a pack and checks all of it, its own examples too.
    /// - Parameters:
    ///   - yaml: the text of the file, at most 4 MiB.
    ///   - file: the name to show in problems.
    ///   - taxonomy: the policies that a cue may name.
    /// - Throws: every problem of the file, in order of place.
    public static func parse(
        yaml: String, file: String, taxonomy: Taxonomy
    ) throws(CuePackProblems) -> CuePack {
        var parser = CuePackParser(file: file, taxonomy: taxonomy)
        let pack = parser.parse(yaml)
        guard let pack, parser.problems.isEmpty else { throw CuePackProblems(parser.problems) }
        return pack
    }
}

/// Why a cue pack was not loaded: everything that is wrong in it.
public struct CuePackProblems: Error, Sendable, Hashable, CustomStringConvertible {
    /// In order of place, at least one.
    public var problems: [FileProblem]

    public init(_ problems: [FileProblem]) {
        self.problems = problems.sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) }
    }

    /// One problem a line.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
