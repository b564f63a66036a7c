extension Schema {
    /// Decisions with their reasons, and appeals. All of it is append-only: a proposal that is confirmed is a second row,
    /// a ruling is a row beside its appeal. What is counted is plain; `form`, `statement` and `reasons`, which may hold
    /// words about people, are sealed. `appeal_codes` holds slow hashes, and all that is kept of the codes.
    ///
    /// A message with a `case_id` is a notice about that case: a report may belong to several, and who may see one of
    /// them reads nothing of the others.
    static let decisions = """
        CREATE TABLE decisions (
            number INTEGER PRIMARY KEY,
            case_id INTEGER NOT NULL REFERENCES cases (id),
            final INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            decided_by INTEGER NOT NULL REFERENCES reviewers (id),
            confirmed_by INTEGER REFERENCES reviewers (id),
            at INTEGER NOT NULL,
            form BLOB NOT NULL
        ) STRICT;
        CREATE INDEX decisions_of_case ON decisions (case_id, number);
        CREATE INDEX decisions_by_time ON decisions (at) WHERE final = 1;
        CREATE TABLE appeal_codes (
            hash BLOB PRIMARY KEY,
            decision INTEGER NOT NULL REFERENCES decisions (number),
            until INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE appeals (
            number INTEGER PRIMARY KEY,
            decision INTEGER NOT NULL REFERENCES decisions (number),
            report INTEGER REFERENCES reports (number),
            filed_at INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            statement BLOB NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX appeals_of_decision ON appeals (decision, coalesce(report, 0));
        CREATE TABLE appeal_rulings (
            appeal INTEGER PRIMARY KEY REFERENCES appeals (number),
            outcome TEXT NOT NULL CHECK (outcome IN ('upheld', 'reversed')),
            ruled_by INTEGER NOT NULL REFERENCES reviewers (id),
            at INTEGER NOT NULL,
            reasons BLOB NOT NULL
        ) STRICT;
        ALTER TABLE report_messages ADD COLUMN case_id INTEGER REFERENCES cases (id);
        """ + ["decisions", "appeal_codes", "appeals", "appeal_rulings"].map(appendOnly).joined()

    private static func appendOnly(_ table: String) -> String {
        """

        CREATE TRIGGER \(table)_are_never_changed BEFORE UPDATE ON \(table)
            BEGIN SELECT RAISE(ABORT, '\(table) are append-only'); END;
        CREATE TRIGGER \(table)_are_never_deleted BEFORE DELETE ON \(table)
            BEGIN SELECT RAISE(ABORT, '\(table) are append-only'); END;
        """
    }
}
