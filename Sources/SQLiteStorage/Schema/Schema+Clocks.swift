extension Schema {
    /// Clocks, escalations and what is to be sent. Triggers start and stop the clocks within the transaction of whatever
    /// files, claims, answers or decides: no writer can forget them. `wake_at` is when a clock is to be looked at next;
    /// it is empty when nothing is left to do. `due` is what was promised and never moves later than a case's own.
    static let clocks = clockTables + clockTriggers + clocksOfThePast

    private static let clockTables = """
        CREATE TABLE clocks (
            number INTEGER PRIMARY KEY,
            report INTEGER REFERENCES reports (number),
            case_id INTEGER REFERENCES cases (id),
            clock TEXT NOT NULL CHECK (clock IN ('acknowledge', 'first_look', 'decide')),
            started INTEGER NOT NULL,
            due INTEGER NOT NULL,
            stopped_at INTEGER,
            wake_at INTEGER,
            CHECK ((report IS NULL) <> (case_id IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX clocks_of_report ON clocks (report, clock) WHERE report IS NOT NULL;
        CREATE UNIQUE INDEX clock_of_case ON clocks (case_id) WHERE case_id IS NOT NULL AND stopped_at IS NULL;
        CREATE INDEX clocks_of_case ON clocks (case_id, number) WHERE case_id IS NOT NULL;
        CREATE INDEX clocks_waking ON clocks (wake_at, number) WHERE wake_at IS NOT NULL;
        CREATE INDEX clocks_running ON clocks (due, number) WHERE stopped_at IS NULL;
        CREATE TABLE escalations (
            number INTEGER PRIMARY KEY,
            clock INTEGER NOT NULL REFERENCES clocks (number),
            body TEXT NOT NULL,
            name TEXT NOT NULL,
            step INTEGER NOT NULL,
            due INTEGER NOT NULL,
            made_at INTEGER NOT NULL,
            UNIQUE (clock, body)
        ) STRICT;
        CREATE TABLE outbox (
            number INTEGER PRIMARY KEY,
            escalation INTEGER NOT NULL REFERENCES escalations (number),
            id TEXT NOT NULL UNIQUE,
            channel TEXT NOT NULL CHECK (channel IN ('mail', 'webhook')),
            address TEXT NOT NULL,
            body TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
            tries INTEGER NOT NULL DEFAULT 0,
            next_try INTEGER,
            settled_at INTEGER,
            fault TEXT,
            UNIQUE (escalation, channel)
        ) STRICT;
        CREATE INDEX outbox_waiting ON outbox (next_try, number) WHERE state = 'waiting';
        CREATE INDEX outbox_faults ON outbox (number) WHERE state <> 'sent' AND tries > 0;

        """

    /// Acknowledged: claimed, decided or answered, for that is what the reporter's page shows. Looked at: anything that
    /// a person did on the case.
    private static let clockTriggers = """
        CREATE TRIGGER clocks_start_with_report AFTER INSERT ON reports BEGIN
            INSERT INTO clocks (report, clock, started, due, wake_at) VALUES
                (NEW.number, 'acknowledge', NEW.filed_at, NEW.acknowledge_by, NEW.acknowledge_by),
                (NEW.number, 'first_look', NEW.filed_at, NEW.look_by, NEW.look_by);
        END;
        CREATE TRIGGER clocks_stop_in_claimed_case AFTER INSERT ON report_cases
        WHEN (SELECT state FROM cases WHERE id = NEW.case_id) = 'claimed' BEGIN
            UPDATE clocks SET stopped_at = started, wake_at = NULL
            WHERE report = NEW.report AND clock = 'acknowledge' AND stopped_at IS NULL;
        END;
        CREATE TRIGGER clocks_stop_with_answer AFTER INSERT ON report_messages WHEN NEW.reviewer IS NOT NULL BEGIN
            UPDATE clocks SET stopped_at = NEW.at, wake_at = NULL WHERE report = NEW.report AND stopped_at IS NULL;
        END;
        CREATE TRIGGER clocks_stop_with_work AFTER INSERT ON audit
        WHEN NEW.reviewer IS NOT NULL AND NEW.case_id IS NOT NULL BEGIN
            UPDATE clocks SET stopped_at = NEW.at, wake_at = NULL
            WHERE report IN (SELECT report FROM report_cases WHERE case_id = NEW.case_id) AND stopped_at IS NULL
                AND (clock = 'first_look' OR NEW.action IN ('claimed', 'decided', 'confirmed'));
        END;
        CREATE TRIGGER clocks_start_anew AFTER INSERT ON audit WHEN NEW.action = 'reopened' AND NEW.case_id IS NOT NULL BEGIN
            UPDATE clocks SET started = NEW.at WHERE case_id = NEW.case_id AND stopped_at IS NULL;
        END;
        CREATE TRIGGER clocks_start_with_case AFTER INSERT ON cases WHEN NEW.state <> 'decided' BEGIN
            INSERT INTO clocks (case_id, clock, started, due, wake_at)
            VALUES (NEW.id, 'decide', NEW.opened_at, NEW.due_at, NEW.due_at);
        END;
        CREATE TRIGGER clocks_start_with_reopening AFTER UPDATE OF state ON cases
        WHEN OLD.state = 'decided' AND NEW.state <> 'decided' BEGIN
            INSERT INTO clocks (case_id, clock, started, due, wake_at)
            VALUES (NEW.id, 'decide', coalesce(OLD.decided_at, OLD.opened_at), NEW.due_at, NEW.due_at);
        END;
        CREATE TRIGGER clocks_move_with_case AFTER UPDATE OF due_at ON cases
        WHEN NEW.due_at <> OLD.due_at AND NEW.state <> 'decided' BEGIN
            UPDATE clocks SET due = NEW.due_at, wake_at = NEW.due_at WHERE case_id = NEW.id AND stopped_at IS NULL;
        END;
        CREATE TRIGGER clocks_stop_with_decision AFTER UPDATE OF state ON cases
        WHEN NEW.state = 'decided' AND OLD.state <> 'decided' BEGIN
            UPDATE clocks SET stopped_at = coalesce(NEW.decided_at, due), wake_at = NULL
            WHERE case_id = NEW.id AND stopped_at IS NULL;
        END;

        """

    /// The clocks of what a database held before there were any.
    private static let clocksOfThePast = """
        INSERT INTO clocks (case_id, clock, started, due, stopped_at, wake_at)
            SELECT id, 'decide', opened_at, due_at, CASE state WHEN 'decided' THEN coalesce(decided_at, due_at) END,
                CASE state WHEN 'decided' THEN NULL ELSE due_at END
            FROM cases;
        INSERT INTO clocks (report, clock, started, due, stopped_at)
            SELECT number, 'acknowledge', filed_at, acknowledge_by, (
                SELECT min(at) FROM (
                    SELECT min(audit.at) AS at FROM report_cases JOIN audit ON audit.case_id = report_cases.case_id
                        WHERE report_cases.report = reports.number AND audit.reviewer IS NOT NULL
                            AND audit.action IN ('claimed', 'decided', 'confirmed')
                    UNION ALL SELECT min(at) FROM report_messages
                        WHERE report_messages.report = reports.number AND reviewer IS NOT NULL))
            FROM reports;
        INSERT INTO clocks (report, clock, started, due, stopped_at)
            SELECT number, 'first_look', filed_at, look_by, (
                SELECT min(at) FROM (
                    SELECT min(audit.at) AS at FROM report_cases JOIN audit ON audit.case_id = report_cases.case_id
                        WHERE report_cases.report = reports.number AND audit.reviewer IS NOT NULL
                            AND audit.at >= reports.filed_at
                    UNION ALL SELECT min(at) FROM report_messages
                        WHERE report_messages.report = reports.number AND reviewer IS NOT NULL))
            FROM reports;
        UPDATE clocks SET wake_at = due WHERE stopped_at IS NULL;
        """
}
