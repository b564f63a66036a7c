/// The order in which cases wait: severity, then likelihood, then imminence, then deadline.
///
/// Stores sort in SQL; this comparison is the reference, and a test holds the two against each other:
///
///     ORDER BY severity, score DESC, imminence DESC, due_at, id
public enum QueueOrder {
    /// Whether `first` waits before `second`. A strict total order: equal cases are told apart by their id.
    public static func precedes(_ first: Case, _ second: Case) -> Bool {
        if first.severity != second.severity { return first.severity < second.severity }
        if first.score != second.score { return first.score > second.score }
        if first.imminence != second.imminence { return first.imminence > second.imminence }
        if first.dueAt != second.dueAt { return first.dueAt < second.dueAt }
        return first.id < second.id
    }
}
