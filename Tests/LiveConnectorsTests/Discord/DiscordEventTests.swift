import LiveConnectors
import SafetyModel
import Testing

@testable import FakeDiscord

@Suite("Discord, live", .timeLimit(.minutes(2)))
struct DiscordEventTests {
    @Test("What is said and done comes in as events")
    func events() async throws {
        try await DiscordStage.run { stage in
            try await stage.connected {
                _ = await stage.log.event { $0.type == .communityCreated }
                let said = try await stage.say("Good morning")
                let message = await stage.log.event(said)
                #expect(message.type == .messagePosted && message.channel?.kind == .text)
                guard case .message(let body) = message.body else { throw DiscordStage.Odd() }
                #expect(body.text == "Good morning")
                let banned = try #require(await stage.control("do", ["what": "ban", "reason": "spam"])["user"].text)
                let ban = await stage.log.event { $0.type == .memberBanned }
                #expect(ban.target?.id == banned && ban.actor != nil)
            }
            #expect(await stage.log.repeated == 0)
        }
    }

    @Test("Who comes back takes the session up: what was said meanwhile comes in, and no fresh session is spent")
    func resumes() async throws {
        try await DiscordStage.run { stage in
            try await stage.connected {
                try await stage.saysBefore()
            }
            let meanwhile = try await stage.say("Meanwhile")
            try await stage.connected { _ = await stage.log.event(meanwhile) }
            let record = await stage.discord.gateway.record
            #expect(record.identifies == 1 && record.resumed == 1)
        }
    }

    @Test("What was said while the session was lost is fetched, and nothing comes twice")
    func fetches() async throws {
        try await DiscordStage.run { stage in
            try await stage.connected { try await stage.saysBefore() }
            await stage.control("lose")
            var missed: [String] = []
            for number in 0..<250 { missed.append(try await stage.say("Missed \(number)")) }
            try await stage.connected { [missed] in
                for id in missed { _ = await stage.log.event(id) }
                _ = await stage.log.event(try await stage.say("After"))
            }
            let posted = await stage.log.events.filter { $0.type == .messagePosted }
            #expect(posted.count == 252)
        }
    }

    @Test("Who joined while the session was lost is told, however long that took")
    func joinedMeanwhile() async throws {
        // Of so few, the guild's description names all: the list may be asked for once in half a minute.
        try await DiscordStage.run({ $0.members = 40 }) { stage in
            try await stage.connected { try await stage.saysBefore() }
            await stage.control("lose")
            let newcomer = String(People.id(30))
            for what in ["kick", "join"] {
                await stage.control("do", ["what": .string(what), "user": .string(newcomer)])
            }
            try await stage.connected(now: { DiscordStage.now() + .minutes(10) }) {
                _ = await stage.log.event { $0.type == .memberJoined && $0.actor?.id == newcomer }
            }
        }
    }

    @Test("A connection that falls silent is left, and the session taken up")
    func deaf() async throws {
        try await DiscordStage.run({ $0.heartbeatInterval = 200 }) { stage in
            try await stage.connected {
                try await stage.saysBefore()
                await stage.control("deaf")
                _ = await stage.log.event(try await stage.say("Into silence"))
            }
            let record = await stage.discord.gateway.record
            #expect(record.resumed >= 1 && record.identifies == 1)
        }
    }

    @Test("Events that cannot be kept wait, and are kept later, once")
    func diskFull() async throws {
        try await DiscordStage.run { stage in
            try await stage.connected {
                _ = await stage.log.event { $0.type == .communityCreated }
                await stage.log.failNext(2)
                _ = await stage.log.event(try await stage.say("Wait for it"))
            }
            #expect(await stage.log.repeated == 0)
        }
    }

    @Test("Who ends with half of it kept, and finds the session lost, fetches the other half")
    func endsHalfWay() async throws {
        try await DiscordStage.run { stage in
            let said = Said()
            try await stage.connected {
                _ = await stage.log.event { $0.type == .communityCreated }
                await stage.log.fillUp(after: 700)
                for number in 0..<1_500 { await said.add(try await stage.say("Message \(number)")) }
                while !(await stage.log.isFull) { await Task.yield() }
            }
            await stage.control("lose")
            await stage.log.makeRoom()
            try await stage.connected {
                for id in await said.ids { _ = await stage.log.event(id) }
            }
        }
    }

    private actor Said {
        private(set) var ids: [String] = []
        func add(_ id: String) { ids.append(id) }
    }

    @Test("Text that is not UTF-8, unknown opcodes, repetitions and swapped order end nothing and lose nothing")
    func noise() async throws {
        try await DiscordStage.run({
            ($0.faults.badText, $0.faults.oddOpcode, $0.faults.duplicate, $0.faults.swap) = (0.2, 0.2, 0.3, 0.3)
        }) { stage in
            try await stage.connected {
                _ = await stage.log.event { $0.type == .communityCreated }
                var said: [String] = []
                for number in 0..<300 { said.append(try await stage.say("Message \(number)")) }
                for id in said { _ = await stage.log.event(id) }
            }
            #expect(await stage.discord.gateway.record.identifies == 1)
        }
    }

    @Test("A revoked token, and intents that are switched off, end it with how to mend them")
    func fatal() async throws {
        try await DiscordStage.run { stage in
            await stage.control("revoke")
            await #expect(throws: DiscordFault.tokenRefused) { try await stage.connected { await Self.forever() } }
        }
        try await DiscordStage.run({ $0.privileged = 0 }) { stage in
            await #expect(throws: DiscordFault.gateway(.disallowedIntents)) {
                try await stage.connected { await Self.forever() }
            }
            #expect(await stage.discord.gateway.record.identifies == 1)
        }
    }

    @Test("A bot that is revoked while it runs ends it and is not tried again")
    func revokedWhileRunning() async throws {
        try await DiscordStage.run { stage in
            await #expect(throws: DiscordFault.gateway(.tokenRefused)) {
                try await stage.connected {
                    try await stage.saysBefore()
                    await stage.control("revoke")
                    await Self.forever()
                }
            }
        }
    }

    private static func forever() async {
        let (never, end) = AsyncStream.makeStream(of: Void.self)
        for await _ in never {}
        end.finish()
    }
}

extension DiscordStage {
    struct Odd: Error {}
}
