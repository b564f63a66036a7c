import SafetyModel
import Testing

@testable import Connectors

@Suite("Lists of bans that others keep")
struct MatrixPolicyTests {
    private typealias Stage = MatrixStage

    /// The harbour with a list that is read.
    private func reading() throws -> MatrixStage {
        var stage = try Stage.harbour()
        // A stand-in for a digest: what counts is that the same is asked and found.
        stage.translator = MatrixTranslator(state: stage.translator.state, hash: { "#\($0)==" })
        stage.translator.state.watch(lists: ["!bans"])
        try stage.send(Stage.state("bans", "maren", "m.room.name", "", "{\"name\":\"Harbour bans\"}"))
        return stage
    }

    private func rule(
        _ entity: String, _ type: String = "m.policy.rule.user", _ advice: String = "m.ban", key: String = "r"
    )
        -> String
    {
        Stage.state("bans", "maren", type, key, "{\"entity\":\"\(entity)\",\"recommendation\":\"\(advice)\"}")
    }

    private func listed(_ events: [Event]) -> [String?] {
        events.filter { $0.type == .automodTriggered }.map { $0.actor?.id }
    }

    @Test(
        "Who joins and is meant by a rule, in any of its forms, is told with the list",
        arguments: [
            ("@pim:harbour.test", "m.policy.rule.user", "m.ban"),
            ("@p?m:harbour*", "org.matrix.mjolnir.rule.user", "org.matrix.mjolnir.ban"),
            ("*.far.test", "m.policy.rule.server", "m.ban"), ("far.test", "m.room.rule.server", "m.ban"),
            ("@pim*", "m.policy.rule.user", "m.takedown"),
        ])
    func joins(entity: String, type: String, advice: String) throws {
        var stage = try reading()
        try stage.send(rule(entity, type, advice))
        let server = type.hasSuffix("server") ? (entity.hasPrefix("*") ? "a.far.test" : "far.test") : "harbour.test"
        let batch = try stage.batch([
            "\"room_id\":\"!quay\",\"sender\":\"@pim:\(server)\",\"type\":\"m.room.member\",\"state_key\":\"@pim:\(server)\",\"content\":{\"membership\":\"join\"}"
        ])
        #expect(batch.events.map(\.type) == [.memberJoined, .automodTriggered])
        guard case .automod(let found)? = batch.events.last?.body else { Issue.record("no automod"); return }
        #expect(found.rule.flatMap(PolicyListRule.list) == "“Harbour bans” (!bans)")
        #expect(batch.matches.map(\.community) == ["!space"] && batch.matches.first?.isStaff == false)
    }

    @Test("A hashed rule names nobody, and finds who it means (MSC4205)")
    func hashed() throws {
        var stage = try reading()
        try stage.send(
            Stage.state(
                "bans", "maren", "m.policy.rule.user", "h",
                "{\"hashes\":{\"sha256\":\"#@pim:harbour.test\"},\"recommendation\":\"m.ban\"}"))
        #expect(listed(try stage.send(Stage.member("quay", "pim", "pim", "join"))) == ["@pim:harbour.test"])
        #expect(listed(try stage.send(Stage.member("quay", "pam", "pam", "join"))).isEmpty)
    }

    @Test("A new rule is held against who is here, under an id that stays the same")
    func present() throws {
        var stage = try reading()
        let first = try stage.batch([rule("@wren:harbour.test")])
        #expect(first.events.map(\.id) == ["!bans#@wren:harbour.test#!space"])
        let again = stage.translator.lookUp(list: "!bans", receivedAt: Stage.now)
        #expect(again.events.map(\.id) == first.events.map(\.id))
        // About staff it says that it is staff.
        #expect(try stage.batch([rule("@odile:harbour.test", key: "s")]).matches.first?.isStaff == true)
    }

    @Test(
        "Rules about everybody, about this server, without a ban, or taken back, are about nobody",
        arguments: ["*", "@*:*", "@?*", "@w*:*"])
    func wide(entity: String) throws {
        var stage = try reading()
        #expect(try stage.batch([rule(entity)]).events.isEmpty)
        #expect(try stage.batch([rule("harbour.test", "m.policy.rule.server")]).events.isEmpty)
        #expect(try stage.batch([rule("*.test", "m.policy.rule.server", key: "w")]).events.isEmpty)
        #expect(try stage.batch([rule("@wren:harbour.test", "m.policy.rule.user", "m.mute", key: "m")]).events.isEmpty)
        try stage.send(rule("@pim:harbour.test", key: "p"))
        try stage.send(Stage.state("bans", "maren", "m.policy.rule.user", "p", "{}"))
        #expect(listed(try stage.send(Stage.member("quay", "pim", "pim", "join"))).isEmpty)
    }

    @Test("A rule whose event is redacted holds no more, and lists are kept across restarts")
    func kept() throws {
        var stage = try reading()
        try stage.send(rule("@pim:harbour.test", key: "a"), rule("@pam:harbour.test", key: "b"))
        let redacted = stage.number
        let changes = stage.translator.state.takeChanges()
        try stage.send(
            "\"room_id\":\"!bans\",\"sender\":\"@maren:harbour.test\",\"type\":\"m.room.redaction\",\"redacts\":\"$\(redacted)\",\"content\":{}"
        )
        #expect(listed(try stage.send(Stage.member("quay", "pam", "pam", "join"))).isEmpty)
        #expect(listed(try stage.send(Stage.member("quay", "pim", "pim", "join"))) == ["@pim:harbour.test"])
        var later = MatrixState(server: "harbour.test", bot: "@vigie:harbour.test")
        later.restore(changes)
        #expect(later.lists["!bans"]?.count == 2)
        later.watch(lists: [])
        #expect(later.lists.isEmpty && later.takeChanges().lists == ["!bans": nil])
    }

    @Test(
        "A rule about a room of this server gives a lead about who made it, and bans nobody",
        arguments: ["!quay", "!qua?", "#quay:harbour.test"])
    func rooms(entity: String) throws {
        var stage = try reading()
        try stage.send(
            Stage.state("quay", "odile", "m.room.canonical_alias", "", "{\"alias\":\"#quay:harbour.test\"}"))
        let batch = try stage.batch([rule(entity, "m.policy.rule.room")])
        #expect(batch.events.map(\.id) == ["!bans#!quay"] && batch.matches.isEmpty)
        let event = try #require(batch.events.first)
        #expect(event.actor?.id == stage.translator.state.rooms["!quay"]?.keeper && event.channel?.id == "!quay")
        #expect(event.actor?.staff == true && event.community == "!space")
        let again = stage.translator.lookUp(list: "!bans", receivedAt: Stage.now)
        #expect(again.events.map(\.id) == ["!bans#!quay"])
        // Another's room, and one that is listed no more.
        #expect(try stage.batch([rule("!elsewhere", "m.policy.rule.room", key: "e")]).events.isEmpty)
    }

    @Test("A room that is made, or takes a name, after the rule is found too")
    func laterRoom() throws {
        var stage = try reading()
        try stage.send(rule("#pier:harbour.test", "m.policy.rule.room"))
        try stage.send(Stage.state("pier", "wren", "m.room.create", "", "{\"room_version\":\"10\"}"))
        let named = try stage.send(
            Stage.state("pier", "wren", "m.room.canonical_alias", "", "{\"alias\":\"#pier:harbour.test\"}"))
        #expect(listed(named) == ["@wren:harbour.test"])
    }

    @Test("The room of a list is no community, and who is in it concerns nobody")
    func noCommunity() throws {
        var stage = try reading()
        #expect(try stage.send(Stage.member("bans", "far", "far", "join"), Stage.say("bans", "far", "hello")).isEmpty)
        #expect(stage.translator.state.users["@far:harbour.test"] == nil)
    }

    @Test(
        "Patterns match in time that both lengths bound",
        arguments: [
            ("*", "", true), ("a*b", "ab", true), ("a*b", "axxb", true), ("a*b", "axxbc", false), ("a?c", "abc", true),
            ("a?c", "ac", false), ("*a*b*", "xxaxxbxx", true), ("", "", true), ("", "a", false), ("**", "a", true),
            (String(repeating: "*a", count: 60) + "b", String(repeating: "a", count: 200), false),
        ])
    func globs(pattern: String, text: String, matches: Bool) {
        #expect(MatrixGlob(pattern).matches(text) == matches)
    }
}
