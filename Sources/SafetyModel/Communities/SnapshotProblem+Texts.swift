/// What a problem says to the person who brought the snapshot, in French and English.
extension SnapshotProblem {
    /// What is wrong and what the computation made of it, with how often and where.
    public var message: LocalizedText {
        let texts = kind.texts.what
        let shown = places.joined(separator: "; ")
        guard !shown.isEmpty else { return texts }
        let more = count > places.count ? (fr: " … (\(count) en tout)", en: " … (\(count) in all)") : (fr: "", en: "")
        return LocalizedText(fr: "\(texts.fr) : \(shown)\(more.fr)", en: "\(texts.en): \(shown)\(more.en)")
    }

    /// What to do.
    public var advice: LocalizedText { kind.texts.advice }
}

extension SnapshotProblem.Kind {
    fileprivate typealias Texts = (what: LocalizedText, advice: LocalizedText)

    fileprivate var texts: Texts {
        switch self {
        case .roleTwice, .memberTwice, .channelTwice, .overwriteTwice, .wrongId, .unknownParent, .parentsInACircle:
            shapeTexts
        case .noEveryoneRole, .noOwner, .unknownOwner, .unknownRoleOfMember, .unknownRoleOfOverwrite,
            .unknownMemberOfOverwrite, .overwriteBeyondChannels, .unnamedPermissions, .momentUnknown, .membersMissing:
            discordTexts
        case .noSpace, .noCreator, .creatorHasLevel, .unknownRoomOfMember, .unknownRoomVersion, .stateMissing:
            matrixTexts
        case .fieldUnreadable, .itemUnreadable, .permissionsTooLarge, .oldPermissions, .permissionsMissing,
            .listMissing:
            readingTexts
        }
    }

    private func say(_ en: String, _ fr: String, do advice: (en: String, fr: String)) -> Texts {
        (LocalizedText(fr: fr, en: en), LocalizedText(fr: advice.fr, en: advice.en))
    }

    private static let again = (
        en: "Fetch the snapshot again from the platform, and do not edit it by hand.",
        fr: "Récupérez de nouveau l'instantané auprès de la plateforme, sans le modifier à la main."
    )

    private var shapeTexts: Texts {
        switch self {
        case .roleTwice:
            say(
                "A role is listed twice; the first one counts", "Un rôle figure deux fois ; le premier compte",
                do: Self.again)
        case .memberTwice:
            say(
                "A member is listed twice; the first entry counts",
                "Un membre figure deux fois ; la première fiche compte",
                do: (
                    en:
                        "Pages of members may overlap: ask for each page with `after` set to the last id of the one before.",
                    fr:
                        "Des pages de membres se recouvrent peut-être : demandez chaque page avec `after` égal au dernier identifiant de la précédente."
                ))
        case .channelTwice:
            say(
                "A channel is listed twice; the first one counts", "Un salon figure deux fois ; le premier compte",
                do: Self.again)
        case .overwriteTwice:
            say(
                "A channel has two overwrites for the same role or member; they count together",
                "Un salon a deux exceptions pour le même rôle ou membre ; elles comptent ensemble", do: Self.again)
        case .unknownParent:
            say(
                "A channel's parent is not in the snapshot; a thread is taken with the permissions of the whole community",
                "Le parent d'un salon n'est pas dans l'instantané ; un fil est pris avec les permissions de toute la communauté",
                do: (
                    en:
                        "Channels that the bot cannot see are left out by Discord: give it the permission to view them, and fetch again.",
                    fr:
                        "Discord omet les salons que le robot ne voit pas : donnez-lui la permission de les voir, et recommencez."
                ))
        case .parentsInACircle:
            say(
                "Channels are each other's parents in a circle; the circle is left out",
                "Des salons sont parents les uns des autres en boucle ; la boucle est ignorée", do: Self.again)
        default:
            say(
                "An id is not one of the platform's", "Un identifiant n'est pas de ceux de la plateforme",
                do: Self.again)
        }
    }

    private var discordTexts: Texts {
        switch self {
        case .noEveryoneRole:
            say(
                "The role of everybody (the one whose id is the server's) is missing; it is taken as giving nothing",
                "Le rôle de tout le monde (dont l'identifiant est celui du serveur) manque ; il est supposé ne rien donner",
                do: Self.again)
        case .noOwner:
            say(
                "The snapshot does not say who owns the server; nobody is taken as its owner",
                "L'instantané ne dit pas à qui est le serveur ; personne n'est tenu pour son propriétaire",
                do: (
                    en: "Use the object of GET /guilds/{id}, which has `owner_id`.",
                    fr: "Utilisez l'objet de GET /guilds/{id}, qui contient `owner_id`."
                ))
        case .unknownOwner:
            say("The owner is not among the members", "Le propriétaire n'est pas parmi les membres", do: Self.again)
        case .unknownRoleOfMember:
            say(
                "A member has a role that is not in the snapshot; it gives nothing",
                "Un membre a un rôle absent de l'instantané ; ce rôle ne donne rien",
                do: (
                    en: "Fetch roles and members at the same time: a role may have been deleted in between.",
                    fr: "Récupérez rôles et membres au même moment : un rôle a pu être supprimé entre-temps."
                ))
        case .unknownRoleOfOverwrite:
            say(
                "A channel has an overwrite for a role that is not in the snapshot; it says nothing about anybody",
                "Un salon a une exception pour un rôle absent de l'instantané ; elle ne dit rien de personne",
                do: (
                    en: "Delete the overwrite if the role is gone, or fetch roles and channels at the same time.",
                    fr: "Supprimez l'exception si le rôle n'existe plus, ou récupérez rôles et salons au même moment."
                ))
        case .unknownMemberOfOverwrite:
            say(
                "A channel has an overwrite for somebody who is not a member; it holds again if they come back",
                "Un salon a une exception pour quelqu'un qui n'est pas membre ; elle vaudra de nouveau à son retour",
                do: (
                    en: "Delete the overwrite if the person should not come back to what it allows.",
                    fr: "Supprimez l'exception si la personne ne doit pas retrouver ce qu'elle permet."
                ))
        case .overwriteBeyondChannels:
            say(
                "An overwrite speaks of permissions that no channel knows, as a ban; Discord does not heed that, nor does Vigie",
                "Une exception parle de permissions qu'aucun salon ne connaît, comme le bannissement ; Discord n'en tient pas compte, Vigie non plus",
                do: (
                    en: "Nothing needs doing; saving the channel's permissions again clears it.",
                    fr: "Rien à faire ; enregistrer de nouveau les permissions du salon l'efface."
                ))
        case .unnamedPermissions:
            say(
                "Permissions that this version of Vigie does not know; they are left out",
                "Des permissions que cette version de Vigie ne connaît pas ; elles sont ignorées",
                do: (
                    en: "Update Vigie; if they persist, compare with Discord's page of permissions.",
                    fr: "Mettez Vigie à jour ; si cela persiste, comparez avec la page des permissions de Discord."
                ))
        case .momentUnknown:
            say(
                "A member was timed out, but the snapshot does not say when it was taken; time-outs are taken as over",
                "Un membre a été exclu temporairement, mais l'instantané ne dit pas quand il a été pris ; les exclusions sont supposées finies",
                do: (
                    en: "Add `taken_at` to the snapshot, as `2026-06-16T20:00:00Z`.",
                    fr: "Ajoutez `taken_at` à l'instantané, par exemple `2026-06-16T20:00:00Z`."
                ))
        default:
            say(
                "The server has more members than the snapshot lists; findings about who holds what may be too few",
                "Le serveur a plus de membres que l'instantané n'en liste ; il peut manquer des constats",
                do: (
                    en: "Fetch every page of members; the bot needs the intent for members.",
                    fr:
                        "Récupérez toutes les pages de membres ; le robot a besoin de l'autorisation « Server Members »."
                ))
        }
    }

    private var matrixTexts: Texts {
        switch self {
        case .noSpace:
            say(
                "The state of the space itself is missing; powers over the whole community are unknown",
                "L'état de l'espace lui-même manque ; les pouvoirs sur toute la communauté sont inconnus",
                do: (
                    en: "Add the space to `rooms`, with the answer of GET /rooms/{id}/state.",
                    fr: "Ajoutez l'espace à `rooms`, avec la réponse de GET /rooms/{id}/state."
                ))
        case .noCreator:
            say(
                "A room has no m.room.create; nobody is taken as its creator",
                "Un salon n'a pas de m.room.create ; personne n'est tenu pour son créateur",
                do: (
                    en: "Fetch the room's whole state, not a part of it.",
                    fr: "Récupérez tout l'état du salon, pas une partie."
                ))
        case .creatorHasLevel:
            say(
                "A room of version 12 or later gives its creator a level; creators stand above every level",
                "Un salon de version 12 ou plus donne un niveau à son créateur ; les créateurs sont au-dessus de tous",
                do: Self.again)
        case .unknownRoomOfMember:
            say(
                "A member is in a room that the snapshot does not hold",
                "Un membre est dans un salon absent de l'instantané",
                do: (en: "Add the room's state.", fr: "Ajoutez l'état du salon."))
        case .unknownRoomVersion:
            say(
                "A room has a version that is not in the specification; it is taken as one before version 12",
                "Un salon a une version hors de la spécification ; il est pris comme d'avant la version 12",
                do: (en: "Check its creators by hand.", fr: "Vérifiez ses créateurs à la main."))
        default:
            say(
                "A room has no state in the snapshot; nothing is known of it",
                "Un salon n'a pas d'état dans l'instantané ; on n'en sait rien",
                do: (
                    en: "Add the answer of GET /rooms/{id}/state as its `state`.",
                    fr: "Ajoutez la réponse de GET /rooms/{id}/state comme `state`."
                ))
        }
    }

    private var readingTexts: Texts {
        switch self {
        case .fieldUnreadable:
            say(
                "A field is not of the kind that the platform's documentation says; it is left out",
                "Un champ n'est pas du genre que dit la documentation de la plateforme ; il est ignoré",
                do: Self.again)
        case .itemUnreadable:
            say(
                "An entry has no id, or is no object; it is left out",
                "Une entrée n'a pas d'identifiant, ou n'est pas un objet ; elle est ignorée", do: Self.again)
        case .permissionsTooLarge:
            say(
                "A number is larger than can be; of permissions the lowest 64 bits count, a power level is cut",
                "Un nombre est plus grand que possible ; les 64 bits bas des permissions comptent, un niveau est borné",
                do: Self.again)
        case .permissionsMissing:
            say(
                "A role comes without permissions; it is taken as giving nothing",
                "Un rôle vient sans permissions ; il est pris comme ne donnant rien",
                do: (
                    en: "Use the roles of GET /guilds/{id}, which have `permissions`.",
                    fr: "Prenez les rôles de GET /guilds/{id}, qui ont `permissions`."
                ))
        case .oldPermissions:
            say(
                "Permissions as old versions of Discord's API gave them (up to 31 bits); newer ones, as time-outs, are missing",
                "Des permissions telles que les donnaient d'anciennes versions de l'API de Discord (31 bits) ; les plus récentes, comme l'exclusion temporaire, manquent",
                do: (
                    en: "Fetch the snapshot with version 10 of the API.",
                    fr: "Récupérez l'instantané avec la version 10 de l'API."
                ))
        default:
            say(
                "A list is missing; what depends on it is not found",
                "Une liste manque ; ce qui en dépend n'est pas trouvé",
                do: (
                    en: "Add it as docs/permissions.md describes.",
                    fr: "Ajoutez-la comme docs/permissions.md le décrit."
                ))
        }
    }
}
