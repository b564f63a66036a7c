import SafetyModel

extension AuditActivity {
    /// Whether no event of the community was seen, reports left aside: that there is an audit tells of none.
    public var isEmpty: Bool { events == 0 }

    /// How long the events span, in days.
    var days: Double {
        guard let first, let last else { return 0 }
        return Double(last.since(first).milliseconds) / 86_400_000
    }

    var messages: Int { hours.values.reduce(0) { $0 + $1.messages } }
    var actCount: Int { acts.values.reduce(0) { $0 + $1.count } }

    /// Talk and watchfulness by the hour of the week.
    func week(in zone: AuditZone) -> AuditHours? {
        guard let first, let last, events > 0 else { return nil }
        var messages = [Int](repeating: 0, count: 168)
        var staff = [Int](repeating: 0, count: 168)
        var unattended = 0
        for (number, hour) in hours {
            let place = zone.placeInWeek(ofHour: number)
            messages[place] += hour.messages
            staff[place] += hour.staff.count
            if hour.staff.isEmpty { unattended += hour.messages }
        }
        let all = messages.reduce(0, +)
        let weeks = max(1, Double(last.since(first).milliseconds) / (7 * 86_400_000))
        return AuditHours(
            messages: messages.map { Self.rounded(Double($0) / weeks) },
            staff: staff.map { Self.rounded(Double($0) / weeks) },
            unattendedShare: all == 0 ? 0 : Self.rounded(Double(unattended) / Double(all)), weeks: Self.rounded(weeks),
            zone: zone.name)
    }

    /// Somebody of the staff, by the name that is known.
    func reference(_ id: String, _ standing: AuditStanding?) -> AuditReference {
        if let seen = seenStaff[id], seen.name != nil { return seen }
        return standing?.staff.first { $0.member.id == id }?.member.reference ?? AuditReference(id: id)
    }

    private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
