extension Schema {
    /// What reviewers opened, which keeps their load and that two do not look at the same at once; what they wish for
    /// themselves; what they are good at, and the languages they read. Each piece of evidence has a key of its own,
    /// wrapped by the vault's, so that one can be destroyed; `entry` is its number on the ledger.
    static let care = """
        CREATE TABLE exposures (
            number INTEGER PRIMARY KEY,
            reviewer INTEGER NOT NULL REFERENCES reviewers (id),
            case_id INTEGER NOT NULL REFERENCES cases (id),
            severity INTEGER NOT NULL,
            opened INTEGER NOT NULL,
            until INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX exposures_of_reviewer ON exposures (reviewer, until);
        CREATE INDEX exposures_of_case ON exposures (case_id, until);
        CREATE TABLE care_wishes (
            reviewer INTEGER PRIMARY KEY REFERENCES reviewers (id),
            minutes INTEGER,
            gravest INTEGER,
            rest_after INTEGER,
            rest_required INTEGER NOT NULL,
            greyscale INTEGER NOT NULL,
            blur INTEGER NOT NULL,
            mute INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX audit_by_reviewer ON audit (reviewer, at) WHERE reviewer IS NOT NULL;
        ALTER TABLE reviewers ADD COLUMN skills TEXT NOT NULL DEFAULT '';
        ALTER TABLE reviewers ADD COLUMN languages TEXT NOT NULL DEFAULT '';
        CREATE TABLE case_languages (
            case_id INTEGER NOT NULL REFERENCES cases (id),
            language TEXT NOT NULL,
            PRIMARY KEY (case_id, language)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO case_languages
            SELECT DISTINCT case_id, substr(value, 1, instr(value, '.') - 1)
            FROM signals, json_tree(signals.detail)
            WHERE json_tree.key = 'cue' AND value GLOB '[a-z][a-z].*';
        CREATE TABLE evidence_keys (
            sequence INTEGER PRIMARY KEY,
            wrapped BLOB NOT NULL,
            entry INTEGER
        ) STRICT;
        CREATE TABLE evidence_cases (
            sequence INTEGER NOT NULL,
            case_id INTEGER NOT NULL REFERENCES cases (id),
            PRIMARY KEY (sequence, case_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX evidence_of_case ON evidence_cases (case_id, sequence);
        INSERT INTO evidence_cases
            SELECT DISTINCT evidence.sequence, signals.case_id
            FROM signals, json_tree(signals.detail) AS part
                JOIN sources ON sources.name = json_extract(part.value, '$.source')
                JOIN events ON events.source = sources.number AND events.id = json_extract(part.value, '$.id')
                JOIN evidence ON evidence.sequence = events.sequence
            WHERE part.key = 'event' AND part.type = 'object';
        CREATE TABLE evidence_deleted (
            sequence INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            rule TEXT NOT NULL
        ) STRICT;
        CREATE TABLE legal_holds (
            number INTEGER PRIMARY KEY,
            case_id INTEGER NOT NULL REFERENCES cases (id),
            set_by INTEGER NOT NULL REFERENCES reviewers (id),
            set_at INTEGER NOT NULL,
            reason TEXT NOT NULL,
            proposed_by INTEGER REFERENCES reviewers (id),
            proposal TEXT,
            lifted_at INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX hold_of_case ON legal_holds (case_id) WHERE lifted_at IS NULL;
        CREATE TABLE evidence_keying (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            done INTEGER NOT NULL
        ) STRICT;
        INSERT INTO evidence_keying (only, done) SELECT 1, NOT EXISTS (SELECT 1 FROM evidence);

        """
}
