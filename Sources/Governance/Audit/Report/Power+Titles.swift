public import SafetyModel

extension Power {
    /// What it lets one do, as a verb.
    public var title: LocalizedText {
        switch self {
        case .administrator: LocalizedText(fr: "tout administrer", en: "administer everything")
        case .ban: LocalizedText(fr: "bannir", en: "ban")
        case .kick: LocalizedText(fr: "expulser", en: "kick")
        case .timeOut: LocalizedText(fr: "exclure temporairement", en: "time out")
        case .deleteMessages: LocalizedText(fr: "supprimer les messages des autres", en: "delete others' messages")
        case .manageRoles: LocalizedText(fr: "donner et changer des rôles", en: "give and change roles")
        case .manageChannels: LocalizedText(fr: "changer les salons", en: "change channels")
        case .manageCommunity: LocalizedText(fr: "changer la communauté", en: "change the community")
        case .manageWebhooks: LocalizedText(fr: "gérer les webhooks", en: "manage webhooks")
        case .manageEvents: LocalizedText(fr: "gérer les événements", en: "manage events")
        case .manageNicknames: LocalizedText(fr: "renommer les autres", en: "rename others")
        case .manageExpressions: LocalizedText(fr: "gérer les émojis", en: "manage emojis")
        case .manageThreads: LocalizedText(fr: "gérer les fils", en: "manage threads")
        case .viewAuditLog: LocalizedText(fr: "lire le journal d'audit", en: "read the audit log")
        case .createInvite: LocalizedText(fr: "inviter", en: "invite")
        case .mentionEveryone: LocalizedText(fr: "mentionner tout le monde", en: "mention everyone")
        case .muteMembers: LocalizedText(fr: "couper les micros", en: "mute others")
        case .deafenMembers: LocalizedText(fr: "couper le son des autres", en: "deafen others")
        case .moveMembers: LocalizedText(fr: "déplacer les autres", en: "move others")
        case .viewChannel: LocalizedText(fr: "voir les salons", en: "see channels")
        case .readHistory: LocalizedText(fr: "lire l'historique", en: "read the history")
        case .sendMessages: LocalizedText(fr: "écrire", en: "write")
        case .connect: LocalizedText(fr: "entrer en vocal", en: "join voice")
        case .speak: LocalizedText(fr: "parler", en: "speak")
        }
    }
}
