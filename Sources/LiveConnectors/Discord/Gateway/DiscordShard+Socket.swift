import Connectors
import NIOCore
import SafetyModel

extension DiscordShard {
    /// Opens one socket after the other, as the session wants them.
    func connectLoop() async {
        for await attempt in attempts.stream where attempt.number == self.attempt {
            let (abandoned, abandon) = AsyncStream.makeStream(of: Void.self)
            self.abandon = abandon
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.hold(attempt) }
                group.addTask { for await _ in abandoned {} }
                await group.next()
                group.cancelAll()
            }
        }
    }

    private func hold(_ attempt: Attempt) async {
        var code: Int?
        do {
            guard let address = GatewayAddress(attempt.url) else { throw GatewaySocket.NotUpgraded() }
            code = try await GatewaySocket.hold(
                address, tls: DiscordTrust.configuration(setting.settings), opened: { await self.opened($0, attempt) },
                take: { await self.take($0, attempt) })
        } catch {
            if attempt.number == self.attempt, !Task.isCancelled {
                let fault: DiscordFault =
                    DiscordTrust.isRefusal(error) ? .untrusted(attempt.url) : .unreachable(attempt.url)
                faults.tell("\(fault)", of: "gateway")
            }
        }
        guard attempt.number == self.attempt else { return }
        socket = nil
        handle(.closed(code: code))
    }

    private func opened(_ socket: GatewaySocket, _ attempt: Attempt) {
        guard attempt.number == self.attempt else { return socket.close(code: 4000) }
        self.socket = socket
        inflater = try? GatewayInflater()
        handle(.opened)
    }

    private func take(_ piece: GatewaySocket.Piece, _ attempt: Attempt) async {
        guard attempt.number == self.attempt else { return }
        switch piece {
        case .text(let buffer): received(Array(buffer.readableBytesView))
        case .compressed(let buffer):
            do {
                if let bytes = try inflater?.take(buffer.readableBytesView) { received(bytes) }
            } catch {
                // What follows in the stream cannot be read either: a new connection takes the session up.
                faults.tell("a compressed message could not be read, so Vigie connects anew", of: "gateway")
                self.attempt += 1
                socket?.close(code: 4000)
                socket = nil
                handle(.closed(code: nil))
            }
        }
        await roomToRead()
    }

    private func received(_ bytes: [UInt8]) {
        isChanged = true
        // A greeting, and a refusal to take the session up, say nothing of what happened until now.
        defer { if session.isReady { heardAt = setting.now() } }
        guard let frame = try? GatewayFrame(bytes) else {
            faults.tell("a message of the gateway was no JSON; what it held is fetched where that can be", of: "frames")
            return handle(.unreadable)
        }
        handle(.received(frame))
        endBatch()
    }
}
