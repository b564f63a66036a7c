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

/// Why a file is not kept. Nothing of such a file is.
public enum AttachmentRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    case empty
    case tooLarge(limit: Int)
    case tooMany(limit: Int)
    /// None of the kinds that are taken.
    case unknownKind
    /// It begins as what it says, and then is not: cut off, or made to confuse.
    case damaged(AttachmentKind)
    /// Something else follows its end, or hides in it: two files in one.
    case twoFilesInOne(AttachmentKind)
    /// A web page, a drawing with scripts, a program text.
    case markup
    /// It would grow beyond measure when opened.
    case bomb
    /// An archive that is locked, or that holds another archive.
    case sealedArchive
    /// The reporter says that it shows nudity, or its hash is on a list of known abuse material.
    case intimate

    /// The name of the reason in texts.
    public var key: String {
        switch self {
        case .empty: "empty"
        case .tooLarge: "too_large"
        case .tooMany: "too_many"
        case .unknownKind: "unknown_kind"
        case .damaged: "damaged"
        case .twoFilesInOne: "two_in_one"
        case .markup: "markup"
        case .bomb: "bomb"
        case .sealedArchive: "sealed_archive"
        case .intimate: "intimate"
        }
    }

    public var description: String {
        switch self {
        case .empty: "the file is empty"
        case .tooLarge(let limit): "the file is larger than \(limit >> 20) MiB; send a part of it, or a screenshot"
        case .tooMany(let limit): "a report takes at most \(limit) files"
        case .unknownKind:
            "the file is none of the kinds that are taken; send a screenshot, a PDF, a text or a recording"
        case .damaged(let kind): "the file begins as \(kind.rawValue) but is cut off or damaged; send it again"
        case .twoFilesInOne(let kind): "something else hides in the \(kind.rawValue) file; send a screenshot of it"
        case .markup: "web pages and programs are not taken; send a screenshot or a text"
        case .bomb: "the file would grow beyond measure when opened; send a part of it"
        case .sealedArchive:
            "archives with a password or with archives in them are not taken; send the files themselves"
        case .intimate:
            "intimate pictures are never taken here; Take It Down and Report Remove help without seeing them"
        }
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

    public static func examine(_ bytes: [UInt8]) throws(AttachmentRefusal) -> CheckedAttachment {
        if bytes.isEmpty { throw .empty }
        if bytes.count > largest { throw .tooLarge(limit: largest) }
        let kind = try kind(of: bytes)
        if kind != .zip, kind != .text, kind != .json, ZIPFile.endsAsArchive(bytes) { throw .twoFilesInOne(kind) }
        switch kind {
        case .png: return CheckedAttachment(kind: kind, copy: try PNGFile.cleaned(bytes))
        case .jpeg: return CheckedAttachment(kind: kind, copy: try JPEGFile.cleaned(bytes))
        case .gif: return CheckedAttachment(kind: kind, copy: try GIFFile.cleaned(bytes))
        case .webp: return CheckedAttachment(kind: kind, copy: try WebPFile.cleaned(bytes))
        case .pdf: try PDFFile.check(bytes)
        case .mp4: try MP4File.check(bytes)
        case .ogg: try OggFile.check(bytes)
        case .zip: try ZIPFile.check(bytes)
        case .text, .json: return CheckedAttachment(kind: kind, copy: bytes)
        }
        return CheckedAttachment(kind: kind, copy: nil)
    }

    /// By the first bytes; a text by all of them.
    private static func kind(of bytes: [UInt8]) throws(AttachmentRefusal) -> AttachmentKind {
        if bytes.starts(with: PNGFile.signature) { return .png }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if bytes.starts(with: Array("GIF87a".utf8)) || bytes.starts(with: Array("GIF89a".utf8)) { return .gif }
        if bytes.hasName("RIFF", at: 0), bytes.hasName("WEBP", at: 8) { return .webp }
        if bytes.starts(with: Array("%PDF-".utf8)) { return .pdf }
        if bytes.hasName("ftyp", at: 4) { return .mp4 }
        if bytes.hasName("OggS", at: 0) { return .ogg }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return .zip }
        return try TextFile.kind(of: bytes)
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
