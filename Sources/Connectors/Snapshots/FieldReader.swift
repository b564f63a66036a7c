import SafetyModel

/// Reads the fields of one entry of a snapshot. What is of the wrong kind is noted with its place, and is nil.
struct FieldReader {
    var json: JSONReader
    var problems = SnapshotProblems()
    /// Whether a role has its permissions as versions of Discord's API before 8 wrote them.
    var isOfOldVersion = false
    /// Where the entry is, as `members[12]`; before it the entry that it is in, as `rooms[3].`.
    private var outside = ""
    var list: StaticString = ""
    var index = 0

    init(_ json: JSONReader) {
        self.json = json
    }

    func place(_ field: String) -> String { list.isEmpty ? field : "\(entry).\(field)" }
    /// The place of the entry itself.
    var entry: String { "\(outside)\(list)[\(index)]" }

    /// Notes what is wrong with a field of the entry.
    mutating func note(_ kind: SnapshotProblem.Kind, _ field: String) {
        let place = place(field)
        problems.note(kind, at: place)
    }

    /// Notes an entry that cannot be read.
    mutating func noteEntry() {
        let place = entry
        problems.note(.itemUnreadable, at: place)
    }

    mutating func refuse(_ field: StaticString) throws(JSONError) {
        try json.skip()
        note(.fieldUnreadable, "\(field)")
    }

    /// Goes through the objects of a list; what is no object is noted.
    mutating func entries(
        _ list: StaticString, _ body: (inout FieldReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        guard try json.peek() == .array else {
            if try !json.takeNull() { try refuse(list) }
            return
        }
        let outer = (outside, self.list, index)
        outside = self.list.isEmpty ? "" : "\(entry)."
        self.list = list
        index = 0
        try json.beginArray()
        while try json.nextElement() {
            if try json.peek() == .object {
                try body(&self)
            } else {
                try json.skip()
                noteEntry()
            }
            index += 1
        }
        (outside, self.list, index) = outer
    }

    /// Goes through an object's fields; `body` reads or skips each value.
    mutating func fields(_ body: (inout FieldReader, JSONKey) throws(JSONError) -> Void) throws(JSONError) {
        try json.beginObject()
        while let key = try json.nextKey() { try body(&self, key) }
    }

    /// The fields of an object within the entry; anything else is noted.
    mutating func object(
        _ field: StaticString, _ body: (inout FieldReader, JSONKey) throws(JSONError) -> Void
    ) throws(JSONError) {
        if try json.takeNull() { return }
        guard try json.peek() == .object else { return try refuse(field) }
        try fields(body)
    }

    // MARK: Values

    /// An id: a string, or a whole number kept as its digits.
    mutating func id(_ field: StaticString) throws(JSONError) -> String? {
        if try json.takeNull() { return nil }
        switch try json.peek() {
        case .string: return try json.string().ifAny
        case .number:
            let text = try json.numberText()
            if text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { return text }
            note(.fieldUnreadable, "\(field)")
        default: try refuse(field)
        }
        return nil
    }

    mutating func text(_ field: StaticString) throws(JSONError) -> String? {
        if try json.takeNull() { return nil }
        if try json.peek() == .string { return try json.string() }
        try refuse(field)
        return nil
    }

    mutating func flag(_ field: StaticString) throws(JSONError) -> Bool? {
        if try json.takeNull() { return nil }
        if try json.peek() == .bool { return try json.bool() }
        try refuse(field)
        return nil
    }

    /// A whole number, which old versions of the platforms also wrote as a string.
    mutating func integer(_ field: StaticString) throws(JSONError) -> Int? {
        guard let text = try digits(field) else { return nil }
        if let number = Int(text) { return number }
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        if !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
            note(.permissionsTooLarge, "\(field)")
            return text.hasPrefix("-") ? Int.min : Int.max
        }
        note(.fieldUnreadable, "\(field)")
        return nil
    }

    /// A set of permission bits: a string of digits, or a number as old versions of the API wrote it. The lowest 64
    /// bits of what is larger.
    mutating func bits(_ field: StaticString) throws(JSONError) -> (bits: UInt64, isNumber: Bool)? {
        let isNumber = try json.peek() == .number
        guard let text = try digits(field) else { return nil }
        var bits: UInt64 = 0
        var isTooLarge = false
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
            note(.fieldUnreadable, "\(field)")
            return nil
        }
        for digit in text.utf8 {
            let (tenfold, overflows) = bits.multipliedReportingOverflow(by: 10)
            let (sum, overflowsToo) = tenfold.addingReportingOverflow(UInt64(digit - 0x30))
            // Overflow drops what is beyond 64 bits and leaves the lower ones right.
            bits = sum
            if overflows || overflowsToo { isTooLarge = true }
        }
        if isTooLarge { note(.permissionsTooLarge, "\(field)") }
        return (bits, isNumber)
    }

    /// A number, or a string that should hold one, as it is written, without white space around it.
    private mutating func digits(_ field: StaticString) throws(JSONError) -> String? {
        if try json.takeNull() { return nil }
        switch try json.peek() {
        case .number: return try json.numberText()
        case .string:
            let text = try json.string()
            return String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        default:
            try refuse(field)
            return nil
        }
    }

    mutating func moment(_ field: StaticString) throws(JSONError) -> Timestamp? {
        guard let text = try text(field) else { return nil }
        if let moment = Timestamp(rfc3339: text) { return moment }
        note(.fieldUnreadable, "\(field)")
        return nil
    }

    /// A list of ids or names; entries of another kind are noted.
    mutating func strings(_ field: StaticString) throws(JSONError) -> [String] {
        var strings: [String] = []
        if try json.takeNull() { return [] }
        guard try json.peek() == .array else {
            try refuse(field)
            return []
        }
        try json.beginArray()
        while try json.nextElement() {
            if let string = try id(field) { strings.append(string) }
        }
        return strings
    }
}

extension StaticString {
    var isEmpty: Bool { utf8CodeUnitCount == 0 }
}
