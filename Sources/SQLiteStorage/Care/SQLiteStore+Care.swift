public import Casework
import GRDB
public import SafetyModel

/// What reviewers have opened, and how much they may yet.
extension SQLiteStore: CareStore {
    public func careWishes(of reviewer: Int64) async throws -> CareWishes {
        try await read { try Self.wishes(of: reviewer, in: $0) }
    }

    public func setCareWishes(_ wishes: CareWishes, of reviewer: Int64) async throws {
        try await write { db in
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO care_wishes
                        (reviewer, minutes, gravest, rest_after, rest_required, greyscale, blur, mute)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    reviewer, wishes.minutes, wishes.gravest, wishes.restAfter, wishes.restIsRequired,
                    wishes.greyscale, wishes.blur, wishes.mute,
                ])
        }
    }

    public func exposureState(
        ofCase id: Int64, limits: ExposureLimits, for reviewer: Reviewer, at moment: Timestamp
    ) async throws -> ExposureState {
        let visible = VisibleCases(for: reviewer)
        return try await read { db in
            let item = try Self.visibleCase(id, visible, in: db)
            return try Self.state(before: item, limits: limits, for: reviewer, at: moment, in: db)
        }
    }

    public func exposureLoad(
        of reviewer: Int64, limits: ExposureLimits, at moment: Timestamp
    ) async throws -> (load: ExposureLoad, limits: ExposureLimits) {
        try await read { try Self.load(of: reviewer, limits: limits, at: moment, in: $0) }
    }

    public func openText(
        ofCase id: Int64, reason: String, goesOn: Bool, version: Int, for length: Duration, limits: ExposureLimits,
        by reviewer: Reviewer, at moment: Timestamp
    ) async throws {
        let visible = VisibleCases(for: reviewer)
        try await write { db in
            let item = try Self.visibleCase(id, visible, in: db)
            // A form that was left empty, or is old, is told before a limit is.
            let result = try self.carryOut(
                .reveal(reason: reason), on: item, version: version, by: reviewer, at: moment, in: db)
            let state = try Self.state(before: item, limits: limits, for: reviewer, at: moment, in: db)
            if let refusal = state.refusal {
                guard goesOn, state.mayGoOn else { throw refusal }
                try Trail.add("went_on", refusal.name, case: id, by: reviewer.id, at: moment, in: db)
            }
            try Self.close(id, for: reviewer.id, at: moment, in: db)
            try db.execute(
                sql: "INSERT INTO exposures (reviewer, case_id, severity, opened, until) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    reviewer.id, id, result.item.severity.level, moment.milliseconds,
                    (moment + length).milliseconds,
                ])
        }
    }

    public func closeText(ofCase id: Int64, by reviewer: Reviewer, at moment: Timestamp) async throws {
        let visible = VisibleCases(for: reviewer)
        try await write { db in
            _ = try Self.visibleCase(id, visible, in: db)
            try Self.close(id, for: reviewer.id, at: moment, in: db)
        }
    }

    /// Ends what a reviewer has open of a case.
    static func close(_ id: Int64, for reviewer: Int64, at moment: Timestamp, in db: Database) throws {
        try db.cachedStatement(
            sql: "UPDATE exposures SET until = max(opened, ?3) WHERE case_id = ?1 AND reviewer = ?2 AND until > ?3"
        ).execute(arguments: [id, reviewer, moment.milliseconds])
    }

    public func exposureLoads(at moment: Timestamp, for reviewer: Reviewer) async throws -> [ReviewerLoad] {
        guard Visibility.readsClocks(reviewer) else { throw CaseStepError.notAllowed }
        let visible = VisibleCases(for: reviewer)
        return try await read { db in
            var loads: [ReviewerLoad] = []
            for other in try Self.activeReviewers(in: db) where !other.roles.isDisjoint(with: Self.casework) {
                let exposures = try Self.exposures(of: other.id, since: moment, visible, in: db)
                let load = ExposureLoad(exposures, at: moment, rest: .minutes(1))
                loads.append(
                    ReviewerLoad(reviewer: other.id, name: other.name, open: load.open, gravest: load.gravest.count))
            }
            return loads
        }
    }

    // MARK: Within a transaction

    private static let casework: Set<ReviewerRole> = [.reviewer, .lead, .guardian]

    private static func activeReviewers(in db: Database) throws -> [Reviewer] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT \(ReviewerRow.columns) FROM reviewers WHERE active = 1 ORDER BY name_folded")
        ).map(ReviewerRow.reviewer)
    }

    private static func wishes(of reviewer: Int64, in db: Database) throws -> CareWishes {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM care_wishes WHERE reviewer = ?"), arguments: [reviewer]
        ).map {
            CareWishes(
                minutes: $0["minutes"], gravest: $0["gravest"], restAfter: $0["rest_after"],
                restIsRequired: $0["rest_required"], greyscale: $0["greyscale"], blur: $0["blur"], mute: $0["mute"])
        } ?? CareWishes()
    }

    /// - Parameter visible: the cases that count; `nil` for all.
    private static func exposures(
        of reviewer: Int64, since moment: Timestamp, _ visible: VisibleCases?, in db: Database
    ) throws -> [Exposure] {
        try Row.fetchAll(
            db.cachedStatement(sql: exposuresOfReviewer(visible)),
            arguments: [reviewer, (moment - ExposureLoad.span).milliseconds]
        ).map {
            Exposure(
                caseID: $0[0], severity: Severity($0[1]), from: CaseRow.moment($0[2]), until: CaseRow.moment($0[3]))
        }
    }

    static func exposuresOfReviewer(_ visible: VisibleCases?) -> String {
        """
        SELECT case_id, exposures.severity, opened, until FROM exposures JOIN cases ON cases.id = exposures.case_id
        WHERE reviewer = ? AND until > ?\(visible.map { " AND \($0.condition)" } ?? "")
        """
    }

    private static func load(
        of reviewer: Int64, limits: ExposureLimits, at moment: Timestamp, in db: Database
    ) throws -> (load: ExposureLoad, limits: ExposureLimits) {
        let limits = limits.tightened(by: try wishes(of: reviewer, in: db))
        let exposures = try exposures(of: reviewer, since: moment, nil, in: db)
        return (ExposureLoad(exposures, at: moment, rest: .minutes(limits.rest)), limits)
    }

    private static func state(
        before item: Case, limits: ExposureLimits, for reviewer: Reviewer, at moment: Timestamp, in db: Database
    ) throws -> ExposureState {
        let (load, own) = try load(of: reviewer.id, limits: limits, at: moment, in: db)
        var openUntil: Timestamp?
        var elsewhere: Timestamp?
        let rows = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT reviewer, until FROM exposures WHERE case_id = ? AND until > ?"),
            arguments: [item.id, moment.milliseconds])
        for row in rows {
            let until = CaseRow.moment(row[1])
            if row[0] == reviewer.id {
                openUntil = max(openUntil ?? until, until)
            } else if let other = try Self.reviewer(row[0], in: db),
                Visibility.allows(other, subjectIsStaff: item.subjectIsStaff)
            {
                // Who may not see the case any longer, for its subject became staff, holds nobody up.
                elsewhere = max(elsewhere ?? until, until)
            }
        }
        let refusal =
            elsewhere.map { ExposureRefusal.openElsewhere(until: $0) }
            ?? load.refusal(under: own, opening: item.id, severity: item.severity)
        var others = 0
        if refusal != nil {
            others = try activeReviewers(in: db).count { other in
                try other.id != reviewer.id && Visibility.allows(other, subjectIsStaff: item.subjectIsStaff)
                    && isThere(other.id, at: moment, in: db) && isFree(other, for: item, limits, at: moment, in: db)
            }
        }
        return ExposureState(
            load: load, limits: own, openUntil: openUntil, refusal: refusal, othersThere: others,
            isUrgent: item.imminence >= 1)
    }

    /// Whether somebody is signed in and did something lately.
    private static func isThere(_ reviewer: Int64, at moment: Timestamp, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: presence),
            arguments: [reviewer, (moment - ExposureState.presence).milliseconds, moment.milliseconds]) ?? false
    }

    static let presence = """
        SELECT EXISTS (SELECT 1 FROM audit WHERE reviewer = ?1 AND at > ?2 AND at <= ?3)
            AND EXISTS (SELECT 1 FROM sessions WHERE reviewer = ?1 AND expires > ?3)
        """

    private static func isFree(
        _ other: Reviewer, for item: Case, _ limits: ExposureLimits, at moment: Timestamp, in db: Database
    ) throws -> Bool {
        let (load, own) = try load(of: other.id, limits: limits, at: moment, in: db)
        return load.refusal(under: own, opening: item.id, severity: item.severity) == nil
    }
}
