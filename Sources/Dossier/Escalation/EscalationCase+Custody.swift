public import SafetyModel

extension EscalationCase {
    /// A piece of evidence that was put under seal, as the ledger has it.
    public struct KeptEvidence: Sendable, Hashable {
        public var at: Timestamp
        /// The file of its receipt.
        public var receipt: String

        public init(at: Timestamp, receipt: String) { (self.at, self.receipt) = (at, receipt) }
    }

    /// Steps that are links of the chain: something was received, taken up, opened, decided, kept, deleted or taken out.
    private static let links: Set<String> = [
        "opened", "reported", "looked_at", "claimed", "released", "revealed", "learned_from", "proposed", "confirmed",
        "decided", "reopened", "hold_set", "hold_lifted", "evidence_deleted", "reports_deleted", "exported",
        "export_written", "reference_recorded",
    ]
    /// Those whose detail is told. Reasons and notes are not: they may say something of a reporter.
    private static let told: Set<String> = ["exported", "export_written", "reference_recorded"]
    /// Receipts that are named on one line.
    private static let namedReceipts = 20

    /// The chain of custody, oldest first: who received, opened, decided and took out what, and when, up to this export.
    /// Nothing about a reporter is in it.
    /// - Parameter format: of this export.
    public func custody(format: String) -> [Line] {
        var lines = Dictionary(grouping: kept, by: \.at).sorted { $0.key < $1.key }.map { at, evidence -> Line in
            let names = evidence.map(\.receipt)
            let rest = names.count > Self.namedReceipts ? " …" : ""
            return Line(
                at: at, by: nil, action: "evidence_kept",
                detail: names.prefix(Self.namedReceipts).joined(separator: ", ") + rest)
        }
        for line in trail where Self.links.contains(line.action) {
            var line = line
            if !Self.told.contains(line.action) { line.detail = "" }
            lines.append(line)
        }
        lines.append(Line(at: madeAt, by: nil, action: "exported", detail: "\(format), reviewed by \(reviewer)"))
        // What came at one moment stays in its order.
        return lines.enumerated().sorted { left, right in
            (left.element.at, left.offset) < (right.element.at, right.offset)
        }.map { $0.element }
    }
}
