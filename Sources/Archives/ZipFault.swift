/// What is wrong with a zip archive, or with one of its entries.
public struct ZipFault: Error, Sendable, Hashable {
    public enum Reason: Sendable, Hashable, CaseIterable {
        case broken, truncated, bomb, tooManyEntries, unsafeName, symlink, encrypted, unsupported, overlap, checkSum
    }

    public var reason: Reason
    /// Which part, or which figures. Never content.
    public var detail: String?

    public init(_ reason: Reason, detail: String? = nil) {
        self.reason = reason
        self.detail = detail
    }
}

/// Beyond which measures an archive is taken for one that is made to harm.
public struct ZipLimits: Sendable, Hashable {
    /// Entries.
    public var entries: Int
    /// How many times its packed size an entry may have once unpacked.
    public var ratio: Int
    /// Bytes below which the ratio is not looked at.
    public var ratioFloor: Int

    public init(entries: Int, ratio: Int, ratioFloor: Int) {
        self.entries = entries
        self.ratio = ratio
        self.ratioFloor = ratioFloor
    }
}
