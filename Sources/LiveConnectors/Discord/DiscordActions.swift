import Connectors
import SafetyModel

/// Carries decisions out on Discord. What is so already is left as it is, so that an action can be tried again.
struct DiscordActions: ActionCarrier {
    let client: DiscordClient
    let now: @Sendable () -> Timestamp
    /// Roles of a member that give power over others, of those that they hold.
    let powers: @Sendable (_ roles: [String], _ guild: String) async -> [String]

    /// How long before a time-out of 28 days ends a longer one is put on anew.
    private static let renewal = Duration.days(1)

    func carryOut(_ action: PlatformAction) async -> ActionOutcome {
        let (user, guild) = (action.subject, action.community)
        // The only reason that is told on the platform.
        let reason = "Decision \(action.reference)"
        guard UInt64(guild) != nil, action.kind == .redact || UInt64(user) != nil else {
            return .refused("this is no member of a Discord server that Vigie knows by its id")
        }
        switch action.kind {
        case .redact: return await redact(action, reason)
        case .ban: return await once(.ban(user, of: guild, reason: reason), "the member is banned")
        case .unban:
            return await once(.unban(user, of: guild, reason: reason), "the ban is lifted", isSo: [Code.unknownBan])
        case .kick:
            return await once(.kick(user, of: guild, reason: reason), "the member is out", isSo: [Code.unknownMember])
        case .timeOut: return await timeOut(action, reason)
        case .endTimeOut:
            return await once(
                .timeOut(user, of: guild, until: nil, reason: reason), "the time-out is over",
                isSo: [Code.unknownMember])
        case .removeRoles: return await removeRoles(action, reason)
        case .suspend, .deactivate, .shadowBan, .quarantine, .serverACL:
            return .refused("Discord lets no bot do that; ask its Trust & Safety team")
        }
    }

    /// https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
    private enum Code {
        static let unknownMember = 10007
        static let unknownMessage = 10008
        static let unknownBan = 10026
    }

    /// - Parameter isSo: codes of a 404 that say that there is nothing left to do.
    private func once(_ request: DiscordRequest, _ sentence: String, isSo codes: [Int] = []) async -> ActionOutcome {
        switch await client.fault(request) {
        case nil: return .done(sentence)
        case .refused(404, let code) where codes.contains(code): return .done("it is so already")
        case .some(let fault): return Self.outcome(fault)
        }
    }

    private static func outcome(_ fault: DiscordFault) -> ActionOutcome {
        mayPass(fault) ? .failed("\(fault)") : .refused("\(fault)")
    }

    /// A new token is put into the file sooner or later.
    private static func mayPass(_ fault: DiscordFault) -> Bool { fault.isPassing || fault == .tokenRefused }

    private func timeOut(_ action: PlatformAction, _ reason: String) async -> ActionOutcome {
        let moment = now()
        // A minute less than the longest, for clocks that differ.
        let longest = moment + DiscordRequest.longestTimeOut - .minutes(1)
        if let until = action.until, until <= moment { return .done("its time is over already") }
        let until = min(action.until ?? longest, longest)
        let fault = await client.fault(
            .timeOut(action.subject, of: action.community, until: until, reason: reason))
        if let fault { return Self.outcome(fault) }
        if let whole = action.until, whole <= longest { return .done("the member is timed out") }
        return .again(
            "the member is timed out for 28 days, the longest that Discord takes; it is put on anew then",
            at: until - Self.renewal)
    }

    private func removeRoles(_ action: PlatformAction, _ reason: String) async -> ActionOutcome {
        let member: JSONTree
        do throws(DiscordFault) {
            member = try await client.call(.member(action.subject, of: action.community))
        } catch {
            if case .refused(404, Code.unknownMember) = error { return .done("the member is gone") }
            return Self.outcome(error)
        }
        let roles = await powers(member["roles"].elements.compactMap(\.id), action.community)
        var tally = ActionTally()
        // Named, so that they can be given back by hand.
        var taken: [String] = []
        for role in roles {
            let fault = await client.fault(
                .takeRole(role, from: action.subject, of: action.community, reason: reason))
            if fault == nil { taken.append(role) }
            tally.note(fault, isPassing: fault.map(Self.mayPass) ?? false)
        }
        return tally.outcome(of: roles.count, "roles with power over others", naming: taken)
    }

    private func redact(_ action: PlatformAction, _ reason: String) async -> ActionOutcome {
        await each(action.messages, "messages", isSo: [Code.unknownMessage]) { message in
            .delete(message.id, in: message.channel, reason: reason)
        }
    }

    private func each<Thing>(
        _ things: [Thing], _ name: String, isSo codes: [Int] = [], _ request: (Thing) -> DiscordRequest
    ) async -> ActionOutcome {
        var tally = ActionTally()
        for thing in things {
            var fault = await client.fault(request(thing))
            if case .refused(404, let code) = fault, codes.contains(code) { fault = nil }
            tally.note(fault, isPassing: fault.map(Self.mayPass) ?? false)
        }
        return tally.outcome(of: things.count, name)
    }
}
