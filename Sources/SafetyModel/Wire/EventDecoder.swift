/// Why a line was not taken, and at which of its bytes the fault was seen.
public struct Rejection: Error, Sendable, Hashable, CustomStringConvertible {
    /// Why; its raw value is what the dead-letter table keeps.
    public var reason: RejectionReason
    /// In bytes, from the beginning of the line (of the body, for a batch).
    public var offset: Int

    /// A rejection for a reason, seen at a byte.
    public init(_ reason: RejectionReason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    /// The reason's sentence, with the place; holds nothing of the line.
    public var description: String { "\(reason.sentence) (at byte \(offset))" }
}

/// Reads events from CloudEvents 1.0 JSON (https://github.com/cloudevents/spec, v1.0.2, JSON event format).
///
/// Forgiving where nothing is lost by it: attributes that this version does not know are kept as
/// ``UnknownAttribute`` (sorted by path), and so are a channel kind, a number or an inner timestamp that it cannot
/// hold; a type that it does not know becomes ``EventType/other(_:)``, with what it can read of the common part;
/// `null` is the same as absent; of attributes that stand twice the last counts; their order does not matter.
/// Strict on what matters: see ``RejectionReason``. Never traps, whatever the bytes are.
public struct EventDecoder: Sendable {
    /// The longest text that an event may carry, in bytes of UTF-8: 64 KiB.
    public static let maximumTextLength = 64 * 1024

    private let latest: Timestamp

    /// - Parameter now: events more than a day after it are rejected (``RejectionReason/timeInFuture``).
    public init(now: Timestamp) {
        let day: Int64 = 86_400_000
        let (sum, overflows) = now.milliseconds.addingReportingOverflow(day)
        latest = Timestamp(milliseconds: overflows ? .max : sum)
    }

    /// Reads one event from one line.
    public func decode(_ line: UnsafeBufferPointer<UInt8>) -> Result<Event, Rejection> {
        var parser = EventParser(line, latest: latest)
        do {
            return .success(try parser.event())
        } catch let rejection as Rejection {
            return .failure(rejection)
        } catch let error as JSONError {
            return .failure(Self.rejection(error, in: line))
        } catch {
            return .failure(Rejection(.notJSON, at: parser.reader.offset))
        }
    }

    /// Reads one event from one line.
    public func decode(_ line: [UInt8]) -> Result<Event, Rejection> { line.withUnsafeBufferPointer(decode) }

    /// Reads a CloudEvents batch (`application/cloudevents-batch+json`): an array of events, each of which is taken or
    /// rejected on its own. A single object counts as a batch of one.
    /// - Returns: one result for each element, in order. Where the JSON itself breaks off, the last result says where;
    ///   what stands before is taken.
    public func decodeBatch(_ body: UnsafeBufferPointer<UInt8>) -> [Result<Event, Rejection>] {
        // The outer reader only finds where each element ends, so it is patient with depth: an element that is nested
        // too deep is rejected alone, by the inner one.
        var reader = JSONReader(body, maximumDepth: 512)
        var results: [Result<Event, Rejection>] = []
        do {
            guard try reader.peek() == .array else { return [decode(body)] }
            try reader.beginArray()
            while try reader.nextElement() {
                let range = try reader.skipValue()
                results.append(decodeElement(UnsafeBufferPointer(rebasing: body[range]), at: range.lowerBound))
            }
            try reader.end()
        } catch {
            results.append(.failure(Self.rejection(error, in: body)))
        }
        return results
    }

    /// Reads a CloudEvents batch.
    public func decodeBatch(_ body: [UInt8]) -> [Result<Event, Rejection>] {
        body.withUnsafeBufferPointer { decodeBatch($0) }
    }

    private func decodeElement(_ element: UnsafeBufferPointer<UInt8>, at offset: Int) -> Result<Event, Rejection> {
        guard element.count <= LineSplitter.defaultMaximumLength else {
            return .failure(Rejection(.lineTooLong, at: offset))
        }
        return decode(element).mapError { Rejection($0.reason, at: $0.offset + offset) }
    }

    private static func rejection(_ error: JSONError, in line: UnsafeBufferPointer<UInt8>) -> Rejection {
        let reason: RejectionReason =
            switch error.reason {
            case .invalidUTF8: .notUTF8
            case .nestingTooDeep: .nestingTooDeep
            case .wrongKind, .numberOutOfRange: .wrongType
            // Another encoding shows itself by a byte that is no JSON and no UTF-8 either (UTF-16 begins with FF FE).
            case .unexpectedByte where error.offset < line.count && line[error.offset] >= 0x80:
                String(validating: line, as: UTF8.self) == nil ? .notUTF8 : .notJSON
            default: .notJSON
            }
        return Rejection(reason, at: error.offset)
    }
}
