import SafetyModel

/// `retaliation`: a member reports one of the staff on the platform, and is then banned, kicked, timed out or stripped
/// of a role by the one who was reported, or by other staff without another ground.
///
/// Storage watches over those who reported to Vigie itself (`Casework/Retaliation`), under the same detector's name and
/// policy: about one event there is one signal, whoever finds it.
struct Reprisals: Sendable {
    static let detector = Detector(name: "retaliation", version: 1)

    /// Reports about this many people within this long are filed at random.
    static let many = 4
    static let rash = Duration.hours(1)

    /// The highest score raised about one member of staff and one reporter.
    private var raised = Remembered<PowerPair, Double>(for: FilingBook.window, most: 20_000)

    var count: Int { raised.count }

    /// - Parameters:
    ///   - event: the event that completes the picture: the deed, or a report that arrives after it.
    ///   - filings: what the member reported, before the deed.
    ///   - hasGround: whether others spoke against the member of late.
    mutating func weigh(
        _ deed: Deed, to member: Account, _ name: String?, _ filings: [Filing], hasGround: Bool, _ event: Event
    ) -> [Signal] {
        // The reported one's own act says most; else the newest report.
        let before = filings.filter { filing in
            filing.time <= deed.time && deed.time.elapsed(since: filing.time) <= FilingBook.window
                && (filing.aboutStaff || filing.about == deed.staff)
        }
        guard let filing = before.last(where: { $0.about == deed.staff }) ?? before.last else { return [] }
        let isReported = filing.about == deed.staff
        var reasons = Reasons(prior: -3)
        reasons.add(isReported ? "power.report_then_act" : "power.report_then_others_act", isReported ? 2.8 : 1.6)
        let gap = deed.time.elapsed(since: filing.time)
        if gap <= .days(3) {
            reasons.add("power.soon_after", 0.8, figure: max(0, gap / .days(1)))
        } else if gap <= .days(10) {
            reasons.add("power.soon_after", 0.4, figure: gap / .days(1))
        }
        switch deed.kind {
        case .ban, .kick: reasons.add("power.grave_act", 0.6)
        case .timeOut: reasons.add("power.light_act", 0.3)
        // A role that is taken with a word of why is mostly exchanged for another.
        case .roleRemoval: reasons.add("power.light_act", deed.hasReason ? -0.7 : 0.2)
        }
        if !deed.hasReason, deed.kind != .roleRemoval { reasons.add("power.no_reason", 0.6) }
        if deed.isOrdered { reasons.add("power.through_program", 0) }
        if hasGround { reasons.add("power.other_ground", -1.6) }
        // Who reports nearly everybody at once is out for something else.
        let aimed = Set(
            filings.lazy.filter {
                max($0.time.elapsed(since: filing.time), filing.time.elapsed(since: $0.time)) <= Self.rash
            }.map(\.about)
        ).count
        if aimed >= Self.many { reasons.add("power.reported_many", -1.6, figure: Double(aimed)) }
        let score = reasons.score
        let pair = PowerPair(platform: member.platform, staff: deed.staff, member: member.id)
        guard score >= 0.52, score >= (raised.value(pair, at: event.time) ?? 0) + 0.05 else { return [] }
        raised.set(pair, score, since: event.time)
        return [
            Signal(
                policy: "staff.coercion", score: score, community: deed.community, subject: deed.staff,
                subjectName: deed.staffName, subjectIsStaff: true, counterpart: member.id, counterpartName: name,
                time: event.time, event: event.key, detector: Self.detector,
                evidence: [filing.reference, deed.reference].inOrder, contributions: reasons.sorted)
        ]
    }

    // MARK: Snapshots

    init() {}

    func encode(into writer: inout ByteWriter) { raised.encode(into: &writer) }
    init(decoding reader: inout ByteReader) throws(ByteCodingError) { try raised.decode(from: &reader) }
}
