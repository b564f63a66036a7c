public import SafetyModel

/// Carries a lineage forward over the log. What is stored is the folded state with the number of its last event: a
/// restart reads on from there, and folding twice gives the same bytes.
public enum LineageFold {
    /// Events that are read at once.
    public static let batch = 5000

    /// The lineage as it is stored; empty where none is, or it is of another version and will be folded anew.
    public static func stored(in store: some ProvenanceStore) async throws -> (lineage: Lineage, sequence: Int64) {
        guard let state = try await store.lineageState() else { return (Lineage(), 0) }
        var reader = ByteReader(state.bytes)
        guard let lineage = try? Lineage(decoding: &reader), reader.isAtEnd else { return (Lineage(), 0) }
        return (lineage, state.sequence)
    }

    /// Reads what came since, and stores the state.
    /// - Parameter limit: events to read at most; `nil` for all.
    /// - Returns: the lineage, and how many events were read.
    @discardableResult
    public static func advance(
        in store: some ProvenanceStore, limit: Int? = nil
    ) async throws -> (lineage: Lineage, read: Int) {
        var (lineage, sequence) = try await stored(in: store)
        var read = 0
        while limit.map({ read < $0 }) ?? true {
            try Task.checkCancellation()
            let events = try await store.eventsWithoutTexts(
                after: sequence, limit: min(batch, limit.map { $0 - read } ?? batch))
            guard let last = events.last else { break }
            for logged in events { lineage.observe(logged.event) }
            sequence = last.sequence
            read += events.count
        }
        if read > 0 {
            var writer = ByteWriter()
            lineage.encode(into: &writer)
            try await store.saveLineage(StoredLineage(sequence: sequence, bytes: writer.bytes))
        }
        return (lineage, read)
    }
}
