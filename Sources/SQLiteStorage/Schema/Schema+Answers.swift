extension Schema {
    /// A report may be taken up more than once: what its reporter writes after the decision has a clock of its own, while
    /// the first stays as it ended. Of each kind one runs at a time.
    static let answers = """
        DROP INDEX clocks_of_report;
        CREATE UNIQUE INDEX clocks_of_report ON clocks (report, clock) WHERE report IS NOT NULL AND stopped_at IS NULL;
        CREATE INDEX clocks_by_report ON clocks (report, number) WHERE report IS NOT NULL;
        CREATE INDEX clocks_taking_up ON clocks (due, report) WHERE clock = 'acknowledge' AND stopped_at IS NULL;
        DROP TRIGGER clocks_stop_in_claimed_case;
        CREATE TRIGGER clocks_stop_in_claimed_case AFTER INSERT ON report_cases
        WHEN (SELECT state FROM cases WHERE id = NEW.case_id) = 'claimed' BEGIN
            UPDATE clocks SET stopped_at = started, wake_at = NULL
            WHERE report = NEW.report AND clock = 'acknowledge' AND stopped_at IS NULL AND \(isTheirs);
        END;
        DROP TRIGGER clocks_stop_with_answer;
        CREATE TRIGGER clocks_stop_with_answer AFTER INSERT ON report_messages WHEN NEW.reviewer IS NOT NULL BEGIN
            UPDATE clocks SET stopped_at = NEW.at, wake_at = NULL
            WHERE report = NEW.report AND stopped_at IS NULL AND (clock <> 'acknowledge' OR \(isTheirs));
        END;
        DROP TRIGGER clocks_stop_with_work;
        CREATE TRIGGER clocks_stop_with_work AFTER INSERT ON audit
        WHEN NEW.reviewer IS NOT NULL AND NEW.case_id IS NOT NULL BEGIN
            UPDATE clocks SET stopped_at = NEW.at, wake_at = NULL
            WHERE report IN (SELECT report FROM report_cases WHERE case_id = NEW.case_id) AND stopped_at IS NULL
                AND (clock = 'first_look' OR NEW.action IN ('claimed', 'decided', 'confirmed') AND \(isTheirs));
        END;
        """

    /// Whether what is done on a case takes up the report of a clock: where one of the report's cases is about staff, the
    /// reporter's words are read there alone, and work on the others answers nothing.
    private static let isTheirs = """
        (coalesce((SELECT cases.staff FROM cases WHERE cases.id = NEW.case_id), 0) = 1 OR NOT EXISTS (
            SELECT 1 FROM report_cases JOIN cases ON cases.id = report_cases.case_id
            WHERE report_cases.report = clocks.report AND cases.staff = 1))
        """
}
