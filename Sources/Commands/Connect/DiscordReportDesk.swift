import Casework
import Connectors
import LiveConnectors
import SQLiteStorage
import SafetyModel

/// Takes a member's report on Discord in as `POST /v1/reports` does, and says where it stands.
struct DiscordReportDesk: DiscordDesk {
    let store: SQLiteStore
    /// Where people reach the console; nil where no links are given.
    let console: String?
    /// Names of accounts in the console, by accounts on Discord.
    private let reviewers: [String: String]
    private let helplines: Helplines

    init(store: SQLiteStore, console: String?, reviewers: [String: String] = [:]) throws {
        self.store = store
        self.console = console
        self.reviewers = reviewers
        helplines = try Helplines.shipped()
    }

    var happenings: [(value: String, label: LocalizedText)] {
        Happening.allCases.map { ($0.rawValue, $0.label) }
    }

    // MARK: Filing

    func file(_ report: DiscordReport) async throws -> DiscordAnswer {
        let words = DiscordWords(report.language)
        let taken: TakenReport
        do {
            taken = try await store.take(draft(of: report), at: Clock.now(), random: ServerAssembly.random)
        } catch let error as ReportProblems {
            return DiscordAnswer(words.say(problem: error.problems.first))
        } catch is ReportStoreError {
            return DiscordAnswer(words.again)
        }
        guard let receipt = taken.receipt else { return DiscordAnswer(words.known) }
        let country = helplines[helplines.country(acceptLanguage: report.locale, language: report.language)]
        return DiscordAnswer(
            words.sent(
                code: receipt.spoken, look: taken.filed.deadlines.firstLook.since(taken.filed.filedAt),
                help: country.lines.filter(\.isEmergency)),
            link: console.map { .init(label: words.follow, address: "\($0)/report/status") })
    }

    private func draft(of report: DiscordReport) -> ReportDraft {
        var draft = ReportDraft()
        draft.community = report.community
        draft.happening = report.happening
        draft.accused = report.accused.prefix(ReportDraft.accusedLimit).map { String($0.prefix(ReportDraft.lineLimit)) }
        draft.place = String(report.place.prefix(ReportDraft.lineLimit))
        draft.text = String(report.text.prefix(ReportDraft.textLimit))
        draft.account = report.reporter
        draft.accountCreated = Snowflake.time(of: report.reporter)
        draft.language = report.language
        draft.origin = ReportOrigin(source: "discord:guild/\(report.community)", id: "interaction/\(report.id)")
        return draft
    }

    // MARK: Following

    func status(code: String, language: Language) async throws -> DiscordAnswer {
        let words = DiscordWords(language)
        let receipt: ReceiptCode
        do {
            receipt = try ReceiptCode(typed: code)
        } catch {
            return DiscordAnswer(error.sentence[language])
        }
        guard let status = try await store.status(of: receipt) else {
            return DiscordAnswer(ReceiptCode.unknown[language])
        }
        return DiscordAnswer(
            words.say(status, now: Clock.now()),
            link: console.map { .init(label: words.follow, address: "\($0)/report/status") })
    }

    // MARK: Moderators

    /// As escalations, a notice says that a case waits, and nothing of what is in it: who may see it signs in. A case
    /// about staff is not told here at all.
    func notices(
        for guilds: [String], after position: String?
    ) async throws -> (notices: [DiscordNotice], position: String) {
        let now = Clock.now()
        guard let position, let last = Self.read(position) else { return ([], "\(now.milliseconds) 0") }
        let cases = try await store.openedCases(in: guilds, after: last, limit: 20)
        let notices = cases.map { item in
            DiscordNotice(
                id: "\(Self.noticePrefix)\(item.id)", community: item.community,
                text: DiscordWords.caseWaits(item, now: now), link: console.map { "\($0)/cases/\(item.id)" })
        }
        return (notices, cases.last.map { "\($0.openedAt.milliseconds) \($0.id)" } ?? position)
    }

    /// Whose account in the console is known takes the case, as there; who has none is written on its trail. A case about
    /// staff, about whoever asks, or one that is decided, is answered as one that is not there.
    func look(at notice: String, by user: String, in guild: String) async throws -> DiscordLook {
        guard let id = Int64(notice.trimmingPrefix(Self.noticePrefix)),
            let item = try await store.toldCase(id, in: guild), item.subject != user
        else { return .refused(DiscordWords.nothingToTake) }
        let now = Clock.now()
        guard let name = reviewers[user], let reviewer = try await store.reviewer(named: name)?.reviewer else {
            let isThere = try await store.recordLook(at: id, in: guild, by: "Discord \(user)", at: now)
            return isThere ? .recorded : .refused(DiscordWords.nothingToTake)
        }
        if item.claimedBy == reviewer.id { return .claimed }
        do {
            try await store.perform(.claim, on: id, version: item.version, by: reviewer, at: now)
            return .claimed
        } catch let error as CaseStepError {
            return switch error {
            case .claimedByAnother, .changedMeanwhile: .refused(DiscordWords.takenByAnother)
            default: .refused(DiscordWords.nothingToTake)
            }
        }
    }

    private static let noticePrefix = "case-"

    private static func read(_ position: String) -> (moment: Timestamp, id: Int64)? {
        let parts = position.split(separator: " ").compactMap { Int64($0) }
        return parts.count == 2 ? (Timestamp(milliseconds: parts[0]), parts[1]) : nil
    }
}
