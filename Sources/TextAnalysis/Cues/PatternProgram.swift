/// A pattern as it is run: a position automaton (Glushkov 1961) of at most 64 positions, so that a set of states is one
/// word of the machine. It has no loops; a run ends after as many words as the pattern is long.
struct PatternProgram: Hashable {
    /// Positions that a match may begin with.
    var first: UInt64 = 0
    /// Positions that a match may end with.
    var last: UInt64 = 0
    /// For each position, those that may come next.
    var follow: [UInt64] = []
    /// Positions that take any word.
    var any: UInt64 = 0
    /// Positions that take a number.
    var numbers: [NumberPlace] = []
    /// Positions that take a word.
    var literals: [WordPlace] = []
    /// Every set of words of which each match holds one; never empty.
    var anchors: [Anchor]

    /// Positions that take numbers of a range.
    struct NumberPlace: Hashable {
        var range: ClosedRange<Int>
        var positions: UInt64
    }

    /// Positions that take a word.
    struct WordPlace: Hashable {
        var literal: Pattern.Literal
        var positions: UInt64
    }

    /// Words of which every match holds one, so many words after its beginning.
    struct Anchor: Hashable {
        var literals: [Pattern.Literal]
        /// How many words may stand before it.
        var before: ClosedRange<Int>
    }

    /// Compiles a pattern.
    init(_ pattern: Pattern) throws(PatternProblem) {
        anchors = Self.anchors(pattern)
        guard !anchors.isEmpty else {
            throw PatternProblem(
                offset: 0,
                message:
                    "every word is optional, any word or a number; the pattern needs one word that always stands there")
        }
        let part = try add(pattern)
        first = part.first
        last = part.last
    }

    /// Compiles a pattern into as many programs as it needs: where one has too many places for a word, its largest choice
    /// is split in two.
    static func programs(for pattern: Pattern) throws(PatternProblem) -> [PatternProgram] {
        if places(in: pattern) <= 64 { return [try PatternProgram(pattern)] }
        guard let (left, right) = halves(of: pattern) else { return [try PatternProgram(pattern)] }
        return try programs(for: left) + programs(for: right)
    }

    /// The pattern with its largest outer choice cut in half; `nil` where it has none to cut.
    private static func halves(of pattern: Pattern) -> (Pattern, Pattern)? {
        switch pattern {
        case .choice(let choices) where choices.count > 1:
            let middle = choices.count / 2
            return (.choice(Array(choices[..<middle])), .choice(Array(choices[middle...])))
        case .sequence(let elements):
            let cuttable = elements.indices.filter { halves(of: elements[$0]) != nil }
            guard let largest = cuttable.max(by: { places(in: elements[$0]) < places(in: elements[$1]) }),
                let (left, right) = halves(of: elements[largest])
            else { return nil }
            var first = elements
            var second = elements
            first[largest] = left
            second[largest] = right
            return (.sequence(first), .sequence(second))
        case .choice, .optional, .word, .any, .number: return nil
        }
    }

    /// How many positions a pattern takes.
    private static func places(in pattern: Pattern) -> Int {
        switch pattern {
        case .word, .any, .number: return 1
        case .optional(let inner): return places(in: inner)
        case .sequence(let elements): return elements.reduce(0) { $0 + places(in: $1) }
        case .choice(let choices):
            let words = choices.count { if case .word = $0 { true } else { false } }
            let rest = choices.reduce(0) { if case .word = $1 { $0 } else { $0 + places(in: $1) } }
            return rest + min(words, 1)
        }
    }

    // MARK: Positions

    private struct Part {
        var first: UInt64
        var last: UInt64
        var isNullable: Bool
    }

    private mutating func add(_ pattern: Pattern) throws(PatternProblem) -> Part {
        switch pattern {
        case .word(let literal): return try addWords([literal])
        case .any:
            let position = try newPosition()
            any |= position
            return Part(first: position, last: position, isNullable: false)
        case .number(let range):
            let position = try newPosition()
            if let index = numbers.firstIndex(where: { $0.range == range }) {
                numbers[index].positions |= position
            } else {
                numbers.append(NumberPlace(range: range, positions: position))
            }
            return Part(first: position, last: position, isNullable: false)
        case .optional(let inner):
            var part = try add(inner)
            part.isNullable = true
            return part
        case .choice(let choices): return try addChoice(choices)
        case .sequence(let elements): return try addSequence(elements)
        }
    }

    /// Single words of a choice share one position.
    private mutating func addChoice(_ choices: [Pattern]) throws(PatternProblem) -> Part {
        var words: [Pattern.Literal] = []
        var result = Part(first: 0, last: 0, isNullable: false)
        for choice in choices {
            if case .word(let literal) = choice {
                words.append(literal)
            } else {
                let part = try add(choice)
                result.first |= part.first
                result.last |= part.last
                if part.isNullable { result.isNullable = true }
            }
        }
        if !words.isEmpty {
            let part = try addWords(words)
            result.first |= part.first
            result.last |= part.last
        }
        return result
    }

    private mutating func addSequence(_ elements: [Pattern]) throws(PatternProblem) -> Part {
        var result = Part(first: 0, last: 0, isNullable: true)
        for element in elements {
            let part = try add(element)
            for index in follow.indices where result.last & (1 << UInt64(index)) != 0 { follow[index] |= part.first }
            if result.isNullable { result.first |= part.first }
            result.last = part.isNullable ? result.last | part.last : part.last
            result.isNullable = result.isNullable && part.isNullable
        }
        return result
    }

    private mutating func addWords(_ words: [Pattern.Literal]) throws(PatternProblem) -> Part {
        let position = try newPosition()
        for word in words {
            if let index = literals.firstIndex(where: { $0.literal == word }) {
                literals[index].positions |= position
            } else {
                literals.append(WordPlace(literal: word, positions: position))
            }
        }
        return Part(first: position, last: position, isNullable: false)
    }

    private mutating func newPosition() throws(PatternProblem) -> UInt64 {
        guard follow.count < 64 else {
            throw PatternProblem(
                offset: 0, message: "the pattern has more than 64 places for a word; split it into several patterns")
        }
        follow.append(0)
        return 1 << UInt64(follow.count - 1)
    }

    // MARK: Anchors

    /// Every set of words of which each match must hold one.
    private static func anchors(_ pattern: Pattern) -> [Anchor] {
        switch pattern {
        case .word(let literal): return [Anchor(literals: [literal], before: 0...0)]
        case .any, .number, .optional: return []
        case .choice(let choices):
            var union: Anchor?
            for choice in choices {
                guard let best = anchors(choice).min(by: { cost($0) < cost($1) }) else { return [] }
                union =
                    union.map {
                        Anchor(
                            literals: $0.literals + best.literals,
                            before: min(
                                $0.before.lowerBound, best.before.lowerBound)...max(
                                    $0.before.upperBound, best.before.upperBound))
                    } ?? best
            }
            return union.map { [$0] } ?? []
        case .sequence(let elements):
            var result: [Anchor] = []
            var before = 0...0
            for element in elements {
                for anchor in anchors(element) {
                    let low = anchor.before.lowerBound + before.lowerBound
                    let high = anchor.before.upperBound + before.upperBound
                    result.append(Anchor(literals: anchor.literals, before: low...high))
                }
                let length = length(element)
                before = (before.lowerBound + length.lowerBound)...(before.upperBound + length.upperBound)
            }
            return result
        }
    }

    /// How many words a pattern takes, at least and at most.
    static func length(_ pattern: Pattern) -> ClosedRange<Int> {
        switch pattern {
        case .word, .any, .number: return 1...1
        case .optional(let inner): return 0...length(inner).upperBound
        case .choice(let choices):
            let lengths = choices.map(length)
            return (lengths.map(\.lowerBound).min() ?? 0)...(lengths.map(\.upperBound).max() ?? 0)
        case .sequence(let elements):
            let lengths = elements.map(length)
            return lengths.reduce(0) { $0 + $1.lowerBound }...lengths.reduce(0) { $0 + $1.upperBound }
        }
    }

    private static func cost(_ anchor: Anchor) -> Int {
        anchor.literals.reduce(0) { $0 + cost($1) }
    }

    /// A guess at how often a word turns up: short words and the words of the list below are common.
    static func cost(_ literal: Pattern.Literal) -> Int {
        let byLength = [400, 400, 150, 50, 20, 10, 8, 6]
        let base = byLength[min(literal.bytes.count, byLength.count - 1)]
        if commonWords.contains(literal.bytes) { return 1000 }
        return literal.isPrefix ? base * 2 : base
    }

    private static let commonWords: Set<[UInt8]> = Set(
        """
        je tu il elle on nous vous ils elles me te se moi toi lui leur le la les un une des du de et ou mais pas \
        plus que qui quoi ca ce cet cette ces est es ai as a ont suis sont etre ete avoir avait etait fait faire va \
        vais vas vont aller dans sur pour avec sans par chez ton ta tes mon ma mes son sa ses oui non si bien bon \
        trop tout tous toute toutes tres aussi comme quand alors donc encore deja jamais toujours rien personne peu \
        peut peux veux veut voir vu sais dis dit dire faut juste meme autre apres avant ici tiens viens vien jour \
        soir demain fois gens truc vrai jeu mdr lol ptdr slt cc ok ouais nan tkt jsp mec meuf aime parle parler \
        envie besoin merci c j t d l n s m y qu chui jsuis ya the you your i my we he she it they them his her our \
        their and or but not is are was were be been have has had do does did done will would can could should to of \
        in at for from with about this that these those there here what who how why when where which so just like if \
        no yes yeah know get got gets getting go goes going want wants see say says said one two all any some more \
        other out up down over now then than dont im its u ur r let lets make take tell told think look good new \
        time day way back come need only also even into because people really still too very much well right thing \
        things every never always first last long great little own off again us am ill ive cant thats youre \
        something use find give work call may after number him write water oil part made
        """.split(separator: " ").map { Array($0.utf8) })
}
