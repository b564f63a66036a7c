import Foundation
import Testing

@testable import Watch

@Suite("Words for the reasons of misused power")
struct PowerTextTests {
    @Test("Every reason that a detector of misused power gives has a sentence in both languages")
    func complete() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/Governance")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var codes: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /"((?:power|feature|context)\.[a-z_]+)"/) { codes.insert(String(match.1)) }
        }
        #expect(codes.count > 40)
        for code in codes.sorted() {
            let sentence = ContributionTexts.text(for: code, figure: 3)
            #expect(sentence.fr != code && sentence.en != code && sentence.fr != sentence.en, "\(code)")
        }
    }
}
