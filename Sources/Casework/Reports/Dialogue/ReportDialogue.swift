public import SafetyModel

/// A report that a member tells in a chat: few short questions, and then a draft as the page and `POST /v1/reports` make
/// one. What was said in, replies out; whoever holds the chat files the report, looks a code up, and tells the outcome.
///
/// It is kept in memory alone. A message that is taken back, or changed, before the report is sent leaves nothing of what
/// it said.
public struct ReportDialogue: Sendable {
    /// What the chat has to do beside replying.
    public enum Request: Sendable, Hashable {
        /// To file this, and to tell ``filed(_:receipt:)`` or ``refused(_:)``.
        case file(ReportDraft)
        /// To look a receipt up, as it was typed, and to tell ``standing(_:)``.
        case status(String)
        /// To take back the message with the receipt code.
        case takeBackCode
    }

    /// What comes of something that was said.
    public struct Turn: Sendable, Hashable {
        public var replies: [String]
        public var request: Request?

        public init(_ replies: [String], _ request: Request? = nil) {
            self.replies = replies
            self.request = request
        }
    }

    /// A message that the member pointed at, as the platform has it.
    public struct PointedMessage: Sendable, Hashable {
        public var place: String
        public var author: String
        /// `nil` where it has none, or cannot be read.
        public var text: String?

        public init(place: String, author: String, text: String?) {
            self.place = place
            self.author = author
            self.text = text
        }
    }

    enum Step: Sendable { case idle, happening, telling, who, staff, danger, confirming }

    struct Piece: Sendable {
        var message: String
        var text: String
    }

    private(set) var step = Step.idle
    private(set) var language: Language
    private(set) var pieces: [Piece] = []
    private var pointed: [(message: String, PointedMessage)] = []
    private var draft = ReportDraft()
    /// Whether a code stands in the chat.
    private var hasToldCode = false
    private let help: [String]
    private let emergency: [String]
    private let page: String?

    /// The most messages that one report is told in.
    static let mostPieces = 100

    /// - Parameters:
    ///   - language: in which it begins; the member may choose the other.
    ///   - country: whose help lines are shown.
    ///   - page: where one can report without an account, if there is such a page.
    public init(language: Language, helplines: Helplines, country: String?, page: String? = nil) {
        self.language = language
        self.page = page
        let code = country ?? helplines.country(acceptLanguage: nil, language: language)
        let lines = helplines[code].lines
        let shown = { (line: Helpline) in "\(line.number) (\(line.name[language]))" }
        emergency = lines.filter(\.isEmergency).map(shown)
        help = lines.filter { !$0.isEmergency }.map(shown)
        draft.country = code
    }

    private var words: ReportDialogueWords { ReportDialogueWords(language: language) }
    private var helpLines: [String] { emergency + help }

    /// Whether nothing is begun, so that a restart loses nothing.
    public var isIdle: Bool { step == .idle }

    // MARK: Beginning

    /// The first words, in both languages, help before anything else.
    public mutating func begin() -> Turn {
        reset()
        step = .happening
        let french = ReportDialogueWords(language: .french)
        let english = ReportDialogueWords(language: .english)
        let first = language == .french ? [french, english] : [english, french]
        return Turn([
            ([first.map { $0.call }.joined(separator: " ") + " " + helpLines.joined(separator: " · ")]
                + first.map { $0.greeting(page: page) }).joined(separator: "\n\n"),
            words.askHappening,
        ])
    }

    /// After a restart: what was said is gone, and said so.
    public mutating func beginAgain() -> Turn {
        let first =
            ReportDialogueWords(language: .french).restarted + "\n\n"
            + ReportDialogueWords(language: .english).restarted
        return Turn([first] + begin().replies)
    }

    private mutating func reset() {
        step = .idle
        pieces = []
        pointed = []
        let country = draft.country
        draft = ReportDraft()
        draft.country = country
    }

    // MARK: What is said

    /// Takes what a member wrote.
    /// - Parameters:
    ///   - message: the message's id, by which it may be taken back.
    ///   - pointedAt: the messages that it points at, as far as the member may see them.
    ///   - unfound: how many more it points at, that are not there for this member.
    ///   - isLinkAlone: whether it says nothing but where to look.
    ///   - named: the accounts that it names.
    public mutating func hear(
        _ text: String, message: String, pointedAt: [PointedMessage] = [], unfound: Int = 0, isLinkAlone: Bool = false,
        named: [String] = []
    ) -> Turn {
        var turn = take(isLinkAlone && unfound == 0 ? "" : text, message, pointedAt, named)
        if unfound > 0, turn.request == nil { turn.replies.insert(words.unfound, at: 0) }
        return turn
    }

    private mutating func take(
        _ text: String, _ message: String, _ pointedAt: [PointedMessage], _ named: [String]
    ) -> Turn {
        let text = text.withoutOuterSpace
        if let command = ReportDialogueCommand(text) { return obey(command) }
        if text.isEmpty, pointedAt.isEmpty { return Turn([words.nothing]) }
        switch step {
        case .idle:
            // Somebody who was here before, and tells something else.
            reset()
            step = .happening
            let kept = keep(text, message, pointedAt)
            return Turn([kept ?? words.keptAsk(words.askHappening)])
        case .happening:
            if let number = Int(text), (1...Happening.allCases.count).contains(number) {
                draft.happening = Happening.allCases[number - 1].rawValue
                step = .telling
                return Turn([pieces.isEmpty ? words.askTelling : words.goOn])
            }
            // Whoever begins to tell is not made to say it twice.
            let kept = keep(text, message, pointedAt)
            return Turn([kept ?? words.keptAsk(words.askHappening)])
        case .telling: return Turn([keep(text, message, pointedAt) ?? words.kept])
        case .who:
            draft.accused = accused(text, named)
            return ask(.staff)
        case .staff:
            guard let answer = ReportDialogueAnswer(text) else { return Turn([words.yesNo]) }
            draft.accusedIsStaff = answer == .yes
            return ask(.danger)
        case .danger:
            guard let answer = ReportDialogueAnswer(text) else { return Turn([words.yesNo]) }
            draft.dangerNow = answer == .yes
            let turn = ask(.confirming)
            let call = words.call + " " + emergency.joined(separator: " · ")
            return answer == .yes ? Turn([call] + turn.replies) : turn
        case .confirming:
            if ReportDialogueAnswer(text) == .yes { return Turn([], .file(finished)) }
            // What is still said belongs to it.
            return Turn([keep(text, message, pointedAt) ?? words.keptAsk(words.askSend)])
        }
    }

    private mutating func obey(_ command: ReportDialogueCommand) -> Turn {
        switch command {
        case .language(let chosen):
            language = chosen
            return Turn([question])
        case .help: return Turn([words.call + " " + helpLines.joined(separator: " · "), words.help(page: page)])
        case .report: return step == .idle ? restart() : Turn([question])
        case .cancel:
            reset()
            return Turn([words.cancelled])
        case .status(let code): return Turn([], .status(code))
        case .noted:
            guard hasToldCode else { return Turn([question]) }
            hasToldCode = false
            return Turn([words.codeTaken], .takeBackCode)
        case .done: return step == .telling ? finishTelling() : Turn([question])
        case .skip:
            switch step {
            case .telling: return finishTelling()
            case .who: return ask(.staff)
            case .staff: return ask(.danger)
            case .danger: return ask(.confirming)
            default: return Turn([question])
            }
        case .send:
            guard step == .confirming else { return Turn([question]) }
            return Turn([], .file(finished))
        }
    }

    private mutating func restart() -> Turn {
        reset()
        step = .happening
        return Turn([words.askHappening])
    }

    private mutating func finishTelling() -> Turn {
        if pieces.isEmpty, pointed.isEmpty { return Turn([words.nothing]) }
        var authors: [String] = []
        for (_, message) in pointed where !authors.contains(message.author) { authors.append(message.author) }
        draft.accused = Array(authors.prefix(ReportDraft.accusedLimit))
        // Whoever points at messages has said who.
        return ask(authors.isEmpty ? .who : .staff)
    }

    private mutating func ask(_ next: Step) -> Turn {
        step = next
        return Turn([question])
    }

    /// What is asked at the moment.
    private var question: String {
        switch step {
        case .idle: words.idle
        case .happening: words.askHappening
        case .telling: words.askTelling
        case .who: words.askWho
        case .staff: words.askStaff
        case .danger: words.askDanger
        case .confirming: words.summary(finished, messages: pieces.count + pointed.count) + "\n\n" + words.askSend
        }
    }

    // MARK: What is kept

    /// - Returns: why something was not kept.
    private mutating func keep(_ text: String, _ message: String, _ messages: [PointedMessage]) -> String? {
        for found in messages where !pointed.contains(where: { $0.1 == found }) && pointed.count < 10 {
            pointed.append((message, found))
        }
        if text.isEmpty { return nil }
        guard pieces.count < Self.mostPieces, length + text.count <= ReportDraft.textLimit else {
            return words.tooMuch(limit: ReportDraft.textLimit)
        }
        pieces.append(Piece(message: message, text: text))
        return nil
    }

    private var length: Int { pieces.reduce(0) { $0 + $1.text.count + 1 } }

    /// A message was taken back: nothing of it stays.
    public mutating func retract(_ message: String) -> Turn {
        let before = pieces.count + pointed.count
        pieces.removeAll { $0.message == message }
        pointed.removeAll { $0.message == message }
        return Turn(before == pieces.count + pointed.count ? [] : [words.retracted])
    }

    /// A message was changed.
    public mutating func change(_ message: String, into text: String) -> Turn {
        guard let index = pieces.firstIndex(where: { $0.message == message }) else {
            return Turn([words.changedTooLate])
        }
        let text = text.withoutOuterSpace
        guard length - pieces[index].text.count + text.count <= ReportDraft.textLimit else {
            return Turn([words.tooMuch(limit: ReportDraft.textLimit)])
        }
        pieces[index].text = text
        return Turn([words.changed])
    }

    /// A picture or a file came, which a chat does not take.
    public func refuseFile() -> Turn { Turn([words.noFiles(page: page)]) }

    private func accused(_ text: String, _ named: [String]) -> [String] {
        let people = named.isEmpty ? text.split(whereSeparator: { ",;\n".contains($0) }).map(String.init) : named
        return people.prefix(ReportDraft.accusedLimit).map {
            String($0.withoutOuterSpace.prefix(ReportDraft.lineLimit))
        }
        .filter { !$0.isEmpty }
    }

    /// The draft as it stands, without the reporter's account, community and origin, which the chat knows.
    private var finished: ReportDraft {
        var draft = draft
        if draft.happening.isEmpty { draft.happening = Happening.other.rawValue }
        draft.language = language
        draft.place = String(pointed.map { $0.1.place }.joined(separator: " ").prefix(ReportDraft.lineLimit))
        let quoted = pointed.map { "[\($0.1.author)] \($0.1.text ?? words.unreadable)" }
        draft.text = String((quoted + pieces.map(\.text)).joined(separator: "\n").prefix(ReportDraft.textLimit))
        return draft
    }

    // MARK: What came of it

    /// The report is filed: the code is told once.
    /// - Returns: the message with the code first.
    public mutating func filed(_ result: FilingResult, receipt: ReceiptCode) -> [String] {
        let isDanger = draft.dangerNow
        reset()
        hasToldCode = true
        let hours = max(1, Int(result.deadlines.firstLook.since(result.filedAt).milliseconds / 3_600_000))
        var replies = [words.receipt(receipt.spoken, hours: hours)]
        if isDanger { replies.append(words.call + " " + helpLines.joined(separator: " · ")) }
        return replies
    }

    /// The report was not taken; everything that was said is still here.
    public mutating func refused(_ problems: ReportProblems) -> [String] {
        let isEmpty = problems.problems.contains { $0.reason == .nothingSaid }
        step = isEmpty ? .telling : .who
        return [isEmpty ? words.nothing : words.refused(problems.problems.map(\.path)), question]
    }

    /// Nothing could be done just now; it may be tried again.
    public func later() -> [String] { [words.later] }

    /// Where a report stands; `nil` where no report has the code.
    public func standing(_ status: ReportStatus?) -> [String] {
        guard let status else { return [ReceiptCode.unknown[words.language]] }
        return [words.standing(status, page: page)]
    }

    /// What was typed is no code.
    public func mistyped(_ error: ReceiptCodeError) -> [String] { [error.sentence[words.language]] }
}
