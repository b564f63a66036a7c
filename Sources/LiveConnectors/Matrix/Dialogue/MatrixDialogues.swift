import Connectors
import Foundation
import Logging
import SafetyModel

/// Holds the chats that members have with Vigie: greets, hands on what is said, says what is answered. One after the
/// other, and no faster than people write.
actor MatrixDialogues {
    private let server: String
    private let desk: any MatrixDesk
    private let intake: MatrixIntake
    private let voice: MatrixVoice
    private let client: MatrixClient
    private let errands: MatrixErrands
    private let now: @Sendable () -> Timestamp

    private var spoken = MatrixTempo(burst: 30, every: .seconds(2))
    private var greeted = MatrixTempo(burst: 5, every: .minutes(10))
    private var told = MatrixTempo(burst: 1, every: .minutes(10))
    /// What was answered already: a homeserver may send the same twice.
    private var seen: Set<String> = []
    private var seenInOrder: [String] = []
    /// Notices that are taken back later, by room.
    private var forNow: [String: [String]] = [:]
    /// What could not be said yet, by room.
    private var unsaid: [String: [(reply: MatrixReply, cause: String)]] = [:]
    private static let mostSeen = 5_000

    init(
        server: String, desk: any MatrixDesk, intake: MatrixIntake, voice: MatrixVoice, client: MatrixClient,
        errands: MatrixErrands, now: @escaping @Sendable () -> Timestamp
    ) {
        self.server = server
        self.desk = desk
        self.intake = intake
        self.voice = voice
        self.client = client
        self.errands = errands
        self.now = now
    }

    // MARK: Beginning

    /// Vigie entered a room that it was invited to: where a member waits there alone, it is greeted.
    func entered(_ room: String, by member: String) async {
        let state = await intake.state
        guard let known = state.rooms[room], state.isDialogue(known), greeted.admits(member, at: now()) else { return }
        if known.isEncrypted { return await openPlainChat(with: member, besides: room) }
        await answer(desk.begin(room, isAfterRestart: false), in: room, because: "begin \(room) \(now().milliseconds)")
    }

    /// After a restart, where something had been said.
    func resume(_ room: String) async {
        let cause = "restart \(room) \(now().milliseconds)"
        await answer(desk.begin(room, isAfterRestart: true), in: room, because: cause)
    }

    private func openPlainChat(with member: String, besides room: String) async {
        let words = MatrixDialogueWords()
        guard told.admits(room, at: now()) else { return }
        do {
            let open = try await voice.openChat(with: member)
            try await intake.relearn(open)
            let isPlain = await intake.state.rooms[open]?.isEncrypted == false
            await voice.say(
                isPlain ? words.encrypted : words.alwaysEncrypted, in: room, because: "encrypted \(room)")
            if isPlain {
                await answer(desk.begin(open, isAfterRestart: false), in: open, because: "begin \(open)")
            } else {
                await voice.leave(open)
            }
        } catch {
            await voice.say(words.alwaysEncrypted, in: room, because: "encrypted \(room)")
        }
    }

    // MARK: As it goes

    func hear(_ event: MatrixDialogueEvent) async {
        guard isNew(event.id) else { return }
        switch event.kind {
        case .left:
            await desk.forget(event.room)
            (forNow[event.room], unsaid[event.room]) = (nil, nil)
            await errands.done(.resume(room: event.room))
            return await voice.leave(event.room)
        case .joinedByAnother:
            await desk.forget(event.room)
            await errands.done(.resume(room: event.room))
            await voice.say(MatrixDialogueWords().notAlone, in: event.room, because: event.id)
            return await voice.leave(event.room)
        case .encrypted:
            return await openPlainChat(with: event.sender, besides: event.room)
        case .said, .changed, .retracted, .file: break
        }
        // Outside a dialogue that still is one, nothing is asked.
        let state = await intake.state
        guard let known = state.rooms[event.room], state.isDialogue(known) else {
            return await errands.done(.resume(room: event.room))
        }
        guard spoken.admits(event.sender, at: now()) else {
            if told.admits(event.sender, at: now()) {
                await voice.say(MatrixDialogueWords().tooFast, in: event.room, because: event.id)
            }
            return
        }
        await sayUnsaid(in: event.room)
        let talk = MatrixRoomTalk(member: event.sender, server: server, intake: intake, client: client)
        await answer(desk.hear(event, talk), in: event.room, because: event.id)
        if await desk.isIdle(event.room) { await errands.done(.resume(room: event.room)) }
    }

    private func isNew(_ id: String) -> Bool {
        guard seen.insert(id).inserted else { return false }
        seenInOrder.append(id)
        if seenInOrder.count > Self.mostSeen {
            for old in seenInOrder.prefix(Self.mostSeen / 2) { seen.remove(old) }
            seenInOrder.removeFirst(Self.mostSeen / 2)
        }
        return true
    }

    // MARK: Answers

    private func answer(_ replies: [MatrixReply], in room: String, because cause: String) async {
        for (number, reply) in replies.enumerated() {
            let told = unsaid[room] == nil ? await carryOut(reply, in: room, because: "\(cause) \(number)") : false
            if !told { unsaid[room, default: []].append((reply, "\(cause) \(number)")) }
        }
    }

    /// - Returns: whether it is done with, so that what comes next may be said.
    private func carryOut(_ reply: MatrixReply, in room: String, because cause: String) async -> Bool {
        switch reply {
        case .say(let text): return await voice.say(text, in: room, because: cause) != .later
        case .sayForNow(let text):
            let saying = await voice.say(text, in: room, because: cause)
            if case .said(let id) = saying { forNow[room, default: []].append(id) }
            return saying != .later
        case .takeBack:
            for id in forNow.removeValue(forKey: room) ?? [] { await voice.takeBack(id, in: room) }
            return true
        }
    }

    /// Says what the homeserver did not take before: a receipt code is not lost with a moment without network.
    func sayAllUnsaid() async {
        for room in unsaid.keys.sorted() { await sayUnsaid(in: room) }
    }

    private func sayUnsaid(in room: String) async {
        guard let waiting = unsaid.removeValue(forKey: room) else { return }
        for (index, (reply, cause)) in waiting.enumerated() {
            if await carryOut(reply, in: room, because: cause) { continue }
            unsaid[room] = Array(waiting[index...].prefix(100)) + (unsaid[room] ?? [])
            return
        }
    }
}
