import Foundation
import SafetyModel

/// The rooms that the file names: whether Vigie is in them, and may do there what it is to do.
extension MatrixCheck {
    func rooms() async -> [CheckFinding] {
        let policies = settings.policies
        guard settings.commands != nil || policies != nil else { return [] }
        let joined: Set<String>
        do throws(MatrixFault) {
            joined = Set(try await client.joinedRooms())
        } catch {
            // Where there is no account yet, it is in no room, and that was said.
            return []
        }
        var findings: [CheckFinding] = []
        if let room = settings.commands?.room { findings.append(await commandRoom(room, joined)) }
        for name in policies?.watched ?? [] { findings.append(await list(name, joined)) }
        if case .room(let room)? = policies?.publication { findings.append(await publication(room, joined)) }
        return findings
    }

    private func commandRoom(_ room: String, _ joined: Set<String>) async -> CheckFinding {
        guard joined.contains(room) else {
            return CheckFinding(
                .fault,
                "Vigie is not in the command room \(room), so nobody can ask it there: run vigie serve and invite \(settings.bot) to that room, or correct “room” under commands"
            )
        }
        return await isEncrypted(room)
            ? CheckFinding(.fault, Self.encryptedCommandRoom(room))
            : CheckFinding(.fine, "Vigie is in the command room \(room)")
    }

    static func encryptedCommandRoom(_ room: String) -> String {
        "the command room \(room) is encrypted, so Vigie cannot read what is asked there: encryption cannot be switched off, so make a room without it, invite Vigie, and write its id as “room” under commands"
    }

    /// https://spec.matrix.org/v1.11/client-server-api/#mroomencryption
    private func isEncrypted(_ room: String) async -> Bool {
        struct Encryption: Decodable { var algorithm: String }
        let piece = "/_matrix/client/v3/rooms/\(MatrixClient.escaped(room))/state/m.room.encryption"
        return (try? await client.fetch(Encryption.self, piece)) != nil
    }

    private func list(_ name: String, _ joined: Set<String>) async -> CheckFinding {
        do throws(MatrixFault) {
            let room = try await client.roomID(name)
            guard joined.contains(room) else {
                return CheckFinding(
                    .warning,
                    "Vigie is not in the room of the policy list \(name) yet: vigie serve enters it where it is public; else invite \(settings.bot)"
                )
            }
            return CheckFinding(.fine, "the policy list \(name) is read")
        } catch {
            return CheckFinding(
                .fault, "the policy list \(name) is not found (\(error)): correct it under policy_lists, watch")
        }
    }

    /// What a room says of who may do what (https://spec.matrix.org/v1.11/client-server-api/#mroompower_levels).
    private struct Levels: Decodable {
        var users: [String: Int]?
        var users_default: Int?
        var events: [String: Int]?
        var state_default: Int?

        func mayPublish(_ bot: String) -> Bool {
            let levels = PowerLevels(
                users: users ?? [:], usersDefault: users_default, events: events ?? [:], stateDefault: state_default)
            return levels.level(of: bot) >= levels.needed(toSet: "m.policy.rule.user")
        }
    }

    private func publication(_ room: String, _ joined: Set<String>) async -> CheckFinding {
        guard joined.contains(room) else {
            return CheckFinding(
                .fault,
                "Vigie is not in the room \(room) in which bans are to be published: run vigie serve and invite \(settings.bot) to it, or correct “publish” under policy_lists"
            )
        }
        let piece = "/_matrix/client/v3/rooms/\(MatrixClient.escaped(room))/state/m.room.power_levels"
        do throws(MatrixFault) {
            let levels = try await client.fetch(Levels.self, piece)
            return levels.mayPublish(settings.bot)
                ? CheckFinding(.fine, "bans are published in \(room)")
                : CheckFinding(
                    .fault,
                    "Vigie may not write rules in the room \(room): give \(settings.bot) the power level for m.policy.rule.user there (usually 50)"
                )
        } catch {
            return CheckFinding(.fault, "who may write rules in the room \(room) cannot be asked: \(error)")
        }
    }
}
