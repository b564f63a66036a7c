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
    private struct Trigger {
        var pattern: UInt32
        var lowest: UInt16
        var highest: UInt16
    }

    /// A pattern's part of the flat arrays below.
    private struct Program {
        var first: UInt64
        var last: UInt64
        var any: UInt64
        var follow: Int32
        var literals: Int32
        var literalCount: Int32
        var numbers: Int32
        var numberCount: Int32
    }

    private let table: LiteralTable
    private let triggers: [Trigger]
    private let triggerStarts: [Int32]
    private let programs: [Program]
    private let follows: [UInt64]
    private let literalIDs: [UInt32]
    private let literalPositions: [UInt64]
    private let numberRanges: [ClosedRange<Int>]
    private let numberPositions: [UInt64]

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
        var numberRanges: [ClosedRange<Int>] = []
        var numberPositions: [UInt64] = []
        var byLiteral: [[Trigger]] = []
        for (index, pattern) in patterns.enumerated() {
            programs.append(
                Program(
                    first: pattern.first, last: pattern.last, any: pattern.any, follow: Int32(follows.count),
                    literals: Int32(literalIDs.count), literalCount: Int32(pattern.literals.count),
                    numbers: Int32(numberRanges.count), numberCount: Int32(pattern.numbers.count)))
            follows += pattern.follow
            for (literal, positions) in pattern.literals {
                literalIDs.append(id(literal))
                literalPositions.append(positions)
            }
            for (positions, range) in pattern.numbers {
                numberRanges.append(range)
                numberPositions.append(positions)
            }
            byLiteral += Array(repeating: [], count: max(0, literals.count - byLiteral.count))
            for literal in Set(pattern.anchor.literals) {
                byLiteral[Int(id(literal))].append(
                    Trigger(
                        pattern: UInt32(index), lowest: UInt16(clamping: pattern.anchor.before.lowerBound),
                        highest: UInt16(clamping: pattern.anchor.before.upperBound)))
            }
        }
        table = LiteralTable(literals)
        var starts: [Int32] = [0]
        for list in byLiteral { starts.append(starts[starts.count - 1] + Int32(list.count)) }
        triggerStarts = starts
        triggers = byLiteral.flatMap { $0 }
        self.programs = programs
        self.follows = follows
        self.literalIDs = literalIDs
        self.literalPositions = literalPositions
        self.numberRanges = numberRanges
        self.numberPositions = numberPositions
    }

    // MARK: Matching

    /// A way to read one or several words, with what is known of it.
    private struct Reading {
        var next: Int32
        var originEnd: Int32
        /// In ``Scan/found``.
        var start: Int32
        var end: Int32
        /// The number that it is; -1 where it is none.
        var number: Int32
    }

    /// A pattern to be tried from some words on.
    private struct Candidate: Comparable {
        var pattern: UInt32
        var lowest: Int32
        var highest: Int32

        static func < (left: Candidate, right: Candidate) -> Bool {
            (left.pattern, left.lowest, left.highest) < (right.pattern, right.lowest, right.highest)
        }
    }

    /// What one text is to the set.
    private struct Scan {
        var readings: [Reading] = []
        /// For each word, its first reading.
        var starts: [Int32] = []
        var found: [UInt32] = []
        var candidates: [Candidate] = []
        var compactAt = 4096
        /// How many words beyond one the edges of the text take in: a word may be so much further from the beginning.
        var slack = 0
        var steps = 0
    }

    /// Finds, for each pattern, its first match in the text; of those that begin there, the longest.
    /// - Parameters:
    ///   - preferred: gets the hash and the index of each word as it was cut, in order.
    ///   - steps: how much work it was, in readings looked at.
    func matches(in lattice: borrowing WordLattice, steps: inout Int) -> [Match] {
        guard !programs.isEmpty, !lattice.words.isEmpty else { return [] }
        var scan = Scan()
        collect(lattice, &scan)
        defer { steps += scan.steps }
        guard !scan.candidates.isEmpty else { return [] }
        Self.compact(&scan.candidates)
        var result: [Match] = []
        var done: UInt32 = .max
        for candidate in scan.candidates where candidate.pattern != done {
            var start = Int(candidate.lowest)
            while start <= Int(candidate.highest) {
                if let match = run(Int(candidate.pattern), from: start, lattice, &scan) {
                    result.append(match)
                    done = candidate.pattern
                    break
                }
                start += 1
            }
        }
        return result
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
                let number =
                    word.traits.contains(.digit) && !word.traits.contains(.letter)
                    ? Self.number(bytes, Int(word.start), Int(word.end)) : -1
                look(up: bytes, word.start, word.end, at: index, next: index + 1, word.originEnd, number, &scan)
                while edge < lattice.edges.count, Int(lattice.edges[edge].from) == index {
                    let form = lattice.edges[edge]
                    look(
                        up: bytes, form.start, form.end, at: index, next: index + Int(form.span), form.originEnd, -1,
                        &scan)
                    edge += 1
                }
            }
        }
        scan.starts.append(Int32(truncatingIfNeeded: scan.readings.count))
    }

    @inline(__always)
    private func look(
        up bytes: UnsafeBufferPointer<UInt8>, _ start: Int32, _ end: Int32, at index: Int, next: Int,
        _ originEnd: Int32,
        _ number: Int32, _ scan: inout Scan
    ) {
        scan.steps &+= 1
        let first = scan.found.count
        var found: [UInt32] = []
        swap(&found, &scan.found)
        _ = table.look(up: UnsafeBufferPointer(rebasing: bytes[Int(start)..<Int(end)])) { found.append($0) }
        swap(&found, &scan.found)
        for position in first..<scan.found.count { note(scan.found[position], at: index, &scan) }
        scan.readings.append(
            Reading(
                next: Int32(truncatingIfNeeded: next), originEnd: originEnd, start: Int32(truncatingIfNeeded: first),
                end: Int32(truncatingIfNeeded: scan.found.count), number: number))
    }

    private func note(_ literal: UInt32, at index: Int, _ scan: inout Scan) {
        for position in Int(triggerStarts[Int(literal)])..<Int(triggerStarts[Int(literal) + 1]) {
            let trigger = triggers[position]
            let highest = index - Int(trigger.lowest)
            guard highest >= 0 else { continue }
            let slack = trigger.highest == 0 ? 0 : scan.slack
            scan.candidates.append(
                Candidate(
                    pattern: trigger.pattern,
                    lowest: Int32(truncatingIfNeeded: max(0, index - Int(trigger.highest) - slack)),
                    highest: Int32(truncatingIfNeeded: highest)))
        }
        if scan.candidates.count > scan.compactAt {
            Self.compact(&scan.candidates)
            scan.compactAt = max(4096, scan.candidates.count * 2)
        }
    }

    /// Sorts the candidates and joins those of one pattern that touch, so that no pattern is tried twice from one word.
    private static func compact(_ candidates: inout [Candidate]) {
        candidates.sort()
        var write = 0
        for index in 1..<max(1, candidates.count) {
            let next = candidates[index]
            if next.pattern == candidates[write].pattern, next.lowest <= candidates[write].highest + 1 {
                candidates[write].highest = max(candidates[write].highest, next.highest)
            } else {
                write += 1
                candidates[write] = next
            }
        }
        candidates.removeSubrange(min(write + 1, candidates.count)...)
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int32 {
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
    private func run(_ index: Int, from start: Int, _ lattice: borrowing WordLattice, _ scan: inout Scan) -> Match? {
        let program = programs[index]
        var end: (word: Int, origin: Int32)?
        var expected = program.first
        var word = start
        // What is expected further on, by word; nearly always empty.
        var later: [(word: Int, positions: UInt64)] = []
        while word < scan.starts.count - 1 {
            var next: UInt64 = 0
            for position in Int(scan.starts[word])..<Int(scan.starts[word + 1]) {
                let reading = scan.readings[position]
                scan.steps &+= 1
                let taken = expected & positions(program, reading, scan.found)
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
            word += 1
            expected = next
            if later.isEmpty {
                if expected == 0 { break }
            } else {
                for item in later where item.word == word { expected |= item.positions }
                later.removeAll { $0.word <= word }
                if expected == 0, later.isEmpty { break }
            }
        }
        guard let end, end.word > start else { return nil }
        return Match(
            pattern: index, words: start..<end.word,
            origin: originStart(of: start, lattice)..<Int(end.origin))
    }

    private func originStart(of word: Int, _ lattice: borrowing WordLattice) -> Int {
        Int(lattice.words[word].originStart)
    }

    @inline(__always)
    private func positions(_ program: Program, _ reading: Reading, _ found: [UInt32]) -> UInt64 {
        var result = program.any
        for index in Int(reading.start)..<Int(reading.end) {
            let literal = found[index]
            for offset in Int(program.literals)..<Int(program.literals + program.literalCount)
            where literalIDs[offset] == literal {
                result |= literalPositions[offset]
            }
        }
        if reading.number >= 0 {
            for offset in Int(program.numbers)..<Int(program.numbers + program.numberCount)
            where numberRanges[offset].contains(Int(reading.number)) {
                result |= numberPositions[offset]
            }
        }
        return result
    }

    @inline(__always)
    private func follow(_ program: Program, _ positions: UInt64) -> UInt64 {
        var rest = positions
        var result: UInt64 = 0
        while rest != 0 {
            result |= follows[Int(program.follow) + rest.trailingZeroBitCount]
            rest &= rest - 1
        }
        return result
    }
}
