import SafetyModel

/// How high members scored at most, and how many events carried cues, by day: what a person chooses a threshold by.
///
/// A member counts once a policy (and once a detector of it) in a spell of some days, at the highest score of the
/// spell; when the score grows, it moves from one bin to another. What leaves the watch is how many, never who. Nothing
/// here has a part in any signal.
struct ScoreCensus: Sendable {
    /// What a score is about.
    struct Slot: Sendable, Hashable {
        var policy: PolicyCode
        /// `nil` for whichever detector scored highest.
        var detector: String?
    }

    /// A member's highest score of a spell.
    struct Peak: Sendable, Hashable {
        var slot: UInt16
        var bin: UInt8
        var isStaff: Bool
        /// When the spell began: the day it is counted under.
        var since: Moment
    }

    struct Counted: Keyed {
        var key: UInt64
        var last: Moment
        var peaks: [Peak] = []
    }

    private struct Place: Hashable {
        var day: UInt32
        var slot: UInt16
        var bin: UInt8
        var isStaff: Bool
    }

    private struct CuePlace: Hashable {
        var day: UInt32
        var policy: PolicyCode
        var isStaff: Bool
    }

    private(set) var members = KeyedStore<Counted>()
    private(set) var slots: [Slot] = []
    private var slotIndex: [Slot: UInt16] = [:]
    private var scores: [Place: Int] = [:]
    private var cues: [CuePlace: Int] = [:]
    /// More combinations of policy and detector than this are not told apart: an operator's taxonomy has no bound.
    private static let maximumSlots = 4096

    /// Takes a score in. A spell lasts `spell` seconds from its first score.
    /// - Parameter isFixed: the detector has no threshold: whatever the score, it comes at any threshold, and counts at
    ///   the top of its policy.
    mutating func note(
        _ score: Double, by detector: Detector, _ policy: PolicyCode, of key: UInt64, isStaff: Bool, _ now: Moment,
        spell: UInt32, isFixed: Bool = false
    ) {
        guard let bin = ScoreBins.bin(of: score).map({ UInt8($0) }) else { return }
        let found = members.find(key) ?? members.insert(Counted(key: key, last: now))
        members.records[found].last = max(members.records[found].last, now)
        // Who was staff once is counted with the staff from then on, as its cases are.
        let isStaff = isStaff || members.records[found].peaks.contains { $0.isStaff }
        if isStaff { move(found) }
        for name in [detector.name, nil] {
            guard let slot = slot(Slot(policy: policy, detector: name)) else { continue }
            note(isFixed && name == nil ? UInt8(ScoreBins.count - 1) : bin, slot, found, isStaff, now, spell)
        }
    }

    private mutating func note(
        _ bin: UInt8, _ slot: UInt16, _ found: Int, _ isStaff: Bool, _ now: Moment, _ spell: UInt32
    ) {
        guard let place = members.records[found].peaks.firstIndex(where: { $0.slot == slot }) else {
            members.records[found].peaks.append(Peak(slot: slot, bin: bin, isStaff: isStaff, since: now))
            return add(1, members.records[found].peaks.last)
        }
        let known = members.records[found].peaks[place]
        if now.since(known.since) >= spell {
            members.records[found].peaks[place] = Peak(slot: slot, bin: bin, isStaff: isStaff, since: now)
        } else if bin > known.bin {
            add(-1, known)
            members.records[found].peaks[place].bin = bin
        } else {
            return
        }
        add(1, members.records[found].peaks[place])
    }

    /// A member turned out to be staff: what was counted of it goes over to the staff's figures, which others than
    /// guardians do not see.
    mutating func becameStaff(_ key: UInt64) {
        if let found = members.find(key) { move(found) }
    }

    private mutating func move(_ found: Int) {
        for place in members.records[found].peaks.indices where !members.records[found].peaks[place].isStaff {
            add(-1, members.records[found].peaks[place])
            members.records[found].peaks[place].isStaff = true
            add(1, members.records[found].peaks[place])
        }
    }

    /// An event carried cues of these policies, each named once.
    mutating func note(cuesOf policies: [PolicyCode], isStaff: Bool, _ now: Moment) {
        for policy in policies {
            cues[CuePlace(day: now.seconds / Span.day, policy: policy, isStaff: isStaff), default: 0] += 1
        }
    }

    /// Forgets those who scored longest ago, where more than `bound` are remembered.
    mutating func forget(beyond bound: Int) {
        guard members.count > bound else { return }
        let order = members.records.map { ($0.last, $0.key) }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
        for (_, key) in order.prefix(members.count - bound * 9 / 10) {
            if let found = members.find(key) { members.remove(at: found) }
        }
    }

    /// What was counted since the last call, in a fixed order.
    mutating func take() -> WatchCounts {
        guard !scores.isEmpty || !cues.isEmpty else { return WatchCounts() }
        var counts = WatchCounts()
        for (place, count) in scores where count != 0 {
            let slot = slots[Int(place.slot)]
            counts.scores.append(
                ScoreCount(
                    day: Int(place.day), policy: slot.policy, detector: slot.detector,
                    scope: ThresholdScope(isStaff: place.isStaff), bin: Int(place.bin), count: count))
        }
        for (place, count) in cues {
            counts.cues.append(
                CueCount(
                    day: Int(place.day), policy: place.policy, scope: ThresholdScope(isStaff: place.isStaff),
                    count: count))
        }
        counts.scores.sort { Self.order($0) < Self.order($1) }
        counts.cues.sort { ($0.day, $0.policy, $0.scope.rawValue) < ($1.day, $1.policy, $1.scope.rawValue) }
        scores.removeAll(keepingCapacity: true)
        cues.removeAll(keepingCapacity: true)
        return counts
    }

    private static func order(_ count: ScoreCount) -> (Int, PolicyCode, String, String, Int) {
        (count.day, count.policy, count.detector ?? "", count.scope.rawValue, count.bin)
    }

    private mutating func add(_ amount: Int, _ peak: Peak?) {
        guard let peak else { return }
        let place = Place(
            day: peak.since.seconds / Span.day, slot: peak.slot, bin: peak.bin, isStaff: peak.isStaff)
        scores[place, default: 0] += amount
    }

    private mutating func slot(_ slot: Slot) -> UInt16? {
        if let known = slotIndex[slot] { return known }
        guard slots.count < Self.maximumSlots else { return nil }
        let place = UInt16(slots.count)
        slots.append(slot)
        slotIndex[slot] = place
        return place
    }

    // MARK: Snapshots

    /// Puts a slot in at the next place, as a snapshot has it.
    mutating func restore(_ slot: Slot) -> Bool { slotIndex[slot] == nil && self.slot(slot) != nil }

    mutating func restore(_ member: Counted) { members.insert(member) }
}
