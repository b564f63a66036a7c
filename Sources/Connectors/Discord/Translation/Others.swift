import SafetyModel

extension DiscordTranslator {
    /// What AutoMod did: one dispatch for each of a rule's actions
    /// (https://docs.discord.com/developers/events/gateway-events#auto-moderation-action-execution).
    mutating func automod(_ dispatch: Dispatch, _ guild: String, _ received: Timestamp) -> [Event] {
        let data = dispatch.data
        guard let user = data["user_id"].id else { return [] }
        let kinds: [Int64: String] = [
            1: "block_message", 2: "send_alert_message", 3: "timeout", 4: "block_member_interaction",
        ]
        let number = data["action"]["type"].integer ?? 0
        let kind = kinds[number] ?? "action_\(number)"
        joins[guild, default: AuditJoin()].tell(.automod("\(user)/\(kind)"), at: received)
        var event = event(
            "automod/\(user)/\(kind)/\(dispatch.mark)", .automodTriggered, guild, at: received,
            channel: data["channel_id"].id)
        event.actor = member(user, guild)
        // The text of one message comes with each action, and with the message itself where it was let through.
        let hasText = data["message_id"].isNull && (number == 1 || number == 4)
        event.body = .automod(
            AutomodExecution(
                rule: data["rule_id"].id, action: kind,
                text: hasText ? data["content"].text?.cut(toBytes: Self.textBytes) : nil))
        return [event]
    }

    /// An entitlement of Vigie's own application: those that somebody gave are gifts
    /// (https://docs.discord.com/developers/resources/entitlement#entitlement-object-entitlement-types).
    func entitlement(_ dispatch: Dispatch, source: String, community: String, _ received: Timestamp) -> [Event] {
        let data = dispatch.data
        guard let id = data["id"].id else { return [] }
        let isGift = [3, 6].contains(data["type"].integer ?? 0)
        let type: EventType =
            switch dispatch.type {
            case "ENTITLEMENT_CREATE" where isGift: .giftClaimed
            case "ENTITLEMENT_DELETE" where isGift: .giftRevoked
            default: .other("discord.\(dispatch.type.lowercased())")
            }
        var event = Event(
            id: "entitlement/\(id)/\(dispatch.type.lowercased())", source: source, type: type,
            time: dispatch.type == "ENTITLEMENT_CREATE" ? Snowflake.time(of: id) ?? received : received,
            community: community)
        if let user = data["user_id"].id {
            let who = member(user, community)
            if type == .giftRevoked { event.target = who } else { event.actor = who }
        }
        if isGift { event.body = .gift(Gift(id: id, title: data["sku_id"].id)) }
        return [event]
    }

    /// What has no guild: Vigie's own private chats (not read), and entitlements of members.
    func outsideGuilds(_ dispatch: Dispatch, _ received: Timestamp) -> [Event] {
        guard dispatch.type.hasPrefix("ENTITLEMENT_") else { return [] }
        return entitlement(dispatch, source: "discord:application", community: "", received)
    }

    /// What is nothing that happens between people, or is answered elsewhere: counted, no event.
    private static let silent: Set<String> = [
        "RESUMED", "PRESENCE_UPDATE", "TYPING_START", "USER_UPDATE", "INTERACTION_CREATE", "VOICE_SERVER_UPDATE",
        "VOICE_CHANNEL_STATUS_UPDATE", "VOICE_CHANNEL_START_TIME_UPDATE", "VOICE_CHANNEL_EFFECT_SEND",
        "CHANNEL_PINS_UPDATE", "THREAD_MEMBER_UPDATE", "THREAD_MEMBERS_UPDATE", "GUILD_EMOJIS_UPDATE",
        "GUILD_STICKERS_UPDATE", "GUILD_INTEGRATIONS_UPDATE", "INTEGRATION_CREATE", "INTEGRATION_UPDATE",
        "INTEGRATION_DELETE", "WEBHOOKS_UPDATE", "INVITE_DELETE", "MESSAGE_REACTION_REMOVE",
        "MESSAGE_REACTION_REMOVE_ALL", "MESSAGE_REACTION_REMOVE_EMOJI", "MESSAGE_POLL_VOTE_ADD",
        "MESSAGE_POLL_VOTE_REMOVE", "STAGE_INSTANCE_CREATE", "STAGE_INSTANCE_UPDATE", "STAGE_INSTANCE_DELETE",
        "GUILD_SCHEDULED_EVENT_CREATE", "GUILD_SCHEDULED_EVENT_UPDATE", "GUILD_SCHEDULED_EVENT_DELETE",
        "GUILD_SCHEDULED_EVENT_USER_ADD", "GUILD_SCHEDULED_EVENT_USER_REMOVE", "GUILD_SOUNDBOARD_SOUND_CREATE",
        "GUILD_SOUNDBOARD_SOUND_UPDATE", "GUILD_SOUNDBOARD_SOUND_DELETE", "GUILD_SOUNDBOARD_SOUNDS_UPDATE",
        "SOUNDBOARD_SOUNDS", "APPLICATION_COMMAND_PERMISSIONS_UPDATE", "AUTO_MODERATION_RULE_CREATE",
        "AUTO_MODERATION_RULE_UPDATE", "AUTO_MODERATION_RULE_DELETE", "SUBSCRIPTION_CREATE", "SUBSCRIPTION_UPDATE",
        "SUBSCRIPTION_DELETE", "RATE_LIMITED",
    ]

    /// A type that is newer than this version is kept as an event, with its ids and without its content: what that
    /// holds, and whether it may be kept, nobody knows yet.
    func unknown(_ dispatch: Dispatch, _ guild: String, _ received: Timestamp) -> [Event] {
        guard !Self.silent.contains(dispatch.type), dispatch.type.utf8.count <= 64,
            dispatch.type.utf8.allSatisfy({ (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F })
        else { return [] }
        var event = event(
            "unknown/\(dispatch.mark)", .other("discord.\(dispatch.type.lowercased())"), guild, at: received,
            channel: dispatch.data["channel_id"].id)
        event.actor = dispatch.data["user_id"].id.map { member($0, guild) }
        return [event]
    }
}
