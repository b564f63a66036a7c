import SafetyModel

extension AuditProblem {
    init(_ problem: SnapshotProblem) {
        self.init(
            kind: problem.kind.rawValue, count: problem.count, places: problem.places, text: problem.kind.text)
    }
}

extension SnapshotProblem.Kind {
    /// What is wrong, and how the audit takes it.
    fileprivate var text: LocalizedText {
        switch self {
        case .roleTwice, .memberTwice, .channelTwice, .overwriteTwice: Self.say(
            "Listed twice; the first counts", "En double ; le premier compte")
        case .noEveryoneRole: Self.say(
            "The role of everybody is missing; it is taken to give nothing",
            "Le rôle de tout le monde manque ; il est censé ne rien donner")
        case .noOwner, .unknownOwner: Self.say(
            "The owner is missing, or is not among the members", "Le propriétaire manque, ou n'est pas parmi les membres")
        case .unknownRoleOfMember, .unknownRoleOfOverwrite: Self.say(
            "A role that does not exist; left out", "Un rôle qui n'existe pas ; ignoré")
        case .unknownMemberOfOverwrite: Self.say(
            "An exception for somebody who is not there", "Une exception pour quelqu'un qui n'est pas là")
        case .overwriteBeyondChannels: Self.say(
            "An exception for a power that no channel can change; left out",
            "Une exception pour un pouvoir qu'aucun salon ne peut changer ; ignorée")
        case .unknownParent: Self.say("A category that does not exist", "Une catégorie qui n'existe pas")
        case .parentsInACircle: Self.say(
            "Channels that hang on each other in a circle; left out", "Des salons accrochés en cercle ; ignorés")
        case .wrongId: Self.say("Not an id of this platform", "Pas un identifiant de cette plateforme")
        case .unnamedPermissions: Self.say(
            "Permissions that have no name; left out", "Des permissions sans nom ; ignorées")
        case .permissionsTooLarge: Self.say(
            "Permissions beyond 64 bits; what is beyond is left out",
            "Des permissions au-delà de 64 bits ; le surplus est ignoré")
        case .oldPermissions: Self.say(
            "Permissions of an old version of the platform", "Des permissions d'une ancienne version de la plateforme")
        case .momentUnknown: Self.say(
            "Nothing says when it was taken; time-outs count as over",
            "Rien ne dit quand il a été pris ; les exclusions sont tenues pour finies")
        case .membersMissing: Self.say(
            "Not all members are listed", "Tous les membres ne sont pas donnés")
        case .listMissing, .stateMissing: Self.say(
            "A part is missing; what rests on it is not judged", "Une partie manque ; ce qui en dépend n'est pas jugé")
        case .noSpace, .noCreator, .creatorHasLevel, .unknownRoomOfMember, .unknownRoomVersion: Self.say(
            "The state of a room does not fit together", "L'état d'un salon est incohérent")
        case .fieldUnreadable, .itemUnreadable, .obfuscatedChannel: Self.say(
            "Could not be read; left out", "Illisible ; ignoré")
        }
    }

    private static func say(_ en: String, _ fr: String) -> LocalizedText { LocalizedText(fr: fr, en: en) }
}
