import SafetyModel

extension Body {
    /// Of what it is about: the gift's title, the role's name, the kind of badge, the invite's code, the platform.
    var name: String? {
        switch self {
        case .gift(let gift): gift.title ?? gift.id
        case .role(let role): role.name ?? role.id
        case .badge(let badge): badge.kind
        case .invite(let invite): invite.code
        case .membership(let membership): membership.invite
        case .promotion(let promotion): promotion.platform
        case .community(let change): change.name
        case .automod(let execution): execution.rule
        default: nil
        }
    }

    var permissions: [String] {
        if case .role(let role) = self { role.permissions } else { [] }
    }

    /// Of a report.
    var policy: String? {
        if case .report(let report) = self { report.policy?.code } else { nil }
    }
}
