import Connectors
import Foundation
import Logging
import SafetyModel

/// Keeps the house on the homeserver: Vigie's account, the rooms that it is invited to, history on the first connection.
struct MatrixSteward: Sendable {
    let settings: MatrixSettings
    let client: MatrixClient
    let intake: MatrixIntake
    let memory: MatrixMemory
    let logger: Logger
    let now: @Sendable () -> Timestamp
    let voice: MatrixVoice
    let errands: MatrixErrands
    private let dialogues: MatrixDialogues?
    private let commands: MatrixCommandDesk?
    private let lists = MatrixListsRead()

    init(
        settings: MatrixSettings, client: MatrixClient, intake: MatrixIntake, memory: MatrixMemory,
        desk: (any MatrixDesk)?, patience: Duration = .seconds(1), logger: Logger,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.settings = settings
        self.client = client
        self.intake = intake
        self.memory = memory
        self.logger = logger
        self.now = now
        let voice = MatrixVoice(client: client, logger: logger, patience: patience)
        let errands = MatrixErrands(memory: memory, logger: logger)
        self.voice = voice
        self.errands = errands
        dialogues = desk.flatMap { desk in
            settings.takesReports
                ? MatrixDialogues(
                    server: settings.server, desk: desk, intake: intake, voice: voice, client: client,
                    errands: errands, now: now) : nil
        }
        commands = desk.flatMap { desk in
            settings.commands.map { MatrixCommandDesk($0, desk: desk, intake: intake, voice: voice, now: now) }
        }
    }

    // MARK: The first minutes

    private enum Step: String {
        case account, administrators, history
    }

    /// Sees to it that Vigie has its account and knows the rooms, however long the homeserver takes to answer.
    func settleIn() async { await untilDone(.account) }

    /// What an administrator's rights make possible, as soon as Vigie has them.
    /// - Returns: whether it has.
    private func settleAsAdministrator(_ faults: inout SaidFaults) async -> Bool {
        let fault = await client.fault(.GET, "/_synapse/admin/v1/rooms?limit=1", as: .administrator)
        switch fault {
        case nil: break
        case .adminTokenRefused:
            faults.tell("\(MatrixFault.adminTokenRefused)", of: "rights")
            return false
        case .refused(403, _, _) where settings.adminToken != nil:
            faults.tell(MatrixCheck.noAdministrator, of: "rights")
            return false
        case .some(let fault):
            faults.tell(
                "Vigie's account is no administrator of the homeserver, so reports, history and some actions are out of reach; docs/connect-matrix.md says how to make it one (\(fault))",
                of: "rights", as: .warning)
            return false
        }
        await untilDone(.administrators)
        await untilDone(.history)
        return true
    }

    /// Tries again, later and later, and says each new fault once.
    private func untilDone(_ step: Step) async {
        var wait = Duration.seconds(1)
        var faults = SaidFaults("matrix", logger)
        while !Task.isCancelled {
            guard let fault = await fault(of: step) else { return }
            faults.tell(fault, of: step.rawValue)
            try? await Task.sleep(for: wait)
            wait = min(wait * 2, .seconds(60))
        }
    }

    /// Takes a step; `nil` where it was taken.
    private func fault(of step: Step) async -> String? {
        do {
            switch step {
            case .account: try await makeAccount()
            case .administrators: try await learnAdministrators()
            case .history: try await MatrixHistory(steward: self).fetch()
            }
            return nil
        } catch {
            return "\(error)"
        }
    }

    private func makeAccount() async throws {
        let body = Data(#"{"type":"m.login.application_service","username":"\#(settings.registration.sender)"}"#.utf8)
        let fault = await client.fault(.POST, "/_matrix/client/v3/register?kind=user", body: body)
        if case .refused(400, "M_USER_IN_USE", _) = fault { return }
        if let fault { throw fault }
    }

    private func learnAdministrators() async throws {
        struct Page: Decodable {
            struct User: Decodable { var name: String }
            var users: [User]
        }
        let page = try await client.fetch(
            Page.self, "/_synapse/admin/v2/users?admins=true&limit=1000&deactivated=false", as: .administrator)
        await intake.appoint(administrators: Set(page.users.map(\.name)).subtracting([settings.bot]))
    }

    // MARK: As it goes

    /// Asks for reports, and carries out what was decided, again and again.
    func work(file: @escaping @Sendable (MatrixReport) async throws -> Void, actions: (any ActionStore)?) async {
        let reports = MatrixReports(steward: self, file: file)
        let delivery = actions.map {
            ActionDelivery(platform: "matrix", store: $0, carrier: actionCarrier, logger: logger, now: now)
        }
        var faults = SaidFaults("matrix", logger)
        var lastPoll = ContinuousClock.now - settings.pollInterval
        var isAdministrator = false
        var lookedAt = ContinuousClock.now - Self.lookInterval
        while !Task.isCancelled {
            if ContinuousClock.now - lookedAt >= Self.lookInterval {
                lookedAt = .now
                await look(&faults)
            }
            if ContinuousClock.now - lastPoll >= settings.pollInterval {
                lastPoll = .now
                faults.tell(await readLists(), of: "policy lists")
                faults.tell(await encryptedCommandRoom(), of: "command room")
                await banListed()
                if !isAdministrator { isAdministrator = await settleAsAdministrator(&faults) }
                for kind in MatrixReports.Kind.allCases where isAdministrator {
                    await faults.naming("reports (\(kind.rawValue))") { try await reports.poll(kind) }
                }
            }
            await dialogues?.sayAllUnsaid()
            if settings.carriesOut, let delivery {
                await faults.naming("actions") { try await delivery.round() }
            }
            try? await Task.sleep(for: min(settings.pollInterval, .seconds(5)))
        }
    }

    /// How often Vigie looks whether its token and the clocks are right.
    private static let lookInterval = Duration.seconds(600)

    /// Whether the homeserver still knows Vigie, and whether both have the same time.
    private func look(_ faults: inout SaidFaults) async {
        await faults.naming("the token") {
            if case .refused(401, _, _)? = await client.fault(.GET, "/_matrix/client/v3/account/whoami") {
                throw MatrixFault.refused(status: 401, code: "M_UNKNOWN_TOKEN", retryAfter: nil)
            }
        }
        guard let time = (try? await client.serverTime()) ?? nil else { return }
        let clocks = CheckFinding.clocks("the homeserver", skew: Double(time.milliseconds - now().milliseconds) / 1000)
        faults.tell(clocks.grade == .fault ? clocks.sentence : nil, of: "clocks")
    }

    /// What is asked in an encrypted room is dropped, for nobody but its readers can read it.
    private func encryptedCommandRoom() async -> String? {
        guard let room = settings.commands?.room, await intake.state.rooms[room]?.isEncrypted == true else {
            return nil
        }
        return MatrixCheck.encryptedCommandRoom(room)
    }

    private var actionCarrier: MatrixActions {
        MatrixActions(
            settings: settings, client: client, intake: intake,
            ownList: settings.policies?.publication.map {
                MatrixOwnList(publication: $0, client: client, memory: memory, intake: intake)
            })
    }

    /// Reads the lists once, and those that could not be read again and again.
    private func readLists() async -> String? {
        guard let policies = settings.policies, !policies.watched.isEmpty else { return nil }
        return await MatrixListReader(
            settings: policies, client: client, voice: voice, intake: intake, known: lists
        ).read()
    }

    /// Bans who stands on a list, where the operator wants that; what fails is tried again at the next poll.
    private func banListed() async {
        guard settings.policies?.bansListed == true, settings.carriesOut else { return }
        for case .ban(let match) in (try? await errands.waiting()) ?? [] {
            let outcome = await actionCarrier.banListed(match)
            if case .failed(let sentence) = outcome {
                logger.warning("matrix: somebody on the list \(match.list) could not be banned yet: \(sentence)")
                continue
            }
            logger.notice("matrix: somebody on the list \(match.list) was banned: \(outcome.sentence)")
            await errands.done(.ban(match))
        }
    }

    /// Sees to what was asked of Vigie in the events of a batch.
    func answer(_ batch: MatrixBatch) async {
        for invitation in batch.invitations { await enter(invitation.room, by: invitation.by) }
        if !batch.matches.isEmpty { await banListed() }
        for event in batch.dialogue { await dialogues?.hear(event) }
        for command in batch.commands { await commands?.answer(command) }
    }

    /// Takes up what was to be done when Vigie ended.
    func takeUp(_ waiting: [MatrixErrand]) async {
        for errand in waiting {
            switch errand {
            case .enter(let room, let by): await enter(room, by: by)
            case .resume(let room):
                await dialogues?.resume(room)
                await errands.done(errand)
            case .ban: break
            }
        }
    }

    private func enter(_ room: String, by member: String) async {
        let fault = await voice.enter(room)
        if let fault {
            logger.warning("matrix: Vigie was invited to a room and could not enter: \(fault)")
            // What may pass is tried again after the next start; the rest would fail for ever.
            if fault.isPassing { return }
            return await errands.done(.enter(room: room, by: member))
        }
        do {
            try await intake.relearn(room)
        } catch {
            logger.warning("matrix: what a room is could not be asked: \(error)")
            return
        }
        await errands.done(.enter(room: room, by: member))
        await dialogues?.entered(room, by: member)
    }
}

/// The lists of bans that were read since the start.
actor MatrixListsRead {
    /// The rooms by the names in the operator's file.
    private(set) var rooms: [String: String] = [:]

    func note(_ name: String, _ room: String) { rooms[name] = room }
}
