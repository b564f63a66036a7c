import Connectors
import SafetyModel

extension DiscordShard {
    func take(_ dispatch: Dispatch, at moment: Timestamp) {
        let data = dispatch.data
        if dispatch.type == "INTERACTION_CREATE" {
            if let interaction = DiscordInteraction(data) { setting.told.yield(interaction) }
            return
        }
        if dispatch.type == "RATE_LIMITED" {
            // https://docs.discord.com/developers/events/gateway-events#rate-limited
            if let guild = data["meta"]["guild_id"].id { putOff(guild, data["retry_after"].double) }
            return
        }
        if dispatch.type == "READY" { lookForGuilds(data) }
        let guild = data["guild_id"].id ?? (dispatch.type.hasPrefix("GUILD_") ? data["id"].id : nil)
        if let guild, !isWatched(guild) { return }
        if let guild { prepare(dispatch, guild, moment) }
        append(translator.take(dispatch, at: moment))
        guard let guild else { return }
        note(dispatch, guild, moment)
        if Self.ofRights.contains(dispatch.type),
            dispatch.type != "GUILD_MEMBER_UPDATE" || data["user"]["id"].id == translator.ownID
        {
            checkRights(guild)
        }
    }

    private func isWatched(_ guild: String) -> Bool {
        let guilds = setting.settings.guilds
        if guilds.contains(guild) { return true }
        faults.tell(
            "the bot is in the server \(guild) too, which is not under “guilds” in the file; nothing of it is taken",
            of: "server \(guild)", as: .warning)
        return false
    }

    /// Names the guilds of the file that the bot is not in.
    private func lookForGuilds(_ ready: JSONTree) {
        let present = Set(ready["guilds"].elements.compactMap { $0["id"].id })
        for guild in setting.settings.guilds where DiscordConnector.shard(of: guild, shards) == number {
            faults.tell(present.contains(guild) ? nil : Self.absent(guild), of: "server \(guild)")
        }
    }

    private static func absent(_ guild: String) -> String {
        "the bot is not in the server \(guild), so nothing of it comes in: invite it (vigie connect discord --invite), or correct “guilds”"
    }

    /// What has to be seen before the translator takes the news in.
    private func prepare(_ dispatch: Dispatch, _ guild: String, _ moment: Timestamp) {
        guard dispatch.type == "GUILD_CREATE", let known = translator.remembered(guild) else { return }
        add(
            MissedSpan.spans(known, now: dispatch.data, lastAudit: audits[guild], seen: awaySince, at: moment))
        // Clocks differ, and who is told twice is kept once.
        if let awaySince { translator.expectNewcomers(to: guild, since: awaySince - MissedSpan.margin) }
    }

    /// What is to be remembered of a dispatch, and asked for because of it.
    private func note(_ dispatch: Dispatch, _ guild: String, _ moment: Timestamp) {
        let data = dispatch.data
        switch dispatch.type {
        case "MESSAGE_CREATE":
            if let channel = data["channel_id"].id { noteLastMessage(in: channel, of: guild) }
            noteTold(data["id"].id.flatMap { Snowflake.time(of: $0) })
        case "GUILD_AUDIT_LOG_ENTRY_CREATE":
            if let id = data["id"].id { noteAudit(id, of: guild) }
        case "GUILD_MEMBER_ADD": noteTold(data["joined_at"].moment)
        case "GUILD_MEMBERS_CHUNK":
            // Who is gone by the list may have been kicked or banned: unless that is still fetched, it is known by now.
            if !spans.hasAudit(of: guild) { append(translator.fetched(entriesOf: guild)) }
        default:
            if dispatch.type.hasPrefix("GUILD_") && !dispatch.type.hasPrefix("GUILD_MEMBER")
                || dispatch.type.hasPrefix("CHANNEL_") || dispatch.type.hasPrefix("THREAD_")
            {
                changed.guilds[guild] = .some(translator.remembered(guild))
            }
            if dispatch.type == "GUILD_CREATE" {
                faults.tell(nil, of: "server \(guild)")
                askForMembers(of: guild)
            } else if dispatch.type == "GUILD_DELETE", data["unavailable"].bool != true {
                faults.tell(Self.absent(guild), of: "server \(guild)")
            }
        }
    }

    /// Dispatches after which Vigie may have other permissions than before.
    private static let ofRights: Set<String> = [
        "GUILD_CREATE", "GUILD_MEMBERS_CHUNK", "GUILD_MEMBER_UPDATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE",
    ]

    /// Names the permissions that Vigie lacks in a guild, as its roles stand now.
    private func checkRights(_ guild: String) {
        guard let missing = translator.missingPermissions(in: guild) else { return }
        faults.tell(
            missing.isEmpty ? nil : DiscordRights.sentence(missing, guild: translator.remembered(guild)?.name ?? guild),
            of: "rights in \(guild)")
    }

    /// Notes that everything up to a moment of the platform was told.
    func noteTold(_ moment: Timestamp?) {
        if let moment { toldUpTo = max(toldUpTo ?? moment, moment) }
    }

    func noteLastMessage(in channel: String, of guild: String) {
        guard let last = translator.remembered(guild)?.channels[channel]?.lastMessage else { return }
        changed.messages[channel] = .init(guild: guild, id: last)
    }

    func noteAudit(_ id: String, of guild: String) {
        if let last = audits[guild], !Snowflake.isLater(id, than: last) { return }
        audits[guild] = id
        changed.audits[guild] = id
    }

    // MARK: What others ask

    /// Roles that give power over others, of those.
    func powers(of roles: [String], in guild: String) -> [String] { translator.powers(of: roles, in: guild) }

    /// The guild in which most of these people are members.
    func guild(of people: [String]) -> String? { translator.guild(of: people) }

    // MARK: Members

    /// All members of a guild may be asked for once in this time
    /// (https://docs.discord.com/developers/events/gateway-events#request-guild-members).
    private static let askingInterval = Duration.seconds(31)

    /// Asks for the list of a guild's members, once in a session.
    func askForMembers(of guild: String) {
        guard !translator.knowsAllMembers(of: guild) || awaySince != nil, !asked.contains(guild) else { return }
        let moment = setting.now()
        // An earlier run may have asked for those of any.
        if let last = askedAt[guild] ?? askedBefore, moment.since(last) < Self.askingInterval {
            askAgain[guild] = last + Self.askingInterval
            return
        }
        asked.insert(guild)
        askedAt[guild] = moment
        askedLast = moment
        asking[guild] = moment
    }

    /// Asks for what was to be asked for, once the store knows that it is.
    func askAsKept() {
        for (guild, moment) in asking {
            guard let keptAsked, moment <= keptAsked else {
                isChanged = true
                continue
            }
            guard session.isReady else { continue }
            asking[guild] = nil
            handle(.send(GatewayFrame.requestMembers(of: guild)))
        }
    }

    private func putOff(_ guild: String, _ seconds: Double?) {
        asked.remove(guild)
        askAgain[guild] = setting.now() + .milliseconds(Int(min(max(seconds ?? 30, 1), 600) * 1000))
    }
}
