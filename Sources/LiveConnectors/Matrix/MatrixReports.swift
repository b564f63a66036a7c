import Foundation
import Logging
public import SafetyModel

/// A report that somebody filed on the homeserver, about an event or about an account.
public struct MatrixReport: Sendable, Hashable {
    /// As `event/12`: unique on the server.
    public var id: String
    public var community: String
    public var reporter: String
    public var accused: String
    public var room: String?
    public var event: String?
    public var reason: String
    public var receivedAt: Timestamp
}

/// Asks Synapse for the reports that its members filed (`/_synapse/admin/v1/event_reports` and `user_reports`,
/// https://element-hq.github.io/synapse/latest/admin_api/event_reports.html). Those of rooms have no such interface.
struct MatrixReports: Sendable {
    enum Kind: String, CaseIterable {
        case event, user
    }

    let steward: MatrixSteward
    let file: @Sendable (MatrixReport) async throws -> Void

    private struct Page: Decodable {
        struct Item: Decodable {
            var id: Int64
            var received_ts: Int64
            var room_id: String?
            var event_id: String?
            var user_id: String?
            var sender: String?
            var target_user_id: String?
            var reason: String?
        }
        var event_reports: [Item]?
        var user_reports: [Item]?
        var next_token: FlexibleToken?
    }

    private enum FlexibleToken: Decodable {
        case value(String)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int64.self) {
                self = .value(String(number))
            } else {
                self = .value(try container.decode(String.self))
            }
        }
    }

    /// Files what is new. A report is filed before the position moves on, and one that was filed already is not filed
    /// again: who is killed in between asks for it once more.
    func poll(_ kind: Kind) async throws {
        let key = "reports/\(kind.rawValue)"
        let last = try await steward.memory.text(key).flatMap(Int64.init) ?? 0
        var new: [Page.Item] = []
        var from: String? = "0"
        // Newest first, down to what was seen: reports that an administrator deletes shift the others.
        while let start = from {
            try Task.checkCancellation()
            let page = try await steward.client.fetch(
                Page.self,
                "/_synapse/admin/v1/\(kind.rawValue)_reports?dir=b&limit=100&from=\(MatrixClient.escaped(start))",
                as: .administrator)
            let items = page.event_reports ?? page.user_reports ?? []
            new += items.filter { $0.id > last }
            let isEnd = items.isEmpty || items.contains { $0.id <= last }
            if !isEnd, case .value(let token) = page.next_token { from = token } else { from = nil }
        }
        for item in new.sorted(by: { $0.id < $1.id }) {
            if let report = await report(item, kind) { try await file(report) }
            try await steward.memory.keep(String(item.id), as: key)
        }
    }

    private func report(_ item: Page.Item, _ kind: Kind) async -> MatrixReport? {
        guard let reporter = item.user_id, let accused = item.sender ?? item.target_user_id else { return nil }
        return MatrixReport(
            id: "\(kind.rawValue)/\(item.id)",
            community: await steward.intake.community(room: item.room_id, of: accused, and: reporter),
            reporter: reporter, accused: accused, room: item.room_id, event: item.event_id,
            reason: item.reason ?? "", receivedAt: Timestamp(milliseconds: item.received_ts))
    }
}
