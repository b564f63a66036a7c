extension Guild {
    /// A guild object (https://docs.discord.com/developers/resources/guild#guild-object).
    var object: JSON {
        [
            "id": .id(id), "name": .string(name), "icon": nil, "splash": nil, "discovery_splash": nil,
            "owner_id": .id(People.id(owner)), "afk_channel_id": nil, "afk_timeout": 300, "verification_level": 1,
            "default_message_notifications": 1, "explicit_content_filter": 2,
            "roles": .array(roles.map(Self.object(of:))), "emojis": [], "stickers": [],
            "features": .array(features.map { .string($0) }), "mfa_level": 1, "application_id": nil,
            "system_channel_id": nil, "system_channel_flags": 0, "rules_channel_id": nil, "vanity_url_code": nil,
            "description": nil, "banner": nil, "premium_tier": 0, "premium_subscription_count": 0,
            "preferred_locale": "en-GB", "public_updates_channel_id": nil, "nsfw_level": 0,
            "premium_progress_bar_enabled": false, "safety_alerts_channel_id": nil,
        ]
    }

    /// `GUILD_CREATE`: the guild with what only that has
    /// (https://docs.discord.com/developers/events/gateway-events#guild-create). Of a large guild's members only the bot
    /// and those in voice rooms are in it.
    func created(_ application: Application, intents: Int, largeThreshold: Int) -> JSON {
        var members: [JSON] = [botMember(application)]
        let isLarge = memberCount > largeThreshold
        if intents & Intents.presences != 0, !isLarge {
            members += (0..<accounts).filter(isMember).map { member($0) }
        } else {
            members += voices.keys.sorted().map { member($0) }
        }
        return object.with([
            "joined_at": .string(Moment.text(botJoined)), "large": .bool(isLarge), "unavailable": false,
            "member_count": .integer(Int64(memberCount)),
            "voice_states": .array(
                voices.sorted { $0.key < $1.key }.map { voice($0.key, in: $0.value, withMember: false) }),
            "members": .array(members),
            "channels": .array(channels.filter { !$0.isDeleted && !$0.isHidden && $0.type != 11 }.map(object(of:))),
            "threads": .array(channels.filter { !$0.isDeleted && $0.type == 11 }.map(object(of:))), "presences": [],
            "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": [],
        ])
    }

    static func object(of role: Role) -> JSON {
        [
            "id": .id(role.id), "name": .string(role.name), "permissions": .id(role.permissions),
            "position": .integer(Int64(role.position)), "color": 0,
            "colors": ["primary_color": 0, "secondary_color": nil, "tertiary_color": nil], "hoist": false,
            "icon": nil, "unicode_emoji": nil, "managed": .bool(role.isManaged), "mentionable": false, "flags": 0,
        ]
    }

    func object(of channel: GuildChannel) -> JSON {
        var json: JSON = [
            "id": .id(channel.id), "type": .integer(Int64(channel.type)), "guild_id": .id(id),
            "name": .string(channel.name), "parent_id": .id(channel.parent), "flags": 0, "rate_limit_per_user": 0,
            "last_message_id": .id(channel.lastMessage),
        ]
        switch channel.type {
        case 11:
            json = json.with([
                "owner_id": .id(People.id(1)), "message_count": .integer(Int64(channel.messages.count)),
                "member_count": 2, "total_message_sent": .integer(Int64(channel.messages.count)),
                "thread_metadata": [
                    "archived": false, "auto_archive_duration": 1440, "locked": false,
                    "archive_timestamp": .string(Moment.text(Snowflakes.time(of: channel.id))),
                    "create_timestamp": .string(Moment.text(Snowflakes.time(of: channel.id))),
                ],
            ])
        default:
            json = json.with([
                "position": .integer(Int64(channel.position)), "permission_overwrites": [], "nsfw": false, "topic": nil,
            ])
            if channel.type == 2 {
                json = json.with(["bitrate": 64_000, "user_limit": 0, "rtc_region": nil, "video_quality_mode": 1])
            }
        }
        return json
    }

    /// A voice state (https://docs.discord.com/developers/resources/voice#voice-state-object).
    func voice(_ number: Int, in channel: UInt64?, withMember: Bool = true) -> JSON {
        var json: JSON = [
            "guild_id": .id(id), "channel_id": .id(channel), "user_id": .id(People.id(number)),
            "session_id": .string("v\(number)"), "deaf": false, "mute": false, "self_deaf": false, "self_mute": false,
            "self_video": false, "suppress": false, "request_to_speak_timestamp": nil,
        ]
        if withMember { json = json.with(["member": member(number)]) }
        return json
    }

    /// A message object (https://docs.discord.com/developers/resources/message#message-object).
    func object(of message: StoredMessage, in channel: GuildChannel, _ application: Application) -> JSON {
        var json: JSON = [
            "id": .id(message.id), "channel_id": .id(channel.id),
            "author": message.author < 0 ? application.botUser : People.user(Int(message.author)),
            "content": .string(Phrases.text(of: message)),
            "timestamp": .string(Moment.text(Snowflakes.time(of: message.id))),
            "edited_timestamp": message.editedAt > 0 ? .string(Moment.text(message.editedAt)) : nil, "tts": false,
            "mention_everyone": false, "mentions": [], "mention_roles": [], "attachments": [], "embeds": [],
            "pinned": false, "type": message.answers == 0 ? 0 : 19, "flags": 0, "components": [],
        ]
        if message.answers != 0 {
            json = json.with([
                "message_reference": [
                    "type": 0, "message_id": .id(message.answers), "channel_id": .id(channel.id), "guild_id": .id(id),
                ]
            ])
        }
        if let extras = message.extras { json["components"] = .raw(extras) }
        return json
    }
}

/// What people write: plain greetings with a number.
enum Phrases {
    private static let all = [
        "Good morning, number", "See you on the quay at", "Who plays tonight? Room", "I liked the film, it was number",
        "Bonjour à tous, c'est le", "The tide comes in at", "Does anybody know page", "On se retrouve au numéro",
    ]

    static func text(of message: StoredMessage) -> String {
        if let body = message.body { return body }
        let text = "\(all[Int(message.phrase) % all.count]) \(message.phrase)"
        return message.editedAt > 0 ? text + ", I mean" : text
    }
}
