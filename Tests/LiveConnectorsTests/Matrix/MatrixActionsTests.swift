import SafetyModel
import Testing

@testable import Connectors
@testable import LiveConnectors

@Suite("Decisions on a homeserver")
struct MatrixActionsTests {
    private static let subject = "@quillon:harbour.test"

    private func action(_ kind: PlatformAction.Kind, messages: [PlatformMessage] = []) -> PlatformAction {
        PlatformAction(
            id: "decision/7/\(kind.rawValue)", kind: kind, community: "!space", subject: Self.subject,
            reference: "VR-7",
            messages: messages)
    }

    private func withActions(
        publication: MatrixPolicySettings.Publication? = nil,
        _ body: @escaping @Sendable (FakeHomeserver, MatrixActions) async throws -> Void
    ) async throws {
        try await FakeHomeserver.run { server, settings in
            let parts = MatrixParts(settings)
            try await parts.build()
            let list = publication.map {
                MatrixOwnList(publication: $0, client: parts.client, memory: parts.memory, intake: parts.intake)
            }
            try await body(
                server, MatrixActions(settings: settings, client: parts.client, intake: parts.intake, ownList: list))
        }
    }

    @Test("A ban goes to each room of the community, and tells its reference alone")
    func ban() async throws {
        try await withActions { server, actions in
            await server.answer("GET", "/state/m.room.member/", "{\"membership\":\"join\"}")
            #expect(await actions.carryOut(action(.ban)) == .done("3 of 3 rooms"))
            let calls = await server.calls("POST", "/ban")
            #expect(calls.count == 3 && calls.allSatisfy { $0.body.contains("Decision VR-7") })
            #expect(calls.allSatisfy { $0.token == "Bearer as-token-of-the-test" })
        }
    }

    @Test("What is so already is left as it is")
    func again() async throws {
        try await withActions { server, actions in
            await server.answer("GET", "/state/m.room.member/", "{\"membership\":\"ban\"}")
            #expect(await actions.carryOut(action(.ban)) == .done("3 of 3 rooms"))
            #expect(await server.calls("POST", "/ban").isEmpty)
        }
    }

    @Test("Who was never there is not unbanned, and a homeserver that is busy is asked again")
    func others() async throws {
        try await withActions { server, actions in
            await server.answer("GET", "/state/m.room.member/", status: 404, "{\"errcode\":\"M_NOT_FOUND\"}")
            #expect(await actions.carryOut(action(.unban)) == .done("3 of 3 rooms"))
            #expect(await server.calls("POST", "/unban").isEmpty)
            await server.answer("POST", "/ban", status: 429, "{\"errcode\":\"M_LIMIT_EXCEEDED\",\"retry_after_ms\":5}")
            guard case .failed = await actions.carryOut(action(.ban)) else { Issue.record("not tried again"); return }
        }
    }

    @Test("Without power in the room Vigie takes some; where it gets none, the trail says so")
    func powerless() async throws {
        try await withActions { server, actions in
            await server.answer("GET", "/state/m.room.member/", "{\"membership\":\"join\"}")
            await server.answer("POST", "/ban", status: 403, "{\"errcode\":\"M_FORBIDDEN\"}")
            guard case .refused(let sentence) = await actions.carryOut(action(.ban)) else {
                Issue.record("not refused")
                return
            }
            #expect(sentence.contains("lacks the right"))
            #expect(await server.calls("POST", "/make_room_admin").count == 3)
        }
    }

    @Test("A mute is a level below that of writing, and its end leaves another level alone")
    func mute() async throws {
        try await withActions { server, actions in
            await server.answer(
                "GET", "/state/m.room.power_levels",
                "{\"users\":{\"@maren:harbour.test\":100},\"notifications\":{\"room\":50}}")
            #expect(await actions.carryOut(action(.timeOut)) == .done("3 of 3 rooms"))
            let set = await server.calls("PUT", "/state/m.room.power_levels")
            #expect(set.count == 3 && set.allSatisfy { $0.body.contains("-1") && $0.body.contains("notifications") })
            await server.answer("GET", "/state/m.room.power_levels", "{\"users\":{\"\(Self.subject)\":50}}")
            _ = await actions.carryOut(action(.endTimeOut))
            #expect(await server.calls("PUT", "/state/m.room.power_levels").count == 3)
        }
    }

    @Test("Messages are taken back under a transaction that is the same at each try")
    func redact() async throws {
        try await withActions { server, actions in
            let order = action(.redact, messages: [PlatformMessage(channel: "!quay", id: "$1/x")])
            for _ in 0..<2 { #expect(await actions.carryOut(order) == .done("1 of 1 messages")) }
            let calls = await server.calls("PUT", "/redact/%241%2Fx/")
            #expect(calls.count == 2 && Set(calls.map(\.path)).count == 1)
        }
    }

    @Test("Pictures and files of messages are quarantined before the message is taken back")
    func media() async throws {
        try await withActions { server, actions in
            let picture =
                "{\"msgtype\":\"m.image\",\"url\":\"mxc://harbour.test/picture\",\"info\":{\"thumbnail_url\":\"mxc://harbour.test/small\"}}"
            await server.answer("GET", "/fetch_event/", "{\"event\":{\"content\":\(picture)}}")
            let order = action(.redact, messages: [PlatformMessage(channel: "!quay", id: "$1")])
            #expect(await actions.carryOut(order) == .done("1 of 1 messages"))
            let paths = await server.calls("POST", "/media/quarantine/harbour.test/").map(\.path)
            #expect(paths.count == 2 && paths[0].hasSuffix("/picture") && paths[1].hasSuffix("/small"))
            #expect(await server.calls("PUT", "/redact/%241/").count == 1)

            // Not yet: the message stays, for it alone names them.
            await server.answer("POST", "/media/quarantine/", status: 429, "{\"errcode\":\"M_LIMIT_EXCEEDED\"}")
            guard case .failed = await actions.carryOut(order) else { Issue.record("lost"); return }
            #expect(await server.calls("PUT", "/redact/").count == 1)
            // Never: the message goes, and the trail says what is left.
            await server.answer("POST", "/media/quarantine/", status: 403, "{\"errcode\":\"M_FORBIDDEN\"}")
            guard case .done(let sentence) = await actions.carryOut(order) else { Issue.record("lost"); return }
            #expect(sentence.contains("media of 1") && sentence.contains("lacks the right"))
        }
    }

    @Test(
        "Where the administrators' interface fails in passing, the message that names the files stays till the last try",
        arguments: ["/fetch_event/", "/media/quarantine/"])
    func mediaLater(path: String) async throws {
        try await withActions { server, actions in
            let picture = "{\"event\":{\"content\":{\"url\":\"mxc://harbour.test/picture\"}}}"
            await server.answer("GET", "/fetch_event/", picture)
            for method in ["GET", "POST"] { await server.answer(method, path, status: 502) }
            var order = action(.redact, messages: [PlatformMessage(channel: "!quay", id: "$1")])
            guard case .failed = await actions.carryOut(order) else { Issue.record("lost"); return }
            #expect(await server.calls("PUT", "/redact/").isEmpty)

            order.isLastTry = true
            guard case .done(let sentence) = await actions.carryOut(order) else { Issue.record("in sight"); return }
            #expect(sentence.contains("media of 1") && sentence.contains("502"))
            #expect(await server.calls("PUT", "/redact/%241/").count == 1)
        }
    }

    @Test(
        "What a message calls its file leads nowhere else",
        arguments: [
            "mxc://../users", "mxc://harbour.test/..", "mxc://harbour.test/a/b", "mxc:///a", "mxc://harbour.test/",
            "https://harbour.test/a", "mxc://harbour.test/a?b", "mxc://.harbour/a", "mxc://harbour.test/é", "",
        ])
    func addresses(address: String) {
        #expect(MatrixMedia(address) == nil)
    }

    @Test("Without an administrator the message is read in its room, an encrypted file and an edit's included")
    func mediaInRoom() async throws {
        try await withActions { server, actions in
            await server.answer("GET", "/_synapse/admin/", status: 403, "{\"errcode\":\"M_FORBIDDEN\"}")
            let content =
                "{\"file\":{\"url\":\"mxc://harbour.test:8448/one\"},\"m.new_content\":{\"url\":\"mxc://harbour.test/two\"}}"
            await server.answer("GET", "/rooms/%21quay/event/%241", "{\"content\":\(content)}")
            let order = action(.redact, messages: [PlatformMessage(channel: "!quay", id: "$1")])
            #expect(await actions.carryOut(order) == .done("1 of 1 messages"))
            let paths = await server.calls("POST", "/media/quarantine/").map(\.path)
            #expect(paths.map { $0.suffix(3) } == ["one", "two"])
        }
    }

    @Test("A ban stands on Vigie's own list, and goes from it when it is reversed")
    func published() async throws {
        try await withActions(publication: .ownRoom) { server, actions in
            await server.answer("GET", "/state/m.room.member/", "{\"membership\":\"join\"}")
            #expect(await actions.carryOut(action(.ban)) == .done("3 of 3 rooms; published"))
            #expect(await actions.carryOut(action(.unban)) == .done("3 of 3 rooms; withdrawn"))
            let rules = await server.calls("PUT", "/state/m.policy.rule.user/decision%3AVR-7")
            #expect(rules.count == 2 && Set(rules.map(\.path)).count == 1)
            #expect(rules[0].body.contains(Self.subject) && rules[0].body.contains("m.ban") && rules[1].body == "{}")
            let made = await server.calls("POST", "/createRoom")
            #expect(made.count == 1 && made[0].body.contains("private_chat"), "one room, by invitation")
            #expect(made.first?.body.contains("org.vigie.list") == true)
        }
    }

    @Test("A list whose room was made just before Vigie was killed is found again by its mark, and none is made twice")
    func orphan() async throws {
        try await FakeHomeserver.run { server, settings in
            let parts = MatrixParts(settings)
            try await parts.build()
            try await parts.memory.keep("mark-of-the-first", as: MatrixOwnList.makingNote)
            await server.answer("GET", "/joined_rooms", "{\"joined_rooms\":[\"!gone\",\"!odd\",\"!other\",\"!made\"]}")
            await server.answer(
                "GET", "/rooms/%21gone/state/m.room.create", status: 403, "{\"errcode\":\"M_FORBIDDEN\"}")
            await server.answer("GET", "/rooms/%21odd/state/m.room.create", "{\"org.vigie.list\":5}")
            await server.answer(
                "GET", "/rooms/%21other/state/m.room.create", "{\"org.vigie.list\":\"of somebody else\"}")
            await server.answer(
                "GET", "/rooms/%21made/state/m.room.create", "{\"org.vigie.list\":\"mark-of-the-first\"}")
            let list = MatrixOwnList(
                publication: .ownRoom, client: parts.client, memory: parts.memory, intake: parts.intake)
            #expect(await list.publish(Self.subject, reference: "VR-7") == nil)
            #expect(await list.withdraw(reference: "VR-7") == nil)
            #expect(await server.calls("POST", "/createRoom").isEmpty)
            let rules = await server.calls("PUT", "/state/m.policy.rule.user/decision%3AVR-7")
            #expect(rules.count == 2 && rules.allSatisfy { $0.path.contains("made") })
            #expect(await server.calls("GET", "/joined_rooms").count == 1)
        }
    }

    @Test("Roles that are taken away are the level of everybody, where the member's is higher")
    func roles() async throws {
        try await withActions { server, actions in
            await server.answer(
                "GET", "/state/m.room.power_levels",
                "{\"users\":{\"\(Self.subject)\":50,\"@odile:harbour.test\":100},\"ban\":50}")
            #expect(await actions.carryOut(action(.removeRoles)) == .done("3 of 3 rooms"))
            let calls = await server.calls("PUT", "/state/m.room.power_levels")
            #expect(
                calls.count == 3 && calls.allSatisfy { !$0.body.contains(Self.subject) && $0.body.contains("odile") })
            await server.answer("GET", "/state/m.room.power_levels", "{\"users\":{\"\(Self.subject)\":-1}}")
            _ = await actions.carryOut(action(.removeRoles))
            #expect(await server.calls("PUT", "/state/m.room.power_levels").count == 3)
        }
    }

    @Test("Where the list cannot be written just now, the ban is tried again; where it never can, the trail says so")
    func listFails() async throws {
        try await withActions(publication: .room("!list")) { server, actions in
            await server.answer("GET", "/state/m.room.member/", "{\"membership\":\"ban\"}")
            await server.answer("PUT", "/state/m.policy.rule.user/", status: 502)
            guard case .failed = await actions.carryOut(action(.ban)) else { Issue.record("lost"); return }
            await server.answer("PUT", "/state/m.policy.rule.user/", status: 403, "{\"errcode\":\"M_FORBIDDEN\"}")
            guard case .done(let sentence) = await actions.carryOut(action(.ban)) else { Issue.record("lost"); return }
            #expect(sentence.contains("policy list"))
        }
    }
}
