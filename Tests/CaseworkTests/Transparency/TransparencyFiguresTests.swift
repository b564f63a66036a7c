import Casework
import Foundation
import SafetyModel
import Testing
import TextAnalysis

@Suite("Public figures")
struct TransparencyFiguresTests {
    private static let march = CalendarDay(year: 2026, month: 3, day: 15)
    private static let may = CalendarDay(year: 2026, month: 5, day: 2)
    private static let asOf = Timestamp(rfc3339: "2026-06-15T00:00:00Z") ?? Timestamp(milliseconds: 0)
    private static let templates = SharedFiles.find("conformance/dsa/transparency-templates")

    private func time(_ text: String, plusHours hours: Int = 0) throws -> Timestamp {
        try #require(Timestamp(rfc3339: "\(text)T00:00:00Z")) + .hours(hours)
    }

    private func decision(
        _ day: String, _ policy: PolicyCode = "spam", hours: Int = 10, staff: Bool = false,
        account: AccountRestriction? = .suspended
    ) throws -> TransparencyFacts.TakenDecision {
        var measures = ReasonedDecision.Measures()
        measures.account = account
        let opened = try time(day)
        return TransparencyFacts.TakenDecision(
            openedAt: opened, dueAt: opened + .hours(24), decidedAt: opened + .hours(hours), policy: policy,
            codes: try ShippedTaxonomy.load().codes(of: policy, isMinorHarmed: false), measures: measures,
            automation: .init(detected: true), isAboutStaff: staff)
    }

    private func figures(_ facts: TransparencyFacts) throws -> TransparencyFigures {
        let policies = try ShippedTaxonomy.load().policies.map(\.code)
        let (march, may) = (try #require(Self.march), try #require(Self.may))
        return try #require(
            TransparencyFigures(facts, policies: policies, from: march, to: may, asOf: Self.asOf))
    }

    private var sample: TransparencyFacts {
        get throws {
            var facts = TransparencyFacts()
            for index in 0..<30 { facts.decisions.append(try decision("2026-03-10", hours: index + 1)) }
            for _ in 0..<8 {
                facts.decisions.append(try decision("2026-03-12", "minor.grooming", account: .terminated))
            }
            for _ in 0..<2 {
                facts.decisions.append(try decision("2026-03-13", "staff.misuse", staff: true, account: nil))
            }
            facts.decisions.append(try decision("2026-01-10"))
            return facts
        }
    }

    @Test("months, medians and 90th percentiles are as one counts by hand")
    func byHand() throws {
        let figures = try figures(try sample)
        #expect(figures.months == ["2026-03", "2026-04", "2026-05"])
        #expect(figures[FigureKey("decisions", month: "2026-03")] == .exact(40))
        #expect(figures[FigureKey("decisions", month: "2026-04")] == .exact(0))
        #expect(figures[FigureKey("decisions")] == .exact(40))
        // 1…30 hours and ten times 10 hours: the 20th and 21st of 40 are 11 and 12, the 36th is 26.
        let times = try #require(figures.times("decision", month: "2026-03"))
        #expect(times.median == 10.5)
        #expect(times.ninetieth == 26)
        #expect(figures.times("decision", month: "2026-04") == nil)
        #expect(figures.automatedShare() == 0)
        #expect(figures.to.description == "2026-05-31")
    }

    @Test("two decisions about staff are not told, and neither is what would give them away")
    func staff() throws {
        let figures = try figures(try sample)
        #expect(figures[FigureKey("decisions_by_subject", month: "2026-03", part: "staff")] == .small)
        #expect(figures[FigureKey("decisions_by_subject", month: "2026-03", part: "members")] == .withheld)
        #expect(figures[FigureKey("decisions_by_policy", part: "staff.misuse")] == .small)
        #expect(figures[FigureKey("decisions_by_policy", part: "minor.grooming")] == .withheld)
        #expect(figures[FigureKey("decisions_by_policy", part: "spam")] == .exact(30))
        #expect(!String(decoding: figures.json, as: UTF8.self).contains(":2,"))
    }

    @Test("where each decision imposed one measure, a few closed accounts do not follow from the suspended ones")
    func oneMeasureEach() throws {
        var facts = TransparencyFacts()
        for _ in 0..<20 { facts.decisions.append(try decision("2026-03-10")) }
        for _ in 0..<3 { facts.decisions.append(try decision("2026-03-11", account: .terminated)) }
        let figures = try figures(facts)
        #expect(figures[FigureKey("measures", part: "account_termination")] == .small)
        // 23 decisions are told, or the 20 suspensions are, but not both; the same goes for the CSV.
        let pairs = [
            (FigureKey("decisions_by_measure", part: "restricted"), FigureKey("measures", part: "account_suspension")),
            (FigureKey("own_rules"), FigureKey("own_rules_account_suspension")),
            (FigureKey("decisions"), FigureKey("own_rules_account_suspension")),
        ]
        for (whole, suspended) in pairs {
            #expect(figures[whole].number == nil || figures[suspended].number == nil, "\(whole)")
        }
    }

    @Test("reports are counted by when they came, with what waits too long, and appeals by their outcome")
    func reports() throws {
        var facts = TransparencyFacts()
        let codes = try ShippedTaxonomy.load().codes(of: "harassment.insult", isMinorHarmed: true)
        for index in 0..<20 {
            let received = try time("2026-04-02", plusHours: index)
            facts.reports.append(
                .init(
                    receivedAt: received, dueAt: received + .hours(48),
                    answeredAt: index < 12 ? received + .hours(index < 6 ? 5 : 60) : nil, codes: codes,
                    isFromTrustedFlagger: index < 7, actionGround: index < 10 ? .incompatibleContent : nil))
            facts.appeals.append(
                .init(
                    filedAt: received, decidedAt: index < 10 ? received + .hours(20) : nil,
                    outcome: index < 10 ? .reversed : nil, subject: .account))
        }
        let figures = try figures(facts)
        #expect(figures[FigureKey("reports", month: "2026-04")] == .exact(20))
        #expect(figures[FigureKey("reports_by_answer", part: "answered")] == .exact(12))
        #expect(figures[FigureKey("reports_by_clock", part: "overdue")] == .exact(14))
        #expect(figures[FigureKey("appeals_by_outcome", part: "reversed")] == .exact(10))
        #expect(figures.times("response")?.ninetieth == 60)
        let notices = try file("Part_4_notices.csv", figures)
        #expect(
            notices.contains {
                $0.hasPrefix(
                    "\"Only for providers of hosting services, including online platforms\",Chat,2026-03-01/2026-05-31,TOTAL,,20,7,,,32.5,,0,0,10,7,"
                )
            })
        let complaints = try file("Part_7_appeals_and_recidivism.csv", figures)
        #expect(complaints.contains { $0.hasSuffix("terminate an account ,Decisions reversed,10,") })
    }

    @Test("a span without a month, or with too many, is none")
    func spans() throws {
        let (march, may) = (try #require(Self.march), try #require(Self.may))
        let none = TransparencyFacts()
        #expect(TransparencyFigures(none, policies: [], from: may, to: march, asOf: Self.asOf) == nil)
        #expect(
            TransparencyFigures(none, policies: [], from: march.adding(months: -120), to: march, asOf: Self.asOf) == nil
        )
        #expect(TransparencyFigures(none, policies: [], from: march, to: march, asOf: Self.asOf)?.months.count == 1)
    }

    @Test("small counts are told as such in the CSV too, with what there is to say of them")
    func smallInCSV() throws {
        let rules = try file("Part_6_own_initiative_TC.csv", try figures(try sample))
        let total = Self.fields(try #require(rules.first { $0.contains(",TOTAL,") }).utf8)
        #expect(total.count == 37)
        // Two decisions of forty restrict nothing: the 38 others would say so.
        #expect(total[5] == "")
        #expect(total[21].hasPrefix("Not told"))
        #expect(rules.contains { $0.contains("STATEMENT_CATEGORY_PROTECTION_OF_MINORS") })
    }

    private func file(_ name: String, _ figures: TransparencyFigures) throws -> [String] {
        let files = figures.csvFiles(
            .init(provider: "Example, \"Association\"", service: "Chat", publishedOn: try #require(Self.may)))
        #expect(files.count == 11)
        let file = try #require(files.first { $0.name == name })
        return String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test(
        "headers are those of the official templates, byte for byte, and rows have as many fields and the same codes",
        .enabled(if: templates != nil, "the templates are not on this machine"))
    func headers() throws {
        let folder = try #require(Self.templates)
        let files = try figures(try sample).csvFiles(
            .init(provider: "Example, \"Association\"", service: "Chat", publishedOn: try #require(Self.may)))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".csv") }
        #expect(names.count == 11)
        for name in names {
            let template = try Data(contentsOf: folder.appendingPathComponent(name)).split(separator: 0x0A)
            let own = try #require(files.first { name.hasSuffix("_CSV_\($0.name)") }, "\(name)")
            let lines = own.bytes.split(separator: 0x0A)
            #expect(Array(lines[0]) == Array(template[0]), "\(name)")
            let width = Self.fields(template[0]).count
            for line in lines { #expect(Self.fields(line).count == width, "\(name)") }
            // Where categories have rows, they are those of the template, in its order.
            guard ["Part_4", "Part_5", "Part_6"].contains(where: name.contains) else { continue }
            #expect(lines.map { Self.fields($0)[3] } == template.map { Self.fields($0)[3] }, "\(name)")
        }
    }

    /// The fields of a line of CSV.
    private static func fields(_ line: some Sequence<UInt8>) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in String(decoding: Array(line), as: UTF8.self) {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields
    }
}
