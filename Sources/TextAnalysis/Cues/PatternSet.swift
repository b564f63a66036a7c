/// Many patterns, matched in one pass over a text.
///
/// It is a word-level automaton: every word of the text is looked up once in a hash table of all the words that patterns
/// hold (``LiteralTable``). A pattern is run only where its anchor, the rarest word that it cannot do without, stands in
/// the text, and then as a position automaton without backtracking (``PatternProgram``). So the cost of a text grows with
/// its words and with the patterns that it nearly matches, not with the number of patterns.
final class PatternSet: Sendable {
    /// A place where a pattern matched.
    struct Match: Hashable {
        /// Index of the pattern.
        var pattern: Int
        /// In words of the lattice.
        var words: Range<Int>
        /// In the original text.
        var origin: Range<Int>
    }

    /// A pattern that has a word as its anchor.
    private struct Trigger: BitwiseCopyable {
        var pattern: UInt32
        var lowest: UInt16
        var highest: UInt16
    }

    /// A pattern's part of the flat arrays below.
    private struct Program: BitwiseCopyable {
        var first: UInt64
        var last: UInt64
        var any: UInt64
        var follow: Int32
        var literals: Int32
        var literalCount: Int32
        var numbers: Int32
        var numberCount: Int32
        /// A signature of other words of which every match holds one; all bits where the pattern has no other.
        var second: Signature
    }

    /// One bit in 256 for each literal: a set of literals that may say yes wrongly, never no.
    private typealias Signature = SIMD4<UInt64>

    @inline(__always)
    private static func insert(_ literal: UInt32, into signature: inout Signature) {
        signature[Int(literal >> 6 & 3)] |= 1 << UInt64(literal & 63)
    }

    /// Positions that take a number, and which.
    private struct NumberTest: BitwiseCopyable {
        var positions: UInt64
        var low: Int
        var high: Int
    }

    private let table: LiteralTable
    private let triggers: FrozenArray<Trigger>
    private let triggerStarts: FrozenArray<Int32>
    private let programs: FrozenArray<Program>
    private let follows: FrozenArray<UInt64>
    private let literalIDs: FrozenArray<UInt32>
    private let literalPositions: FrozenArray<UInt64>
    private let numbers: FrozenArray<NumberTest>

    var count: Int { programs.count }

    init(_ patterns: [PatternProgram]) {
        var ids: [Pattern.Literal: UInt32] = [:]
        var literals: [Pattern.Literal] = []
        func id(_ literal: Pattern.Literal) -> UInt32 {
            if let known = ids[literal] { return known }
            let new = UInt32(literals.count)
            ids[literal] = new
            literals.append(literal)
            return new
        }
        var programs: [Program] = []
        var follows: [UInt64] = []
        var literalIDs: [UInt32] = []
        var literalPositions: [UInt64] = []
        var numbers: [NumberTest] = []
        var byLiteral: [[Trigger]] = []
        let uses = Self.uses(of: patterns)
        for (index, pattern) in patterns.enumerated() {
            programs.append(
                Program(
                    first: pattern.first, last: pattern.last, any: pattern.any, follow: Int32(follows.count),
                    literals: Int32(literalIDs.count), literalCount: Int32(pattern.literals.count),
                    numbers: Int32(numbers.count), numberCount: Int32(pattern.numbers.count),
                    second: Signature(repeating: .max)))
            follows += pattern.follow
            for place in pattern.literals {
                literalIDs.append(id(place.literal))
                literalPositions.append(place.positions)
            }
            for place in pattern.numbers {
                numbers.append(
                    NumberTest(
                        positions: place.positions, low: place.range.lowerBound, high: place.range.upperBound))
            }
            byLiteral += Array(repeating: [], count: max(0, literals.count - byLiteral.count))
            let anchors = Self.rarestFirst(pattern.anchors, uses)
            guard let anchor = anchors.first else { continue }
            if anchors.count > 1 {
                programs[index].second = anchors[1].literals.reduce(into: Signature()) {
                    Self.insert(id($1), into: &$0)
                }
            }
            byLiteral += Array(repeating: [], count: max(0, literals.count - byLiteral.count))
            for literal in Set(anchor.literals) {
                byLiteral[Int(id(literal))].append(
                    Trigger(
                        pattern: UInt32(index), lowest: UInt16(clamping: anchor.before.lowerBound),
                        highest: UInt16(clamping: anchor.before.upperBound)))
            }
        }
        table = LiteralTable(literals)
        var starts: [Int32] = [0]
        for list in byLiteral { starts.append(starts[starts.count - 1] + Int32(list.count)) }
        triggerStarts = FrozenArray(starts)
        triggers = FrozenArray(byLiteral.flatMap { $0 })
        self.programs = FrozenArray(programs)
        self.follows = FrozenArray(follows)
        self.literalIDs = FrozenArray(literalIDs)
        self.literalPositions = FrozenArray(literalPositions)
        self.numbers = FrozenArray(numbers)
    }

    /// In how many patterns each word stands: what many patterns share is likely to be common in texts too, and would
    /// set off all of them.
    private static func uses(of patterns: [PatternProgram]) -> [Pattern.Literal: Int] {
        var uses: [Pattern.Literal: Int] = [:]
        for pattern in patterns {
            for place in pattern.literals { uses[place.literal, default: 0] += 1 }
        }
        return uses
    }

    private static func rarestFirst(
        _ anchors: [PatternProgram.Anchor], _ uses: [Pattern.Literal: Int]
    ) -> [PatternProgram.Anchor] {
        func cost(_ anchor: PatternProgram.Anchor) -> Int {
            anchor.literals.reduce(0) { $0 + PatternProgram.cost($1) * (4 + uses[$1, default: 0]) }
        }
        let costs = anchors.map(cost)
        return anchors.indices.sorted { (costs[$0], $0) < (costs[$1], $1) }.map { anchors[$0] }
    }

    // MARK: Matching

    /// A way to read one or several words, with what is known of it.
    private struct Reading: BitwiseCopyable {
        var next: Int32
        var originEnd: Int32
        /// In ``Scan/found``.
        var start: Int32
        var end: Int32
        /// The number that it is; -1 where it is none.
        var number: Int32
    }

    /// A pattern to be tried from some words on.
    private struct Candidate: BitwiseCopyable {
        /// The pattern's index above, the first word below: the order to try in.
        var key: UInt64
        var highest: Int32

        init(pattern: UInt32, lowest: Int, highest: Int) {
            key = UInt64(pattern) << 32 | UInt64(UInt32(truncatingIfNeeded: lowest))
            self.highest = Int32(truncatingIfNeeded: highest)
        }

        var pattern: Int { Int(key >> 32) }
        var lowest: Int { Int(key & 0xFFFF_FFFF) }
    }

    /// What one text is to the set.
    private struct Scan {
        var readings: [Reading] = []
        /// For each word, its first reading.
        var starts: [Int32] = []
        /// The literals that readings are or begin with.
        var found: [UInt32] = []
        var candidates: [Candidate] = []
        var compactAt = 4096
        /// Of all that is in ``found``.
        var signature = Signature()
        /// How many words beyond one the edges of the text take in: a word may be so much further from the beginning.
        var slack = 0
    }

    /// The scan, laid out to be read fast.
    private struct Text {
        var readings: UnsafeBufferPointer<Reading>
        var starts: UnsafeBufferPointer<Int32>
        var found: UnsafeBufferPointer<UInt32>
        var signature: Signature
    }

    /// Finds, for each pattern, its first match in the text; of those that begin there, the longest.
    /// - Parameter steps: grows by how much work it was, in readings looked at.
    func matches(in lattice: borrowing WordLattice, steps: inout Int) -> [Match] {
        guard programs.count > 0, !lattice.words.isEmpty else { return [] }
        var scan = Scan()
        collect(lattice, &scan)
        steps += scan.readings.count
        guard !scan.candidates.isEmpty else { return [] }
        Self.compact(&scan.candidates)
        var result: [Match] = []
        scan.readings.withUnsafeBufferPointer { readings in
            scan.starts.withUnsafeBufferPointer { starts in
                scan.found.withUnsafeBufferPointer { found in
                    let text = Text(
                        readings: readings, starts: starts, found: found, signature: scan.signature)
                    attempt(scan.candidates, text, lattice, &result, &steps)
                }
            }
        }
        return result
    }

    private func attempt(
        _ candidates: [Candidate], _ text: Text, _ lattice: borrowing WordLattice, _ result: inout [Match],
        _ steps: inout Int
    ) {
        var done = -1
        for candidate in candidates where candidate.pattern != done {
            let program = programs[candidate.pattern]
            guard program.second & text.signature != Signature() else { continue }
            var start = candidate.lowest
            while start <= Int(candidate.highest) {
                if let end = run(program, from: start, text, &steps) {
                    let origin = Int(lattice.words[start].originStart)..<Int(end.origin)
                    result.append(Match(pattern: candidate.pattern, words: start..<end.word, origin: origin))
                    done = candidate.pattern
                    break
                }
                start &+= 1
            }
        }
    }

    /// Looks every reading up and notes the patterns whose anchor is there.
    private func collect(_ lattice: borrowing WordLattice, _ scan: inout Scan) {
        let words = lattice.words.count
        scan.readings.reserveCapacity(words + lattice.edges.count)
        scan.starts.reserveCapacity(words + 1)
        for edge in lattice.edges { scan.slack = max(scan.slack, Int(edge.span) - 1) }
        scan.slack = min(scan.slack * 2, 48)
        lattice.bytes.withUnsafeBufferPointer { bytes in
            var edge = 0
            for index in 0..<words {
                let word = lattice.words[index]
                scan.starts.append(Int32(truncatingIfNeeded: scan.readings.count))
                let isNumber = word.traits.contains(.digit) && !word.traits.contains(.letter)
                let number = isNumber ? Self.number(bytes, Int(word.start), Int(word.end)) : -1
                look(up: bytes, word.start, word.end, at: index, next: index + 1, word.originEnd, number, &scan)
                while edge < lattice.edges.count, Int(lattice.edges[edge].from) == index {
                    let form = lattice.edges[edge]
                    let next = index + Int(form.span)
                    look(up: bytes, form.start, form.end, at: index, next: next, form.originEnd, -1, &scan)
                    edge += 1
                }
            }
        }
        scan.starts.append(Int32(truncatingIfNeeded: scan.readings.count))
    }

    @inline(__always)
    private func look(
        up bytes: UnsafeBufferPointer<UInt8>, _ start: Int32, _ end: Int32, at index: Int, next: Int,
        _ originEnd: Int32, _ number: Int32, _ scan: inout Scan
    ) {
        let first = scan.found.count
        table.look(up: UnsafeBufferPointer(rebasing: bytes[Int(start)..<Int(end)]), into: &scan.found)
        for position in first..<scan.found.count {
            Self.insert(scan.found[position], into: &scan.signature)
            note(Int(scan.found[position]), at: index, &scan)
        }
        scan.readings.append(
            Reading(
                next: Int32(truncatingIfNeeded: next), originEnd: originEnd, start: Int32(truncatingIfNeeded: first),
                end: Int32(truncatingIfNeeded: scan.found.count), number: number))
    }

    private func note(_ literal: Int, at index: Int, _ scan: inout Scan) {
        let end = Int(triggerStarts[literal &+ 1])
        var position = Int(triggerStarts[literal])
        while position < end {
            let trigger = triggers[position]
            position &+= 1
            let highest = index - Int(trigger.lowest)
            guard highest >= 0 else { continue }
            let slack = trigger.highest == 0 ? 0 : scan.slack
            let lowest = max(0, index - Int(trigger.highest) - slack)
            scan.candidates.append(Candidate(pattern: trigger.pattern, lowest: lowest, highest: highest))
        }
        if scan.candidates.count > scan.compactAt {
            Self.compact(&scan.candidates)
            scan.compactAt = max(4096, scan.candidates.count * 2)
        }
    }

    /// Sorts the candidates and joins those of one pattern that touch, so that no pattern is tried twice from one word.
    private static func compact(_ candidates: inout [Candidate]) {
        guard candidates.count > 1 else { return }
        sort(&candidates)
        var write = 0
        for index in 1..<candidates.count {
            let next = candidates[index]
            if next.pattern == candidates[write].pattern, next.lowest <= Int(candidates[write].highest) + 1 {
                candidates[write].highest = max(candidates[write].highest, next.highest)
            } else {
                write += 1
                candidates[write] = next
            }
        }
        candidates.removeSubrange((write + 1)...)
    }

    /// A message has a few candidates: for so few, insertion is the fastest way.
    private static func sort(_ candidates: inout [Candidate]) {
        guard candidates.count <= 24 else { return candidates.sort { $0.key < $1.key } }
        for index in 1..<candidates.count {
            let moved = candidates[index]
            var place = index
            while place > 0, candidates[place - 1].key > moved.key {
                candidates[place] = candidates[place - 1]
                place -= 1
            }
            candidates[place] = moved
        }
    }

    /// The most digits of a number that people write: those of a telephone number (E.164). What is longer is a
    /// platform's id, as in the mention `<@1284669146780406897>`.
    private static let mostDigits = 15

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int32 {
        guard end - start <= mostDigits else { return -1 }
        var value: Int32 = 0
        for index in start..<end {
            guard ASCIIClass.isDigit(bytes[index]) else { return -1 }
            value = value > 99_999_999 ? 999_999_999 : value * 10 + Int32(bytes[index] - 0x30)
        }
        return value
    }

    // MARK: Running one pattern

    /// Runs a pattern from a word on. The sets of positions to expect are kept per word, since a reading may take in
    /// several words; they reach no further than the pattern is long.
    @inline(__always)
    private func run(
        _ program: Program, from start: Int, _ text: Text, _ steps: inout Int
    ) -> (word: Int, origin: Int32)? {
        var end: (word: Int, origin: Int32)?
        var expected = program.first
        var word = start
        // What is expected further on, by word; nearly always empty.
        var later: [(word: Int, positions: UInt64)] = []
        while word < text.starts.count &- 1 {
            var next: UInt64 = 0
            for position in Int(text.starts[word])..<Int(text.starts[word &+ 1]) {
                let reading = text.readings[position]
                steps &+= 1
                let taken = expected & positions(program, reading, text.found)
                guard taken != 0 else { continue }
                if taken & program.last != 0, Int(reading.next) >= end?.word ?? 0 {
                    end = (Int(reading.next), reading.originEnd)
                }
                let following = follow(program, taken)
                if Int(reading.next) == word + 1 {
                    next |= following
                } else if following != 0 {
                    later.append((Int(reading.next), following))
                }
            }
            word &+= 1
            expected = next
            if later.isEmpty {
                if expected == 0 { break }
            } else {
                for item in later where item.word == word { expected |= item.positions }
                later.removeAll { $0.word <= word }
                if expected == 0, later.isEmpty { break }
            }
        }
        return end
    }

    @inline(__always)
    private func positions(_ program: Program, _ reading: Reading, _ found: UnsafeBufferPointer<UInt32>) -> UInt64 {
        var result = program.any
        var index = Int(reading.start)
        let first = Int(program.literals)
        let last = first &+ Int(program.literalCount)
        while index < Int(reading.end) {
            let literal = found[index]
            var offset = first
            while offset < last {
                if literalIDs[offset] == literal {
                    result |= literalPositions[offset]
                    break
                }
                offset &+= 1
            }
            index &+= 1
        }
        if reading.number >= 0 {
            for offset in Int(program.numbers)..<Int(program.numbers &+ program.numberCount) {
                let test = numbers[offset]
                if test.low <= Int(reading.number), Int(reading.number) <= test.high { result |= test.positions }
            }
        }
        return result
    }

    @inline(__always)
    private func follow(_ program: Program, _ positions: UInt64) -> UInt64 {
        var rest = positions
        var result: UInt64 = 0
        while rest != 0 {
            result |= follows[Int(program.follow) &+ rest.trailingZeroBitCount]
            rest &= rest &- 1
        }
        return result
    }
}
