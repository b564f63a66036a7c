/// The variables of a macro: one for elements or keys; two for indices and elements, or keys and values.
struct LoopVariables: Sendable {
    let first: Int
    let second: Int?

    /// Calls the body for each element or entry, until it answers false.
    func walk(
        over range: Value, at offset: Int, _ frame: inout Frame,
        _ body: (inout Frame) throws(EvaluationError) -> Bool
    ) throws(EvaluationError) {
        switch range {
        case .list(let values):
            for (index, value) in values.enumerated() {
                try frame.meter.charge(1)
                if let second {
                    frame.locals[first] = .int(Int64(index))
                    frame.locals[second] = value
                } else {
                    frame.locals[first] = value
                }
                guard try body(&frame) else { return }
            }
        case .map(let map):
            for (index, key) in map.keys.enumerated() {
                try frame.meter.charge(1)
                frame.locals[first] = key
                if let second { frame.locals[second] = map.values[index] }
                guard try body(&frame) else { return }
            }
        default: throw EvaluationError(.noSuchOverload("comprehension", [range.type])).at(offset)
        }
    }
}

/// `all` and `exists`: one element that decides does so even when others fail.
final class QuantifierNode: Node {
    private let range: any Node
    private let variables: LoopVariables
    private let body: any Node
    private let deciding: Bool
    private let offset: Int

    init(_ range: any Node, _ variables: LoopVariables, _ body: any Node, deciding: Bool, offset: Int) {
        self.range = range
        self.variables = variables
        self.body = body
        self.deciding = deciding
        self.offset = offset
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
        let range = try range.evaluate(&frame)
        var failure: EvaluationError?
        var isDecided = false
        try variables.walk(over: range, at: offset, &frame) { frame throws(EvaluationError) in
            do throws(EvaluationError) {
                isDecided = try body.evaluateBool(&frame, deciding ? "_||_" : "_&&_") == deciding
            } catch {
                if error.isCostLimit { throw error }
                if failure == nil { failure = error.at(offset) }
            }
            return !isDecided
        }
        if isDecided { return .bool(deciding) }
        if let failure { throw failure }
        return .bool(!deciding)
    }
}

/// `exists_one`: looks at all elements, so that an error in any is one.
final class ExistsOneNode: Node {
    private let range: any Node
    private let variables: LoopVariables
    private let body: any Node
    private let offset: Int

    init(_ range: any Node, _ variables: LoopVariables, _ body: any Node, offset: Int) {
        self.range = range
        self.variables = variables
        self.body = body
        self.offset = offset
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
        let range = try range.evaluate(&frame)
        var count = 0
        try variables.walk(over: range, at: offset, &frame) { frame throws(EvaluationError) in
            if try body.evaluateBool(&frame, "exists_one") { count += 1 }
            return true
        }
        return .bool(count == 1)
    }
}

/// `map`, `filter` and `transformList`.
final class ListingNode: Node {
    private let range: any Node
    private let variables: LoopVariables
    private let condition: (any Node)?
    private let body: any Node
    private let offset: Int

    init(
        _ range: any Node, _ variables: LoopVariables, condition: (any Node)?, _ body: any Node, offset: Int
    ) {
        self.range = range
        self.variables = variables
        self.condition = condition
        self.body = body
        self.offset = offset
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
        let range = try range.evaluate(&frame)
        var values: [Value] = []
        try variables.walk(over: range, at: offset, &frame) { frame throws(EvaluationError) in
            if let condition, try !condition.evaluateBool(&frame, "filter") { return true }
            values.append(try body.evaluate(&frame))
            return true
        }
        return .list(values)
    }
}

/// `transformMap`, which keeps keys and changes values, and `transformMapEntry`, whose body gives a map of new entries.
final class MappingNode: Node {
    private let range: any Node
    private let variables: LoopVariables
    private let condition: (any Node)?
    private let body: any Node
    private let makesEntries: Bool
    private let offset: Int

    init(
        _ range: any Node, _ variables: LoopVariables, condition: (any Node)?, _ body: any Node, makesEntries: Bool,
        offset: Int
    ) {
        self.range = range
        self.variables = variables
        self.condition = condition
        self.body = body
        self.makesEntries = makesEntries
        self.offset = offset
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
        let range = try range.evaluate(&frame)
        var builder = MapBuilder()
        try variables.walk(over: range, at: offset, &frame) { frame throws(EvaluationError) in
            if let condition, try !condition.evaluateBool(&frame, "filter") { return true }
            // The body may hold macros of its own, but none that changes these variables.
            let key = frame.locals[variables.first] ?? .null
            let value = try body.evaluate(&frame)
            do throws(EvaluationError) {
                guard makesEntries else {
                    try builder.insert(value, at: key)
                    return true
                }
                let entries = try value.asMap()
                try frame.meter.charge(entries.count)
                for (key, value) in zip(entries.keys, entries.values) { try builder.insert(value, at: key) }
            } catch {
                throw error.at(offset)
            }
            return true
        }
        return .map(MapValue(builder))
    }
}

/// `optMap` and `optFlatMap`.
final class OptionalMapNode: Node {
    private let operand: any Node
    private let slot: Int
    private let body: any Node
    private let isFlat: Bool
    private let offset: Int

    init(_ operand: any Node, slot: Int, _ body: any Node, isFlat: Bool, offset: Int) {
        self.operand = operand
        self.slot = slot
        self.body = body
        self.isFlat = isFlat
        self.offset = offset
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
        let operand = try operand.evaluate(&frame)
        try frame.meter.charge(1)
        guard case .optional(let optional) = operand else {
            throw EvaluationError(.noSuchOverload(isFlat ? "optFlatMap" : "optMap", [operand.type])).at(offset)
        }
        guard let wrapped = optional.wrapped else { return .optional(.none) }
        frame.locals[slot] = wrapped
        let value = try body.evaluate(&frame)
        guard isFlat else { return .optional(OptionalValue(value)) }
        guard case .optional = value else {
            throw EvaluationError(.noSuchOverload("optFlatMap", [operand.type, value.type])).at(offset)
        }
        return value
    }
}
