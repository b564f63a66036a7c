public import SafetyModel

/// A kind of chat export that Vigie reads.
public enum ExportFormat: String, Sendable, Hashable, CaseIterable {
    /// Look at each file and tell.
    case auto
    /// JSON of DiscordChatExporter (https://github.com/Tyrrrz/DiscordChatExporter), `--format Json`.
    case discordExport = "discord-export"
    /// The data package that Discord sends on request: the requester's own messages.
    case discordPackage = "discord-package"
    /// Vigie's own events, one JSON object a line.
    case ndjson
    /// Element's export of a room as JSON, or a plain array of Matrix events.
    case matrixExport = "matrix-export"
}

/// How much a scan takes in before it refuses: an export comes from a stranger's disk.
public struct ExportLimits: Sendable, Hashable {
    /// The largest single message, in bytes of its JSON.
    public var messageBytes: Int
    /// The longest line of NDJSON, in bytes.
    public var lineBytes: Int
    /// The longest text kept of a message, in bytes of UTF-8 (the wire format's own limit).
    public var textBytes: Int
    /// Entries of one zip archive.
    public var zipEntries: Int
    /// Bytes that all zip archives together may inflate to.
    public var inflatedBytes: Int
    /// An entry above ``ratioFloor`` that grows by more than this factor is taken for a bomb.
    public var inflationRatio: Int
    /// Bytes below which the ratio is not looked at.
    public var ratioFloor: Int
    /// Inflated entries held in memory, in bytes; what is more goes to an unlinked temporary file.
    public var memoryBytes: Int
    /// Files that a walk through folders may find.
    public var files: Int
    /// How deep folders may lie in each other.
    public var folderDepth: Int
    /// Where the temporary file is made; `nil` for `TMPDIR`, or `/tmp`.
    public var temporaryDirectory: String?

    public init(
        messageBytes: Int = 8 << 20, lineBytes: Int = 1 << 20, textBytes: Int = 64 << 10, zipEntries: Int = 200_000,
        inflatedBytes: Int = 8 << 30, inflationRatio: Int = 200, ratioFloor: Int = 10 << 20,
        memoryBytes: Int = 64 << 20, files: Int = 200_000, folderDepth: Int = 32, temporaryDirectory: String? = nil
    ) {
        self.messageBytes = messageBytes
        self.lineBytes = lineBytes
        self.textBytes = textBytes
        self.zipEntries = zipEntries
        self.inflatedBytes = inflatedBytes
        self.inflationRatio = inflationRatio
        self.ratioFloor = ratioFloor
        self.memoryBytes = memoryBytes
        self.files = files
        self.folderDepth = folderDepth
        self.temporaryDirectory = temporaryDirectory
    }
}

/// Makes the SHA-256 of an input. The composition root gives it, so that this target needs no cryptography library.
public protocol ContentHasher {
    /// Takes the next bytes in.
    mutating func update(_ bytes: UnsafeRawBufferPointer)
    /// The digest's bytes; called once.
    mutating func finalize() -> [UInt8]
}

/// A file that was read.
public struct ExportInput: Sendable, Hashable {
    /// As it was given or found.
    public var path: String
    public var format: ExportFormat
    /// Its size on disk.
    public var bytes: Int
    /// In lower-case hexadecimal.
    public var sha256: String
    /// Messages and other events read from it.
    public var messages: Int
    /// What was understood and left out, by kind (`system.Call`, `event.m.room.topic`, `duplicate`), with how often.
    public var leftOut: [String: Int]

    public init(
        path: String, format: ExportFormat, bytes: Int, sha256: String, messages: Int, leftOut: [String: Int] = [:]
    ) {
        self.path = path
        self.format = format
        self.bytes = bytes
        self.sha256 = sha256
        self.messages = messages
        self.leftOut = leftOut
    }
}

/// How far the first look through the inputs has come.
public struct ExportProgress: Sendable, Hashable {
    public var bytesRead: Int
    public var messages: Int
    /// The file that is being looked through.
    public var path: String
}

/// What a scan hands out.
public enum ExportItem: Sendable {
    /// While the inputs are looked through, a few times a second's worth of reading.
    case progress(ExportProgress)
    /// The next event, in the order of time over all inputs; `input` is its place in ``ExportSummary/inputs``.
    case event(Event, input: Int)
}

/// What a scan has read, and what not.
public struct ExportSummary: Sendable, Hashable {
    public var inputs: [ExportInput]
    /// Everything that was not read or not wholly read, each with its reason. Nothing is lost in silence.
    public var skipped: [SkippedInput]
    /// Events handed out.
    public var events: Int
}
