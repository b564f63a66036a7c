/// Finds what the author of a text says of their own age, in French and English. The statements are patterns, matched in
/// the same pass as the cues; what stands around a match may speak against it.
struct AgeStatements: Sendable {
    private let rules: [AgePattern]
    let programs: [PatternProgram]

    init(patterns: [AgePattern] = AgePattern.all) {
        let normaliser = Normaliser()
        var rules: [AgePattern] = []
        var programs: [PatternProgram] = []
        for rule in patterns {
            // Every pattern of the list compiles (a test sees to it); one that does not is left out rather than trap.
            guard let pattern = try? PatternParser.parse(rule.pattern, normaliser: normaliser),
                let program = try? PatternProgram(pattern)
            else { continue }
            rules.append(rule)
            programs.append(program)
        }
        self.rules = rules
        self.programs = programs
    }

    /// The most trusted of the statements that a text makes; of equals, the first.
    func age(_ statements: [(index: Int, words: Range<Int>)], in lattice: borrowing WordLattice) -> StatedAge? {
        var best: (age: StatedAge, start: Int)?
        for (index, words) in statements {
            let rule = rules[index]
            guard let years = years(rule, words, lattice), stands(rule, words, lattice) else { continue }
            let isBetter =
                best.map {
                    rule.confidence > $0.age.confidence
                        || (rule.confidence == $0.age.confidence && words.lowerBound < $0.start)
                } ?? true
            if isBetter {
                best = (StatedAge(years: years, confidence: rule.confidence), words.lowerBound)
            }
        }
        return best?.age
    }

    private func years(
        _ rule: AgePattern, _ words: Range<Int>, _ lattice: borrowing WordLattice
    ) -> ClosedRange<Int>? {
        switch rule.meaning {
        case .years(let range): return range
        case .number(let low, let high):
            for index in words {
                if let number = Int(word(index, lattice)) { return max(0, number + low)...max(0, number + high) }
            }
            return nil
        }
    }

    /// Whether nothing around the match speaks against it.
    private func stands(_ rule: AgePattern, _ words: Range<Int>, _ lattice: borrowing WordLattice) -> Bool {
        let count = lattice.words.count
        if words.lowerBound > 0 {
            let before = word(words.lowerBound - 1, lattice)
            if AgePattern.notBefore.contains(before) || rule.notBefore.contains(before) { return false }
            if rule.notBefore == AgePattern.anyWord { return false }
        }
        guard words.upperBound < count else { return true }
        let after = word(words.upperBound, lattice)
        switch rule.after {
        case .anything: return true
        case .nothing: return false
        case .but(let stopping): return !stopping.contains(after)
        case .only(let allowing): return allowing.contains(after) || isEmoji(words.upperBound, lattice)
        }
    }

    private func isEmoji(_ index: Int, _ lattice: borrowing WordLattice) -> Bool {
        lattice.words[index].traits.contains(.emoji)
    }

    private func word(_ index: Int, _ lattice: borrowing WordLattice) -> String {
        let word = lattice.words[index]
        return String(decoding: lattice.bytes[Int(word.start)..<Int(word.end)], as: UTF8.self)
    }
}
