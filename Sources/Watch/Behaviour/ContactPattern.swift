import SafetyModel

/// What a member's new private contacts of a week have in common: how many went to young members or newcomers, began
/// with the same words, came straight from a voice room, or fell on the day of joining.
struct ContactPattern: Sendable {
    var counts: ContactCounts
    var sameOpener: Int
    var sameOpenerVulnerable: Int
    var likelyAdult: Double
    var likelyMinor: Double

    static let fanOut = Detector(name: "fan_out", version: 1)
    static let sameOpener = Detector(name: "same_opener", version: 1)
    static let voicePivot = Detector(name: "voice_pivot", version: 1)
    static let earlyContact = Detector(name: "early_contact", version: 1)

    /// The score of the pattern, and the detector whose part in it is largest; `nil` where nothing stands out.
    ///
    /// Each feature pays from a count on that sociable people seldom reach in a week, and no single one suffices at
    /// that count; behaviour alone never scores above 0.75.
    func finding(_ weights: RiskWeights) -> (tally: Tally, detector: Detector)? {
        let opener = openerAmount
        let voice = counts.voice >= 4 ? min(4.0, 2.6 + 0.4 * Double(counts.voice - 4)) : 0
        let early = counts.early >= 5 ? min(4.0, 2.6 + 0.3 * Double(counts.early - 5)) : 0
        let fan =
            min(2.8, 0.2 * Double(max(0, counts.week - 4))) + min(1.2, 0.15 * Double(max(0, counts.day - 3)))
        guard opener + voice + early + fan > 0 else { return nil }
        var tally = Tally(prior: weights.behaviourPrior)
        tally.add("feature.fan_out", fan, figure: Double(counts.week))
        tally.add("feature.same_opener", opener, figure: Double(sameOpener))
        tally.add("feature.voice_pivot", voice, figure: Double(counts.voice))
        tally.add("feature.early_contact", early, figure: Double(counts.early))
        if counts.young > 0, counts.young * 2 >= counts.week {
            tally.add("context.young_contacts", 0.6, figure: Double(counts.young))
        }
        tally.add("context.likely_adult", 0.5 * likelyAdult)
        tally.add("context.same_age", -1.5 * likelyMinor)
        let above = tally.total - weights.behaviourMost
        if above > 0 { tally.add("context.behaviour_only", -above) }
        let named = [
            (opener, Self.sameOpener), (voice, Self.voicePivot), (early, Self.earlyContact), (fan, Self.fanOut),
        ]
        var best = named[0]
        for candidate in named where candidate.0 > best.0 { best = candidate }
        return (tally, best.1)
    }

    private var openerAmount: Double {
        guard sameOpener >= 5 else { return 0 }
        let amount = min(4.0, 2.6 + 0.25 * Double(sameOpener - 5))
        return sameOpenerVulnerable * 2 >= sameOpener ? amount : amount / 2
    }
}
