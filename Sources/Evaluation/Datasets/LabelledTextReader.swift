import SafetyModel

/// Reads labelled messages from the bytes of a CSV, TSV or JSONL file, given in chunks of any size. What cannot be read is
/// noted with its place and left out; nothing it is given makes it trap.
///
/// ```swift
/// var reader = LabelledTextReader(file: "set.csv", columns: ColumnMapping())
/// reader.push(chunk) { texts.append($0) }
/// reader.finish { texts.append($0) }
/// ```
public struct LabelledTextReader: Sendable {
    /// Bytes of a row that are taken at most: 1 MiB.
    public static let longestRow = 1 << 20

    /// What was wrong so far.
    public private(set) var problems: DatasetProblems
    /// Rows given so far.
    public private(set) var rowCount = 0
    /// Rows left out because of ``ColumnMapping/only``.
    public private(set) var filteredCount = 0

    /// The name of the file, as it was given.
    public let file: String
    private let columns: ColumnMapping
    private let format: DatasetFormat?
    private var start = DatasetStart()
    private var shape = Shape.unknown
    private var lineCount = 0
    private let problemsBefore: Int

    private enum Shape {
        case unknown
        /// Nothing of the file can be used, and why is noted.
        case refused
        case delimited(RecordSplitter, header: FoundColumns?)
        case lines(LineSplitter)
    }

    /// - Parameters:
    ///   - file: its name, for problems.
    ///   - format: `nil` to tell by the name and the first bytes.
    ///   - problems: those of files read before, so that ids are compared with theirs.
    public init(
        file: String, format: DatasetFormat? = nil, columns: ColumnMapping, problems: DatasetProblems = .init()
    ) {
        self.file = file
        self.format = format ?? DatasetFormat(fileName: file)
        self.columns = columns
        self.problems = problems
        problemsBefore = problems.count
    }

    /// Takes the next chunk and gives the messages that end in it, in order.
    public mutating func push(
        _ chunk: UnsafeBufferPointer<UInt8>, _ body: (LabelledText) throws -> Void
    ) rethrows {
        guard start.isWaiting else { return try feed(chunk, body) }
        guard let bytes = start.take(chunk) else { return }
        begin(bytes)
        try bytes.withUnsafeBufferPointer { try feed($0, body) }
    }

    /// Takes the next chunk and gives the messages that end in it, in order.
    public mutating func push(_ chunk: [UInt8], _ body: (LabelledText) throws -> Void) rethrows {
        try chunk.withUnsafeBufferPointer { try push($0, body) }
    }

    /// Gives the last message, where the file did not end with a line break. No more chunks may follow.
    public mutating func finish(_ body: (LabelledText) throws -> Void) rethrows {
        if start.isWaiting {
            let bytes = start.finish()
            begin(bytes)
            try bytes.withUnsafeBufferPointer { try feed($0, body) }
        }
        switch shape {
        case .unknown, .refused: return
        case .delimited(var splitter, var header):
            shape = .unknown
            try splitter.finish { try take($0, &header, body) }
        case .lines(var splitter):
            shape = .unknown
            try splitter.finish { try take($0, body) }
        }
        if rowCount == 0, filteredCount == 0, problems.count == problemsBefore {
            note(0, 0, .empty, "it holds no rows; is it the right file?")
        }
    }

    // MARK: The file

    private mutating func begin(_ bytes: [UInt8]) {
        if let refusal = DatasetStart.refusal(bytes) {
            note(0, 0, .wrongEncoding, refusal)
            shape = .refused
            return
        }
        let first = DatasetStart.firstByte(bytes)
        switch format ?? (first == UInt8(ascii: "{") ? .jsonLines : .csv) {
        case .tsv: shape = .delimited(RecordSplitter(delimiter: 0x09, most: Self.longestRow), header: nil)
        case .csv:
            let delimiter = DatasetStart.delimiter(bytes)
            shape = .delimited(RecordSplitter(delimiter: delimiter, most: Self.longestRow), header: nil)
        case .jsonLines where first == UInt8(ascii: "["):
            note(1, 1, .notJSON, DatasetStart.arrayRefusal)
            shape = .refused
        case .jsonLines: shape = .lines(LineSplitter(maximumLength: Self.longestRow))
        }
    }

    private mutating func feed(
        _ chunk: UnsafeBufferPointer<UInt8>, _ body: (LabelledText) throws -> Void
    ) rethrows {
        switch shape {
        case .unknown, .refused: return
        case .delimited(var splitter, var header):
            // Taken out while it works, so that its buffers are not copied.
            shape = .unknown
            try splitter.push(chunk) { try take($0, &header, body) }
            if case .refused = shape { return }
            shape = .delimited(splitter, header: header)
        case .lines(var splitter):
            shape = .unknown
            try splitter.push(chunk) { try take($0, body) }
            shape = .lines(splitter)
        }
    }

    private mutating func note(_ line: Int, _ column: Int, _ reason: DatasetProblem.Reason, _ message: String) {
        problems.add(DatasetProblem(file: file, line: line, column: column, reason: reason, message: message))
    }

    /// Gives a message whose parts are known.
    private mutating func give(_ row: Row, _ line: Int, _ body: (LabelledText) throws -> Void) rethrows {
        let conditions = row.others.dropFirst(columns.others.count)
        for (condition, value) in zip(columns.only, conditions) where value != condition.value {
            filteredCount += 1
            return
        }
        if !problems.note(id: row.id) {
            note(line, 1, .duplicateID, "the id was seen before; both rows are kept")
        }
        rowCount += 1
        try body(
            LabelledText(
                id: row.id, text: row.text, label: columns.isPositive(row.label),
                columns: Array(row.others.prefix(columns.others.count))))
    }

    // MARK: CSV and TSV

    private mutating func take(
        _ record: RecordSplitter.Record, _ header: inout FoundColumns?, _ body: (LabelledText) throws -> Void
    ) rethrows {
        if case .refused = shape { return }
        switch record.fault {
        case .tooLong:
            return note(record.line, 1, .tooLong, "the row is longer than \(Self.longestRow >> 20) MiB")
        case .unclosedQuote:
            return note(
                record.line, record.faultColumn, .unclosedQuote,
                "the quotation mark is never closed; double the ones inside a field: \"\"")
        case nil: break
        }
        guard let found = header else {
            header = readHeader(record)
            return
        }
        guard record.fields.count == found.count else {
            let place = record.fields.count > found.count ? record.fields[found.count].column : 1
            return note(
                record.line, place, .raggedRow,
                "the row has \(record.fields.count) columns and the header \(found.count); "
                    + "put fields with separators in quotes")
        }
        var cells: [String] = []
        for place in found.places {
            guard let place else {
                cells.append(String(rowCount + filteredCount + 1))
                continue
            }
            guard let text = record.text(place) else {
                let field = record.fields[place]
                return note(
                    field.line, field.column, .wrongEncoding,
                    "the field is not UTF-8; convert the file: iconv -f WINDOWS-1252 -t UTF-8")
            }
            cells.append(text)
        }
        let row = Row(id: cells[0], text: cells[1], label: cells[2], others: Array(cells.dropFirst(3)))
        guard !ColumnMapping.plain(row.label).isEmpty else {
            let field = found.places[2].map { record.fields[$0] }
            return note(field?.line ?? record.line, field?.column ?? 1, .wrongValue, "the label is empty")
        }
        try give(row, record.line, body)
    }

    private mutating func readHeader(_ record: RecordSplitter.Record) -> FoundColumns? {
        let names = record.fields.indices.map { record.text($0) }
        guard names.allSatisfy({ $0 != nil }) else {
            note(
                record.line, 1, .wrongEncoding,
                "the header is not UTF-8; convert the file: iconv -f WINDOWS-1252 -t UTF-8")
            shape = .refused
            return nil
        }
        let header = names.compactMap { $0 }
        var found = FoundColumns(count: header.count)
        for (index, name) in columns.wanted.enumerated() {
            let place = ColumnNames.place(of: name, in: header)
            // Rows without ids of their own are numbered.
            if place == nil, index > 0 || name != "id" {
                note(record.line, 1, .missingColumn, ColumnNames.missing(name, in: header, what: "the header"))
                shape = .refused
            }
            found.places.append(place)
        }
        return found
    }

    // MARK: JSONL

    private mutating func take(_ line: LineSplitter.Line, _ body: (LabelledText) throws -> Void) rethrows {
        lineCount += 1
        guard !line.isTooLong else {
            return note(line.number, 1, .tooLong, "the line is longer than \(Self.longestRow >> 20) MiB")
        }
        let row: Row
        do throws(LineFault) {
            row = try Row(json: line.bytes, columns: columns, number: lineCount)
        } catch {
            return note(line.number, error.column(in: line.bytes), error.reason, error.message)
        }
        try give(row, line.number, body)
    }
}

/// Where the columns that are asked for stand in a row.
struct FoundColumns: Sendable {
    /// How many columns the header has.
    var count: Int
    /// In the order of ``ColumnMapping/wanted``; `nil` for ids that the file has not.
    var places: [Int?] = []
}
