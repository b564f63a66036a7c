import SafetyModel
import Testing

@Suite("Timestamps")
struct TimestampTests {
    @Test(
        "RFC 3339 is read, offsets and fractions of any length too",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.001Z", 1), ("1969-12-31T23:59:59.999Z", -1),
            ("2026-06-16T20:14:03.120Z", 1_781_640_843_120), ("2026-06-16t20:14:03.12z", 1_781_640_843_120),
            ("2026-06-16 20:14:03.1209999999999Z", 1_781_640_843_120),
            ("2026-06-16T22:14:03.120+02:00", 1_781_640_843_120), ("2026-06-16T14:44:03.12-05:30", 1_781_640_843_120),
            ("2026-06-16T20:14:03-00:00", 1_781_640_843_000), ("2000-02-29T00:00:00Z", 951_782_400_000),
            ("0000-01-01T00:00:00Z", -62_167_219_200_000), ("0000-02-29T00:00:00Z", -62_162_121_600_000),
            ("0000-03-01T00:00:00Z", -62_162_035_200_000), ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
            ("1990-12-31T23:59:60Z", 662_687_999_999), ("1990-12-31T15:59:60.5-08:00", 662_687_999_999),
        ] as [(String, Int64)])
    func reads(text: String, milliseconds: Int64) {
        #expect(Timestamp(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test(
        "Anything else is refused",
        arguments: [
            "", "2026", "2026-06-16", "2026-06-16T20:14:03", "2026-06-16T20:14Z", "2026-6-16T20:14:03Z",
            "2026-06-16T20:14:03.Z", "2026-06-16T20:14:03,5Z", "2026-06-16T20:14:03+0200", "2026-06-16T20:14:03+02",
            "2026-06-16T20:14:03+24:00", "2026-06-16T20:14:03+02:60", "2026-06-16T20:14:03ZZ",
            "2026-06-16T20:14:03.1Z ", " 2026-06-16T20:14:03Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
            "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-01-00T00:00:00Z",
            "2026-01-32T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:61Z",
            "2026-01-01T12:00:60Z", "1990-12-31T23:59:60+01:00", "-026-01-01T00:00:00Z", "+2026-01-01T00:00:00Z",
            "2026-01-01T00:00:0\u{0663}Z", "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
            "2026-06-16X20:14:03Z", "20260616T201403Z", "2026-06-16T20:14:03.123456789012345678901234567890",
        ])
    func refuses(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test("A moment is written in UTC with milliseconds, and reads back the same, over all ten thousand years")
    func roundTrip() {
        #expect(Timestamp(milliseconds: 1_781_640_843_120).rfc3339 == "2026-06-16T20:14:03.120Z")
        #expect(Timestamp(milliseconds: -1).rfc3339 == "1969-12-31T23:59:59.999Z")
        #expect(Timestamp(milliseconds: .min).rfc3339 == "0000-01-01T00:00:00.000Z")
        #expect(Timestamp(milliseconds: .max).rfc3339 == "9999-12-31T23:59:59.999Z")
        var previous = ""
        // Every 37 days and a bit, so that all months, leap years and centuries are met.
        for milliseconds in stride(from: Int64(-62_167_219_200_000), through: 253_402_300_799_999, by: 3_200_000_123) {
            let moment = Timestamp(milliseconds: milliseconds)
            let text = moment.rfc3339
            if Timestamp(rfc3339: text) != moment { Issue.record("\(milliseconds) became \(text)") }
            if text <= previous { Issue.record("\(text) is not after \(previous)") }
            previous = text
        }
    }

    @Test("Bytes that are no timestamp are refused, never a trap")
    func anyBytes() {
        var random = SplitMix(seed: 3)
        let template = Array("2026-06-16T20:14:03.120+02:00".utf8)
        for _ in 0..<20_000 {
            var bytes = Array(template.prefix(Int.random(in: 0...template.count, using: &random)))
            if !bytes.isEmpty {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
            }
            let moment = bytes.withUnsafeBufferPointer { Timestamp(rfc3339: $0) }
            if let moment { #expect(Timestamp(rfc3339: moment.rfc3339) == moment) }
        }
    }
}
