import SafetyModel

/// Reports that members filed on the platform, and when staff first acted on whom or what they were about.
struct ReportsSeen: Sendable {
    struct Filed: Sendable {
        var at: Timestamp
        var about: String?
        /// Whether the report itself says that it is about somebody of the staff.
        var calledStaff: Bool
        var answered: Timestamp?
    }

    private(set) var filed: [Filed] = []
    private var waitingForMember: [String: [Int]] = [:]
    private var waitingForMessage: [String: [Int]] = [:]

    mutating func file(at time: Timestamp, about member: String?, calledStaff: Bool, messages: [String]) {
        if let member { waitingForMember[member, default: []].append(filed.count) }
        for message in messages.prefix(20) { waitingForMessage[message, default: []].append(filed.count) }
        filed.append(Filed(at: time, about: member, calledStaff: calledStaff))
    }

    /// A ban, a time-out, a removal, a role taken away or a deletion.
    mutating func act(at time: Timestamp, on member: String?, message: String?) {
        if let member { waitingForMember[member] = answer(waitingForMember[member], at: time) }
        if let message { waitingForMessage[message] = answer(waitingForMessage[message], at: time) }
    }

    /// - Returns: those that wait still, having been filed later; nil for none.
    private mutating func answer(_ numbers: [Int]?, at time: Timestamp) -> [Int]? {
        var waiting: [Int] = []
        for number in numbers ?? [] {
            guard filed[number].at <= time else {
                waiting.append(number)
                continue
            }
            filed[number].answered = min(filed[number].answered ?? time, time)
        }
        return waiting.isEmpty ? nil : waiting
    }

    /// The median time to the first act; one that had none counts as the longest. nil where more than half had none.
    /// - Parameters:
    ///   - ripe: unanswered ones that were filed later are left out.
    ///   - counts: whether a report counts.
    func response(ripe: Timestamp?, counts: (Filed) -> Bool) -> Response {
        let reports = filed.filter { report in
            counts(report) && (report.answered != nil || ripe.map { report.at <= $0 } ?? true)
        }
        let spans = reports.compactMap { $0.answered?.since($0.at).milliseconds }.sorted()
        let middle = (reports.count - 1) / 2
        return Response(
            reports: reports.count, unanswered: reports.count - spans.count,
            median: spans.indices.contains(middle) ? .milliseconds(spans[middle]) : nil)
    }

    struct Response: Sendable {
        var reports: Int
        var unanswered: Int
        var median: Duration?
    }
}
