extension String {
    /// Ids and names of a platform are shorter; what a file holds in their place may be of any length.
    public static let longestName = 100

    /// The text as it is shown: cut, with an ellipsis, where it is longer than any id or name.
    public var shortName: String {
        // Signs of a text may be of many bytes: the count of these is known at once.
        guard utf8.count > Self.longestName, count > Self.longestName else { return self }
        return "\(prefix(Self.longestName - 1))…"
    }
}
