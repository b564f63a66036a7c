// A libFuzzer target for the expression language: reading, checking and evaluating any text must end with a value or an
// error, within its limits. Built with the sources of Expression by Scripts/fuzz, not by the package.

/// A world with a variable of each kind of type.
private struct World: Sendable {
    let environment: Environment?
    let values: [Value]

    static let only = World()

    private init() {
        var limits = Limits()
        limits.cost = 20_000
        environment = try? Environment(
            variables: [
                Variable("text", .string), Variable("number", .int), Variable("numbers", .list(.int)),
                Variable("map", .map(.string, .dynamic)), Variable("any", .dynamic),
            ], limits: limits)
        values = [
            .string("n\u{301}on 😀 a.b.c"), .int(-7), .list([.int(1), .int(.max), .int(.min)]),
            .map(MapValue(strings: [(key: "a", value: .double(.nan)), (key: "b", value: .null)])), .double(1.5),
        ]
    }
}

private struct Given: Activation {
    let values: [Value]
    func value(at slot: Int) -> Value? { values.indices.contains(slot) ? values[slot] : nil }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let environment = World.only.environment, count > 0 else { return 0 }
    let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    guard let syntax = try? environment.parse(text) else { return 0 }
    // What is written out again must read as the same.
    let written = syntax.description
    guard let again = try? environment.parse(written) else { fatalError("does not read its own text: \(written)") }
    guard again.description == written else { fatalError("writes \(again.description) for \(written)") }
    guard let program = try? environment.compile(text) else { return 0 }
    var meter = Meter(limit: 20_000)
    _ = try? program.evaluate(Given(values: World.only.values), &meter)
    return 0
}
