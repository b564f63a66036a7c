import Rules
import SafetyModel
import Testing

/// Rows to ask about. All names are invented.
private enum Rows {
    static let start = Timestamp(milliseconds: 1_781_640_000_000)

    static func event(
        _ number: Int, type: EventType = .messagePosted, actor: Member? = Member(id: "a1", name: "Ash"),
        target: Member? = nil, kind: Channel.Kind = .text, body: Body = .none, hours: Int = 0,
        signals: [QueriedSignal] = []
    ) -> QueryRow {
        .event(
            QueriedEvent(
                sequence: Int64(number),
                event: Event(
                    id: "e\(number)", source: "test:x", type: type, time: start + .hours(hours), community: "c1",
                    channel: Channel(id: "ch", kind: kind), actor: actor, target: target, body: body),
                signals: signals))
    }

    static func signal(_ policy: PolicyCode = "minor.solicitation", score: Double = 0.8) -> QueriedSignal {
        let key = EventKey(source: "test:x", id: "e1")
        return QueriedSignal(
            signal: Signal(
                policy: policy, score: score, community: "c1", subject: "a1", subjectName: "Ash", counterpart: "b7",
                time: start, event: key, detector: Detector(name: "conversation_risk", version: 1),
                evidence: [EvidenceReference(event: key, time: start)]), severity: Severity(1), caseID: 7,
            caseState: "decided", outcome: "ban")
    }

    static func found(
        _ rows: [QueryRow], _ expression: String, top: String = "", limits: QueryLimits = QueryLimits(),
        range: QueryRange = QueryRange()
    ) throws -> QueryResult {
        var kind = QueryKind.events
        if case .signal = rows.first { kind = .signals }
        var run = QueryRun(
            try Query(kind, expression, top: top), range: range, limits: limits, now: start + .hours(24))
        for row in rows { _ = run.take(row) }
        return run.found
    }
}

@Suite("Queries")
struct QueryTests {
    private static let gift = Rows.event(
        1, type: .giftOffered, target: Member(id: "b7"), kind: .direct, body: .gift(Gift(id: "g", title: "Nitro")),
        signals: [Rows.signal()])

    @Test(
        "a condition looks at every part of a stored event",
        arguments: [
            "type == 'gift.offered'", "event.id == 'e1' && event.source == 'test:x' && event.name == 'Nitro'",
            "actor.id == 'a1' && actor.name == 'Ash' && !actor.staff && !has(actor.joined_at)",
            "target.id == 'b7'", "channel.kind == 'direct' && community.id == 'c1'",
            "signals.exists(s, s.policy == 'minor.solicitation' && s.severity == 1 && s.state == 'decided')",
            "signals[0].case_id == 7 && signals[0].outcome == 'ban' && signals[0].score > 0.7",
            "time < now && now - time == duration('24h')", "size(event.attachments) == 0",
        ])
    func events(expression: String) throws {
        #expect(try Rows.found([Self.gift], expression).matched == 1)
        #expect(try Rows.found([Self.gift], "!(\(expression))").matched == 0)
    }

    @Test(
        "a condition looks at every part of a stored signal",
        arguments: [
            "policy == 'minor.solicitation' && score > 0.5", "detector == 'conversation_risk' && severity == 1",
            "subject == 'a1' && subject_name == 'Ash' && counterpart == 'b7' && counterpart_name == 'b7'",
            "community == 'c1' && evidence_count == 1 && state == 'decided' && outcome == 'ban' && case_id == 7",
            "time < now",
        ])
    func signals(expression: String) throws {
        #expect(try Rows.found([.signal(Rows.signal())], expression).matched == 1)
        #expect(try Rows.found([.signal(Rows.signal())], "!(\(expression))").matched == 0)
    }

    @Test("who is answered or alone mentioned is the target, as in rules; what is not said reads as empty")
    func targets() throws {
        let answer = Rows.event(1, body: .message(Message(replyToAuthor: "b7")))
        let mention = Rows.event(2, body: .message(Message(mentions: ["b7"])))
        let neither = Rows.event(3, actor: nil, body: .message(Message(mentions: ["b7", "c9"])))
        #expect(try Rows.found([answer, mention, neither], "target.id == 'b7'").matched == 2)
        #expect(try Rows.found([answer, mention, neither], "target.id == '' && actor.id == ''").matched == 1)
    }

    @Test(
        "what is wrong is told with its place, what may have been meant, and why a word of rules is missing",
        arguments: [
            ("typ == 'x'", "did you mean 'type'?", nil), ("actor.idd == 'x'", "did you mean 'id'?", nil),
            ("type ==", "^", nil), ("1 + 1", "bool", nil), ("channel.kind.matches('(')", "^", nil),
            ("actor.count('gift.offered', duration('1h')) > 3", "'count'", QueryProblem.Note.windows),
            ("event.text.contains('x')", "'text'", .text), ("cues.exists(c, true)", "'cues'", .text),
            ("event.reason == ''", "'reason'", .text), ("event.attachments[0].name == ''", "'name'", nil),
            ("pair.risk > 0.5", "'pair'", .watch),
            ("target.minor > 0.5", "'minor'", .watch),
        ] as [(String, String, QueryProblem.Note?)])
    func problems(expression: String, words: String, note: QueryProblem.Note?) throws {
        let problem = try #require(throws: QueryProblem.self) { try Query(.events, expression) }
        #expect(problem.part == .condition)
        #expect(problem.rendered.contains("^"), "\(problem)")
        #expect(problem.rendered.contains(words), "\(problem)")
        #expect(problem.notes == [note].compactMap(\.self), "\(problem)")
    }

    @Test("the labels that were on actor and target at the event are seen")
    func labels() throws {
        guard case .event(var row) = Rows.event(1, type: .giftOffered, target: Member(id: "b7")) else { return }
        row.actorLabels = ["solicits"]
        let rows = [QueryRow.event(row), Rows.event(2, type: .giftOffered)]
        #expect(
            try Rows.found(rows, "actor.labels.exists(l, l == 'solicits') && type == 'gift.offered'").matched == 1)
        #expect(try Rows.found(rows, "target.labels.size() > 0").matched == 0)
    }

    @Test("an expression to count by must give one value")
    func scalars() throws {
        let problem = try #require(throws: QueryProblem.self) { try Query(.events, "true", top: "signals") }
        #expect(problem.part == .top && problem.rendered.contains("list"))
        #expect(try #require(throws: QueryProblem.self) { try Query(.events, "true", top: "actor.") }.part == .top)
        #expect(throws: Never.self) { try Query(.events, "true", top: "  ") }
        let rows = [1, 2, 2].map { Rows.event($0, kind: $0 == 1 ? .text : .voice) }
        for (top, value) in [
            ("channel.kind", "voice"), ("size(channel.kind)", "5"), ("channel.kind == 'voice'", "true"),
            ("double(size(channel.kind)) * 0.5", "2.5"), ("dyn(channel.kind)", "voice"),
        ] {
            let entries = try Rows.found(rows, "true", top: top).top?.entries
            #expect(entries?.first?.value == value && entries?.first?.count == 2, "\(top)")
        }
        let list = try Rows.found(rows, "true", top: "dyn(signals)")
        #expect(list.failed == 3 && list.matched == 3 && list.top?.entries.isEmpty == true)
    }

    @Test(
        "an expression that is huge, deep or costly is refused or fails, and no row takes more than its steps",
        arguments: [
            "[1,2,3,4,5,6,7,8,9,10].map(a, [1,2,3,4,5,6,7,8,9,10].map(b, [1,2,3,4,5,6,7,8,9,10].map(c, [1,2,3,4,5,6,7,8,9,10].map(d, [1,2,3,4,5,6,7,8,9,10].exists(e, type == 'x'))))).size() == 0",
            "lists.range(1000).all(x, lists.range(1000).all(y, x + y >= 0))",
            "(actor.name + actor.name).matches('(a|a)*{30}(b|a?){50}c') && lists.range(9000).all(x, actor.id != 'x')",
        ])
    func bombs(expression: String) throws {
        do {
            let found = try Rows.found((1...3).map { Rows.event($0) }, expression)
            #expect(found.examined == 3 && found.matched == 0)
            #expect(found.failed == 3 || found.failed == 0)
            if let failure = found.failure { #expect(failure.rendered.contains("steps")) }
        } catch let problem as QueryProblem {
            #expect(problem.rendered.utf8.count < 2_000)
        }
        for huge in [String(repeating: "x", count: 1_000_000), String(repeating: "(", count: 3_000)] {
            let problem = try #require(throws: QueryProblem.self) { try Query(.events, huge) }
            #expect(problem.rendered.utf8.count < 2_000)
        }
    }

    @Test("a run stops when its steps are spent, and says so")
    func steps() throws {
        var limits = QueryLimits()
        limits.steps = 1_000
        let costly = "lists.range(100).all(x, x >= 0 || actor.id == '')"
        let found = try Rows.found((1...50).map { Rows.event($0) }, costly, limits: limits)
        #expect(found.stop == .steps)
        #expect(found.examined > 0 && found.examined < 50 && found.matched == found.examined)
        #expect(try Rows.found((1...50).map { Rows.event($0) }, costly).stop == nil)
    }

    @Test("rows for which the expression has no value are counted, and the first is told with its place")
    func failures() throws {
        let found = try Rows.found([Self.gift, Rows.event(2), Rows.event(3)], "signals[0].score > 0.5")
        #expect(found.matched == 1 && found.failed == 2 && found.examined == 3)
        #expect(found.failure?.part == .condition && found.failure?.rendered.contains("^") == true)
    }

    @Test("the first rows are kept, all are counted")
    func rows() throws {
        var limits = QueryLimits()
        limits.rows = 2
        let found = try Rows.found((1...5).map { Rows.event($0) }, "true", limits: limits)
        #expect(found.rows == [Rows.event(1), Rows.event(2)] && found.matched == 5)
    }

    @Test("every field that help names can be asked", arguments: QueryKind.allCases)
    func help(kind: QueryKind) throws {
        let fields = Query.fields(kind)
        #expect(fields.count > 10)
        for field in fields {
            let name = field.replacing("[].", with: "[0].")
            #expect(throws: Never.self, "\(field)") { try Query(kind, "dyn(\(name)) != dyn(1)") }
        }
    }
}

@Suite("What a query counts")
struct QueryCountTests {
    private func chart(_ hours: [Int], _ range: QueryRange = QueryRange()) throws -> QueryChart? {
        try Rows.found(hours.map { Rows.event($0, hours: $0) }, "true", range: range).chart
    }

    @Test("steps of the chart are hours, days, weeks or longer, as the range asks, and no row is missing from it")
    func steps() throws {
        #expect(try chart([]) == nil)
        for (hours, step) in [
            ([0, 5, 5, 71], Duration.hours(1)), ([0, 30, 500], .days(1)), ([0, 24 * 300], .days(7)),
            ([0, 24 * 7 * 1_000], .days(7 * 8)),
        ] as [([Int], Duration)] {
            let chart = try #require(try chart(hours))
            #expect(chart.step == step, "\(hours)")
            #expect(chart.counts.reduce(0, +) == hours.count && chart.counts.count <= 200)
            #expect((chart.counts.first ?? 0) > 0 && (chart.counts.last ?? 0) > 0)
            #expect(chart.start <= Rows.start && Rows.start.since(chart.start) < step)
        }
        let asked = try #require(
            try chart([5], QueryRange(from: Rows.start - .days(10), to: Rows.start + .days(10))))
        #expect(asked.step == .days(1) && asked.counts.count == 21 || asked.counts.count == 20)
    }

    @Test("moments at the ends of time are counted like others")
    func extremes() throws {
        var run = QueryRun(try Query(.events, "true"), range: QueryRange(), now: Rows.start)
        for milliseconds in [Int64.min, -1, 0, Int64.max] {
            _ = run.take(
                .event(
                    QueriedEvent(
                        sequence: 1,
                        event: Event(
                            id: "e", source: "s", type: .messagePosted, time: Timestamp(milliseconds: milliseconds)))))
        }
        let chart = try #require(run.found.chart)
        #expect(chart.counts.count <= 200)
    }

    @Test("more hours than are kept are folded into longer steps without losing a row")
    func folding() throws {
        let hours = (0..<30_000).map { $0 * 3 }
        let chart = try #require(try chart(hours))
        #expect(chart.counts.reduce(0, +) == 30_000 && chart.counts.count <= 200)
    }

    @Test("values are counted exactly up to a number, and beyond it the frequent ones are still found")
    func top() throws {
        var limits = QueryLimits()
        limits.distinct = 100
        limits.top = 3
        // After more values than are kept, every third row is by one of two members, the others by members who come once.
        let actors = (0..<3_000).map { number in
            number >= 300 && number % 3 == 0 ? (number % 2 == 0 ? "often" : "twice") : "m\(number)"
        }
        let rows = actors.enumerated().map { Rows.event($0, actor: Member(id: $1)) }
        let found = try #require(try Rows.found(rows, "true", top: "actor.id", limits: limits).top)
        #expect(!found.isExact && found.distinct == 100)
        #expect(Set(found.entries.prefix(2).map(\.value)) == ["often", "twice"])
        for entry in found.entries {
            let real = actors.count { $0 == entry.value }
            #expect(entry.count >= real && entry.count - entry.excess <= real, "\(entry) \(real)")
        }
        #expect(found.entries.contains { $0.excess > 0 })
        let again = try Rows.found(rows, "true", top: "actor.id", limits: limits).top
        #expect(again == found)
        limits.distinct = 10_000
        let exact = try #require(try Rows.found(rows, "true", top: "actor.id", limits: limits).top)
        #expect(exact.isExact && exact.distinct == 2_102)
        #expect(exact.entries.map(\.count) == [450, 450, 1] && exact.entries.map(\.value).first == "often")
    }

    @Test("a long value is cut")
    func longValues() throws {
        let row = Rows.event(1, actor: Member(id: String(repeating: "é", count: 5_000)))
        let value = try #require(try Rows.found([row], "true", top: "actor.id").top?.entries.first?.value)
        #expect(value.utf8.count < 600 && value.hasSuffix("…"))
    }
}

@Suite("Rows as files")
struct QueryExportTests {
    private func text(_ format: QueryExport, _ rows: [QueryRow], _ kind: QueryKind = .events) -> String {
        String(decoding: format.header(kind) + rows.flatMap { format.line($0) }, as: UTF8.self)
    }

    @Test("as many cells in each row as columns, and no text of a person")
    func shape() {
        let row = Rows.event(1, body: .message(Message(text: "what was written")), signals: [Rows.signal()])
        for (rows, kind) in [([row], QueryKind.events), ([.signal(Rows.signal())], .signals)] {
            let csv = text(.csv, rows, kind)
            let lines = csv.split(separator: "\r\n")
            #expect(lines.count == 2)
            #expect(Set(lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).count }).count == 1)
            let json = text(.ndjson, rows, kind)
            #expect(json.hasSuffix("}\n") && json.contains("\"policy\":\"minor.solicitation\""))
            #expect(!(csv + json).contains("written"))
        }
    }

    @Test(
        "what a spreadsheet would take for a formula begins with an apostrophe, and stays in its cell",
        arguments: [
            "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u{200B}=1", "＝1", "|calc", "%0A=1", "\n=1",
            "=\u{0301}1",
        ])
    func formulas(name: String) {
        let csv = text(.csv, [Rows.event(1, actor: Member(id: "a1", name: name))])
        #expect(csv.contains(",\"'\(name)\","))
    }

    @Test(
        "quotes, commas and line ends do not break out of a cell", arguments: ["a\"b", "a,b", "a\r\nb", "\"\u{0301}x"])
    func quoting(name: String) {
        let csv = text(.csv, [Rows.event(1, actor: Member(id: "a1", name: name))])
        let quoted = name.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
        #expect(Array(csv.utf8).contains(Array(",\"\(quoted)\",".utf8)))
    }

    @Test("each row of NDJSON is one line, whatever a name holds")
    func lines() {
        let json = text(.ndjson, [Rows.event(1, actor: Member(id: "a\n1", name: "\"\r\u{2028}"))])
        #expect(json.utf8.filter { $0 == 0x0A }.count == 1)
    }
}
