import Dossier
import Foundation
import SafetyModel
import Testing

@Suite("CyberTipline reports")
struct CyberTipTests {
    private static let schema = find("conformance/cybertip/cyber_tipline.xsd")
    private static let lint = ["/usr/bin/xmllint", "/usr/local/bin/xmllint"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    private static func find(_ path: String) -> URL? {
        var directory = URL(fileURLWithPath: #filePath)
        while directory.path != "/" {
            directory.deleteLastPathComponent()
            let candidate = directory.appendingPathComponent("shared/\(path)")
            if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
        }
        return nil
    }

    private static let settings: [EscalationCase.CyberTipSettings] = [
        .init(), .init(platform: "Example & Co", organisation: "<Association>", email: "safety@example.org"),
        .init(urgency: String(repeating: "é", count: 4_000)),
    ]

    /// The status of `xmllint` and what it says.
    private static func validate(_ files: [URL]) throws -> (status: Int32, words: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(lint))
        process.arguments = ["--nonet", "--noout", "--schema", try #require(schema).path] + files.map(\.path)
        let errors = FileManager.default.temporaryDirectory.appendingPathComponent("vigie-lint-\(UUID())")
        FileManager.default.createFile(atPath: errors.path, contents: nil)
        defer { try? FileManager.default.removeItem(at: errors) }
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, try String(contentsOf: errors, encoding: .utf8))
    }

    @Test(
        "two hundred varied reports, and the details of their files, validate against the published schema",
        .enabled(if: schema != nil && lint != nil, "the schema or xmllint is not on this machine"))
    func varied() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigie-tips-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var files: [URL] = []
        for number in 0..<200 {
            let item = SampleEscalation.item(number)
            let report = try #require(item.cyberTip(Self.settings[number % Self.settings.count]))
            let details = CyberTipFile(
                name: "a <file>", wasViewed: item.wasViewed, isPublic: number % 2 == 0, sha256: "00")
            for (name, bytes) in [("r\(number).xml", report.xml), ("f\(number).xml", details.xml)] {
                let file = folder.appendingPathComponent(name)
                try Data(bytes).write(to: file)
                files.append(file)
            }
        }
        let outcome = try Self.validate(files)
        #expect(
            outcome.status == 0,
            "\(outcome.words.split(separator: "\n").filter { !$0.hasSuffix("validates") }.prefix(5))")
        // The check itself can fail.
        let wrong = folder.appendingPathComponent("wrong.xml")
        try Data("<report><reporter/></report>".utf8).write(to: wrong)
        #expect(try Self.validate([wrong]).status != 0)
    }

    @Test("what people wrote is text, never markup, and characters that XML does not know are replaced")
    func escaping() throws {
        for number in 0..<40 {
            let xml = String(decoding: try #require(SampleEscalation.item(number).cyberTip(.init())).xml, as: UTF8.self)
            #expect(!xml.contains("<script>"))
            #expect(!xml.contains("<b>lou"))
            #expect(!xml.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" || $0.value == 0xFFFE })
        }
    }

    @Test("a text that is very long is cut, and says so")
    func cut() throws {
        var report = CyberTipReport(
            incident: .enticement, time: SampleDossier.time(0), reporter: .init(lastName: "Ada"))
        report.additionalInfo = String(repeating: "x", count: 200_000)
        let xml = String(decoding: report.xml, as: UTF8.self)
        #expect(xml.utf8.count < 60_000)
        #expect(xml.contains("[cut]"))
    }

    @Test("no file is in a report, only kinds and hashes")
    func noMedia() throws {
        let xml = String(decoding: try #require(SampleEscalation.item(6).cyberTip(.init())).xml, as: UTF8.self)
        #expect(xml.contains("[image, not included, SHA-256 abab"))
    }

    @Test("a case that is not about children is no report to NCMEC")
    func notAboutChildren() {
        var item = SampleEscalation.item(1)
        item.codes.incident = nil
        #expect(item.cyberTip(.init()) == nil)
    }

    @Test("a file counts as viewed only where the log says that a person saw it, after the last signal came")
    func viewed() {
        #expect(SampleEscalation.item(1).wasViewed)
        #expect(!SampleEscalation.item(2).wasViewed)
        var later = SampleEscalation.item(1)
        later.trail.append(.init(at: SampleDossier.time(9, 1), by: nil, action: "signal_added", detail: ""))
        #expect(!later.wasViewed)
        var machine = SampleEscalation.item(2)
        machine.trail = [.init(at: SampleDossier.time(1), by: nil, action: "revealed", detail: "")]
        #expect(!machine.wasViewed)
        for viewed in [true, false] {
            let file = CyberTipFile(name: "x", wasViewed: viewed, isPublic: false, sha256: "00")
            #expect(String(decoding: file.xml, as: UTF8.self).contains("<fileViewedByEsp>\(viewed)</fileViewedByEsp>"))
        }
    }
}
