import SafetyModel
import Testing

@testable import Connectors

@Suite("Requests to Discord")
struct RequestTests {
    @Test("Ids stand in the path, and the first of them counts for the limits")
    func paths() {
        let request = DiscordRequest.delete("12", in: "34", reason: "Decision 5")
        #expect(request.path == "/channels/34/messages/12" && request.method == .delete)
        #expect(request.route == DiscordRoute("DELETE /channels/{}/messages/{}", major: "34"))
    }

    @Test("What somebody else wrote cannot leave its place in a path")
    func hostileIDs() {
        #expect(DiscordRequest.guild("../users/@me?x=1").path == "/guilds/..%2Fusers%2F%40me%3Fx%3D1")
        #expect(DiscordRequest.member("{}", of: "1").path == "/guilds/1/members/%7B%7D")
    }

    @Test("A reason is percent-encoded and at most 512 characters long")
    func reasons() {
        #expect(
            DiscordRequest.kick("1", of: "2", reason: "Décision A-7\r\nX: y").reasonHeader
                == "D%C3%A9cision A-7%0D%0AX: y")
        let long = DiscordRequest.kick("1", of: "2", reason: String(repeating: "é", count: 600)).reasonHeader
        #expect(long == String(repeating: "%C3%A9", count: 512))
    }

    @Test("Answers to interactions show no token of the bot and stand outside the global limit")
    func interactions() {
        let answer = DiscordRequest.answer("1", token: "a/b", with: DiscordReply.later)
        #expect(answer.path == "/interactions/1/a%2Fb/callback" && !answer.isAuthorized && !answer.route.isGlobal)
    }

    @Test("Values are written as they are read")
    func writing() throws {
        let text = #"{"a":[1,-2.5e3,"é\n",true,null],"b":{"c":"12345678901234567890"}}"#
        #expect(String(decoding: try tree(text).bytes, as: UTF8.self) == text)
    }
}
