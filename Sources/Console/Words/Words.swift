import SafetyModel

/// What the pages say, in one language.
struct Words: Sendable {
    /// A sentence or a label in both languages.
    typealias Phrase = (key: String, en: String, fr: String)

    let language: Language
    let byKey: [String: String]

    static let english = Words(.english)
    static let french = Words(.french)

    static func of(_ language: Language) -> Words {
        switch language {
        case .english: english
        case .french: french
        }
    }

    private init(_ language: Language) {
        self.language = language
        let pairs = Self.all.map { ($0.key, language == .english ? $0.en : $0.fr) }
        byKey = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    static let all: [Phrase] =
        frame + entrance + work + exchange + people + detectors + rules + queries + problems + happenings + reporting
        + figures + clocks + decisions + appeals + audits + care + holds + provenance
        + webhooks + badges

    subscript(key: String) -> String { byKey[key] ?? key }

    /// Fills `{name}` in.
    func say(_ key: String, _ values: [String: String]) -> String {
        values.reduce(self[key]) { text, pair in text.replacing("{\(pair.key)}", with: pair.value) }
    }

    /// Takes the form for one or for many: the keys end in `_one` and `_many`, and hold `{n}`.
    func count(_ key: String, _ number: Int) -> String {
        let one = language == .french ? number < 2 : number == 1
        return say("\(key)_\(one ? "one" : "many")", ["n": self.number(number)])
    }

    // MARK: Numbers

    func number(_ value: Int) -> String {
        let separator = language == .french ? "\u{202F}" : ","
        var digits = String(value.magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        groups.insert(digits, at: 0)
        return (value < 0 ? "−" : "") + groups.joined(separator: separator)
    }

    /// With one digit after the decimal mark.
    func decimal(_ value: Double) -> String {
        guard value.isFinite, value.magnitude < 1e15 else { return "–" }
        let tenths = Int((value * 10).rounded())
        let sign = tenths < 0 ? "−" : ""
        let mark = language == .french ? "," : "."
        return "\(sign)\(number(Int(tenths.magnitude) / 10))\(mark)\(tenths.magnitude % 10)"
    }

    /// Without a decimal mark where it is whole.
    func figure(_ value: Double) -> String {
        guard value.magnitude < 1e15, value == value.rounded() else { return decimal(value) }
        return number(Int(value))
    }

    /// 0…1 as a percentage; never 100 % for what is short of it, for a score is no certainty.
    func percent(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        let clamped = min(max(value, 0), 1)
        let rounded = clamped < 1 ? min(Int((clamped * 100).rounded()), 99) : 100
        return "\(rounded)\(language == .french ? "\u{202F}" : "\u{00A0}")%"
    }

    // MARK: Time

    func month(_ number: Int) -> String {
        let names = self["months"].split(separator: " ")
        return (1...12).contains(number) && names.count == 12 ? String(names[number - 1]) : String(number)
    }

    /// As `24 Nov 2026`.
    func day(_ moment: Timestamp) -> String {
        let civil = CivilTime(moment)
        return "\(civil.day) \(month(civil.month)) \(civil.year)"
    }

    /// As `09:54`.
    func clock(_ moment: Timestamp) -> String { CivilTime(moment).clock }

    /// As `24 Nov 2026, 09:54 UTC`.
    func moment(_ moment: Timestamp) -> String { "\(day(moment)), \(clock(moment)) UTC" }

    /// The largest unit that fits: `3 h`, `2 d`.
    func span(_ duration: Duration) -> String {
        let minutes = duration.milliseconds.magnitude / 60_000
        let space = "\u{00A0}"
        switch minutes {
        case 0: return self["under_a_minute"]
        case 1..<120: return "\(minutes)\(space)min"
        case 120..<2880: return "\(minutes / 60)\(space)h"
        default: return "\(number(Int(minutes / 1440)))\(space)\(self["days_short"])"
        }
    }

    /// As `3 h ago`.
    func ago(_ moment: Timestamp, now: Timestamp) -> String {
        moment > now ? self.moment(moment) : say("ago", ["span": span(now.since(moment))])
    }

    /// As `due in 3 h`, `overdue by 2 d`.
    func due(_ moment: Timestamp, now: Timestamp) -> String {
        say(moment < now ? "overdue_by" : "due_in", ["span": span(now.since(moment))])
    }
}

/// A moment in the Gregorian calendar, UTC (Howard Hinnant, "chrono-compatible low-level date algorithms").
struct CivilTime: Sendable, Hashable {
    var year: Int
    var month: Int
    var day: Int
    var hour: Int
    var minute: Int
    var second: Int

    init(_ moment: Timestamp) {
        let seconds = Self.floorDivide(moment.milliseconds, 1000)
        let days = Self.floorDivide(seconds, 86_400)
        let rest = Int(seconds - days * 86_400)
        (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
        let shifted = days + 719_468
        let era = Self.floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let march = (5 * dayOfYear + 2) / 153
        day = Int(dayOfYear - (153 * march + 2) / 5 + 1)
        month = Int(march < 10 ? march + 3 : march - 9)
        year = Int(yearOfEra + era * 400 + (month <= 2 ? 1 : 0))
    }

    private static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
        value >= 0 ? value / divisor : (value - divisor + 1) / divisor
    }

    private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }

    var clock: String { "\(Self.two(hour)):\(Self.two(minute))" }

    /// As `2026-11-24T09:54:00Z`, for `datetime` attributes.
    var iso: String {
        "\(year)-\(Self.two(month))-\(Self.two(day))T\(clock):\(Self.two(second))Z"
    }
}
