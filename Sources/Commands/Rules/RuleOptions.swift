import ArgumentParser
import ServiceLifecycle

/// `--rules`, for commands that watch.
struct RuleOptions: ParsableArguments {
    @Option(
        name: .customLong("rules"),
        help: ArgumentHelp(
            "A directory with rules to take in force. Without it, those that the database has stay in force.",
            valueName: "directory"), completion: .directory)
    var directory: String?

    /// Takes in what changed in the directory since it was taken in last. Call it before the pipeline runs.
    /// - Throws: ``CommandFailure`` with every problem of every file; then the rules before stay in force.
    func takeIn(_ setting: Assembly) async throws {
        guard let directory else { return }
        let intake = RuleImport(directory: directory, store: setting.store, taxonomy: setting.taxonomy)
        let position = try await setting.store.watchPosition()
        guard let order = try await intake.order() else { return }
        _ = try await intake.record(order, after: position)
        Terminal.error("rules: \(order.sentence)")
    }

    /// Takes in what changes in the directory while the service runs.
    func services(_ setting: Assembly) -> [any Service] {
        guard let directory else { return [] }
        let intake = RuleImport(directory: directory, store: setting.store, taxonomy: setting.taxonomy)
        return [RuleReload(intake: intake, pipeline: setting.pipeline)]
    }
}
