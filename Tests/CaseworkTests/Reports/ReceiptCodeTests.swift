import Casework
import Testing

@Suite("Receipt codes")
struct ReceiptCodeTests {
    private func code(_ seed: UInt8 = 7) throws -> ReceiptCode {
        try #require(ReceiptCode(random: (0..<64).map { UInt8(truncatingIfNeeded: Int($0) * 37 + Int(seed)) }))
    }

    @Test("a code has 20 digits and a check digit, in groups of three, and reads back")
    func readsBack() throws {
        let code = try code()
        #expect(code.digits.count == 21 && code.plain.count == 21)
        #expect(code.spoken.split(separator: " ").map(\.count) == Array(repeating: 3, count: 7))
        #expect(try ReceiptCode(typed: code.spoken) == code)
    }

    @Test("Damm's published example has its check digit: 572 gives 4")
    func published() throws {
        // Leading zeros change nothing, for the first row maps zero to zero.
        #expect(throws: Never.self) { try ReceiptCode(typed: "000 000 000 000 000 005 724") }
        #expect(throws: ReceiptCodeError.mistyped) { try ReceiptCode(typed: "000 000 000 000 000 005 723") }
    }

    @Test("spaces, dashes, dots, line breaks and digits of other scripts are read")
    func tolerant() throws {
        let code = try code()
        let plain = code.plain
        #expect(try ReceiptCode(typed: " \(plain.prefix(10))-\(plain.dropFirst(10))\n") == code)
        #expect(try ReceiptCode(typed: plain.map(String.init).joined(separator: ".")) == code)
        let arabic = String(plain.map { Character(UnicodeScalar(0x660 + UInt32($0.wholeNumberValue ?? 0)) ?? "0") })
        #expect(try ReceiptCode(typed: arabic) == code)
    }

    @Test("every wrong digit and every swap of neighbours is noticed")
    func notices() throws {
        for seed in UInt8(0)..<12 {
            let digits = try code(seed).digits
            for place in digits.indices {
                for other in UInt8(0)...9 where other != digits[place] {
                    var wrong = digits
                    wrong[place] = other
                    let typed = wrong.map(String.init).joined()
                    #expect(throws: ReceiptCodeError.mistyped) { try ReceiptCode(typed: typed) }
                }
                guard place > 0, digits[place] != digits[place - 1] else { continue }
                var swapped = digits
                swapped.swapAt(place, place - 1)
                let typed = swapped.map(String.init).joined()
                #expect(throws: ReceiptCodeError.mistyped) { try ReceiptCode(typed: typed) }
            }
        }
    }

    @Test(
        "what is no code says why, however long it is",
        arguments: [
            ("", ReceiptCodeError.wrongLength(found: 0)), ("12", .wrongLength(found: 2)), ("12x", .notDigits),
            ("<script>", .notDigits), ("½", .notDigits),
        ])
    func refuses(_ typed: String, _ error: ReceiptCodeError) {
        #expect(throws: error) { try ReceiptCode(typed: typed) }
        #expect(throws: ReceiptCodeError.self) { try ReceiptCode(typed: String(repeating: "1", count: 1_000_000)) }
    }

    @Test("bytes that would make some digits likelier are left out, and too few make no code")
    func even() {
        #expect(ReceiptCode(random: Array(repeating: UInt8(250), count: 100)) == nil)
        #expect(ReceiptCode(random: [1, 2, 3]) == nil)
        #expect(ReceiptCode(random: Array(repeating: UInt8(255), count: 10) + Array(repeating: 3, count: 20)) != nil)
    }

    @Test("a code does not end up in a log")
    func silent() throws {
        let code = try code()
        #expect(!"\(code)".contains { $0.isNumber } && !String(reflecting: code).contains { $0.isNumber })
    }
}
