/// A snapshot of a community as its platform told it.
public struct FetchedSnapshot: Sendable {
    /// JSON, as `vigie audit` reads it.
    public var bytes: [UInt8]
    /// What the platform did not tell, and why: the audit goes without.
    public var refused: [String]
}
