/// Which dispatches of a session were seen: tells one that comes twice from one that comes late, and knows up to where
/// nothing is missing.
struct SequenceWindow: Sendable, Hashable {
    /// Everything up to here was seen, or given up.
    private(set) var contiguous: Int64
    private var above: Set<Int64> = []
    private(set) var highest: Int64
    /// How far the stream may run ahead of one that is missing before that is given up.
    static let patience = 256

    init(after sequence: Int64) {
        (contiguous, highest) = (sequence, sequence)
    }

    /// - Returns: whether it is seen for the first time; and how many were given up by it.
    mutating func take(_ sequence: Int64) -> (isNew: Bool, missed: Int) {
        guard sequence > contiguous, !above.contains(sequence) else { return (false, 0) }
        above.insert(sequence)
        highest = max(highest, sequence)
        var missed = 0
        advance()
        if above.count > Self.patience, let next = above.min() {
            missed = Int(clamping: next - contiguous - 1)
            contiguous = next - 1
            advance()
        }
        return (true, missed)
    }

    private mutating func advance() {
        while above.remove(contiguous + 1) != nil { contiguous += 1 }
    }
}
