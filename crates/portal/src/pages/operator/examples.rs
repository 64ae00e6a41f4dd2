//! Examples of the operator's page.

use std::time::Duration;

use danh_operation::{
    DiskSays, Fact, Finding, KeySays, LedgerSays, ProgramSays, QueueSays, Remedy, Sentence,
    Standing, WatchSays,
};
use danh_vocabulary::Timestamp;

use super::OperatorView;
use crate::examples::Example;

/// All well, and much to be mended.
pub fn examples() -> Vec<Example> {
    let view = |findings| OperatorView {
        looked_at: "2026-11-23T14:05:09+07:00".into(),
        findings,
    };
    vec![
        Example::new("operator", "/operator", view(well())),
        Example::new("operator-to-mend", "/operator", view(unwell())),
    ]
}

fn finding(fact: Fact, of: Option<&str>, sentence: impl Into<Sentence>) -> Finding {
    Finding {
        fact,
        of: of.map(str::to_owned),
        standing: Standing::Fine,
        sentence: sentence.into(),
        remedy: None,
        measures: Vec::new(),
    }
}

fn bad(standing: Standing, remedy: Remedy, finding: Finding) -> Finding {
    Finding {
        standing,
        remedy: Some(remedy),
        ..finding
    }
}

fn at(hours_ago: i64) -> Timestamp {
    Timestamp::from_micros(1_795_417_509_000_000 - hours_ago * 3_600_000_000)
}

fn program() -> Vec<Finding> {
    let program = ProgramSays::Program {
        version: "0.3.0",
        engine: "SQLite",
        folder: "/var/lib/danh".into(),
    };
    let serving = ProgramSays::Serving {
        since: at(48),
        process: 1_207,
        threads: 14,
    };
    vec![
        finding(Fact::Program, None, program),
        finding(Fact::Process, None, serving),
        finding(Fact::Clock, None, ProgramSays::ClockAgrees),
    ]
}

fn well() -> Vec<Finding> {
    let mut findings = program();
    let logs = ["journal", "access"].into_iter().flat_map(|log| {
        let integrates = LedgerSays::Integrates {
            holder: "process 1207 0a1b2c3d4e5f6071".into(),
        };
        let ledger = LedgerSays::LedgerAt {
            size: 1_204_587,
            pending: 3,
            signed_at: at(0),
        };
        let verified = LedgerSays::Verified {
            at: at(70),
            size: 1_198_004,
        };
        [
            finding(Fact::Integrator, Some(log), integrates),
            finding(Fact::Ledger, Some(log), ledger),
            finding(Fact::Verification, Some(log), verified),
        ]
    });
    findings.extend(logs);
    let disk = DiskSays::DiskFree {
        free_mib: 61_440,
        size_mib: 256_000,
    };
    let size = DiskSays::DatabaseSize {
        mib: 1_870,
        log_mib: Some(12),
    };
    let backup = DiskSays::Backup {
        made_at: at(20),
        folder: "/backup/danh/monday".into(),
    };
    let key = KeySays::Key {
        file: "ledger-journal.ed25519".into(),
        age_days: 311,
    };
    let nothing_slow = WatchSays::NothingSlow {
        threshold: Duration::from_millis(100),
    };
    findings.extend([
        finding(Fact::Index, None, QueueSays::IndexComplete),
        finding(Fact::Import, None, QueueSays::ImportsDone),
        finding(Fact::Kept, None, kept()),
        finding(Fact::Deliveries, None, QueueSays::NoDeliveries),
        finding(Fact::Disk, None, disk),
        finding(Fact::Database, None, size),
        finding(Fact::Backup, None, backup),
        finding(Fact::Transport, None, ProgramSays::BehindProxy),
        finding(Fact::Key, Some("ledger-journal.ed25519"), key),
        finding(Fact::SlowStatement, None, nothing_slow),
        finding(Fact::BreakGlass, None, break_glass(0)),
        finding(Fact::SignIns, None, sign_ins(4)),
    ]);
    findings
}

fn kept() -> QueueSays {
    QueueSays::Kept {
        drafts: 41,
        proposals: 6,
        replies: 1_208,
    }
}

fn break_glass(count: u64) -> WatchSays {
    WatchSays::BreakGlass { count, days: 7 }
}

fn sign_ins(attempts: u64) -> WatchSays {
    WatchSays::FailedSignIns {
        attempts,
        clients: 3,
        minutes: 60,
    }
}

fn unwell() -> Vec<Finding> {
    let mut findings = program();
    let wrong = |remedy, finding| bad(Standing::Wrong, remedy, finding);
    let note = |remedy, finding| bad(Standing::Note, remedy, finding);
    let long_ago = LedgerSays::VerifiedLongAgo {
        at: at(24 * 61),
        size: 998_004,
        days_max: 35,
    };
    let disk = DiskSays::DiskFree {
        free_mib: 412,
        size_mib: 256_000,
    };
    let import = QueueSays::ImportUnfinished {
        file: Some("dan-cu-quan-3.csv".into()),
        fingerprint: "9c0fd1b2".into(),
        rows_read: 120_000,
        rows_rejected: 14,
    };
    let open = KeySays::KeyOpen {
        file: "desk.seal-1".into(),
    };
    let slow = WatchSays::SlowStatement {
        text: "SELECT person_id FROM name_index WHERE name = $1 ORDER BY person_id LIMIT $2".into(),
        count: 12,
        median: Duration::from_millis(140),
        longest: Duration::from_millis(1_310),
    };
    let journal = Some("journal");
    findings.extend([
        wrong(
            Remedy::StartServer,
            finding(Fact::Integrator, journal, LedgerSays::IntegrationStalled),
        ),
        wrong(
            Remedy::VerifyLedger,
            finding(Fact::Verification, journal, long_ago),
        ),
        note(
            Remedy::FinishImport,
            finding(Fact::Import, Some("9c0fd1b2"), import),
        ),
        wrong(Remedy::MakeRoom, finding(Fact::Disk, None, disk)),
        note(
            Remedy::MakeBackup,
            finding(Fact::Backup, None, DiskSays::NoBackup),
        ),
        wrong(
            Remedy::MakeKeyPrivate,
            finding(Fact::Key, Some("desk.seal-1"), open),
        ),
        note(
            Remedy::LookAtStatement,
            finding(Fact::SlowStatement, Some("9c0fd1b2a7e65f43"), slow),
        ),
        note(
            Remedy::LookAtBreakGlass,
            finding(Fact::BreakGlass, None, break_glass(2)),
        ),
        note(
            Remedy::LookAtSignIns,
            finding(Fact::SignIns, None, sign_ins(380)),
        ),
    ]);
    findings
}
