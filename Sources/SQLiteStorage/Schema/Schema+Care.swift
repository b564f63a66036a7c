extension Schema {
    /// What reviewers opened, which keeps their load and that two do not look at the same at once; what they wish for
    /// themselves; what they are good at, and the languages they read.
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

        """
}
