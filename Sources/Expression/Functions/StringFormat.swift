/// `format`: a text with clauses such as `%s`, `%d` and `%.3f`, and the values for them.
enum StringFormat {
    /// More digits after the point than this are refused.
    private static let maximumPrecision = 1000
    /// For all digits of a double, of which there may be more than a thousand.
    static let expansionCost = 200

    static let apply: Overload.Metered = { arguments, meter throws(EvaluationError) in
        let values = try arguments[1].asList()
        var rest = Substring(try arguments[0].asString()).unicodeScalars
        try meter.charge(1 + rest.count / 10)
        var (output, used) = ("", 0)
        while let scalar = rest.popFirst() {
            guard scalar == "%" else {
                output.unicodeScalars.append(scalar)
                continue
            }
            let clause = try clause(&rest)
            if clause.letter == "%" {
                output += "%"
                continue
            }
            guard used < values.count else { throw EvaluationError(.indexOutOfRange(Int64(used))) }
            let text = try clause.text(of: values[used], &meter)
            try meter.charge(1 + text.utf8.count / 10)
            output += text
            used += 1
        }
        return .string(output)
    }

    private static func clause(_ rest: inout Substring.UnicodeScalarView) throws(EvaluationError) -> Clause {
        var precision: Int?
        if rest.first == "." {
            rest.removeFirst()
            var digits = ""
            while let digit = rest.first, digit.isDigit {
                digits.unicodeScalars.append(digit)
                rest.removeFirst()
            }
            guard let number = Int(digits), number <= maximumPrecision else {
                throw EvaluationError(.invalidArgument("the precision '\(digits)' of a formatting clause is not valid"))
            }
            precision = number
        }
        guard let letter = rest.popFirst() else {
            throw EvaluationError(.invalidArgument("the last formatting clause is not complete"))
        }
        return Clause(letter: letter, precision: precision)
    }
}

/// One clause of a format.
private struct Clause {
    let letter: Unicode.Scalar
    let precision: Int?

    func text(of value: Value, _ meter: inout Meter) throws(EvaluationError) -> String {
        switch letter {
        case "s": return try string(value, &meter)
        case "d": return try decimal(value)
        case "f", "e":
            try meter.charge(StringFormat.expansionCost)
            return try real(value) {
                letter == "f" ? $0.fixed(precision: precision ?? 6) : $0.scientific(precision: precision ?? 6)
            }
        case "b": return try integer(value, radix: 2)
        case "o": return try integer(value, radix: 8)
        case "x": return try hexadecimal(value, isUpper: false)
        case "X": return try hexadecimal(value, isUpper: true)
        default: throw EvaluationError(.invalidArgument("unrecognized formatting clause '%\(letter)'"))
        }
    }

    private func refuse(_ value: Value) -> EvaluationError {
        EvaluationError(.invalidArgument("the clause '%\(letter)' cannot format a value of type \(value.type.name)"))
    }

    private func special(_ value: Double) -> String? {
        value.isNaN ? "NaN" : value.isInfinite ? (value > 0 ? "Infinity" : "-Infinity") : nil
    }

    private func string(_ value: Value, _ meter: inout Meter) throws(EvaluationError) -> String {
        try meter.charge(1)
        switch value {
        case .string(let text): return text
        case .null: return "null"
        case .bool(let value): return value ? "true" : "false"
        case .int(let value): return String(value)
        case .uint(let value): return String(value)
        case .double(let value): return ShortestDecimal(value).plain
        case .bytes(let bytes):
            try meter.charge(bytes.count / 10)
            return String(decoding: bytes, as: UTF8.self)
        case .timestamp(let value): return value.description
        case .duration(let value): return value.description
        case .type(let type): return type.name
        case .list(let values):
            var parts: [String] = []
            for value in values { parts.append(try string(value, &meter)) }
            return "[" + parts.joined(separator: ", ") + "]"
        case .map(let map):
            var parts: [(key: String, value: String)] = []
            for (key, value) in zip(map.keys, map.values) {
                parts.append((try string(key, &meter), try string(value, &meter)))
            }
            parts.sort { $0.key.exactOrder(against: $1.key) == .before }
            return "{" + parts.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
        case .object(let object):
            guard let text = object.text else { throw refuse(value) }
            return text
        case .optional: throw refuse(value)
        }
    }

    private func decimal(_ value: Value) throws(EvaluationError) -> String {
        switch value {
        case .int(let value): return String(value)
        case .uint(let value): return String(value)
        case .double(let number): return special(number) ?? ShortestDecimal(number).plain
        default: throw refuse(value)
        }
    }

    private func real(
        _ value: Value, _ write: (DecimalExpansion) -> String
    ) throws(EvaluationError) -> String {
        let number: Double
        switch value {
        case .int(let value): number = Double(value)
        case .uint(let value): number = Double(value)
        case .double(let value): number = value
        default: throw refuse(value)
        }
        return special(number) ?? write(DecimalExpansion(number))
    }

    private func integer(_ value: Value, radix: Int, isUpper: Bool = false) throws(EvaluationError) -> String {
        switch value {
        case .int(let number): return String(number, radix: radix, uppercase: isUpper)
        case .uint(let number): return String(number, radix: radix, uppercase: isUpper)
        case .bool(let flag) where radix == 2: return flag ? "1" : "0"
        default: throw refuse(value)
        }
    }

    private func hexadecimal(_ value: Value, isUpper: Bool) throws(EvaluationError) -> String {
        let bytes: [UInt8]
        switch value {
        case .string(let text): bytes = Array(text.utf8)
        case .bytes(let value): bytes = value
        default: return try integer(value, radix: 16, isUpper: isUpper)
        }
        return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: isUpper) }.joined()
    }
}
