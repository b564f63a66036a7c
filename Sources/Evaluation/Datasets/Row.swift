import SafetyModel

/// The parts of a labelled message as they are written.
struct Row {
    var id: String
    var text: String
    var label: String
    /// In the order of ``ColumnMapping/others``, then of ``ColumnMapping/only``.
    var others: [String]
}

extension Row {
    /// - Parameter number: of the row, which is its id where it has none.
    init(json line: UnsafeBufferPointer<UInt8>, columns: ColumnMapping, number: Int) throws(LineFault) {
        let wanted = columns.wanted
        var values = [String?](repeating: nil, count: wanted.count)
        var name = ""
        var reader = JSONReader(line)
        do throws(JSONError) {
            try reader.beginObject()
            while let key = try reader.nextKey() {
                name = key.string
                guard wanted.contains(name) else {
                    try reader.skipValue()
                    continue
                }
                let value = try reader.scalar()
                for (index, column) in wanted.enumerated() where column == name { values[index] = value }
            }
            try reader.end()
        } catch {
            throw LineFault(error, in: name.isEmpty || !wanted.contains(name) ? nil : name)
        }
        guard let text = values[1] else { throw Self.missing(wanted[1], line) }
        guard let label = values[2], !ColumnMapping.plain(label).isEmpty else { throw Self.missing(wanted[2], line) }
        self.init(
            id: values[0] ?? String(number), text: text, label: label,
            others: values.dropFirst(3).map { $0 ?? "" })
    }

    private static func missing(_ name: String, _ line: UnsafeBufferPointer<UInt8>) -> LineFault {
        var keys: [String] = []
        var reader = JSONReader(line)
        do throws(JSONError) {
            try reader.beginObject()
            while let key = try reader.nextKey() {
                keys.append(key.string)
                try reader.skipValue()
            }
        } catch {
            keys = []
        }
        guard !keys.contains(name) else { return LineFault(.wrongValue, "“\(name)” is empty") }
        return LineFault(.missingColumn, ColumnNames.missing(name, in: keys, what: "the object"))
    }
}
