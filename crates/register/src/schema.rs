//! The tables of the register. All but `import_run` follow from `journal`.

use danh_store::Migrations;

/// Tables of the register, after those of the ledger.
pub const MIGRATIONS: Migrations = Migrations {
    capability: "register",
    steps: &["
        -- The truth: one row an event, never changed. The salt hides the document behind its commitment.
        CREATE TABLE journal (
            event_id BIGINT NOT NULL PRIMARY KEY,
            document TEXT NOT NULL,
            salt BLOB NOT NULL
        );
        -- Which events a person has, in order. That two writers cannot give one person the same version is what makes
        -- the second of them fail.
        CREATE TABLE person_event (
            person_id BIGINT NOT NULL,
            version BIGINT NOT NULL,
            event_id BIGINT NOT NULL,
            PRIMARY KEY (person_id, version)
        ) WITHOUT ROWID;
        -- The state that the events of a person give, as canonical JSON.
        CREATE TABLE person (
            person_id BIGINT NOT NULL PRIMARY KEY,
            version BIGINT NOT NULL,
            document TEXT NOT NULL
        );
        -- Every number ever given, in force or cancelled, and to whom; a number is given once.
        CREATE TABLE person_number (
            number TEXT NOT NULL PRIMARY KEY,
            person_id BIGINT NOT NULL
        ) WITHOUT ROWID;
        -- Numbers of earlier cards; provinces gave some of them twice.
        CREATE TABLE person_former_card (
            number TEXT NOT NULL,
            person_id BIGINT NOT NULL,
            PRIMARY KEY (number, person_id)
        ) WITHOUT ROWID;
        -- Folded names with birth dates, for search by name first and by date first.
        CREATE TABLE person_name (
            folded_name TEXT NOT NULL,
            born TEXT NOT NULL,
            person_id BIGINT NOT NULL,
            PRIMARY KEY (folded_name, born, person_id)
        ) WITHOUT ROWID;
        CREATE INDEX person_name_by_born ON person_name (born, folded_name);
        -- Who lives together.
        CREATE TABLE household_member (
            household_id BIGINT NOT NULL,
            person_id BIGINT NOT NULL,
            PRIMARY KEY (household_id, person_id)
        ) WITHOUT ROWID;
        -- Whose child somebody is, by the parent's number or, where the register itself wrote it down, by the parent.
        CREATE TABLE person_parent (
            parent TEXT NOT NULL,
            person_id BIGINT NOT NULL,
            PRIMARY KEY (parent, person_id)
        ) WITHOUT ROWID;
        -- How far an import has come: written with the rows it speaks of, so that a killed import goes on where it stopped.
        CREATE TABLE import_run (
            import_key TEXT NOT NULL PRIMARY KEY,
            position TEXT NOT NULL,
            rows_read BIGINT NOT NULL,
            rows_rejected BIGINT NOT NULL,
            reject_bytes BIGINT NOT NULL,
            finished BOOLEAN NOT NULL
        );
    ", "
        -- Who lives where, by the code of the address as it was written, in the order of names. A code has meant several
        -- units, so the day it was written stands beside it.
        CREATE TABLE resident (
            unit_code TEXT NOT NULL,
            folded_name TEXT NOT NULL,
            person_id BIGINT NOT NULL,
            written_on TEXT NOT NULL,
            PRIMARY KEY (unit_code, folded_name, person_id)
        ) WITHOUT ROWID;
        -- Every folded name that somebody bore, under its first and last word.
        CREATE TABLE known_name (
            short_name TEXT NOT NULL,
            folded_name TEXT NOT NULL,
            PRIMARY KEY (short_name, folded_name)
        ) WITHOUT ROWID;
        -- Every word of those names, under itself and itself without each of its letters: what is one typing error away
        -- shares one of these.
        CREATE TABLE known_word (
            part TEXT NOT NULL,
            word TEXT NOT NULL,
            PRIMARY KEY (part, word)
        ) WITHOUT ROWID;
        -- Whom only named officers may see; who they are stands in the state.
        CREATE TABLE protected_person (
            person_id BIGINT NOT NULL PRIMARY KEY
        );
    ", "
        -- Names by birth date: a table of its own, so that its rows can be written in their own order.
        DROP INDEX person_name_by_born;
        CREATE TABLE person_born (
            born TEXT NOT NULL,
            folded_name TEXT NOT NULL,
            person_id BIGINT NOT NULL,
            PRIMARY KEY (born, folded_name, person_id)
        ) WITHOUT ROWID;
        -- Whose rows in the tables above a long import has put off: all persons from the first to the last. Written in the
        -- transaction that writes the persons; how many of the rows are there, in the order of the rows.
        CREATE TABLE index_backlog (
            first_person BIGINT NOT NULL PRIMARY KEY,
            last_person BIGINT NOT NULL,
            rows_written BIGINT NOT NULL
        );
    ", "
        -- Every card that was issued, in force or not, by its serial. Not unique by itself: what was written before that was
        -- looked for must fit too.
        CREATE TABLE person_card (
            serial TEXT NOT NULL,
            person_id BIGINT NOT NULL,
            PRIMARY KEY (serial, person_id)
        ) WITHOUT ROWID;
    ", "
        -- Which civil events a local authority registered, by book and day: what its register books are read from.
        CREATE TABLE book_entry (
            authority TEXT NOT NULL,
            book TEXT NOT NULL,
            registered_on TEXT NOT NULL,
            event_id BIGINT NOT NULL,
            PRIMARY KEY (authority, book, registered_on, event_id)
        ) WITHOUT ROWID;
    ", "
        -- Whom an earlier event named as a member of a household in which they are not now: whom the household leads to when it
        -- is asked for as it was. Whether they were a member then the events say.
        CREATE TABLE household_former_member (
            household_id BIGINT NOT NULL,
            person_id BIGINT NOT NULL,
            PRIMARY KEY (household_id, person_id)
        ) WITHOUT ROWID;
    "],
};
