public import SafetyModel

/// What becomes of a message after a try to send it.
public struct Settlement: Sendable, Hashable {
    public var state: Delivery.State
    /// Why the try failed, in a few words.
    public var fault: String?
    /// `nil` where it is not tried again.
    public var nextTry: Timestamp?

    /// - Parameters:
    ///   - tries: how many there were before.
    ///   - jitter: a random byte that spreads the next try by a quarter of the wait; 128 leaves it as it is.
    public init(of outcome: DeliveryOutcome, afterTries tries: Int, at moment: Timestamp, jitter: UInt8 = 128) {
        switch outcome {
        case .sent: state = .sent
        case .refused(let fault):
            state = .failed
            self.fault = String(fault.prefix(200))
        case .failed(let fault):
            nextTry = DeliveryBackoff.wait(afterTries: tries + 1).map { wait in
                moment + .milliseconds(wait.milliseconds + wait.milliseconds / 4 * (Int64(jitter) - 128) / 128)
            }
            state = nextTry == nil ? .failed : .waiting
            self.fault = String(fault.prefix(200))
        }
    }
}
