import SafetyModel
import Testing

@testable import Watch

@Suite("Names, without the names")
struct NameSketchTests {
    @Test(
        "A name that is dressed up, decorated or spelled with digits is the same",
        arguments: [
            ("kaelo", "Kaelo"), ("kaelo", "kaelo_"), ("kaelo", "real.kaelo"), ("kaelo", "k4elo"), ("kaelo", "kaelo2"),
            ("kaelo", "kaelo_off"), ("shadow", "xX_Shadow_Xx"), ("Brume.Lune", "brumelune"), ("maëva", "Maeva"),
            ("le_panda", "panda.bis"), ("lea_42", "lea42_"), ("its kaelo", "kaelo 💛"), ("тигр", "тигр_2"),
        ])
    func same(_ one: String, _ other: String) {
        #expect(NameSketch(one).likeness(NameSketch(other)) == 1)
    }

    @Test(
        "A name with a piece more or a letter less is nearly the same",
        arguments: [
            ("shadowkraken", "shadowkrakn"), ("brumelune", "brumelunee"), ("camillefox", "camillefoxy"),
        ])
    func near(_ one: String, _ other: String) {
        #expect((0.6..<1).contains(NameSketch(one).likeness(NameSketch(other))))
    }

    @Test(
        "Other names are other",
        arguments: [
            ("kaelo", "marek"), ("lea", "leo"), ("panda", "pandora"), ("42", "43"), ("", ""), ("noah", "noam"),
            ("brumelune", "pleinelune"),
        ])
    func other(_ one: String, _ other: String) {
        #expect(NameSketch(one).likeness(NameSketch(other)) < 0.6)
    }

    @Test("Of few thousand invented names hardly two are alike that do not share a stem")
    func apart() {
        var dice = Traffic(seed: 4)
        let syllables = [
            "ka", "lo", "mi", "ra", "zen", "tor", "eli", "bru", "sha", "vin", "cor", "del", "fy", "gus", "ple",
        ]
        let names = (0..<600).map { _ in (0..<3).map { _ in syllables[dice.below(15)] }.joined() }
        let sketches = names.map { NameSketch($0) }
        var alike = 0
        var pairs = 0
        for (place, one) in sketches.enumerated() {
            for other in sketches[..<place] where other.stem != one.stem {
                pairs += 1
                if one.likeness(other) >= 0.6 { alike += 1 }
            }
        }
        // Of names made of the same three syllables, some share two.
        #expect(alike * 100 < pairs * 4, "\(alike) of \(pairs)")
    }

    @Test("A sketch holds no letter of the name")
    func sealed() {
        let sketch = NameSketch("brumelune")
        #expect(sketch.pieces.count <= NameSketch.limit && sketch.stemLength == 9)
        #expect(MemoryLayout<NameSketch>.size <= 24)
    }

    @Test("What many are called is common; a short name is common before anybody bears it")
    func counts() {
        var counts = NameCounts()
        let rare = NameSketch("brumelune")
        let common = NameSketch("hugo")
        for _ in 0..<300 { counts.count(common.stem) }
        for index in 0..<700 { counts.count(NameSketch("member\(index)name").stem) }
        counts.count(rare.stem)
        #expect(counts.share(common, leavingOut: 1) > 0.15)
        #expect(counts.share(rare, leavingOut: 8) < 0.001)
        #expect(counts.share(NameSketch("lea"), leavingOut: 1) > 0.01)
        for _ in 0..<1 << 20 { counts.count(common.stem) }
        #expect(counts.total <= 1 << 20 && counts.share(common, leavingOut: 1) <= 1)
    }

    @Test("Hours fade, and are compared with those of all")
    func rhythm() throws {
        var (last, lastNight) = (UInt16(0), UInt16(0))
        var night = DayRhythm()
        var evening = DayRhythm()
        for day in 0..<200 as Range<UInt32> {
            _ = night.count(Moment(seconds: day * Span.day + 3 * Span.hour), last: &lastNight)
            _ = evening.count(Moment(seconds: day * Span.day + 20 * Span.hour), last: &last)
            for minute in 0..<30 as Range<UInt32> {
                _ = evening.count(Moment(seconds: day * Span.day + 22 * Span.hour + minute * 60), last: &last)
            }
        }
        #expect(night.total <= 15 * 16)
        var usual = ContiguousArray<UInt32>(repeating: 100, count: DayRhythm.places)
        usual[13] = 9000
        usual[14] = 9000
        #expect(try #require(night.likeness(night, usual: usual)) > 20)
        #expect(try #require(night.likeness(evening, usual: usual)) < 0.1)
        var once = DayRhythm()
        for minute in 0..<80 as Range<UInt32> {
            _ = once.count(Moment(seconds: 3 * Span.hour + minute * 60), last: &last)
        }
        #expect(once.total == 1 && night.likeness(once, usual: usual) == nil)
        #expect(try #require(evening.likeness(evening, usual: usual)) < 1.3)
    }
}
