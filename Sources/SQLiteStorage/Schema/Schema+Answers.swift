extension Schema {
    /// A report may be taken up more than once: what its reporter writes after the decision has a clock of its own, while
    /// the first stays as it ended. Of each kind one runs at a time.
    static let answers = """
        DROP INDEX clocks_of_report;
        CREATE UNIQUE INDEX clocks_of_report ON clocks (report, clock) WHERE report IS NOT NULL AND stopped_at IS NULL;
        CREATE INDEX clocks_by_report ON clocks (report, number) WHERE report IS NOT NULL;
        CREATE INDEX clocks_taking_up ON clocks (due, report) WHERE clock = 'acknowledge' AND stopped_at IS NULL;
        """
}
