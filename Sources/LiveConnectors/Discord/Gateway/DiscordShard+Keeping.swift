import Connectors
import SafetyModel

extension DiscordShard {
    /// How many events wait at most to be made durable before nothing more is read.
    static let mostPending = 5_000
    static let mostFetched = 1_000
    /// How many are handed on at once, about: a batch ends with a dispatch.
    private static let batch = 500
    /// How often positions are stored: what came since is told again, and is in the log already.
    private static let keepingInterval = Duration.seconds(1)

    /// How many wait.
    var waitingCount: Int {
        pending.count + batches.reduce(0) { $0 + $1.events.count } + (inHand?.events.count ?? 0)
    }

    /// Ends a batch where it is large enough. Called between two dispatches, when what was appended and where everything
    /// stands agree: positions are stored with each batch, so that who is killed in between loses nothing.
    func endBatch() {
        guard pending.count >= Self.batch else { return }
        batches.append(takePending())
    }

    private func takePending() -> (events: [Event], positions: DiscordPositions) {
        defer { pending = [] }
        return (pending, takePositions())
    }

    func append(_ events: [Event]) {
        guard !events.isEmpty else { return }
        pending += events
        flushing.continuation.yield()
    }

    /// Waits while too much waits to be made durable: then nothing is read, and memory stays flat.
    /// - Parameter most: what is fetched waits for less than what is read, lest the gateway wait for it and be lost.
    func room(below most: Int = mostPending) async {
        guard waitingCount > most else { return }
        while waitingCount > most, !Task.isCancelled {
            // What is not read yet may belong to what waits.
            translator.suspend(at: setting.now())
            await withCheckedContinuation { roomSeekers.append($0) }
        }
        if session.isReady { translator.resume(at: setting.now()) }
    }

    /// As ``room(below:)``, for what the gateway sends.
    func roomToRead() async {
        guard waitingCount > Self.mostPending else { return }
        session.isReading = false
        await room()
        session.isReading = true
    }

    func admitRoomSeekers() {
        for seeker in roomSeekers { seeker.resume() }
        roomSeekers = []
    }

    var isKeepingDue: Bool { isChanged && setting.now().since(keptAt) >= Self.keepingInterval }

    /// Makes durable what waits, and tries again until it is.
    /// - Parameter isLast: then it is tried once.
    func flush(isLast: Bool = false) async {
        var wait = Duration.milliseconds(500)
        while waitingCount > 0 || isKeepingDue || (isLast && isChanged) {
            do {
                try await flushOnce(isLast)
                faults.tell(nil, of: "keeping events")
                wait = .milliseconds(500)
            } catch is CancellationError {
                return
            } catch {
                faults.tell("events could not be kept, they wait and are tried again: \(error)", of: "keeping events")
                if isLast { return }
                do { try await Task.sleep(for: wait) } catch { return }
                wait = min(wait * 2, .seconds(30))
            }
        }
    }

    private func flushOnce(_ isLast: Bool) async throws {
        let (events, positions) = inHand ?? (batches.isEmpty ? takePending() : batches.removeFirst())
        inHand = (events, positions)
        if !events.isEmpty { try await setting.accept(events) }
        unkept.merge(positions)
        inHand = nil
        admitRoomSeekers()
        if isLast || setting.now().since(keptAt) >= Self.keepingInterval {
            let positions = unkept
            isChanged = false
            do { try await memory.keep(positions) } catch {
                isChanged = true
                throw error
            }
            unkept = DiscordPositions()
            keptAt = setting.now()
            keptAsked = positions.asked
        } else {
            isChanged = true
        }
    }

    /// Where everything stands that was appended so far: stored only once that is durable.
    private func takePositions() -> DiscordPositions {
        var positions = changed
        changed = DiscordPositions()
        positions.mark = session.mark
        // What still waits for its entry of the audit log is to be told again.
        if let held = translator.earliestHeld(at: setting.now()), let mark = positions.mark, held <= mark.sequence {
            positions.mark?.sequence = held - 1
        }
        // Who came while nobody told is not told before the list of members comes.
        positions.seen = [translator.newcomersExpectedSince, toldUpTo].compactMap { $0 }.min()
        positions.heard = heardAt
        positions.asked = askedLast
        return positions
    }
}
