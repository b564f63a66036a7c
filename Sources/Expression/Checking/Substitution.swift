/// What the type parameters of an expression stand for, as far as the checker has found out.
struct Substitution {
    private var bindings: [String: ValueType] = [:]
    private var freshCount = 0

    /// A parameter that stands for nothing yet.
    mutating func fresh() -> ValueType {
        freshCount += 1
        return .parameter("_\(freshCount)")
    }

    /// A copy of a signature whose parameters are its own.
    mutating func instantiated(_ types: [ValueType]) -> [ValueType] {
        var names: [String: ValueType] = [:]
        return types.map { type in
            type.mapParameters { name in
                if let type = names[name] { return type }
                let type = fresh()
                names[name] = type
                return type
            }
        }
    }

    /// The type with all known parameters replaced; unknown ones stay, or become dynamic.
    func resolved(_ type: ValueType, unknownAsDynamic: Bool = false) -> ValueType {
        type.mapParameters { name in
            guard let bound = bindings[name] else { return unknownAsDynamic ? .dynamic : .parameter(name) }
            return resolved(bound, unknownAsDynamic: unknownAsDynamic)
        }
    }

    private func shallow(_ type: ValueType) -> ValueType {
        var type = type
        while case .parameter(let name) = type, let bound = bindings[name] { type = bound }
        return type
    }

    /// Whether a value of type `source` may stand where `target` is asked for. Binds parameters where that makes it so,
    /// and nothing otherwise.
    mutating func assign(_ source: ValueType, to target: ValueType) -> Bool {
        var copy = self
        guard copy.unify(source, target) else { return false }
        self = copy
        return true
    }

    mutating func assign(_ sources: [ValueType], to targets: [ValueType]) -> Bool {
        guard sources.count == targets.count else { return false }
        var copy = self
        for (source, target) in zip(sources, targets) {
            guard copy.unify(source, target) else { return false }
        }
        self = copy
        return true
    }

    private mutating func unify(_ source: ValueType, _ target: ValueType) -> Bool {
        // A parameter that already stands for a type comes to stand for the more general of both.
        if case .parameter(let name) = target, let bound = bindings[name], shallow(bound) != shallow(source) {
            guard unify(source, bound) else { return false }
            let (left, right) = (resolved(bound), resolved(source))
            if case .parameter = left { return true }
            bindings[name] = Self.moreGeneral(left, right)
            return true
        }
        let (source, target) = (shallow(source), shallow(target))
        if source == target { return true }
        switch (source, target) {
        case (_, .parameter(let name)): return bind(name, to: source)
        case (.parameter(let name), _): return bind(name, to: target)
        case (.dynamic, _), (_, .dynamic), (.error, _), (_, .error): return true
        case (.wrapper(let inner), _):
            if case .wrapper(let other) = target { return unify(inner, other) }
            return target == .null || unify(inner, target)
        case (_, .wrapper(let inner)): return source == .null || unify(source, inner)
        // Messages, times and abstract types may be null.
        case (.null, .timestamp), (.null, .duration), (.null, .abstract), (.null, .object), (.null, .optional),
            (.timestamp, .null), (.duration, .null), (.abstract, .null), (.object, .null), (.optional, .null):
            return true
        case (.list(let left), .list(let right)), (.optional(let left), .optional(let right)):
            return unify(left, right)
        case (.map(let leftKey, let leftValue), .map(let rightKey, let rightValue)):
            return unify(leftKey, rightKey) && unify(leftValue, rightValue)
        case (.type, .type): return true
        case (.abstract(let left, let leftTypes), .abstract(let right, let rightTypes)):
            guard left == right, leftTypes.count == rightTypes.count else { return false }
            for (left, right) in zip(leftTypes, rightTypes) {
                guard unify(left, right) else { return false }
            }
            return true
        default: return false
        }
    }

    private mutating func bind(_ name: String, to type: ValueType) -> Bool {
        guard !resolved(type).contains(parameter: name) else { return false }
        bindings[name] = type
        return true
    }

    /// The type of values that may be of either type: the more general one when one takes the other, `type(dyn)` for
    /// two types, else dynamic.
    mutating func join(_ first: ValueType, _ second: ValueType) -> ValueType {
        let (left, right) = (resolved(first), resolved(second))
        if case .type = left, case .type = right, left != right { return .type(.dynamic) }
        guard assign(right, to: left) else {
            return assign(left, to: right) ? resolved(right) : .dynamic
        }
        return Self.moreGeneral(resolved(left), resolved(right))
    }

    private static func moreGeneral(_ left: ValueType, _ right: ValueType) -> ValueType {
        switch (left, right) {
        case (.dynamic, _), (_, .error): return left
        case (_, .dynamic), (.error, _): return right
        case (.wrapper, _): return left
        case (_, .wrapper): return right
        case (.null, _): return right
        case (.list(let left), .list(let right)): return .list(moreGeneral(left, right))
        case (.optional(let left), .optional(let right)): return .optional(moreGeneral(left, right))
        case (.map(let leftKey, let leftValue), .map(let rightKey, let rightValue)):
            return .map(moreGeneral(leftKey, rightKey), moreGeneral(leftValue, rightValue))
        case (.abstract(let name, let leftTypes), .abstract(_, let rightTypes)):
            return .abstract(name, zip(leftTypes, rightTypes).map(moreGeneral))
        default: return left
        }
    }
}

extension ValueType {
    /// The type with each parameter replaced.
    func mapParameters(_ replace: (String) -> ValueType) -> ValueType {
        switch self {
        case .parameter(let name): replace(name)
        case .list(let element): .list(element.mapParameters(replace))
        case .map(let key, let value): .map(key.mapParameters(replace), value.mapParameters(replace))
        case .optional(let wrapped): .optional(wrapped.mapParameters(replace))
        case .type(let type): .type(type.mapParameters(replace))
        case .wrapper(let type): .wrapper(type.mapParameters(replace))
        case .abstract(let name, let types): .abstract(name, types.map { $0.mapParameters(replace) })
        default: self
        }
    }

    func contains(parameter: String) -> Bool {
        var isFound = false
        _ = mapParameters { name in
            if name == parameter { isFound = true }
            return .dynamic
        }
        return isFound
    }
}
