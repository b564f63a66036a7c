import Foundation
import Logging
import SafetyModel
import Service
import ServiceLifecycle

/// Looks after a directory of rules while the service runs: what changed in it comes into force as a whole, or, where
/// anything is wrong with it, not at all.
struct RuleReload: ServiceLifecycle.Service {
    let intake: RuleImport
    let pipeline: Pipeline

    private static let interval = Duration.seconds(2)

    func run() async throws {
        let logger = Logger(label: "vigie.rules")
        try await cancelWhenGracefulShutdown {
            var seen = signature()
            while !Task.isCancelled {
                try? await Task.sleep(for: Self.interval)
                let now = signature()
                guard now != seen, !Task.isCancelled else { continue }
                do {
                    if let sentence = try await reload() { logger.notice("rules: \(sentence)") }
                    seen = now
                } catch is PipelineError {
                    // The watch is catching up: the next look takes it in.
                } catch {
                    seen = now
                    logger.error("the rules in \(intake.directory) are not taken, those before stay in force: \(error)")
                }
            }
        }
        try? await gracefulShutdown()
    }

    /// Takes in what changed.
    /// - Returns: what came into force; nil where nothing changed.
    func reload() async throws -> String? {
        guard let order = try await intake.order() else { return nil }
        return try await pipeline.changeRules { sequence in
            (order.sentence, try await intake.record(order, after: sequence))
        }
    }

    /// Names, sizes and times of the files: differs once any of them changes.
    private func signature() -> [String] {
        let manager = FileManager.default
        let names = (try? manager.contentsOfDirectory(atPath: intake.directory)) ?? []
        return names.sorted().map { name in
            let attributes = try? manager.attributesOfItem(atPath: "\(intake.directory)/\(name)")
            let time = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            let size = (attributes?[.size] as? NSNumber)?.int64Value ?? -1
            return "\(name) \(size) \(time)"
        }
    }
}
