extension Schema {
    /// The folded lineage, one row that is replaced; leads that two accounts are one person's, which end by themselves;
    /// and what other instances tell of accounts, under keyed hashes. A file replaces what its issuer told before.
    static let provenance = """
        CREATE TABLE lineage (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            position INTEGER NOT NULL,
            bytes BLOB NOT NULL
        ) STRICT;
        CREATE TABLE identity_leads (
            one_community TEXT NOT NULL,
            one TEXT NOT NULL,
            other_community TEXT NOT NULL,
            other TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('likeness', 'linked')),
            score REAL NOT NULL,
            reasons TEXT NOT NULL,
            at INTEGER NOT NULL,
            until INTEGER NOT NULL,
            PRIMARY KEY (one, one_community, other, other_community, kind)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX leads_of_other ON identity_leads (other, other_community);
        CREATE TABLE known_exchanges (
            name TEXT PRIMARY KEY,
            secret BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE known_files (
            exchange TEXT NOT NULL REFERENCES known_exchanges (name),
            issuer TEXT NOT NULL,
            issued INTEGER NOT NULL,
            until INTEGER NOT NULL,
            hash BLOB NOT NULL,
            PRIMARY KEY (exchange, issuer)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE known_entries (
            mark BLOB NOT NULL,
            exchange TEXT NOT NULL,
            issuer TEXT NOT NULL,
            standing TEXT NOT NULL CHECK (standing IN ('upheld', 'unreviewed')),
            severity INTEGER NOT NULL,
            count INTEGER NOT NULL,
            since TEXT NOT NULL,
            guardians INTEGER NOT NULL,
            PRIMARY KEY (mark, exchange, issuer, standing),
            FOREIGN KEY (exchange, issuer) REFERENCES known_files (exchange, issuer)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX known_of_file ON known_entries (exchange, issuer);
        """
}
