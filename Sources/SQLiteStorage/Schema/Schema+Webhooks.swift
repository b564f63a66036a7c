extension Schema {
    /// What other programs are told. `position` is the last line of the audit trail that a webhook was told of or passed
    /// over: the trail is the feed, so nothing that is on it can be forgotten. A message is written in the transaction
    /// that moves the position, so there is one for each line, with one id for all its tries.
    static let webhooks = """
        CREATE TABLE webhooks (
            name TEXT PRIMARY KEY,
            position INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE webhook_messages (
            number INTEGER PRIMARY KEY,
            hook TEXT NOT NULL,
            line INTEGER NOT NULL REFERENCES audit (number),
            case_id INTEGER NOT NULL REFERENCES cases (id),
            id TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            body TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'withheld')),
            tries INTEGER NOT NULL DEFAULT 0,
            made_at INTEGER NOT NULL,
            next_try INTEGER,
            settled_at INTEGER,
            fault TEXT,
            UNIQUE (hook, line)
        ) STRICT;
        CREATE INDEX webhook_messages_waiting ON webhook_messages (hook, next_try, number) WHERE state = 'waiting';
        CREATE INDEX webhook_messages_unsent ON webhook_messages (number) WHERE state <> 'sent';
        CREATE INDEX webhook_messages_sent ON webhook_messages (settled_at) WHERE state = 'sent';
        """

    /// The keys of reports, and which reports were deleted: `said` and `reporter` of those are empty, and nothing of
    /// their files and messages is left.
    static let reportKeys = """
        CREATE TABLE report_keys (
            report INTEGER PRIMARY KEY REFERENCES reports (number),
            wrapped BLOB NOT NULL
        ) STRICT;
        CREATE TABLE reports_deleted (
            report INTEGER PRIMARY KEY REFERENCES reports (number),
            at INTEGER NOT NULL,
            rule TEXT NOT NULL,
            trusted INTEGER NOT NULL
        ) STRICT;
        """
}
