import SafetyModel

/// Dates and numbers as people of a language write them.
struct PlainFigures {
    let language: Language

    /// `16 juin 2026`, `16 June 2026`.
    func date(_ time: Timestamp) -> String { CalendarDay(time).text(in: language) }

    /// `20:14`, in UTC.
    func clock(_ time: Timestamp) -> String { String(time.rfc3339.dropFirst(11).prefix(5)) }

    func moment(_ time: Timestamp) -> String { "\(date(time)), \(clock(time)) UTC" }

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
