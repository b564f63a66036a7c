public import SafetyModel

/// Reports: filed, followed by their reporter, answered by reviewers. What reviewers are told goes through
/// ``Visibility`` as everything about a case does; nothing about a reporter is in it, but for guardians.
public protocol ReportStore: Sendable {
    /// Files a report, in one transaction: the report and its files, sealed; its signals, folded into the case of each
    /// accused (the undecided one, or a new one); its lines on the trail, which say nothing of the reporter.
    ///
    /// The same report from the same source (``ReportOrigin``) is filed once; the receipt given with the second opens
    /// nothing.
    /// - Throws: ``ReportStoreError``
    func file(_ filing: ReportFiling, receipt: ReceiptCode, at moment: Timestamp) async throws -> FilingResult

    /// Where a report stands; `nil` where no report has that receipt, after the same work and time.
    func status(of receipt: ReceiptCode) async throws -> ReportStatus?

    /// The proof that a report is on the ledger, for whoever has its code: a file that anybody can check without us. Nil
    /// where no report has the code, or where there was no ledger yet when it came.
    func ledgerReceipt(of receipt: ReceiptCode, as form: ProofForm) async throws -> [UInt8]?
    /// Adds what the reporter writes later.
    /// - Returns: whether there is a report with that receipt.
    func write(_ text: String, receipt: ReceiptCode, at moment: Timestamp) async throws -> Bool

    /// The reports behind a case, newest first. Texts are there only with `withText`, which
    /// ``CaseStep/reveal(reason:)`` must precede.
    func reports(on caseID: Int64, withText: Bool, for reviewer: Reviewer) async throws -> CaseReports
    /// How many reports each of these cases has; cases without any, and those that are hidden, are left out.
    func reportCounts(on cases: [Int64], for reviewer: Reviewer) async throws -> [Int64: Int]
    /// Writes to the reporter, who reads it with the receipt.
    func answer(_ text: String, to report: Int64, on caseID: Int64, by reviewer: Reviewer, at moment: Timestamp)
        async throws
    /// Decided cases to which a reporter has written since, and has no answer yet: the least time left first.
    func owedAnswers(for reviewer: Reviewer) async throws -> [OwedAnswer]
    /// Leaves what a reporter wrote after the decision without an answer, for a reason that goes on the trail. Where
    /// none is owed nothing happens.
    func setAside(_ report: Int64, on caseID: Int64, reason: String, by reviewer: Reviewer, at moment: Timestamp)
        async throws
    /// A file of a report: the cleaned copy; for guardians, where there is none, the file itself.
    func attachment(_ number: Int64, on caseID: Int64, for reviewer: Reviewer) async throws -> AttachmentContent
    /// Name and contact of a reporter, for guardians alone; that they asked, and why, is kept for ever.
    func revealReporter(
        of report: Int64, on caseID: Int64, reason: String, by reviewer: Reviewer, at moment: Timestamp
    ) async throws -> RevealedReporter
}

/// A report with its files, ready to be filed.
public struct ReportFiling: Sendable {
    /// A file that ``AttachmentCheck`` let through.
    public struct File: Sendable {
        public var original: [UInt8]
        public var checked: CheckedAttachment

        public init(original: [UInt8], checked: CheckedAttachment) {
            self.original = original
            self.checked = checked
        }
    }

    public var report: Report
    public var files: [File]

    public init(report: Report, files: [File] = []) {
        self.report = report
        self.files = files
    }
}

/// A decided case to which a reporter has written since.
public struct OwedAnswer: Sendable, Hashable {
    public var item: Case
    /// By when the reporter is to be answered.
    public var due: Timestamp

    public init(item: Case, due: Timestamp) { (self.item, self.due) = (item, due) }
}

/// What became of a report that was sent.
public struct FilingResult: Sendable, Hashable {
    public var number: Int64
    /// Whether it was not there before; only then the receipt that came with it is its receipt.
    public var isNew: Bool
    public var filedAt: Timestamp
    public var deadlines: Deadlines

    public init(number: Int64, isNew: Bool, filedAt: Timestamp, deadlines: Deadlines) {
        self.number = number
        self.isNew = isNew
        self.filedAt = filedAt
        self.deadlines = deadlines
    }
}

/// What a reporter is told with the receipt.
public struct ReportStatus: Sendable, Hashable {
    public enum State: String, Sendable, Hashable, CaseIterable {
        case received
        /// A person works on it.
        case reading
        /// Decided, and something was done.
        case acted
        /// Decided, and nothing was done.
        case closed
    }

    public var state: State
    public var since: Timestamp
    public var filedAt: Timestamp
    /// By when the next answer is due; `nil` once it is decided, unless the reporter has written since.
    public var due: Timestamp?
    public var dangerNow: Bool
    /// What was written since, oldest first.
    public var messages: [ReportMessage]
    /// Where each of its cases stands, where it is about several people; nothing says which case is about whom.
    public var matters: [Matter]
    /// What was said, the files and the messages were deleted: when, and under which rule.
    public var deleted: DeletedEvidence?

    /// One of several cases that a report belongs to.
    public struct Matter: Sendable, Hashable {
        public var state: State
        public var since: Timestamp

        public init(state: State, since: Timestamp) { (self.state, self.since) = (state, since) }
    }

    public init(
        state: State, since: Timestamp, filedAt: Timestamp, due: Timestamp?, dangerNow: Bool, messages: [ReportMessage],
        matters: [Matter] = [], deleted: DeletedEvidence? = nil
    ) {
        self.matters = matters
        self.deleted = deleted
        self.state = state
        self.since = since
        self.filedAt = filedAt
        self.due = due
        self.dangerNow = dangerNow
        self.messages = messages
    }
}

/// A message between a reporter and those who work on the report.
public struct ReportMessage: Sendable, Hashable {
    public var isFromReporter: Bool
    public var at: Timestamp
    /// `nil` where it may not be seen (yet).
    public var text: String?
    /// Who answered; told to reviewers, never to the reporter.
    public var reviewer: Int64?

    public init(isFromReporter: Bool, at: Timestamp, text: String?, reviewer: Int64? = nil) {
        self.isFromReporter = isFromReporter
        self.at = at
        self.text = text
        self.reviewer = reviewer
    }
}

/// The reports behind a case.
public struct CaseReports: Sendable, Hashable {
    /// Newest first, at most 100.
    public var reports: [CaseReport]
    public var total: Int
    /// How many of them are voices of their own. See ``Brigading``.
    public var voices: Int

    public init(reports: [CaseReport], total: Int, voices: Int) {
        self.reports = reports
        self.total = total
        self.voices = voices
    }
}

/// A report as a reviewer sees it.
public struct CaseReport: Sendable, Hashable {
    public var number: Int64
    public var filedAt: Timestamp
    public var deadlines: Deadlines
    public var happening: Happening
    public var dangerNow: Bool
    public var isIndependent: Bool
    /// `nil` until it was asked for.
    public var said: Said?
    public var attachments: [CaseAttachment]
    public var messages: [ReportMessage]
    /// For guardians alone.
    public var forGuardians: ForGuardians?
    /// Its words, files and messages were deleted.
    public var deleted: DeletedEvidence?
    /// By when what the reporter wrote after the decision is to be answered.
    public var answerDue: Timestamp?

    /// What the reporter said.
    public struct Said: Sendable, Hashable, Codable {
        public var accused: [String]
        public var place: String
        public var text: String

        public init(accused: [String], place: String, text: String) {
            self.accused = accused
            self.place = place
            self.text = text
        }
    }

    /// What guardians see beside it; name and contact are not in it.
    public struct ForGuardians: Sendable, Hashable {
        public var concern: Report.Concern?
        public var isTrustedFlagger: Bool
        /// When who asked to see the reporter's name and contact, and why.
        public var reveals: [AuditEntry]

        public init(concern: Report.Concern?, isTrustedFlagger: Bool, reveals: [AuditEntry]) {
            self.concern = concern
            self.isTrustedFlagger = isTrustedFlagger
            self.reveals = reveals
        }
    }

    public init(
        number: Int64, filedAt: Timestamp, deadlines: Deadlines, happening: Happening, dangerNow: Bool,
        isIndependent: Bool, said: Said?, attachments: [CaseAttachment], messages: [ReportMessage],
        forGuardians: ForGuardians?, deleted: DeletedEvidence? = nil, answerDue: Timestamp? = nil
    ) {
        self.deleted = deleted
        self.answerDue = answerDue
        self.number = number
        self.filedAt = filedAt
        self.deadlines = deadlines
        self.happening = happening
        self.dangerNow = dangerNow
        self.isIndependent = isIndependent
        self.said = said
        self.attachments = attachments
        self.messages = messages
        self.forGuardians = forGuardians
    }
}

/// A file of a report, without its content. Its name is not kept: people name files after themselves.
public struct CaseAttachment: Sendable, Hashable {
    public var number: Int64
    public var kind: AttachmentKind
    /// Size of the sealed original.
    public var bytes: Int
    /// Of the sealed original, in hexadecimal.
    public var sha256: String
    /// Whether this reviewer may open it.
    public var mayOpen: Bool

    public init(number: Int64, kind: AttachmentKind, bytes: Int, sha256: String, mayOpen: Bool) {
        self.number = number
        self.kind = kind
        self.bytes = bytes
        self.sha256 = sha256
        self.mayOpen = mayOpen
    }
}

/// The content of a file of a report.
public struct AttachmentContent: Sendable, Hashable {
    public var kind: AttachmentKind
    public var bytes: [UInt8]
    /// Whether metadata was removed. Where it was not, the file is to be opened with care.
    public var isCleaned: Bool

    public init(kind: AttachmentKind, bytes: [UInt8], isCleaned: Bool) {
        self.kind = kind
        self.bytes = bytes
        self.isCleaned = isCleaned
    }
}

/// What a guardian sees of a reporter after having asked.
public struct RevealedReporter: Sendable, Hashable {
    public var name: String?
    public var contact: String?
    public var account: String?

    public init(name: String?, contact: String?, account: String?) {
        self.name = name
        self.contact = contact
        self.account = account
    }
}

/// Why a report could not be filed or followed.
public enum ReportStoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// So many receipts are being made or looked up that this one would wait too long.
    case busy
    /// The dialogue has as many messages as one may have.
    case tooManyMessages(limit: Int)
    case textEmpty
    case textTooLong(limit: Int)

    public var description: String {
        switch self {
        case .busy: "too many requests at once; try again in a moment"
        case .tooManyMessages(let limit): "a dialogue has at most \(limit) messages"
        case .textEmpty: "there is no text"
        case .textTooLong(let limit): "the text is longer than \(limit) characters"
        }
    }
}

/// A message of the dialogue, checked.
public enum ReportMessageText {
    /// In characters.
    public static let limit = 4_000
    /// The most messages of one dialogue.
    public static let most = 200

    /// The text without white space at its ends.
    public static func checked(_ text: String) throws(ReportStoreError) -> String {
        guard text.utf8.count <= limit * 16, text.count <= limit else { throw .textTooLong(limit: limit) }
        let trimmed = text.withoutOuterSpace
        guard !trimmed.isEmpty else { throw .textEmpty }
        return trimmed
    }
}
