/// Finds the type of each part of an expression, and all that is wrong with names and types.
struct Checker {
    let environment: Environment
    private let source: SourceText
    private(set) var issues: [ExpressionIssue] = []
    private var types: [Int: ValueType] = [:]
    private var substitution = Substitution()
    /// Variables of macros.
    private var scope: [String: ValueType] = [:]

    init(_ environment: Environment, _ source: SourceText) {
        self.environment = environment
        self.source = source
    }

    /// The type of the whole expression.
    mutating func check(_ syntax: Syntax) -> ValueType {
        let found = type(syntax)
        return substitution.resolved(found, unknownAsDynamic: true)
    }

    /// Of all parts, by their numbers.
    var resolvedTypes: [Int: ValueType] {
        types.mapValues { substitution.resolved($0, unknownAsDynamic: true) }
    }

    private mutating func report(_ message: String, at offset: Int, suggestion: String? = nil) -> ValueType {
        issues.append(ExpressionIssue(message, at: offset, in: source, suggestion: suggestion))
        return .error
    }

    private func text(_ type: ValueType) -> String {
        substitution.resolved(type, unknownAsDynamic: true).description
    }

    private mutating func type(_ syntax: Syntax) -> ValueType {
        let type = typeOfKind(syntax)
        types[syntax.id] = type
        return type
    }

    private mutating func typeOfKind(_ syntax: Syntax) -> ValueType {
        switch syntax.kind {
        case .literal(let value): return Self.literalType(value)
        case .name(let name, let isAbsolute): return nameType(name, isAbsolute: isAbsolute, syntax.offset)
        case .select(let operand, let field, let isOptional):
            if let type = qualifiedType(syntax) { return type }
            return selectedType(operand, field, isOptional: isOptional, syntax)
        case .has(let operand, let field, let isOptional):
            _ = selectedType(operand, field, isOptional: isOptional, syntax)
            return .bool
        case .index(let operand, let index, let isOptional):
            return indexedType(operand, index, isOptional: isOptional, syntax)
        case .call(let name, let receiver, let arguments, let isAbsolute):
            return callType(name, receiver, arguments, isAbsolute: isAbsolute, syntax)
        case .operation(let found, let operands):
            let types = operands.map { type($0) }
            let overloads = environment.overloads(of: found.rawValue)
            return resolve(found.symbol, overloads, types, syntax.offset)
        case .logical(let conjunction, let operands):
            for operand in operands { require(operand, .bool, "an operand of '\(conjunction.rawValue)'") }
            return .bool
        case .conditional(let condition, let first, let second):
            require(condition, .bool, "a condition")
            let (firstType, secondType) = (type(first), type(second))
            return conditionalType(firstType, secondType, syntax.offset)
        case .list(let elements): return listType(elements)
        case .map(let entries): return mapType(entries)
        case .message(let name, let isAbsolute, let fields):
            return messageType(name, isAbsolute: isAbsolute, fields, syntax.offset)
        case .comprehension(let macro): return comprehensionType(macro)
        case .binding(let name, let value, let body): return scopedType([(name, value)], body)
        case .block(let values, let body):
            return scopedType(values.enumerated().map { ("@index\($0.offset)", $0.element) }, body)
        }
    }

    private mutating func require(_ syntax: Syntax, _ wanted: ValueType, _ role: String) {
        let found = type(syntax)
        if !substitution.assign(found, to: wanted) {
            _ = report("\(role) must be \(wanted), not \(text(found))", at: syntax.offset)
        }
    }

    private static func literalType(_ value: Value) -> ValueType {
        switch value {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .string: .string
        case .bytes: .bytes
        default: .dynamic
        }
    }

    // MARK: - Names and selections

    private mutating func nameType(_ name: String, isAbsolute: Bool, _ offset: Int) -> ValueType {
        if !isAbsolute, let type = scope[name] { return type }
        if let type = declaredType(name, isAbsolute: isAbsolute) { return type }
        let known = environment.variables.map(\.name) + scope.keys.sorted()
        return report(
            "undeclared reference to '\(name)'", at: offset, suggestion: Suggestion.closest(to: name, among: known))
    }

    private func declaredType(_ name: String, isAbsolute: Bool) -> ValueType? {
        switch environment.meaning(of: name, isAbsolute: isAbsolute) {
        case .variable(let slot): environment.variables[slot].type
        case .type(let type): .type(ValueType(naming: type))
        case nil: nil
        }
    }

    private func qualifiedType(_ syntax: Syntax) -> ValueType? {
        guard let (name, isAbsolute) = syntax.qualifiedName else { return nil }
        if !isAbsolute, let root = syntax.root, scope[root] != nil { return nil }
        return declaredType(name, isAbsolute: isAbsolute)
    }

    private mutating func selectedType(
        _ operand: Syntax, _ field: String, isOptional: Bool, _ syntax: Syntax
    ) -> ValueType {
        let operandType = type(operand)
        let found = substitution.resolved(operandType)
        if case .optional(let wrapped) = found { return .optional(fieldType(wrapped, field, syntax)) }
        let type = fieldType(found, field, syntax)
        return isOptional ? .optional(type) : type
    }

    private mutating func fieldType(_ type: ValueType, _ field: String, _ syntax: Syntax) -> ValueType {
        switch type {
        case .dynamic, .error: return .dynamic
        case .parameter:
            _ = substitution.assign(.dynamic, to: type)
            return .dynamic
        case .map(let key, let value):
            guard substitution.assign(.string, to: key) else {
                return report("a map with keys of type \(text(key)) has no fields", at: syntax.offset)
            }
            return value
        case .object(let object):
            if let index = object.index(of: field) { return object.fields[index].type }
            let suggestion = Suggestion.closest(to: field, among: object.fields.map(\.name))
            return report("undefined field '\(field)' of \(object.name)", at: syntax.offset, suggestion: suggestion)
        default: return report("a value of type \(text(type)) has no fields", at: syntax.offset)
        }
    }

    private mutating func indexedType(
        _ operand: Syntax, _ index: Syntax, isOptional: Bool, _ syntax: Syntax
    ) -> ValueType {
        let (operandType, indexType) = (type(operand), type(index))
        let container = substitution.resolved(operandType)
        if case .optional(let wrapped) = container { return .optional(elementType(wrapped, indexType, syntax)) }
        let element = elementType(container, indexType, syntax)
        return isOptional ? .optional(element) : element
    }

    private mutating func elementType(_ container: ValueType, _ index: ValueType, _ syntax: Syntax) -> ValueType {
        switch container {
        case .dynamic, .error: return .dynamic
        case .parameter:
            _ = substitution.assign(.dynamic, to: container)
            return .dynamic
        case .list(let element):
            guard substitution.assign(index, to: .int) else { break }
            return element
        case .map(let key, let value):
            guard substitution.assign(index, to: key) else { break }
            return value
        default: break
        }
        return report("no such overload: \(text(container))[\(text(index))]", at: syntax.offset)
    }

    // MARK: - Calls

    private mutating func callType(
        _ name: String, _ receiver: Syntax?, _ arguments: [Syntax], isAbsolute: Bool, _ syntax: Syntax
    ) -> ValueType {
        guard let receiver else {
            let types = arguments.map { type($0) }
            guard let function = environment.function(name, isAbsolute: isAbsolute) else {
                return unknown(name, isMember: false, syntax.offset)
            }
            checkPattern(name, arguments.last)
            return resolve(name, function.overloads.filter { !$0.isMember }, types, syntax.offset)
        }
        if let (space, isAbsolute) = receiver.qualifiedName, receiver.root.map({ scope[$0] == nil }) ?? true {
            let fullName = "\(space).\(name)"
            if let function = environment.function(fullName, isAbsolute: isAbsolute) {
                let types = arguments.map { type($0) }
                return resolve(fullName, function.overloads.filter { !$0.isMember }, types, syntax.offset)
            }
            if qualifiedType(receiver) == nil, environment.isNameSpace(space) {
                let known = environment.functionNames.filter { $0.hasPrefix(space + ".") }
                let suggestion = Suggestion.closest(to: fullName, among: known)
                return report("undeclared function '\(fullName)'", at: syntax.offset, suggestion: suggestion)
            }
        }
        let types = ([receiver] + arguments).map { type($0) }
        guard let function = environment.functions[name] else { return unknown(name, isMember: true, syntax.offset) }
        checkPattern(name, arguments.last)
        return resolve(name, function.overloads.filter(\.isMember), types, syntax.offset)
    }

    private mutating func unknown(_ name: String, isMember: Bool, _ offset: Int) -> ValueType {
        let macros = ["has", "all", "exists", "exists_one", "map", "filter"]
        let known = environment.functions.values.filter { $0.overloads.contains { $0.isMember == isMember } }
            .map(\.name).filter { $0.first?.isLetter ?? false }
        return report(
            "undeclared function '\(name)'", at: offset,
            suggestion: Suggestion.closest(to: name, among: known.sorted() + macros))
    }

    /// A regular expression that is known already must be one.
    private mutating func checkPattern(_ name: String, _ argument: Syntax?) {
        guard name == "matches", let argument, case .string(let pattern) = argument.literal else { return }
        do {
            _ = try RegularExpression(pattern, maximumSize: environment.limits.patternSize)
        } catch {
            _ = report("invalid regular expression: \(error)", at: argument.offset)
        }
    }

    /// The type that a call gives, from all overloads that fit; dynamic when they give different ones.
    private mutating func resolve(
        _ name: String, _ overloads: [Overload], _ arguments: [ValueType], _ offset: Int
    ) -> ValueType {
        var result: ValueType?
        var isFirst = true
        let before = substitution
        for overload in overloads where overload.takes(count: arguments.count) {
            var attempt = isFirst ? substitution : before
            let signature = attempt.instantiated(overload.parameters(count: arguments.count) + [overload.result])
            guard let given = signature.last, attempt.assign(arguments, to: Array(signature.dropLast())) else {
                continue
            }
            if isFirst {
                substitution = attempt
                result = given
                isFirst = false
            } else if let known = result, attempt.resolved(known) != attempt.resolved(given) {
                // More than one fits only when something is dynamic.
                substitution = before
                result = .dynamic
            }
        }
        if let result { return result }
        let types = arguments.map { text($0) }.joined(separator: ", ")
        let known = overloads.map(\.signature)
        let isOperator = !(name.unicodeScalars.first?.isIdentifierStart ?? false)
        let hint = isOperator || known.isEmpty || known.count > 3 ? "" : "; there is \(known.joined(separator: ", "))"
        return report("no such overload: \(name)(\(types))\(hint)", at: offset)
    }

    private mutating func conditionalType(_ first: ValueType, _ second: ValueType, _ offset: Int) -> ValueType {
        if case .type = substitution.resolved(first), case .type = substitution.resolved(second) {
            return substitution.join(first, second)
        }
        if substitution.assign(second, to: first) || substitution.assign(first, to: second) {
            return substitution.join(first, second)
        }
        return report("the branches give different types: \(text(first)) and \(text(second))", at: offset)
    }

    // MARK: - Lists, maps and messages

    private mutating func listType(_ elements: [Syntax.Element]) -> ValueType {
        var joined: ValueType?
        for element in elements {
            let type = unwrapped(type(element.value), isOptional: element.isOptional, element.value.offset)
            joined = joined.map { substitution.join($0, type) } ?? type
        }
        return .list(joined ?? substitution.fresh())
    }

    private mutating func mapType(_ entries: [Syntax.Entry]) -> ValueType {
        var (joinedKey, joinedValue): (ValueType?, ValueType?) = (nil, nil)
        for entry in entries {
            let key = type(entry.key)
            switch substitution.resolved(key) {
            case .bool, .int, .uint, .string, .dynamic, .error, .parameter, .wrapper: break
            default: _ = report("a value of type \(text(key)) cannot be a key of a map", at: entry.key.offset)
            }
            let value = unwrapped(type(entry.value), isOptional: entry.isOptional, entry.value.offset)
            joinedKey = joinedKey.map { substitution.join($0, key) } ?? key
            joinedValue = joinedValue.map { substitution.join($0, value) } ?? value
        }
        return .map(joinedKey ?? substitution.fresh(), joinedValue ?? substitution.fresh())
    }

    /// What an optional element or entry adds.
    private mutating func unwrapped(_ type: ValueType, isOptional: Bool, _ offset: Int) -> ValueType {
        guard isOptional else { return type }
        let wrapped = substitution.fresh()
        guard substitution.assign(type, to: .optional(wrapped)) else {
            return report("an optional element must be optional_type, not \(text(type))", at: offset)
        }
        return substitution.resolved(type) == .dynamic ? .dynamic : wrapped
    }

    private mutating func messageType(
        _ name: String, isAbsolute: Bool, _ fields: [Syntax.Field], _ offset: Int
    ) -> ValueType {
        let message = environment.message(name, isAbsolute: isAbsolute)
        for field in fields {
            let found = unwrapped(type(field.value), isOptional: field.isOptional, field.value.offset)
            guard let message else { continue }
            guard let wanted = message.fields[field.name] else {
                let suggestion = Suggestion.closest(to: field.name, among: message.fields.keys.sorted())
                _ = report(
                    "undefined field '\(field.name)' of \(name)", at: field.value.range.lowerBound,
                    suggestion: suggestion)
                continue
            }
            if !substitution.assign(found, to: wanted) {
                _ = report("the field '\(field.name)' must be \(wanted), not \(text(found))", at: field.value.offset)
            }
        }
        return message?.type ?? report("undeclared reference to '\(name)'", at: offset)
    }

    // MARK: - Macros

    private mutating func scopedType(_ values: [(name: String, value: Syntax)], _ body: Syntax) -> ValueType {
        let outer = scope
        defer { scope = outer }
        for (name, value) in values { scope[name] = type(value) }
        return type(body)
    }

    private mutating func comprehensionType(_ macro: Comprehension) -> ValueType {
        let rangeType = type(macro.range)
        let range = substitution.resolved(rangeType)
        let outer = scope
        defer { scope = outer }
        for (name, type) in zip(macro.variables, variableTypes(macro, range)) { scope[name] = type }
        if let condition = macro.condition { require(condition, .bool, "a condition") }
        switch macro.operation {
        case .all, .exists, .existsOne:
            require(macro.body, .bool, "the condition of \(macro.name)()")
            return .bool
        case .filter:
            require(macro.body, .bool, "the condition of filter()")
            return .list(scope[macro.variables[0]] ?? .dynamic)
        case .map, .transformList: return .list(type(macro.body))
        case .transformMap: return .map(scope[macro.variables[0]] ?? .dynamic, type(macro.body))
        case .transformMapEntry:
            let (key, value) = (substitution.fresh(), substitution.fresh())
            let body = type(macro.body)
            guard substitution.assign(body, to: .map(key, value)) else {
                return report("the body must be a map, not \(text(body))", at: macro.body.offset)
            }
            return .map(key, value)
        case .optionalMap: return .optional(type(macro.body))
        case .optionalFlatMap:
            let wrapped = substitution.fresh()
            let body = type(macro.body)
            guard substitution.assign(body, to: .optional(wrapped)) else {
                return report("the body must be optional_type, not \(text(body))", at: macro.body.offset)
            }
            return .optional(wrapped)
        }
    }

    private mutating func variableTypes(_ macro: Comprehension, _ range: ValueType) -> [ValueType] {
        let count = macro.variables.count
        let needsOptional = macro.operation == .optionalMap || macro.operation == .optionalFlatMap
        switch range {
        case .dynamic, .error: return Array(repeating: .dynamic, count: count)
        case .optional(let wrapped) where needsOptional: return [wrapped]
        case .parameter:
            _ = substitution.assign(.dynamic, to: range)
            return Array(repeating: .dynamic, count: count)
        case .list(let element) where !needsOptional: return count == 1 ? [element] : [.int, element]
        case .map(let key, let value) where !needsOptional: return count == 1 ? [key] : [key, value]
        default:
            let wanted = needsOptional ? "an optional value" : "a list or a map"
            _ = report("\(macro.name)() needs \(wanted), not \(text(range))", at: macro.range.offset)
            return Array(repeating: .error, count: count)
        }
    }
}

extension ValueType {
    /// The type that a name such as `list` stands for.
    fileprivate init(naming type: TypeValue) {
        let simple: [ValueType] = [
            .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .list(.dynamic),
            .map(.dynamic, .dynamic), .optional(.dynamic), .type(.dynamic),
        ]
        self = simple.first { $0.runtimeType == type } ?? .abstract(type.name, [])
    }
}
