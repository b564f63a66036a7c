import Casework
import Connectors
import LiveConnectors
import SQLiteStorage
import SafetyModel
import Service

/// Stands behind Vigie's account on a homeserver: answers moderators, and takes members' reports by the way of
/// `POST /v1/reports`.
actor MatrixFrontDesk: MatrixDesk {
    /// How dialogues are held.
    struct Manner: Sendable {
        var language = Language.english
        var helplines: Helplines
        var country: String?
        /// Where reports can be made without an account.
        var page: String?
    }

    private let store: SQLiteStore
    private let pipeline: Pipeline
    private let taxonomy: Taxonomy
    private let server: String
    private let bot: String
    private let manner: Manner

    private var dialogues: [String: ReportDialogue] = [:]
    /// The rooms in the order in which something last happened there.
    private var lastHeard: [String: Timestamp] = [:]
    private static let mostDialogues = 5_000
    /// After so long what was told and not sent is forgotten.
    private static let longestPause = Duration.hours(24)

    /// Reads every case that is not about staff, and nothing else.
    private static let moderators = Reviewer(id: 0, name: "", roles: [.reviewer])
    private static let mostCasesShown = 10

    /// - Parameter bot: Vigie's own account.
    init(_ setting: Assembly, server: String, bot: String, manner: Manner) {
        store = setting.store
        pipeline = setting.pipeline
        taxonomy = setting.taxonomy
        self.server = server
        self.bot = bot
        self.manner = manner
    }

    // MARK: Moderators

    func figures() async -> MatrixDeskFigures {
        let figures = await pipeline.figures()
        return MatrixDeskFigures(behind: figures.behind, isReady: figures.ready)
    }

    func openCases(in community: String, notAbout people: Set<String>) async throws -> MatrixOpenCases {
        let page = try await store.queue(QueueFilter(community: community, limit: 500), for: Self.moderators)
        let cases = page.cases.filter { !people.contains($0.subject) }
        return MatrixOpenCases(
            items: cases.prefix(Self.mostCasesShown).map { item in
                MatrixOpenCases.Item(
                    number: item.id,
                    policy: taxonomy[item.policy]?.title
                        ?? LocalizedText(fr: item.policy.code, en: item.policy.code),
                    severity: item.severity.level, dueAt: item.dueAt, isClaimed: item.state == .claimed)
            }, total: cases.count)
    }

    // MARK: Members

    func begin(_ room: String, isAfterRestart: Bool) -> [MatrixReply] {
        var dialogue = fresh()
        let turn = isAfterRestart ? dialogue.beginAgain() : dialogue.begin()
        put(dialogue, room)
        return turn.replies.map { .say($0) }
    }

    func hear(_ event: MatrixDialogueEvent, _ talk: any MatrixTalk) async -> [MatrixReply] {
        var dialogue = dialogue(of: event.room)
        let turn: ReportDialogue.Turn
        switch event.kind {
        case .said(let text, let answers):
            let (pointed, unfound) = await messages(in: text, answering: answers, talk)
            dialogue = self.dialogue(of: event.room)
            turn = dialogue.hear(
                text, message: event.id, pointedAt: pointed, unfound: unfound,
                isLinkAlone: MatrixLink.isAlone(in: text), named: MatrixLink.users(in: text))
        case .changed(let message, let text): turn = dialogue.change(message, into: text)
        case .retracted(let message): turn = dialogue.retract(message)
        case .file: turn = dialogue.refuseFile()
        case .encrypted, .left, .joinedByAnother: return []
        }
        put(dialogue, event.room)
        let replies = turn.replies.map { MatrixReply.say($0) }
        switch turn.request {
        case nil: return replies
        case .takeBackCode: return [.takeBack] + replies
        case .status(let typed): return replies + (await standing(typed, dialogue)).map { .say($0) }
        case .file(let draft): return replies + (await file(draft, event, talk))
        }
    }

    func isIdle(_ room: String) -> Bool { dialogues[room]?.isIdle ?? true }

    func forget(_ room: String) { (dialogues[room], lastHeard[room]) = (nil, nil) }

    private func fresh() -> ReportDialogue {
        ReportDialogue(
            language: manner.language, helplines: manner.helplines, country: manner.country, page: manner.page)
    }

    private func dialogue(of room: String) -> ReportDialogue {
        if let last = lastHeard[room], Clock.now().since(last) > Self.longestPause { forget(room) }
        return dialogues[room] ?? fresh()
    }

    private func put(_ dialogue: ReportDialogue, _ room: String) {
        dialogues[room] = dialogue
        lastHeard[room] = Clock.now()
        guard dialogues.count > Self.mostDialogues else { return }
        for (old, _) in lastHeard.sorted(by: { $0.value < $1.value }).prefix(Self.mostDialogues / 10) { forget(old) }
    }

    private func messages(
        in text: String, answering answered: String?, _ talk: any MatrixTalk
    ) async -> (found: [ReportDialogue.PointedMessage], unfound: Int) {
        let links = MatrixLink.links(in: text, limit: 5)
        var (found, unfound): ([ReportDialogue.PointedMessage], Int) = ([], 0)
        for link in links {
            guard let message = await talk.message(link) else {
                unfound += 1
                continue
            }
            found.append(.init(place: "\(message.room) \(message.event)", author: message.author, text: message.text))
        }
        // Most answers are to Vigie's own questions, which are nothing to report.
        if links.isEmpty, let answered, let message = await talk.message(MatrixLink(room: nil, event: answered)),
            message.author != bot
        {
            found.append(.init(place: "\(message.room) \(message.event)", author: message.author, text: message.text))
        }
        return (found, unfound)
    }

    // MARK: Reports

    private func file(
        _ draft: ReportDraft, _ event: MatrixDialogueEvent, _ talk: any MatrixTalk
    ) async -> [MatrixReply] {
        var draft = draft
        let room = draft.place.split(separator: " ").first.map(String.init)
        draft.community = await talk.community(room: room, accused: draft.accused.first)
        draft.account = String(event.sender.prefix(ReportDraft.lineLimit))
        // The message that said to send it: the same one files the same report.
        draft.origin = ReportOrigin(source: "matrix:\(server)", id: "dialogue/\(event.id)")
        guard var dialogue = dialogues[event.room] else { return [] }
        defer { put(dialogue, event.room) }
        let taken: TakenReport
        do {
            taken = try await store.take(draft, at: Clock.now(), random: ServerAssembly.random)
        } catch let problems as ReportProblems {
            return dialogue.refused(problems).map { .say($0) }
        } catch {
            return dialogue.later().map { .say($0) }
        }
        guard let receipt = taken.receipt else { return dialogue.later().map { .say($0) } }
        let told = dialogue.filed(taken.filed, receipt: receipt)
        return told.enumerated().map { $0.offset == 0 ? .sayForNow($0.element) : .say($0.element) }
    }

    private func standing(_ typed: String, _ dialogue: ReportDialogue) async -> [String] {
        let code: ReceiptCode
        do { code = try ReceiptCode(typed: typed) } catch { return dialogue.mistyped(error) }
        do {
            return dialogue.standing(try await store.status(of: code))
        } catch {
            return dialogue.later()
        }
    }
}
