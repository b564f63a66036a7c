/// The extension of functions on strings. Positions count code points.
enum StringFunctions {
    static let all: [Function] = [
        Function(
            "charAt",
            [
                Overload(
                    [.string, .int], .string, isMember: true, cost: .sizes,
                    .binary { text, index throws(EvaluationError) in
                        let scalars = try Scalars(text)
                        let position = try scalars.position(index)
                        return Scalars.value(scalars.all[position..<min(position + 1, scalars.all.count)])
                    })
            ]),
        Function("indexOf", positions(indexOf)), Function("lastIndexOf", positions(lastIndexOf)),
        Function("lowerAscii", [mapped { 65...90 ~= $0 ? $0 + 32 : $0 }]),
        Function("upperAscii", [mapped { 97...122 ~= $0 ? $0 - 32 : $0 }]),
        Function(
            "replace",
            [
                Overload([.string, .string, .string], .string, isMember: true, .metered(replace)),
                Overload([.string, .string, .string, .int], .string, isMember: true, .metered(replace)),
            ]),
        Function(
            "split",
            [
                Overload([.string, .string], .list(.string), isMember: true, .metered(split)),
                Overload([.string, .string, .int], .list(.string), isMember: true, .metered(split)),
            ]),
        Function(
            "substring",
            [
                Overload([.string, .int], .string, isMember: true, cost: .sizes, .variadic(substring)),
                Overload([.string, .int, .int], .string, isMember: true, cost: .sizes, .variadic(substring)),
            ]),
        Function("trim", [whole { Scalars.value($0.trimmed) }]),
        Function("reverse", [whole { Scalars.value($0.all.reversed()) }]),
        Function(
            "join",
            [
                Overload([.list(.string)], .string, isMember: true, .metered(join)),
                Overload([.list(.string), .string], .string, isMember: true, .metered(join)),
            ]),
        Function(
            "strings.quote",
            [
                Overload(
                    [.string], .string, cost: .sizes,
                    .unary { value throws(EvaluationError) in .string(try value.asString().quoted) })
            ]),
        Function(
            "format",
            [Overload([.string, .list(.dynamic)], .string, isMember: true, .metered(StringFormat.apply))]),
    ]

    private static func whole(_ convert: @escaping @Sendable (Scalars) -> Value) -> Overload {
        Overload(
            [.string], .string, isMember: true, cost: .sizes,
            .unary { value throws(EvaluationError) in convert(try Scalars(value)) })
    }

    private static func mapped(_ convert: @escaping @Sendable (UInt8) -> UInt8) -> Overload {
        Overload(
            [.string], .string, isMember: true, cost: .sizes,
            .unary { value throws(EvaluationError) in
                .string(String(decoding: try value.asString().utf8.map(convert), as: UTF8.self))
            })
    }

    private typealias Find = @Sendable (Scalars, Scalars, Int?) -> Int?

    private static func positions(_ find: @escaping Find) -> [Overload] {
        let body: Overload.Variadic = { arguments throws(EvaluationError) in
            let (text, part) = (try Scalars(arguments[0]), try Scalars(arguments[1]))
            let start = arguments.count > 2 ? try text.position(arguments[2]) : nil
            return .int(Int64(find(text, part, start) ?? -1))
        }
        return [
            Overload([.string, .string], .int, isMember: true, cost: .product, .variadic(body)),
            Overload([.string, .string, .int], .int, isMember: true, cost: .product, .variadic(body)),
        ]
    }

    private static let indexOf: Find = { text, part, start in text.firstPosition(of: part, from: start ?? 0) }

    private static let lastIndexOf: Find = { text, part, start in
        let latest = text.all.count - part.all.count
        guard latest >= 0 else { return nil }
        return (0...min(start ?? latest, latest)).last { text.holds(part, at: $0) }
    }

    private static let replace: Overload.Metered = { arguments, meter throws(EvaluationError) in
        let (text, part, new) = (try Scalars(arguments[0]), try Scalars(arguments[1]), try Scalars(arguments[2]))
        let limit = arguments.count > 3 ? try arguments[3].asInt() : -1
        try meter.charge(product: text.all.count / 10 + 1, part.all.count / 10 + 1)
        var output: [Unicode.Scalar] = []
        var (position, count) = (0, Int64(0))
        while limit < 0 || count < limit, let found = text.firstPosition(of: part, from: position) {
            try meter.charge(1 + new.all.count / 10)
            output += text.all[position..<found] + new.all
            position = found + part.all.count
            count += 1
            guard part.all.isEmpty else { continue }
            // Between any two code points, and at both ends.
            guard found < text.all.count else { break }
            output.append(text.all[found])
            position = found + 1
        }
        if position < text.all.count { output += text.all[position...] }
        return Scalars.value(output)
    }

    private static let split: Overload.Metered = { arguments, meter throws(EvaluationError) in
        let (text, separator) = (try Scalars(arguments[0]), try Scalars(arguments[1]))
        let limit = arguments.count > 2 ? try arguments[2].asInt() : -1
        if limit == 0 { return .list([]) }
        try meter.charge(product: text.all.count / 10 + 1, separator.all.count / 10 + 1)
        var (parts, start): ([Value], Int) = ([], 0)
        while limit < 0 || parts.count < limit - 1 {
            try meter.charge(1)
            if separator.all.isEmpty {
                guard start + 1 < text.all.count else { break }
                parts.append(Scalars.value(text.all[start..<start + 1]))
                start += 1
                continue
            }
            guard let found = text.firstPosition(of: separator, from: start) else { break }
            parts.append(Scalars.value(text.all[start..<found]))
            start = found + separator.all.count
        }
        if separator.all.isEmpty, text.all.isEmpty { return .list([]) }
        return .list(parts + [Scalars.value(text.all[start...])])
    }

    private static let substring: Overload.Variadic = { arguments throws(EvaluationError) in
        let text = try Scalars(arguments[0])
        let start = try text.position(arguments[1])
        let end = arguments.count > 2 ? try text.position(arguments[2]) : text.all.count
        guard start <= end else {
            throw EvaluationError(.invalidArgument("invalid substring range: start \(start), end \(end)"))
        }
        return Scalars.value(text.all[start..<end])
    }

    private static let join: Overload.Metered = { arguments, meter throws(EvaluationError) in
        let separator = arguments.count > 1 ? try arguments[1].asString() : ""
        var text = ""
        for (index, element) in try arguments[0].asList().enumerated() {
            let part = try element.asString()
            try meter.charge(1 + (part.utf8.count + separator.utf8.count) / 10)
            if index > 0 { text += separator }
            text += part
        }
        return .string(text)
    }
}

/// The code points of a string.
private struct Scalars {
    let all: [Unicode.Scalar]

    init(_ value: Value) throws(EvaluationError) {
        all = Array(try value.asString().unicodeScalars)
    }

    /// A position between two code points or at an end.
    func position(_ value: Value) throws(EvaluationError) -> Int {
        let position = try value.asInt()
        guard position >= 0, position <= all.count else { throw EvaluationError(.indexOutOfRange(position)) }
        return Int(position)
    }

    func holds(_ part: Scalars, at position: Int) -> Bool {
        position + part.all.count <= all.count
            && all[position..<position + part.all.count].elementsEqual(part.all)
    }

    func firstPosition(of part: Scalars, from start: Int) -> Int? {
        let latest = all.count - part.all.count
        guard start <= latest else { return nil }
        return (start...latest).first { holds(part, at: $0) }
    }

    /// Without what Unicode calls white space at both ends.
    var trimmed: ArraySlice<Unicode.Scalar> {
        let start = all.firstIndex { !$0.properties.isWhitespace } ?? all.count
        let end = all.lastIndex { !$0.properties.isWhitespace }.map { $0 + 1 } ?? start
        return all[start..<end]
    }

    static func value(_ scalars: some Sequence<Unicode.Scalar>) -> Value {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return .string(String(text))
    }
}
