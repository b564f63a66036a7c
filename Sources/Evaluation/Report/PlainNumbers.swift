import SafetyModel

/// Numbers as people of a language write them; a dash where there is none.
struct PlainNumbers {
    let language: Language

    /// With the language's separator of thousands.
    func count(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { grouped += language == .french ? "\u{202F}" : "," }
            grouped.append(digit)
        }
        return (number < 0 ? "−" : "") + grouped
    }

    /// With so many decimals (0…6) and the language's decimal sign.
    /// - Parameter signed: whether a plus stands before what is greater than zero.
    func decimal(_ number: Double?, places: Int, signed: Bool = false) -> String {
        guard let number, number.isFinite, abs(number) < 1e12 else { return "–" }
        let scale = (0..<max(0, min(6, places))).reduce(1) { scale, _ in scale * 10 }
        let scaled = Int((abs(number) * Double(scale)).rounded())
        let sign = scaled == 0 ? "" : number < 0 ? "−" : signed ? "+" : ""
        guard places > 0 else { return sign + count(scaled) }
        let fraction = String(scaled % scale + scale).dropFirst()
        return "\(sign)\(count(scaled / scale))\(language == .french ? "," : ".")\(fraction)"
    }

    /// `12.3 %`
    func percent(_ share: Double?, places: Int = 1) -> String {
        guard let share else { return "–" }
        return decimal(share * 100, places: places) + (language == .french ? "\u{202F}%" : "%")
    }

    func measured(_ measured: Measured) -> String { decimal(measured.value, places: measured.measure.places) }

    func interval(_ interval: Bootstrap.Interval?, places: Int) -> String {
        guard let interval else { return "–" }
        let lower = decimal(interval.lower, places: places, signed: true)
        let upper = decimal(interval.upper, places: places, signed: true)
        return language == .french ? "[\(lower) ; \(upper)]" : "[\(lower), \(upper)]"
    }
}
