import ExpressionConformance
import Foundation
import Testing

/// The official suite, which is not part of the repository: a directory `shared/conformance/cel` beside the checkout.
@Suite struct ConformanceTests {
    private static let directory = find()

    private static func find() -> URL? {
        var directory = URL(fileURLWithPath: #filePath)
        while directory.path != "/" {
            directory.deleteLastPathComponent()
            let candidate = directory.appendingPathComponent("shared/conformance/cel")
            if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
        }
        return nil
    }

    private static var files: [String] {
        guard let directory else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
        return names.filter { $0.hasSuffix(".textproto") }.sorted()
    }

    @Test(
        "Every test of the suite passes, or needs protocol buffers and says so",
        .enabled(if: directory != nil, "the suite is not on this machine"), arguments: files)
    func file(_ name: String) throws {
        let directory = try #require(Self.directory)
        let text = try String(contentsOf: directory.appendingPathComponent(name), encoding: .utf8)
        let report = try ConformanceRunner(timeZones: systemZones).run(text)
        #expect(report.failures.map { "\($0.name): \($0.expected), got \($0.got)" } == [])
        #expect(report.passed > 0)
        #expect(report.skipped.allSatisfy { $0.reason.contains("protocol buffer") })
    }

    @Test func aFileThatIsNoTextFormatIsRefusedWithItsLine() {
        #expect(throws: TextFormatError.self) { try ConformanceRunner().run("name: \"x\"\nsection {") }
    }

    @Test func aWrongExpectationIsAFailure() throws {
        let text = #"name: "f" section { name: "s" test { name: "t" expr: "1 + 1" value { int64_value: 3 } } }"#
        let report = try ConformanceRunner().run(text)
        #expect(report.failures.map(\.name) == ["s/t"])
        #expect(report.failures.first?.got == "2")
    }
}
