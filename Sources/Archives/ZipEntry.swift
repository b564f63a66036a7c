/// One file inside a zip archive, as the archive's list of contents (central directory) says.
public struct ZipEntry: Sendable {
    /// Repaired where it is no UTF-8: older programs write their system's own letters.
    public var name: String
    public var rawName: [UInt8]
    /// The name that programs which know Info-ZIP's Unicode field (4.6.9) go by.
    var unicodeName: [UInt8]?
    var method: UInt16
    var flags: UInt16
    var checkSum: UInt32
    /// Bytes in the archive.
    public var compressedSize: Int
    /// Bytes once unpacked, as the archive says.
    public var size: Int
    var headerOffset: Int
    var unixMode: UInt32
    /// Where the next entry, or the list of contents, begins: this one's data must end before that.
    var limit: Int = 0
    /// Why it must not be opened.
    public var refusal: ZipFault?

    var hasDescriptor: Bool { flags & 8 != 0 }
    public var isFolder: Bool { name.hasSuffix("/") || unixMode & 0o170000 == 0o040000 }

    /// What is wrong with the entry itself, before any byte of it is looked at.
    func ownFault(_ limits: ZipLimits) -> ZipFault? {
        if Self.isUnsafe(rawName) || unicodeName.map(Self.isUnsafe) == true { return ZipFault(.unsafeName) }
        // Bit 11 promises UTF-8 (appendix D); what is none is a dot or a slash in disguise to some reader.
        if flags & 0x800 != 0, String(validating: rawName, as: UTF8.self) == nil { return ZipFault(.unsafeName) }
        if unixMode & 0o170000 == 0o120000 { return ZipFault(.symlink) }
        if flags & 0x2041 != 0 || method == 99 { return ZipFault(.encrypted) }
        guard method == 0 || method == 8 else { return ZipFault(.unsupported, detail: "method \(method)") }
        if method == 0 && size != compressedSize { return ZipFault(.broken, detail: "sizes") }
        if size > limits.ratioFloor && size / max(compressedSize, 1) > limits.ratio {
            return ZipFault(.bomb, detail: "\(compressedSize) → \(size)")
        }
        return nil
    }

    /// Whether a name would lead out of the folder it is unpacked into, or lies about where it ends.
    static func isUnsafe(_ name: [UInt8]) -> Bool {
        guard let first = name.first else { return true }
        if first == UInt8(ascii: "/") || name.contains(UInt8(ascii: "\\")) || name.contains(0) { return true }
        if name.count >= 2 && name[1] == UInt8(ascii: ":") { return true }
        return name.split(separator: UInt8(ascii: "/")).contains { $0.elementsEqual([0x2E, 0x2E]) }
    }
}

/// Reads little-endian numbers out of an archive's bytes; past the end it gives `nil`.
struct ZipFields {
    let bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }
    init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

    func number(at offset: Int, length: Int) -> UInt64? {
        guard offset >= 0, length <= bytes.count, offset <= bytes.count - length else { return nil }
        var value: UInt64 = 0
        for index in (0..<length).reversed() { value = value << 8 | UInt64(bytes[bytes.startIndex + offset + index]) }
        return value
    }

    func u16(_ offset: Int) -> UInt16? { number(at: offset, length: 2).map(UInt16.init(truncatingIfNeeded:)) }
    func u32(_ offset: Int) -> UInt32? { number(at: offset, length: 4).map(UInt32.init(truncatingIfNeeded:)) }
    /// A 64-bit number, or `nil` where it would not fit an `Int`.
    func int64(_ offset: Int) -> Int? { number(at: offset, length: 8).flatMap { Int(exactly: $0) } }

    func slice(_ offset: Int, _ length: Int) -> ArraySlice<UInt8>? {
        guard offset >= 0, length >= 0, length <= bytes.count, offset <= bytes.count - length else { return nil }
        return bytes[bytes.startIndex + offset..<bytes.startIndex + offset + length]
    }
}
