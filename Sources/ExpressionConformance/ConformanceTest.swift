import Expression

/// One test of the suite.
struct ConformanceTest {
    /// `section/test`.
    let name: String
    let expression: String
    let container: String
    let isChecked: Bool
    let isOnlyChecked: Bool
    let variables: [Variable]
    let functions: [Function]
    let bindings: [String: Value]
    let expectation: Expectation

    enum Expectation {
        case value(Value)
        case error
        /// Also the type that the checker finds.
        case typed(Value?, ValueType)
    }
}

/// Why a test cannot be run.
struct Unsupported: Error {
    let reason: String
}

extension ConformanceTest {
    /// - Throws: `Unsupported` when the test needs what the library does not have.
    init(_ message: TextMessage, section: String) throws(Unsupported) {
        name = "\(section)/\(message.text("name") ?? "")"
        expression = message.text("expr") ?? ""
        container = message.text("container") ?? ""
        isChecked = !message.flag("disable_check")
        isOnlyChecked = message.flag("check_only")
        if message.flag("disable_macros") { throw Unsupported(reason: "expressions without macros are not supported") }
        expectation = try Self.expectation(message)
        var bindings: [String: Value] = [:]
        for entry in message.messages("bindings") {
            guard let key = entry.text("key"), let value = entry.message("value")?.message("value") else {
                throw Unsupported(reason: "unknown values are not supported")
            }
            bindings[key] = try ProtoValue.value(value)
        }
        self.bindings = bindings
        var variables: [Variable] = []
        var functions: [Function] = []
        for declaration in message.messages("type_env") {
            let name = declaration.text("name") ?? ""
            if let type = declaration.message("ident")?.message("type") {
                variables.append(Variable(name, try ProtoType.type(type)))
            } else if let function = declaration.message("function") {
                functions.append(Function(name, try Self.overloads(function, name)))
            }
        }
        let declared = Set(variables.map(\.name))
        for name in bindings.keys.sorted() where !declared.contains(name) { variables.append(Variable(name, .dynamic)) }
        self.variables = variables
        self.functions = functions
    }

    private static func expectation(_ message: TextMessage) throws(Unsupported) -> Expectation {
        if message.has("unknown") || message.has("any_unknowns") {
            throw Unsupported(reason: "unknown values are not supported")
        }
        if message.has("eval_error") || message.has("any_eval_errors") { return .error }
        if let typed = message.message("typed_result"), let type = typed.message("deduced_type") {
            let value = typed.message("result")
            return .typed(value == nil ? nil : try value.map(ProtoValue.value), try ProtoType.type(type))
        }
        guard let value = message.message("value") ?? message.message("typed_result")?.message("result") else {
            return .value(.bool(true))
        }
        return .value(try ProtoValue.value(value))
    }

    private static func overloads(_ function: TextMessage, _ name: String) throws(Unsupported) -> [Overload] {
        var overloads: [Overload] = []
        for overload in function.messages("overloads") {
            var parameters: [ValueType] = []
            for parameter in overload.messages("params") { parameters.append(try ProtoType.type(parameter)) }
            let result = try overload.message("result_type").map(ProtoType.type) ?? .dynamic
            let body: Overload.Variadic = { _ throws(EvaluationError) in throw EvaluationError(.unknownFunction(name)) }
            overloads.append(
                overload.flag("is_instance_function")
                    ? .member(parameters, result, body) : .global(parameters, result, body))
        }
        return overloads
    }
}
