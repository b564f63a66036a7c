/// Adds up what the parts of an expression cost, without evaluating it.
struct CostEstimator {
    private let environment: Environment
    private let sizes: SizeHints
    private var scope: [String: Part] = [:]

    /// What is known of one part.
    struct Part {
        var cost: CostEstimate
        /// Bytes of a text, elements of a list, entries of a map.
        var size: CostEstimate
        /// How the host names the value.
        var path: String?
        var constant: Value?
    }

    init(_ environment: Environment, _ sizes: SizeHints) {
        self.environment = environment
        self.sizes = sizes
    }

    mutating func estimate(_ syntax: Syntax) -> Part {
        switch syntax.kind {
        case .literal(let value): return literal(value)
        case .name(let name, _):
            if var part = scope[name] {
                part.cost = CostEstimate(1)
                return part
            }
            return known(path: name, cost: CostEstimate(1))
        case .select(let operand, let field, _):
            if let (name, isAbsolute) = syntax.qualifiedName,
                environment.meaning(of: name, isAbsolute: isAbsolute) != nil
            {
                return known(path: name, cost: CostEstimate(1))
            }
            let operand = estimate(operand)
            return known(path: operand.path.map { "\($0).\(field)" }, cost: operand.cost + CostEstimate(1))
        case .has(let operand, _, _): return condition(estimate(operand).cost + CostEstimate(1))
        case .index(let operand, let index, _):
            let (operand, index) = (estimate(operand), estimate(index))
            return known(
                path: operand.path.map { "\($0)[]" }, cost: operand.cost + index.cost + CostEstimate(1) + walk(index))
        case .call(let name, let receiver, let arguments, _): return call(name, receiver, arguments)
        case .operation(let found, let operands): return operation(found, operands.map { estimate($0) })
        case .logical(_, let operands):
            let costs = operands.map { estimate($0).cost }
            return condition(CostEstimate(costs[0].minimum, total(costs).maximum))
        case .conditional(let condition, let first, let second):
            let (condition, first, second) = (estimate(condition), estimate(first), estimate(second))
            return Part(cost: condition.cost + first.cost.or(second.cost), size: first.size.or(second.size))
        case .list, .map, .message:
            let parts = syntax.children.map { estimate($0) }
            let count = CostEstimate(parts.count)
            return Part(cost: total(parts.map(\.cost)) + count + CostEstimate(1), size: count)
        case .comprehension(let macro): return comprehension(macro)
        case .binding(let name, let value, let body): return scoped([(name, value)], body)
        case .block(let values, let body):
            return scoped(values.enumerated().map { ("@index\($0.offset)", $0.element) }, body)
        }
    }

    private func literal(_ value: Value) -> Part {
        let size: Int
        switch value {
        case .string(let text): size = text.utf8.count
        case .bytes(let bytes): size = bytes.count
        default: size = 0
        }
        return Part(cost: CostEstimate(0), size: CostEstimate(size), constant: value)
    }

    private func known(path: String?, cost: CostEstimate) -> Part {
        Part(cost: cost, size: sizes.size(of: path), path: path)
    }

    private func condition(_ cost: CostEstimate) -> Part { Part(cost: cost, size: CostEstimate(0)) }

    private func total(_ costs: [CostEstimate]) -> CostEstimate { costs.reduce(CostEstimate(0), +) }

    /// Walking over a value once: a tenth of a text, the whole of a list.
    private func walk(_ part: Part) -> CostEstimate { CostEstimate(part.size.minimum / 10, part.size.maximum) }

    private func operation(_ found: Operator, _ parts: [Part]) -> Part {
        let costs = total(parts.map(\.cost)) + CostEstimate(1)
        switch found {
        case .add:
            return Part(cost: costs + walk(parts[0]) + walk(parts[1]), size: parts[0].size + parts[1].size)
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            return condition(costs + CostEstimate(0, min(parts[0].size.maximum, parts[1].size.maximum)))
        case .isIn: return condition(costs + CostEstimate(0, parts[1].size.maximum))
        default: return condition(costs)
        }
    }

    private mutating func call(_ name: String, _ receiver: Syntax?, _ arguments: [Syntax]) -> Part {
        var functions = [environment.function(name, isAbsolute: false)]
        var operands = arguments
        if let receiver {
            if let (space, isAbsolute) = receiver.qualifiedName,
                let function = environment.function("\(space).\(name)", isAbsolute: isAbsolute)
            {
                functions = [function]
            } else {
                operands = [receiver] + arguments
            }
        }
        let parts = operands.map { estimate($0) }
        let overloads = functions.compactMap { $0 }.flatMap(\.overloads).filter { $0.takes(count: parts.count) }
        let own = overloads.map { cost(of: $0, name, parts) }.reduce { $0.or($1) } ?? CostEstimate(1)
        let sizes = total(parts.map(\.size))
        return Part(cost: total(parts.map(\.cost)) + own, size: CostEstimate(0, sizes.maximum))
    }

    private func cost(of overload: Overload, _ name: String, _ parts: [Part]) -> CostEstimate {
        let walks = total(parts.map(walk))
        if case .metered = overload.implementation {
            if name == "matches" { return matching(parts) }
            let product = parts.count > 1 ? walk(parts[0]) * walk(parts[1]) : CostEstimate(0)
            return CostEstimate(1, (CostEstimate(1) + walks + product).maximum)
        }
        switch overload.cost {
        case .steps(let steps): return CostEstimate(steps)
        case .sizes: return CostEstimate(1) + walks
        case .product: return CostEstimate(1) + (walk(parts[0]) + CostEstimate(1)) * (walk(parts[1]) + CostEstimate(1))
        }
    }

    /// The automaton takes at most two steps for each of its instructions at each code point.
    private func matching(_ parts: [Part]) -> CostEstimate {
        var size = CostEstimate(parts[1].size.maximum + 1)
        if case .string(let pattern) = parts[1].constant, let expression = try? RegularExpression(pattern) {
            size = CostEstimate(expression.size)
        }
        let steps = (parts[0].size + CostEstimate(1)) * size
        return CostEstimate(1, (CostEstimate(2) + CostEstimate(0, steps.maximum / 4)).maximum)
    }

    private mutating func comprehension(_ macro: Comprehension) -> Part {
        let range = estimate(macro.range)
        let outer = scope
        defer { scope = outer }
        for name in macro.variables { scope[name] = known(path: range.path.map { "\($0)[]" }, cost: CostEstimate(1)) }
        let condition = macro.condition.map { estimate($0).cost } ?? CostEstimate(0)
        let body = estimate(macro.body)
        let round = CostEstimate(1) + condition + body.cost
        switch macro.operation {
        case .optionalMap, .optionalFlatMap:
            return Part(cost: range.cost + CostEstimate(1, round.maximum), size: body.size)
        case .all, .exists:
            let most = range.size * round
            let least = CostEstimate(min(1, range.size.minimum)) * round
            return self.condition(range.cost + CostEstimate(least.minimum, most.maximum))
        default:
            return Part(cost: range.cost + range.size * round, size: CostEstimate(0, range.size.maximum))
        }
    }

    private mutating func scoped(_ values: [(name: String, value: Syntax)], _ body: Syntax) -> Part {
        let outer = scope
        defer { scope = outer }
        var most = CostEstimate(0)
        for (name, value) in values {
            let part = estimate(value)
            // It may never be needed.
            most = most + CostEstimate(0, part.cost.maximum)
            scope[name] = part
        }
        var part = estimate(body)
        part.cost = part.cost + most
        return part
    }
}

extension Array {
    /// The elements combined, or nil when there are none.
    fileprivate func reduce(_ combine: (Element, Element) -> Element) -> Element? {
        guard let first else { return nil }
        return dropFirst().reduce(first, combine)
    }
}
