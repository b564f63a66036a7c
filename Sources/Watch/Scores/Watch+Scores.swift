public import SafetyModel

extension Watch {
    /// What was counted since the last call: how many members scored how high, how many events carried cues. Empty
    /// unless ``WatchSettings/maximumCounted`` is set. Whoever sets it must call this from time to time.
    public mutating func takeCounts() -> WatchCounts { census.take() }

    /// Takes a threshold over. It holds for the events that follow.
    public mutating func apply(_ setting: ThresholdSetting) { names.apply(setting) }

    var counts: Bool { settings.maximumCounted > 0 }

    /// Counts a score, whether or not it raised a signal.
    mutating func count(
        _ score: Double, _ detector: Detector, _ policy: PolicyCode, _ subject: UInt64, isStaff: Bool, _ now: Moment,
        isFixed: Bool = false
    ) {
        guard counts else { return }
        census.note(
            score, by: detector, policy, of: subject, isStaff: isStaff, now,
            spell: max(Span.day, settings.quietSpan), isFixed: isFixed)
        census.forget(beyond: settings.maximumCounted)
    }

    /// Counts a signal of a detector that has no threshold.
    mutating func count(_ signal: Signal, _ community: UInt64, _ now: Moment) {
        let key = Self.memberKey(signal.subject, community: community)
        count(
            signal.score, signal.detector, signal.policy, key,
            isStaff: signal.subjectIsStaff
                || members.find(key).map { members.records[$0].flags.contains(.staff) } == true, now, isFixed: true)
    }

    /// Counts an event that carried cues, once for each of their policies.
    mutating func count(_ finds: [Find], _ actor: Person, _ now: Moment) {
        guard counts, !finds.isEmpty else { return }
        var policies: [PolicyCode] = []
        for find in finds {
            let code = names.code(find.policy)
            if !policies.contains(code) { policies.append(code) }
        }
        census.note(cuesOf: policies, isStaff: isStaff(actor), now)
    }
}
