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
        if let fault {
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
        var last = ""
        while !Task.isCancelled {
            guard let fault = await fault(of: step) else { return }
            if fault != last { logger.error("matrix, \(step.rawValue): \(fault)") }
            last = fault
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
            ActionDelivery(
                platform: "matrix", store: $0,
                carrier: MatrixActions(settings: settings, client: client, intake: intake), logger: logger, now: now)
        }
        var faults = SaidFaults("matrix", logger)
        var lastPoll = ContinuousClock.now - settings.pollInterval
        var isAdministrator = false
        while !Task.isCancelled {
            if ContinuousClock.now - lastPoll >= settings.pollInterval {
                lastPoll = .now
                if !isAdministrator { isAdministrator = await settleAsAdministrator(&faults) }
                for kind in MatrixReports.Kind.allCases where isAdministrator {
                    await faults.naming("reports (\(kind.rawValue))") { try await reports.poll(kind) }
                }
            }
            if settings.carriesOut, let delivery {
                await faults.naming("actions") { try await delivery.round() }
            }
            try? await Task.sleep(for: min(settings.pollInterval, .seconds(5)))
        }
    }

    /// Sees to what was asked of Vigie in the events of a batch.
    func answer(_ batch: MatrixBatch) async {
        for invitation in batch.invitations {
            do {
                let room = MatrixClient.escaped(invitation.room)
                _ = try await client.call(.POST, "/_matrix/client/v3/rooms/\(room)/join", body: Data("{}".utf8))
                try await intake.relearn(invitation.room)
            } catch {
                logger.warning("matrix: Vigie was invited to a room and could not enter: \(error)")
            }
        }
    }
}
