import Governance
import SafetyModel
import Testing

@Suite("Members who stand on a list of bans")
struct ListedMemberTests {
    private func listed(_ member: Member, rule: String) -> [Signal] {
        var community = Community()
        return community.happens(
            .automodTriggered, member, nil, .automod(AutomodExecution(rule: rule, action: "listed")))
    }

    @Test("A ban is proposed, and the list named")
    func proposed() throws {
        let signals = listed(
            Member(id: "m", name: "Pim"), rule: PolicyListRule.name(list: "Harbour bans", room: "!bans"))
        let signal = try #require(signals.first)
        #expect(signals.count == 1 && signal.policy == "evasion.ban" && signal.subject == "m")
        #expect(signal.reason?.en.contains("“Harbour bans” (!bans)") == true)
        #expect(signal.reason?.fr.contains("“Harbour bans” (!bans)") == true)
        #expect(signal.proposals.map(\.action) == [.ban] && signal.codes.contains("power.on_ban_list"))
        #expect(PowerDetectors.names.contains(signal.detector.name))
    }

    @Test("Of a room that stands on a list, who made it is looked at, and no ban is proposed")
    func room() throws {
        var community = Community()
        let rule = PolicyListRule.name(list: nil, room: "!bans")
        let signals = community.happens(
            .automodTriggered, Member(id: "m"), nil,
            .automod(AutomodExecution(rule: rule, action: PolicyListRule.roomListed)))
        let signal = try #require(signals.first)
        #expect(signals.count == 1 && signal.proposals.isEmpty && signal.codes.contains("power.room_on_ban_list"))
        #expect(!signal.codes.contains("power.on_ban_list"))
        #expect(
            signal.reason?.en.contains("does not stand on it") == true && signal.reason?.fr.contains("!bans") == true)
    }

    @Test("About staff it is a matter for guardians, and another filter's rule is no list")
    func others() {
        let name = PolicyListRule.name(list: nil, room: "!bans")
        #expect(listed(Community.moderator, rule: name).first?.subjectIsStaff == true)
        #expect(listed(Member(id: "m"), rule: "blocked words").isEmpty)
    }
}
