import Casework
import Foundation
import SafetyModel
import Testing
import TextAnalysis

@Suite("Published months")
struct PublishedMonthTests {
    private static let month = "2026-03"

    /// A generator that gives the same facts for the same seed.
    private struct Chance: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    private func facts(_ seed: UInt64) throws -> TransparencyFacts {
        var chance = Chance(state: seed &* 7_919 &+ 1)
        let taxonomy = try ShippedTaxonomy.load()
        let policies = taxonomy.policies.map(\.code).shuffled(using: &chance).prefix(
            Int.random(in: 1...5, using: &chance))
        let start = try #require(Timestamp(rfc3339: "2026-03-01T00:00:00Z"))
        var facts = TransparencyFacts()
        for _ in 0..<Int.random(in: 0...30, using: &chance) {
            let at = start + .hours(Int.random(in: 0..<24 * 31, using: &chance))
            let policy = try #require(policies.randomElement(using: &chance))
            var measures = ReasonedDecision.Measures()
            if Int.random(in: 0..<3, using: &chance) > 0 { measures.account = .suspended }
            facts.decisions.append(
                TransparencyFacts.TakenDecision(
                    openedAt: at - .hours(Int.random(in: 1...90, using: &chance)), dueAt: at - .hours(4),
                    decidedAt: at, policy: policy, codes: taxonomy.codes(of: policy, isMinorHarmed: false),
                    measures: measures, automation: .init(detected: Bool.random(using: &chance)), isAboutStaff: false))
        }
        for _ in 0..<Int.random(in: 0...30, using: &chance) {
            let at = start + .hours(Int.random(in: 0..<24 * 31, using: &chance))
            let policy = try #require(policies.randomElement(using: &chance))
            let answered = Int.random(in: 0..<4, using: &chance) > 0
            facts.reports.append(
                TransparencyFacts.ReceivedReport(
                    receivedAt: at, dueAt: at + .hours(24),
                    answeredAt: answered ? at + .hours(Int.random(in: 1...40, using: &chance)) : nil,
                    codes: taxonomy.codes(of: policy, isMinorHarmed: false),
                    isFromTrustedFlagger: Int.random(in: 0..<8, using: &chance) == 0,
                    actionGround: answered && Bool.random(using: &chance) ? .incompatibleContent : nil,
                    lookBy: at + .hours(2), lookedAt: Bool.random(using: &chance) ? at + .hours(1) : nil,
                    isDangerNow: Int.random(in: 0..<6, using: &chance) == 0))
        }
        return facts
    }

    private func figures(_ facts: TransparencyFacts) throws -> TransparencyFigures {
        let day = try #require(CalendarDay("2026-03-01"))
        let end = try #require(Timestamp(rfc3339: "2026-04-01T00:00:00Z"))
        let policies = try ShippedTaxonomy.load().policies.map(\.code)
        return try #require(TransparencyFigures(facts, policies: policies, from: day, to: day, asOf: end))
    }

    private func csv(_ figures: TransparencyFigures) throws -> [TransparencyFile] {
        let day = try #require(CalendarDay("2026-04-02"))
        return figures.csvFiles(TransparencyPublisher(provider: "", service: "", publishedOn: day))
    }

    @Test("what was kept says the same as what was published, in every form, and holds no count that is not told")
    func frozen() throws {
        for seed in UInt64(0)..<30 {
            let figures = try figures(try facts(seed))
            let kept = try JSONEncoder().encode(figures.kept)
            let again = try #require(TransparencyFigures(try JSONDecoder().decode(KeptFigures.self, from: kept)))
            #expect(again.json == figures.json)
            #expect(try csv(again) == csv(figures))
            #expect(again.kept == figures.kept)
            let text = String(decoding: kept, as: UTF8.self)
            #expect(text.firstMatch(of: /"told":"[1-4]"/) == nil, "seed \(seed)")
        }
        for (field, wrong) in [("from", "x"), ("to", "2026-02-31"), ("told", "-3"), ("told", "many")] {
            let figures = try figures(try facts(1))
            let text = String(decoding: try JSONEncoder().encode(figures.kept), as: UTF8.self)
            let broken = text.replacing(try Regex("\"\(field)\":\"[^\"]*\""), with: "\"\(field)\":\"\(wrong)\"")
            let kept = try JSONDecoder().decode(KeptFigures.self, from: Data(broken.utf8))
            #expect(TransparencyFigures(kept) == nil, "\(field)")
        }
    }

    /// A whole, and the two or more parts of it, each with its true count.
    private struct Split {
        var whole: String
        var figure: String
        var parts: [String]
    }

    private static let splits = [
        Split(whole: "reports", figure: "reports_by_answer", parts: ["answered", "waiting"]),
        Split(whole: "reports", figure: "reports_by_clock", parts: ["overdue", "in_time"]),
        Split(whole: "reports", figure: "reports_by_look", parts: ["in_time", "late", "waiting"]),
        Split(whole: "reports", figure: "reports_by_danger", parts: ["now", "not"]),
        Split(whole: "decisions", figure: "decisions_by_clock", parts: ["overdue", "in_time"]),
        Split(whole: "decisions", figure: "decisions_by_measure", parts: ["none", "restricted"]),
    ]

    @Test("over random facts, no small count is told or left over when told numbers are taken from each other")
    func noSmallCounts() throws {
        var told = 0
        for seed in UInt64(0)..<300 {
            let figures = try figures(try facts(seed))
            for split in Self.splits {
                // For the month and for the whole time: it is the same count, and what one hides the other must not tell.
                for (month, other) in [(Self.month, ""), ("", Self.month)] {
                    let whole = figures[FigureKey(split.whole, month: month)]
                    let parts = split.parts.map { part in
                        figures[FigureKey(split.figure, month: month, part: part)].number
                            ?? figures[FigureKey(split.figure, month: other, part: part)].number
                    }
                    let numbers = parts.compactMap(\.self) + [whole.number].compactMap(\.self)
                    #expect(numbers.allSatisfy { !(1...4).contains($0) }, "seed \(seed), \(split.figure)")
                    told += numbers.count
                    // All but one part are told, and the whole is: the last follows.
                    if let sum = whole.number, parts.filter({ $0 == nil }).count == 1 {
                        let rest = sum - parts.compactMap(\.self).reduce(0, +)
                        #expect(!(1...4).contains(rest), "seed \(seed), \(split.figure): \(rest) is left")
                    }
                }
            }
            let reports = figures[FigureKey("reports", month: Self.month)].text
            let json = String(decoding: PublishedMonth.json([month(figures)]), as: UTF8.self)
            #expect(json.firstMatch(of: /"(received|answered|overdue|taken|filed)":[1-4][,}]/) == nil, "seed \(seed)")
            #expect(json.contains("\"received\":\(Int(reports) == nil ? "\"\(reports)\"" : reports)"))
            #expect(!json.contains("aboutStaff"))
            for file in try csv(figures).dropFirst(3).prefix(5) {
                let rows = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").dropFirst()
                for row in rows where file.name != "Part_8_automated_means.csv" {
                    let cells = row.split(separator: ",", omittingEmptySubsequences: false).dropFirst(5)
                    #expect(
                        !cells.contains { ["1", "2", "3", "4"].contains($0) }, "seed \(seed), \(file.name): \(row)")
                }
            }
        }
        #expect(told > 500)
    }

    private func month(_ figures: TransparencyFigures) -> PublishedMonth {
        PublishedMonth(month: Self.month, figures: figures, publishedAt: Timestamp(milliseconds: 0))
    }
}
