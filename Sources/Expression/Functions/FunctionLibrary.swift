/// The functions, macros and types that an environment offers by itself.
struct FunctionLibrary {
    private(set) var functions: [Function]
    private(set) var macros: Macros = .standard
    private(set) var types: [TypeValue] = []

    init(extensions: Set<Extension>, timeZones: any TimeZones, limits: Limits) {
        functions =
            OperatorFunctions.all + ConversionFunctions.all + StandardFunctions.all(patternSize: limits.patternSize)
            + TimeFunctions.all(timeZones: timeZones)
        if extensions.contains(.strings) { functions += StringFunctions.all }
        if extensions.contains(.math) { functions += MathFunctions.all }
        if extensions.contains(.encoders) { functions += EncoderFunctions.all }
        if extensions.contains(.lists) { functions += ListFunctions.all }
        if extensions.contains(.sets) { functions += SetFunctions.all }
        if extensions.contains(.bindings) { macros.formUnion([.bindings, .blocks]) }
        if extensions.contains(.comprehensions) { macros.insert(.twoVariables) }
        if extensions.contains(.optionals) {
            macros.insert(.optionals)
            functions += OptionalFunctions.all
            if extensions.contains(.lists) { functions += OptionalFunctions.ofLists }
        }
        if extensions.contains(.network) {
            functions += NetworkFunctions.all
            types += [TypeValue(NetworkAddress.objectType.name), TypeValue(NetworkRange.objectType.name)]
        }
    }
}

/// Arguments as what the overload says they are. The evaluation has looked at the types before, so these do not fail.
extension Value {
    private func mismatch(_ type: TypeValue) -> EvaluationError {
        EvaluationError(.noSuchOverload(type.name, [self.type]))
    }

    func asBool() throws(EvaluationError) -> Bool {
        guard case .bool(let value) = self else { throw mismatch(.bool) }
        return value
    }

    func asInt() throws(EvaluationError) -> Int64 {
        guard case .int(let value) = self else { throw mismatch(.int) }
        return value
    }

    func asUint() throws(EvaluationError) -> UInt64 {
        guard case .uint(let value) = self else { throw mismatch(.uint) }
        return value
    }

    func asDouble() throws(EvaluationError) -> Double {
        guard case .double(let value) = self else { throw mismatch(.double) }
        return value
    }

    func asString() throws(EvaluationError) -> String {
        guard case .string(let value) = self else { throw mismatch(.string) }
        return value
    }

    func asBytes() throws(EvaluationError) -> [UInt8] {
        guard case .bytes(let value) = self else { throw mismatch(.bytes) }
        return value
    }

    func asList() throws(EvaluationError) -> [Value] {
        guard case .list(let value) = self else { throw mismatch(.list) }
        return value
    }

    func asMap() throws(EvaluationError) -> MapValue {
        guard case .map(let value) = self else { throw mismatch(.map) }
        return value
    }

    func asTimestamp() throws(EvaluationError) -> Timestamp {
        guard case .timestamp(let value) = self else { throw mismatch(.timestamp) }
        return value
    }

    func asDuration() throws(EvaluationError) -> TimeSpan {
        guard case .duration(let value) = self else { throw mismatch(.duration) }
        return value
    }

    func asOptional() throws(EvaluationError) -> OptionalValue {
        guard case .optional(let value) = self else { throw mismatch(.optional) }
        return value
    }
}
