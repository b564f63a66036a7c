import Casework
import SafetyModel
import Testing

@Suite("Reports as they are sent")
struct ReportDraftTests {
    private let now = Timestamp(milliseconds: 1_795_500_000_000)

    private func draft(_ change: (inout ReportDraft) -> Void = { _ in }) -> ReportDraft {
        var draft = ReportDraft()
        draft.community = "harbour"
        draft.happening = "pictures"
        draft.accused = ["Marlow"]
        change(&draft)
        return draft
    }

    private func problems(_ change: (inout ReportDraft) -> Void) -> Set<String> {
        do {
            _ = try draft(change).report(now: now)
            return []
        } catch {
            return Set(error.problems.map(\.path))
        }
    }

    @Test("one choice and one name are enough, and nobody has to say who they are")
    func little() throws {
        let report = try draft().report(now: now)
        #expect(report.happening == .pictures && report.accused == ["Marlow"] && !report.dangerNow)
        #expect(report.reporter.contact == nil && report.reporter.name == nil && report.reporter.concern == nil)
    }

    @Test("all that is wrong is said at once, by field, and without what was written")
    func collects() {
        let secret = "SECRET" + String(repeating: "x", count: 9000)
        do {
            _ = try draft {
                $0.happening = "gossip"
                $0.concern = "everybody"
                $0.text = secret
                $0.contact = String(repeating: "y", count: 301)
                $0.accused = ["ok", "a\0b"]
                $0.community = " "
            }.report(now: now)
            Issue.record("it was taken")
        } catch {
            #expect(
                Set(error.problems.map(\.path)) == [
                    "happening", "concern", "text", "contact", "accused[1]", "community",
                ])
            #expect(!error.description.contains("SECRET") && !error.description.contains("gossip"))
        }
    }

    @Test("a report that says nothing is asked for one word; a picture alone says enough")
    func nothing() {
        #expect(problems { $0.accused = ["  "] } == ["text"])
        #expect(
            problems {
                $0.accused = []
                $0.fileCount = 1
            } == [])
    }

    @Test("names are trimmed and counted once; more than ten are too many")
    func names() throws {
        let report = try draft { $0.accused = [" a\nb ", "a b", ""] }.report(now: now)
        #expect(report.accused == ["a b"])
        #expect(problems { $0.accused = (0..<11).map(String.init) } == ["accused"])
    }

    @Test("a long string of long characters is refused before it is counted")
    func long() {
        #expect(problems { $0.text = String(repeating: "👨‍👩‍👧‍👦", count: 200_000) } == ["text"])
    }

    @Test("each choice has a policy, and power makes pressure of a request", arguments: Happening.allCases)
    func policies(_ happening: Happening) {
        #expect(!happening.policy(byStaff: false).code.isEmpty)
        let severe: Set<Happening> = [.pictures, .blackmail, .threats, .adult]
        #expect((happening.policy(byStaff: true) == "staff.coercion") == severe.contains(happening))
    }

    @Test("a country is two letters or nothing")
    func country() throws {
        #expect(try draft { $0.country = "fr" }.report(now: now).reporter.country == "FR")
        #expect(try draft { $0.country = "<b" }.report(now: now).reporter.country == "")
    }

    @Test("danger now goes by the clock of one hour and brings a signal of severity 1, whatever box was ticked")
    func danger() throws {
        let taxonomy = Taxonomy([
            Policy(
                code: "harassment.pile_on", severity: Severity(2), title: LocalizedText(fr: "", en: ""),
                meaning: LocalizedText(fr: "", en: ""), deadlineHours: 72, threshold: 0.5),
            Policy(
                code: "violence.threat", severity: Severity(1), title: LocalizedText(fr: "", en: ""),
                meaning: LocalizedText(fr: "", en: ""), deadlineHours: 24, threshold: 0.5),
        ])
        let report = try draft {
            $0.happening = "insults"
            $0.dangerNow = true
        }.report(now: now)
        let signals = ReportSignals.signals(
            of: report, number: 3, about: .init(id: "m-17", name: "Marlow", isStaff: false), voices: 1,
            isIndependent: true, taxonomy: taxonomy, at: now)
        #expect(signals.map(\.policy) == ["harassment.pile_on", "violence.threat"])
        #expect(signals.allSatisfy { Imminence.urgentMoment(of: $0) == now && $0.counterpart == nil })
        #expect(ReportSignals.severity(of: report, taxonomy: taxonomy) == Severity(1))
        let deadlines = ClockRules().deadlines(
            severity: Severity(1), dangerNow: true, policyDeadline: now + .hours(72), from: now)
        #expect(deadlines.acknowledge == now + .hours(1) && deadlines.firstLook == now + .hours(1))
        #expect(deadlines.decide == now + .hours(24))
    }

    @Test("a policy's own deadline is kept where it is shorter, and no clock runs past the decision")
    func clocks() {
        let rules = ClockRules()
        let short = rules.deadlines(
            severity: Severity(3), dangerNow: false, policyDeadline: now + .hours(2), from: now)
        #expect(short.decide == now + .hours(2) && short.firstLook == short.decide)
        for level in [-5, 0, 1, 2, 3, 4, 900] {
            let one = rules.deadlines(
                severity: Severity(level), dangerNow: false, policyDeadline: now + .days(300), from: now)
            #expect(one.acknowledge <= one.firstLook && one.firstLook <= one.decide)
        }
    }

    @Test("whoever is named is found as a whole word, in any case of the letters")
    func naming() {
        let people = NamedPeople(in: "I told CORVIN and lise-marie_7, not Maximilian")
        #expect(people.include("Corvin") && people.include("Lise-Marie_7"))
        #expect(!people.include("Max") && !people.include("marie lise") && !people.include("to"))
    }
}

@Suite("Voices")
struct BrigadingTests {
    private let start = Timestamp(milliseconds: 1_795_500_000_000)

    private func voice(
        _ text: String = "", account: String? = nil, new: Bool = false, invite: String? = nil, mark: String? = nil,
        minute: Int = 0
    ) -> Voice {
        Voice(
            text: text, account: account, isNewAccount: new, invite: invite, originMark: mark,
            time: start + .minutes(minute))
    }

    @Test("people who say something of their own are voices of their own")
    func independent() {
        let voices = [
            voice("he asked me for pictures in the voice room"), voice("Marlow wrote to my sister every night"),
            voice("same man, he offered me a subscription"),
        ]
        #expect(Brigading.independentVoices(voices) == 3)
        #expect(Brigading.independentVoices(voices.reversed()) == 3)
    }

    @Test("the same words a hundred times are one voice, with little changes too")
    func copies() {
        let text = "ban Noa now because she is a liar and everybody knows it"
        let copies = (0..<100).map { voice($0.isMultiple(of: 2) ? text : text.uppercased() + " !!!", minute: $0) }
        #expect(Brigading.independentVoices(copies) == 1)
    }

    @Test("the same account, or new accounts of one invite, are one voice")
    func accounts() {
        #expect(
            Brigading.independentVoices([
                voice("first thing he did", account: "b7"), voice("a wholly different story today", account: "b7"),
            ]) == 1)
        let raid = (0..<30).map { voice("story number \($0) of them", account: "n\($0)", new: true, invite: "inv") }
        #expect(Brigading.independentVoices(raid) == 1)
        // Members of long standing came by some invite too.
        let old = (0..<3).map { voice("my own long story \($0) \($0 * 7) x\($0)", account: "o\($0)", invite: "inv") }
        #expect(Brigading.independentVoices(old) > 1)
    }

    @Test("a school behind one connection is many voices; empty reports in a row from one are not")
    func connections() {
        let school = [
            voice("he waits for us after the voice chat", mark: "s"),
            voice("my friend got messages from Marlow at night", mark: "s", minute: 2),
        ]
        #expect(Brigading.independentVoices(school) == 2)
        #expect(Brigading.independentVoices((0..<9).map { voice(mark: "s", minute: $0) }) == 1)
        #expect(Brigading.independentVoices([voice(mark: "s"), voice(mark: "s", minute: 45)]) == 2)
        // Short words are alike by chance.
        #expect(Brigading.independentVoices([voice("help me"), voice("help me")]) == 2)
    }

    @Test("each voice raises the score, and none makes it certain")
    func score() {
        let scores = (1...30).map { Brigading.score(voices: $0, trusted: false) }
        #expect(scores[0] == 0.6 && zip(scores, scores.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(scores.allSatisfy { $0 < 1 } && Brigading.score(voices: 1, trusted: true) == 0.85)
        #expect(Brigading.score(voices: .max, trusted: false) < 1 && Brigading.score(voices: -1, trusted: false) == 0.6)
    }
}

@Suite("Help lines")
struct HelplineTests {
    @Test("the list that comes with Vigie loads, and France has its numbers in order")
    func shipped() throws {
        let lines = try Helplines.shipped()
        #expect(lines["FR"].lines.map(\.number) == ["17", "112", "114", "3018", "119", "116 111"])
        #expect(lines["FR"].lines[2].address == "sms:114" && lines["GB"].lines[1].address == "tel:08001111")
        for country in lines.countries {
            #expect(country.lines.first?.isEmergency == true, "\(country.code)")
            #expect(!country.name.fr.isEmpty && !country.name.en.isEmpty)
            #expect(!lines.forPictures(in: country.code).isEmpty)
        }
        #expect(lines["QQ"].code == "ZZ")
    }

    @Test(
        "the country comes from the language that is asked for, never from anywhere else",
        arguments: [
            ("fr-BE, fr;q=0.9", Language.french, "BE"), ("fr", .french, "FR"), ("en-US,en;q=0.5", .english, "US"),
            ("en", .english, "EU"), ("de", .english, "DE"), ("", .french, "FR"), ("en-QQ, zh-Hant-TW", .english, "EU"),
        ])
    func country(_ header: String, _ language: Language, _ code: String) throws {
        #expect(try Helplines.shipped().country(acceptLanguage: header, language: language) == code)
    }

    @Test("an operator's list replaces countries and keeps the others; what is wrong is said by line")
    func own() throws {
        let base = try Helplines.shipped()
        let own = """
            countries:
              - code: FR
                name: { fr: "France", en: "France" }
                lines:
                  - { kind: call, number: "15", name: { fr: "SAMU", en: "Ambulance" }, emergency: true }
            """
        let lines = try Helplines(yaml: own, file: "own.yaml", extending: base)
        #expect(lines["FR"].lines.map(\.number) == ["15"] && lines["BE"] == base["BE"])
        #expect(lines.everywhere == base.everywhere)
        let wrong = """
            countries:
              - code: fr
                name: { fr: "France", en: "France" }
                lines:
                  - { kind: web, number: "evil.example/\\"><script>", name: { fr: "x", en: "x" } }
                  - { kind: fax, number: "1", name: { fr: "x", en: "x" } }
            """
        do {
            _ = try Helplines(yaml: wrong, file: "own.yaml")
            Issue.record("it was taken")
        } catch {
            #expect(error.problems.count == 4, "\(error)")
            #expect(error.description.contains("own.yaml:"))
        }
    }
}
