/// One run of the automaton (K. Thompson, 1968; R. Pike): the list of places in the program that are reached at one place
/// in the text, the preferred ones first.
struct PatternAutomaton {
    private let instructions: [PatternProgram.Instruction]
    private let isAnchored: Bool
    private let stepLimit: Int
    private let wantsRange: Bool
    private var search = RegularExpression.Search()
    private var current = ThreadList()
    private var next = ThreadList()
    /// At which place of the text an instruction was last reached, so that it is reached once a place.
    private var lastVisit: [Int]
    private var stack: [Int] = []

    /// Instructions that wait for a code point, and where their matches began.
    private struct ThreadList {
        var places: [Int] = []
        var starts: [Int] = []
    }

    init(_ program: PatternProgram, isAnchored: Bool, stepLimit: Int, wantsRange: Bool) {
        instructions = program.instructions
        self.isAnchored = isAnchored
        self.stepLimit = stepLimit
        self.wantsRange = wantsRange
        lastVisit = Array(repeating: -1, count: program.instructions.count)
    }

    mutating func run(_ text: String) -> RegularExpression.Search {
        var previous: Unicode.Scalar?
        var position = 0
        var iterator = text.unicodeScalars.makeIterator()
        var scalar = iterator.next()
        add(0, start: 0, Surroundings(position: 0, previous: nil, next: scalar), toNext: false)
        while true {
            if step(scalar, position, after: previous, following: &iterator) { break }
            guard let read = scalar else { break }
            guard search.steps <= stepLimit else {
                search.isComplete = false
                break
            }
            previous = read
            scalar = upcoming
            position += 1
            if current.places.isEmpty, search.isMatch || isAnchored { break }
        }
        return search
    }

    /// The code point after the one that was just read.
    private var upcoming: Unicode.Scalar?

    /// What stands around a place in the text.
    private struct Surroundings {
        let position: Int
        let previous: Unicode.Scalar?
        let next: Unicode.Scalar?

        func satisfies(_ assertion: PatternNode.Assertion) -> Bool {
            switch assertion {
            case .textStart: previous == nil
            case .textEnd: next == nil
            case .lineStart: previous == nil || previous == "\n"
            case .lineEnd: next == nil || next == "\n"
            case .wordBoundary: isWordBoundary
            case .noWordBoundary: !isWordBoundary
            }
        }

        private var isWordBoundary: Bool { (previous?.isWord ?? false) != (next?.isWord ?? false) }
    }

    /// Advances all threads over one code point. True when the answer is known.
    private mutating func step(
        _ scalar: Unicode.Scalar?, _ position: Int, after previous: Unicode.Scalar?,
        following iterator: inout String.UnicodeScalarView.Iterator
    ) -> Bool {
        upcoming = scalar == nil ? nil : iterator.next()
        let around = Surroundings(position: position + 1, previous: scalar, next: upcoming)
        next.places.removeAll(keepingCapacity: true)
        next.starts.removeAll(keepingCapacity: true)
        for index in current.places.indices {
            search.steps += 1
            let (place, start) = (current.places[index], current.starts[index])
            switch instructions[place] {
            case .match:
                search.isMatch = true
                if !wantsRange { return true }
                search.range = start..<position
                // Threads behind this one are less preferred.
                swap(&current, &next)
                return false
            case .scalar(let wanted):
                if scalar == wanted { add(place + 1, start: start, around, toNext: true) }
            case .set(let set):
                if let scalar, set.contains(scalar) { add(place + 1, start: start, around, toNext: true) }
            default: break
            }
        }
        if scalar != nil, !isAnchored, !search.isMatch { add(0, start: position + 1, around, toNext: true) }
        swap(&current, &next)
        return false
    }

    /// Follows splits, jumps and assertions from an instruction to those that wait for a code point.
    private mutating func add(_ place: Int, start: Int, _ around: Surroundings, toNext: Bool) {
        stack.append(place)
        while let place = stack.popLast() {
            guard lastVisit[place] != around.position else { continue }
            lastVisit[place] = around.position
            search.steps += 1
            switch instructions[place] {
            case .jump(let target): stack.append(target)
            case .split(let first, let second):
                stack.append(second)
                stack.append(first)
            case .assert(let assertion):
                if around.satisfies(assertion) { stack.append(place + 1) }
            case .scalar, .set, .match:
                if toNext {
                    next.places.append(place)
                    next.starts.append(start)
                } else {
                    current.places.append(place)
                    current.starts.append(start)
                }
            }
        }
    }
}
