import Connectors
import Foundation
import Logging
import SafetyModel

/// Takes what the homeserver sends, one after the other: translates it, has it made durable, and remembers what it told
/// of rooms and people. In that order: who is killed in between is sent the same again, and the log holds nothing twice.
actor MatrixIntake {
    private var translator: MatrixTranslator
    private let memory: MatrixMemory
    private let client: MatrixClient
    private let accept: @Sendable ([Event]) async throws -> Void
    private let now: @Sendable () -> Timestamp
    private let logger: Logger
    private let told: AsyncStream<MatrixBatch>.Continuation

    private var isBusy = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    /// What was translated and could not be kept: it comes again, and was learned from already.
    private var unsettled: (ids: [String], batch: MatrixBatch)?
    private let takesReports: Bool
    private let bansListed: Bool
    /// What was taken since the start.
    private(set) var figures: MatrixIntakeFigures

    init(
        translator: MatrixTranslator, memory: MatrixMemory, client: MatrixClient,
        accept: @escaping @Sendable ([Event]) async throws -> Void, now: @escaping @Sendable () -> Timestamp,
        logger: Logger, takesReports: Bool = false, bansListed: Bool = false,
        told: AsyncStream<MatrixBatch>.Continuation
    ) {
        self.translator = translator
        self.memory = memory
        self.client = client
        self.accept = accept
        self.now = now
        self.logger = logger
        self.takesReports = takesReports
        self.bansListed = bansListed
        self.told = told
        figures = MatrixIntakeFigures(since: now())
    }

    /// - Throws: ``MatrixFault``, and what keeping events throws.
    func take(_ transaction: MatrixTransaction) async throws {
        try await inTurn {
            for room in transaction.unknownRooms(to: translator.state) { try await learn(room) }
            let batch = translate(transaction)
            unsettled = (transaction.eventIDs, batch)
            if !batch.events.isEmpty { try await accept(batch.events) }
            try await memory.keep(
                translator.state.takeChanges(),
                MatrixErrands.of(batch, takesReports: takesReports, bansListed: bansListed))
            unsettled = nil
            if batch.encrypted > 0, figures.encrypted == 0 {
                logger.notice("encrypted messages cannot be read; who writes to whom and when is watched all the same")
            }
            figures.encrypted += batch.encrypted
            figures.events += transaction.eventIDs.count
            figures.last = now()
            told.yield(batch)
        }
    }

    /// Learns a room anew, as after Vigie was let in.
    func relearn(_ room: String) async throws {
        try await inTurn {
            try await learn(room)
            try await memory.keep(translator.state.takeChanges())
        }
    }

    /// Which rooms are lists of bans.
    func watch(lists: Set<String>) { translator.state.watch(lists: lists) }

    func reserve(_ room: String) { translator.state.reserved.insert(room) }

    /// Learns a list anew, and holds it against who is here.
    func read(list room: String) async throws {
        try await inTurn {
            try await learn(room)
            let batch = translator.lookUp(list: room, receivedAt: now())
            try await keep(batch.events)
            try await memory.keep(
                translator.state.takeChanges(),
                MatrixErrands.of(batch, takesReports: takesReports, bansListed: bansListed))
            told.yield(batch)
        }
    }

    /// Events that are made durable as they are, in turn with what the homeserver sends.
    func keep(_ events: [Event]) async throws {
        if !events.isEmpty { try await accept(events) }
    }

    /// The community of a room, or that two people share.
    func community(room: String?, of one: String, and other: String) -> String {
        if let room { return translator.state.community(of: room) }
        return translator.state.shared([one, other])
    }

    /// The community that a report belongs to: that of the room, where one is known; else one that both people are in,
    /// or that the reporter is in.
    func communityOfReport(room: String?, accused: String?, reporter: String) -> String {
        if let room, translator.state.rooms[room] != nil { return translator.state.community(of: room) }
        return translator.state.shared([reporter, accused].compactMap(\.self))
    }

    var state: MatrixState { translator.state }

    /// How far history is; `nil` once it is in.
    func note(history: MatrixHistoryFigures?) { figures.history = history }

    func appoint(administrators: Set<String>) { translator.state.administrators = administrators }

    private func translate(_ transaction: MatrixTransaction) -> MatrixBatch {
        if let unsettled, unsettled.ids == transaction.eventIDs { return unsettled.batch }
        return translator.translate(transaction, receivedAt: now())
    }

    private func learn(_ room: String) async throws {
        let piece = MatrixClient.escaped(room)
        do {
            try await learn(room, "/_synapse/admin/v1/rooms/\(piece)/state", as: .administrator)
        } catch let fault as MatrixFault where !fault.isPassing {
            do {
                try await learn(room, "/_matrix/client/v3/rooms/\(piece)/state", as: .service)
            } catch let fault as MatrixFault where !fault.isPassing {
                // Nobody may see it, or it is gone: it is taken for private.
                translator.learn(.none, room: room)
            }
        }
    }

    private func learn(_ room: String, _ path: String, as identity: MatrixClient.Identity) async throws {
        let bytes = Array(try await client.call(.GET, path, as: identity))
        guard let state = try? MatrixTransaction(state: bytes) else { throw MatrixFault.unreadable }
        translator.learn(state, room: room)
    }

    // MARK: One after the other

    private func inTurn(_ body: () async throws -> Void) async rethrows {
        if isBusy {
            await withCheckedContinuation { waiting.append($0) }
        } else {
            isBusy = true
        }
        defer {
            if waiting.isEmpty { isBusy = false } else { waiting.removeFirst().resume() }
        }
        try await body()
    }
}

/// What the homeserver sent since Vigie started.
struct MatrixIntakeFigures: Sendable, Hashable {
    var since: Timestamp
    var events = 0
    var encrypted = 0
    var last: Timestamp?
    /// `nil` where no history is being fetched.
    var history: MatrixHistoryFigures?
}

/// How far the first connection is with what there was before it.
struct MatrixHistoryFigures: Sendable, Hashable {
    /// Whether the rooms' messages are read; before, what rooms there are is learned.
    var isReading: Bool
    var rooms: Int
    /// Rooms that are learned, or read to the end.
    var done = 0
    var events = 0
}
