import Foundation
import Logging
import SafetyModel
import Testing

@testable import Connectors
@testable import LiveConnectors

@Suite("What is wrong between Vigie and a homeserver is named", .timeLimit(.minutes(2)))
struct MatrixFaultTests {
    private func faults(_ findings: [CheckFinding]) -> [String] {
        findings.filter { $0.grade == .fault }.map(\.sentence)
    }

    private func check(
        _ server: FakeHomeserver, _ settings: MatrixSettings, now: Date = Date()
    ) async -> [CheckFinding] {
        await server.answer("GET", "/client/versions", "{\"versions\":[\"v1.11\"]}")
        await server.answer("GET", "/account/whoami", "{\"user_id\":\"@vigie:harbour.test\"}")
        await server.answer("GET", "/joined_rooms", "{\"joined_rooms\":[\"!desk\",\"!list\"]}")
        // As a homeserver that cannot be asked to try the way.
        await server.answer("POST", "/appservice/", status: 404, "{\"errcode\":\"M_UNRECOGNIZED\"}")
        return await MatrixCheck(settings, now: now).run()
    }

    @Test("A token that the homeserver does not know is one line of the check, with the way to mend it")
    func token() async throws {
        try await FakeHomeserver.run { server, settings in
            await server.answer("GET", "/client/versions", "{\"versions\":[\"v1.11\"]}")
            await server.answer("GET", "/account/whoami", status: 401, "{\"errcode\":\"M_UNKNOWN_TOKEN\"}")
            let said = faults(await MatrixCheck(settings, now: Date()).run())
            #expect(said.count == 1 && said[0].contains("as_token") && said[0].contains("app_service_config_files"))
        }
    }

    @Test("Clocks that differ are one line of the check")
    func clocks() async throws {
        try await FakeHomeserver.run { server, settings in
            let said = faults(await check(server, settings, now: Date() + 300))
            #expect(said.count == 1 && said[0].contains("NTP"))
            #expect(faults(await check(server, settings)) == [])
        }
    }

    @Test("Without an administrator's rights the check says what is out of reach, and how to give them")
    func rights() async throws {
        try await FakeHomeserver.run { server, settings in
            await server.answer("GET", "/_synapse/admin/", status: 403, "{\"errcode\":\"M_FORBIDDEN\"}")
            let said = await check(server, settings).filter { $0.grade == .warning }.map(\.sentence)
            #expect(said.contains { $0.contains("administrator") && $0.contains("docs/connect-matrix.md") })
        }
    }

    @Test("An administrator's token that is not known, or whose owner has no rights, is named as that")
    func adminToken() async throws {
        try await FakeHomeserver.run { server, settings in
            var settings = settings
            settings.adminToken = "admin-token-of-the-test"
            settings.pollInterval = .milliseconds(20)
            for (status, hint) in [(401, "does not know the administrator's token"), (403, "is no administrator")] {
                await server.answer("GET", "/_synapse/admin/", status: status, "{\"errcode\":\"M_FORBIDDEN\"}")
                let said = faults(await check(server, settings))
                #expect(said.count == 1 && said[0].contains(hint) && said[0].contains("admin_token_file"))
                #expect(!said.contains { $0.contains("as_token") })
                let running = settings
                let parts = MatrixParts(running)
                let lines = StageLines()
                let steward = MatrixSteward(
                    settings: running, client: parts.client, intake: parts.intake, memory: parts.memory, desk: nil,
                    logger: Logger(label: "test") { _ in lines }, now: { MatrixParts.now })
                await withTaskGroup(of: Void.self) { group in
                    group.addTask { await steward.work(file: { _ in }, actions: nil) }
                    await lines.line { $0.contains("rights") && $0.contains("admin_token_file") }
                    group.cancelAll()
                }
            }
        }
    }

    @Test("A command room that Vigie is not in, a list that is not there, and a list that it may not write are named")
    func rooms() async throws {
        try await FakeHomeserver.run { server, settings in
            var settings = settings
            settings.commands = MatrixCommandRoom(room: "!desk")
            settings.policies = MatrixPolicySettings()
            settings.policies?.watched = ["!list"]
            settings.policies?.publication = .room("!list")
            await server.answer("GET", "/state/m.room.power_levels", "{\"users\":{\"@vigie:harbour.test\":50}}")
            let fine = await check(server, settings)
            #expect(faults(fine) == [] && fine.count { $0.sentence.contains("!list") } == 2)
            #expect(fine.contains { $0.sentence.contains("command room !desk") })

            settings.commands = MatrixCommandRoom(room: "!elsewhere")
            settings.policies?.watched = ["#gone:harbour.test", "!far"]
            await server.answer("GET", "/directory/room/", status: 404, "{\"errcode\":\"M_NOT_FOUND\"}")
            await server.answer("GET", "/state/m.room.power_levels", "{\"users\":{},\"users_default\":0}")
            let wrong = await check(server, settings)
            let said = faults(wrong)
            #expect(said.count == 3)
            for (word, hint) in [("!elsewhere", "invite @vigie"), ("#gone", "watch"), ("!list", "power level")] {
                #expect(said.contains { $0.contains(word) && $0.contains(hint) }, "\(word)")
            }
            #expect(wrong.contains { $0.grade == .warning && $0.sentence.contains("!far") })
        }
    }

    @Test("A command room that is encrypted is a fault of the check, and named once while Vigie runs")
    func encryptedCommandRoom() async throws {
        try await FakeHomeserver.run { server, settings in
            var settings = settings
            settings.commands = MatrixCommandRoom(room: "!desk")
            settings.pollInterval = .milliseconds(20)
            let running = settings
            await server.answer("GET", "/_synapse/admin/", status: 403, "{\"errcode\":\"M_FORBIDDEN\"}")
            #expect(faults(await check(server, running)) == [])
            let algorithm = "{\"algorithm\":\"m.megolm.v1.aes-sha2\"}"
            await server.answer("GET", "/rooms/%21desk/state/m.room.encryption", algorithm)
            let said = faults(await check(server, running))
            #expect(said.count == 1 && said[0].contains("!desk is encrypted"))

            let parts = MatrixParts(running)
            let lines = StageLines()
            let steward = MatrixSteward(
                settings: running, client: parts.client, intake: parts.intake, memory: parts.memory, desk: nil,
                logger: Logger(label: "test") { _ in lines }, now: { MatrixParts.now })
            try await parts.send(
                MatrixParts.state("desk", "maren", "m.room.create", "", "{\"room_version\":\"11\"}"),
                MatrixParts.state("desk", "maren", "m.room.encryption", "", algorithm))
            let polls = await server.calls("GET", "/_synapse/admin/").count
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await steward.work(file: { _ in }, actions: nil) }
                await lines.line { $0.contains("!desk is encrypted") }
                while await server.calls("GET", "/_synapse/admin/").count < polls + 4 { await Task.yield() }
                group.cancelAll()
            }
            #expect(lines.all.count { $0.contains("!desk is encrypted") } == 1)
        }
    }

    @Test("A token that is taken back and a clock that goes wrong are named while Vigie runs, once each")
    func running() async throws {
        try await FakeHomeserver.run { server, settings in
            var settings = settings
            settings.pollInterval = .milliseconds(20)
            let running = settings
            await server.answer("GET", "/account/whoami", status: 401, "{\"errcode\":\"M_UNKNOWN_TOKEN\"}")
            let parts = MatrixParts(running)
            let lines = StageLines()
            let steward = MatrixSteward(
                settings: running, client: parts.client, intake: parts.intake, memory: parts.memory, desk: nil,
                logger: Logger(label: "test") { _ in lines },
                now: { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) + .minutes(5) })
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await steward.work(file: { _ in }, actions: nil) }
                await lines.line { $0.contains("NTP") }
                await lines.line { $0.contains("as_token") }
                group.cancelAll()
            }
            #expect(lines.all.count { $0.contains("NTP") } == 1 && lines.all.count { $0.contains("the token") } == 1)
        }
    }
}
