public import Casework
import Dossier
import Foundation
public import Governance
import HTTPTypes
import Hummingbird
import SafetyModel

/// The audits of a community: the newest one whole, and how the scores moved. For leads and guardians; the store gives
/// each the report that they may read.
extension Console {
    /// How many audits the trend shows, and a programme goes by.
    public static let auditsRead = 40

    @Sendable func auditPage(_ visit: Visit) async throws -> Response {
        let reviewer = try visit.signedIn()
        return try await auditPage(for: reviewer, told: [:], visit: visit)
    }

    /// - Parameter told: what is said of a snapshot that was just brought.
    func auditPage(
        for reviewer: Reviewer, told: Model, visit: Visit, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        guard opensAudits(reviewer) else { throw Refusal.forbidden }
        let words = visit.words
        let communities = try await store.auditedCommunities(for: reviewer)
        var model: Model = ["title": words["audit_title"], "any": !communities.isEmpty]
        model.merge(told) { _, new in new }
        model["may_bring"] = takesSnapshots(from: reviewer)
        model["bring_open"] = communities.isEmpty
        model["may_read"] = Visibility.readsAudits(reviewer)
        guard let newest = communities.first else { return page("audit", model, visit: visit, status: status) }
        let chosen = visit.query["community"] ?? newest
        guard communities.contains(chosen) else { throw Refusal.notFound }
        let kept = try await store.audits(of: chosen, limit: Self.auditsRead, for: reviewer)
        let reports = kept.map(\.read)
        let name = reports.compactMap { $0?.community.name }.first ?? chosen
        model["several"] = communities.count > 1
        model["communities"] = communities.map { id -> Model in
            [
                "href": "/audit?community=\(FormFields.encode(id))", "label": visible(id == chosen ? name : id),
                "current": id == chosen,
            ]
        }
        model["of"] = words.say(
            "audit_of", ["name": visible(name), "ago": kept.first.map { words.ago($0.at, now: visit.now) } ?? "–"])
        model["scope"] =
            words[
                Visibility.includesStaffCases(reviewer) ? "audit_scope_guardian" : "audit_scope_lead"]
        // Markup that the report's own writer escaped.
        model["trend"] = AuditTrend.html(reports.compactMap { $0 }.reversed(), language: visit.language)
        if let report = reports.first ?? nil {
            model["report"] = AuditSections.html(report, language: visit.language)
        } else {
            model["unreadable"] = true
        }
        return page("audit", model, visit: visit, status: status)
    }
}

extension KeptAudit {
    /// nil where another version of Vigie wrote it.
    var read: AuditReport? { try? JSONDecoder().decode(AuditReport.self, from: Data(report)) }

    /// What a programme goes by.
    public var figures: AuditedFigures? { read.map { AuditedFigures($0) } }
}
