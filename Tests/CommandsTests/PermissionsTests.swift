import Testing

@Suite("vigie permissions")
struct PermissionsTests {
    private static let guild = """
        {"id":"1","owner_id":"9","taken_at":"2026-11-26T00:00:00Z",
         "roles":[{"id":"1","name":"@everyone","permissions":"1024","position":0},
                  {"id":"2","name":"helpers","permissions":"8196","position":1}],
         "channels":[{"id":"3","type":0,"name":"talk","permission_overwrites":[{"id":"2","type":0,"allow":"0","deny":"8192"}]}],
         "members":[{"user":{"id":"5","username":"sacha"},"roles":["2"]},{"user":{"id":"6","username":"alix"},"roles":[]}]}
        """

    @Test("names who holds powers over others, and the role that gives them")
    func staff() async throws {
        try await withVigie { vigie in
            let path = try vigie.write("guild.json", Self.guild)
            let outcome = try vigie.run("permissions", path)
            #expect(outcome.status == 0)
            #expect(
                outcome.output.contains("ban: role helpers") && outcome.output.contains("deleteMessages: role helpers"))
            #expect(!outcome.output.contains("alix"))
        }
    }

    @Test("in a channel, its overwrites count; as JSON, with Discord's bits")
    func channel() async throws {
        try await withVigie { vigie in
            let path = try vigie.write("guild.json", Self.guild)
            let told = try vigie.run("permissions", path, "--member", "5", "--channel", "3")
            #expect(told.output.contains("viewChannel") && !told.output.contains("deleteMessages"))
            let lines = try vigie.run("permissions", path, "--json").output.split(separator: "\n")
            #expect(lines.count == 4)
            #expect(lines[0].contains("\"permissions\":\"9220\""), "\(lines)")
            #expect(lines[1].contains("\"channel\":\"3\"") && lines[1].contains("\"permissions\":\"1024\""), "\(lines)")
        }
    }

    @Test("a member, a channel or a file that is not there is an error that says so")
    func missing() async throws {
        try await withVigie { vigie in
            let path = try vigie.write("guild.json", Self.guild)
            #expect(try vigie.run("permissions", path, "--member", "7").status == 2)
            #expect(try vigie.run("permissions", path, "--channel", "7").status == 2)
            #expect(try vigie.run("permissions", "nowhere.json").status == 3)
            let cut = try vigie.write("cut.json", String(Self.guild.prefix(200)))
            #expect(try vigie.run("permissions", cut).status == 3)
        }
    }
}
