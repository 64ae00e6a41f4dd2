//! The tables of synchronisation.

use danh_store::Migrations;

/// Tables of synchronisation, after those of the exchange.
pub const MIGRATIONS: Migrations = Migrations {
    capability: "sync",
    steps: &["
        -- Which run of an agency is published, of which day its file was, how much of the journal it knew, and the model that
        -- was learnt from the last file that was linked as a whole.
        CREATE TABLE sync_agency (
            agency TEXT NOT NULL PRIMARY KEY,
            published_run BIGINT NOT NULL,
            as_of TEXT NOT NULL,
            journal_size BIGINT NOT NULL,
            model TEXT
        );
        -- One row a run: how far it is, and its report.
        CREATE TABLE sync_run (
            run_id BIGINT NOT NULL PRIMARY KEY,
            agency TEXT NOT NULL,
            content TEXT NOT NULL,
            as_of TEXT NOT NULL,
            phase TEXT NOT NULL,
            started_at BIGINT NOT NULL,
            changed_at BIGINT NOT NULL,
            journal_size BIGINT NOT NULL,
            rows_staged BIGINT NOT NULL,
            findings_bytes BIGINT NOT NULL,
            report TEXT NOT NULL
        );
        CREATE INDEX sync_run_by_agency ON sync_run (agency, run_id);
        -- Whose record is whose. A row counts from the run that wrote it until the run that ended it, so that what is
        -- published is always one complete run: `since_run` at most the agency's published run, `until_run` none or later.
        -- The probability is in millionths; `review_use` stands where somebody has to look.
        CREATE TABLE sync_link (
            agency TEXT NOT NULL,
            record_key TEXT NOT NULL,
            since_run BIGINT NOT NULL,
            until_run BIGINT,
            content BIGINT NOT NULL,
            person_id BIGINT,
            decision TEXT NOT NULL,
            method TEXT NOT NULL,
            probability BIGINT NOT NULL,
            levels TEXT NOT NULL,
            review_use BIGINT,
            record TEXT NOT NULL,
            PRIMARY KEY (agency, record_key, since_run)
        ) WITHOUT ROWID;
        CREATE INDEX sync_link_by_person ON sync_link (person_id, agency);
        CREATE INDEX sync_link_by_use ON sync_link (agency, review_use, record_key) WHERE review_use IS NOT NULL;
        -- What officers decided about a record and a person, never changed. The digests say what both looked like.
        CREATE TABLE sync_decision (
            decision_id BIGINT NOT NULL PRIMARY KEY,
            agency TEXT NOT NULL,
            record_key TEXT NOT NULL,
            person_id BIGINT NOT NULL,
            verdict TEXT NOT NULL,
            actor TEXT NOT NULL,
            decided_at BIGINT NOT NULL,
            record_digest BIGINT NOT NULL,
            person_digest BIGINT NOT NULL,
            note TEXT NOT NULL
        );
        CREATE INDEX sync_decision_by_record ON sync_decision (agency, record_key);
        -- What the register may have wrong, for a registrar; written by runs, settled by people.
        CREATE TABLE sync_case (
            agency TEXT NOT NULL,
            record_key TEXT NOT NULL,
            code TEXT NOT NULL,
            person_id BIGINT NOT NULL,
            since_run BIGINT NOT NULL,
            record_says TEXT NOT NULL,
            settled_by TEXT,
            settled_at BIGINT,
            note TEXT,
            PRIMARY KEY (agency, record_key, code, person_id)
        ) WITHOUT ROWID;
        CREATE INDEX sync_case_open ON sync_case (since_run, agency) WHERE settled_at IS NULL;
    "],
};
