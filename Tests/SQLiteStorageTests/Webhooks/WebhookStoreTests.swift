import Casework
import Foundation
import SQLiteStorage
import SafetyModel
import Synchronization
import Testing

@Suite("What webhooks are told")
struct WebhookStoreTests {
    private static let now = Timestamp(milliseconds: 1_781_640_000_000)
    private static let lead = Webhook(name: "team", address: "https://a.example", secretFile: "s", audience: .lead)
    private static let guardian = Webhook(
        name: "trustees", address: "https://b.example", secretFile: "s", audience: .guardian)

    private func withStore(_ body: (SQLiteStore, String) async throws -> Void) async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("vigie-hooks-\(UUID()).db").path
        defer { for end in ["", "-wal", "-shm", ".key", ".ledger-key"] { unlink(path + end) } }
        let store = try open(path)
        try await body(store, path)
        try store.close()
    }

    private func open(_ path: String) throws -> SQLiteStore {
        try SQLiteStore.open(path: path, taxonomy: Taxonomy([]), clock: { Self.now })
    }

    private func signal(_ id: String, about subject: String, staff: Bool = false) -> Signal {
        Signal(
            policy: "minor.solicitation", score: 0.9, community: "c1", subject: subject, subjectName: "Marlow",
            subjectIsStaff: staff, time: Self.now, event: EventKey(source: "t", id: id),
            detector: Detector(name: "d", version: 1))
    }

    /// Ids that differ from each other.
    private final class Ids: Sendable {
        private let count = Mutex<UInt8>(0)
        @Sendable func next(_ length: Int) -> [UInt8] {
            let number = count.withLock { count in
                count += 1
                return count
            }
            return Array(repeating: number, count: length)
        }
    }

    private func fill(_ hooks: [Webhook], in store: SQLiteStore, ids: Ids, limit: Int = 500) async throws {
        while try await store.fillWebhooks(hooks, at: Self.now, limit: limit, random: ids.next) {}
    }

    @Test("a lead's program is told of no staff case, a guardian's of all, and neither who or what it is about")
    func audience() async throws {
        try await withStore { store, _ in
            let (hooks, ids) = ([Self.lead, Self.guardian], Ids())
            try await store.beginWebhooks(hooks, at: Self.now)
            _ = try await store.record([signal("1", about: "m7"), signal("2", about: "s9", staff: true)], upTo: 0)
            try await fill(hooks, in: store, ids: ids)
            let team = try await store.dueMessages(to: Self.lead, at: Self.now)
            let trustees = try await store.dueMessages(to: Self.guardian, at: Self.now)
            #expect(team.map(\.kind) == ["case.opened", "signal.raised"])
            #expect(trustees.map(\.kind) == ["case.opened", "signal.raised", "case.opened", "signal.raised"])
            #expect(
                team[1].body
                    == #"{"type":"signal.raised","timestamp":"2026-06-16T20:00:00.000Z","data":{"case":1,"community":"c1","#
                    + #""policy":"minor.solicitation","severity":4,"signal":"minor.solicitation","detector":"d/1"}}"#)
            let all = trustees.map(\.body).joined()
            #expect(!all.contains("Marlow") && !all.contains("m7") && !all.contains("s9"))
            // One id for each, and none that counts.
            #expect(Set((team + trustees).map(\.id)).count == 6)
        }
    }

    @Test("a case that turns out to be about staff takes back what still waits for a lead's program")
    func withheld() async throws {
        try await withStore { store, _ in
            let ids = Ids()
            try await store.beginWebhooks([Self.lead], at: Self.now)
            _ = try await store.record([signal("1", about: "m7")], upTo: 0)
            try await fill([Self.lead], in: store, ids: ids)
            _ = try await store.record([signal("2", about: "m7", staff: true)], upTo: 0)
            try await fill([Self.lead], in: store, ids: ids)
            #expect(try await store.dueMessages(to: Self.lead, at: Self.now).isEmpty)
            #expect(try await store.webhookMessages(in: [.withheld]).count == 2)
            // Nobody sends it again.
            let id = try #require(try await store.webhookMessages(in: [.withheld]).first?.id)
            #expect(try await store.resendWebhookMessages([id], at: Self.now) == 0)
        }
    }

    @Test("each line is told once, whatever is opened and closed in between, and a new program is told no history")
    func restarts() async throws {
        try await withStore { store, path in
            let ids = Ids()
            _ = try await store.record([signal("0", about: "before")], upTo: 0)
            try await store.beginWebhooks([Self.guardian], at: Self.now)
            try store.close()
            for number in 1...20 {
                let store = try open(path)
                try await store.beginWebhooks([Self.guardian], at: Self.now)
                _ = try await store.record([signal("\(number)", about: "m\(number)")], upTo: 0)
                try await fill([Self.guardian], in: store, ids: ids, limit: 1)
                try store.close()
            }
            let again = try open(path)
            let messages = try await again.webhookMessages(in: Set(WebhookMessage.State.allCases))
            #expect(messages.count == 40 && Set(messages.map(\.id)).count == 40)
            #expect(messages.allSatisfy { !$0.body.contains("\"case\":1,") })
            try again.close()
        }
    }

    @Test("a failure waits longer each time, is given up after eight, and is sent again under the same id")
    func deadLetters() async throws {
        try await withStore { store, _ in
            let ids = Ids()
            try await store.beginWebhooks([Self.guardian], at: Self.now)
            _ = try await store.record([signal("1", about: "m7")], upTo: 0)
            try await fill([Self.guardian], in: store, ids: ids)
            let message = try #require(try await store.dueMessages(to: Self.guardian, at: Self.now).first)
            var moment = Self.now
            var waits: [Int64] = []
            for _ in 0..<9 {
                try await store.settle(webhookMessage: message.number, .failed("no answer"), at: moment, jitter: 255)
                let all = try await store.webhookMessages(in: [.waiting, .failed])
                let one = try #require(all.first { $0.id == message.id })
                guard let next = one.nextTry else { break }
                waits.append(next.since(moment).milliseconds / 1000)
                // The other one waits with it.
                #expect(try await store.dueMessages(to: Self.guardian, at: moment).isEmpty)
                moment = next
            }
            #expect(waits.count == 8 && waits.first == 37 && waits == waits.sorted())
            let dead = try #require(try await store.webhookMessages(in: [.failed]).first)
            #expect(dead.id == message.id && dead.tries == 9 && dead.fault == "no answer")
            #expect(try await store.resendWebhookMessages(nil, hook: "other", at: moment) == 0)
            #expect(try await store.resendWebhookMessages(nil, at: moment) == 1)
            let due = try await store.dueMessages(to: Self.guardian, at: moment)
            #expect(due.contains { $0.id == message.id })
            try await store.settle(webhookMessage: message.number, .sent, at: moment, jitter: 0)
            #expect(try await store.webhookMessages(in: [.sent]).map(\.id) == [message.id])
        }
    }

    @Test("what waits for a program that is no longer in the file goes nowhere")
    func removed() async throws {
        try await withStore { store, _ in
            let ids = Ids()
            try await store.beginWebhooks([Self.guardian], at: Self.now)
            _ = try await store.record([signal("1", about: "m7")], upTo: 0)
            try await fill([Self.guardian], in: store, ids: ids)
            try await store.beginWebhooks([Self.lead], at: Self.now)
            let dead = try await store.webhookMessages(in: [.failed])
            #expect(dead.count == 2 && dead[0].fault == "the webhook is no longer in the file")
        }
    }
}
