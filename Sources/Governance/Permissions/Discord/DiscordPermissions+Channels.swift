public import SafetyModel

/// Which permissions a channel of a kind knows, and which of them go when another one is missing.
extension DiscordPermissions {
    /// What channels of every kind know: T, V and S in Discord's table.
    private static let everywhere: Self = [
        .createInstantInvite, .manageChannels, .addReactions, .viewChannel, .sendMessages, .sendTTSMessages,
        .manageMessages, .embedLinks, .attachFiles, .readMessageHistory, .mentionEveryone, .useExternalEmojis,
        .manageRoles, .manageWebhooks, .useApplicationCommands, .useExternalStickers, .sendVoiceMessages, .sendPolls,
        .useExternalApps, .bypassSlowmode,
    ]
    /// T in Discord's table.
    private static let text: Self = everywhere.union([
        .manageThreads, .createPublicThreads, .createPrivateThreads, .sendMessagesInThreads, .useEmbeddedActivities,
        .pinMessages,
    ])
    /// V in Discord's table.
    private static let voice: Self = everywhere.union([
        .prioritySpeaker, .stream, .connect, .speak, .muteMembers, .deafenMembers, .moveMembers, .useVAD,
        .manageEvents, .useEmbeddedActivities, .useSoundboard, .createEvents, .useExternalSounds,
        .setVoiceChannelStatus,
    ])
    /// S in Discord's table.
    private static let stage: Self = everywhere.union([
        .stream, .connect, .muteMembers, .moveMembers, .requestToSpeak, .manageEvents, .createEvents,
    ])

    /// Everything that a channel's overwrites can change. What is left (ban, kick, time-out …) holds in the whole
    /// guild, whatever a channel says.
    public static let ofChannels: Self = text.union(voice).union(stage)

    /// What a channel of a kind knows. A category knows all of it, for the channels that are synchronised with it.
    public static func known(in kind: SnapshotChannel.Kind) -> Self {
        switch kind {
        case .text, .announcement, .forum: text
        // "The SEND_MESSAGES permission is not inherited" (Inherited Permissions).
        case .thread: text.subtracting(.sendMessages)
        case .voice: voice
        case .stage: stage
        case .category, .space, .other: ofChannels
        }
    }

    /// What is left to somebody who is timed out (Permissions For Timed Out Members).
    static let whileTimedOut: Self = [.viewChannel, .readMessageHistory]
    /// What goes without the permission to send.
    private static let bySending: Self = [.mentionEveryone, .sendTTSMessages, .attachFiles, .embedLinks]
    /// What goes without the permission to connect, in voice and stage channels. Discord names `MANAGE_CHANNELS` as an
    /// example; the rest is what only makes sense inside, and `MANAGE_ROLES`, as discord.py 2.7 has it.
    private static let byConnecting: Self = voice.union(stage).subtracting(everywhere)
        .subtracting([.createEvents, .manageEvents]).union([.manageChannels, .manageRoles])

    /// What remains in a channel of a kind once what is implied is taken away (Implicit Permissions).
    @inline(__always)
    static func effective(_ bits: UInt64, in rules: KindRules) -> UInt64 {
        var bits = bits & rules.known
        guard bits & DiscordPermissions.viewChannel.rawValue != 0 else { return 0 }
        if bits & rules.sending == 0 { bits &= ~Self.bySending.rawValue }
        if bits & rules.connecting != rules.connecting { bits &= ~Self.byConnecting.rawValue }
        return bits
    }

    /// The rules of a kind of channel, as bits.
    struct KindRules: Sendable {
        var known: UInt64
        /// What sending needs there.
        var sending: UInt64
        /// What entering needs there; 0 where nobody enters.
        var connecting: UInt64

        init(_ kind: SnapshotChannel.Kind) {
            known = DiscordPermissions.known(in: kind).rawValue
            let send: DiscordPermissions = kind == .thread ? .sendMessagesInThreads : .sendMessages
            sending = send.rawValue
            connecting = kind == .voice || kind == .stage ? DiscordPermissions.connect.rawValue : 0
        }
    }
}
