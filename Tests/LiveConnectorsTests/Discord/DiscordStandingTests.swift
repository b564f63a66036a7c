import SafetyModel
import Testing

@testable import Connectors
@testable import LiveConnectors

@Suite("What holds Vigie back on Discord though its role has every permission", .timeLimit(.minutes(2)))
struct DiscordStandingTests {
    private static let view: UInt64 = 1 << 10
    private static let send: UInt64 = 1 << 11
    private static let history: UInt64 = 1 << 16

    private func guild(_ bits: UInt64 = DiscordPermissions.invitation, owner: String = "1") -> JSONTree {
        func role(_ id: String, _ name: String, _ bits: UInt64, _ position: String, isManaged: Bool = false) -> JSONTree
        {
            [
                "id": .string(id), "name": .string(name), "permissions": .string(String(bits)),
                "position": .number(position), "managed": .bool(isManaged),
            ]
        }
        let roles = [
            role("50", "@everyone", Self.view | Self.send | Self.history, "0"), role("51", "Helper", 1 << 13, "1"),
            role("52", "Vigie", bits, "2", isManaged: true), role("53", "Captain", 1 << 3, "3"),
            role("54", "Other bot", 1 << 3, "4", isManaged: true), role("55", "Colour", 0, "5"),
        ]
        return [
            "id": .string("50"), "name": .string("Harbour"), "owner_id": .string(owner), "roles": .array(roles),
        ]
    }

    private var member: JSONTree { ["user": ["id": .string("9")], "roles": .array([.string("52")])] }

    private func channel(
        _ number: Int, type: String = "0", _ overwrites: [(id: String, deny: UInt64, allow: UInt64)] = []
    ) -> JSONTree {
        let told = overwrites.map { overwrite -> JSONTree in
            [
                "id": .string(overwrite.id), "deny": .string(String(overwrite.deny)),
                "allow": .string(String(overwrite.allow)),
            ]
        }
        return [
            "id": .string("7\(number)"), "type": .number(type), "name": .string("room-\(number)"),
            "position": .number("\(number)"), "permission_overwrites": .array(told),
        ]
    }

    private func sentences(_ guild: JSONTree, _ channels: [JSONTree], moderators: String? = nil) -> [String] {
        DiscordStanding(guild: guild, member: member).remarks(channels: channels, moderators: moderators)
            .compactMap(\.sentence)
    }

    @Test("Channels that shut Vigie out are named, five of them, and the rest is counted")
    func channels() {
        let hidden = (1...7).map { channel($0, [("50", Self.view, 0)]) }
        let others = [
            channel(20, type: "4", [("50", Self.view, 0)]), channel(21),
            channel(22, [("50", Self.view, 0), ("52", 0, Self.view)]),
            channel(23, [("50", Self.view, 0), ("9", 0, Self.view)]),
            channel(24, [("51", Self.view, 0)]), channel(25, [("52", Self.history, 0)]),
        ]
        let said = sentences(guild(), others + hidden.reversed())
        #expect(said.count == 3)
        #expect(said[0].contains("#room-1, #room-2, #room-3, #room-4, #room-5 and 2 more in “Harbour”"))
        #expect(said[1].contains("#room-25 of") && said[1].contains("Read Message History"))
        #expect(said[2].contains("above “Captain”,"))
    }

    @Test(
        "A moderators' channel in which Vigie may not write is named; an administrator and an owner are shut out nowhere"
    )
    func moderators() {
        let quiet = channel(3, [("50", Self.send, 0)])
        let said = sentences(guild(), [quiet], moderators: "73")
        #expect(said.count == 2 && said[0].contains("#room-3") && said[0].contains("Send Messages"))
        #expect(sentences(guild(1 << 3), [quiet], moderators: "73").count == 1)
        #expect(sentences(guild(owner: "9"), [quiet], moderators: "73").isEmpty)
    }

    @Test("While Vigie runs, roles that are not below its own are named once")
    func running() async throws {
        try await DiscordStage.run { stage in
            let lines = StageLines()
            try await stage.connected(lines: lines) {
                await lines.line { $0.contains("above “Admin”") }
                try await stage.saysBefore()
            }
            #expect(lines.all.count { $0.contains("above “Admin”") } == 1)
        }
    }
}
