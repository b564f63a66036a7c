extension Schema {
    /// Reports. `receipt` is the slow hash of the code that the reporter holds, and all that is kept of it. What was
    /// said and who said it are sealed apart. `entry` is its number on the ledger. `report_reveals` is append-only and for guardians alone, so it is not on
    /// the audit trail, which a community's leads read. `reporters_watched` holds marks that only the vault's key makes.
    static let reports = """
        CREATE TABLE reports (
            number INTEGER PRIMARY KEY,
            receipt BLOB NOT NULL UNIQUE,
            source TEXT,
            source_id TEXT,
            happening TEXT NOT NULL,
            danger INTEGER NOT NULL,
            filed_at INTEGER NOT NULL,
            acknowledge_by INTEGER NOT NULL,
            look_by INTEGER NOT NULL,
            decide_by INTEGER NOT NULL,
            said BLOB NOT NULL,
            reporter BLOB NOT NULL,
            entry INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX reports_by_source ON reports (source, source_id) WHERE source IS NOT NULL;
        CREATE TABLE report_cases (
            case_id INTEGER NOT NULL REFERENCES cases (id),
            report INTEGER NOT NULL REFERENCES reports (number),
            independent INTEGER NOT NULL,
            PRIMARY KEY (case_id, report)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX cases_of_report ON report_cases (report);
        CREATE TABLE report_messages (
            number INTEGER PRIMARY KEY,
            report INTEGER NOT NULL REFERENCES reports (number),
            reviewer INTEGER REFERENCES reviewers (id),
            at INTEGER NOT NULL,
            sealed BLOB NOT NULL
        ) STRICT;
        CREATE INDEX messages_of_report ON report_messages (report, number);
        CREATE TABLE report_attachments (
            number INTEGER PRIMARY KEY,
            report INTEGER NOT NULL REFERENCES reports (number),
            kind TEXT NOT NULL,
            bytes INTEGER NOT NULL,
            sha256 BLOB NOT NULL,
            original BLOB NOT NULL,
            copy BLOB
        ) STRICT;
        CREATE INDEX attachments_of_report ON report_attachments (report, number);
        CREATE TABLE report_reveals (
            number INTEGER PRIMARY KEY,
            report INTEGER NOT NULL REFERENCES reports (number),
            reviewer INTEGER NOT NULL REFERENCES reviewers (id),
            at INTEGER NOT NULL,
            reason TEXT NOT NULL
        ) STRICT;
        CREATE INDEX reveals_of_report ON report_reveals (report, number);
        CREATE TRIGGER reveals_are_never_changed BEFORE UPDATE ON report_reveals
            BEGIN SELECT RAISE(ABORT, 'reveals are append-only'); END;
        CREATE TRIGGER reveals_are_never_deleted BEFORE DELETE ON report_reveals
            BEGIN SELECT RAISE(ABORT, 'reveals are append-only'); END;
        CREATE TABLE reporters_watched (
            mark BLOB PRIMARY KEY,
            since INTEGER NOT NULL,
            until INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX members_by_name ON members (community, name_folded) WHERE name_folded IS NOT NULL;
        CREATE INDEX members_of_staff ON members (community) WHERE staff = 1;
        """
}
