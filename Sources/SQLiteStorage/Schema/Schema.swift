import GRDB

/// The tables, and how a database of an older version becomes one of this version. A migration that was shipped never
/// changes.
enum Schema {
    /// `PRAGMA application_id`: "Vigi" in ASCII. Tells a Vigie database from any other SQLite file.
    static let applicationID: Int32 = 0x5669_6769
    /// One step from a version to the next. What was shipped never changes.
    private struct Migration: Sendable {
        var name: String
        var sql: String
        /// What is done after the tables are there.
        var fill: @Sendable (Database) throws -> Void = { _ in }
    }

    private static let migrations = [
        Migration(
            name: "1: first watch",
            sql: "PRAGMA application_id = \(applicationID);\n" + log + watch + cases + reviewers),
        Migration(name: "2: detectors and their thresholds", sql: detectors),
        Migration(name: "3: rules", sql: rules),
        Migration(name: "4: saved queries", sql: savedQueries),
        Migration(name: "5: reports", sql: reports),
        Migration(name: "6: ledger", sql: ledger, fill: { try LedgerBeginning.enterTrail(in: $0) }),
        Migration(name: "7: published figures", sql: publishedFigures),
        Migration(name: "8: clocks", sql: clocks),
        Migration(name: "9: decisions", sql: decisions),
        Migration(name: "10: labels", sql: labels),
        Migration(name: "11: audits of communities", sql: communityAudits),
        Migration(name: "12: care, queues and retention", sql: care),
        Migration(name: "13: provenance", sql: provenance),
        Migration(name: "14: connectors", sql: connectors),
        Migration(name: "15: webhooks, and keys of reports", sql: webhooks + "\n" + reportKeys),
        Migration(name: "16: decisions on badges", sql: badgeDecisions),
        Migration(name: "17: answers that are owed", sql: answers),
    ]

    /// `PRAGMA user_version`: how many migrations a database has seen.
    static let version = migrations.count

    static func migrator() -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for (number, migration) in zip(1..., migrations) {
            migrator.registerMigration(migration.name) { db in
                try db.execute(sql: migration.sql)
                try migration.fill(db)
                try db.execute(sql: "PRAGMA user_version = \(number)")
            }
        }
        return migrator
    }

    /// The event log. Members, communities and sources are written as numbers: they are in every event. `body` is the
    /// event as JSON without what a person wrote; that is in `sealed`, or nowhere. `actor` and `target` are held by
    /// `vigie db check` rather than by foreign keys, which would cost three look-ups an event.
    private static let log = """
        CREATE TABLE sources (
            number INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE
        ) STRICT;
        CREATE TABLE communities (
            number INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE
        ) STRICT;
        CREATE TABLE members (
            number INTEGER PRIMARY KEY,
            community INTEGER NOT NULL REFERENCES communities (number),
            id TEXT NOT NULL,
            name TEXT,
            name_folded TEXT,
            staff INTEGER NOT NULL DEFAULT 0,
            UNIQUE (community, id)
        ) STRICT;
        CREATE TABLE events (
            sequence INTEGER PRIMARY KEY,
            source INTEGER NOT NULL,
            id TEXT NOT NULL,
            time INTEGER NOT NULL,
            actor INTEGER,
            target INTEGER,
            body TEXT NOT NULL,
            sealed BLOB,
            UNIQUE (source, id)
        ) STRICT;
        CREATE INDEX events_between ON events (actor, target, time) WHERE target IS NOT NULL;
        CREATE INDEX events_towards ON events (target, actor, time) WHERE target IS NOT NULL;
        CREATE TABLE day_keys (
            day INTEGER PRIMARY KEY,
            tag BLOB NOT NULL,
            wrapped BLOB NOT NULL
        ) STRICT;
        CREATE TABLE vault (
            name TEXT PRIMARY KEY,
            wrapped BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE evidence (
            sequence INTEGER PRIMARY KEY REFERENCES events (sequence),
            sealed BLOB NOT NULL
        ) STRICT;
        CREATE TABLE dead_letters (
            number INTEGER PRIMARY KEY,
            received INTEGER NOT NULL,
            input TEXT NOT NULL,
            line INTEGER NOT NULL,
            reason TEXT NOT NULL,
            byte_offset INTEGER
        ) STRICT;

        """

    /// What the watch needs to resume.
    private static let watch = """
        CREATE TABLE watch (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            position INTEGER NOT NULL,
            checkpoint INTEGER
        ) STRICT;
        INSERT INTO watch (only, position) VALUES (1, 0);
        CREATE TABLE checkpoint_pieces (
            number INTEGER PRIMARY KEY,
            bytes BLOB NOT NULL
        ) STRICT;
        CREATE TABLE idle_states (
            key INTEGER PRIMARY KEY,
            bytes BLOB NOT NULL
        ) STRICT;

        """

    /// Cases, their signals and the trail of everything done. The partial unique index holds that a subject has one
    /// undecided case; the queue's indexes hold the order of ``QueueOrder``.
    private static let cases = """
        CREATE TABLE cases (
            id INTEGER PRIMARY KEY,
            community TEXT NOT NULL,
            subject TEXT NOT NULL,
            subject_name TEXT,
            subject_name_folded TEXT,
            staff INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'claimed', 'decided')),
            policy TEXT NOT NULL,
            severity INTEGER NOT NULL,
            score REAL NOT NULL,
            imminence REAL NOT NULL,
            urgent_at INTEGER,
            signal_count INTEGER NOT NULL,
            counterparts TEXT NOT NULL,
            first_event INTEGER NOT NULL,
            last_event INTEGER NOT NULL,
            opened_at INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            claimed_by INTEGER REFERENCES reviewers (id),
            outcome TEXT,
            reason TEXT,
            decided_by INTEGER REFERENCES reviewers (id),
            decided_at INTEGER,
            confirmed_by INTEGER REFERENCES reviewers (id),
            version INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX cases_undecided ON cases (community, subject) WHERE state <> 'decided';
        CREATE INDEX cases_of_subject ON cases (subject, community);
        CREATE INDEX queue_undecided ON cases (severity, score DESC, imminence DESC, due_at, id)
            WHERE state <> 'decided';
        CREATE INDEX queue_all ON cases (severity, score DESC, imminence DESC, due_at, id);
        CREATE INDEX cases_waiting ON cases (opened_at, id) WHERE state <> 'decided';
        CREATE INDEX cases_claimed ON cases (claimed_by) WHERE claimed_by IS NOT NULL;
        CREATE INDEX cases_counted ON cases (state, staff, due_at);
        CREATE TABLE case_counterparts (
            case_id INTEGER NOT NULL REFERENCES cases (id),
            member TEXT NOT NULL,
            PRIMARY KEY (case_id, member)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX counterparts_by_member ON case_counterparts (member, case_id);
        CREATE TABLE signals (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            case_id INTEGER NOT NULL REFERENCES cases (id),
            policy TEXT NOT NULL,
            score REAL NOT NULL,
            time INTEGER NOT NULL,
            detail TEXT NOT NULL
        ) STRICT;
        CREATE INDEX signals_of_case ON signals (case_id, time);
        CREATE INDEX signals_by_time ON signals (time, policy, case_id);
        CREATE TABLE audit (
            number INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            reviewer INTEGER REFERENCES reviewers (id),
            case_id INTEGER REFERENCES cases (id),
            action TEXT NOT NULL,
            detail TEXT NOT NULL
        ) STRICT;
        CREATE INDEX audit_of_case ON audit (case_id, number);
        CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
            BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
        CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
            BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;

        """

    private static let reviewers = """
        CREATE TABLE reviewers (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            name_folded TEXT NOT NULL UNIQUE,
            password_hash TEXT NOT NULL,
            roles TEXT NOT NULL,
            language TEXT NOT NULL,
            active INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE sessions (
            token_hash TEXT PRIMARY KEY,
            reviewer INTEGER NOT NULL REFERENCES reviewers (id),
            opened INTEGER NOT NULL,
            expires INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX sessions_of_reviewer ON sessions (reviewer);
        CREATE INDEX sessions_by_expiry ON sessions (expires);
        """

    /// How many scored how high on which day, how many events carried cues, and the thresholds that people set. Counts
    /// alone: nothing says of whom. What is about staff is apart from the rest, for guardians alone see it.
    private static let detectors = """
        CREATE TABLE score_days (
            day INTEGER NOT NULL,
            staff INTEGER NOT NULL,
            policy TEXT NOT NULL,
            detector TEXT NOT NULL,
            bin INTEGER NOT NULL,
            members INTEGER NOT NULL,
            PRIMARY KEY (day, staff, policy, detector, bin)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE cue_days (
            day INTEGER NOT NULL,
            staff INTEGER NOT NULL,
            policy TEXT NOT NULL,
            events INTEGER NOT NULL,
            PRIMARY KEY (day, staff, policy)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE threshold_changes (
            number INTEGER PRIMARY KEY,
            scope TEXT NOT NULL CHECK (scope IN ('members', 'staff')),
            policy TEXT NOT NULL,
            threshold REAL,
            previous REAL NOT NULL,
            current REAL NOT NULL,
            reason TEXT NOT NULL,
            reviewer INTEGER NOT NULL REFERENCES reviewers (id),
            at INTEGER NOT NULL,
            after INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX changes_of_policy ON threshold_changes (scope, policy, number);
        CREATE TRIGGER thresholds_are_never_changed BEFORE UPDATE ON threshold_changes
            BEGIN SELECT RAISE(ABORT, 'changes of thresholds are append-only'); END;
        CREATE TRIGGER thresholds_are_never_deleted BEFORE DELETE ON threshold_changes
            BEGIN SELECT RAISE(ABORT, 'changes of thresholds are append-only'); END;
        """

    /// Every revision of the rules with its files, what rules did on which day, and what they remember. `place` is the
    /// order in which revisions went live; files that stay the same are kept once.
    private static let rules = """
        CREATE TABLE rule_revisions (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            base INTEGER NOT NULL,
            author INTEGER REFERENCES reviewers (id),
            at INTEGER NOT NULL,
            reason TEXT NOT NULL,
            changes TEXT NOT NULL,
            consent TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'live', 'declined')),
            decided_by INTEGER REFERENCES reviewers (id),
            decided_at INTEGER,
            after INTEGER,
            place INTEGER UNIQUE
        ) STRICT;
        CREATE TRIGGER rule_revisions_are_never_deleted BEFORE DELETE ON rule_revisions
            BEGIN SELECT RAISE(ABORT, 'revisions of rules are kept'); END;
        CREATE TABLE rule_texts (
            hash TEXT PRIMARY KEY,
            text TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE rule_files (
            revision INTEGER NOT NULL REFERENCES rule_revisions (number),
            name TEXT NOT NULL,
            hash TEXT NOT NULL REFERENCES rule_texts (hash),
            PRIMARY KEY (revision, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE rule_directory (
            name TEXT PRIMARY KEY,
            hash TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE rule_days (
            day INTEGER NOT NULL,
            staff INTEGER NOT NULL,
            rule TEXT NOT NULL,
            evaluated INTEGER NOT NULL,
            matched INTEGER NOT NULL,
            effective INTEGER NOT NULL,
            limited INTEGER NOT NULL,
            failed INTEGER NOT NULL,
            nanoseconds INTEGER NOT NULL,
            PRIMARY KEY (day, staff, rule)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE rule_checkpoint (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            bytes BLOB NOT NULL
        ) STRICT;
        """

    /// Labels that rules put on members, for queries; those in force are in the checkpoint of the rules.
    private static let labels = """
        CREATE TABLE labels (
            member INTEGER NOT NULL REFERENCES members (number),
            name TEXT NOT NULL,
            rule TEXT NOT NULL,
            since INTEGER NOT NULL,
            until INTEGER NOT NULL,
            PRIMARY KEY (member, name, since)
        ) STRICT, WITHOUT ROWID;
        """

    /// Queries that leads and guardians keep. Those of guardians are marked when they are saved, for they may name staff.
    private static let savedQueries = """
        CREATE TABLE saved_queries (
            author INTEGER NOT NULL REFERENCES reviewers (id),
            name TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('events', 'signals')),
            expression TEXT NOT NULL,
            top TEXT NOT NULL,
            span TEXT NOT NULL,
            shared INTEGER NOT NULL,
            guardians INTEGER NOT NULL,
            saved_at INTEGER NOT NULL,
            PRIMARY KEY (author, name)
        ) STRICT, WITHOUT ROWID;
        """
}
