import ServiceLifecycle

/// What a service does again and again until it is told to stop.
enum Repetition {
    /// Does it at once and then after each interval; returns once the service is to stop. A cancellation that the work
    /// throws ends it too; whatever else it throws is told, and tried again.
    static func run(
        every interval: Duration, telling: @escaping @Sendable (any Error) -> Void,
        _ work: @escaping @Sendable () async throws -> Void
    ) async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await work()
                } catch is CancellationError {
                    return
                } catch {
                    telling(error)
                }
                try? await Task.sleep(for: interval)
            }
        }
        try? await gracefulShutdown()
    }
}
