import SafetyModel

extension GatewaySession {
    mutating func received(_ frame: GatewayFrame, _ now: Timestamp, _ random: () -> Double) -> [Action] {
        switch frame.opcode {
        case GatewayFrame.Opcode.hello: return hello(frame, now, random)
        case GatewayFrame.Opcode.heartbeatAck:
            heart?.isAnswered = true
            return []
        case GatewayFrame.Opcode.heartbeat:
            return heart == nil ? [] : send(heartbeat(), now)
        case GatewayFrame.Opcode.reconnect:
            return [.close(code: 4000)] + again(now, after: .milliseconds(Int(random() * 1000)))
        case GatewayFrame.Opcode.invalidSession:
            let lost = frame.data.bool == true ? [] : forget(now)
            // "Wait a random amount of time between 1 and 5 seconds"; longer where it happens again and again.
            let wait = max(Duration.milliseconds(1000 + Int(random() * 4000)), attempts > 2 ? backoff(random) : .zero)
            attempts += 1
            return [.close(code: 4000)] + lost + again(now, after: wait)
        case GatewayFrame.Opcode.dispatch: return dispatched(frame, now)
        default: return []
        }
    }

    private mutating func hello(_ frame: GatewayFrame, _ now: Timestamp, _ random: () -> Double) -> [Action] {
        guard case .awaitingHello = phase else { return [] }
        let interval = Duration.milliseconds(min(max(frame.data["heartbeat_interval"].integer ?? 41_250, 50), 600_000))
        // The first beat comes at a random moment of the interval, so that many clients do not beat together.
        heart = Heart(
            interval: interval, next: now + .milliseconds(Int(Double(interval.milliseconds) * random())),
            isAnswered: true)
        guard let session else {
            phase = .asking
            return [.askToIdentify]
        }
        phase = .authenticating(since: now)
        return send(resume(session.id), now)
    }

    private mutating func dispatched(_ frame: GatewayFrame, _ now: Timestamp) -> [Action] {
        guard let type = frame.type else { return [] }
        if type == "READY", let sequence = frame.sequence {
            guard let id = frame.data["session_id"].text else { return [] }
            session = (id, frame.data["resume_gateway_url"].text ?? settings.url)
            window = SequenceWindow(after: sequence - 1)
        }
        guard session != nil else { return [] }
        var actions: [Action] = []
        // Whether this one has a number of its own the documentation does not say: where it has not, it stands for no
        // other dispatch.
        if type == "RESUMED" { actions += resumed(now) }
        guard let sequence = frame.sequence else { return actions }
        actions += handOn(window.take(frame, sequence, at: now), now)
        return actions + giveUp(now)
    }

    private mutating func resumed(_ now: Timestamp) -> [Action] {
        if isReady { return [] }
        phase = .ready(since: now)
        attempts = 0
        return [.ready(isFresh: false)] + sendWaiting(now)
    }

    /// What is missing is waited for no longer, where it was long enough.
    mutating func giveUp(_ now: Timestamp) -> [Action] {
        let (missed, frames) = window.giveUp(at: now)
        return (missed > 0 ? [.missed(missed)] : []) + handOn(frames, now)
    }

    mutating func handOn(_ frames: [(frame: GatewayFrame, sequence: Int64)], _ now: Timestamp) -> [Action] {
        guard let session else { return [] }
        var actions: [Action] = []
        for (frame, sequence) in frames {
            let type = frame.type ?? ""
            actions.append(
                .dispatch(Dispatch(type: type, data: frame.data, session: session.id, sequence: sequence)))
            if type == "READY" {
                phase = .ready(since: now)
                actions.append(.ready(isFresh: true))
                actions += sendWaiting(now)
            }
        }
        return actions
    }

    // MARK: Sending

    mutating func send(_ payload: String, _ now: Timestamp) -> [Action] {
        sends.note(at: now)
        return [.send(payload)]
    }

    mutating func sendWaiting(_ now: Timestamp) -> [Action] {
        guard isReady else { return [] }
        var actions: [Action] = []
        while !queue.isEmpty, sends.admits(at: now, reserve: Self.reserve) {
            actions += send(queue.removeFirst(), now)
        }
        return actions
    }

    func heartbeat() -> String {
        GatewayFrame.write(GatewayFrame.Opcode.heartbeat) { writer in
            if session == nil { writer.null() } else { writer.integer(window.highest) }
        }
    }

    func identify() -> String {
        GatewayFrame.write(GatewayFrame.Opcode.identify) { writer in
            writer.beginObject()
            writer.key("token")
            writer.string(settings.token)
            writer.key("intents")
            writer.integer(settings.intents)
            writer.key("large_threshold")
            writer.integer(50)
            writer.key("shard")
            writer.beginArray()
            writer.integer(settings.shard)
            writer.integer(settings.shards)
            writer.endArray()
            writer.key("properties")
            writer.beginObject()
            for name in ["os", "browser", "device"] {
                writer.key(name)
                writer.string(name == "os" ? "linux" : "vigie")
            }
            writer.endObject()
            writer.endObject()
        }
    }

    private func resume(_ session: String) -> String {
        GatewayFrame.write(GatewayFrame.Opcode.resume) { writer in
            writer.beginObject()
            writer.key("token")
            writer.string(settings.token)
            writer.key("session_id")
            writer.string(session)
            writer.key("seq")
            writer.integer(window.contiguous)
            writer.endObject()
        }
    }
}
