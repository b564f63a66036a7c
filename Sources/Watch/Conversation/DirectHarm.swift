import SafetyModel

/// Weighs words that speak for a policy on their own: threats, doxxing, insults, misogyny, bait.
struct DirectHarm: Sendable {
    static let detector = Detector(name: "harmful_words", version: 1)
    let weights: RiskWeights

    /// The score and its reasons.
    func tally(_ meter: Meter, _ context: PairContext, policy: PolicyCode) -> Tally {
        let plan = weights.meter(for: policy)
        var tally = Tally(prior: plan.prior)
        tally.add("feature.harmful_words", Double(meter.level), figure: Double(meter.count))
        guard !plan.perAuthor else { return tally }
        guard context.isAddressed else {
            tally.add("context.nobody_addressed", weights.nobodyAddressed)
            return tally
        }
        if context.isLongStanding(before: context.now) {
            tally.add("context.long_standing", weights.friendsTeasing)
        }
        if context.areInVoice, policy != KnownPolicy.doxxing, policy != KnownPolicy.swatting {
            tally.add("context.together_in_voice", weights.talkingInVoice)
        }
        if context.targetIsNewcomer { tally.add("context.newcomer", weights.towardsNewcomer) }
        tally.add("context.likely_minor", weights.towardsMinor * context.targetAge.likelyMinor)
        return tally
    }
}
