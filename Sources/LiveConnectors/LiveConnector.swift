public import SafetyModel

/// A connection to a platform that brings events as they happen.
///
/// It speaks with the platform and hands events on; translation is `Connectors`' work, and detection it never sees.
public protocol LiveConnector: Sendable {
    /// The platform's name, as in an event's source.
    var platform: String { get }

    /// Runs until it is cancelled.
    ///
    /// - Parameter accept: makes a batch of events durable; returns once it is. A connector acknowledges what it was
    ///   sent to the platform only after that.
    func run(accept: @escaping @Sendable ([Event]) async throws -> Void) async throws
}
