public import SafetyModel

/// A fault that is planted in a community to see whether an audit finds it. Each can be planted alone or with others.
public enum PlantedFault: String, Sendable, CaseIterable {
    case manyRoles = "audit.too_many_roles"
    case deadRole = "audit.dead_roles"
    case twinRoles = "audit.duplicate_roles"
    case inversion = "audit.hierarchy_inversion"
    case everybodyMentions = "audit.everyone_can_mention_everyone"
    case everybodyMoves = "audit.everyone_can_move_members"
    case twoPaths = "audit.several_paths"
    case noTwoFactor = "audit.no_two_factor"
    case botAdministrator = "audit.bot_administrator"
    case manyOnTop = "audit.unchecked_ban_power"
    case silentOwner = "audit.owner_inactive"
    case fastPower = "audit.fast_power"
    case weakModerators = "audit.moderators_lack_power"
    case hiddenChannel = "audit.moderators_cannot_see"
    case protectedMembers = "audit.moderators_outranked"
    case oneDoesAll = "audit.staff_concentration"
    case emptyNights = "audit.coverage_gaps"
    case orphanWebhook = "audit.open_webhooks"
    case openInvites = "audit.open_invites"
    case unvisitedVoice = "audit.voice_without_staff"
    case slowReports = "audit.slow_response"
    case noReasons = "audit.acts_without_reason"
    case reportsAboutStaff = "audit.staff_reports_unanswered"

    /// Whether events show it, and no snapshot does.
    public var isOfActivity: Bool {
        switch self {
        case .silentOwner, .fastPower, .oneDoesAll, .emptyNights, .unvisitedVoice, .slowReports, .noReasons,
            .reportsAboutStaff:
            true
        default: false
        }
    }

    private typealias Bits = AuditedCommunity.Bits
    private typealias Place = AuditedCommunity.Place

    func plant(in community: inout AuditedCommunity) {
        community.planted.insert(rawValue)
        if isOfActivity { return plant(in: &community.activity) }
        switch self {
        case .manyRoles, .deadRole, .twinRoles, .inversion, .protectedMembers: plantRoles(in: &community.snapshot)
        case .everybodyMentions, .everybodyMoves, .twoPaths, .noTwoFactor, .botAdministrator, .manyOnTop:
            plantPowers(in: &community.snapshot)
        default: plantRooms(in: &community.snapshot)
        }
    }

    private func plant(in plan: inout ActivityPlan) {
        switch self {
        case .silentOwner: plan.ownerIsSilent = true
        case .fastPower: plan.newcomerGetsPower = true
        case .oneDoesAll: plan.oneDoesAll = true
        case .emptyNights: plan.eveningsAreEmpty = true
        case .unvisitedVoice: plan.staffVisitsVoice = false
        case .slowReports: plan.hoursToAct = 60
        case .noReasons: plan.givesReasons = false
        default: plan.reportsAboutStaff = 4
        }
    }

    private func plantRoles(in snapshot: inout CommunitySnapshot) {
        switch self {
        case .manyRoles:
            for number in 0..<70 {
                let id = AuditedCommunity.id(200 + number)
                add(SnapshotRole(id: id, name: "Couleur \(number + 1)", position: 1), at: 1, in: &snapshot)
                give(id, to: [1014 + number], in: &snapshot)
            }
        case .deadRole:
            add(SnapshotRole(id: AuditedCommunity.id(10), name: "Ancien animateur"), at: 1, in: &snapshot)
        case .twinRoles:
            for (number, name) in ["Organisation", "Organisation bis"].enumerated() {
                let id = AuditedCommunity.id(12 + number)
                add(SnapshotRole(id: id, name: name, permissions: 1 << 33), at: 1, in: &snapshot)
                give(id, to: [1020 + number], in: &snapshot)
            }
        case .inversion:
            // Among the leads' holders, so that nobody new is staff.
            let id = AuditedCommunity.id(14)
            let top = (snapshot.roles.first { $0.id == Place.leads }?.position ?? 6) + 1
            add(SnapshotRole(id: id, name: "Accueil", permissions: 1 << 27), at: top, in: &snapshot)
            // The leads' role has what this one has, and more.
            if let place = snapshot.roles.firstIndex(where: { $0.id == Place.leads }) {
                snapshot.roles[place].permissions |= 1 << 27
            }
            give(id, to: [1003], in: &snapshot)
        default:
            let id = AuditedCommunity.id(15)
            let top = (snapshot.roles.first { $0.id == Place.moderators }?.position ?? 5) + 1
            add(SnapshotRole(id: id, name: "VIP"), at: top, in: &snapshot)
            give(id, to: Array(1030..<1036), in: &snapshot)
        }
    }

    private func plantPowers(in snapshot: inout CommunitySnapshot) {
        switch self {
        case .everybodyMentions: snapshot.roles[0].permissions |= Bits.mentionEveryone
        case .everybodyMoves:
            if let place = snapshot.channels.firstIndex(where: { $0.id == Place.voice }) {
                snapshot.channels[place].overwrites.append(
                    SnapshotOverwrite(id: snapshot.id, kind: .role, allow: Bits.move))
            }
        case .twoPaths: give(Place.leads, to: [1001], in: &snapshot)
        case .noTwoFactor: snapshot.demandsTwoFactor = false
        case .botAdministrator:
            if let place = snapshot.roles.firstIndex(where: { $0.id == Place.bots }) {
                snapshot.roles[place].permissions |= Bits.administrator
            }
        default:
            for number in 1006...1010 {
                if let place = snapshot.members.firstIndex(where: { $0.id == AuditedCommunity.id(number) }) {
                    snapshot.members[place].roles = [Place.administrators]
                }
            }
        }
    }

    private func plantRooms(in snapshot: inout CommunitySnapshot) {
        switch self {
        case .weakModerators:
            let id = AuditedCommunity.id(16)
            let top = (snapshot.roles.first { $0.id == Place.moderators }?.position ?? 5)
            add(
                SnapshotRole(id: id, name: "Modération à l'essai", permissions: Bits.kick | Bits.manageMessages),
                at: top,
                in: &snapshot)
            for number in 1012...1013 {
                if let place = snapshot.members.firstIndex(where: { $0.id == AuditedCommunity.id(number) }) {
                    snapshot.members[place].roles = [id]
                }
            }
        case .hiddenChannel:
            snapshot.channels.append(
                SnapshotChannel(
                    id: AuditedCommunity.id(58), name: "nuit-blanche", kind: .text,
                    overwrites: [
                        SnapshotOverwrite(id: snapshot.id, kind: .role, deny: Bits.view),
                        SnapshotOverwrite(id: Place.players, kind: .role, allow: Bits.view),
                    ]))
        case .orphanWebhook:
            snapshot.webhooks.append(
                SnapshotWebhook(
                    id: AuditedCommunity.id(92), name: "Concours", channel: Place.general,
                    creator: AuditedCommunity.id(1900)))
        default:
            for number in 0..<6 {
                snapshot.invites.append(
                    SnapshotInvite(
                        code: "promo\(number)", channel: Place.general, inviter: AuditedCommunity.id(1014 + number),
                        uses: 40 * number))
            }
        }
    }

    /// Puts a role at a position; those from there on move up.
    private func add(_ role: SnapshotRole, at position: Int, in snapshot: inout CommunitySnapshot) {
        for index in snapshot.roles.indices where snapshot.roles[index].position >= position {
            snapshot.roles[index].position += 1
        }
        var role = role
        role.position = position
        snapshot.roles.append(role)
    }

    private func give(_ role: String, to numbers: [Int], in snapshot: inout CommunitySnapshot) {
        let ids = Set(numbers.map(AuditedCommunity.id))
        for index in snapshot.members.indices where ids.contains(snapshot.members[index].id) {
            snapshot.members[index].roles.append(role)
        }
    }
}
