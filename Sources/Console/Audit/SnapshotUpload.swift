import Casework
import HTTPTypes
import Hummingbird
import SafetyModel

/// A snapshot that an administrator or a guardian brings to `/audit`.
extension Console {
    static let snapshotLimits = MultipartReader.Limits(
        parts: 8, fieldBytes: 4 << 10, fileBytes: 64 << 20, allFileBytes: 64 << 20)
    private static let problemsShown = 100

    /// Whether somebody may bring one here.
    func takesSnapshots(from reviewer: Reviewer) -> Bool { audits != nil && Visibility.bringsSnapshots(reviewer) }

    /// Whether somebody has anything to do on the page: to read audits, or to bring a snapshot.
    func opensAudits(_ reviewer: Reviewer) -> Bool {
        Visibility.readsAudits(reviewer) || takesSnapshots(from: reviewer)
    }

    @Sendable func uploadSnapshot(_ visit: Visit) async throws -> Response {
        let reviewer = try visit.signedIn()
        guard let audits, Visibility.bringsSnapshots(reviewer) else { throw Refusal.forbidden }
        let words = visit.words
        guard let file = visit.files.first else {
            return try await refused(words["audit_refused_none"], [], for: reviewer, visit: visit)
        }
        if file.isTooLarge {
            return try await refused(
                words["audit_refused_large"], [], for: reviewer, visit: visit, status: .contentTooLarge)
        }
        do {
            let upload = try await audits.audit(file.bytes, at: visit.now)
            return try await brought(upload, by: reviewer, visit: visit)
        } catch AuditUploadFault.unreadable(let why) {
            return try await refused(why[visit.language], [], for: reviewer, visit: visit)
        } catch AuditUploadFault.empty(let problems) {
            return try await refused(words["audit_refused_empty"], problems, for: reviewer, visit: visit)
        } catch AuditUploadFault.busy {
            return try await refused(
                words["audit_refused_busy"], [], for: reviewer, visit: visit, status: .serviceUnavailable)
        }
    }

    private func brought(_ upload: AuditUpload, by reviewer: Reviewer, visit: Visit) async throws -> Response {
        let words = visit.words
        var told = problemsModel(upload.problems, visit: visit)
        told["any_brought"] = true
        told["brought"] = words.say("audit_brought", ["name": visible(upload.community)])
        told["problems_text"] = words["audit_brought_problems"]
        if let since = upload.eventsSince {
            told["since"] = words.say("audit_brought_since", ["time": words.moment(since)])
        }
        var visit = visit
        // The report of the community that was just audited, for whoever may read it.
        visit.query = FormFields([("community", upload.community)])
        return try await auditPage(for: reviewer, told: told, visit: visit)
    }

    private func refused(
        _ why: String, _ problems: [SnapshotProblem], for reviewer: Reviewer, visit: Visit,
        status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Response {
        var told = problemsModel(problems, visit: visit)
        told["any_refused"] = true
        told["refused"] = why
        var visit = visit
        visit.query = FormFields()
        return try await auditPage(for: reviewer, told: told, visit: visit, status: status)
    }

    private func problemsModel(_ problems: [SnapshotProblem], visit: Visit) -> Model {
        [
            "any_problems": !problems.isEmpty,
            "problems": problems.prefix(Self.problemsShown).map { problem -> Model in
                [
                    "message": visible(problem.message[visit.language]),
                    "advice": visible(problem.advice[visit.language]),
                ]
            },
        ]
    }
}
