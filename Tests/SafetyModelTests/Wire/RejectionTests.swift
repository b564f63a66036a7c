import SafetyModel
import Testing

@Suite("Lines that are not taken")
struct RejectionTests {
    private static let valid =
        #"{"specversion":"1.0","id":"e1","source":"s","type":"voice.joined","time":"2026-06-16T20:14:03Z"}"#

    @Test(
        "Each fault has its reason",
        arguments: [
            ("", .notJSON), ("   ", .notJSON), ("{", .notJSON), ("hello", .notJSON), ("{} x", .notJSON),
            ("[]", .notAnObject), ("\"a\"", .notAnObject), ("12", .notAnObject), ("null", .notAnObject),
            ("[1,", .notJSON), ("{}", .unsupportedSpecVersion),
            (valid.replacing("\"1.0\"", with: "\"0.3\""), .unsupportedSpecVersion),
            (valid.replacing("\"1.0\"", with: "null"), .unsupportedSpecVersion),
            (valid.replacing("\"1.0\"", with: "1.0"), .wrongType),
            (valid.replacing("\"e1\"", with: "\"\""), .missingID),
            (valid.replacing("\"e1\"", with: "null"), .missingID),
            (valid.replacing("\"id\"", with: "\"ID\""), .missingID),
            (valid.replacing("\"e1\"", with: "17"), .wrongType),
            (valid.replacing("\"e1\"", with: "123456789012345678"), .wrongType),
            (valid.replacing("\"s\"", with: "\"\""), .missingSource),
            (valid.replacing("\"source\"", with: "\"src\""), .missingSource),
            (valid.replacing("\"voice.joined\"", with: "\"\""), .missingType),
            (valid.replacing("\"voice.joined\"", with: "null"), .missingType),
            (valid.replacing("\"time\"", with: "\"when\""), .missingTime),
            (valid.replacing("2026-06-16T20:14:03Z", with: ""), .badTime),
            (valid.replacing("2026-06-16T20:14:03Z", with: "2026-06-16"), .badTime),
            (valid.replacing("2026-06-16T20:14:03Z", with: "2026-02-30T00:00:00Z"), .badTime),
            (valid.replacing("\"2026-06-16T20:14:03Z\"", with: "1781640843"), .wrongType),
            (valid.replacing("2026", with: "2036"), .timeInFuture),
        ] as [(String, RejectionReason)])
    func reasons(text: String, expected: RejectionReason) {
        #expect(reason(text) == expected)
        #expect(reason(Self.valid) == nil)
    }

    @Test(
        "A known attribute of the wrong JSON type is rejected, wherever it stands",
        arguments: [
            #"{"text":1}"#, #"{"text":["a"]}"#, #"{"community":7}"#, #"{"actor":"a"}"#, #"{"actor":{"id":7}}"#,
            #"{"actor":{"id":123456789012345678}}"#, #"{"actor":{}}"#, #"{"actor":{"id":null}}"#,
            #"{"actor":{"id":"a","staff":"yes"}}"#, #"{"actor":{"id":"a","staff":1}}"#,
            #"{"actor":{"id":"a","roles":"x"}}"#, #"{"actor":{"id":"a","roles":[1]}}"#,
            #"{"actor":{"id":"a","joinedAt":5}}"#, #"{"channel":[]}"#, #"{"channel":{"kind":"text"}}"#,
            #"{"channel":{"id":"c","kind":1}}"#, #"{"mentions":{}}"#, #"{"attachments":[1]}"#,
            #"{"attachments":[{"kind":"image"}]}"#, #"{"attachments":[{"id":"a","size":"1"}]}"#, #"{"emoji":{}}"#,
            #"[]"#, #""text""#, #"7"#,
        ])
    func wrongType(data: String) {
        #expect(reason(line("message.posted", ",\"data\":\(data)")) == .wrongType)
    }

    @Test("The same holds for what is particular to other types")
    func wrongTypeElsewhere() {
        let cases = [
            ("role.granted", #"{"role":{"name":"x"}}"#), ("gift.offered", #"{"gift":{"id":1}}"#),
            ("gift.offered", #"{"gift":"g1"}"#), ("invite.created", #"{"invite":"abc"}"#),
            ("invite.created", #"{"invite":{"maxUses":"1"}}"#), ("member.joined", #"{"invite":{"code":"abc"}}"#),
            ("badge.granted", #"{"badge":{}}"#), ("community.merged", #"{"change":{"mergedFrom":"x"}}"#),
            ("report.filed", #"{"report":{"policy":1}}"#), ("automod.triggered", #"{"automod":{"rule":1}}"#),
            ("promotion.posted", #"{"promotion":{"url":1}}"#),
        ]
        for (type, data) in cases { #expect(reason(line(type, ",\"data\":\(data)")) == .wrongType, "\(type) \(data)") }
    }

    @Test("A text may be 64 KiB of UTF-8 long and not a byte more, for every type, escaped or not")
    func longText() {
        let limit = EventDecoder.maximumTextLength
        for type in ["message.posted", "report.filed", "voice.joined", "thread.opened"] {
            let reasonFor = { (text: String) in reason(line(type, ",\"data\":{\"text\":\"\(text)\"}")) }
            #expect(reasonFor(String(repeating: "a", count: limit)) == nil)
            #expect(reasonFor(String(repeating: "a", count: limit + 1)) == .textTooLong)
            #expect(reasonFor(String(repeating: "é", count: limit / 2 + 1)) == .textTooLong)
            #expect(reasonFor(String(repeating: "\\u0061", count: limit)) == nil)
            #expect(reasonFor(String(repeating: "\\n", count: limit + 1)) == .textTooLong)
        }
    }

    @Test("A time up to a day ahead is a clock that is wrong; beyond it the event is rejected")
    func future() {
        let now = Timestamp(milliseconds: 1_781_640_843_000 - 86_400_000)
        #expect((try? decoded(Self.valid, now: now).get()) != nil)
        let earlier = Timestamp(milliseconds: now.milliseconds - 1)
        guard case .failure(let rejection) = decoded(Self.valid, now: earlier) else {
            Issue.record("taken")
            return
        }
        #expect(rejection.reason == .timeInFuture)
        #expect((try? decoded(Self.valid, now: Timestamp(milliseconds: .max)).get()) != nil)
    }

    @Test("Nesting over 64 levels is rejected, whether the attribute is known or not")
    func deep() {
        let nested = { (levels: Int) in
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        // The object itself and `data` are two levels.
        #expect(reason(line("message.posted", ",\"data\":{\"x\":\(nested(62))}")) == nil)
        #expect(reason(line("message.posted", ",\"data\":{\"x\":\(nested(63))}")) == .nestingTooDeep)
        #expect(reason(line("thread.opened", ",\"x\":\(nested(100_000))")) == .nestingTooDeep)
        #expect(reason(nested(65)) == .nestingTooDeep)
    }

    @Test("Another encoding is told apart from what is no JSON")
    func encodings() {
        let rejects = { (bytes: [UInt8]) -> RejectionReason? in
            guard case .failure(let rejection) = EventDecoder(now: lateEnough).decode(bytes) else { return nil }
            return rejection.reason
        }
        let latin1 = Array(line("message.posted", ",\"data\":{\"text\":\"caf_\"}").utf8).map { $0 == 0x5F ? 0xE9 : $0 }
        #expect(rejects(latin1) == .notUTF8)
        #expect(rejects([0xFF, 0xFE] + Self.valid.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) == .notUTF8)
        #expect(rejects(Array("{é}".utf8)) == .notJSON)
        #expect(rejects([0xEF, 0xBB, 0xBF] + Array(Self.valid.utf8)) == nil)
    }

    @Test("A rejection tells at which byte")
    func offsets() {
        let text = line("message.posted", #","data":{"text":7}"#)
        let expected = text.utf8.count - 3
        #expect(decoded(text) == .failure(Rejection(.wrongType, at: expected)))
        #expect(decoded("{\"id\": x}") == .failure(Rejection(.notJSON, at: 7)))
    }

    @Test("However a line is damaged, it gives an event that can be written, or a rejection within the line")
    func damaged() {
        var events = RandomEvents(seed: 42)
        let decoder = EventDecoder(now: lateEnough)
        let pool = (0..<500).map { _ in EventEncoder().encode(events.anyEvent()) }
        let hostile: [UInt8] = [
            0x00, 0x0A, 0x20, 0x22, 0x2C, 0x2D, 0x2E, 0x30, 0x39, 0x3A, 0x5B, 0x5C, 0x5D, 0x65, 0x6E, 0x75, 0x7B, 0x7D,
            0x80, 0xBF, 0xC0, 0xC3, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xFF,
        ]
        var taken = 0
        for round in 0..<200_000 {
            var bytes = pool[round % pool.count]
            switch round % 4 {
            case 0: bytes.removeLast(Int.random(in: 0...bytes.count, using: &events.random))
            case 1:
                for _ in 0...Int.random(in: 0...2, using: &events.random) {
                    bytes[Int.random(in: 0..<bytes.count, using: &events.random)] = events.pick(hostile)
                }
            case 2:
                let start = Int.random(in: 0..<bytes.count, using: &events.random)
                bytes.removeSubrange(start..<min(bytes.count, start + Int.random(in: 1...8, using: &events.random)))
            default:
                let start = Int.random(in: 0..<bytes.count, using: &events.random)
                let piece = bytes[start..<min(bytes.count, start + Int.random(in: 1...30, using: &events.random))]
                bytes.insert(contentsOf: piece, at: Int.random(in: 0...bytes.count, using: &events.random))
            }
            switch decoder.decode(bytes) {
            case .success(let event):
                taken += 1
                if round % 8 < 4, decoder.decode(EventEncoder().encode(event)) != .success(event) {
                    Issue.record("not equal after writing: \(String(decoding: bytes, as: UTF8.self))")
                }
            case .failure(let rejection):
                if !(0...bytes.count).contains(rejection.offset) { Issue.record("offset \(rejection.offset)") }
            }
        }
        // Both happen, or the damage is not what it should be.
        #expect((1000..<150_000).contains(taken))
    }

    @Test("A batch gives a result for each element, and what stands before a break is taken")
    func batch() {
        let decoder = EventDecoder(now: lateEnough)
        let body = Array("[\n\(Self.valid),\n{},\n 7, \(Self.valid.replacing("e1", with: "e2"))\n]".utf8)
        let results = decoder.decodeBatch(body)
        #expect(results.count == 4)
        #expect((try? results[0].get())?.id == "e1")
        #expect((try? results[3].get())?.id == "e2")
        let second = 2 + Self.valid.utf8.count + 2
        #expect(results[1] == .failure(Rejection(.unsupportedSpecVersion, at: second)))
        #expect(results[2] == .failure(Rejection(.notAnObject, at: second + 5)))
        #expect(decoder.decodeBatch(Array("[]".utf8)).isEmpty)
        #expect(decoder.decodeBatch(Array(Self.valid.utf8)).count == 1)
        let broken = decoder.decodeBatch(Array("[\(Self.valid),{\"id\"".utf8))
        #expect(broken.count == 2)
        #expect((try? broken.first?.get())?.id == "e1")
        #expect(broken.last == .failure(Rejection(.notJSON, at: Self.valid.utf8.count + 7)))
        let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
        let mixed = decoder.decodeBatch(Array("[{\"x\":\(deep)},\(Self.valid)]".utf8))
        #expect(mixed.count == 2 && (try? mixed[1].get())?.id == "e1")
        #expect(decoder.decodeBatch([]) == [.failure(Rejection(.notJSON, at: 0))])
    }

    @Test("An attribute that a batch spreads over lines stays on one line when it is written")
    func spread() throws {
        let body = Array("[\(Self.valid.dropLast()),\n\"x\":{\n\"y\":\r\n1}}]".utf8)
        let event = try #require(try EventDecoder(now: lateEnough).decodeBatch(body).first?.get())
        #expect(event.unknown == [UnknownAttribute(path: "x", json: "{ \"y\":  1}")])
        #expect(!EventEncoder().encode(event).contains { $0 == 0x0A || $0 == 0x0D })
    }
}
