/// Turns the syntax into nodes: names become slots, constants are computed, regular expressions are made.
struct Compiler {
    let environment: Environment
    /// Whether each part records what it gives; then nothing is computed before.
    let isTracing: Bool
    private(set) var slotCount = 0
    private var scope: [String: Binding] = [:]

    /// A variable of a macro.
    private struct Binding {
        let node: any Node
        let type: ValueType
    }

    /// Steps that computing one constant may take; beyond, it is left to the evaluation.
    private static let foldingLimit = 10_000

    init(_ environment: Environment, isTracing: Bool = false) {
        self.environment = environment
        self.isTracing = isTracing
    }

    mutating func compile(_ syntax: Syntax) -> any Node {
        let node = node(for: syntax)
        return isTracing && syntax.literal == nil ? TraceNode(syntax, node) : node
    }

    private mutating func node(for syntax: Syntax) -> any Node {
        let offset = syntax.offset
        switch syntax.kind {
        case .literal(let value): return ConstantNode(value)
        case .name(let name, let isAbsolute): return nameNode(name, isAbsolute: isAbsolute, offset)
        case .select(let operand, let field, let isOptional):
            if let node = qualifiedNode(syntax) { return node }
            let node = compile(operand)
            let access = FieldAccess(field, of: staticType(operand), offset: offset)
            return folded(SelectNode(node, access, isOptional: isOptional), [node])
        case .has(let operand, let field, _):
            let node = compile(operand)
            return folded(PresenceNode(node, FieldAccess(field, of: staticType(operand), offset: offset)), [node])
        case .index(let operand, let index, let isOptional):
            let (operand, index) = (compile(operand), compile(index))
            return folded(IndexNode(operand, index, isOptional: isOptional, offset: offset), [operand, index])
        case .call(let name, let receiver, let arguments, let isAbsolute):
            return callNode(name, receiver, arguments, isAbsolute: isAbsolute, offset)
        case .operation(let found, let operands): return operationNode(found, operands.map { compile($0) }, offset)
        case .logical(let conjunction, let operands):
            let nodes = operands.map { compile($0) }
            return folded(LogicalNode(conjunction, nodes), nodes)
        case .conditional(let condition, let first, let second):
            let nodes = [compile(condition), compile(first), compile(second)]
            return folded(ConditionalNode(nodes[0], nodes[1], nodes[2], offset: offset), nodes)
        case .list(let elements):
            let nodes = elements.map { (node: compile($0.value), isOptional: $0.isOptional) }
            return folded(ListNode(nodes, offset: offset), nodes.map(\.node))
        case .map(let entries):
            let nodes = entries.map { (key: compile($0.key), value: compile($0.value), isOptional: $0.isOptional) }
            return folded(MapNode(nodes, offset: offset), nodes.flatMap { [$0.key, $0.value] })
        case .message(let name, let isAbsolute, let fields):
            return messageNode(name, isAbsolute: isAbsolute, fields, offset)
        case .comprehension(let macro): return comprehensionNode(macro, offset)
        case .binding(let name, let value, let body):
            return scopeNode([(name, value)], body)
        case .block(let values, let body):
            return scopeNode(values.enumerated().map { ("@index\($0.offset)", $0.element) }, body)
        }
    }

    /// The node, or the constant that it gives when all its parts are constants.
    private func folded(_ node: any Node, _ parts: [any Node]) -> any Node {
        guard !isTracing, parts.allSatisfy({ $0 is ConstantNode }) else { return node }
        var frame = Frame(
            activation: ValueList([]), locals: [], meter: Meter(limit: Self.foldingLimit), recorder: nil)
        guard let value = try? node.evaluate(&frame) else { return node }
        return ConstantNode(value)
    }

    // MARK: - Names

    private func nameNode(_ name: String, isAbsolute: Bool, _ offset: Int) -> any Node {
        if !isAbsolute, let binding = scope[name] { return binding.node }
        return meaningNode(name, isAbsolute: isAbsolute, offset)
            ?? ErrorNode(.undeclaredReference(name), at: offset)
    }

    private func meaningNode(_ name: String, isAbsolute: Bool, _ offset: Int) -> (any Node)? {
        switch environment.meaning(of: name, isAbsolute: isAbsolute) {
        case .variable(let slot): VariableNode(slot: slot, name: environment.variables[slot].name, offset: offset)
        case .type(let type): ConstantNode(.type(type))
        case nil: nil
        }
    }

    /// A chain of selections that spells a declared name.
    private func qualifiedNode(_ syntax: Syntax) -> (any Node)? {
        guard let (name, isAbsolute) = syntax.qualifiedName else { return nil }
        if !isAbsolute, let root = syntax.root, scope[root] != nil { return nil }
        return meaningNode(name, isAbsolute: isAbsolute, syntax.range.lowerBound)
    }

    /// The type of names and selections, as far as declarations say it.
    private func staticType(_ syntax: Syntax) -> ValueType {
        switch syntax.kind {
        case .name(let name, false) where scope[name] != nil: return scope[name]?.type ?? .dynamic
        case .name, .select:
            if let (name, isAbsolute) = syntax.qualifiedName,
                case .variable(let slot) = environment.meaning(of: name, isAbsolute: isAbsolute)
            {
                return environment.variables[slot].type
            }
            guard case .select(let operand, let field, _) = syntax.kind else { return .dynamic }
            switch staticType(operand) {
            case .object(let type): return type.index(of: field).map { type.fields[$0].type } ?? .dynamic
            case .map(_, let value): return value
            default: return .dynamic
            }
        case .index(let operand, _, _):
            switch staticType(operand) {
            case .list(let element): return element
            case .map(_, let value): return value
            default: return .dynamic
            }
        default: return .dynamic
        }
    }

    // MARK: - Operators and calls

    private func operationNode(_ found: Operator, _ nodes: [any Node], _ offset: Int) -> any Node {
        switch found {
        case .not: return folded(NotNode(nodes[0], offset: offset), nodes)
        case .equal, .notEqual: return folded(EqualNode(nodes[0], nodes[1], isNegated: found == .notEqual), nodes)
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            return folded(ComparisonNode(found, nodes[0], nodes[1], offset: offset), nodes)
        case .isIn:
            if let constant = nodes[1] as? ConstantNode, case .list(let values) = constant.value,
                let node = ConstantMembershipNode(nodes[0], values)
            {
                return folded(node, [nodes[0]])
            }
            return folded(MembershipNode(nodes[0], nodes[1], offset: offset), nodes)
        default:
            let overloads = environment.overloads(of: found.rawValue)
            return folded(CallNode(found.rawValue, overloads, nodes, offset: offset), nodes)
        }
    }

    private mutating func callNode(
        _ name: String, _ receiver: Syntax?, _ arguments: [Syntax], isAbsolute: Bool, _ offset: Int
    ) -> any Node {
        guard let receiver else {
            let function = environment.function(name, isAbsolute: isAbsolute)
            return callNode(name, function, isMember: false, arguments.map { compile($0) }, offset)
        }
        if let (space, isAbsolute) = receiver.qualifiedName, receiver.root.map({ scope[$0] == nil }) ?? true,
            let function = environment.function("\(space).\(name)", isAbsolute: isAbsolute)
        {
            return callNode(function.name, function, isMember: false, arguments.map { compile($0) }, offset)
        }
        let nodes = ([receiver] + arguments).map { compile($0) }
        if environment.macros.contains(.optionals), nodes.count == 2, name == "or" || name == "orValue" {
            return AlternativeNode(nodes[0], nodes[1], unwraps: name == "orValue", offset: offset)
        }
        return callNode(name, environment.functions[name], isMember: true, nodes, offset)
    }

    private func callNode(
        _ name: String, _ function: Function?, isMember: Bool, _ nodes: [any Node], _ offset: Int
    ) -> any Node {
        guard let function else { return ErrorNode(.unknownFunction(name), at: offset) }
        let overloads = function.overloads.filter { $0.isMember == isMember && $0.takes(count: nodes.count) }
        guard !overloads.isEmpty else { return ErrorNode(.noSuchOverload(name, []), at: offset) }
        if name == "matches", let pattern = nodes[1] as? ConstantNode, case .string(let text) = pattern.value {
            do throws(PatternError) {
                let expression = try RegularExpression(text, maximumSize: environment.limits.patternSize)
                return folded(MatchNode(nodes[0], expression, offset: offset), [nodes[0]])
            } catch {
                return ErrorNode(.invalidArgument("invalid regular expression: \(error.message)"), at: offset)
            }
        }
        let node = CallNode(name, overloads, nodes, offset: offset)
        return overloads.allSatisfy(\.isFoldable) ? folded(node, nodes) : node
    }

    private mutating func messageNode(
        _ name: String, isAbsolute: Bool, _ fields: [Syntax.Field], _ offset: Int
    ) -> any Node {
        let nodes = fields.map { (name: $0.name, node: compile($0.value), isOptional: $0.isOptional) }
        guard let message = environment.message(name, isAbsolute: isAbsolute) else {
            return ErrorNode(.undeclaredReference(name), at: offset)
        }
        return folded(MessageNode(message, nodes, offset: offset), nodes.map(\.node))
    }

    // MARK: - Macros

    private mutating func newSlot() -> Int {
        defer { slotCount += 1 }
        return slotCount
    }

    private mutating func scopeNode(_ values: [(name: String, value: Syntax)], _ body: Syntax) -> any Node {
        let outer = scope
        defer { scope = outer }
        var slots: [Int] = []
        for (name, value) in values {
            let (node, type) = (compile(value), staticType(value))
            if node is ConstantNode {
                scope[name] = Binding(node: node, type: type)
                continue
            }
            let slot = newSlot()
            slots.append(slot)
            scope[name] = Binding(node: LazyNode(slot: slot, initial: node), type: type)
        }
        let node = compile(body)
        return slots.isEmpty ? node : ScopeNode(slots: slots, body: node)
    }

    private mutating func comprehensionNode(_ macro: Comprehension, _ offset: Int) -> any Node {
        let range = compile(macro.range)
        let outer = scope
        defer { scope = outer }
        let slots = macro.variables.map { _ in newSlot() }
        let types = variableTypes(macro)
        for (index, name) in macro.variables.enumerated() {
            scope[name] = Binding(node: LocalNode(slot: slots[index]), type: types[index])
        }
        let condition = macro.condition.map { compile($0) }
        let body = compile(macro.body)
        let variables = LoopVariables(first: slots[0], second: slots.count > 1 ? slots[1] : nil)
        switch macro.operation {
        case .all, .exists:
            return QuantifierNode(range, variables, body, deciding: macro.operation == .exists, offset: offset)
        case .existsOne: return ExistsOneNode(range, variables, body, offset: offset)
        case .filter:
            return ListingNode(range, variables, condition: body, LocalNode(slot: slots[0]), offset: offset)
        case .map, .transformList: return ListingNode(range, variables, condition: condition, body, offset: offset)
        case .transformMap, .transformMapEntry:
            return MappingNode(
                range, variables, condition: condition, body,
                makesEntries: macro.operation == .transformMapEntry, offset: offset)
        case .optionalMap, .optionalFlatMap:
            return OptionalMapNode(
                range, slot: slots[0], body, isFlat: macro.operation == .optionalFlatMap, offset: offset)
        }
    }

    private func variableTypes(_ macro: Comprehension) -> [ValueType] {
        switch (staticType(macro.range), macro.variables.count) {
        case (.list(let element), 1): [element]
        case (.list(let element), _): [.int, element]
        case (.map(let key, _), 1): [key]
        case (.map(let key, let value), _): [key, value]
        case (_, let count): Array(repeating: .dynamic, count: count)
        }
    }
}

extension Environment {
    /// A message that is a value of the language, by name.
    func message(_ name: String, isAbsolute: Bool) -> WellKnownMessage? {
        candidates(name, isAbsolute: isAbsolute).lazy.compactMap(WellKnownMessage.init(rawValue:)).first
    }
}
