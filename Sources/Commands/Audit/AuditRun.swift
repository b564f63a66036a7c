import Connectors
import Foundation
import Governance
import SQLiteStorage
import SafetyModel

/// One audit: what it reads, and what it makes of it.
struct AuditRun {
    var snapshot: String?
    var events: [String]
    var db: String?
    var keyFile: String?
    var community: String?
    var thresholds: AuditThresholds
    var zone: AuditZone
    var language: Language

    /// - Throws: ``CommandFailure`` where nothing could be audited.
    func report(at now: Timestamp) async throws -> AuditReport {
        let reading = try readSnapshot()
        let standing = reading.map { AuditStanding($0.snapshot) }
        let id = community ?? standing?.snapshot.id ?? ""
        if events.isEmpty, db == nil, let standing, standing.isEmpty {
            throw CommandFailure.input(nothing(in: reading))
        }
        var activity: AuditActivity?
        if !events.isEmpty || db != nil {
            var seen = AuditActivity(community: id, standing: standing)
            var all = 0
            try await source.forEach { event in
                all += 1
                seen.observe(event)
                return true
            }
            if seen.isEmpty {
                Terminal.error("note: none of the \(grouped(all)) events is of the community \(id); see --community")
                if standing?.isEmpty ?? true { throw CommandFailure.input(nothing(in: reading)) }
            }
            activity = seen
        }
        let report = CommunityAudit(standing: standing, activity: activity, thresholds: thresholds, zone: zone)
            .report(at: now, problems: reading?.problems ?? [])
        for problem in report.problems.prefix(20) {
            Terminal.error("note: \(QueryTable.shown(problem.message[language])) \(problem.advice[language])")
        }
        return report
    }

    private func nothing(in reading: SnapshotReading?) -> String {
        let problems = (reading?.problems ?? []).prefix(3).map { QueryTable.shown($0.message[language]) }
        let what = problems.isEmpty ? "" : " (\(problems.joined(separator: "; ")))"
        return "nothing to audit: there are no roles, channels, members or events of that community\(what)"
    }

    private var source: RuleEvents {
        var source = RuleEvents()
        source.events = events
        source.database = StoredDatabase()
        if let db { source.database.db = db }
        source.database.keyFile = keyFile
        return source
    }

    private func readSnapshot() throws -> SnapshotReading? {
        try snapshot.map { try SnapshotFile(path: $0, language: language).read() }
    }

    /// Keeps the report for the console: whole for guardians, and without what others may not know.
    func keep(_ report: AuditReport) async throws {
        guard let db else { return }
        var database = StoredDatabase()
        database.db = db
        database.keyFile = keyFile
        let store = try database.open()
        try await store.keep(report)
        try store.close()
    }
}

/// The report on a terminal.
struct AuditLines {
    private let report: AuditReport
    private let language: Language

    init(_ report: AuditReport, _ language: Language) {
        self.report = report
        self.language = language
    }

    private func say(_ en: String, _ fr: String) -> String { language == .french ? fr : en }

    func print(out: String?) throws {
        try Terminal.output(QueryTable.shown(report.community.label))
        for score in report.scores {
            let name = score.area.title[language]
            let padding = String(repeating: " ", count: max(1, 14 - name.count))
            try Terminal.output(
                "  \(name)\(padding)\(score.score.map { "\($0)   \(score.formula)" } ?? say("–   not judged", "–   non jugé"))"
            )
        }
        for finding in report.findings {
            try Terminal.output("")
            try Terminal.output(
                "\(finding.severity.title[language].uppercased())  \(finding.title[language])  \(finding.id)")
            try Terminal.output("  \(finding.why[language])")
            for references in [finding.roles, finding.channels, finding.members, finding.things]
            where !references.isEmpty {
                let names = references.prefix(8).map { QueryTable.shown($0.label) }.joined(separator: ", ")
                try Terminal.output("  · \(names)\(references.count > 8 ? " …" : "")")
            }
            try Terminal.output("  → \(finding.action[language])")
        }
        let open = report.unjudged
        if !open.isEmpty {
            try Terminal.output("")
            try Terminal.output(say("Could not be judged:", "N'a pas pu être jugé :"))
            for check in open {
                try Terminal.output("  \(check.rule.title[language]): \(check.reason?[language] ?? "")")
            }
        }
        try Terminal.output("")
        try Terminal.output(
            report.findings.isEmpty
                ? say("nothing found", "rien trouvé")
                : say("\(report.findings.count) findings", "\(report.findings.count) constats"))
        if let out { try Terminal.output("\(out)/index.html") }
    }
}
