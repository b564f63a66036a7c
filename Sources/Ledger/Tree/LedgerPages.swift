/// What a ledger shows to everybody, as c2sp.org/tlog-tiles lays it out. Entries are not among it: kinds and times of
/// what happens to whom are nobody's business; a hash tells nothing of them, for every entry has a salt in it.
public protocol LedgerPages: Sendable {
    /// The newest signed checkpoint; `nil` where nothing was signed yet.
    func checkpointPage() async throws -> [UInt8]?
    /// The hashes of a tile, as many as its path asks for; `nil` where the newest checkpoint does not cover them.
    func tilePage(_ path: TilePath) async throws -> [UInt8]?
    /// The public key.
    func keyPage() async throws -> String
}
