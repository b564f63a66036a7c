public import SafetyModel

/// An invented community to audit: a snapshot, what happened in it, and which findings an audit is to report.
public struct AuditedCommunity: Sendable {
    public var snapshot: CommunitySnapshot
    var activity: ActivityPlan
    /// The ids of the findings that were planted.
    public var planted: Set<String>

    /// 2026-06-01T00:00:00Z, a Monday.
    static let start = Timestamp(milliseconds: 1_780_272_000_000)

    /// 240 members, in whom nothing is to be found.
    public static let wellRun = AuditedCommunity(
        snapshot: wellRunSnapshot, activity: ActivityPlan(), planted: [])

    /// The well-run community with one fault planted.
    public static func wellRun(with fault: PlantedFault) -> AuditedCommunity {
        wellRun.adding(fault)
    }

    /// The community with one more fault planted.
    public func adding(_ fault: PlantedFault) -> AuditedCommunity {
        var community = self
        fault.plant(in: &community)
        return community
    }

    /// A server as in the story: every fault at once.
    public static let story: AuditedCommunity = {
        var community = wellRun
        community.snapshot.name = "Les Nocturnes"
        return PlantedFault.allCases.reduce(community) { $0.adding($1) }
    }()

    // MARK: The well-run community

    static let communityID = "210000000000000001"

    /// An id as the platform makes them.
    static func id(_ number: Int) -> String { "2100000000000\(100_000 + number)" }

    /// Bits of Discord's permissions (docs.discord.com/developers/topics/permissions).
    enum Bits {
        static let kick: UInt64 = 1 << 1
        static let ban: UInt64 = 1 << 2
        static let administrator: UInt64 = 1 << 3
        static let manageMessages: UInt64 = 1 << 13
        static let mentionEveryone: UInt64 = 1 << 17
        static let move: UInt64 = 1 << 24
        static let manageRoles: UInt64 = 1 << 28
        static let manageWebhooks: UInt64 = 1 << 29
        static let timeOut: UInt64 = 1 << 40
        static let view: UInt64 = 1 << 10
        static let send: UInt64 = 1 << 11
        /// Read, write, talk, and invite.
        static let ordinary: UInt64 = 1 | 1 << 6 | view | send | 1 << 16 | 1 << 20 | 1 << 21
        static let moderation: UInt64 = kick | timeOut | manageMessages | 1 << 22 | 1 << 34
        static let lead: UInt64 = moderation | ban | move | manageRoles
    }

    enum Place {
        static let administrators = id(1)
        static let leads = id(2)
        static let moderators = id(3)
        static let bots = id(4)
        static let veterans = id(5)
        static let players = id(6)
        static let musicians = id(7)
        static let general = id(51)
        static let help = id(53)
        static let voice = id(56)
        static let owner = id(1000)
    }

    /// Whose numbers are staff: the owner, two administrators, three leads, eight moderators.
    static let staffNumbers = 1000..<1014
    /// Everybody else.
    static let memberNumbers = 1014..<1239
    static let bot = id(1239)

    private static var wellRunSnapshot: CommunitySnapshot {
        CommunitySnapshot(
            platform: .discord, id: communityID, name: "Le Phare", takenAt: start + .days(28), owner: Place.owner,
            demandsTwoFactor: true, features: ["COMMUNITY"],
            roles: [
                SnapshotRole(id: communityID, name: "@everyone", permissions: Bits.ordinary),
                SnapshotRole(id: Place.musicians, name: "Musique", position: 1),
                SnapshotRole(id: Place.players, name: "Jeux", position: 2),
                SnapshotRole(id: Place.veterans, name: "Membre de longue date", position: 3),
                SnapshotRole(
                    id: Place.bots, name: "Veilleur", permissions: Bits.kick | Bits.manageMessages, position: 4,
                    isManaged: true),
                SnapshotRole(id: Place.moderators, name: "Modération", permissions: Bits.moderation, position: 5),
                SnapshotRole(id: Place.leads, name: "Responsable modération", permissions: Bits.lead, position: 6),
                SnapshotRole(
                    id: Place.administrators, name: "Administration", permissions: Bits.administrator, position: 7),
            ], channels: channels, members: members, memberCount: 240,
            invites: [
                SnapshotInvite(code: "phare", channel: Place.general, inviter: Place.owner, uses: 180),
                SnapshotInvite(
                    code: "amis7", channel: Place.general, inviter: id(1015), maxAge: 604_800, maxUses: 10, uses: 4),
            ],
            webhooks: [
                SnapshotWebhook(id: id(90), name: "Annonces", channel: id(52), creator: id(1001)),
                SnapshotWebhook(id: id(91), name: "Suivi", channel: id(52), creator: bot, application: bot),
            ])
    }

    private static var channels: [SnapshotChannel] {
        [
            SnapshotChannel(id: id(50), name: "Discussions", kind: .category),
            SnapshotChannel(id: Place.general, name: "général", kind: .text, parent: id(50)),
            SnapshotChannel(
                id: id(52), name: "annonces", kind: .announcement,
                overwrites: [SnapshotOverwrite(id: communityID, kind: .role, deny: Bits.send)]),
            SnapshotChannel(id: Place.help, name: "entraide", kind: .text, parent: id(50)),
            SnapshotChannel(
                id: id(54), name: "équipe", kind: .text,
                overwrites: [
                    SnapshotOverwrite(id: communityID, kind: .role, deny: Bits.view),
                    SnapshotOverwrite(id: Place.moderators, kind: .role, allow: Bits.view),
                    SnapshotOverwrite(id: Place.leads, kind: .role, allow: Bits.view),
                ]),
            SnapshotChannel(id: Place.voice, name: "Vocal 1", kind: .voice, parent: id(50)),
            SnapshotChannel(id: id(57), name: "Vocal 2", kind: .voice, parent: id(50)),
        ]
    }

    private static var members: [SnapshotMember] {
        var members = staffNumbers.map { number in
            let role: [String] =
                switch number {
                case 1000: []
                case 1001...1002: [Place.administrators]
                case 1003...1005: [Place.leads]
                default: [Place.moderators]
                }
            return member(number, role)
        }
        members += memberNumbers.map { number in
            var roles: [String] = number % 5 == 0 ? [Place.veterans] : []
            if number % 3 == 0 { roles.append(Place.players) }
            if number % 4 == 0 { roles.append(Place.musicians) }
            return member(number, roles)
        }
        return members + [SnapshotMember(id: bot, name: "Veilleur", isBot: true, roles: [Place.bots])]
    }

    static func member(_ number: Int, _ roles: [String]) -> SnapshotMember {
        SnapshotMember(
            id: id(number), name: name(number), roles: roles, joinedAt: start - .days(200 + number % 300),
            createdAt: start - .days(700 + number % 500))
    }

    static func name(_ number: Int) -> String { Nicknames.plain[number % Nicknames.plain.count] + String(number - 999) }
}

extension Nicknames {
    /// Short names, for people of whom nothing is told.
    static let plain = [
        "Alba", "Brume", "Cassis", "Dune", "Écho", "Fougère", "Givre", "Houle", "Iris", "Jonc", "Lagune", "Mousse",
        "Nacre", "Ombre", "Pollen", "Rosée", "Sable", "Tilleul",
    ]
}

extension AuditedCommunity {
    /// A family of twelve on a server of their own, with the faults that matter there: a program that is administrator,
    /// no second factor, and a role that nobody holds. What large communities need (shifts, layers) is not missing.
    public static let family: AuditedCommunity = {
        let parents = id(2)
        var members = (0..<12).map { number in
            SnapshotMember(
                id: id(1000 + number), name: name(1000 + number),
                roles: number == 1 ? [parents] : number > 1 && number < 8 ? [id(3)] : [],
                joinedAt: start - .days(400), createdAt: start - .days(900))
        }
        members.append(SnapshotMember(id: bot, name: "Chef d'orchestre", isBot: true, roles: [id(4)]))
        let snapshot = CommunitySnapshot(
            platform: .discord, id: communityID, name: "La Cabane", takenAt: start + .days(28), owner: id(1000),
            demandsTwoFactor: false,
            roles: [
                SnapshotRole(id: communityID, name: "@everyone", permissions: Bits.ordinary | Bits.mentionEveryone),
                SnapshotRole(id: id(5), name: "Vacances 2023", position: 1),
                SnapshotRole(id: id(3), name: "Cousins", position: 2),
                SnapshotRole(
                    id: id(4), name: "Chef d'orchestre", permissions: Bits.administrator, position: 3, isManaged: true),
                SnapshotRole(id: parents, name: "Parents", permissions: Bits.lead, position: 4),
            ],
            channels: [
                SnapshotChannel(id: Place.general, name: "salon", kind: .text),
                SnapshotChannel(id: Place.voice, name: "cuisine", kind: .voice),
            ], members: members, memberCount: 13,
            invites: [SnapshotInvite(code: "cabane", channel: Place.general, inviter: id(1000), uses: 12)])
        var plan = ActivityPlan()
        plan.isFamily = true
        return AuditedCommunity(
            snapshot: snapshot, activity: plan,
            planted: ["audit.bot_administrator", "audit.no_two_factor", "audit.dead_roles"])
    }()
}
