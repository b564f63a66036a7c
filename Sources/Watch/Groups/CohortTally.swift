import SafetyModel

/// What surrounds accounts that act together.
struct CohortSetting: Sendable {
    var policy: PolicyCode
    /// How much of their hostility is for one member, as a share of all accounts.
    var turned: Double
    /// Members to whom most of them wrote.
    var sharedTargets: Int
    /// The share of what they wrote to somebody that went to those who joined with them.
    var amongThemselves: Double
    /// Whether their deeds gathered around one member, rather than around a text.
    var isTarget: Bool
    /// Whether the one they write to joined with them.
    var isPeer: Bool
}

extension Cohort {
    /// The score of what they do together, and its reasons.
    func tally(_ setting: CohortSetting, _ settings: WatchSettings) -> Tally {
        let weights = settings.groupWeights
        let count = accounts.count
        var tally = Tally(prior: weights.togetherPrior)
        tally.add("feature.joined_together", amount, figure: Double(count))
        if setting.sharedTargets > 0 {
            let shared = Double(setting.sharedTargets)
            let amount = min(weights.sameTargetMost, weights.sameTarget + weights.sameTargetMore * (shared - 1))
            let part = setting.isTarget ? Double(count) / Double(count + others) : 1
            tally.add("feature.same_targets", amount * part, figure: shared)
        }
        let same = sameTexts(allowing: settings.openerDistance)
        if same >= Self.fewest {
            let amount = min(weights.sameTextMost, weights.sameTextEach * Double(same - 1))
            tally.add("feature.same_texts", amount * textShare(weights), figure: Double(same))
        }
        // Where the one they write to came with them, the accounts of all are new: a class, perhaps.
        if wereMadeTogether, !setting.isPeer { tally.add("context.made_together", weights.madeTogether) }
        tally.add("context.private_channel", weights.privateTogether * share(.inPrivate))
        let isHostile = setting.policy == KnownPolicy.pileOn
        if !isHostile || setting.isPeer {
            tally.add("context.among_themselves", weights.amongThemselves * setting.amongThemselves)
        }
        if isHostile {
            tally.add("feature.hostility", weights.hostileTogether * setting.turned)
            return tally
        }
        if setting.policy == KnownPolicy.grooming {
            tally.add("context.likely_minor", weights.towardsMinor * share(.towardsYoung))
        }
        tally.add("context.young_group", weights.peers * share(.byYoung))
        tally.add("context.answered", weights.answered * share(.answered))
        let above = tally.total - settings.weights.behaviourMost
        if setting.policy == KnownPolicy.grooming, above > 0, share(.cue) == 0 {
            tally.add("context.behaviour_only", -above)
        }
        return tally
    }

    /// How much the same words say: less where each wrote them once and to nobody, as a class that greets the room.
    private func textShare(_ weights: GroupWeights) -> Double {
        let isRepeated = deeds.count * 2 >= accounts.count * 3
        let isTold = isRepeated || share(.addressed) >= 0.5 || share(.hostile) >= 0.5
        return isTold ? 1 : weights.greetingShare
    }
}
