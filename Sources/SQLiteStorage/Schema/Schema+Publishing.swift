extension Schema {
    /// Public figures, as they were published: nothing of what they were counted from, and nothing that was left out. A
    /// row is never changed: a correction is another one, with a note. `kind` is `figures`, or `staff` for the one count
    /// that comes a month later.
    static let publishedFigures = """
        CREATE TABLE published_figures (
            number INTEGER PRIMARY KEY,
            month TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('figures', 'staff')),
            told TEXT NOT NULL,
            at INTEGER NOT NULL,
            note TEXT
        ) STRICT;
        CREATE UNIQUE INDEX figures_published_once ON published_figures (month, kind) WHERE note IS NULL;
        CREATE TRIGGER published_figures_are_never_changed BEFORE UPDATE ON published_figures
            BEGIN SELECT RAISE(ABORT, 'published figures are append-only'); END;
        CREATE TRIGGER published_figures_are_never_deleted BEFORE DELETE ON published_figures
            BEGIN SELECT RAISE(ABORT, 'published figures are append-only'); END;
        """
}
