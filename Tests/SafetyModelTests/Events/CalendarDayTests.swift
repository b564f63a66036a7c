import SafetyModel
import Testing

@Suite("Calendar days")
struct CalendarDayTests {
    @Test(
        "only days that exist are read",
        arguments: [
            ("2026-10-01", true), ("2028-02-29", true), ("2000-02-29", true), ("2100-02-29", false),
            ("2026-02-29", false),
            ("2026-13-01", false), ("2026-00-10", false), ("2026-1-01", false), ("2026-10-01T00:00:00Z", false),
            ("", false),
            ("٢٠٢٦-١٠-٠١", false), ("-026-10-01", false),
        ])
    func reading(text: String, exists: Bool) {
        #expect(CalendarDay(text)?.description == (exists ? text : nil))
    }

    @Test("a moment has its day in UTC")
    func moment() throws {
        let moment = try #require(Timestamp(rfc3339: "2026-06-16T23:30:00-02:00"))
        #expect(CalendarDay(moment).description == "2026-06-17")
        #expect(CalendarDay(Timestamp(milliseconds: -1)).description == "1969-12-31")
        #expect(CalendarDay(Timestamp(milliseconds: .max)).description == "9999-12-31")
    }

    @Test("months are added as people count them")
    func months() throws {
        let day = try #require(CalendarDay("2026-08-31"))
        #expect(day.adding(months: 6).description == "2027-02-28")
        #expect(day.adding(months: -6).description == "2026-02-28")
        #expect(day.adding(months: 18).description == "2028-02-29")
        #expect(day.adding(months: .max).description == "9999-12-31")
        #expect(day.adding(months: .min).year >= 0)
        #expect(day.endOfMonth == day)
    }

    @Test("it is written as people of each language write it")
    func words() throws {
        let day = try #require(CalendarDay("2026-08-01"))
        #expect(day.text(in: .french) == "1er août 2026")
        #expect(day.text(in: .english) == "1 August 2026")
    }
}
