import Connectors
import SafetyModel
import Testing

@Suite("Snapshots of communities are read")
struct SnapshotReaderTests {
    private func read(_ json: String) throws -> SnapshotReading { try SnapshotReader.read(Array(json.utf8)) }

    private let guild = """
        {"id":"1","name":"Harbour","owner_id":"900","mfa_level":1,"features":["COMMUNITY"],
        "approximate_member_count":3,"taken_at":"2026-06-16T20:00:00Z",
        "roles":[{"id":"1","name":"@everyone","permissions":"1024","position":0,"managed":false},
                 {"id":"10","name":"mods","permissions":"1099511627780","position":3,"managed":true}],
        "channels":[{"id":"500","type":0,"name":"general","parent_id":"400","nsfw":true,
                     "permission_overwrites":[{"id":"1","type":0,"allow":"0","deny":"1024"},
                                              {"id":"100","type":1,"allow":"1024","deny":"0"}]},
                    {"id":"400","type":4,"name":"town","parent_id":null},{"id":"501","type":2},{"id":"502","type":13}],
        "threads":{"threads":[{"id":"600","type":11,"parent_id":"500"}],"members":[]},
        "members":[{"user":{"id":"900","username":"owner","global_name":"The Owner"},"roles":[],
                    "joined_at":"2020-01-01T00:00:00.000000+00:00"},
                   {"user":{"id":"175928847299117063","username":"b","bot":true},"nick":"B","roles":["10"],
                    "joined_at":null,"communication_disabled_until":"2026-06-17T00:00:00Z"}],
        "invites":[{"code":"abc","channel":{"id":"500"},"inviter":{"id":"900"},"max_age":0,"max_uses":0,"uses":7,
                    "created_at":"2026-01-01T00:00:00Z"}],
        "webhooks":[{"id":"700","name":"feed","channel_id":"500","user":{"id":"900"},"application_id":null,
                     "token":"secret"}]}
        """

    @Test("A guild with its channels, members, invites and webhooks")
    func discord() throws {
        let reading = try read(guild)
        let snapshot = reading.snapshot
        #expect(reading.problems.isEmpty)
        #expect(snapshot.platform == .discord && snapshot.id == "1" && snapshot.name == "Harbour")
        #expect(snapshot.owner == "900" && snapshot.demandsTwoFactor == true && snapshot.memberCount == 3)
        #expect(snapshot.takenAt == Timestamp(rfc3339: "2026-06-16T20:00:00Z"))
        #expect(
            snapshot.roles == [
                SnapshotRole(id: "1", name: "@everyone", permissions: 1024),
                SnapshotRole(
                    id: "10", name: "mods", permissions: 1_099_511_627_780, position: 3, isManaged: true),
            ])
        #expect(snapshot.channels.map(\.kind) == [.text, .category, .voice, .stage, .thread])
        #expect(snapshot.channels[0].isAgeRestricted && snapshot.channels[0].parent == "400")
        #expect(
            snapshot.channels[0].overwrites == [
                SnapshotOverwrite(id: "1", kind: .role, deny: 1024),
                SnapshotOverwrite(id: "100", kind: .member, allow: 1024),
            ])
        #expect(snapshot.members.map(\.name) == ["The Owner", "B"])
        #expect(snapshot.members[1].isBot && snapshot.members[1].roles == ["10"])
        #expect(snapshot.members[1].createdAt != nil && snapshot.members[1].timedOutUntil != nil)
        #expect(snapshot.invites.first?.uses == 7 && snapshot.invites.first?.inviter == "900")
        #expect(snapshot.webhooks == [SnapshotWebhook(id: "700", name: "feed", channel: "500", creator: "900")])
    }

    @Test("The guild may stand apart from its lists, in any order")
    func apart() throws {
        let reading = try read(
            #"{"members":[{"user":{"id":"5"},"roles":[]}],"channels":[],"guild":{"id":"1","owner_id":"5","roles":[]}}"#)
        #expect(reading.problems.isEmpty)
        #expect(reading.snapshot.id == "1" && reading.snapshot.members.map(\.id) == ["5"])
    }

    @Test("Version 6 of the API: numbers, `_new` fields, types in words")
    func oldVersions() throws {
        let reading = try read(
            """
            {"id":1,"owner_id":5,"members":[],"roles":[
             {"id":1,"permissions":1024,"permissions_new":"1099511628800"},{"id":2,"permissions":8}],
             "channels":[{"id":3,"type":0,"permission_overwrites":[
              {"id":2,"type":"role","allow":1024,"allow_new":"1099511628800","deny":0,"deny_new":"0"},
              {"id":5,"type":"member","allow":1,"deny":2}]}]}
            """)
        #expect(reading.snapshot.roles.map(\.permissions) == [1_099_511_628_800, 8])
        let overwrites = reading.snapshot.channels[0].overwrites
        #expect(overwrites.map(\.kind) == [.role, .member])
        #expect(overwrites.map(\.allow) == [1_099_511_628_800, 1])
        #expect(
            reading.problems == [
                SnapshotProblem(
                    .oldPermissions, count: 2, places: ["roles[1].permissions", "channels[0].permission_overwrites"])
            ])
    }

    @Test(
        "Permissions beyond 64 bits keep their lowest 64",
        arguments: [#""18446744073709551624""#, "18446744073709551624", #""340282366920938463463374607431768211464""#])
    func beyond(_ bits: String) throws {
        let reading = try read(
            #"{"id":"1","channels":[],"members":[],"roles":[{"id":"1","permissions":\#(bits),"permissions_new":null}]}"#
        )
        #expect(reading.snapshot.roles[0].permissions == 8)
        #expect(reading.problems.contains { $0.kind == .permissionsTooLarge && $0.places == ["roles[0].permissions"] })
    }

    @Test(
        "Permissions that are no whole number are nothing, and said",
        arguments: ["-1", "1.5", "1e3", #""0x400""#, #""""#, "true", "{}", #""١""#])
    func notBits(_ bits: String) throws {
        let reading = try read(
            #"{"id":"1","channels":[],"members":[],"roles":[{"id":"1","permissions":\#(bits)}]}"#)
        #expect(reading.snapshot.roles[0].permissions == 0)
        #expect(reading.problems == [SnapshotProblem(.fieldUnreadable, places: ["roles[0].permissions"])])
    }

    @Test(
        "A role that comes without permissions gives nothing, and that is said",
        arguments: ["", #","permissions":null"#])
    func withoutPermissions(_ rest: String) throws {
        let reading = try read(#"{"id":"1","channels":[],"members":[],"roles":[{"id":"1"\#(rest)}]}"#)
        #expect(reading.problems == [SnapshotProblem(.permissionsMissing, places: ["roles[0].permissions"])])
    }

    @Test("Entries without an id, or of another kind, are left out with their places")
    func entries() throws {
        let reading = try read(
            """
            {"id":"1","roles":[{"name":"x"},7,{"id":"1","name":5,"permissions":"0"}],"members":[null,{"roles":["1"]},{"user":{"id":"9"},
            "roles":"1"}],"channels":[{"id":"2","type":0,"permission_overwrites":[{"id":"1","type":9},3]}]}
            """)
        #expect(reading.snapshot.roles.map(\.id) == ["1"])
        #expect(reading.snapshot.members.map(\.id) == ["9"])
        #expect(
            reading.problems
                == [
                    SnapshotProblem(.fieldUnreadable, count: 2, places: ["roles[2].name", "members[2].roles"]),
                    SnapshotProblem(
                        .itemUnreadable, count: 6,
                        places: [
                            "roles[0]", "roles[1]", "members[0]", "members[1]",
                            "channels[0].permission_overwrites[0]",
                        ]),
                ].sorted { $0.kind.rawValue < $1.kind.rawValue })
    }

    @Test("Lists that are missing are named")
    func missing() throws {
        #expect(
            try read(#"{"id":"1","roles":[]}"#).problems == [
                SnapshotProblem(.listMissing, count: 2, places: ["channels", "members"])
            ])
    }

    @Test("Lists that are missing, or are a refusal, are told apart from lists that are empty")
    func untold() throws {
        let guild = try read(
            #"{"id":"1","roles":[],"channels":null,"members":{"message":"Missing Access"},"invites":[]}"#)
        #expect(guild.snapshot.untold == [.channels, .members, .webhooks])
        let space = try read(#"{"space":"!s:x","rooms":[{"room_id":"!s:x"}]}"#)
        #expect(space.snapshot.untold == [.channels, .members])
        let other = try read(#"{"space":"!s:x","rooms":[{"room_id":"!r:x","state":[]}]}"#)
        #expect(other.snapshot.untold == [.channels], "the space itself is not among its rooms")
    }

    @Test("Version 6 of the API knows no time-outs, and limits that an invite does not have are not made up")
    func leftOut() throws {
        func untold(_ roles: String) throws -> Set<CommunitySnapshot.Part> {
            try read(#"{"id":"1","channels":[],"members":[],"webhooks":[],"roles":\#(roles),"invites":[]}"#).snapshot
                .untold
        }
        #expect(try untold(#"[{"id":"1","permissions":1024}]"#) == [.timeOuts])
        #expect(try untold(#"[{"id":"1","permissions":1024,"permissions_new":"1024"}]"#) == [.timeOuts])
        #expect(try untold(#"[{"id":"1","permissions":0,"permissions_new":"1099511627776"}]"#) == [])
        #expect(try untold(#"[{"id":"1","permissions":"1024"}]"#) == [])
        let invites = try read(
            #"{"id":"1","roles":[],"channels":[],"members":[],"invites":[{"code":"a"},{"code":"b","max_age":0,"max_uses":5}]}"#
        ).snapshot.invites
        #expect(invites.map(\.maxAge) == [nil, 0] && invites.map(\.maxUses) == [nil, 5])
    }

    private let space = """
        {"taken_at":"2026-06-16T20:00:00Z","rooms":[
         {"room_id":"!s:x","state":[
          {"type":"m.room.create","state_key":"","sender":"@a:x","content":{"room_version":"11","type":"m.space"}},
          {"content":{"name":"Harbour"},"state_key":"","type":"m.room.name","sender":"@a:x"},
          {"type":"m.space.child","state_key":"!r:x","sender":"@a:x","content":{"via":["x"]}},
          {"type":"m.space.child","state_key":"!gone:x","sender":"@a:x","content":{}},
          {"type":"m.room.member","state_key":"@a:x","sender":"@a:x","origin_server_ts":1000,
           "content":{"membership":"join","displayname":"Anouk"}}]},
         {"room_id":"!r:x","state":[
          {"type":"m.room.create","state_key":"","sender":"@s:x","content":{"room_version":"9","creator":"@a:x"}},
          {"type":"m.room.join_rules","state_key":"","sender":"@a:x","content":{"join_rule":"public"}},
          {"type":"m.room.power_levels","state_key":"","sender":"@a:x","content":{"users":{"@a:x":"100","@b:x":50},
           "events":{"m.room.name":50},"ban":60,"state_default":null,"notifications":{"room":20}}},
          {"type":"m.room.member","state_key":"@a:x","sender":"@a:x","origin_server_ts":2000,
           "content":{"membership":"join"},"unsigned":{"replaces_state":"$e"}},
          {"type":"m.room.member","state_key":"@b:x","sender":"@b:x","origin_server_ts":3000,
           "content":{"membership":"leave"}}]},
         {"room_id":"!n","state":[
          {"type":"m.room.create","state_key":"","sender":"@c:x","content":{"room_version":"12",
           "additional_creators":["@d:x","@c:x"]}}]}],"space":"!s:x"}
        """

    @Test("A Matrix space from the state of its rooms")
    func matrix() throws {
        let reading = try read(space)
        let snapshot = reading.snapshot
        #expect(reading.problems.isEmpty)
        #expect(snapshot.platform == .matrix && snapshot.id == "!s:x" && snapshot.name == "Harbour")
        #expect(snapshot.channels.map(\.kind) == [.space, .text, .text])
        #expect(snapshot.channels.map(\.creators) == [["@a:x"], ["@a:x"], ["@c:x", "@d:x"]])
        #expect(snapshot.channels.map(\.parent) == [nil, "!s:x", nil])
        #expect(snapshot.channels[1].joinRule == "public" && snapshot.channels[1].roomVersion == "9")
        #expect(
            snapshot.channels[1].powerLevels
                == PowerLevels(
                    users: ["@a:x": 100, "@b:x": 50], events: ["m.room.name": 50], ban: 60, notifications: ["room": 20])
        )
        #expect(snapshot.channels[0].powerLevels == nil)
        #expect(
            snapshot.members == [
                SnapshotMember(
                    id: "@a:x", name: "Anouk", joinedAt: Timestamp(milliseconds: 1000), rooms: ["!s:x", "!r:x"])
            ])
    }

    @Test("Power levels that are no levels are left out, too large ones are cut")
    func levels() throws {
        let reading = try read(
            """
            {"space":"!s","rooms":[{"room_id":"!s","state":[{"type":"m.room.power_levels","state_key":"",
            "content":{"users":{"@a":99999999999999999999,"@b":"x","@c":1.5},"ban":[]}},
            {"type":"m.room.power_levels","state_key":"other","content":{"ban":1}}]},{"room_id":"!t"},{"state":[]}]}
            """)
        #expect(reading.snapshot.channels[0].powerLevels == PowerLevels(users: ["@a": Int.max]))
        #expect(
            reading.problems.map(\.kind) == [.fieldUnreadable, .itemUnreadable, .permissionsTooLarge, .stateMissing])
        #expect(reading.problems[0].places.first == "rooms[0].state[0].users")
    }

    @Test("A file cut short anywhere says so, and at which byte")
    func cut() throws {
        for json in [guild, space] {
            let bytes = Array(json.utf8)
            for length in stride(from: 1, to: bytes.count, by: 7) {
                let fault = #expect(throws: SnapshotFault.self) { try SnapshotReader.read(Array(bytes[..<length])) }
                // Inside a word of JSON, as `nul`, the fault is at its beginning.
                switch fault?.reason {
                case .cutShort(let byte): #expect(byte <= length)
                case .notJSON(let error): #expect(error.offset >= length - 4)
                default: Issue.record("not told as cut short at \(length)")
                }
            }
        }
    }

    @Test("What is no snapshot is named for what it is")
    func refused() {
        let cases: [([UInt8], SnapshotFault.Reason)] = [
            ([], .empty), (Array(" \n".utf8), .empty), ([0x1F, 0x8B, 8], .compressed),
            (Array("PK\u{3}\u{4}".utf8), .compressed),
            ([0xFF, 0xFE, 0x7B, 0], .utf16), (Array("[]".utf8), .unknownLayout),
            (Array(#"{"a":1}"#.utf8), .unknownLayout),
            (Array(#""text""#.utf8), .unknownLayout),
            ([0x7B, 0, 0x7D, 0], .utf16), ([0, 0x7B, 0, 0x7D], .utf16),
            (Array(#"{"message":"401: Unauthorized","code":0}"#.utf8), .refusal),
            (Array(#"{"message":"x","retry_after":1.5,"global":false}"#.utf8), .refusal),
            (Array(#"{"errcode":"M_FORBIDDEN","error":"x"}"#.utf8), .refusal),
            (Array("<html>".utf8), .notJSON(JSONError(.unexpectedByte, at: 0))),
            (Array(#"{"id":1} x"#.utf8), .notJSON(JSONError(.trailingBytes, at: 9))),
        ]
        for (bytes, reason) in cases {
            let fault = #expect(throws: SnapshotFault.self) { try SnapshotReader.read(bytes) }
            #expect(fault?.reason == reason)
            #expect(fault?.text.fr.isEmpty == false && fault?.description.hasSuffix(".") == true)
        }
    }
}
