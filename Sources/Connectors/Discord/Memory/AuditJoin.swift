import SafetyModel

/// Brings together what the gateway tells twice: the bare fact (somebody is gone, a role was given) and the entry of
/// the audit log that says who did it and why. They come in either order.
///
/// A fact waits for its entry for ``span``; an entry that came first waits for its fact as long. So each happening is
/// one event, and how it comes out depends on what was received when, and on nothing else.
struct AuditJoin: Sendable {
    /// What a fact and an entry are both about.
    enum Subject: Hashable, Sendable {
        case removal(String)
        case ban(String)
        case unban(String)
        case timeOut(String)
        case rename(String)
        case grant(user: String, role: String)
        case revocation(user: String, role: String)
        case roleCreated(String)
        case roleUpdated(String)
        case roleDeleted(String)
        case automod(String)
    }

    private struct Waiting: Sendable {
        var subject: Subject
        var due: Timestamp
        var sequence: Int64
        var event: Event
        /// Of a session that was lost: its entry, if there is one, comes by REST.
        var isCarried = false
    }

    static let span = Duration.seconds(5)
    /// How long one waits for what is fetched by REST, where nobody says that it was.
    static let fetchingSpan = Duration.minutes(10)

    private var waiting: [Waiting] = []
    /// What an entry has told already, until when that holds, and the number of the entry's dispatch.
    private var told: [Subject: (until: Timestamp, sequence: Int64)] = [:]

    /// A fact came.
    /// - Returns: whether it waits now; false where its entry has told it already.
    @discardableResult
    mutating func hold(_ subject: Subject, _ event: Event, sequence: Int64, at now: Timestamp) -> Bool {
        if let entry = told.removeValue(forKey: subject), entry.until >= now { return false }
        waiting.append(Waiting(subject: subject, due: now + Self.span, sequence: sequence, event: event))
        return true
    }

    /// A fact came that was found by comparing, after a session was lost: its entry is fetched, or was.
    mutating func holdFound(_ subject: Subject, _ event: Event, at now: Timestamp) {
        guard hold(subject, event, sequence: .max, at: now) else { return }
        waiting[waiting.count - 1].due = now + Self.fetchingSpan
        waiting[waiting.count - 1].isCarried = true
    }

    /// The connection is interrupted: what belongs together comes apart. Nothing is waited for in vain meanwhile.
    mutating func suspend(at now: Timestamp) { wait(until: now + Self.fetchingSpan) }

    /// What was missed has been told.
    mutating func resume(at now: Timestamp) { wait(until: now + Self.span) }

    private mutating func wait(until moment: Timestamp) {
        for index in waiting.indices where !waiting[index].isCarried { waiting[index].due = moment }
        for (subject, entry) in told where entry.sequence != .max { told[subject]?.until = moment }
    }

    /// The session is lost: what waits goes on waiting, for its entry will be fetched.
    mutating func carry(at now: Timestamp) {
        for subject in told.keys { told[subject]?.sequence = .max }
        for index in waiting.indices {
            waiting[index].due = now + Self.fetchingSpan
            waiting[index].sequence = .max
            waiting[index].isCarried = true
        }
    }

    /// What was carried and has no entry, once all entries were fetched.
    mutating func carried() -> [Event] {
        defer { waiting.removeAll(where: \.isCarried) }
        return waiting.filter(\.isCarried).map(\.event)
    }

    /// Something else has told what the subject is about.
    /// - Returns: the fact that waited for it, if it came first.
    @discardableResult
    mutating func tell(
        _ subject: Subject, sequence: Int64 = .max, at now: Timestamp, for span: Duration = span
    ) -> Event? {
        if let index = waiting.firstIndex(where: { $0.subject == subject }) { return waiting.remove(at: index).event }
        told[subject] = (max(told[subject]?.until ?? now, now + span), sequence)
        return nil
    }

    /// What was told of the subject is over: the next fact is another one.
    mutating func forget(_ subject: Subject) { told[subject] = nil }

    /// The facts that waited long enough, in the order they came.
    mutating func due(at now: Timestamp) -> [Event] {
        if !told.isEmpty { told = told.filter { $0.value.until >= now } }
        guard waiting.contains(where: { $0.due <= now }) else { return [] }
        let events = waiting.filter { $0.due <= now }.map(\.event)
        waiting.removeAll { $0.due <= now }
        return events
    }

    /// How many facts wait.
    var count: Int { waiting.count }
    /// The number of the earliest dispatch that waits for another, be it a fact or an entry: told again without it, the
    /// other would be taken for a happening of its own.
    func earliest(at now: Timestamp) -> Int64? {
        let facts = waiting.map(\.sequence).min()
        let entries = told.values.filter { $0.until >= now }.map(\.sequence).min()
        return [facts, entries].compactMap { $0 }.min()
    }
    /// When the next fact has waited long enough.
    var nextDue: Timestamp? { waiting.map(\.due).min() }
}
