import CZlib
import Connectors
import Foundation
import SafetyModel

/// Stands in for SHA-256: adds up what it sees (FNV-1a), so that different bytes give different digests.
struct AddingHasher: ContentHasher {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }

    mutating func finalize() -> [UInt8] { withUnsafeBytes(of: state.bigEndian) { Array($0) } }
}

/// A folder that is there for one test.
struct TemporaryFolder {
    let path: String

    func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        let file = "\(path)/\(name)"
        let folder = (file as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        return file
    }

    func write(_ name: String, _ text: String) throws -> String { try write(name, text.utf8) }
}

func withTemporaryFolder<Result>(_ body: (TemporaryFolder) throws -> Result) throws -> Result {
    let path = NSTemporaryDirectory() + "vigie-exports-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(TemporaryFolder(path: path))
}

/// Everything that a scan gives.
struct Scanned {
    var events: [Event] = []
    var inputOf: [Int] = []
    var summary: ExportSummary

    var reasons: [SkipReason] { summary.skipped.map(\.reason) }
    var texts: [String] { events.compactMap(\.text) }
    func skip(_ reason: SkipReason) -> SkippedInput? { summary.skipped.first { $0.reason == reason } }
}

let scanTime = Timestamp(milliseconds: 1_780_000_000_000)

func scan(
    _ paths: String..., format: ExportFormat = .auto, limits: ExportLimits = ExportLimits()
) throws -> Scanned {
    var events: [Event] = []
    var inputs: [Int] = []
    let scan = ExportScan(paths: paths, format: format, limits: limits, now: scanTime) { AddingHasher() }
    let summary = try scan.run { item in
        if case .event(let event, let input) = item {
            events.append(event)
            inputs.append(input)
        }
    }
    return Scanned(events: events, inputOf: inputs, summary: summary)
}

// MARK: DiscordChatExporter

/// A message as DiscordChatExporter writes it; `extra` goes in verbatim.
func discordMessage(
    _ id: Int, _ author: String, _ text: String, at time: String, type: String = "Default", bot: Bool = false,
    extra: String = ""
) -> String {
    """
    {"id": "\(id)", "type": "\(type)", "timestamp": "\(time)", "timestampEdited": null, "callEndedTimestamp": null,
     "isPinned": false, "content": "\(text)",
     "author": {"id": "\(author)", "name": "name-\(author)", "discriminator": "0000", "nickname": "Nick \(author)",
       "color": null, "isBot": \(bot), "roles": [{"id": "9", "name": "Vigie", "color": null, "position": 1}],
       "avatarUrl": "https://example.org/a.png"},
     "attachments": [], "embeds": [], "stickers": [], "reactions": [], "mentions": []\(extra)}
    """
}

func discordExport(
    guild: String = "500", channel: String = "600", type: String = "GuildTextChat", name: String = "general",
    _ messages: [String], count: Int? = nil
) -> String {
    """
    {"guild": {"id": "\(guild)", "name": "Une guilde", "iconUrl": "https://example.org/i.png"},
     "channel": {"id": "\(channel)", "type": "\(type)", "categoryId": null, "category": null, "name": "\(name)",
       "topic": null},
     "dateRange": {"after": null, "before": null}, "exportedAt": "2024-05-01T10:00:00+00:00",
     "messages": [\(messages.joined(separator: ","))], "messageCount": \(count ?? messages.count)}
    """
}

func minute(_ minute: Int) -> String {
    let padded = minute < 10 ? "0\(minute)" : "\(minute)"
    return "2024-03-01T20:\(padded):00+00:00"
}

// MARK: Zip

/// Makes zip archives, honest and otherwise.
struct ZipMaker {
    struct Entry {
        var name: [UInt8]
        var bytes: [UInt8]
        var deflated = true
        var flags: UInt16 = 0x800
        var method: UInt16?
        var mode: UInt32 = 0o100644
        /// What the list of contents says the size is, where it lies.
        var claimedSize: Int?
        var checkSum: UInt32?
        /// Points to another entry's bytes instead of having its own.
        var sharesBytesOf: Int?
        var usesDescriptor = false
    }

    var entries: [Entry] = []
    var zip64 = false

    mutating func add(_ name: String, _ text: String, _ change: (inout Entry) -> Void = { _ in }) {
        add(name, Array(text.utf8), change)
    }

    mutating func add(_ name: String, _ bytes: [UInt8], _ change: (inout Entry) -> Void = { _ in }) {
        var entry = Entry(name: Array(name.utf8), bytes: bytes)
        change(&entry)
        entries.append(entry)
    }

    func bytes() -> [UInt8] {
        var archive: [UInt8] = []
        var directory: [UInt8] = []
        var offsets: [Int] = []
        for entry in entries {
            let packed = entry.deflated ? Self.deflate(entry.bytes) : entry.bytes
            let sum = entry.checkSum ?? UInt32(crc32(0, entry.bytes, UInt32(entry.bytes.count)))
            let method = entry.method ?? (entry.deflated ? 8 : 0)
            let flags = entry.flags | (entry.usesDescriptor ? 8 : 0)
            let size = entry.claimedSize ?? entry.bytes.count
            let offset = entry.sharesBytesOf.map { offsets[$0] } ?? archive.count
            offsets.append(offset)
            if entry.sharesBytesOf == nil {
                archive += le(0x0403_4B50, 4) + le(20, 2) + le(UInt64(flags), 2) + le(UInt64(method), 2) + le(0, 4)
                let known: UInt64 = entry.usesDescriptor ? 0 : 1
                archive +=
                    le(UInt64(sum) * known, 4) + le(UInt64(packed.count) * known, 4) + le(UInt64(size) * known, 4)
                archive += le(UInt64(entry.name.count), 2) + le(0, 2) + entry.name + packed
                if entry.usesDescriptor {
                    archive +=
                        le(0x0807_4B50, 4) + le(UInt64(sum), 4) + le(UInt64(packed.count), 4) + le(UInt64(size), 4)
                }
            }
            let wide =
                zip64
                ? le(1, 2) + le(24, 2) + le(UInt64(size), 8) + le(UInt64(packed.count), 8) + le(UInt64(offset), 8) : []
            directory +=
                le(0x0201_4B50, 4) + le(0x0314, 2) + le(20, 2) + le(UInt64(flags), 2) + le(UInt64(method), 2) + le(0, 4)
            directory += le(UInt64(sum), 4) + le(zip64 ? 0xFFFF_FFFF : UInt64(packed.count), 4)
            directory += le(zip64 ? 0xFFFF_FFFF : UInt64(size), 4) + le(UInt64(entry.name.count), 2)
            directory += le(UInt64(wide.count), 2) + le(0, 2) + le(0, 2) + le(0, 2) + le(UInt64(entry.mode) << 16, 4)
            directory += le(zip64 ? 0xFFFF_FFFF : UInt64(offset), 4) + entry.name + wide
        }
        let start = archive.count
        archive += directory
        if zip64 {
            let end = archive.count
            archive += le(0x0606_4B50, 4) + le(44, 8) + le(45, 2) + le(45, 2) + le(0, 4) + le(0, 4)
            archive += le(UInt64(entries.count), 8) + le(UInt64(entries.count), 8) + le(UInt64(directory.count), 8)
            archive += le(UInt64(start), 8)
            archive += le(0x0706_4B50, 4) + le(0, 4) + le(UInt64(end), 8) + le(1, 4)
        }
        archive += le(0x0605_4B50, 4) + le(0, 4) + le(zip64 ? 0xFFFF : UInt64(entries.count), 2)
        archive += le(zip64 ? 0xFFFF : UInt64(entries.count), 2) + le(zip64 ? 0xFFFF_FFFF : UInt64(directory.count), 4)
        return archive + le(zip64 ? 0xFFFF_FFFF : UInt64(start), 4) + le(0, 2)
    }

    private func le(_ value: UInt64, _ length: Int) -> [UInt8] {
        (0..<length).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
    }

    /// Raw deflation through zlib.
    static func deflate(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        guard deflateInit2_(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK else {
            return []
        }
        defer { deflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: bytes.count + bytes.count / 100 + 64)
        var input = bytes
        let produced = input.withUnsafeMutableBufferPointer { from in
            output.withUnsafeMutableBufferPointer { to in
                stream.next_in = from.baseAddress
                stream.avail_in = UInt32(from.count)
                stream.next_out = to.baseAddress
                stream.avail_out = UInt32(to.count)
                _ = CZlib.deflate(&stream, Z_FINISH)
                return to.count - Int(stream.avail_out)
            }
        }
        return Array(output[..<produced])
    }
}
