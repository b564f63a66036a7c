public import SafetyModel

extension AuditRule {
    /// What the finding is called.
    public var title: LocalizedText { texts.title }
    /// What to do about it.
    public var action: LocalizedText { texts.action }

    private typealias Texts = (title: LocalizedText, action: LocalizedText)

    private func say(_ en: String, _ fr: String, _ doEnglish: String, _ doFrench: String) -> Texts {
        (LocalizedText(fr: fr, en: en), LocalizedText(fr: doFrench, en: doEnglish))
    }

    private var texts: Texts {
        switch area {
        case .structure: structureTexts
        case .powers: powerTexts
        case .staffing: staffingTexts
        case .openness, .response: otherTexts
        }
    }

    private var structureTexts: Texts {
        switch self {
        case .tooManyRoles:
            say(
                "Too many roles", "Trop de rôles",
                "Delete what nobody needs, and keep powers in few roles that everybody on staff can name.",
                "Supprimez ce qui ne sert plus, et gardez les pouvoirs dans peu de rôles, que toute l'équipe sait nommer."
            )
        case .deadRoles:
            say(
                "Roles that nobody holds", "Des rôles que personne ne porte",
                "Delete them: a forgotten role that still gives something is given by mistake one day.",
                "Supprimez-les : un rôle oublié qui donne encore quelque chose est un jour donné par erreur.")
        case .duplicateRoles:
            say(
                "Roles that give the same", "Des rôles qui donnent la même chose",
                "Merge them, so that taking one away takes the power away.",
                "Fusionnez-les, pour que retirer l'un retire aussi le pouvoir.")
        default:
            say(
                "A weaker role above a stronger one", "Un rôle plus faible au-dessus d'un plus fort",
                "Order the roles by what they give, the most powerful on top.",
                "Rangez les rôles selon ce qu'ils donnent, le plus puissant en haut.")
        }
    }

    private var powerTexts: Texts {
        switch self {
        case .everyoneHasPower:
            say(
                "Everybody has a dangerous power", "Tout le monde a un pouvoir dangereux",
                "Take it away from everybody's role and from the channels' overwrites; give it to a role of the staff. On Matrix, raise the level that it needs.",
                "Retirez-le du rôle de tout le monde et des exceptions des salons ; donnez-le à un rôle de l'équipe. Sur Matrix, relevez le niveau qu'il demande."
            )
        case .severalPaths:
            say(
                "The same power by several paths", "Un même pouvoir par plusieurs chemins",
                "Leave one path to each power, so that it is gone when it is taken away.",
                "Laissez un seul chemin vers chaque pouvoir, pour qu'il disparaisse quand on le retire.")
        case .noTwoFactor:
            say(
                "Staff without two-factor authentication", "Une équipe sans double authentification",
                "Have the platform demand it of all who moderate: a stolen account is a stolen ban power.",
                "Faites-la exiger par la plateforme pour toute la modération : un compte volé, c'est un pouvoir de bannir volé."
            )
        case .botAdministrator:
            say(
                "A program is administrator", "Un robot est administrateur",
                "Give it only the powers that it uses: whoever gets hold of its token has them all now.",
                "Ne lui donnez que les pouvoirs dont il se sert : qui vole son jeton les a tous aujourd'hui.")
        case .uncheckedBanPower:
            say(
                "Too many can ban with only the owner above them",
                "Trop de personnes peuvent bannir avec le seul propriétaire au-dessus d'elles",
                "Put a layer between them and the owner, or fewer people on top: somebody must be able to stop each of them.",
                "Mettez un échelon entre eux et le propriétaire, ou moins de monde en haut : chacun doit pouvoir être arrêté par quelqu'un."
            )
        case .ownerInactive:
            say(
                "The owner has gone quiet", "Le propriétaire ne se manifeste plus",
                "Ask whether the community can be handed to somebody who is there: only the owner can stop the top of the staff.",
                "Demandez si la communauté peut passer à quelqu'un de présent : seul le propriétaire peut arrêter le haut de l'équipe."
            )
        default:
            say(
                "The power to ban was given within days", "Le pouvoir de bannir donné en quelques jours",
                "Let newcomers to the staff begin without irreversible powers, with somebody beside them.",
                "Faites débuter les recrues sans pouvoir irréversible, avec quelqu'un à leurs côtés.")
        }
    }

    private var staffingTexts: Texts {
        switch self {
        case .moderatorsLackPower:
            say(
                "Moderators lack a power that their duty needs", "Il manque à la modération un pouvoir de sa mission",
                "Give the role what moderation needs every day: time-outs and the deletion of messages.",
                "Donnez au rôle ce que la modération utilise chaque jour : les exclusions temporaires et la suppression de messages."
            )
        case .moderatorsCannotSee:
            say(
                "Moderators cannot see a channel where members talk",
                "La modération ne voit pas un salon où des membres parlent",
                "Let the moderators' role see it, or close it: nobody is looked after where nobody looks.",
                "Ouvrez-le au rôle de modération, ou fermez-le : on ne protège personne là où personne ne regarde.")
        case .moderatorsOutranked:
            say(
                "Moderators cannot act on members whom they must moderate",
                "La modération ne peut pas agir sur des membres qu'elle doit modérer",
                "Move the moderators' role above the roles of members: a rank given for fun or for money must not protect from moderation.",
                "Placez le rôle de modération au-dessus des rôles de membres : un rang offert ou payé ne doit pas protéger de la modération."
            )
        case .staffConcentration:
            say(
                "One person does most of the moderation", "Une seule personne fait presque toute la modération",
                "Share the work out: one person alone tires, errs, and is checked by nobody.",
                "Partagez le travail : une personne seule se fatigue, se trompe, et n'est relue par personne.")
        default:
            say(
                "Members talk while nobody of the staff is there",
                "Des membres parlent quand personne de l'équipe n'est là",
                "Find people for the hours that the heat map shows as empty, or slow the channels down then.",
                "Trouvez du monde pour les heures que la carte montre vides, ou ralentissez les salons à ces heures.")
        }
    }

    private var otherTexts: Texts {
        switch self {
        case .openWebhooks:
            say(
                "Webhooks that nobody answers for", "Des webhooks dont personne ne répond",
                "Delete those that nobody uses; make the others anew in the name of somebody on staff.",
                "Supprimez ceux qui ne servent plus ; refaites les autres au nom de quelqu'un de l'équipe.")
        case .openInvites:
            say(
                "Invites without limit", "Des invitations sans limite",
                "Keep one that is public; give the others an end and a number of uses.",
                "Gardez-en une, publique ; donnez aux autres une fin et un nombre d'utilisations.")
        case .voiceWithoutStaff:
            say(
                "Voice rooms open to all ages without staff", "Des salons vocaux ouverts à tout âge sans équipe",
                "Let staff see and visit these rooms, open them in hours when somebody is there, or close some.",
                "Faites voir et visiter ces salons par l'équipe, ouvrez-les aux heures où quelqu'un est là, ou fermez-en."
            )
        case .slowResponse:
            say(
                "Reports wait long for a first act", "Les signalements attendent longtemps un premier acte",
                "Give every report a clock and somebody who answers for it.",
                "Donnez à chaque signalement un délai et quelqu'un qui en répond.")
        case .actsWithoutReason:
            say(
                "Bans and time-outs without a reason", "Des bannissements et exclusions sans motif",
                "Ask for a reason with each act: without one, nobody can look at it again.",
                "Demandez un motif à chaque acte : sans lui, personne ne peut le réexaminer.")
        default:
            say(
                "Reports about staff without an act", "Des signalements sur l'équipe sans suite",
                "Have them read by guardians from outside the community.",
                "Faites-les lire par des garants extérieurs à la communauté.")
        }
    }
}

extension CommunitySnapshot.Part {
    /// As it is named where it is missing.
    func title(on platform: CommunitySnapshot.Platform) -> LocalizedText {
        switch self {
        case .roles: LocalizedText(fr: "rôles", en: "roles")
        case .channels:
            platform == .matrix
                ? LocalizedText(fr: "état de tous les salons", en: "the state of all rooms")
                : LocalizedText(fr: "salons", en: "channels")
        case .members: LocalizedText(fr: "membres", en: "members")
        case .invites: LocalizedText(fr: "invitations", en: "invites")
        case .webhooks: LocalizedText(fr: "webhooks", en: "webhooks")
        case .timeOuts: LocalizedText(fr: "exclusions temporaires", en: "time-outs")
        }
    }
}

extension AuditArea {
    public var title: LocalizedText {
        switch self {
        case .structure: LocalizedText(fr: "Structure", en: "Structure")
        case .powers: LocalizedText(fr: "Pouvoirs", en: "Powers")
        case .staffing: LocalizedText(fr: "Équipe", en: "Staffing")
        case .openness: LocalizedText(fr: "Ouverture", en: "Openness")
        case .response: LocalizedText(fr: "Réponse", en: "Response")
        }
    }
}

extension AuditSeverity {
    public var title: LocalizedText {
        switch self {
        case .critical: LocalizedText(fr: "critique", en: "critical")
        case .high: LocalizedText(fr: "élevée", en: "high")
        case .medium: LocalizedText(fr: "moyenne", en: "medium")
        case .low: LocalizedText(fr: "faible", en: "low")
        case .info: LocalizedText(fr: "pour information", en: "information")
        }
    }
}
