extension Schema {
    /// What live connectors remember, and what they are to do on their platforms. An action is written in the transaction
    /// of the decision that it follows from, so neither is there without the other; `id` makes it the same action however
    /// often it is tried.
    static let connectors = """
        CREATE TABLE connector_notes (
            connector TEXT NOT NULL,
            key TEXT NOT NULL,
            value BLOB NOT NULL,
            PRIMARY KEY (connector, key)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE platform_actions (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            platform TEXT NOT NULL,
            case_id INTEGER NOT NULL REFERENCES cases (id),
            decision INTEGER NOT NULL REFERENCES decisions (number),
            kind TEXT NOT NULL,
            community TEXT NOT NULL,
            subject TEXT NOT NULL,
            reference TEXT NOT NULL,
            until INTEGER,
            messages TEXT NOT NULL,
            ordered_at INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
            tries INTEGER NOT NULL DEFAULT 0,
            next_try INTEGER,
            settled_at INTEGER,
            result TEXT
        ) STRICT;
        CREATE INDEX platform_actions_waiting ON platform_actions (platform, next_try, number) WHERE state = 'waiting';
        CREATE INDEX platform_actions_of_case ON platform_actions (case_id, number);
        """
}
