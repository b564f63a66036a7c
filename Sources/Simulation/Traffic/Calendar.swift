import SafetyModel

/// Days and hours of a moment, by whole-number arithmetic.
enum Calendar {
    /// Year, month and day of a day since 1970, by Howard Hinnant's `civil_from_days`
    /// (https://howardhinnant.github.io/date_algorithms.html).
    static func civil(_ day: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// Hour of the day (0 … 23) and day of the week (0 for Monday) in Paris, taking summer time to last from April
    /// to October: a few days off the law, which no rhythm notices.
    static func paris(_ time: Timestamp) -> (hour: Int, weekday: Int) {
        let (_, month, _) = civil(floorDivide(time.milliseconds, 86_400_000))
        let local = time.milliseconds + (4...10).contains(month).hours(summer: 2, winter: 1)
        let day = floorDivide(local, 86_400_000)
        let hour = Int((local - day * 86_400_000) / 3_600_000)
        // 1970-01-01 was a Thursday.
        let weekday = Int((day % 7 + 7 + 3) % 7)
        return (hour, weekday)
    }

    private static func floorDivide(_ value: Int64, _ by: Int64) -> Int64 {
        value >= 0 ? value / by : -((by - 1 - value) / by)
    }
}

extension Bool {
    fileprivate func hours(summer: Int64, winter: Int64) -> Int64 { (self ? summer : winter) * 3_600_000 }
}
