/// A regular expression with the syntax and the meaning of RE2, on an automaton of our own: all alternatives advance
/// together over the text, one code point at a time, so a search takes at most the size of the program times the length
/// of the text, whatever the pattern. There are no back references and no look-around.
public struct RegularExpression: Sendable {
    public let pattern: String
    private let program: PatternProgram
    /// The text that is looked for, when the pattern is nothing but a text.
    private let literal: [Unicode.Scalar]?
    /// Whether a match can only begin at the start of the text.
    private let isAnchored: Bool

    /// - Parameter maximumSize: Of the program, in instructions; counted repetitions are written out.
    public init(_ pattern: String, maximumSize: Int = 10_000) throws(PatternError) {
        guard pattern.utf8.count <= maximumSize * 4 else {
            throw PatternError(message: "the pattern is too large", offset: 0)
        }
        self.pattern = pattern
        program = try PatternProgram(PatternParser.parse(pattern), maximumSize: maximumSize)
        literal = Self.literal(of: program)
        if case .assert(.textStart) = program.instructions[0] { isAnchored = true } else { isAnchored = false }
    }

    /// How many instructions the automaton has.
    public var size: Int { program.instructions.count }

    /// Whether a part of the text matches.
    public func matches(_ text: String) -> Bool {
        search(in: text, stepLimit: .max, wantsRange: false).isMatch
    }

    /// The leftmost match, and of those the one the pattern prefers, in code points from the start of the text.
    public func firstMatch(in text: String) -> Range<Int>? {
        search(in: text, stepLimit: .max, wantsRange: true).range
    }

    /// What a search found and how many steps of the automaton it took.
    public struct Search: Sendable {
        public internal(set) var isMatch = false
        public internal(set) var range: Range<Int>?
        public internal(set) var steps = 0
        /// False when the limit stopped the search.
        public internal(set) var isComplete = true
    }

    /// A search that gives up after so many steps.
    public func search(in text: String, stepLimit: Int, wantsRange: Bool) -> Search {
        if let literal, !wantsRange { return literalSearch(literal, text, stepLimit) }
        var automaton = PatternAutomaton(program, isAnchored: isAnchored, stepLimit: stepLimit, wantsRange: wantsRange)
        return automaton.run(text)
    }

    private func literalSearch(_ literal: [Unicode.Scalar], _ text: String, _ stepLimit: Int) -> Search {
        var search = Search()
        search.steps = text.utf8.count / 4 + 1
        guard search.steps <= stepLimit else {
            search.isComplete = false
            return search
        }
        var bytes = String.UnicodeScalarView()
        bytes.append(contentsOf: literal)
        search.isMatch = text.contains(bytesOf: String(bytes))
        return search
    }

    private static func literal(of program: PatternProgram) -> [Unicode.Scalar]? {
        var scalars: [Unicode.Scalar] = []
        for instruction in program.instructions.dropLast() {
            // Short texts only, because looking for them tries each place anew.
            guard case .scalar(let scalar) = instruction, scalars.count < 16 else { return nil }
            scalars.append(scalar)
        }
        return scalars
    }
}
