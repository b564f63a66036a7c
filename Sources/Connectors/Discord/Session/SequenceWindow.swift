import SafetyModel

/// The dispatches of a session in their order: one that comes twice counts once, one that comes early waits for those
/// before it, for a while. Who is told of a member twice, the later before the earlier, would take the one for a change
/// back.
struct SequenceWindow: Sendable {
    /// Everything up to here was handed on, or given up.
    private(set) var contiguous: Int64
    private(set) var highest: Int64
    private var early: [Int64: GatewayFrame] = [:]
    private var earlySince: Timestamp?
    /// How many run ahead of one that is missing, and how long, before that is given up.
    static let room = 256
    static let patience = Duration.seconds(2)

    init(after sequence: Int64) {
        (contiguous, highest) = (sequence, sequence)
    }

    /// When ``giveUp(at:)`` has something to do.
    var due: Timestamp? { earlySince.map { $0 + Self.patience } }

    /// - Returns: the frames whose turn it is now, with their numbers.
    mutating func take(_ frame: GatewayFrame, _ sequence: Int64, at now: Timestamp) -> [(
        frame: GatewayFrame, sequence: Int64
    )] {
        guard sequence > contiguous, early[sequence] == nil else { return [] }
        highest = max(highest, sequence)
        early[sequence] = frame
        return advance(now)
    }

    /// What is missing is given up, where it was waited for long enough.
    /// - Returns: how many were given up, and the frames whose turn it is then.
    mutating func giveUp(at now: Timestamp) -> (missed: Int, frames: [(frame: GatewayFrame, sequence: Int64)]) {
        guard let next = early.keys.min(), early.count > Self.room || due.map({ $0 <= now }) == true else {
            return (0, [])
        }
        let missed = Int(clamping: next - contiguous - 1)
        contiguous = next - 1
        return (missed, advance(now))
    }

    /// The connection ended: what came early comes again.
    mutating func dropEarly() {
        early = [:]
        earlySince = nil
        highest = contiguous
    }

    /// What came early, in its order, where what is missing before it can come no more.
    mutating func takeEarly() -> [(frame: GatewayFrame, sequence: Int64)] {
        defer { dropEarly() }
        return early.sorted { $0.key < $1.key }.map { ($0.value, $0.key) }
    }

    private mutating func advance(_ now: Timestamp) -> [(frame: GatewayFrame, sequence: Int64)] {
        var frames: [(GatewayFrame, Int64)] = []
        while let frame = early.removeValue(forKey: contiguous + 1) {
            contiguous += 1
            frames.append((frame, contiguous))
        }
        earlySince = early.isEmpty ? nil : frames.isEmpty ? earlySince ?? now : now
        return frames
    }
}
