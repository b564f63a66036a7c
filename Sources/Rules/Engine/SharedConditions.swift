import Expression

/// The conditions of all rules, split at `&&` into parts that are compiled once and evaluated once for each event,
/// however many rules share them.
struct SharedConditions: Sendable {
    private enum Known { case yes, no, failed }

    private var programs: [Program] = []
    private var places: [String: Int] = [:]
    /// The parts of each rule, in the order in which they are written.
    private var parts: [[Int]] = []
    /// For which event a part was evaluated last, and what it gave.
    private var memory: [(round: UInt64, known: Known)] = []
    private var round: UInt64 = 0

    init(_ rules: [Rule]) {
        parts = rules.map { rule in rule.condition.syntax.conjuncts.map { place($0, of: rule.condition) } }
        memory = Array(repeating: (0, .no), count: programs.count)
    }

    /// How many different parts there are.
    var count: Int { programs.count }

    private mutating func place(_ part: Syntax, of whole: Program) -> Int {
        let text = part.description
        if let place = places[text] { return place }
        // The canonical text of a checked part reads as the same part; were it not so, the whole stands for it.
        let program = (try? whole.environment.compile(text, resultType: .bool)) ?? whole
        places[text] = programs.count
        programs.append(program)
        return programs.count - 1
    }

    /// Begins with another event.
    mutating func startEvent() { round += 1 }

    /// Whether a rule's condition holds. As with `&&`, a part that is false decides whatever the others are; what
    /// cannot be decided fails.
    mutating func holds(_ rule: Int, _ facts: Facts, _ meter: inout Meter) throws(EvaluationError) -> Bool {
        var failure: EvaluationError?
        for part in parts[rule] {
            if memory[part].round == round {
                switch memory[part].known {
                case .yes: continue
                case .no: return false
                case .failed:
                    failure = failure ?? EvaluationError(.host("a part of the condition failed"))
                    continue
                }
            }
            do throws(EvaluationError) {
                let value = try programs[part].evaluate(facts, &meter)
                guard case .bool(let flag) = value else {
                    throw EvaluationError(.host("a part of the condition is a \(value.type.name), not a bool"))
                }
                memory[part] = (round, flag ? .yes : .no)
                if !flag { return false }
            } catch {
                // The limit is the rule's own: another rule may have steps left.
                if case .costLimit = error.kind { throw error }
                memory[part] = (round, .failed)
                failure = error
            }
        }
        if let failure { throw failure }
        return true
    }
}
