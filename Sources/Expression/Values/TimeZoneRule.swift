/// The rule by which a zone goes on after the last change in its file, in the notation of POSIX, such as
/// `CET-1CEST,M3.5.0,M10.5.0/3`.
struct TimeZoneRule: Sendable {
    private var standard: Int64 = 0
    private var summer: (offset: Int64, start: Change, end: Change)?

    /// The day and the time of day of a change.
    private struct Change: Sendable {
        enum Day: Sendable {
            /// 1 to 365, never counting 29 February.
            case julian(Int64)
            /// 0 to 365.
            case ordinal(Int64)
            /// Week 5 is the last; weekday 0 is Sunday.
            case week(month: Int64, week: Int64, weekday: Int64)
        }
        var day: Day
        var secondOfDay: Int64 = 7200

        /// In seconds since 1970, by the local clock.
        func seconds(in year: Int64) -> Int64 {
            let newYear = CivilTime(year: year, month: 1, day: 1).days
            let day: Int64
            switch self.day {
            case .ordinal(let number): day = newYear + number
            case .julian(let number):
                let isLeap = CivilTime.daysInMonth(2, of: year) == 29
                day = newYear + number - 1 + (isLeap && number >= 60 ? 1 : 0)
            case .week(let month, let week, let weekday):
                let first = CivilTime(year: year, month: month, day: 1)
                var dayOfMonth = 1 + (weekday - first.dayOfWeek + 7) % 7 + (week - 1) * 7
                while dayOfMonth > CivilTime.daysInMonth(month, of: year) { dayOfMonth -= 7 }
                day = first.days + dayOfMonth - 1
            }
            return day * CivilTime.secondsPerDay + secondOfDay
        }
    }

    /// Nil when the text is not of the notation.
    init?(_ text: String) {
        var reader = Reader(text)
        guard reader.name(), let west = reader.time() else { return nil }
        standard = -west
        if reader.isAtEnd { return }
        guard reader.name() else { return nil }
        let offset = reader.isAtComma ? standard + 3600 : reader.time().map { -$0 }
        guard let offset, let start = reader.change(), let end = reader.change() else { return nil }
        summer = (offset, start, end)
    }

    /// Seconds east of UTC.
    func offset(at seconds: Int64) -> Int64 {
        guard let summer else { return standard }
        let year = CivilTime(seconds: seconds + standard).year
        let start = summer.start.seconds(in: year) - standard
        let end = summer.end.seconds(in: year) - summer.offset
        let isSummer = start < end ? seconds >= start && seconds < end : !(seconds >= end && seconds < start)
        return isSummer ? summer.offset : standard
    }

    private struct Reader {
        private var rest: Substring

        init(_ text: String) {
            rest = Substring(text)
        }

        var isAtEnd: Bool { rest.isEmpty }
        var isAtComma: Bool { rest.first == "," }

        mutating func skip(_ character: Character) -> Bool {
            guard rest.first == character else { return false }
            rest.removeFirst()
            return true
        }

        mutating func name() -> Bool {
            if skip("<") {
                rest = rest.drop { $0 != ">" }
                return skip(">")
            }
            let letters = rest.prefix { $0.isLetter }
            rest = rest[letters.endIndex...]
            return letters.count >= 3
        }

        mutating func number() -> Int64? {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest[digits.endIndex...]
            return digits.count <= 4 ? Int64(digits) : nil
        }

        /// `[+-]hh[:mm[:ss]]`, in seconds.
        mutating func time() -> Int64? {
            let isNegative = skip("-")
            if !isNegative { _ = skip("+") }
            guard var seconds = number().map({ $0 * 3600 }) else { return nil }
            for unit: Int64 in [60, 1] where skip(":") {
                guard let part = number() else { return nil }
                seconds += part * unit
            }
            return isNegative ? -seconds : seconds
        }

        mutating func change() -> Change? {
            guard skip(",") else { return nil }
            var change: Change
            if skip("M") {
                guard let month = number(), skip("."), let week = number(), skip("."), let weekday = number(),
                    1...12 ~= month, 1...5 ~= week, 0...6 ~= weekday
                else { return nil }
                change = Change(day: .week(month: month, week: week, weekday: weekday))
            } else if skip("J") {
                guard let day = number() else { return nil }
                change = Change(day: .julian(day))
            } else {
                guard let day = number() else { return nil }
                change = Change(day: .ordinal(day))
            }
            if skip("/") {
                guard let time = time() else { return nil }
                change.secondOfDay = time
            }
            return change
        }
    }
}
