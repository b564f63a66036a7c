extension Schema {
    /// Audits of communities. `report` is for guardians; `for_leads` is the same without names of staff, and without what
    /// counts reports about staff, so that no query need leave anything out.
    static let communityAudits = """
        CREATE TABLE community_audits (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            community TEXT NOT NULL,
            at INTEGER NOT NULL,
            report BLOB NOT NULL,
            for_leads BLOB NOT NULL
        ) STRICT;
        CREATE INDEX audits_of_community ON community_audits (community, number);
        """
}
