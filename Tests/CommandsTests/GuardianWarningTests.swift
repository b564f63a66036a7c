import Testing

@testable import Commands

@Suite("What vigie serve says of guardians")
struct GuardianWarningTests {
    @Test("a start warns where there are fewer than two, and says where to make one")
    func warning() throws {
        for guardians in 0...1 {
            let said = try #require(ServerAssembly.warning(guardians: guardians))
            #expect(said.hasPrefix("warning: ") && said.contains("staff") && said.hasSuffix("/accounts"))
        }
        #expect(ServerAssembly.warning(guardians: 2) == nil)
    }
}
