import Casework
import Foundation
import SQLiteStorage
import SafetyModel

/// Everything that a store does.
typealias WholeStore = CaseStore & DecisionStore & DetectorStore & EventLog & QueryStore & ReviewerStore & RuleBookStore
    & WatchStore

/// A folder that is gone when the test is.
func withFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigie-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer {
        chmod(folder, 0o700)
        try? FileManager.default.removeItem(atPath: folder)
    }
    return try await body(folder)
}

/// A store on a real file.
func withStore<Value>(
    options: SQLiteStore.Options = .init(), _ body: (SQLiteStore) async throws -> Value
) async throws -> Value {
    try await withFolder { folder in
        let store = try Sample.open("\(folder)/vigie.db", options: options)
        let value = try await body(store)
        try? store.close()
        return value
    }
}

/// Events, signals and people to work with. All names are invented.
enum Sample {
    /// How many migrations there are.
    static let schemaVersion = 17

    static let start = Timestamp(milliseconds: 1_781_640_000_000)
    /// What the store's clock says.
    static let now = start + .hours(1)

    static let taxonomy = Taxonomy([
        policy("minor.solicitation", severity: 1, hours: 24), policy("sextortion", severity: 1, hours: 4),
        policy("staff.misuse", severity: 2, hours: 72), policy("harassment.insult", severity: 3, hours: 168),
    ])

    static func policy(_ code: PolicyCode, severity: Int, hours: Int) -> Policy {
        Policy(
            code: code, severity: Severity(severity), title: LocalizedText(fr: code.code, en: code.code),
            meaning: LocalizedText(fr: "", en: ""), deadlineHours: hours, threshold: 0.5)
    }

    static func open(_ path: String, options: SQLiteStore.Options = .init()) throws(StorageError) -> SQLiteStore {
        try SQLiteStore.open(path: path, taxonomy: taxonomy, options: options, clock: { now })
    }

    static func message(
        _ id: String, from actor: String = "a1", to target: String? = "b7", _ text: String? = "hello",
        minute: Int = 0, source: String = "test:guild/1", community: String = "c1", staff: Bool? = nil
    ) -> Event {
        Event(
            id: id, source: source, type: .messagePosted, time: start + .minutes(minute), community: community,
            channel: target == nil ? Channel(id: "lobby", kind: .text) : Channel(id: "d1", kind: .direct),
            actor: Member(id: actor, name: "Name of \(actor)", staff: staff),
            target: target.map { Member(id: $0, name: "Name of \($0)") },
            body: .message(Message(text: text, attachments: [Attachment(id: "p1", kind: "image")])))
    }

    static func signal(
        _ id: String, policy: PolicyCode = "minor.solicitation", score: Double = 0.8, subject: String = "a1",
        counterpart: String? = "b7", staff: Bool = false, minute: Int = 0, evidence: [String] = [],
        source: String = "test:guild/1", community: String = "c1"
    ) -> Signal {
        let key = EventKey(source: source, id: id)
        let time = start + .minutes(minute)
        let cue = CueHit(cue: "en.request.picture", stage: .request, policy: policy, weight: 1.5, range: 0..<4)
        let references = (evidence + [id]).map {
            EvidenceReference(event: EventKey(source: source, id: $0), time: time, author: subject, cues: [cue])
        }
        return Signal(
            policy: policy, score: score, community: community, subject: subject, subjectName: "Name of \(subject)",
            subjectIsStaff: staff, counterpart: counterpart, counterpartName: counterpart.map { "Name of \($0)" },
            time: time, event: key, detector: Detector(name: "conversation_risk", version: 1), evidence: references,
            contributions: [Contribution(code: "stage.request", logOdds: 1.5, figure: 3)])
    }

    /// Makes an account and gives it back.
    static func reviewer(
        _ name: String, _ roles: Set<ReviewerRole>, in store: any ReviewerStore
    ) async throws -> Reviewer {
        try await store.create(
            name: name, passwordHash: "hash", roles: roles, language: "en", by: nil, at: start)
    }
}
