public import SafetyModel

extension Watch {
    /// How likely, 0…1, it is that one member harms another in their conversation, as far as the watch has seen it:
    /// what a signal about the pair would say, whether or not it is due. For evaluation and for a reviewer who asks.
    /// - Parameters:
    ///   - actor: the member whose conduct is weighed.
    ///   - target: the other party.
    ///   - time: the moment to which evidence has faded; as a rule that of the last event.
    /// - Returns: `nil` where the watch knows no evidence about the pair.
    public func conversationRisk(
        of actor: String, towards target: String, community: String, at time: Timestamp
    ) -> Double? {
        let community = Self.hash(community: community)
        guard let (file, context) = current(actor, target, community, time) else { return nil }
        let risk = ConversationRisk(weights: settings.weights, model: settings.riskModel)
        return risk.tally(file, context, policy: risk.policy(file, context).code).score
    }

    /// What the risk of a pair is made of, for training; `nil` where the watch knows no evidence about the pair.
    public func riskFeatures(
        of actor: String, towards target: String, community: String, at time: Timestamp
    ) -> RiskFeatures? {
        let community = Self.hash(community: community)
        guard let (file, context) = current(actor, target, community, time) else { return nil }
        let risk = ConversationRisk(weights: settings.weights)
        let tally = risk.handSet(file, context, policy: risk.policy(file, context).code)
        var reasons: [String: Double] = [:]
        for part in tally.parts where part.code != "context.prior" { reasons[part.code, default: 0] += part.logOdds }
        reasons["context.wording_only"] = risk.wordingAlone(file)
        return RiskFeatures(reasons: reasons, values: ConversationRisk.wording(file.acts, context.reverseActs))
    }

    private func current(
        _ actor: String, _ target: String, _ community: UInt64, _ time: Timestamp
    ) -> (PairFile, PairContext)? {
        guard let actor = find(actor, community: community), let target = find(target, community: community),
            let pair = pairs.find(StableHash.of(actor.key, target.key)), pairs.records[pair].file >= 0
        else { return nil }
        let now = Moment(time)
        var file = files.items[Int(pairs.records[pair].file)]
        file.decay(to: now, halfLife: settings.weights.halfLife)
        return (file, context(actor, target, pair, now))
    }
}
