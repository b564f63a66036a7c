/// What goes out on a socket, with what goes wrong on the way.
extension Gateway {
    /// Takes what can be sent now.
    mutating func outgoing(_ id: Int, most: Int = 64) -> [Outgoing] {
        guard var connection = connections[id] else { return [.drop] }
        var out = connection.waiting
        connection.waiting = []
        defer { connections[id] = connection }
        guard !connection.isDeaf else { return connection.isEnding ? out : [] }
        guard !connection.isEnding, let name = connection.session, let session = sessions[name] else { return out }
        var room = most
        while room > 0 {
            if let after = connection.resumedAfter, connection.next == after + 1 {
                connection.resumedAfter = nil
                out.append(.frame(Session.frame("RESUMED", after, Array("{\"_trace\":[]}".utf8))))
            }
            guard let frame = session.frame(connection.next) else {
                if connection.next < session.next {
                    // The client was so slow that what it has to get is kept no longer.
                    record.violated("a socket fell behind the buffer")
                    out.append(.close(4000))
                    connection.isEnding = true
                    lose(name, "fell behind")
                    return out
                }
                break
            }
            room -= 1
            connection.next += 1
            sessions[name]?.sent = max(session.sent, connection.next - 1)
            if let ending = disturb(&connection, frame, &out) {
                out += ending
                return out
            }
        }
        return out
    }

    /// Appends a dispatch, as it is or disturbed.
    /// - Returns: what ends the connection, where this does.
    private mutating func disturb(_ connection: inout Connection, _ frame: Session.Frame, _ out: inout [Outgoing])
        -> [Outgoing]?
    {
        // The greeting is left in peace: without it there is no session to disturb.
        guard frame.type != "READY", frame.type != "RESUMED" else {
            out.append(.frame(frame.bytes))
            return nil
        }
        func rolls(_ chance: Double) -> Bool { connection.dice.rolls(chance) }
        if rolls(faults.badText), let broken = Self.broken(frame.bytes) {
            count("badText")
            out.append(.frame(broken))
        } else {
            out.append(.frame(frame.bytes))
        }
        if rolls(faults.duplicate) {
            count("duplicate")
            out.append(.frame(frame.bytes))
        }
        if rolls(faults.swap), out.count >= 2, case .frame(let before) = out[out.count - 2], Self.isDispatch(before) {
            count("swap")
            out.swapAt(out.count - 1, out.count - 2)
        }
        if rolls(faults.oddOpcode) {
            count("oddOpcode")
            out.append(.frame(Array("{\"op\":99,\"d\":{\"x\":[1]},\"s\":null,\"t\":null}".utf8)))
        }
        if rolls(faults.reconnect) {
            count("reconnect")
            out.append(.frame(Array("{\"op\":7,\"d\":null,\"s\":null,\"t\":null}".utf8)))
            connection.isDeaf = true
            return []
        }
        if rolls(faults.deaf) {
            count("deaf")
            connection.isDeaf = true
            return []
        }
        if rolls(faults.invalid), let name = connection.session {
            count("invalid")
            out.append(.frame(Array("{\"op\":9,\"d\":false,\"s\":null,\"t\":null}".utf8)))
            lose(name, "declared invalid")
            connection.session = nil
            connection.isDeaf = true
            return []
        }
        for (name, chance) in [("drop", faults.drop), ("close", faults.close), ("truncate", faults.truncate)]
        where rolls(chance) {
            count(name)
            connection.isEnding = true
            switch name {
            case "drop": return [.drop]
            case "close":
                let code = [4000, 4001, 4008, 1001, 1006][connection.dice.below(4)]
                record.closedByUs[code, default: 0] += 1
                return [.close(code)]
            default:
                guard case .frame(let bytes) = out.removeLast() else { return [.drop] }
                return [.cut(bytes)]
            }
        }
        return nil
    }

    private static func isDispatch(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: Array("{\"t\":\"".utf8)) && !isGreeting(bytes)
    }
    private static func isGreeting(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: Array("{\"t\":\"RE".utf8))
    }

    /// The frame with a byte in a message's text that belongs to no character.
    private static func broken(_ bytes: [UInt8]) -> [UInt8]? {
        let mark = Array("\"content\":\"".utf8)
        guard bytes.count > mark.count else { return nil }
        for start in 0..<(bytes.count - mark.count)
        where bytes[start] == 0x22 && bytes[start..<(start + mark.count)].elementsEqual(mark) {
            return Array(bytes[..<(start + mark.count)]) + [0xC3, 0x28, 0xFF] + Array(bytes[(start + mark.count)...])
        }
        return nil
    }
}
