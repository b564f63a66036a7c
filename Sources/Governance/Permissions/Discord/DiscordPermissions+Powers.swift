extension DiscordPermissions {
    /// The permission that is a power. ``sendMessages`` in a thread is ``sendMessagesInThreads``.
    public init(_ power: Power, inThread: Bool = false) {
        self =
            switch power {
            case .administrator: .administrator
            case .ban: .banMembers
            case .kick: .kickMembers
            case .timeOut: .moderateMembers
            case .deleteMessages: .manageMessages
            case .manageRoles: .manageRoles
            case .manageChannels: .manageChannels
            case .manageCommunity: .manageGuild
            case .manageWebhooks: .manageWebhooks
            case .manageEvents: .manageEvents
            case .manageNicknames: .manageNicknames
            case .manageExpressions: .manageGuildExpressions
            case .manageThreads: .manageThreads
            case .viewAuditLog: .viewAuditLog
            case .createInvite: .createInstantInvite
            case .mentionEveryone: .mentionEveryone
            case .muteMembers: .muteMembers
            case .deafenMembers: .deafenMembers
            case .moveMembers: .moveMembers
            case .viewChannel: .viewChannel
            case .readHistory: .readMessageHistory
            case .sendMessages: inThread ? .sendMessagesInThreads : .sendMessages
            case .connect: .connect
            case .speak: .speak
            }
    }

    /// The powers that these permissions are.
    public func powers(inThread: Bool = false) -> PowerSet {
        var powers = PowerSet()
        for power in Power.allCases where !isDisjoint(with: Self(power, inThread: inThread)) {
            powers.insert(PowerSet(power))
        }
        return powers
    }
}
