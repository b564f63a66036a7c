/// Addresses and ranges of addresses.
enum NetworkFunctions {
    private static let address = ValueType.abstract("net.IP", [])
    private static let range = ValueType.abstract("net.CIDR", [])

    static let all: [Function] = [
        Function("isIP", [text(.bool) { value throws(EvaluationError) in .bool(NetworkAddress(value) != nil) }]),
        Function("isCIDR", [text(.bool) { value throws(EvaluationError) in .bool(NetworkRange(value) != nil) }]),
        Function(
            "ip",
            [
                text(address) { value throws(EvaluationError) in .object(try parseAddress(value)) },
                Overload(
                    [range], address, isMember: true,
                    .unary { value throws(EvaluationError) in .object(try asRange(value).address) }),
            ]),
        Function("cidr", [text(range) { value throws(EvaluationError) in .object(try parseRange(value)) }]),
        Function(
            "ip.isCanonical",
            [
                text(.bool) { value throws(EvaluationError) in
                    .bool(try parseAddress(value).canonicalText.isExactly(value))
                }
            ]),
        Function("family", [ask(.int) { .int($0.isVersion4 ? 4 : 6) }]),
        Function("isLoopback", [ask(.bool) { .bool($0.isLoopback) }]),
        Function("isUnspecified", [ask(.bool) { .bool($0.isUnspecified) }]),
        Function("isGlobalUnicast", [ask(.bool) { .bool($0.isGlobalUnicast) }]),
        Function("isLinkLocalUnicast", [ask(.bool) { .bool($0.isLinkLocalUnicast) }]),
        Function("isLinkLocalMulticast", [ask(.bool) { .bool($0.isLinkLocalMulticast) }]),
        Function(
            "containsIP",
            [
                contains(address) { range, value throws(EvaluationError) in range.contains(try asAddress(value)) },
                contains(.string) { range, value throws(EvaluationError) in
                    range.contains(try parseAddress(value.asString()))
                },
            ]),
        Function(
            "containsCIDR",
            [
                contains(range) { range, value throws(EvaluationError) in range.contains(try asRange(value)) },
                contains(.string) { range, value throws(EvaluationError) in
                    range.contains(try parseRange(value.asString()))
                },
            ]),
        Function(
            "masked",
            [
                Overload(
                    [range], range, isMember: true,
                    .unary { value throws(EvaluationError) in .object(try asRange(value).masked) })
            ]),
        Function(
            "prefixLength",
            [
                Overload(
                    [range], .int, isMember: true,
                    .unary { value throws(EvaluationError) in .int(Int64(try asRange(value).prefixLength)) })
            ]),
        Function(
            "string",
            [address, range].map { type in
                Overload(
                    [type], .string,
                    .unary { value throws(EvaluationError) in
                        guard case .object(let object) = value, let text = object.text else {
                            throw EvaluationError(.conversion(value, to: "string"))
                        }
                        return .string(text)
                    })
            }),
    ]

    private static func text(
        _ result: ValueType, _ body: @escaping @Sendable (String) throws(EvaluationError) -> Value
    ) -> Overload {
        Overload(
            [.string], result, cost: .sizes,
            .unary { value throws(EvaluationError) in try body(value.asString()) })
    }

    private static func ask(_ result: ValueType, _ body: @escaping @Sendable (NetworkAddress) -> Value) -> Overload {
        Overload(
            [address], result, isMember: true, .unary { value throws(EvaluationError) in body(try asAddress(value)) })
    }

    private static func contains(
        _ type: ValueType, _ body: @escaping @Sendable (NetworkRange, Value) throws(EvaluationError) -> Bool
    ) -> Overload {
        Overload(
            [range, type], .bool, isMember: true, cost: .sizes,
            .binary { range, value throws(EvaluationError) in .bool(try body(asRange(range), value)) })
    }

    private static func asAddress(_ value: Value) throws(EvaluationError) -> NetworkAddress {
        guard case .object(let object) = value, let address = object as? NetworkAddress else {
            throw EvaluationError(.noSuchOverload("net.IP", [value.type]))
        }
        return address
    }

    private static func asRange(_ value: Value) throws(EvaluationError) -> NetworkRange {
        guard case .object(let object) = value, let range = object as? NetworkRange else {
            throw EvaluationError(.noSuchOverload("net.CIDR", [value.type]))
        }
        return range
    }

    private static func parseAddress(_ text: String) throws(EvaluationError) -> NetworkAddress {
        guard let address = NetworkAddress(text) else {
            throw EvaluationError(.invalidArgument("'\(text)' is not an IP address"))
        }
        return address
    }

    private static func parseRange(_ text: String) throws(EvaluationError) -> NetworkRange {
        guard let range = NetworkRange(text) else {
            throw EvaluationError(.invalidArgument("'\(text)' is not a range of IP addresses"))
        }
        return range
    }
}
