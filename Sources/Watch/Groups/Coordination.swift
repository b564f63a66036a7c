import SafetyModel
import TextAnalysis

extension Watch {
    private static var coordinated: Detector { Detector(name: "coordinated_accounts", version: 1) }
    /// Of those a message speaks to, the first few.
    private static var maximumAddressees: Int { 4 }

    /// A message: where its author joined within three days, whether others who joined with them do the same.
    ///
    /// Three accounts that join within ten minutes and insult one member, or write the same words to several minors in
    /// private, are pointed out. A class or a clan that joins together and talks among itself is not.
    mutating func actTogether(
        _ event: Event, _ reading: TextReading, _ actor: Person, _ addressees: [Person], _ community: UInt64,
        _ now: Moment, _ signals: inout [Signal]
    ) {
        if !addressees.isEmpty, groups.gatherings.count > 0, let slot = groups.gatherings.find(actor.key) {
            for other in addressees { groups.gatherings.records[slot].answer(other.key) }
        }
        guard now.isWithin(Recruit.span, after: members.records[actor.slot].joinedAt), !isStaff(actor) else { return }
        let recruit = recruit(actor, community, now)
        var deed = deed(event, reading, actor)
        for other in addressees.prefix(Self.maximumAddressees) {
            let isHostile = deed.flags.contains(.hostile)
            let isPeer = state(other)?.joinedAt.isWithin(Cohort.joinSpan, of: deed.joined) ?? false
            groups.recruits.records[recruit].address(other.key, isPeer: isPeer && !isHostile)
            // Newcomers ask the staff, and talk to those who came with them.
            guard isHostile || !isPeer && !isStaff(other) else { continue }
            deed.flags.insert(.addressed)
            if state(other)?.age.isYoung ?? false { deed.flags.insert(.towardsYoung) }
            gather(deed, event, actor, around: other, community, now, &signals)
        }
        guard deed.text != 0 else { return }
        let other = addressees.first.flatMap { deed.flags.contains(.addressed) ? $0 : nil }
        join(deed, event, actor, other, community, now, &signals)
    }

    /// The slot of what is known of a new account's deeds.
    private mutating func recruit(_ actor: Person, _ community: UInt64, _ now: Moment) -> Int {
        if let slot = groups.recruits.find(actor.key) {
            groups.recruits.records[slot].last = max(groups.recruits.records[slot].last, now)
            return slot
        }
        groups.choruses.records[chorus(community)].arrive(now)
        let joined = members.records[actor.slot].joinedAt
        return groups.recruits.place(of: actor.key, within: settings.maximumRecruits, touched: { $0.last }) {
            Recruit(key: $0, joined: joined, last: now)
        }
    }

    private mutating func chorus(_ community: UInt64) -> Int {
        let bound = max(1, settings.maximumGatherings / Chorus.limit)
        return groups.choruses.place(of: community, within: bound, touched: { $0.last }) { Chorus(key: $0) }
    }

    private mutating func deed(_ event: Event, _ reading: TextReading, _ actor: Person) -> Deed {
        let member = members.records[actor.slot]
        var flags: Deed.Flags = []
        if event.channel?.kind == .direct { flags.insert(.inPrivate) }
        if reading.hostile >= Self.hostileFrom { flags.insert(.hostile) }
        if member.age.isYoung { flags.insert(.byYoung) }
        if reading.hits.contains(where: { $0.stage != nil }) { flags.insert(.cue) }
        return Deed(
            account: actor.key, id: actor.id, joined: member.joinedAt, created: member.createdAt, time: event.time,
            source: names.source(event.source), event: event.id, text: reading.fingerprint, flags: flags)
    }

    /// Adds a deed to those that others did towards the same member.
    private mutating func gather(
        _ deed: Deed, _ event: Event, _ actor: Person, around other: Person, _ community: UInt64, _ now: Moment,
        _ signals: inout [Signal]
    ) {
        let slot = groups.gatherings.place(of: other.key, within: settings.maximumGatherings, touched: { $0.last }) {
            Gathering(key: $0)
        }
        groups.gatherings.records[slot].add(deed, now: now)
        assess(
            together: groups.gatherings.records[slot], isTarget: true, deed, event, actor, other, community, now,
            &signals)
    }

    /// Adds a deed to those of others in nearly the same words.
    private mutating func join(
        _ deed: Deed, _ event: Event, _ actor: Person, _ other: Person?, _ community: UInt64, _ now: Moment,
        _ signals: inout [Signal]
    ) {
        let slot = chorus(community)
        let family = groups.choruses.records[slot].family(of: deed.text, differing: settings.openerDistance, now)
        groups.choruses.records[slot].families[family].deeds.add(deed, now: now)
        let deeds = groups.choruses.records[slot].families[family].deeds
        assess(together: deeds, isTarget: false, deed, event, actor, other, community, now, &signals)
    }

    /// Weighs what gathered, and raises a signal about the author of the newest deed, where none was of late.
    private mutating func assess(
        together gathering: Gathering, isTarget: Bool, _ deed: Deed, _ event: Event, _ actor: Person, _ other: Person?,
        _ community: UInt64, _ now: Moment, _ signals: inout [Signal]
    ) {
        guard gathering.deeds.count >= Cohort.fewest, !wasRaised(actor.key, now) else { return }
        let slot = chorus(community)
        guard
            let cohort = Cohort(
                of: deed, in: gathering, settings.groupWeights, now,
                expected: { groups.choruses.records[slot].expected(in: $0, now) })
        else { return }
        let isTold = cohort.accounts.count { wasRaised($0, now) } * 2 >= cohort.accounts.count
        guard !isTold else { return }
        let policy = policy(of: cohort)
        let turned = turned(cohort, on: other, now)
        let tally = tally(cohort, isTarget: isTarget, policy, turned)
        guard tally.score >= names.threshold(names.policy(policy)) else { return }
        for account in cohort.accounts {
            if let slot = groups.recruits.find(account) { groups.recruits.records[slot].raisedAt = now }
        }
        let evidence = cohort.deeds.map {
            EvidenceReference(event: EventKey(source: $0.source, id: $0.event), time: $0.time, author: $0.id)
        }
        Self.append(
            Signal(
                policy: policy, score: tally.score, community: event.community, subject: actor.id,
                subjectName: actor.name, counterpart: other?.id, counterpartName: other?.name, time: event.time,
                event: event.key, detector: Self.coordinated, evidence: evidence, contributions: tally.contributions),
            to: &signals)
    }

    private func wasRaised(_ account: UInt64, _ now: Moment) -> Bool {
        guard let slot = groups.recruits.find(account) else { return false }
        let raisedAt = groups.recruits.records[slot].raisedAt
        return raisedAt.isKnown && now.since(raisedAt) < settings.quietSpan
    }

    private func policy(of cohort: Cohort) -> PolicyCode {
        if cohort.share(.hostile) >= 0.5 { return KnownPolicy.pileOn }
        if cohort.share(.inPrivate) >= 0.5, cohort.share(.towardsYoung) >= 0.5 { return KnownPolicy.grooming }
        return KnownPolicy.spam
    }

    /// How much of the hostility of those who are hostile is for one member, as a share of all accounts.
    private func turned(_ cohort: Cohort, on other: Person?, _ now: Moment) -> Double {
        guard let other else { return cohort.share(.hostile) }
        var turned = 0.0
        for account in cohort.accounts
        where cohort.deeds.contains(where: { $0.account == account && $0.flags.contains(.hostile) }) {
            turned += bent(on: other, account, now)
        }
        return turned / Double(cohort.accounts.count)
    }

    private func tally(_ cohort: Cohort, isTarget: Bool, _ policy: PolicyCode, _ turned: Double) -> Tally {
        let weights = settings.groupWeights
        let count = cohort.accounts.count
        var tally = Tally(prior: weights.togetherPrior)
        tally.add("feature.joined_together", cohort.amount, figure: Double(count))
        let shared = sharedTargets(cohort)
        if shared > 0 {
            let amount = min(weights.sameTargetMost, weights.sameTarget + weights.sameTargetMore * Double(shared - 1))
            let part = isTarget ? Double(count) / Double(count + cohort.others) : 1
            tally.add("feature.same_targets", amount * part, figure: Double(shared))
        }
        let same = cohort.sameTexts(allowing: settings.openerDistance)
        if same >= Cohort.fewest {
            let amount = min(weights.sameTextMost, weights.sameTextEach * Double(same - 1))
            tally.add("feature.same_texts", amount * textShare(cohort), figure: Double(same))
        }
        if cohort.wereMadeTogether { tally.add("context.made_together", weights.madeTogether) }
        tally.add("context.private_channel", weights.privateTogether * cohort.share(.inPrivate))
        if policy == KnownPolicy.pileOn {
            tally.add("feature.hostility", weights.hostileTogether * turned)
            return tally
        }
        tally.add("context.likely_minor", weights.towardsMinor * cohort.share(.towardsYoung))
        tally.add("context.young_group", weights.peers * cohort.share(.byYoung))
        tally.add("context.answered", weights.answered * cohort.share(.answered))
        tally.add("context.among_themselves", weights.amongThemselves * amongThemselves(cohort))
        let above = tally.total - settings.weights.behaviourMost
        if policy == KnownPolicy.grooming, above > 0, cohort.share(.cue) == 0 {
            tally.add("context.behaviour_only", -above)
        }
        return tally
    }

    /// How much the same words say: less where each wrote them once and to nobody, as a class that greets the room.
    private func textShare(_ cohort: Cohort) -> Double {
        let isRepeated = cohort.deeds.count * 2 >= cohort.accounts.count * 3
        let isTold = isRepeated || cohort.share(.addressed) >= 0.5 || cohort.share(.hostile) >= 0.5
        return isTold ? 1 : settings.groupWeights.greetingShare
    }

    /// Members to whom at least two in three of the accounts wrote, and at least three.
    private func sharedTargets(_ cohort: Cohort) -> Int {
        var counts: [UInt64: Int] = [:]
        for account in cohort.accounts {
            guard let slot = groups.recruits.find(account) else { continue }
            for target in groups.recruits.records[slot].targets { counts[target, default: 0] += 1 }
        }
        let enough = max(Cohort.fewest, (cohort.accounts.count * 2 + 2) / 3)
        return counts.values.count { $0 >= enough }
    }

    /// The share of what the accounts wrote to somebody that went to those who joined with them.
    private func amongThemselves(_ cohort: Cohort) -> Double {
        var (peers, all) = (0, 0)
        for account in cohort.accounts {
            guard let slot = groups.recruits.find(account) else { continue }
            let recruit = groups.recruits.records[slot]
            peers += Int(recruit.toPeers)
            all += Int(recruit.toPeers) + Int(recruit.toOthers)
        }
        return all > 0 ? Double(peers) / Double(all) : 0
    }
}
