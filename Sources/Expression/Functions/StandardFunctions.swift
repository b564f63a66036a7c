/// `size` and the standard functions on strings.
enum StandardFunctions {
    static func all(patternSize: Int) -> [Function] {
        [
            Function("size", sized(isMember: false) + sized(isMember: true)),
            Function("contains", [test(cost: .product) { $0.contains(bytesOf: $1) }]),
            Function("startsWith", [test { $0.utf8.starts(with: $1.utf8) }]),
            Function("endsWith", [test { $0.utf8.reversed().starts(with: $1.utf8.reversed()) }]),
            Function(
                "matches",
                [
                    Overload([.string, .string], .bool, isMember: true, .metered(matches(patternSize))),
                    Overload([.string, .string], .bool, .metered(matches(patternSize))),
                ]),
        ]
    }

    private static func sized(isMember: Bool) -> [Overload] {
        let types: [ValueType] = [
            .string, .bytes, .list(.parameter("A")), .map(.parameter("A"), .parameter("B")),
        ]
        return types.map { type in
            Overload(
                [type], .int, isMember: isMember, cost: type == .string ? .sizes : .steps(1),
                .unary { value throws(EvaluationError) in
                    switch value {
                    case .string(let text): .int(Int64(text.unicodeScalars.count))
                    case .bytes(let bytes): .int(Int64(bytes.count))
                    case .list(let list): .int(Int64(list.count))
                    case .map(let map): .int(Int64(map.count))
                    default: throw EvaluationError(.noSuchOverload("size", [value.type]))
                    }
                })
        }
    }

    private static func test(
        cost: Overload.Cost = .sizes, _ test: @escaping @Sendable (String, String) -> Bool
    ) -> Overload {
        Overload(
            [.string, .string], .bool, isMember: true, cost: cost,
            .binary { text, part throws(EvaluationError) in .bool(test(try text.asString(), try part.asString())) })
    }

    /// For patterns that are not known before the evaluation; the compiler makes others once.
    private static func matches(_ patternSize: Int) -> Overload.Metered {
        { arguments, meter throws(EvaluationError) in
            let pattern = try arguments[1].asString()
            try meter.charge(pattern.utf8.count)
            let expression: RegularExpression
            do throws(PatternError) {
                expression = try RegularExpression(pattern, maximumSize: patternSize)
            } catch {
                throw EvaluationError(.invalidArgument("invalid regular expression: \(error.message)"))
            }
            try meter.charge(expression.size / 4)
            return .bool(try expression.matches(arguments[0].asString(), &meter))
        }
    }
}

extension RegularExpression {
    /// Whether a part of the text matches; a step is charged for each eight of the automaton.
    func matches(_ text: String, _ meter: inout Meter) throws(EvaluationError) -> Bool {
        let (product, overflow) = meter.left.multipliedReportingOverflow(by: 8)
        let search = search(in: text, stepLimit: overflow ? .max : product, wantsRange: false)
        try meter.charge(1 + search.steps / 8)
        guard search.isComplete else { throw EvaluationError(.costLimit(meter.limit)) }
        return search.isMatch
    }
}

extension String {
    /// Whether the bytes of the other text stand somewhere in a row.
    func contains(bytesOf part: String) -> Bool {
        if part.isEmpty { return true }
        let part = Array(part.utf8)
        let text = Array(utf8)
        guard part.count <= text.count else { return false }
        for start in 0...(text.count - part.count) where text[start] == part[0] {
            if text[start..<start + part.count].elementsEqual(part) { return true }
        }
        return false
    }
}
