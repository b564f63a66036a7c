/// What a file is, as its content says; its name and the type that a browser sends are never believed.
public enum AttachmentKind: String, Sendable, Hashable, Codable, CaseIterable {
    case png, jpeg, gif, webp, pdf, mp4, ogg, text, json, zip

    /// Whether ``AttachmentCheck`` makes a copy of it without what tells of its maker: place, device, author. Of the
    /// others there is no copy, and only guardians may open them.
    public var isCleaned: Bool {
        switch self {
        case .png, .jpeg, .gif, .webp, .text, .json: true
        case .pdf, .mp4, .ogg, .zip: false
        }
    }

    /// What its name ends with.
    public var fileExtension: String {
        switch self {
        case .jpeg: "jpg"
        case .text: "txt"
        default: rawValue
        }
    }
}

/// A file that may be kept.
public struct CheckedAttachment: Sendable, Hashable {
    public var kind: AttachmentKind
    /// The reviewers' copy: the file without metadata. `nil` where it cannot be cleaned.
    public var copy: [UInt8]?

    public init(kind: AttachmentKind, copy: [UInt8]?) {
        self.kind = kind
        self.copy = copy
    }
}

/// Looks at a file's bytes: what is it, is it whole, is it only that, and what of it may a reviewer see? Everything
/// that is not plainly one harmless thing is refused.
public enum AttachmentCheck {
    /// Largest file, in bytes.
    public static let largest = 10 << 20
    /// The most files of one report.
    public static let most = 5
    /// The most pixels of a picture: more would be a bomb for whoever opens it.
    static let mostPixels = 120_000_000

    /// Whether a file can show or sound anything, as its first bytes say: a picture, a film, a recording, a PDF, an
    /// archive. The rest is text, or is refused anyway.
    public static func isMoreThanText(_ bytes: [UInt8]) -> Bool { kindByStart(bytes) != nil }

    /// - Parameter isKnown: whether a file, or one in an archive, is on a list of known abuse material.
    public static func examine(
        _ bytes: [UInt8], isKnown: ([UInt8]) -> Bool = { _ in false }
    ) throws(AttachmentRefusal) -> CheckedAttachment {
        if bytes.isEmpty { throw .empty }
        if bytes.count > largest { throw .tooLarge(limit: largest) }
        if isKnown(bytes) { throw .intimate }
        guard let kind = kindByStart(bytes) else { return try examine(bytes, as: TextFile.kind(of: bytes)) }
        guard kind == .zip else { return try examine(bytes, as: kind) }
        try ZIPFile.check(bytes, isKnown: isKnown)
        return CheckedAttachment(kind: kind, copy: nil)
    }

    /// Looks at a file of any kind but an archive.
    static func examine(_ bytes: [UInt8], as kind: AttachmentKind) throws(AttachmentRefusal) -> CheckedAttachment {
        if kind != .text, kind != .json, SecondFile.hides(in: bytes, of: kind) { throw .twoFilesInOne(kind) }
        switch kind {
        case .png: return CheckedAttachment(kind: kind, copy: try PNGFile.cleaned(bytes))
        case .jpeg: return CheckedAttachment(kind: kind, copy: try JPEGFile.cleaned(bytes))
        case .gif: return CheckedAttachment(kind: kind, copy: try GIFFile.cleaned(bytes))
        case .webp: return CheckedAttachment(kind: kind, copy: try WebPFile.cleaned(bytes))
        case .pdf: try PDFFile.check(bytes)
        case .mp4: try MP4File.check(bytes)
        case .ogg: try OggFile.check(bytes)
        case .zip: throw .nested
        case .text, .json: return CheckedAttachment(kind: kind, copy: bytes)
        }
        return CheckedAttachment(kind: kind, copy: nil)
    }

    /// What begins so; `nil` for what may be a text.
    static func kindByStart(_ bytes: [UInt8]) -> AttachmentKind? {
        if bytes.starts(with: PNGFile.signature) { return .png }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if bytes.starts(with: Array("GIF87a".utf8)) || bytes.starts(with: Array("GIF89a".utf8)) { return .gif }
        if bytes.hasName("RIFF", at: 0), bytes.hasName("WEBP", at: 8) { return .webp }
        if bytes.starts(with: Array("%PDF-".utf8)) { return .pdf }
        if bytes.hasName("ftyp", at: 4) { return .mp4 }
        if bytes.hasName("OggS", at: 0) { return .ogg }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return .zip }
        return nil
    }
}

extension [UInt8] {
    /// Two bytes, the greater first; `nil` beyond the end.
    func big16(at index: Int) -> Int? {
        guard index >= 0, index + 2 <= count else { return nil }
        return Int(self[index]) << 8 | Int(self[index + 1])
    }

    func big32(at index: Int) -> Int? {
        guard let high = big16(at: index), let low = big16(at: index + 2) else { return nil }
        return high << 16 | low
    }

    func little16(at index: Int) -> Int? {
        guard index >= 0, index + 2 <= count else { return nil }
        return Int(self[index + 1]) << 8 | Int(self[index])
    }

    func little32(at index: Int) -> Int? {
        guard let low = little16(at: index), let high = little16(at: index + 2) else { return nil }
        return high << 16 | low
    }

    /// Whether a name of ASCII letters stands there.
    func hasName(_ name: StaticString, at index: Int) -> Bool {
        guard index >= 0, index + name.utf8CodeUnitCount <= count else { return false }
        return name.withUTF8Buffer { buffer in
            buffer.indices.allSatisfy { self[index + $0] == buffer[$0] }
        }
    }
}
