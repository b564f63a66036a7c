/// What an audit of the ledger found.
public struct LedgerReport: Sendable, Hashable, Codable {
    /// How many entries were read; up to the one that does not fit.
    public var entries = 0
    /// How many signed checkpoints were held against them.
    public var checkpoints = 0
    /// How many contents were held against their commitments.
    public var contents = 0
    /// How many of them were entered by an earlier version, whose entries cover less of the same row.
    public var older = 0
    /// How many contents were erased, as a later entry says.
    public var erased = 0
    /// How many of the newest entries no checkpoint covers yet: nothing but the database speaks for them.
    public var unsigned = 0
    /// The first thing that does not fit; `nil` where all does.
    public var problem: LedgerProblem?

    public init() {}
}

/// The first thing that does not fit.
public struct LedgerProblem: Error, Sendable, Hashable, Codable {
    /// The entry; where a checkpoint shows no more than a range, the first of it. `nil` where it is about none.
    public var entry: Int?
    /// `entry`, `hash`, `tile`, `checkpoint`, `content`, `salt`, `line`, `signal`, `evidence`, `rules`, `report`,
    /// `case`, `clock`, `stamp`.
    public var part: String
    /// What is wrong, in a sentence.
    public var sentence: String

    init(_ part: String, _ entry: UInt64?, _ sentence: String) {
        (self.entry, self.part, self.sentence) = (entry.map { Int(clamping: $0) }, part, sentence)
    }
}
