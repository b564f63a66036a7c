import Foundation
import HTTPTypes
import NIOCore
import SafetyModel
import Testing

@testable import Console

@Suite("Files that are not kept")
struct RefusedFileTests {
    /// As a browser sends files of several names.
    private func send(
        _ files: [(name: String, bytes: [UInt8])], intimate: Bool = false, with reporter: ReporterBrowser
    ) async throws -> Browser.Answer {
        let note = try await reporter.note()
        var fields = [
            ("note", note), ("community", "harbour"), ("happening", "pictures"),
            ("accused", "Marlow"),
        ]
        if intimate { fields.append(("intimate", "1")) }
        var body = ByteBuffer()
        for (field, value) in fields {
            body.writeString("--XyZ\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n")
        }
        for file in files {
            body.writeString("--XyZ\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(file.name)\"")
            body.writeString("\r\n\r\n")
            body.writeBytes(file.bytes)
            body.writeString("\r\n")
        }
        body.writeString("--XyZ--\r\n")
        return try await reporter.send("/report", body, type: "multipart/form-data; boundary=XyZ")
    }

    @Test("where a file is said to be intimate, pictures are refused by name, texts are kept, and it is said once")
    func intimate() async throws {
        try await withConsole { harness, browser in
            let reporter = ReporterBrowser(client: browser.client)
            let sent = try await send(
                [
                    ("one.png", TestPicture.png), ("talk.txt", Array("he asked again".utf8)),
                    ("two.png", TestPicture.png),
                ], intimate: true, with: reporter)
            let words = Words.of(.english)
            #expect(sent.code != nil && sent.body.contains("1 file kept, sealed."))
            #expect(sent.body.contains("one.png: not kept") && sent.body.contains("two.png: not kept"))
            #expect(!sent.body.contains("talk.txt"))
            #expect(sent.body.components(separatedBy: words["attachment_intimate"]).count == 2)
            #expect(try await harness.store.check().counts["report_attachments"] == 1)
        }
    }

    @Test("each is named, whatever its name holds, and what can be done about it is true")
    func named() async throws {
        try await withConsole { _, browser in
            let reporter = ReporterBrowser(client: browser.client)
            let cut = Array(TestPicture.png.dropLast(6))
            let sent = try await send([("<b>;x.png", cut), ("", cut)], with: reporter)
            #expect(sent.body.contains("&lt;b&gt;;x.png: A file was damaged."))
            #expect(sent.body.contains("File 2: ") && sent.body.contains("make a new report"))
            let code = try #require(sent.code)
            let status = try await reporter.post("/report/status", [("code", code)])
            #expect(status.body.contains("Files cannot be sent here"))
        }
    }
}
