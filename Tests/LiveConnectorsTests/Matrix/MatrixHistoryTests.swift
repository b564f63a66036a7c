import Foundation
import Logging
import SafetyModel
import Testing

@testable import Connectors
@testable import LiveConnectors

@Suite("How far history is can be seen", .timeLimit(.minutes(2)))
struct MatrixHistoryTests {
    @Test("The log says from the beginning how many rooms there are, and how many are done")
    func log() async throws {
        try await FakeHomeserver.run { server, settings in
            await server.answer("GET", "/v1/rooms?", "{\"rooms\":[{\"room_id\":\"!quay\"},{\"room_id\":\"!bridge\"}]}")
            await server.answer("GET", "/state", "{\"state\":[]}")
            await server.answer("GET", "/messages?", "{\"chunk\":[]}")
            let said = (0..<1000).map { number in
                "{\"event_id\":\"$\(number)\",\"origin_server_ts\":\(1_700_000_000_000 + number),\(MatrixParts.say("quay", "odile", "Tide \(number)"))}"
            }
            await server.answer("GET", "/rooms/%21quay/messages?", "{\"chunk\":[\(said.joined(separator: ","))]}")
            let parts = MatrixParts(settings)
            var lines = StageLines()
            lines.logLevel = .notice
            let kept = lines
            let steward = MatrixSteward(
                settings: settings, client: parts.client, intake: parts.intake, memory: parts.memory, desk: nil,
                logger: Logger(label: "test") { _ in kept }, now: { MatrixParts.now })
            try await MatrixHistory(steward: steward).fetch()
            #expect(kept.all.contains { $0.contains("history of 2 rooms is read") })
            #expect(kept.all.contains { $0.contains("1000 events read, 2 of 2 rooms done") })
            #expect(await parts.intake.figures.history == nil)
        }
    }

    @Test("What moderators are told of it is in both languages", arguments: [Language.english, .french])
    func status(language: Language) {
        let words = MatrixCommandWords(language: language)
        var intake = MatrixIntakeFigures(since: MatrixParts.now)
        let desk = MatrixDeskFigures(behind: 0, isReady: true)
        func lines() -> [Substring] { words.status(desk, intake, now: MatrixParts.now).split(separator: "\n") }
        #expect(lines().count == 1)
        intake.history = MatrixHistoryFigures(isReading: true, rooms: 41, done: 7, events: 3000)
        let reading = lines()
        #expect(reading.count == 2 && ["7", "41", "3000"].allSatisfy { reading[1].contains($0) })
        intake.history = MatrixHistoryFigures(isReading: false, rooms: 41, done: 7)
        let learning = lines()
        #expect(learning.count == 2 && ["7", "41"].allSatisfy { learning[1].contains($0) })
    }
}
