import Expression
import Foundation
import Testing

/// The value of an expression without variables.
func value(of text: String, _ environment: Environment? = nil) throws -> Value {
    try (environment ?? Environment(timeZones: systemZones)).compile(text).evaluate(ValueList([]))
}

/// The message with which an expression fails.
func failure(of text: String, variables: [Variable] = [], values: [Value?] = []) throws -> EvaluationError? {
    let program = try Environment(variables: variables).compileUnchecked(text)
    do throws(EvaluationError) {
        _ = try program.evaluate(ValueList(values))
        return nil
    } catch {
        return error
    }
}

/// What the checker says of a text.
func issues(of text: String, _ environment: Environment) -> [ExpressionIssue] {
    do throws(ExpressionIssues) {
        _ = try environment.check(text)
        return []
    } catch {
        return error.issues
    }
}

/// The time zones of this machine.
let systemZones = TimeZoneFiles { name in
    (try? Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/\(name)"))).map { Array($0) }
}

/// An object of a host with two fields, of which one may be missing.
final class Person: ObjectValue {
    static let objectType = ObjectType("Person", fields: [.init("name", .string), .init("age", .int)])

    let name: String
    let age: Int64?

    init(name: String, age: Int64?) {
        self.name = name
        self.age = age
    }

    var type: ObjectType { Self.objectType }

    func value(at field: Int) -> Value? {
        field == 0 ? .string(name) : age.map(Value.int)
    }
}
