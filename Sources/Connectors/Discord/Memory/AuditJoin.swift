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
    }

    static let span = Duration.seconds(5)

    private var waiting: [Waiting] = []
    private var told: [Subject: Timestamp] = [:]

    /// A fact came.
    /// - Returns: whether it waits now; false where its entry has told it already.
    @discardableResult
    mutating func hold(_ subject: Subject, _ event: Event, sequence: Int64, at now: Timestamp) -> Bool {
        if let until = told.removeValue(forKey: subject), until >= now { return false }
        waiting.append(Waiting(subject: subject, due: now + Self.span, sequence: sequence, event: event))
        return true
    }

    /// Something else has told what the subject is about.
    /// - Returns: the fact that waited for it, if it came first.
    @discardableResult
    mutating func tell(_ subject: Subject, at now: Timestamp) -> Event? {
        if let index = waiting.firstIndex(where: { $0.subject == subject }) { return waiting.remove(at: index).event }
        told[subject] = now + Self.span
        return nil
    }

    /// The facts that waited long enough, in the order they came.
    mutating func due(at now: Timestamp) -> [Event] {
        if !told.isEmpty { told = told.filter { $0.value >= now } }
        guard waiting.contains(where: { $0.due <= now }) else { return [] }
        let events = waiting.filter { $0.due <= now }.map(\.event)
        waiting.removeAll { $0.due <= now }
        return events
    }

    /// All that waits, however short.
    mutating func all() -> [Event] {
        defer { waiting = [] }
        return waiting.map(\.event)
    }

    /// How many facts wait.
    var count: Int { waiting.count }
    /// The number of the earliest dispatch that still waits.
    var earliest: Int64? { waiting.map(\.sequence).min() }
    /// When the next fact has waited long enough.
    var nextDue: Timestamp? { waiting.map(\.due).min() }
}
