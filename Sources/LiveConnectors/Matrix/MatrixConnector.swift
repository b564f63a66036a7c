public import AsyncHTTPClient
import Connectors
import Foundation
import Hummingbird
public import Logging
import NIOCore
public import SafetyModel

/// A Matrix homeserver, connected as an application service: events come in as they happen.
public struct MatrixConnector: LiveConnector {
    public var platform: String { "matrix" }
    private let settings: MatrixSettings
    private let store: any ConnectorStore
    private let actions: (any ActionStore)?
    private let desk: (any MatrixDesk)?
    private let file: @Sendable (MatrixReport) async throws -> Void
    private let client: MatrixClient
    private let logger: Logger
    private let now: @Sendable () -> Timestamp

    /// - Parameters:
    ///   - actions: what decisions have done; `nil` where nothing is carried out.
    ///   - desk: who answers moderators and takes members' reports; `nil` where nobody does.
    ///   - file: files a report of the homeserver; the same id is filed once.
    public init(
        settings: MatrixSettings, store: any ConnectorStore, actions: (any ActionStore)? = nil,
        desk: (any MatrixDesk)? = nil,
        http: HTTPClient = .shared, logger: Logger, now: @escaping @Sendable () -> Timestamp,
        file: @escaping @Sendable (MatrixReport) async throws -> Void = { _ in }
    ) {
        self.settings = settings
        self.store = store
        self.actions = actions
        self.desk = desk
        self.file = file
        client = MatrixClient(settings, http: http)
        self.logger = logger
        self.now = now
    }

    /// - Throws: ``MatrixFault/cannotListen(_:)``, ``StorageError``
    public func run(accept: @escaping @Sendable ([Event]) async throws -> Void) async throws {
        let memory = MatrixMemory(store, server: settings.server)
        var state = MatrixState(server: settings.server, bot: settings.bot)
        state.reserved = Set([settings.commands?.room].compactMap(\.self))
        state.restore(try await memory.rooms())
        let (batches, told) = AsyncStream.makeStream(of: MatrixBatch.self)
        let intake = MatrixIntake(
            translator: MatrixTranslator(
                state: state, readsPrivate: settings.privateGround != nil, hash: MatrixPolicyHash.base64),
            memory: memory,
            client: client, accept: accept, now: now, logger: logger,
            takesReports: settings.takesReports && desk != nil,
            bansListed: settings.carriesOut && settings.policies?.bansListed == true, told: told)
        let steward = MatrixSteward(
            settings: settings, client: client, intake: intake, memory: memory, desk: desk, logger: logger, now: now)
        // Before anything new comes in.
        let waiting = try await steward.errands.waiting()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await listen(intake) }
            group.addTask {
                await steward.settleIn()
                await steward.takeUp(waiting)
                await withTaskGroup(of: Void.self) { group in
                    group.addTask { await steward.work(file: file, actions: actions) }
                    group.addTask { for await batch in batches { await steward.answer(batch) } }
                }
            }
            defer {
                told.finish()
                group.cancelAll()
            }
            // The listener ends alone when it cannot begin.
            while try await group.next() != nil {}
        }
    }

    private func listen(_ intake: MatrixIntake) async throws {
        let receiver = MatrixReceiver(
            hsToken: settings.registration.hsToken, bot: settings.bot, logger: logger,
            take: { try await intake.take($0) })
        var quiet = logger
        // It speaks of connections that are cut off at the end as of errors.
        quiet.logLevel = .critical
        let application = Application(
            router: receiver.router(), server: .http1(configuration: .init(idleTimeout: .seconds(120))),
            configuration: ApplicationConfiguration(address: .hostname(settings.host, port: settings.port)),
            logger: quiet)
        do {
            try await application.run()
        } catch let error where error is IOError || error is SocketAddressError.UnknownHost {
            throw MatrixFault.cannotListen("\(settings.host):\(settings.port)")
        }
    }
}
