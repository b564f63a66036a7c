import Rules
import SafetyModel
import Testing
import TextAnalysis

/// Counting within windows.
@Suite struct CounterTests {
    /// How often a condition held over a stream.
    private func matches(_ condition: String, head: String = "", _ events: [Event]) throws -> Int {
        var engine = try Sample.engine(Sample.rule(condition, more: "limit: 10000"), head: head)
        for event in events { _ = engine.observe(event, .empty) }
        #expect(engine.counts(of: "sample")?.failed == 0)
        return engine.counts(of: "sample")?.matched ?? 0
    }

    private func stream(_ count: Int, every: Duration = .seconds(1), targets: Int = 1) -> [Event] {
        (0..<count).map { Sample.message($0, after: every * $0, target: "t\($0 % targets)") }
    }

    @Test func countsIncludeTheEventItself() throws {
        #expect(try matches("actor.count('message.posted', duration('1h')) == 3", stream(10)) == 1)
    }

    @Test func countsBeyondTheBoundAreCloseAndSlide() throws {
        let long = stream(1000, every: .seconds(10))
        // An hour holds 360; by twelfths, at most 30 more.
        #expect(try matches("actor.count('message.posted', duration('1h')) > 391", long) == 0)
        #expect(try matches("actor.count('message.posted', duration('1h')) >= 360", long) == 641)
    }

    @Test func differentTargetsAreToldApartExactlyAndThenNearly() throws {
        let exact = "actor.distinct('message.posted', 'target', duration('1h')) == 20"
        #expect(try matches(exact, stream(60, targets: 20)) == 41)
        let near = "actor.distinct('message.posted', 'target', duration('10h')) > 900"
        #expect(try matches(near, stream(3000, targets: 1000)) > 1000)
        let far = "actor.distinct('message.posted', 'target', duration('10h')) > 1150"
        #expect(try matches(far, stream(3000, targets: 1000)) == 0)
    }

    @Test func whatIsReceivedIsCountedByTheTarget() throws {
        let events = (0..<10).map { Sample.message($0, after: .seconds($0), actor: "a\($0)") }
        let condition = "target.received.distinct('message.posted', 'actor', duration('1m')) == 10"
        #expect(try matches(condition, events) == 1)
    }

    @Test func ratesAndFirstAndLastAreOfTheWindow() throws {
        let events = stream(4, every: .minutes(10))
        #expect(try matches("pair.rate('message.posted', duration('30m')) == 6.0", events) == 2)
        let first = "pair.first('message.posted', duration('30m')).value() == now - duration('20m')"
        #expect(try matches(first, events) == 2)
        #expect(try matches("pair.last('message.posted', duration('30m')).value() == now", events) == 4)
        #expect(try matches("pair.last('gift.offered', duration('30m')).hasValue()", events) == 0)
    }

    @Test func aDeclaredCounterTakesWhatItsConditionSays() throws {
        let head = """
            counters:
              - {name: words, on: [message.posted], when: "event.text.startsWith('h')", sum: "double(event.words)"}
              - {name: kinds, on: [message.posted], distinct: "channel.kind"}

            """
        let events = [Sample.message(1), Sample.message(2, text: "no"), Sample.message(3, kind: .text)]
        #expect(try matches("actor.count('words', duration('1h')) == 2", head: head, events) == 1)
        #expect(try matches("actor.distinct('kinds', 'value', duration('1h')) == 2", head: head, events) == 1)
        #expect(try matches("actor.sum('words', duration('1h')) == 0.0", head: head, events) == 3)
    }

    @Test func memoryStaysWithinItsBound() throws {
        var settings = RuleSettings()
        settings.maximumKeysPerCounter = 100
        var engine = try Sample.engine(
            Sample.rule("actor.count('message.posted', duration('1h')) > 5"), settings: settings)
        for number in 0..<5000 {
            _ = engine.observe(Sample.message(number, after: .seconds(number), actor: "a\(number)"), .empty)
        }
        #expect(engine.counterKeyCount <= 100)
    }

    @Test func listsOfWordsDomainsAndPatternsAreAsked() throws {
        let words = try NamedList.parse(text: "# raid\nfree skins\n", file: "lists/raid.words")
        let domains = try NamedList.parse(text: "example.org", file: "bad.domains")
        let patterns = try NamedList.parse(text: "code \\d{4}", file: "codes.regexes")
        #expect(words.matches("get FREE  skins, now"))
        #expect(!words.matches("free of skins"))
        #expect(domains.matches("see https://a.example.org/x"))
        #expect(!domains.matches("see notexample.org"))
        #expect(patterns.matches("my code 1234"))
        let set = try Sample.set(Sample.rule("event.text.listed('raid')"), lists: [words])
        var engine = RuleEngine(set)
        #expect(engine.observe(Sample.message(1, text: "free skins"), .empty).count == 1)
        #expect(throws: RuleProblems.self) { try NamedList.parse(text: "(", file: "x.regexes") }
        #expect(throws: RuleProblems.self) { try NamedList.parse(text: "", file: "x.domain") }
    }
}
