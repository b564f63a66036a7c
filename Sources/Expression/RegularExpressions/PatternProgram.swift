/// A regular expression as instructions for the automaton.
struct PatternProgram: Sendable {
    enum Instruction: Sendable {
        /// Reads one code point and goes on with the next instruction.
        case scalar(Unicode.Scalar)
        case set(CharacterSet)
        /// Goes on in two places, the first of which is preferred.
        case split(Int, Int)
        case jump(Int)
        case assert(PatternNode.Assertion)
        case match
    }

    private(set) var instructions: [Instruction] = []

    init(_ node: PatternNode, maximumSize: Int) throws(PatternError) {
        try emit(node, maximumSize)
        instructions.append(.match)
    }

    private mutating func emit(_ node: PatternNode, _ maximum: Int) throws(PatternError) {
        guard instructions.count <= maximum else {
            throw PatternError(message: "the pattern is too large", offset: 0)
        }
        switch node {
        case .empty: break
        case .characters(let set): instructions.append(set.onlyScalar.map(Instruction.scalar) ?? .set(set))
        case .assertion(let assertion): instructions.append(.assert(assertion))
        case .sequence(let parts):
            for part in parts { try emit(part, maximum) }
        case .alternatives(let branches): try emitAlternatives(branches, maximum)
        case .repeated(let part, let minimum, let limit, let isLazy):
            for _ in 0..<minimum {
                let before = instructions.count
                try emit(part, maximum)
                // What matches only nothing does so once as well as many times.
                if instructions.count == before { break }
            }
            if let limit {
                try emitOptional(part, times: limit - minimum, isLazy, maximum)
            } else {
                try emitLoop(part, isLazy, maximum)
            }
        }
    }

    private mutating func emitAlternatives(_ branches: [PatternNode], _ maximum: Int) throws(PatternError) {
        var jumps: [Int] = []
        for (index, branch) in branches.enumerated() {
            guard index < branches.count - 1 else {
                try emit(branch, maximum)
                break
            }
            let split = instructions.count
            instructions.append(.match)
            try emit(branch, maximum)
            jumps.append(instructions.count)
            instructions.append(.match)
            instructions[split] = .split(split + 1, instructions.count)
        }
        for jump in jumps { instructions[jump] = .jump(instructions.count) }
    }

    private mutating func emitLoop(_ part: PatternNode, _ isLazy: Bool, _ maximum: Int) throws(PatternError) {
        let split = instructions.count
        instructions.append(.match)
        try emit(part, maximum)
        instructions.append(.jump(split))
        instructions[split] = Self.split(split + 1, instructions.count, isLazy)
    }

    private mutating func emitOptional(
        _ part: PatternNode, times: Int, _ isLazy: Bool, _ maximum: Int
    ) throws(PatternError) {
        var splits: [Int] = []
        for _ in 0..<max(0, times) {
            splits.append(instructions.count)
            instructions.append(.match)
            try emit(part, maximum)
        }
        for split in splits { instructions[split] = Self.split(split + 1, instructions.count, isLazy) }
    }

    private static func split(_ into: Int, _ past: Int, _ isLazy: Bool) -> Instruction {
        isLazy ? .split(past, into) : .split(into, past)
    }
}
