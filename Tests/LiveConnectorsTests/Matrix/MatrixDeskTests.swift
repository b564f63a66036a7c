import SafetyModel
import Testing

@testable import Connectors
@testable import LiveConnectors

/// A desk that answers what it was asked.
private actor EchoDesk: MatrixDesk {
    var isBusy = false
    private(set) var asked: [(community: String, people: Set<String>)] = []

    func figures() -> MatrixDeskFigures { MatrixDeskFigures(behind: 3, isReady: true) }

    func openCases(in community: String, notAbout people: Set<String>) -> MatrixOpenCases {
        asked.append((community, people))
        return MatrixOpenCases(
            items: [
                .init(
                    number: 12, policy: LocalizedText(fr: "Insulte", en: "Insult"), severity: 3,
                    dueAt: MatrixParts.now + .hours(5), isClaimed: false)
            ], total: 4)
    }

    func begin(_ room: String, isAfterRestart: Bool) -> [MatrixReply] { [.say(isAfterRestart ? "again" : "hello")] }

    func hear(_ event: MatrixDialogueEvent, _ talk: any MatrixTalk) async -> [MatrixReply] {
        guard case .said(let text, _) = event.kind else { return [] }
        if text == "take back" { return [.takeBack] }
        if let link = MatrixLink.links(in: text).first {
            let found = await talk.message(link)
            return [.say(found.map { "\($0.author) \($0.text ?? "")" } ?? "not found")]
        }
        return text == "code" ? [.sayForNow("the code"), .say("after it")] : [.say("heard \(text)")]
    }

    func isIdle(_ room: String) -> Bool { !isBusy }
    func forget(_ room: String) {}
}

@Suite("What Vigie answers on a homeserver")
struct MatrixDeskTests {
    private func withDesk(
        change: @Sendable (inout MatrixSettings) -> Void = { _ in },
        _ body: @escaping @Sendable (FakeHomeserver, MatrixParts, MatrixSteward, EchoDesk) async throws -> Void
    ) async throws {
        var room = MatrixCommandRoom(room: "!bridge")
        room.members = ["@isaure:harbour.test"]
        try await FakeHomeserver.run { [room] server, settings in
            var settings = settings
            settings.commands = room
            let parts = MatrixParts(settings, takesReports: true)
            try await parts.build()
            let desk = EchoDesk()
            let steward = MatrixSteward(
                settings: settings, client: parts.client, intake: parts.intake, memory: parts.memory, desk: desk,
                patience: .milliseconds(1), logger: MatrixParts.logger, now: { MatrixParts.now })
            try await body(server, parts, steward, desk)
        }
    }

    /// Sends events and has what they ask for done.
    private func send(_ events: String..., from first: Int, _ parts: MatrixParts, _ steward: MatrixSteward) async throws
    {
        let before = await parts.intake.state
        var translator = MatrixTranslator(state: before)
        let transaction = try MatrixParts.transaction(events, from: first)
        let batch = translator.translate(transaction, receivedAt: MatrixParts.now)
        try await parts.intake.take(transaction)
        await steward.answer(batch)
    }

    @Test("Cases are told of the room's community, in the language of the word, and not about those who read along")
    func cases() async throws {
        try await withDesk { server, parts, steward, desk in
            try await send(MatrixParts.say("bridge", "odile", "!vigie cas"), from: 0, parts, steward)
            let said = await server.said(in: "!bridge")
            #expect(said == ["12  Insulte (gravité 3), à traiter sous 5 h\n… +3"])
            let asked = await desk.asked.first
            #expect(asked?.community == "!space")
            #expect(
                asked?.people == ["@maren:harbour.test", "@odile:harbour.test", "@isaure:harbour.test"])
            let sent = await server.calls("PUT", "/send/m.room.message/").first
            #expect(sent?.body.contains("m.notice") == true)
        }
    }

    @Test("Who has the power or is listed is answered; who is neither is told once")
    func allowed() async throws {
        try await withDesk { server, parts, steward, _ in
            try await send(MatrixParts.say("bridge", "isaure", "!vigie status"), from: 0, parts, steward)
            #expect(await server.said(in: "!bridge").last?.contains("the watch is behind: 3") == true)
            for number in 1...5 {
                try await send(MatrixParts.say("bridge", "quillon", "!vigie status"), from: number, parts, steward)
            }
            let said = await server.said(in: "!bridge")
            #expect(said.count == 2 && said.last?.contains("power level 50") == true)
        }
    }

    @Test("Commands in other rooms are not answered, unknown ones with help, a flood a few times")
    func flood() async throws {
        try await withDesk { server, parts, steward, _ in
            try await send(MatrixParts.say("quay", "odile", "!vigie status"), from: 0, parts, steward)
            #expect(await server.said(in: "!quay").isEmpty)
            for number in 1...40 {
                try await send(
                    MatrixParts.say("bridge", "odile", "!vigie dance \(number)"), from: number, parts, steward)
            }
            let said = await server.said(in: "!bridge")
            #expect(said.count == 6 && said.first?.contains("!vigie cases") == true)
            #expect(said.last?.contains("too fast") == true)
        }
    }

    /// A member asked Vigie into a private chat.
    private func openChat(_ parts: MatrixParts, _ steward: MatrixSteward, more: String? = nil) async throws {
        var events = [
            MatrixParts.state("talk", "isaure", "m.room.create", "", "{\"room_version\":\"11\"}"),
            MatrixParts.join("talk", "isaure"),
            MatrixParts.state(
                "talk", "isaure", "m.room.member", "@vigie:harbour.test",
                "{\"membership\":\"invite\",\"is_direct\":true}"),
        ]
        if let more { events.insert(more, at: 2) }
        let transaction = try MatrixParts.transaction(events, from: 500)
        var translator = MatrixTranslator(state: await parts.intake.state)
        let batch = translator.translate(transaction, receivedAt: MatrixParts.now)
        try await parts.intake.take(transaction)
        await steward.answer(batch)
    }

    @Test("A member who asks Vigie in is greeted, heard once for each message, and the code goes again")
    func dialogue() async throws {
        try await withDesk { server, parts, steward, _ in
            await server.answer("GET", "/state", "{\"state\":[]}")
            try await openChat(parts, steward)
            #expect(await server.calls("POST", "/join/").count == 1)
            for _ in 0..<2 { try await send(MatrixParts.say("talk", "isaure", "code"), from: 600, parts, steward) }
            #expect(await server.said(in: "!talk") == ["hello", "the code", "after it"])
            try await send(MatrixParts.say("talk", "isaure", "take back"), from: 601, parts, steward)
            #expect(await server.calls("PUT", "/rooms/%21talk/redact/").count == 1)
            #expect(try await parts.memory.errands().isEmpty)
        }
    }

    @Test("A message that a member points at is told only where that member is in its room")
    func pointed() async throws {
        try await withDesk { server, parts, steward, _ in
            await server.answer("GET", "/state", "{\"state\":[]}")
            try await openChat(parts, steward)
            for (room, number) in [("!quay", 700), ("!elsewhere", 701)] {
                await server.answer(
                    "GET", "/fetch_event/",
                    "{\"event\":{\"room_id\":\"\(room)\",\"sender\":\"@quillon:harbour.test\",\"type\":\"m.room.message\",\"content\":{\"body\":\"show me\"}}}"
                )
                try await send(MatrixParts.say("talk", "isaure", "$abc"), from: number, parts, steward)
            }
            #expect(await server.said(in: "!talk") == ["hello", "@quillon:harbour.test show me", "not found"])
        }
    }

    @Test("In an encrypted room Vigie says that it cannot read, and opens another without")
    func encrypted() async throws {
        try await withDesk { server, parts, steward, _ in
            await server.answer("GET", "/state", "{\"state\":[]}")
            await server.answer("POST", "/createRoom", "{\"room_id\":\"!plain\"}")
            try await openChat(
                parts, steward, more: MatrixParts.state("talk", "isaure", "m.room.encryption", "", "{}"))
            #expect(await server.said(in: "!talk").first?.contains("cannot read here") == true)
            #expect(await server.said(in: "!plain") == ["hello"])
            let made = await server.calls("POST", "/createRoom").first
            #expect(made?.body.contains("@isaure:harbour.test") == true && made?.body.contains("encryption") == false)
        }
    }

    @Test("What the homeserver did not take is said later, in its order")
    func unsaid() async throws {
        try await withDesk { server, parts, steward, _ in
            await server.answer("GET", "/state", "{\"state\":[]}")
            try await openChat(parts, steward)
            await server.answer("PUT", "/send/m.room.message/", status: 502)
            try await send(MatrixParts.say("talk", "isaure", "code"), from: 800, parts, steward)
            await server.answer("PUT", "/send/m.room.message/", "{\"event_id\":\"$x\"}")
            try await send(MatrixParts.say("talk", "isaure", "more"), from: 801, parts, steward)
            #expect(await server.said(in: "!talk").suffix(3) == ["the code", "after it", "heard more"])
            // Where Vigie may not write it does not try for ever.
            await server.answer("PUT", "/send/m.room.message/", status: 403, "{\"errcode\":\"M_FORBIDDEN\"}")
            try await send(MatrixParts.say("talk", "isaure", "last"), from: 802, parts, steward)
            let tries = await server.said(in: "!talk").count
            try await send(MatrixParts.say("talk", "isaure", "very last"), from: 803, parts, steward)
            #expect(await server.said(in: "!talk").count == tries + 1)
        }
    }

    @Test("After a restart a member is told, and invitations that waited are taken up")
    func takeUp() async throws {
        try await withDesk { server, parts, steward, _ in
            await steward.takeUp([.resume(room: "!talk"), .enter(room: "!open", by: "@odile:harbour.test")])
            #expect(await server.said(in: "!talk") == ["again"])
            #expect(await server.calls("POST", "/join/%21open").count == 1)
        }
    }

    @Test("A bucket fills with time alone, and what it remembers is bounded")
    func tempo() {
        var tempo = MatrixTempo(burst: 2, every: .seconds(10))
        let now = MatrixParts.now
        func admits(_ key: String, after seconds: Int) -> Bool { tempo.admits(key, at: now + .seconds(seconds)) }
        let first = (0..<3).map { _ in admits("a", after: 0) }
        #expect(first == [true, true, false])
        let (other, tooEarly, later) = (admits("b", after: 0), admits("a", after: 9), admits("a", after: 20))
        #expect(other && !tooEarly && later)
        // A clock that goes back and forth gives nothing away.
        let (lastOne, back, forth) = (admits("a", after: 0), admits("a", after: 0), admits("a", after: 21))
        #expect(lastOne && !back && !forth)
        for number in 0..<30_000 { _ = tempo.admits("x\(number)", at: now) }
    }
}
