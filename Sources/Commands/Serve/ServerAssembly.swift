import Casework
import Console
import Foundation
import Governance
import Hummingbird
import Logging
import NIOCore
import SQLiteStorage
import SafetyModel
import Service
import ServiceLifecycle
import Watch
import Webhooks

/// Puts the running service together: pipeline, HTTP ingest, health, console. `serve`, `demo` and the tests use it.
struct ServerAssembly {
    let setting: Assembly
    let address: ListenAddress
    private let console: Console
    private let services: [any ServiceLifecycle.Service]
    private let reloading: Reloading?
    private let router: Router<ConsoleRequestContext>

    /// - Parameters:
    ///   - token: what senders of events show.
    ///   - eventKeys: of senders that sign their posts instead.
    ///   - further: services that run beside it, and end before the pipeline does.
    ///   - gauges: what these measure.
    ///   - reloading: ends all of it when the settings are to be taken anew.
    init(
        setting: Assembly, address: ListenAddress, token: BearerToken, eventKeys: WebhookKeys? = nil,
        settings: ConsoleSettings,
        lineageInterval: Duration = .seconds(30), further: [any ServiceLifecycle.Service] = [],
        gauges: @escaping @Sendable () async -> [Gauge] = { [] }, reloading: Reloading? = nil
    ) throws {
        self.setting = setting
        self.address = address
        self.reloading = reloading
        let figures = LivePipelineFigures(pipeline: setting.pipeline)
        console = try Console(
            store: setting.store, taxonomy: setting.taxonomy, live: figures,
            desk: PipelineThresholds(pipeline: setting.pipeline, store: setting.store), rules: PipelineRules(setting),
            texts: ConsoleTexts(
                contribution: { contribution, language in
                    ContributionTexts.text(for: contribution.code, figure: contribution.figure)[language]
                },
                hasThreshold: {
                    !PowerDetectors.names.contains($0) && $0 != ReportSignals.detector.name
                        && $0 != Retaliation.detector.name
                }),
            settings: settings, audits: AuditUploads(store: setting.store), now: Clock.now)
        router = Router(context: ConsoleRequestContext.self, options: .autoGenerateHeadEndpoints)
        console.addRoutes(to: router)
        EventsEndpoint(pipeline: setting.pipeline, token: token, keys: eventKeys, now: Clock.now).addRoutes(to: router)
        ReportsEndpoint(store: setting.store, token: token, now: Clock.now, random: Self.random).addRoutes(to: router)
        Health(pipeline: setting.pipeline, token: token, further: gauges).addRoutes(to: router)
        LedgerEndpoint(pages: setting.store).addRoutes(to: router)
        DescriptionEndpoint().addRoutes(to: router)
        // Pages of the console that are made for programs.
        for path: RouterPath in ["/badges.json", "/transparency/figures.json"] {
            router.refuseOtherMethods(at: path, than: .get)
        }
        // Those that come first end last: what the pipeline enters while it ends is signed too.
        services =
            [
                LedgerCheckpoints(store: setting.store), setting.pipeline, figures,
                LineageUpkeep(store: setting.store, interval: lineageInterval),
            ] + further
    }

    /// Bytes of the system's generator, for receipt codes and ids of messages.
    static let random: @Sendable (Int) -> [UInt8] = { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// The code that opens `/setup`, while there is no account.
    func setupCode() async throws -> String? { try await console.needsSetup() ? console.setupCode : nil }

    /// What is said at the start where measures against staff could not become final; nothing while there is no account.
    func guardianWarning() async throws -> String? {
        let reviewers = try await setting.store.reviewers()
        guard !reviewers.isEmpty else { return nil }
        return Self.warning(guardians: reviewers.filter { Visibility.includesStaffCases($0) }.count)
    }

    /// - Parameter guardians: how many may sign in.
    static func warning(guardians: Int) -> String? {
        switch guardians {
        case ...0: "warning: nobody is a guardian, so nobody sees cases about staff; make two on the page /accounts"
        case 1:
            "warning: with one guardian, measures against staff cannot become final; make a second one on the page /accounts"
        default: nil
        }
    }

    func createDemoAccounts() async throws { try await console.createDemoAccounts() }

    /// Runs until SIGTERM or SIGINT; then what was taken is watched and stored.
    /// - Parameter running: told the port once requests are answered.
    func run(running: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
        var logger = Logger(label: "vigie")
        logger.logLevel = .warning
        let application = Application(
            router: router,
            // A sender that stalls, or an idle browser, does not hold its connection for ever.
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: ApplicationConfiguration(address: .hostname(address.host, port: address.port)),
            onServerRunning: { channel in await running(channel.localAddress?.port ?? 0) }, logger: logger)
        var configuration = ServiceGroupConfiguration(
            services: (services + [application]).map {
                .init(
                    service: $0, successTerminationBehavior: .ignore,
                    failureTerminationBehavior: .gracefullyShutdownGroup)
            },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        if let reloading {
            configuration.services.append(
                .init(
                    service: reloading, successTerminationBehavior: .gracefullyShutdownGroup,
                    failureTerminationBehavior: .gracefullyShutdownGroup))
        }
        // A request that never ends must not keep the service from stopping; what was acknowledged is durable anyway.
        configuration.maximumGracefulShutdownDuration = .seconds(10)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch is CancellationError {
            return
        } catch let error as IOError
            where [EADDRINUSE, EADDRNOTAVAIL, EACCES, EAFNOSUPPORT].contains(error.errnoCode)
        {
            throw address.failure(.system(error.errnoCode))
        } catch is SocketAddressError.UnknownHost {
            throw address.failure(.unknownHost)
        }
    }
}

/// Changes thresholds in the running watch, between two events, and in the store with it.
struct PipelineThresholds: ThresholdDesk {
    let pipeline: Pipeline
    let store: SQLiteStore

    func handOverCounts() async throws { try await pipeline.recordCounts() }

    func change(_ order: ThresholdOrder, by reviewer: Reviewer, at moment: Timestamp) async throws -> ThresholdChange {
        do {
            return try await pipeline.changeThreshold { sequence in
                let change = try await store.changeThreshold(order, after: sequence, by: reviewer, at: moment)
                return (change, change.setting)
            }
        } catch is PipelineError {
            throw ThresholdDeskBusy()
        }
    }
}

/// The pipeline's figures as the console shows them, measured once a second.
struct LivePipelineFigures: LiveFigures, ServiceLifecycle.Service {
    private let pipeline: Pipeline
    private let listeners = Listeners()

    init(pipeline: Pipeline) {
        self.pipeline = pipeline
    }

    func current() async -> LiveReading { await listeners.latest }

    func updates() async -> AsyncStream<LiveReading> { await listeners.add() }

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            var watched = 0
            var moment = ContinuousClock.now
            while !Task.isCancelled {
                let figures = await pipeline.figures()
                let now = ContinuousClock.now
                let seconds = max(0.001, Double((now - moment).milliseconds) / 1000)
                await listeners.tell(
                    LiveReading(
                        eventsPerSecond: Double(figures.watched - watched) / seconds, events: Int(figures.lastSequence),
                        signals: figures.signals, signalsAboutStaff: figures.signalsAboutStaff, behindBy: figures.behind
                    ))
                (watched, moment) = (figures.watched, now)
                try? await Task.sleep(for: .seconds(1))
            }
        }
        await listeners.finish()
        try? await gracefulShutdown()
    }

    /// Those who look at the overview now.
    private actor Listeners {
        private(set) var latest = LiveReading(
            eventsPerSecond: 0, events: 0, signals: 0, signalsAboutStaff: 0, behindBy: 0)
        private var open: [Int: AsyncStream<LiveReading>.Continuation] = [:]
        private var next = 0
        private var finished = false

        func add() -> AsyncStream<LiveReading> {
            let (stream, continuation) = AsyncStream.makeStream(
                of: LiveReading.self, bufferingPolicy: .bufferingNewest(1))
            if finished {
                continuation.finish()
                return stream
            }
            let number = next
            next += 1
            open[number] = continuation
            continuation.onTermination = { _ in Task { await self.remove(number) } }
            continuation.yield(latest)
            return stream
        }

        func tell(_ reading: LiveReading) {
            latest = reading
            for continuation in open.values { continuation.yield(reading) }
        }

        func finish() {
            finished = true
            for continuation in open.values { continuation.finish() }
            open = [:]
        }

        private func remove(_ number: Int) { open[number] = nil }
    }
}
