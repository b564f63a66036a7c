import Connectors
import LiveConnectors
import SafetyModel
import Testing

@testable import FakeDiscord

@Suite("Snapshots that a platform is asked for", .timeLimit(.minutes(2)))
struct SnapshotTests {
    @Test("a guild of several pages of members comes whole, and is read without a problem")
    func guild() async throws {
        try await DiscordStage.run({ $0.members = 2_300 }) { stage in
            let settings = await stage.settings()
            let fetched = try await DiscordSnapshot(settings, now: DiscordStage.now).fetch(settings.guilds[0])
            let reading = try SnapshotReader.read(fetched.bytes)
            #expect(reading.problems.map { "\($0)" } == [] && fetched.refused == [])
            let snapshot = reading.snapshot
            #expect(snapshot.id == settings.guilds[0] && snapshot.platform == .discord && snapshot.takenAt != nil)
            #expect(snapshot.members.count >= 2_000 && snapshot.members.count == Set(snapshot.members.map(\.id)).count)
            #expect(!snapshot.roles.isEmpty && snapshot.channels.count >= 4)
            let text = String(decoding: fetched.bytes, as: UTF8.self)
            #expect(!text.contains("avatar") && !text.contains("token"))
        }
    }

    @Test("without the intent for members the fault says so")
    func withoutIntent() async throws {
        try await DiscordStage.run({ $0.privileged = 0 }) { stage in
            let settings = await stage.settings()
            await #expect(throws: DiscordFault.self) {
                try await DiscordSnapshot(settings, now: DiscordStage.now).fetch(settings.guilds[0])
            }
        }
    }

    @Test("a space comes with the rooms that it names, and what is refused is told")
    func space() async throws {
        @Sendable func state(_ child: String?...) -> String {
            let children = child.compactMap { $0 }.map {
                #"{"type":"m.space.child","state_key":"\#($0)","content":{"via":["harbour.test"]},"sender":"@ann:harbour.test"}"#
            }
            let power =
                #"{"type":"m.room.power_levels","state_key":"","content":{"users":{"@ann:harbour.test":100}},"sender":"@ann:harbour.test","unsigned":{"age":1}}"#
            let create =
                #"{"type":"m.room.create","state_key":"","content":{"room_version":"10","type":"m.space"},"sender":"@ann:harbour.test"}"#
            return #"{"state":[\#(([create, power] + children).joined(separator: ","))]}"#
        }
        try await FakeHomeserver.run { server, settings in
            await server.answer(
                "GET", "/rooms/%21space%3Aharbour.test/state", state("!quay:harbour.test", "!away:harbour.test"))
            await server.answer("GET", "/rooms/%21quay%3Aharbour.test/state", state("!space:harbour.test"))
            await server.answer(
                "GET", "/rooms/%21away%3Aharbour.test/state", status: 404, #"{"errcode":"M_NOT_FOUND","error":"?"}"#)
            let fetched = try await MatrixSnapshot(settings, now: { Timestamp(milliseconds: 1_780_000_000_000) })
                .fetch("!space:harbour.test")
            #expect(fetched.refused.count == 1 && fetched.refused[0].contains("!away:harbour.test"))
            let snapshot = try SnapshotReader.read(fetched.bytes).snapshot
            #expect(snapshot.platform == .matrix && snapshot.id == "!space:harbour.test")
            #expect(Set(snapshot.channels.map(\.id)) == ["!space:harbour.test", "!quay:harbour.test"])
            #expect(!String(decoding: fetched.bytes, as: UTF8.self).contains("unsigned"))
        }
    }
}
