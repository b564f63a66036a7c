public import SafetyModel

/// Audits how a community is set up and run, from what its platform says of it, from what happened in it, or both.
public struct CommunityAudit: Sendable {
    let standing: AuditStanding?
    let activity: AuditActivity?
    let thresholds: AuditThresholds
    let zone: AuditZone

    /// - Parameters:
    ///   - standing: who holds which power, from a snapshot; nil where there is none.
    ///   - activity: what the events say; nil where none were read.
    ///   - zone: the one that hours of the week are told in.
    public init(
        standing: AuditStanding?, activity: AuditActivity?, thresholds: AuditThresholds = AuditThresholds(),
        zone: AuditZone = .utc
    ) {
        self.standing = standing
        self.activity = activity.flatMap { $0.events > 0 ? $0 : nil }
        self.thresholds = thresholds
        self.zone = zone
    }

    /// The report.
    /// - Parameters:
    ///   - now: when it is made.
    ///   - problems: what of the snapshot's file could not be read.
    public func report(at now: Timestamp, problems: [SnapshotProblem] = []) -> AuditReport {
        var findings: [AuditFinding] = []
        var checks: [AuditCheck] = []
        for rule in AuditRule.allCases {
            switch judge(rule) {
            case .fine: checks.append(AuditCheck(rule: rule, state: .fine))
            case .found(let found):
                findings += found
                checks.append(AuditCheck(rule: rule, state: found.isEmpty ? .fine : .found))
            case .notJudged(let why): checks.append(AuditCheck(rule: rule, state: .notJudged, reason: why))
            case .notApplicable(let why): checks.append(AuditCheck(rule: rule, state: .notApplicable, reason: why))
            }
        }
        findings.sort { ($0.severity, $0.id) < ($1.severity, $1.id) }
        let snapshot = standing?.snapshot
        return AuditReport(
            community: AuditReference(id: snapshot?.id ?? activity?.community ?? "", name: snapshot?.name),
            platform: snapshot?.platform.rawValue, madeAt: now, basis: basis, findings: findings, checks: checks,
            scores: AuditScore.all(findings, checks),
            problems: (problems + (snapshot.map { Authority.problems(of: $0) } ?? [])).map { AuditProblem($0) },
            roles: standing?.auditedRoles ?? [],
            hours: activity?.week(in: zone), thresholds: thresholds.byName)
    }

    private var basis: AuditBasis {
        AuditBasis(
            hasSnapshot: standing != nil, takenAt: standing?.snapshot.takenAt,
            membersListed: standing?.snapshot.members.count,
            memberCount: standing.flatMap {
                $0.snapshot.memberCount ?? ($0.lacks(.members) ? nil : $0.snapshot.members.count)
            },
            staff: standing.flatMap { $0.lacks(.members) ? nil : $0.staff.count } ?? activity?.seenStaff.count,
            channels: standing?.snapshot.channels.count,
            events: activity?.events ?? 0, from: activity?.first, to: activity?.last,
            messages: activity?.messages ?? 0, acts: activity?.actCount ?? 0)
    }

    // MARK: Rules

    /// What became of a rule.
    enum Judgement {
        case fine
        case found([AuditFinding])
        case notJudged(LocalizedText)
        case notApplicable(LocalizedText)

        var isFine: Bool {
            switch self {
            case .fine: true
            case .found(let findings): findings.isEmpty
            case .notJudged, .notApplicable: false
            }
        }
    }

    /// How many members there are, as far as is known.
    var size: Int? {
        if let standing, let count = standing.snapshot.memberCount ?? (standing.lacks(.members) ? nil : 0) {
            return max(count, standing.snapshot.members.count)
        }
        return activity?.members.count
    }

    var isSmall: Bool { size.map { Double($0) < thresholds[.smallCommunity] } ?? false }

    private func judge(_ rule: AuditRule) -> Judgement {
        if isSmall, !rule.isForSmallCommunities {
            return .notApplicable(
                LocalizedText(fr: "La communauté est petite.", en: "The community is a small one."))
        }
        switch rule {
        case .tooManyRoles, .deadRoles, .duplicateRoles, .hierarchyInversion:
            return judgeStanding(rule) { judgeStructure(rule, $0) }
        case .everyoneHasPower, .severalPaths, .noTwoFactor, .botAdministrator, .uncheckedBanPower:
            return judgeStanding(rule) { judgePowers(rule, $0) }
        case .moderatorsLackPower, .moderatorsCannotSee, .moderatorsOutranked:
            return judgeStanding(rule) { judgeModerators(rule, $0) }
        case .openWebhooks, .openInvites: return judgeStanding(rule) { judgeOpenness(rule, $0) }
        case .ownerInactive, .fastPower, .staffConcentration, .coverageGaps, .voiceWithoutStaff, .slowResponse,
            .actsWithoutReason, .staffReportsUnanswered:
            guard let activity else {
                return .notJudged(
                    LocalizedText(
                        fr: "Il faut les événements de la communauté.", en: "The community's events are needed."))
            }
            return judgeActivity(rule, activity)
        }
    }

    private func judgeStanding(_ rule: AuditRule, _ judge: (AuditStanding) -> Judgement) -> Judgement {
        guard let standing else {
            return .notJudged(
                LocalizedText(
                    fr: "Il faut un instantané de la communauté.", en: "A snapshot of the community is needed."))
        }
        let judgement = judge(standing)
        // What was found stands. That nothing was found says little where not everything was looked at.
        guard judgement.isFine, let missing = standing.missing(rule.needs) else { return judgement }
        return .notJudged(missing)
    }

    func count(_ threshold: AuditThreshold) -> Int { Int(min(thresholds[threshold], 1e12).rounded()) }
}

extension CommunityAudit {
    /// Only Discord has the thing that the rule is about.
    static var notOnThisPlatform: Judgement {
        .notApplicable(LocalizedText(fr: "Cette plateforme n'en a pas.", en: "This platform has no such thing."))
    }

    /// As `37 %`.
    static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

    /// As `26 h`, `3.5 days`.
    static func number(_ value: Double, _ language: Language) -> String {
        let tenths = Int((min(abs(value), 1e12) * 10).rounded())
        guard tenths % 10 != 0 else { return String(tenths / 10) }
        return "\(tenths / 10)\(language == .french ? "," : ".")\(tenths % 10)"
    }
}
