import SafetyModel

/// Dates and numbers as people of a language write them.
struct PlainFigures {
    let language: Language

    /// The date of a moment in UTC: days to civil date, after Howard Hinnant
    /// (http://howardhinnant.github.io/date_algorithms.html).
    private static func civil(_ time: Timestamp) -> (year: Int64, month: Int, day: Int, hour: Int, minute: Int) {
        let seconds = time.milliseconds >= 0 ? time.milliseconds / 1000 : (time.milliseconds - 999) / 1000
        let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let inDay = Int(seconds - days * 86_400)
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let index = (5 * dayOfYear + 2) / 153
        let month = index < 10 ? index + 3 : index - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), Int(month), Int(dayOfYear - (153 * index + 2) / 5 + 1),
            inDay / 3600, inDay / 60 % 60
        )
    }

    /// `16 juin 2026`, `16 June 2026`.
    func date(_ time: Timestamp) -> String {
        let civil = Self.civil(time)
        let months =
            switch language {
            case .french:
                [
                    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
                    "novembre", "décembre",
                ]
            case .english:
                [
                    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                    "November", "December",
                ]
            }
        let day = language == .french && civil.day == 1 ? "1er" : String(civil.day)
        return "\(day) \(months[(civil.month - 1) % 12]) \(civil.year)"
    }

    /// `20:14`, in UTC.
    func clock(_ time: Timestamp) -> String {
        let civil = Self.civil(time)
        return "\(Self.two(civil.hour)):\(Self.two(civil.minute))"
    }

    func moment(_ time: Timestamp) -> String { "\(date(time)), \(clock(time)) UTC" }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    /// With the language's separator of thousands.
    func count(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0 && (digits.count - index) % 3 == 0 { grouped += language == .french ? "\u{202F}" : "," }
            grouped.append(digit)
        }
        return (number < 0 ? "−" : "") + grouped
    }

    /// With so many decimals (0 … 6) and the language's decimal sign.
    func decimal(_ number: Double, places: Int) -> String {
        guard number.isFinite, abs(number) < 1e12 else { return "–" }
        var scale = 1
        for _ in 0..<max(0, min(6, places)) { scale *= 10 }
        let scaled = Int((abs(number) * Double(scale)).rounded())
        let fraction = String(scaled % scale + scale).dropFirst()
        let sign = number < 0 && scaled != 0 ? "−" : ""
        guard places > 0 else { return sign + count(scaled) }
        return "\(sign)\(count(scaled / scale))\(language == .french ? "," : ".")\(fraction)"
    }

    /// As `1.6 MB`, `1,6 Mo`.
    func size(_ bytes: Int) -> String {
        let units = language == .french ? ["o", "ko", "Mo", "Go", "To"] : ["B", "kB", "MB", "GB", "TB"]
        var value = Double(bytes)
        var unit = 0
        while value >= 1000 && unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        return "\(decimal(value, places: unit == 0 || value >= 100 ? 0 : 1))\u{A0}\(units[unit])"
    }
}
