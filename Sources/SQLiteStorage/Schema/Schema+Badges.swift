extension Schema {
    /// What guardians decided on badges. `line` is the line of the trail that the ledger commits to.
    static let badgeDecisions = """
        CREATE TABLE badge_decisions (
            number INTEGER PRIMARY KEY,
            platform TEXT NOT NULL,
            community TEXT NOT NULL,
            badge TEXT NOT NULL,
            outcome TEXT NOT NULL CHECK (outcome IN ('keep', 'suspend', 'withdraw')),
            reasons TEXT NOT NULL,
            published INTEGER NOT NULL,
            reviewer INTEGER NOT NULL REFERENCES reviewers (id),
            line INTEGER NOT NULL REFERENCES audit (number),
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX badge_decisions_of ON badge_decisions (platform, community, number);
        CREATE INDEX badge_decisions_published ON badge_decisions (number) WHERE published = 1;
        """
}
