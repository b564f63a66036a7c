/// What hinders the ledger, said so that a person can act on it.
public enum LedgerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Checkpoints were signed, and the key that signed them is gone.
    case keyMissing(path: String)
    /// A key file that is no key, or not this ledger's.
    case wrongKey(path: String, detail: String)
    /// There is nothing on the ledger yet.
    case empty
    /// An entry that is not there.
    case noSuchEntry(number: Int, size: Int)
    /// A size of the tree that it never had.
    case noSuchSize(size: Int, newest: Int)
    /// The content of such an entry stays.
    case notErasable(number: Int)
    /// A signature or a time stamp that does not belong to any checkpoint.
    case foreign(detail: String)
    /// What is stored does not lead to what was signed.
    case doesNotFit(detail: String)

    public var description: String {
        switch self {
        case .keyMissing(let path):
            "the ledger's key \(path) is missing, and checkpoints were signed with it; put the file back"
        case .wrongKey(let path, let detail): "\(path): \(detail)"
        case .empty: "there is nothing on the ledger yet"
        case .noSuchEntry(let number, let size):
            "the ledger has no entry \(number); it holds \(size), counted from 0"
        case .noSuchSize(let size, let newest):
            "the ledger never had \(size) entries; take a size from 1 to \(newest)"
        case .notErasable(let number): "the content of entry \(number) is no text that could be erased"
        case .foreign(let detail): detail
        case .doesNotFit(let detail):
            "the ledger does not fit what was signed (\(detail)); nothing new is signed. Run `vigie ledger audit`"
        }
    }
}
