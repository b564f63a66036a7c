import Foundation

/// Reads `multipart/form-data` (RFC 7578) piece by piece, as it arrives: fields and files are bounded, and what is beyond
/// a bound is read past and forgotten, so that the parts after it are still understood.
struct MultipartReader {
    /// A part that was read to its end.
    struct Part {
        var name = ""
        /// Whether it came with a file name: then it is a file, even without content.
        var isFile = false
        /// What the file was called, as far as it is told plainly.
        var fileName = ""
        var bytes: [UInt8] = []
        /// Whether bytes are missing, because there were more than allowed.
        var isCut = false
    }

    struct Limits {
        var parts = 60
        var headerBytes = 8 << 10
        var fieldBytes = 256 << 10
        var fileBytes = 10 << 20
        /// Of all files together.
        var allFileBytes = 25 << 20
    }

    private enum Place {
        case body, afterDelimiter, headers, finished
    }

    private let delimiter: [UInt8]
    private let limits: Limits
    private var buffer: [UInt8] = [0x0D, 0x0A]
    private var place = Place.body
    private var current: Part?
    private var fileBytes = 0
    private(set) var parts: [Part] = []
    var isFinished: Bool { place == .finished }

    /// - Returns: `nil` where the type is no multipart form with a boundary.
    init?(contentType: String?, limits: Limits = Limits()) {
        guard let contentType, contentType.utf8.count < 500,
            contentType.lowercased().hasPrefix("multipart/form-data")
        else { return nil }
        let parameters = contentType.split(separator: ";").dropFirst().map(\.trimmedEnds)
        guard let boundary = parameters.first(where: { $0.lowercased().hasPrefix("boundary=") })?.dropFirst(9) else {
            return nil
        }
        let bare = boundary.filter { $0 != "\"" }
        guard (1...70).contains(bare.utf8.count) else { return nil }
        delimiter = Array("\r\n--\(bare)".utf8)
        self.limits = limits
    }

    /// Takes the next bytes of the body.
    /// - Throws: ``Refusal/badRequest`` where the form is malformed.
    mutating func feed(_ bytes: some Collection<UInt8>) throws(Refusal) {
        guard place != .finished else { return }
        buffer.append(contentsOf: bytes)
        while try step() {}
    }

    /// - Returns: whether there may be more to do with what is there.
    private mutating func step() throws(Refusal) -> Bool {
        switch place {
        case .finished: return false
        case .body:
            if let index = Self.find(delimiter, in: buffer) {
                take(buffer[..<index])
                finishPart()
                buffer.removeFirst(index + delimiter.count)
                place = .afterDelimiter
                return true
            }
            let safe = buffer.count - (delimiter.count - 1)
            if safe > 0 {
                take(buffer[..<safe])
                buffer.removeFirst(safe)
            }
            return false
        case .afterDelimiter:
            guard buffer.count >= 2 else { return false }
            if buffer[0] == 0x2D, buffer[1] == 0x2D {
                place = .finished
                buffer = []
                return false
            }
            guard buffer[0] == 0x0D, buffer[1] == 0x0A else { throw .badRequest }
            guard parts.count < limits.parts else { throw .badRequest }
            place = .headers
            return true
        case .headers:
            // The line break after the delimiter stays, so that a part without headers ends at once.
            guard let end = Self.find([0x0D, 0x0A, 0x0D, 0x0A], in: buffer) else {
                if buffer.count > limits.headerBytes { throw .badRequest }
                return false
            }
            guard end <= limits.headerBytes else { throw .badRequest }
            current = try Self.part(headers: buffer[..<end])
            buffer.removeFirst(end + 4)
            place = .body
            return true
        }
    }

    private mutating func take(_ bytes: ArraySlice<UInt8>) {
        guard var part = current, !bytes.isEmpty else { return }
        current = nil
        let limit = part.isFile ? min(limits.fileBytes, limits.allFileBytes - fileBytes) : limits.fieldBytes
        if part.isCut || part.bytes.count + bytes.count > limit {
            part.isCut = true
            if part.isFile { part.bytes = [] }
        } else {
            part.bytes.append(contentsOf: bytes)
        }
        current = part
    }

    private mutating func finishPart() {
        guard let part = current else { return }
        if part.isFile { fileBytes += part.bytes.count }
        parts.append(part)
        current = nil
    }

    private static func part(headers: ArraySlice<UInt8>) throws(Refusal) -> Part {
        guard let text = String(validating: headers, as: UTF8.self) else { throw .badRequest }
        for line in text.split(separator: "\r\n") {
            guard let colon = line.firstIndex(of: ":"),
                line[..<colon].lowercased().trimmedEnds == "content-disposition"
            else { continue }
            var part = Part()
            let parameters = line[line.index(after: colon)...].split(separator: ";").map(\.trimmedEnds)
            guard parameters.first?.lowercased() == "form-data" else { throw .badRequest }
            for parameter in parameters.dropFirst() {
                let lower = parameter.lowercased()
                if lower.hasPrefix("name="), part.name.isEmpty {
                    part.name = parameter.dropFirst(5).filter { $0 != "\"" }
                }
                if lower.hasPrefix("filename=") || lower.hasPrefix("filename*=") { part.isFile = true }
            }
            if part.isFile, let start = line.range(of: "filename=\"")?.upperBound {
                part.fileName = String(line[start...].prefix { $0 != "\"" }.prefix(200))
            }
            guard !part.name.isEmpty, part.name.utf8.count <= 100 else { throw .badRequest }
            return part
        }
        throw .badRequest
    }

    /// The first place of some bytes, by the C library's search for the first of them.
    static func find(_ wanted: [UInt8], in bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBytes { haystack in
            wanted.withUnsafeBytes { needle in
                guard let start = haystack.baseAddress, let first = needle.first, let pattern = needle.baseAddress
                else {
                    return nil
                }
                var offset = 0
                while haystack.count - offset >= needle.count {
                    let rest = haystack.count - offset - needle.count + 1
                    guard let found = memchr(start + offset, Int32(first), rest) else { return nil }
                    offset = UnsafeRawPointer(found) - start
                    if memcmp(start + offset, pattern, needle.count) == 0 { return offset }
                    offset += 1
                }
                return nil
            }
        }
    }
}

extension StringProtocol {
    /// Without spaces and tabs at both ends.
    fileprivate var trimmedEnds: String {
        var rest = Substring(self)
        while rest.first == " " || rest.first == "\t" { rest.removeFirst() }
        while rest.last == " " || rest.last == "\t" { rest.removeLast() }
        return String(rest)
    }
}
