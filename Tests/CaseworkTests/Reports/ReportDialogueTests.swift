import Casework
import SafetyModel
import Testing

@Suite("A report that is told in a chat")
struct ReportDialogueTests {
    private func dialogue(_ language: Language = .english) throws -> ReportDialogue {
        var dialogue = ReportDialogue(language: language, helplines: try Helplines.shipped(), country: nil)
        _ = dialogue.begin()
        return dialogue
    }

    /// Says one after the other; returns what came of the last.
    @discardableResult
    private func say(_ texts: String..., to dialogue: inout ReportDialogue) -> ReportDialogue.Turn {
        var last = ReportDialogue.Turn([])
        for (number, text) in texts.enumerated() { last = dialogue.hear(text, message: "$\(number) \(text)") }
        return last
    }

    private func draft(_ turn: ReportDialogue.Turn) throws -> ReportDraft {
        guard case .file(let draft)? = turn.request else { throw Missing() }
        return draft
    }

    private struct Missing: Error {}

    @Test("Help comes before anything else, in both languages", arguments: Language.allCases)
    func greeting(language: Language) throws {
        var dialogue = ReportDialogue(language: language, helplines: try Helplines.shipped(), country: "FR")
        let first = try #require(dialogue.begin().replies.first)
        let call = try #require(first.split(separator: "\n").first)
        #expect(call.contains("17") && call.contains("3018") && call.contains("119"))
        #expect(first.contains("Bonjour") && first.contains("Hello"))
    }

    @Test("Numbers, words and yes or no make the draft that the page makes")
    func whole() throws {
        var dialogue = try dialogue()
        say("1", "he asked on Monday", "and again today", "ok", "@quillon:harbour.test", "yes", to: &dialogue)
        let danger = say("yes", to: &dialogue)
        #expect(danger.replies.first?.contains("112") == true, "who is in danger is told whom to call at once")
        let draft = try draft(say("send", to: &dialogue))
        #expect(draft.happening == "pictures" && draft.text == "he asked on Monday\nand again today")
        #expect(draft.accused == ["@quillon:harbour.test"] && draft.accusedIsStaff && draft.dangerNow)
        #expect(draft.language == .english && draft.account.isEmpty)
    }

    @Test("French is one word away, at any point")
    func languages() throws {
        var dialogue = try dialogue()
        #expect(say("fr", to: &dialogue).replies.first?.hasPrefix("Que s’est-il passé") == true)
        say("8", "il insiste", "fini", "passer", "je ne sais pas", "non", to: &dialogue)
        #expect(try draft(say("envoyer", to: &dialogue)).language == .french)
    }

    @Test("Who begins to tell before any question is answered is not made to say it twice")
    func tellsFirst() throws {
        var dialogue = try dialogue()
        let turn = say("he wrote to my sister", to: &dialogue)
        #expect(turn.replies.first?.contains("What happened?") == true)
        say("4", "ok", "skip", "no", "no", to: &dialogue)
        #expect(try draft(say("yes", to: &dialogue)).text == "he wrote to my sister")
    }

    @Test("A message that is pointed at says who and where, and its words are quoted")
    func pointed() throws {
        var dialogue = try dialogue()
        say("2", to: &dialogue)
        let message = ReportDialogue.PointedMessage(place: "!quay $1", author: "@quillon:harbour.test", text: "show me")
        _ = dialogue.hear("https://matrix.to/…", message: "$a", pointedAt: [message, message], isLinkAlone: true)
        #expect(say("ok", to: &dialogue).replies.first?.contains("help to run") == true, "nobody is asked who")
        let draft = try draft(say("no", "no", "send", to: &dialogue))
        #expect(draft.accused == ["@quillon:harbour.test"] && draft.place == "!quay $1")
        #expect(draft.text == "[@quillon:harbour.test] show me")
    }

    @Test("What is taken back or changed leaves nothing of what it said")
    func retracted() throws {
        var dialogue = try dialogue()
        say("1", to: &dialogue)
        for (id, text) in [("$a", "my street"), ("$b", "on Tuesday"), ("$c", "he asked")] {
            _ = dialogue.hear(text, message: id)
        }
        #expect(!dialogue.retract("$a").replies.isEmpty && dialogue.retract("$a").replies.isEmpty)
        _ = dialogue.change("$b", into: "on Wednesday")
        say("ok", "skip", "no", "no", to: &dialogue)
        #expect(try draft(say("send", to: &dialogue)).text == "on Wednesday\nhe asked")
    }

    @Test("More than a report holds is said, and what came before stays")
    func long() throws {
        var dialogue = try dialogue()
        say("1", "first", to: &dialogue)
        let turn = say(String(repeating: "a", count: ReportDraft.textLimit), to: &dialogue)
        #expect(turn.replies.first?.contains("8000") == true)
        for number in 0..<300 { _ = dialogue.hear("again", message: "$\(number)") }
        say("ok", "skip", "no", "no", to: &dialogue)
        let draft = try draft(say("send", to: &dialogue))
        #expect(draft.text.hasPrefix("first\nagain") && draft.text.count < 1000)
        _ = try draft.report(now: Timestamp(milliseconds: 0), community: "harbour")
    }

    @Test("“cancel” forgets, and nothing is sent before it was asked for")
    func cancelled() throws {
        var dialogue = try dialogue()
        #expect(say("1", "he asked", "send", to: &dialogue).request == nil)
        #expect(say("cancel", to: &dialogue).request == nil && dialogue.isIdle)
        say("report", "5", "ok", to: &dialogue)
        #expect(say("ok", to: &dialogue).replies.first?.contains("what happened") == true)
        #expect(!dialogue.isIdle)
    }

    @Test("The code is told once, and goes from the chat when it was noted")
    func receipt() throws {
        var dialogue = try dialogue()
        say("1", "he asked", "ok", "skip", "no", "no", "send", to: &dialogue)
        let code = try #require(ReceiptCode(random: (0..<40).map { UInt8($0) }))
        let at = Timestamp(milliseconds: 0)
        let result = FilingResult(
            number: 1, isNew: true, filedAt: at,
            deadlines: Deadlines(acknowledge: at, firstLook: at + .hours(4), decide: at + .hours(24)))
        let told = dialogue.filed(result, receipt: code)
        #expect(told.first?.contains(code.spoken) == true && told.first?.contains("4 h") == true)
        #expect(dialogue.isIdle)
        #expect(say("noted", to: &dialogue).request == .takeBackCode)
        #expect(say("noted", to: &dialogue).request == nil)
        #expect(say("status \(code.spoken)", to: &dialogue).request == .status(code.spoken))
    }

    @Test("What a report cannot hold keeps everything that was said")
    func refused() throws {
        var dialogue = try dialogue()
        say("1", "he asked", "ok", "skip", "no", "no", "send", to: &dialogue)
        let replies = dialogue.refused(ReportProblems([ReportProblem("accused[0]", .tooLong(limit: 300))]))
        #expect(replies.first?.contains("accused[0]") == true && !dialogue.isIdle)
        say("skip", "no", "no", to: &dialogue)
        #expect(try draft(say("send", to: &dialogue)).text == "he asked")
    }

    @Test("After a restart it says that nothing was kept, and begins again")
    func restarted() throws {
        var dialogue = ReportDialogue(language: .french, helplines: try Helplines.shipped(), country: nil)
        let turn = dialogue.beginAgain()
        #expect(turn.replies.first?.contains("J’ai redémarré") == true)
        #expect(turn.replies.first?.contains("I was started anew") == true && !dialogue.isIdle)
    }
}

extension ReportDraft {
    fileprivate func report(now: Timestamp, community: String) throws -> Report {
        var draft = self
        draft.community = community
        return try draft.report(now: now)
    }
}
