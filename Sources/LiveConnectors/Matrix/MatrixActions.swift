import Connectors
import Crypto
import Foundation
import NIOHTTP1
import SafetyModel

/// Carries decisions out on a homeserver. Where Vigie has no power in a room, an administrator's account gives it some
/// first (`make_room_admin`). What is so already is left as it is, so that an action can be tried again.
struct MatrixActions: ActionCarrier {
    let settings: MatrixSettings
    let client: MatrixClient
    let intake: MatrixIntake
    /// Where bans are published.
    var ownList: MatrixOwnList?

    func carryOut(_ action: PlatformAction) async -> ActionOutcome {
        let outcome = await perform(action)
        guard case .done(let sentence) = outcome, let ownList else { return outcome }
        let fault: MatrixFault?
        switch action.kind {
        case .ban: fault = await ownList.publish(action.subject, reference: action.reference)
        case .unban: fault = await ownList.withdraw(reference: action.reference)
        default: return outcome
        }
        guard let fault else { return .done(action.kind == .ban ? "\(sentence); published" : "\(sentence); withdrawn") }
        return fault.isPassing
            ? .failed("\(sentence); the policy list: \(fault)") : .done("\(sentence); the policy list: \(fault)")
    }

    /// Bans somebody who stands on a list, in the community that they joined.
    func banListed(_ match: MatrixPolicyMatch) async -> ActionOutcome {
        await perform(
            PlatformAction(
                id: "\(Self.listed)\(match.id)", kind: .ban, community: match.community, subject: match.user,
                reference: "Policy list \(match.list)"))
    }

    private static let listed = "listed/"

    private static func reason(_ action: PlatformAction) -> String {
        action.id.hasPrefix(listed) ? action.reference : "Decision \(action.reference)"
    }

    private func perform(_ action: PlatformAction) async -> ActionOutcome {
        let state = await intake.state
        let isServer = action.community == settings.server
        let user = MatrixClient.escaped(action.subject)
        let admin = "/_synapse/admin/v1"
        switch action.kind {
        case .suspend:
            return await once(.PUT, "\(admin)/suspend/\(user)", ["suspend": true], "the account is suspended")
        case .ban where isServer:
            return await once(.PUT, "\(admin)/suspend/\(user)", ["suspend": true], "the account is suspended")
        case .unban where isServer:
            return await once(
                .PUT, "\(admin)/suspend/\(user)", ["suspend": false], "the account is no longer suspended")
        case .deactivate:
            return await once(.POST, "\(admin)/deactivate/\(user)", ["erase": false], "the account is deactivated")
        case .shadowBan:
            return await once(.POST, "\(admin)/users/\(user)/shadow_ban", [:], "the account is shadow-banned")
        case .quarantine:
            return await once(
                .POST, "\(admin)/user/\(user)/media/quarantine", [:], "the account's media are quarantined")
        case .redact: return await redact(action)
        case .ban, .unban, .kick, .timeOut, .endTimeOut, .serverACL, .removeRoles:
            return await inRooms(state.rooms(of: action.community), action)
        }
    }

    // MARK: Accounts

    private func once(
        _ method: HTTPMethod, _ path: String, _ body: [String: Bool], _ sentence: String
    ) async -> ActionOutcome {
        let fault = await client.fault(
            method, path, body: try? JSONEncoder().encode(body), as: .administrator)
        return fault.map(Self.outcome) ?? .done(sentence)
    }

    private static func outcome(_ fault: MatrixFault) -> ActionOutcome {
        fault.isPassing ? .failed("\(fault)") : .refused("\(fault)")
    }

    // MARK: Rooms

    private func inRooms(_ rooms: [String], _ action: PlatformAction) async -> ActionOutcome {
        guard !rooms.isEmpty else { return .refused("no room of the community is known on this homeserver") }
        var tally = ActionTally()
        for room in rooms {
            var fault = await act(action, in: room)
            if case .refused(403, _, _) = fault, await takePower(in: room) { fault = await act(action, in: room) }
            tally.note(fault, isPassing: fault?.isPassing ?? false)
        }
        return tally.outcome(of: rooms.count, "rooms", rest: "; in the others Vigie has no power over the member")
    }

    private func act(_ action: PlatformAction, in room: String) async -> MatrixFault? {
        let piece = "/_matrix/client/v3/rooms/\(MatrixClient.escaped(room))"
        switch action.kind {
        case .ban, .unban, .kick: return await changeMembership(action, piece)
        case .timeOut, .endTimeOut: return await changeLevel(action, piece)
        case .removeRoles: return await lower(action.subject, piece)
        case .serverACL: return await shutOut(action.subject, piece)
        default: return nil
        }
    }

    private func changeMembership(_ action: PlatformAction, _ room: String) async -> MatrixFault? {
        let now: String
        switch await membership(of: action.subject, room) {
        case .success(let found): now = found
        case .failure(let fault): return fault
        }
        let isDone =
            switch action.kind {
            case .ban: now == "ban"
            case .unban: now != "ban"
            default: now != "join" && now != "invite" && now != "knock"
            }
        if isDone { return nil }
        let body = try? JSONEncoder().encode(["user_id": action.subject, "reason": Self.reason(action)])
        return await client.fault(.POST, "\(room)/\(action.kind.rawValue)", body: body)
    }

    private func membership(of user: String, _ room: String) async -> Result<String, MatrixFault> {
        struct Member: Decodable { var membership: String }
        do throws(MatrixFault) {
            let path = "\(room)/state/m.room.member/\(MatrixClient.escaped(user))"
            return .success(try await client.fetch(Member.self, path).membership)
        } catch {
            // Never was in it.
            if case .refused(404, _, _) = error { return .success("leave") }
            return .failure(error)
        }
    }

    /// Mutes: a level below that which writing takes.
    private func changeLevel(_ action: PlatformAction, _ room: String) async -> MatrixFault? {
        await edit("\(room)/state/m.room.power_levels") { levels in
            var users = levels["users"] as? [String: Any] ?? [:]
            let own = users[action.subject] as? Int
            if action.kind == .timeOut {
                if own == -1 { return false }
                users[action.subject] = -1
            } else {
                // Another level was given since, by somebody who knew.
                if own != -1 { return false }
                users[action.subject] = nil
            }
            levels["users"] = users
            return true
        }
    }

    /// Gives somebody the level that everybody has, where theirs is higher.
    private func lower(_ user: String, _ room: String) async -> MatrixFault? {
        await edit("\(room)/state/m.room.power_levels") { levels in
            guard var users = levels["users"] as? [String: Any], let own = users[user] as? Int,
                own > levels["users_default"] as? Int ?? 0
            else { return false }
            users[user] = nil
            levels["users"] = users
            return true
        }
    }

    private func shutOut(_ server: String, _ room: String) async -> MatrixFault? {
        await edit("\(room)/state/m.room.server_acl") { list in
            var denied = list["deny"] as? [String] ?? []
            if denied.contains(server) { return false }
            denied.append(server)
            list["deny"] = denied
            if list["allow"] == nil { list["allow"] = ["*"] }
            return true
        }
    }

    /// Changes a piece of a room's state.
    /// - Parameter change: says whether there is anything to change.
    private func edit(_ path: String, _ change: (inout [String: Any]) -> Bool) async -> MatrixFault? {
        var content: [String: Any] = [:]
        do throws(MatrixFault) {
            let found = try await client.call(.GET, path)
            guard let object = (try? JSONSerialization.jsonObject(with: found)) as? [String: Any] else {
                return .unreadable
            }
            content = object
        } catch {
            if case .refused(404, _, _) = error {} else { return error }
        }
        guard change(&content) else { return nil }
        guard let body = try? JSONSerialization.data(withJSONObject: content) else { return .unreadable }
        return await client.fault(.PUT, path, body: body)
    }

    /// Enters a room with the power of its strongest local member.
    func takePower(in room: String) async -> Bool {
        let piece = MatrixClient.escaped(room)
        let body = try? JSONEncoder().encode(["user_id": settings.bot])
        if await client.fault(
            .POST, "/_synapse/admin/v1/rooms/\(piece)/make_room_admin", body: body, as: .administrator)
            != nil
        {
            return false
        }
        return await client.fault(.POST, "/_matrix/client/v3/rooms/\(piece)/join", body: Data("{}".utf8)) == nil
    }

    // MARK: Messages

    private func redact(_ action: PlatformAction) async -> ActionOutcome {
        var tally = ActionTally()
        var shown: (count: Int, fault: MatrixFault)?
        let body = try? JSONEncoder().encode(["reason": Self.reason(action)])
        for message in action.messages {
            // First, for a message that was taken back no longer says which they were.
            if let fault = await quarantineMedia(of: message) {
                // What fails for long keeps no message in sight: at the last try it goes all the same.
                if Self.isBrief(fault), !action.isLastTry {
                    tally.note(fault, isPassing: true)
                    continue
                }
                shown = ((shown?.count ?? 0) + 1, fault)
            }
            // The homeserver knows the transaction again, so that a second try redacts nothing twice.
            let digest = SHA256.hash(data: Data("\(action.id) \(message.id)".utf8)).map { String($0, radix: 16) }
                .joined()
            let path =
                "/_matrix/client/v3/rooms/\(MatrixClient.escaped(message.channel))/redact/"
                + "\(MatrixClient.escaped(message.id))/\(digest)"
            var fault = await client.fault(.PUT, path, body: body)
            if case .refused(403, _, _) = fault, await takePower(in: message.channel) {
                fault = await client.fault(.PUT, path, body: body)
            }
            tally.note(fault, isPassing: fault?.isPassing ?? false)
        }
        let outcome = tally.outcome(of: action.messages.count, "messages")
        guard case .done(let sentence) = outcome, let shown else { return outcome }
        return .done("\(sentence); the media of \(shown.count) could not be quarantined: \(shown.fault)")
    }
}
