import Casework
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import SafetyModel
import Testing

@testable import Console

@Suite("Reporting under attack")
struct ReportFloodTests {
    private func withReporting(
        _ body: @escaping @Sendable (Harness, ReporterBrowser, Browser) async throws -> Void
    ) async throws {
        let settings = ConsoleSettings(behindProxy: true, passwordCost: 10)
        try await withConsole(settings: settings) { harness, browser in
            try await body(harness, ReporterBrowser(client: browser.client, address: "192.0.2.1"), browser)
        }
    }

    @Test("10,000 reports a minute from one address: few come through, others are not held up, the queue answers")
    func flood() async throws {
        try await withReporting { harness, reporter, staff in
            let note = try await reporter.note()
            var counts: [Int: Int] = [:]
            for number in 0..<10_000 {
                let one = number < 60 ? try await reporter.note() : note
                let answer = try await reporter.report([("text", "flood \(number)")], note: one)
                counts[answer.status.code, default: 0] += 1
                if number.isMultiple(of: 1000) { #expect(answer.body.contains("help-now")) }
                if answer.status == .tooManyRequests { #expect(answer.headers[.retryAfter] != nil) }
                if number.isMultiple(of: 100) { harness.clock.advance(.milliseconds(600)) }
            }
            // A form that was open for long enough is one report; what else is sent with it is given back.
            #expect(counts.keys.sorted() == [200, 409, 429], "\(counts)")
            #expect(counts[200, default: 0] == 6 && counts[409, default: 0] <= 39, "\(counts)")
            #expect(try await harness.store.check().counts["reports"] == 6)
            var other = reporter
            other.address = "198.51.100.7"
            #expect(try await other.report().code != nil)
            try await staff.signIn("rina")
            #expect(try await staff.get("/queue").status == .ok)
        }
    }

    @Test("beyond a few from one address a form has to have been open for a while: no script is needed")
    func waiting() async throws {
        try await withReporting { harness, reporter, _ in
            for _ in 0..<5 { #expect(try await reporter.report().code != nil) }
            let note = try await reporter.note()
            let early = try await reporter.report([("text", "sixth of us <3")], note: note)
            #expect(early.status == .tooManyRequests && early.code == nil)
            #expect(early.body.contains("Wait 20 seconds") && early.body.contains("value=\"sixth of us &lt;3\""))
            harness.clock.advance(.seconds(21))
            #expect(try await reporter.report([("text", "sixth of us <3")], note: note).code != nil)
        }
    }

    @Test("or some work was done, which a script does by itself")
    func work() async throws {
        try await withReporting { _, reporter, _ in
            for _ in 0..<5 { _ = try await reporter.report() }
            #expect(try await reporter.get("/report").body.contains("data-proof-bits=\"17\""))
            let note = try await reporter.note()
            #expect(try await reporter.report([("proof", "x")], note: note).status == .tooManyRequests)
            let solution = try #require(Self.solve(note))
            #expect(try await reporter.report([("proof", solution)], note: note).code != nil)
            // Work is for one form.
            let another = try await reporter.note()
            #expect(try await reporter.report([("proof", solution)], note: another).status == .tooManyRequests)
        }
    }

    private static func solve(_ note: String) -> String? {
        (0..<5_000_000).lazy.map(String.init).first {
            ReportProof.zeroBits(Array(SHA256.hash(data: Array("\(note):\($0)".utf8)))) >= ReportProof.bits
        }
    }

    @Test("wrong codes are stopped after a few, with help beside; mistyped ones cost nothing; a right one is no guess")
    func bruteForce() async throws {
        try await withReporting { harness, reporter, _ in
            let code = try #require(try await reporter.report().code)
            var counts: [Int: Int] = [:]
            for number in 0..<200 {
                let guess = try #require(ReceiptCode(random: (0..<40).map { UInt8(($0 * 13 + number) % 250) }))
                let answer = try await reporter.post("/report/status", [("code", guess.spoken)])
                counts[answer.status.code, default: 0] += 1
            }
            #expect(counts == [404: 10, 429: 190])
            // The right code waits like any other from there, and is at once good from elsewhere.
            #expect(try await reporter.post("/report/status", [("code", code)]).status == .tooManyRequests)
            var other = reporter
            other.address = "198.51.100.7"
            for _ in 0..<30 { #expect(try await other.post("/report/status", [("code", code)]).status == .ok) }
            for _ in 0..<30 {
                let typed = try await other.post("/report/status", [("code", "123")])
                #expect(typed.status == .unprocessableContent)
            }
            #expect(try await other.post("/report/status", [("code", code)]).status == .ok)
        }
    }

    @Test("forms from other sites, of other kinds and of other origins are refused")
    func foreign() async throws {
        try await withReporting { _, reporter, _ in
            let json = try await reporter.send("/report", ByteBuffer(string: "{}"), type: "application/json")
            #expect(json.status == .unsupportedMediaType && json.body.contains("help-now"))
            let big = try await reporter.send(
                "/report", ByteBuffer(repeating: 0x61, count: 300 << 10), type: "application/x-www-form-urlencoded")
            #expect(big.status == .contentTooLarge)
        }
    }

    @Test(
        "broken multipart forms are refused, and nothing hangs",
        arguments: [
            "", "--XyZ", "--XyZ\r\n", "--XyZ\r\n\r\n\r\n--XyZ--",
            "--XyZ\r\nContent-Disposition: form-data\r\n\r\nx\r\n--XyZ--",
            "--XyZ\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--XyZ--", "--XyZzz\r\n",
            "--XyZ\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nx", "no form at all",
        ])
    func malformed(_ body: String) async throws {
        try await withReporting { _, reporter, _ in
            let answer = try await reporter.send(
                "/report", ByteBuffer(string: body), type: "multipart/form-data; boundary=XyZ")
            #expect(answer.status == .badRequest && answer.body.contains("help-now"))
        }
    }

    @Test("a form reads the same however it is cut into pieces")
    func pieces() throws {
        let fields = [("a", "1"), ("empty", ""), ("b", "two\r\n--Xy lines\r\n")]
        let bytes = Array(ReporterBrowser.form(fields, files: [[1, 13, 10, 45, 45], []]).readableBytesView)
        for size in [1, 2, 3, 7, 64, bytes.count] {
            var reader = try #require(MultipartReader(contentType: "multipart/form-data; boundary=\"XyZ\""))
            var rest = bytes[...]
            while !rest.isEmpty {
                try reader.feed(rest.prefix(size))
                rest = rest.dropFirst(size)
            }
            #expect(reader.isFinished && reader.parts.map(\.name) == ["a", "empty", "b", "files", "files"])
            #expect(reader.parts.map(\.bytes.count) == [1, 0, 17, 5, 0])
            #expect(reader.parts.map(\.isFile) == [false, false, false, true, true])
        }
    }

    @Test("too many parts, headers without end and fields without end are bounded")
    func bounds() throws {
        let type = "multipart/form-data; boundary=XyZ"
        var many = try #require(MultipartReader(contentType: type))
        let form = ReporterBrowser.form((0..<100).map { ("f\($0)", "") }, files: [])
        #expect(throws: Refusal.badRequest) { try many.feed(form.readableBytesView) }
        var header = try #require(MultipartReader(contentType: type))
        #expect(throws: Refusal.badRequest) {
            try header.feed(Array("--XyZ\r\n".utf8))
            try header.feed([UInt8](repeating: 0x41, count: 20_000))
        }
        var field = try #require(MultipartReader(contentType: type))
        try field.feed(
            ReporterBrowser.form([("a", String(repeating: "x", count: 300 << 10))], files: []).readableBytesView)
        #expect(field.parts.first?.isCut == true && field.parts.first?.bytes.isEmpty == true)
        #expect(MultipartReader(contentType: "multipart/form-data") == nil)
        #expect(
            MultipartReader(contentType: "multipart/form-data; boundary=" + String(repeating: "x", count: 90)) == nil)
    }

    @Test("the memory of addresses is bounded under a flood of them")
    func bounded() async {
        let limits = ReportLimits()
        for number in 0..<30_000 {
            _ = await limits.report(from: "a\(number)", now: Timestamp(milliseconds: Int64(number) * 1000))
        }
        #expect(await limits.bucketCount <= 40_001)
    }

    @Test("uploads take turns: three from one address, sixteen in all")
    func uploads() async {
        let limits = ReportLimits()
        for _ in 0..<3 { #expect(await limits.beginUpload(from: "a")) }
        #expect(await !limits.beginUpload(from: "a"))
        for number in 0..<13 { #expect(await limits.beginUpload(from: "b\(number)")) }
        #expect(await !limits.beginUpload(from: "c"))
        await limits.endUpload(from: "a")
        #expect(await limits.beginUpload(from: "c"))
    }

    @Test("a note is ours, fresh and whole, or it is nothing")
    func notes() throws {
        let proof = ReportProof(random: Secrets.systemRandom)
        let now = Timestamp(milliseconds: 1_795_500_000_000)
        let note = proof.note(now: now, random: Secrets.systemRandom)
        #expect(proof.issued(note, now: now + .hours(12)) == now)
        #expect(proof.issued(note, now: now + .hours(13)) == nil && proof.issued(note, now: now - .seconds(1)) == nil)
        #expect(proof.issued(note + "0", now: now) == nil && proof.issued("", now: now) == nil)
        #expect(ReportProof(random: Secrets.systemRandom).issued(note, now: now) == nil)
        let code = proof.receipt(of: note, content: "a")
        #expect(code == proof.receipt(of: note, content: "a") && code != proof.receipt(of: "x", content: "a"))
        #expect(code != proof.receipt(of: note, content: "b"))
        #expect(
            proof.originMark(of: "192.0.2.1") != ReportProof(random: Secrets.systemRandom).originMark(of: "192.0.2.1"))
        #expect(ReportProof.zeroBits([0, 0, 0x10]) == 19 && ReportProof.zeroBits([]) == 0)
    }
}
