public import Casework
import Foundation
import HTTPTypes
public import Hummingbird
public import SafetyModel

/// All that the pages ask of a store.
public typealias ConsoleStore = AuditStore & BadgeStore & CareStore & CaseStore & ClockStore & DecisionStore
    & DetectorStore
    & KnownStore
    & ProvenanceStore & PublicFiguresStore & QueryStore & ReportStore & RetentionStore & ReviewerStore & RuleBookStore
    & WebhookStore

/// The pages on which people work: server-rendered, in French and English, without a script being needed.
///
/// Every rule about who may see what lives in the store (``CaseStore``, ``Visibility``); the console asks as the
/// reviewer who is signed in and shows what it is told. What it adds is the door: passwords, sessions, form tokens,
/// limits.
public struct Console: Sendable {
    let store: any ConsoleStore
    let taxonomy: Taxonomy
    let live: any LiveFigures
    let desk: any ThresholdDesk
    let rules: any RuleDesk
    let audits: (any AuditDesk)?
    let texts: ConsoleTexts
    let settings: ConsoleSettings
    let now: @Sendable () -> Timestamp
    let random: @Sendable (Int) -> [UInt8]
    let renderer: Renderer
    let assets = Assets()
    let passwords: PasswordHashing
    let limits = AttemptLimits()
    let queries = QueryDesk()
    let door: SetupDoor
    let openStreams = StreamCount()
    let helplines: Helplines
    let reportLimits = ReportLimits()
    let attachmentDesk = AttachmentDesk()
    let proof: ReportProof
    let figures = PublicFigures()

    /// - Parameters:
    ///   - store: cases, reports, accounts, the figures of detectors, rules and queries.
    ///   - taxonomy: the policies' names and meanings.
    ///   - live: how the watch is doing.
    ///   - desk: where thresholds of the running watch are changed.
    ///   - rules: where rules are tried and changed.
    ///   - audits: where snapshots that are brought are audited; without it none are taken.
    ///   - now: the clock.
    ///   - random: random bytes for salts, tokens and codes; the system's generator unless a test gives its own.
    /// - Throws: when an embedded template does not parse, which the tests rule out.
    public init(
        store: any ConsoleStore, taxonomy: Taxonomy, live: any LiveFigures, desk: any ThresholdDesk,
        rules: any RuleDesk, texts: ConsoleTexts = ConsoleTexts(), settings: ConsoleSettings = ConsoleSettings(),
        audits: (any AuditDesk)? = nil,
        now: @escaping @Sendable () -> Timestamp = Self.systemClock,
        random: (@Sendable (Int) -> [UInt8])? = nil
    ) throws {
        self.store = store
        self.taxonomy = taxonomy
        self.live = live
        self.desk = desk
        self.rules = rules
        self.audits = audits
        self.texts = texts
        self.settings = settings
        self.now = now
        self.random = random ?? Secrets.systemRandom
        renderer = try Renderer()
        passwords = PasswordHashing(cost: settings.passwordCost, random: self.random)
        door = SetupDoor(random: self.random)
        helplines = try settings.reporting.helplines ?? Helplines.shipped()
        proof = ReportProof(random: self.random)
    }

    /// The clock of the machine.
    public static let systemClock: @Sendable () -> Timestamp = {
        Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    }

    /// The code that makes the first administrator on `/setup`, while there is no account. To be printed at start on
    /// the operator's terminal (never into a log that others read) when ``needsSetup()``; new with every start.
    public var setupCode: String { door.code }

    /// Whether there is no account yet.
    public func needsSetup() async throws -> Bool { try await store.reviewerCount() == 0 }

    /// Makes the accounts of ``ConsoleSettings/demoAccounts`` that do not exist yet, with random passwords that nobody
    /// knows: they are entered by the one-click forms of the sign-in page alone.
    public func createDemoAccounts() async throws {
        for account in settings.demoAccounts where try await store.reviewer(named: account.name) == nil {
            let hash = try await passwords.hash(Secrets.spoken(random(26)))
            _ = try await store.create(
                name: account.name, passwordHash: hash, roles: account.roles, language: account.language.rawValue,
                by: nil, at: now())
        }
    }

    /// Adds the console's pages to a router. Call it before adding routes of other parts: it also adds a middleware
    /// that answers requests which nothing answers, with the console's own "not found" page.
    public func addRoutes<Context: RequestContext>(to router: Router<Context>) {
        router.add(middleware: UnknownPages<Context>(console: self))
        addReporting(to: router)
        addTransparency(to: router)
        for route in routes {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                await answer(request, context: context, by: route)
            }
        }
    }

    /// Every page and form.
    var routes: [Route] {
        [
            .get("/assets/:hash/:name", asset, for: .anybody),
            .get("/sign-in", signInPage, for: .visitor), .post("/sign-in", signIn, for: .visitor),
            .post("/sign-in/demo", signInToDemo, for: .visitor),
            .get("/setup", setupPage, for: .visitor), .post("/setup", setUp, for: .visitor),
            .post("/sign-out", signOut, for: .visitor),
            .get("/", overview), .get("/live", liveStream, for: .visitor),
            .get("/queue", queue),
            .get("/cases/:id", casePage), .post("/cases/:id/:step", caseStep),
            .get("/cases/:id/files/:number", reportFile), .get("/cases/:id/files/:number/view", easedFilePage),
            .get("/cases/:id/statement.json", statementFile),
            .get("/appeals", appealsPage), .get("/appeals/:id", appealFilePage), .post("/appeals/:id", ruleOnAppeal),
            .get("/member", memberPage), .get("/search", searchPage), .get("/trail", trailPage),
            .get("/clocks", clocksPage), .get("/provenance", provenancePage), .post("/provenance", decideOnBadge),
            .get("/detectors", detectorsPage), .get("/detectors/:policy", thresholdPage),
            .post("/detectors/:policy", changeThreshold),
            .get("/rules", rulesPage), .get("/rules/file", ruleFilePage),
            .post("/rules/file", changeRuleFile, bodyLimit: Self.ruleFileLimit * 4),
            .post("/rules/check", checkRuleFile, bodyLimit: Self.ruleFileLimit * 4),
            .get("/rules/revisions", revisionsPage), .get("/rules/revisions/:id", revisionPage),
            .post("/rules/revisions/:id/:step", revisionStep),
            .get("/query", queryPage), .get("/query/:format", exportQuery), .post("/query/saved", saveQuery),
            .post("/query/saved/delete", deleteQuery),
            .get("/audit", auditPage), .post("/audit", uploadSnapshot, files: Self.snapshotLimits),
            .get("/account", accountPage), .post("/account/preferences", savePreferences),
            .post("/account/password", changePassword), .post("/account/care", saveCare),
            .get("/accounts", accountsPage), .post("/accounts", createAccount),
            .get("/webhooks", webhooksPage), .post("/webhooks/resend", resendMessages),
            .post("/accounts/:id", changeAccount), .post("/accounts/:id/password", resetPassword),
        ]
    }
}
