import Expression
import SafetyModel

/// What decides which events go into declared counters, and with what; counters that are declared alike share it.
final class DeclaredIntake: Sendable {
    /// What is taken of an event.
    struct Taken {
        var amount: Double
        /// A hash of the value that is told apart.
        var value: UInt64
    }

    /// Of the counters.
    let names: [String]
    private let condition: Program?
    private let amount: Program?
    private let value: Program?
    private let needsCues: Bool

    /// - Parameter counters: that differ in name only; at least one.
    init(_ counters: [DeclaredCounter]) {
        names = counters.map(\.name)
        condition = counters.first?.condition
        amount = counters.first?.amount
        value = counters.first?.value
        needsCues = condition?.syntax.conjuncts.contains { CueNeed($0) != nil } ?? false
    }

    /// Whether an event could go in, as far as its cues tell.
    func mayTake(_ hits: [CueHit]) -> Bool { !needsCues || !hits.isEmpty }

    /// Nil where the event does not go in, and where an expression fails.
    func take(_ facts: Facts, costLimit: Int) -> Taken? {
        var meter = Meter(limit: costLimit)
        do throws(EvaluationError) {
            if let condition {
                guard case .bool(true) = try condition.evaluate(facts, &meter) else { return nil }
            }
            var taken = Taken(amount: 1, value: 0)
            if let amount {
                guard case .double(let given) = try amount.evaluate(facts, &meter), given.isFinite else { return nil }
                taken.amount = given
            }
            if let value, case .string(let text) = try value.evaluate(facts, &meter) {
                taken.value = StableHash.of(text, seed: 0x7661_6c75)
            }
            return taken
        } catch {
            return nil
        }
    }

    /// Counters by how they are declared, in their order.
    static func grouped(_ counters: [DeclaredCounter]) -> [DeclaredIntake] {
        var order: [[String]] = []
        var groups: [[String]: [DeclaredCounter]] = [:]
        for counter in counters {
            let key = [counter.condition, counter.amount, counter.value].map { $0?.syntax.description ?? "" }
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(counter)
        }
        return order.compactMap { groups[$0].map { DeclaredIntake($0) } }
    }
}
