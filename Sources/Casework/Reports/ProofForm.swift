/// How the proof that a report is on the ledger is written.
public enum ProofForm: String, Sendable, Hashable, CaseIterable {
    /// The ledger's own form, which opens what the entry commits to.
    case json
    /// `c2sp.org/tlog-proof@v1`, which other programs read too; it opens nothing.
    case tlogProof = "tlog-proof"

    /// What the file is called.
    public var fileName: String {
        switch self {
        case .json: "vigie-receipt.json"
        case .tlogProof: "vigie-receipt.tlog-proof"
        }
    }

    /// What a browser is told that it is.
    public var contentType: String {
        switch self {
        case .json: "application/json"
        case .tlogProof: "text/plain; charset=utf-8"
        }
    }
}

extension ReportStore {
    /// The proof as JSON.
    public func ledgerReceipt(of receipt: ReceiptCode) async throws -> [UInt8]? {
        try await ledgerReceipt(of: receipt, as: .json)
    }
}
