/// The bits of Discord's permissions, by their names
/// (https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags).
public enum DiscordPermissions {
    private static let named: [(bit: UInt64, name: String)] = [
        (0, "CREATE_INSTANT_INVITE"), (1, "KICK_MEMBERS"), (2, "BAN_MEMBERS"), (3, "ADMINISTRATOR"),
        (4, "MANAGE_CHANNELS"), (5, "MANAGE_GUILD"), (6, "ADD_REACTIONS"), (7, "VIEW_AUDIT_LOG"),
        (8, "PRIORITY_SPEAKER"), (9, "STREAM"), (10, "VIEW_CHANNEL"), (11, "SEND_MESSAGES"),
        (12, "SEND_TTS_MESSAGES"), (13, "MANAGE_MESSAGES"), (14, "EMBED_LINKS"), (15, "ATTACH_FILES"),
        (16, "READ_MESSAGE_HISTORY"), (17, "MENTION_EVERYONE"), (18, "USE_EXTERNAL_EMOJIS"),
        (19, "VIEW_GUILD_INSIGHTS"), (20, "CONNECT"), (21, "SPEAK"), (22, "MUTE_MEMBERS"), (23, "DEAFEN_MEMBERS"),
        (24, "MOVE_MEMBERS"), (25, "USE_VAD"), (26, "CHANGE_NICKNAME"), (27, "MANAGE_NICKNAMES"),
        (28, "MANAGE_ROLES"), (29, "MANAGE_WEBHOOKS"), (30, "MANAGE_GUILD_EXPRESSIONS"),
        (31, "USE_APPLICATION_COMMANDS"), (32, "REQUEST_TO_SPEAK"), (33, "MANAGE_EVENTS"), (34, "MANAGE_THREADS"),
        (35, "CREATE_PUBLIC_THREADS"), (36, "CREATE_PRIVATE_THREADS"), (37, "USE_EXTERNAL_STICKERS"),
        (38, "SEND_MESSAGES_IN_THREADS"), (39, "USE_EMBEDDED_ACTIVITIES"), (40, "MODERATE_MEMBERS"),
        (41, "VIEW_CREATOR_MONETIZATION_ANALYTICS"), (42, "USE_SOUNDBOARD"), (43, "CREATE_GUILD_EXPRESSIONS"),
        (44, "CREATE_EVENTS"), (45, "USE_EXTERNAL_SOUNDS"), (46, "SEND_VOICE_MESSAGES"), (49, "SEND_POLLS"),
        (50, "USE_EXTERNAL_APPS"), (51, "PIN_MESSAGES"), (52, "BYPASS_SLOWMODE"),
    ]

    /// The bit of a permission; 0 for a name that this version does not know.
    public static func bit(_ name: String) -> UInt64 {
        named.first { $0.name == name }.map { 1 << $0.bit } ?? 0
    }

    /// The names of the bits that are set; a bit that this version does not know is `BIT_n`.
    public static func names(of bits: UInt64) -> [String] {
        (0..<64).compactMap { index in
            guard bits & (1 << index) != 0 else { return nil }
            return named.first { $0.bit == index }?.name ?? "BIT_\(index)"
        }
    }

    /// Those that give power over other people, which make staff of who holds one.
    public static let overOthers: UInt64 = [
        "KICK_MEMBERS", "BAN_MEMBERS", "ADMINISTRATOR", "MANAGE_CHANNELS", "MANAGE_GUILD", "MANAGE_MESSAGES",
        "MUTE_MEMBERS", "DEAFEN_MEMBERS", "MOVE_MEMBERS", "MANAGE_NICKNAMES", "MANAGE_ROLES", "MANAGE_WEBHOOKS",
        "MANAGE_THREADS", "MODERATE_MEMBERS",
    ].reduce(0) { $0 | bit($1) }

    /// What Vigie's bot needs to read, with the reason; the invitation asks for these.
    public static let toRead: [String] = ["VIEW_CHANNEL", "READ_MESSAGE_HISTORY", "VIEW_AUDIT_LOG", "MANAGE_GUILD"]
    /// What it needs to carry out decisions.
    public static let toAct: [String] = [
        "KICK_MEMBERS", "BAN_MEMBERS", "MODERATE_MEMBERS", "MANAGE_MESSAGES", "MANAGE_ROLES", "SEND_MESSAGES",
    ]

    /// Which of both are missing in those bits.
    public static func missing(in bits: UInt64) -> [String] {
        bits & bit("ADMINISTRATOR") != 0 ? [] : (toRead + toAct).filter { bits & bit($0) == 0 }
    }

    /// The number that an invitation carries for both.
    public static let invitation: UInt64 = (toRead + toAct).reduce(0) { $0 | bit($1) }
}
