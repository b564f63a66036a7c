extension Schema {
    /// The ledger. An entry's hash stands beside it so that a changed entry is named; tiles hold the hashes again, 256
    /// each, so that a proof reads a handful of rows. Those of level 0 are stored when they are full, those above grow
    /// at their end. Salts are apart, to be deleted with the content that they hide. `place` is level · 2⁴⁸ + index.
    static let ledger = """
        CREATE TABLE ledger_entries (
            number INTEGER PRIMARY KEY,
            entry TEXT NOT NULL,
            hash BLOB NOT NULL
        ) STRICT;
        CREATE TABLE ledger_salts (
            number INTEGER PRIMARY KEY REFERENCES ledger_entries (number),
            salt BLOB NOT NULL
        ) STRICT;
        CREATE TABLE ledger_tiles (
            place INTEGER PRIMARY KEY,
            hashes BLOB NOT NULL
        ) STRICT;
        CREATE TABLE ledger_checkpoints (
            size INTEGER PRIMARY KEY,
            note TEXT NOT NULL
        ) STRICT;
        CREATE TABLE ledger_stamps (
            size INTEGER PRIMARY KEY REFERENCES ledger_checkpoints (size),
            answer BLOB NOT NULL
        ) STRICT;
        CREATE TABLE ledger_beginning (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            evidence_entered INTEGER NOT NULL
        ) STRICT;
        INSERT INTO ledger_beginning (only, evidence_entered) SELECT 1, NOT EXISTS (SELECT 1 FROM evidence);
        CREATE TRIGGER entries_follow_each_other BEFORE INSERT ON ledger_entries
            WHEN NEW.number <> (SELECT coalesce(max(number), -1) + 1 FROM ledger_entries)
            BEGIN SELECT RAISE(ABORT, 'entries of the ledger follow each other'); END;
        CREATE TRIGGER entries_are_never_changed BEFORE UPDATE ON ledger_entries
            BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
        CREATE TRIGGER entries_are_never_deleted BEFORE DELETE ON ledger_entries
            BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
        CREATE TRIGGER salts_are_never_changed BEFORE UPDATE ON ledger_salts
            BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
        CREATE TRIGGER tiles_only_grow BEFORE UPDATE ON ledger_tiles
            WHEN NEW.place <> OLD.place OR length(OLD.hashes) >= 8192
                OR substr(NEW.hashes, 1, length(OLD.hashes)) <> OLD.hashes
            BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
        CREATE TRIGGER tiles_are_never_deleted BEFORE DELETE ON ledger_tiles
            BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
        CREATE TRIGGER checkpoints_only_gain_signatures BEFORE UPDATE ON ledger_checkpoints
            WHEN NEW.size <> OLD.size OR substr(NEW.note, 1, length(OLD.note)) <> OLD.note
            BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
        CREATE TRIGGER checkpoints_are_never_deleted BEFORE DELETE ON ledger_checkpoints
            BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

        """
}
