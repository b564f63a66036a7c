public import SafetyModel

/// What a person submits: somebody says that something happened. Only ``ReportDraft/report()`` makes one, so that what
/// is in it was checked.
///
/// It has the elements of a notice (Digital Services Act, article 16(2)): what and why (``happening``, ``text``),
/// where exactly (``place``, ``accused``), who says so (``Reporter``, never required), in good faith (the page says so
/// beside the button, the endpoint documents it).
public struct Report: Sendable, Hashable {
    /// For whom the report is.
    public enum Concern: String, Sendable, Hashable, Codable, CaseIterable {
        case oneself
        case other
    }

    public var community: String
    public var happening: Happening
    /// Names or handles, as they were written; may be empty.
    public var accused: [String]
    /// Whether the reporter says that the accused run the community.
    public var accusedIsStaff: Bool
    /// Whether somebody feels in danger now.
    public var dangerNow: Bool
    /// Where it happened: a channel, a link to a message.
    public var place: String
    public var text: String
    public var reporter: Reporter
    /// Where it came from, if not from the page.
    public var origin: ReportOrigin?

    init(
        community: String, happening: Happening, accused: [String], accusedIsStaff: Bool, dangerNow: Bool,
        place: String, text: String, reporter: Reporter, origin: ReportOrigin?
    ) {
        self.community = community
        self.happening = happening
        self.accused = accused
        self.accusedIsStaff = accusedIsStaff
        self.dangerNow = dangerNow
        self.place = place
        self.text = text
        self.reporter = reporter
        self.origin = origin
    }
}

/// Everything about who reports. Kept apart, and sealed apart, from what was said: nothing of it reaches the staff of
/// a community, and guardians see of it only ``name`` and ``contact``, by a request that is written down.
public struct Reporter: Sendable, Hashable, Codable {
    /// How to reach them: an address, a number, an account.
    public var contact: String?
    public var name: String?
    /// The reporter's own account in the community, so that it is noticed when they are punished for reporting.
    public var account: String?
    /// Whether the account is younger than ``Brigading/newAccountAge``, and the invite that it came by.
    public var isNewAccount: Bool
    public var invite: String?
    public var concern: Report.Concern?
    public var language: Language
    public var country: String
    /// A trusted flagger (Digital Services Act, article 22), as the platform that sends it vouches.
    public var isTrustedFlagger: Bool
    /// A mark that two reports from one connection share for a while; it is made with a key that is never stored, and
    /// says nothing else.
    public var originMark: String?

    public init(
        contact: String? = nil, name: String? = nil, account: String? = nil, isNewAccount: Bool = false,
        invite: String? = nil, concern: Report.Concern? = nil, language: Language = .english, country: String = "",
        isTrustedFlagger: Bool = false, originMark: String? = nil
    ) {
        self.contact = contact
        self.name = name
        self.account = account
        self.isNewAccount = isNewAccount
        self.invite = invite
        self.concern = concern
        self.language = language
        self.country = country
        self.isTrustedFlagger = isTrustedFlagger
        self.originMark = originMark
    }
}

/// Who sent a report for somebody: a platform or a bot. The same id from the same source is the same report.
public struct ReportOrigin: Sendable, Hashable {
    public var source: String
    public var id: String

    public init(source: String, id: String) {
        self.source = source
        self.id = id
    }
}
