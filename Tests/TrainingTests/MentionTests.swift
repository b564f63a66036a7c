import SafetyModel
import Testing

@testable import Training

@Suite struct MentionTests {
    @Test func `speakers named with an at sign are mentioned, the author is not`() {
        #expect(ConversationStream.mentions("@b. come here @c and @a", of: ["a", "b", "c"], by: "a") == ["b", "c"])
        #expect(ConversationStream.mentions("mail me at x@y.org", of: ["a", "b"], by: "a").isEmpty)
    }
}
