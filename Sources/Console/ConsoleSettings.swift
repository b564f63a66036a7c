public import Casework
public import Governance
public import Rules
public import SafetyModel

/// How the console behaves where operators differ.
public struct ConsoleSettings: Sendable {
    /// Whether browsers reach the console through TLS: cookies are then marked `Secure`, and named `__Host-…`.
    public var secureCookies: Bool
    /// Whether a proxy of one's own stands in front: the last address of `X-Forwarded-For` is then the visitor's, for
    /// the limits on signing in. Never set it without such a proxy: anybody could then choose an address.
    public var behindProxy: Bool
    /// The language of visitors whose browser asks for none that Vigie speaks.
    public var language: Language
    /// Accounts that the sign-in page offers with one click. For `vigie demo` on localhost only.
    public var demoAccounts: [DemoAccount]
    /// How long a session lasts at most, from signing in.
    public var sessionLength: Duration
    /// How long text stays shown after a reviewer asked for it.
    public var revealLength: Duration
    /// How much hidden text reviewers open a day.
    public var care: ExposureLimits
    /// Which case belongs into which queue.
    public var routing: CaseRouting
    /// How long a query may take.
    public var queryLength: Duration
    /// How many steps the expressions of a query may take in all.
    public var querySteps: Int
    /// log2 of scrypt's cost N (RFC 7914); 15 takes 32 MiB and about a tenth of a second for each try.
    public var passwordCost: Int
    /// The pages for whoever has something to report.
    public var reporting: ReportingSettings
    /// How people reach these pages from outside, as `https://vigie.example.org`; `nil` takes what the reviewer's browser
    /// asks for.
    public var publicAddress: String?
    /// Whether public figures are at `/transparency`.
    public var isTransparent: Bool
    /// Who is asked when a clock runs out.
    public var escalation: EscalationChain
    /// The programs that are told what happens, as `/webhooks` shows them.
    public var webhooks: [Webhook]
    /// Programmes of criteria for badges, that `/provenance` shows.
    public var programmes: [Programme]
    /// Whether communities of Discord are watched, whose private chats no bot sees.
    public var watchesDiscord: Bool

    public init(
        secureCookies: Bool = false, behindProxy: Bool = false, language: Language = .english,
        demoAccounts: [DemoAccount] = [], sessionLength: Duration = .hours(12), revealLength: Duration = .minutes(30),
        passwordCost: Int = 15, queryLength: Duration = .seconds(15), querySteps: Int = 300_000_000,
        reporting: ReportingSettings = ReportingSettings(), publicAddress: String? = nil, isTransparent: Bool = false,
        escalation: EscalationChain = .console, care: ExposureLimits = ExposureLimits(),
        routing: CaseRouting = CaseRouting(), programmes: [Programme] = [], watchesDiscord: Bool = false,
        webhooks: [Webhook] = []
    ) {
        self.secureCookies = secureCookies
        self.behindProxy = behindProxy
        self.language = language
        self.demoAccounts = demoAccounts
        self.sessionLength = sessionLength
        self.revealLength = revealLength
        self.passwordCost = passwordCost
        self.queryLength = queryLength
        self.querySteps = querySteps
        self.reporting = reporting
        self.publicAddress = publicAddress
        self.isTransparent = isTransparent
        self.escalation = escalation
        self.care = care
        self.routing = routing
        self.programmes = programmes
        self.webhooks = webhooks
        self.watchesDiscord = watchesDiscord
    }
}

/// An account that the sign-in page of a demo offers with one click.
public struct DemoAccount: Sendable, Hashable {
    public var name: String
    public var roles: Set<ReviewerRole>
    public var language: Language

    public init(name: String, roles: Set<ReviewerRole>, language: Language = .english) {
        self.name = name
        self.roles = roles
        self.language = language
    }
}

/// Sentences that other parts of Vigie know better than the console.
public struct ConsoleTexts: Sendable {
    /// A reason behind a score in a sentence, or `nil` where the console's own wording will do.
    public var contribution: @Sendable (Contribution, Language) -> String?
    /// What a cue looks for, in a few words, or `nil` where its id will do.
    public var cue: @Sendable (String, Language) -> String?
    /// Whether the detector of this name goes by a threshold.
    public var hasThreshold: @Sendable (String) -> Bool

    public init(
        contribution: @escaping @Sendable (Contribution, Language) -> String? = { _, _ in nil },
        cue: @escaping @Sendable (String, Language) -> String? = { _, _ in nil },
        hasThreshold: @escaping @Sendable (String) -> Bool = { _ in true }
    ) {
        self.contribution = contribution
        self.cue = cue
        self.hasThreshold = hasThreshold
    }
}
