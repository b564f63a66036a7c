import Console
import Foundation
import Hummingbird
import SQLiteStorage
import SafetyModel
import Testing

/// For looking at the pages by hand and by `Scripts/screenshots.py`, without the service: with `VIGIE_CONSOLE_HOLD`
/// set to a port, the console with the sample community is served there until the process is ended.
@Suite("Looking at the console", .enabled(if: ProcessInfo.processInfo.environment["VIGIE_CONSOLE_HOLD"] != nil))
struct HoldTests {
    @Test("serves the console with the sample community until it is stopped")
    func hold() async throws {
        let port = ProcessInfo.processInfo.environment["VIGIE_CONSOLE_HOLD"].flatMap { Int($0) } ?? 8088
        let demo = [
            DemoAccount(name: "Rina", roles: [.reviewer]), DemoAccount(name: "Gus", roles: [.guardian]),
            DemoAccount(name: "Alba", roles: [.guardian, .administrator, .lead]),
            DemoAccount(name: "Fred", roles: [.guardian, .administrator, .lead], language: .french),
        ]
        let settings = ConsoleSettings(demoAccounts: demo, passwordCost: 10)
        try await withConsole(reviewers: false, settings: settings, live: TickingFigures()) { harness, _ in
            try await harness.console.createDemoAccounts()
            let router = Router()
            harness.console.addRoutes(to: router)
            let application = Application(
                router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)))
            try await application.runService()
        }
    }
}

/// Figures that move, for looking at.
struct TickingFigures: LiveFigures {
    func current() async -> LiveReading { Self.reading(0) }

    func updates() async -> AsyncStream<LiveReading> {
        AsyncStream { continuation in
            let task = Task {
                for tick in 0... {
                    continuation.yield(Self.reading(tick))
                    try await Task.sleep(for: .seconds(1))
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    private static func reading(_ tick: Int) -> LiveReading {
        LiveReading(
            eventsPerSecond: 46_000 + Double(tick * 137 % 900), events: 1_000_000 + tick * 46_137, signals: 48 + tick / 9,
            signalsAboutStaff: 3, behindBy: tick * 31 % 400)
    }
}
