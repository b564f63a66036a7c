/// Cuts delimited text (RFC 4180), given in chunks of any size, into records.
///
/// A field in quotes may hold delimiters, line breaks and doubled quotes; a quote inside a field that did not begin with
/// one is a letter like others, and what follows a closing quote on its line is added to the field, as most programs do
/// it. A record ends at LF, CR or CRLF. Empty lines are counted and not given; a byte order mark is skipped. A quote that
/// is never closed (the file ends, or letters follow a closing quote lines later) costs its own line and not the rest of
/// the file: reading goes on with the line after it.
struct RecordSplitter: Sendable {
    /// One field: its bytes, quotes resolved, and where it begins.
    struct Field {
        var bytes: Range<Int>
        var line: Int
        var column: Int
    }

    enum Fault: Sendable {
        case tooLong, unclosedQuote
    }

    /// One record, or what is wrong with it.
    struct Record {
        var line: Int
        var fields: [Field]
        var bytes: [UInt8]
        var fault: Fault?
        var faultColumn = 1

        /// A field's text; `nil` where it is not UTF-8.
        func text(_ index: Int) -> String? { String(validating: bytes[fields[index].bytes], as: UTF8.self) }
    }

    private enum State {
        /// Before the first byte of a field.
        case start
        case plain
        case quoted
        /// After a quote inside a quoted field: its end, or the first of two.
        case quoteInQuoted
        /// In a line that is too long.
        case skipping
    }

    private let delimiter: UInt8
    private let most: Int
    private var state = State.start
    private var bytes: [UInt8] = []
    private var fields: [Field] = []
    private var fieldStart = 0
    /// All bytes after the first line break within the open quotes: where reading goes on when they are never closed.
    private var afterBreak: [UInt8] = []
    private var hasBreak = false
    private var line = 1
    private var column = 1
    private var recordLine = 1
    private var fieldPlace = (line: 1, column: 1)
    private var lastWasReturn = false
    private var isFirst = true

    /// - Parameters:
    ///   - delimiter: a comma, semicolon or tab.
    ///   - most: bytes of a record that are taken at most.
    init(delimiter: UInt8, most: Int = 1 << 20) {
        self.delimiter = delimiter
        self.most = max(most, 16)
    }

    /// Takes the next chunk and gives the records that end in it, in order.
    mutating func push(_ chunk: UnsafeBufferPointer<UInt8>, _ body: (Record) throws -> Void) rethrows {
        var rest = chunk
        if isFirst, !rest.isEmpty {
            isFirst = false
            if rest.count >= 3, rest[0] == 0xEF, rest[1] == 0xBB, rest[2] == 0xBF {
                rest = UnsafeBufferPointer(rebasing: rest.dropFirst(3))
            }
        }
        for byte in rest {
            try take(byte, body)
            if bytes.count + fields.count > most || afterBreak.count > most { try overflow(body) }
        }
    }

    /// Gives the last record, where the file did not end with a line break.
    mutating func finish(_ body: (Record) throws -> Void) rethrows {
        while state == .quoted { try recover(body) }
        if state != .skipping { try endRecord(body) }
        state = .start
    }

    private mutating func take(_ byte: UInt8, _ body: (Record) throws -> Void) rethrows {
        if byte == 0x0A, lastWasReturn, state != .quoted {
            lastWasReturn = false
            return
        }
        lastWasReturn = byte == 0x0D
        let isBreak = byte == 0x0A || byte == 0x0D
        if hasBreak { afterBreak.append(byte) }
        switch state {
        case .start where byte == UInt8(ascii: "\""):
            openQuotes()
        case .quoted where byte == UInt8(ascii: "\""): state = .quoteInQuoted
        case .quoted: bytes.append(byte)
        case .quoteInQuoted where byte == UInt8(ascii: "\""):
            bytes.append(byte)
            state = .quoted
        case .skipping where !isBreak: break
        case .skipping: state = .start
        case .quoteInQuoted where hasBreak && !isBreak && byte != delimiter: return try recover(body)
        case .start, .plain, .quoteInQuoted:
            if state == .start { fieldPlace = (line, column) }
            if isBreak {
                try endRecord(body)
            } else if byte == delimiter {
                endField()
            } else {
                bytes.append(byte)
                state = .plain
            }
        }
        if isBreak {
            if byte == 0x0A || state != .quoted { nextLine() }
        } else if byte & 0xC0 != 0x80 {
            column += 1
        }
    }

    private mutating func openQuotes() {
        fieldPlace = (line, column)
        state = .quoted
        afterBreak.removeAll(keepingCapacity: true)
        hasBreak = false
    }

    private mutating func nextLine() {
        line += 1
        column = 1
        switch state {
        case .quoted: hasBreak = true
        case .start where fields.isEmpty: recordLine = line
        default: break
        }
    }

    private mutating func endField() {
        fields.append(Field(bytes: fieldStart..<bytes.count, line: fieldPlace.line, column: fieldPlace.column))
        fieldStart = bytes.count
        state = .start
    }

    private mutating func endRecord(_ body: (Record) throws -> Void) rethrows {
        if state == .start { fieldPlace = (line, column) }
        let isEmpty = fields.isEmpty && bytes.isEmpty && state == .start
        endField()
        let record = Record(line: recordLine, fields: fields, bytes: bytes)
        clear()
        if !isEmpty { try body(record) }
    }

    private mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        fields.removeAll(keepingCapacity: true)
        afterBreak.removeAll(keepingCapacity: true)
        fieldStart = 0
        hasBreak = false
        state = .start
    }

    private mutating func overflow(_ body: (Record) throws -> Void) rethrows {
        if hasBreak { return try recover(body) }
        let record = Record(line: recordLine, fields: [], bytes: [], fault: .tooLong)
        clear()
        state = .skipping
        try body(record)
    }

    /// Gives up the line in which the quotes were opened, and reads what follows it anew.
    private mutating func recover(_ body: (Record) throws -> Void) rethrows {
        let again = afterBreak
        var record = Record(line: fieldPlace.line, fields: [], bytes: [], fault: .unclosedQuote)
        record.faultColumn = fieldPlace.column
        line = fieldPlace.line + 1
        column = 1
        recordLine = line
        lastWasReturn = false
        clear()
        try body(record)
        try again.withUnsafeBufferPointer { bytes in
            for byte in bytes { try take(byte, body) }
        }
    }
}
