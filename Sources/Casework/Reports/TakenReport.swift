public import SafetyModel

/// A report that somebody sent for a member, and what became of it.
public struct TakenReport: Sendable, Hashable {
    public var filed: FilingResult
    /// The code to hand to the reporter, once; `nil` where the report was there before, for its code was given then.
    public var receipt: ReceiptCode?

    public init(filed: FilingResult, receipt: ReceiptCode?) {
        self.filed = filed
        self.receipt = receipt
    }
}

extension ReportStore {
    /// Takes in a report that came by a platform, a bot or a homeserver: checks it, draws a receipt code and files it.
    /// The page at `/report` does not come this way: its code is that of the form, so that a double tap shows it again.
    /// - Parameter random: as many random bytes as are asked for.
    /// - Throws: ``ReportProblems`` where something in the draft cannot be taken, ``ReportStoreError``.
    public func take(
        _ draft: ReportDraft, at moment: Timestamp, random: (Int) -> [UInt8]
    ) async throws -> TakenReport {
        let report = try draft.report(now: moment)
        let receipt = try ReceiptCode(drawnFrom: random)
        let filed = try await file(ReportFiling(report: report), receipt: receipt, at: moment)
        return TakenReport(filed: filed, receipt: filed.isNew ? receipt : nil)
    }
}
