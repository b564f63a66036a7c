import SafetyModel

/// What surrounds a pair at the moment it is weighed.
struct PairContext: Sendable {
    var now: Moment
    var actorAge = AgeEstimate()
    var targetAge = AgeEstimate()
    var actorIsStaff = false
    /// The actor's account was made within the two weeks before.
    var actorAccountIsNew = false
    var targetIsStaff = false
    var targetIsNewcomer = false
    var targetBannedAt = Moment.never
    var isAddressed = true
    /// Both are in one voice room, or were within the hour, and the words fell in public.
    var areInVoice = false
    /// The pair itself, and the way back (target → actor) where there is one.
    var pair: PairState
    var reverse: PairState?
    /// What the other party's messages to the actor did.
    var reverseActs = ActsTally()
    /// What the other party asked of the actor: evidence of the stage `request` on the way back.
    var askedBack: Float = 0
    var contacts = ContactCounts()
    /// New contacts of the week that began with the same words as this one's.
    var sameOpener = 0

    /// A two-sided exchange of a month or more before `moment`.
    func isLongStanding(before moment: Moment) -> Bool {
        guard let reverse, pair.count >= 10, reverse.count >= 10 else { return false }
        let share = Double(reverse.count) / Double(pair.count)
        return (0.5...2).contains(share) && moment.since(max(pair.first, reverse.first)) >= 30 * Span.day
    }
}

/// Weighs the evidence of a directed pair.
struct ConversationRisk: Sendable {
    static let detector = Detector(name: "conversation_risk", version: 1)
    let weights: RiskWeights
    /// What was learned; `nil` for the hand-set weights alone.
    var model: RiskModel?

    /// The policy that the evidence speaks for, the gravest first.
    func policy(_ file: PairFile, _ context: PairContext) -> (code: PolicyCode, rank: UInt8) {
        let request = file.level(.request)
        let lever = file.level(.leverage)
        let coercion = file.level(.coercion)
        if coercion >= 0.8, lever >= 0.5 { return (KnownPolicy.sextortion, 4) }
        let power = file.staffLever >= 0.5 || lever + coercion >= 0.8
        if context.actorIsStaff, power, request >= 0.4 || file.staffLever >= 0.5 {
            return (KnownPolicy.staffCoercion, 3)
        }
        if file.extortion >= 2.2 { return (KnownPolicy.sextortion, 4) }
        let asks = request >= 0.6 || file.solicitation >= 1.2 || file.staffLever >= 1.2
        return asks ? (KnownPolicy.solicitation, 2) : (KnownPolicy.grooming, 1)
    }

    /// The score and its reasons.
    func tally(_ file: PairFile, _ context: PairContext, policy: PolicyCode) -> Tally {
        let set = handSet(file, context, policy: policy)
        guard let model else { return set }
        var tally = Tally(prior: model.bias)
        for part in set.parts where part.code != "context.prior" {
            tally.add(part.code, part.logOdds * model.factor(part.code), figure: part.figure)
        }
        addWording(file.acts, context.reverseActs, model, to: &tally)
        let alone = wordingAlone(file)
        if alone < 0 { tally.add("context.wording_only", alone * model.factor("context.wording_only")) }
        return tally
    }

    /// The penalty where little but wording speaks for harm, in log-odds: in ordinary traffic there is much of that.
    func wordingAlone(_ file: PairFile) -> Double {
        weights.wordingOnly * max(0, 1 - Double(file.strong + file.acts.strong) / weights.strongEnough)
    }

    /// What the model of acts saw, weighed: in the order of ``RiskFeatures/learned``.
    private func addWording(_ actor: ActsTally, _ target: ActsTally, _ model: RiskModel, to tally: inout Tally) {
        let learned = RiskFeatures.learned
        let weights = model.ordered
        tally.add(learned[0].name, actor.actorWording * weights[0] + actor.unit * weights[1])
        tally.add(learned[2].name, target.targetWording * weights[2] + target.unit * weights[3])
        tally.add(learned[4].name, Arithmetic.exponential(-Double(actor.count) / 3) * weights[4])
        var place = 5
        for act in RiskFeatures.actorActs {
            if weights[place] != 0, actor.sum(act) > 0 {
                tally.add(learned[place].name, actor.level(act) * weights[place])
            }
            place += 1
        }
        for act in RiskFeatures.targetActs {
            if weights[place] != 0, target.sum(act) > 0 {
                tally.add(learned[place].name, target.level(act) * weights[place])
            }
            place += 1
        }
    }

    /// The learned features by name.
    static func wording(_ actor: ActsTally, _ target: ActsTally) -> [String: Double] {
        var values = [
            "words.actor": actor.actorWording, "words.actor_unit": actor.unit,
            "words.target": target.targetWording, "words.target_unit": target.unit,
            "words.few": Arithmetic.exponential(-Double(actor.count) / 3),
        ]
        for act in RiskFeatures.actorActs { values["act.\(act.rawValue)"] = actor.level(act) }
        for act in RiskFeatures.targetActs { values["act.target.\(act.rawValue)"] = target.level(act) }
        return values
    }

    /// The score as the hand-set weights give it, and its reasons.
    func handSet(_ file: PairFile, _ context: PairContext, policy: PolicyCode) -> Tally {
        var tally = Tally(prior: weights.prior)
        addStages(file, to: &tally)
        addOrder(file, to: &tally)
        addPeople(
            file, context, aboutMinors: policy == KnownPolicy.grooming || policy == KnownPolicy.solicitation, &tally)
        addSurroundings(file, context, to: &tally)
        addBehaviour(file, context, to: &tally)
        if !file.asksOrOffers, policy != KnownPolicy.sextortion {
            tally.add("context.nothing_asked", weights.nothingAsked * Double(min(2, file.stage(.coercion))))
        }
        let missing = 1 - Double(file.strong) / weights.strongEnough
        if missing > 0 { tally.add("context.weak_cues_only", weights.weakCuesOnly * missing) }
        return tally
    }

    private func addStages(_ file: PairFile, to tally: inout Tally) {
        for stage in Stage.allCases {
            let level = Double(file.stage(stage))
            if level > 0 { tally.add(Self.codes[stage.place], level) }
        }
    }

    private static let codes = Stage.allCases.map { "stage.\($0.rawValue)" }

    /// How far two stages are attested together, 0…1, where `first` showed no later than `second`.
    private func order(_ first: Stage, _ second: Stage, _ file: PairFile) -> Double {
        guard file.first(first).isKnown, file.first(second).isKnown, file.first(first) <= file.first(second) else {
            return 0
        }
        return Double(min(1, file.stage(first) / 0.6) * min(1, file.stage(second)))
    }

    private func addOrder(_ file: PairFile, to tally: inout Tally) {
        let trust = max(order(.trust, .request, file), order(.profiling, .request, file))
        tally.add("order.trust_before_request", weights.trustBeforeRequest * trust)
        tally.add(
            "order.isolation_before_request", weights.isolationBeforeRequest * order(.isolation, .request, file))
        if file.first(.isolation) > file.first(.request) {
            tally.add("order.secrecy_after_request", weights.secrecyAfterRequest * order(.request, .isolation, file))
        }
        tally.add(
            "order.desensitisation_before_request",
            weights.desensitisationBeforeRequest * order(.desensitisation, .request, file))
        let lever = file.first(.leverage)
        let request = file.first(.request)
        if lever.isKnown, request.isKnown, lever <= request, request.since(lever) <= 2 * Span.day {
            tally.add("order.offer_before_request", weights.offerBeforeRequest * order(.leverage, .request, file))
        } else {
            tally.add("order.request_before_leverage", weights.requestBeforeLeverage * order(.request, .leverage, file))
        }
        tally.add("order.threat_after_request", weights.threatAfterRequest * order(.request, .coercion, file))
        tally.add("order.leverage_then_coercion", weights.leverageThenCoercion * order(.leverage, .coercion, file))
        var attested = 0
        for stage in Stage.allCases where file.stage(stage) >= 0.35 && (stage != .coercion || file.asksOrOffers) {
            attested += 1
        }
        if attested >= 4 { tally.add("order.many_stages", weights.manyStages, figure: Double(attested)) }
        if file.requests >= 3, file.stage(.request) >= 0.6 {
            tally.add("order.repeated_request", weights.repeatedRequest, figure: Double(file.requests))
        }
    }

    private func addPeople(_ file: PairFile, _ context: PairContext, aboutMinors: Bool, _ tally: inout Tally) {
        let actor = context.actorAge
        let target = context.targetAge
        let gap = target.likelyMinor * actor.likelyAdult
        tally.add("context.likely_minor", weights.likelyMinor * target.likelyMinor)
        tally.add("context.likely_adult", weights.likelyAdult * actor.likelyAdult)
        tally.add("context.age_gap", weights.ageGap * gap)
        if context.actorAccountIsNew { tally.add("context.new_account", weights.newAccount) }
        tally.add("context.same_age", weights.sameAge * target.likelyMinor * actor.likelyMinor)
        if aboutMinors {
            tally.add("context.both_adults", weights.bothAdults * target.likelyAdult * actor.likelyAdult)
            tally.add("context.adult_target", weights.adultTarget * target.likelyAdult * (1 - actor.likelyAdult))
        }
        if context.actorIsStaff, !context.targetIsStaff {
            if context.targetIsNewcomer {
                tally.add("context.staff_over_newcomer", weights.staffOverNewcomer)
            } else {
                tally.add("context.staff_over_member", weights.staffOverMember)
            }
        }
        if context.isLongStanding(before: file.firstStrong.isKnown ? file.firstStrong : context.now) {
            tally.add("context.long_standing", weights.longStanding * (1 - gap))
        }
        if let reverse = context.reverse, reverse.flags.contains(.opened), !context.pair.flags.contains(.opened) {
            tally.add("context.target_initiated", weights.targetInitiated * (1 - gap))
        }
        if context.askedBack >= 0.8, file.stage(.leverage) + file.stage(.coercion) < 0.5 {
            tally.add("context.mutual_requests", weights.mutualRequests * (1 - gap))
        }
    }

    private func addSurroundings(_ file: PairFile, _ context: PairContext, to tally: inout Tally) {
        let pair = context.pair
        let finds = Double(file.privateFinds) + Double(file.publicFinds)
        if finds > 0 {
            let share = Double(file.privateFinds) / finds
            let code = share >= 0.5 ? "context.private_channel" : "context.public_channel"
            tally.add(code, weights.privateChannel * (2 * share - 1))
        }
        if pair.firstPrivate.isKnown, context.now.since(pair.firstPrivate) < 7 * Span.day {
            let days = Double(context.now.since(pair.firstPrivate)) / Double(Span.day)
            tally.add("context.new_contact", weights.newContact, figure: days.rounded(.up))
        }
        if pair.count >= 8, UInt64(context.reverse?.count ?? 0) * 6 <= UInt64(pair.count) {
            tally.add("context.one_sided", weights.oneSided, figure: Double(pair.count))
        }
        let asked = Double(min(1, file.stage(.request) + file.stage(.leverage)))
        if file.giftAt.isKnown, context.now.isWithin(2 * Span.day, of: file.giftAt) || near(file.giftAt, file) {
            tally.add("context.gift_near_request", weights.giftNearRequest * asked)
        }
        let banned = max(context.targetBannedAt, max(file.banAt, file.unbanAt))
        if context.actorIsStaff || file.banAt.isKnown, near(banned, file, span: 7 * Span.day) {
            tally.add("context.ban_near_request", weights.banNearRequest * asked)
        }
        if file.deletedAt.isKnown, file.stage(.request) > 0.3 {
            tally.add("feature.deleted_after", weights.deletedAfter)
        }
    }

    /// Whether a moment lies near the first request or lever.
    private func near(_ moment: Moment, _ file: PairFile, span: UInt32 = 2 * Span.day) -> Bool {
        moment.isWithin(span, of: file.first(.request)) || moment.isWithin(span, of: file.first(.leverage))
    }

    private func addBehaviour(_ file: PairFile, _ context: PairContext, to tally: inout Tally) {
        let beyond = Double(max(0, context.contacts.week - 2))
        tally.add(
            "feature.fan_out", min(weights.fanOutMost, weights.fanOutEach * beyond),
            figure: Double(context.contacts.week))
        if context.sameOpener >= 5 {
            tally.add("feature.same_opener", weights.sameOpener, figure: Double(context.sameOpener))
        }
        if context.pair.flags.contains(.voicePivot) { tally.add("feature.voice_pivot", weights.voicePivot) }
        if context.pair.flags.contains(.earlyContact) { tally.add("feature.early_contact", weights.earlyContact) }
    }
}
