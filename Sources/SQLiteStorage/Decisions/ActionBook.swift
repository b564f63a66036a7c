import Casework
import Foundation
import GRDB
public import SafetyModel

/// Writes down what a decision has done on the platform, within the transaction of the decision.
enum ActionBook {
    static func order(after decision: RecordedDecision, on item: Case, at moment: Timestamp, in db: Database) throws {
        guard let (platform, messages) = try origin(of: item.id, in: db) else { return }
        let until = decision.form.measures.accountUntil.flatMap { Timestamp(rfc3339: "\($0)T23:59:59Z") }
        switch decision.outcome {
        case .ban: try add(.ban, of: decision, item, platform, at: moment, in: db)
        case .timeOut:
            try add(.timeOut, of: decision, item, platform, until: until, at: moment, in: db)
            if let until {
                try add(.endTimeOut, of: decision, item, platform, due: until, at: moment, in: db)
            }
        case .noAction, .warn, .escalate: break
        }
        if decision.form.measures.takesRoles == true {
            try add(.removeRoles, of: decision, item, platform, at: moment, in: db)
        }
        // After the time-out, which a platform takes of members alone.
        if decision.form.measures.putsOut == true {
            try add(.kick, of: decision, item, platform, at: moment, in: db)
        }
        if decision.form.measures.visibility.contains(.contentRemoved), !messages.isEmpty {
            try add(.redact, of: decision, item, platform, messages: messages, at: moment, in: db)
        }
    }

    /// A decision that an appeal reversed: what still waits is not done, and a ban or a time-out is lifted. The trail
    /// says what Vigie cannot undo: roles, which people give back, and messages that are gone.
    static func takeBack(_ decision: RecordedDecision, on item: Case, at moment: Timestamp, in db: Database) throws {
        guard let (platform, _) = try origin(of: item.id, in: db) else { return }
        try tellWhatStays(decision, on: item, at: moment, in: db)
        try db.execute(
            sql: """
                UPDATE platform_actions SET state = 'failed', settled_at = ?, result = 'taken back by an appeal'
                WHERE decision = ? AND state = 'waiting'
                """, arguments: [moment.milliseconds, decision.id])
        switch decision.outcome {
        case .ban: try add(.unban, of: decision, item, platform, at: moment, in: db)
        case .timeOut:
            // The end that was foreseen was written under the same id.
            try db.execute(
                sql: "DELETE FROM platform_actions WHERE id = ?", arguments: ["decision/\(decision.id)/end_time_out"])
            try add(.endTimeOut, of: decision, item, platform, at: moment, in: db)
        case .noAction, .warn, .escalate: break
        }
    }

    /// A line on the trail for each action that was done, or tried, and that Vigie does not undo.
    private static func tellWhatStays(
        _ decision: RecordedDecision, on item: Case, at moment: Timestamp, in db: Database
    ) throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT kind, result FROM platform_actions
                WHERE decision = ? AND kind IN ('remove_roles', 'redact')
                    AND (state = 'done' OR (state = 'waiting' AND tries > 0) OR instr(result, char(10)) > 0)
                ORDER BY number
                """, arguments: [decision.id])
        for row in rows {
            let kind: String = row["kind"]
            let stored: String? = row["result"]
            let result = PartialResult.sentence(stored ?? "")
            let action = kind == PlatformAction.Kind.redact.rawValue ? "cannot_be_undone" : "give_back_by_hand"
            try Trail.add(action, "\(kind): \(result)", case: item.id, by: nil, at: moment, in: db)
        }
    }

    private static func add(
        _ kind: PlatformAction.Kind, of decision: RecordedDecision, _ item: Case, _ platform: String,
        until: Timestamp? = nil, due: Timestamp? = nil, messages: [PlatformMessage] = [], at moment: Timestamp,
        in db: Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO platform_actions
                    (id, platform, case_id, decision, kind, community, subject, reference, until, messages, ordered_at,
                    state, next_try)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?)
                ON CONFLICT (id) DO NOTHING
                """,
            arguments: [
                "decision/\(decision.id)/\(kind.rawValue)", platform, item.id, decision.id, kind.rawValue,
                item.community,
                item.subject, decision.form.reference, until?.milliseconds,
                messages.map { "\($0.channel) \($0.id)" }.joined(separator: "\n"),
                moment.milliseconds, (due ?? moment).milliseconds,
            ])
    }

    /// On which platform a case happened, and the messages of its subject that its signals rest on. `nil` where it came
    /// of reports on the page alone.
    private static func origin(of caseID: Int64, in db: Database) throws -> (
        platform: String, messages: [PlatformMessage]
    )? {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT signals.policy, signals.score, signals.time, signals.detail, cases.subject
                    FROM signals JOIN cases ON cases.id = signals.case_id
                    WHERE case_id = ? ORDER BY signals.time DESC LIMIT 50
                    """), arguments: [caseID])
        var platform: String?
        var messages: [PlatformMessage] = []
        for row in rows {
            let signal = try SignalDetail.signal(row)
            let subject: String = row["subject"]
            for evidence in signal.evidence where evidence.author == subject && messages.count < 100 {
                guard let message = try message(evidence.event, in: db), !messages.contains(message) else { continue }
                messages.append(message)
            }
            if platform == nil, signal.event.source != ReportSignals.source {
                platform = signal.event.source.prefix { $0 != ":" }.lowercased()
            }
        }
        if let platform { return (platform, messages) }
        let reported = try String.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT reports.source FROM report_cases JOIN reports ON reports.number = report_cases.report
                    WHERE report_cases.case_id = ? AND reports.source IS NOT NULL LIMIT 1
                    """), arguments: [caseID])
        return reported.map { (platform: $0.prefix { $0 != ":" }.lowercased(), messages: []) }
    }

    private static func message(_ key: EventKey, in db: Database) throws -> PlatformMessage? {
        let channel = try String.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT json_extract(events.body, '$.data.channel.id')
                    FROM events JOIN sources ON sources.number = events.source WHERE sources.name = ? AND events.id = ?
                    """), arguments: [key.source, key.id])
        return channel.map { PlatformMessage(channel: $0, id: key.id) }
    }
}

/// What the tries of one action have done so far, as `result` holds it: a line for each try that did a part, then what
/// came of the last.
private enum PartialResult {
    /// The lines of parts that were done.
    static func done(in result: String) -> String {
        guard let end = result.lastIndex(of: "\n") else { return "" }
        return String(result[...end])
    }

    /// One line, whatever a server's words have in them.
    static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    static func sentence(_ result: String) -> String {
        result.split(whereSeparator: \.isNewline).joined(separator: "; ")
    }
}

extension SQLiteStore: ActionStore {
    public func dueActions(on platform: String, at moment: Timestamp, limit: Int) async throws -> [PlatformAction] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT id, kind, community, subject, reference, until, messages, tries FROM platform_actions
                        WHERE platform = ? AND state = 'waiting' AND next_try <= ? ORDER BY next_try, number LIMIT ?
                        """), arguments: [platform, moment.milliseconds, limit]
            ).compactMap { row in
                guard let kind = PlatformAction.Kind(rawValue: row["kind"]) else { return nil }
                let tries: Int = row["tries"]
                let isLastTry = DeliveryBackoff.wait(afterTries: tries + 1) == nil
                return PlatformAction(
                    id: row["id"], kind: kind, community: row["community"], subject: row["subject"],
                    reference: row["reference"], until: (row["until"] as Int64?).map { Timestamp(milliseconds: $0) },
                    messages: (row["messages"] as String).split(separator: "\n").compactMap { line in
                        let parts = line.split(separator: " ")
                        return parts.count == 2
                            ? PlatformMessage(channel: String(parts[0]), id: String(parts[1])) : nil
                    }, isLastTry: isLastTry)
            }
        }
    }

    public func settle(_ action: PlatformAction, _ outcome: ActionOutcome, at moment: Timestamp) async throws {
        try await write { db in
            let row = try Row.fetchOne(
                db,
                sql: "SELECT number, case_id, tries, result FROM platform_actions WHERE id = ? AND state = 'waiting'",
                arguments: [action.id])
            // Taken back meanwhile, or settled already.
            guard let row else { return }
            var tries: Int = row["tries"] + 1
            var (state, result, wait) = ("waiting", "", Duration?.none)
            switch outcome {
            case .done(let sentence): (state, result) = ("done", sentence)
            case .again(let sentence, let next):
                // Carried out: the tries that the next time takes are counted anew.
                (result, wait, tries) = (sentence, max(next.since(moment), .zero), 0)
            case .refused(let sentence): (state, result) = ("failed", String(sentence.prefix(300)))
            case .part(_, let fault), .failed(let fault):
                wait = DeliveryBackoff.wait(afterTries: tries)
                (state, result) = (wait == nil ? "failed" : "waiting", String(fault.prefix(300)))
            }
            // Whole, however long: what was done is found nowhere else.
            let former: String? = row["result"]
            var parts = PartialResult.done(in: former ?? "")
            if case .part(let sentence, _) = outcome { parts += PartialResult.line(sentence) + "\n" }
            result = parts + PartialResult.line(result)
            try db.execute(
                sql: """
                    UPDATE platform_actions SET state = ?, tries = ?, next_try = ?, settled_at = ?, result = ?
                    WHERE number = ?
                    """,
                arguments: [
                    state, tries, wait.map { (moment + $0).milliseconds },
                    state == "waiting" ? nil : moment.milliseconds, result, row["number"] as Int64,
                ])
            guard state != "waiting" || tries == 0 else { return }
            try Trail.add(
                state == "failed" ? "not_carried_out" : "carried_out",
                "\(action.kind.rawValue): \(PartialResult.sentence(result))",
                case: row["case_id"], by: nil, at: moment, in: db)
        }
    }
}
