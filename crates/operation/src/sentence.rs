//! What findings say, in no language: faces have the words.

use std::path::PathBuf;
use std::time::Duration;

use danh_vocabulary::Timestamp;

/// What a finding says. Names and numbers are the program's own; nothing in it is about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sentence {
    /// Of the program and the machine.
    Program(ProgramSays),
    /// Of one ledger.
    Ledger(LedgerSays),
    /// Of what waits.
    Queue(QueueSays),
    /// Of the disk and of backups.
    Disk(DiskSays),
    /// Of keys.
    Key(KeySays),
    /// Of what should make somebody look.
    Watch(WatchSays),
}

/// Of the program and the machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProgramSays {
    /// What runs on what.
    Program {
        /// The version of the program.
        version: &'static str,
        /// The engine of the database.
        engine: &'static str,
        /// The data folder.
        folder: PathBuf,
    },
    /// This process serves.
    Serving {
        /// Since when.
        since: Timestamp,
        /// Its number in the operating system.
        process: u32,
        /// How many threads it has.
        threads: u64,
    },
    /// This process does not serve: it looks from outside.
    LookedAtFromOutside,
    /// Browsers reach it on this machine only.
    Loopback,
    /// Browsers reach it through a proxy that has the certificate.
    BehindProxy,
    /// Others can reach it, and nothing is encrypted.
    Unencrypted,
    /// The clock is not behind what was signed.
    ClockAgrees,
    /// A checkpoint was signed later than now.
    ClockBehind {
        /// What this machine's clock says.
        now: Timestamp,
        /// When it was signed.
        signed_at: Timestamp,
    },
}

impl From<ProgramSays> for Sentence {
    fn from(says: ProgramSays) -> Self {
        Self::Program(says)
    }
}

/// Of one ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LedgerSays {
    /// A process integrates.
    Integrates {
        /// Which.
        holder: String,
    },
    /// A process did; nothing has waited long, so nobody needs to.
    IntegratedLast {
        /// Which.
        holder: String,
    },
    /// Nobody holds the lease: whoever did gave it back, and nothing has waited long.
    NobodyIntegrates,
    /// Entries wait and no process integrates.
    IntegrationStalled,
    /// How far a ledger is.
    LedgerAt {
        /// Entries that have their place.
        size: u64,
        /// Entries that wait for theirs.
        pending: u64,
        /// When it was last signed.
        signed_at: Timestamp,
    },
    /// Nothing was signed yet.
    LedgerUnsigned {
        /// Entries that wait for their place.
        pending: u64,
    },
    /// It was verified, and held.
    Verified {
        /// When.
        at: Timestamp,
        /// How far: so many entries.
        size: u64,
    },
    /// It was verified, and held, and that is too long ago.
    VerifiedLongAgo {
        /// When.
        at: Timestamp,
        /// How far.
        size: u64,
        /// The most days that may lie between.
        days_max: u32,
    },
    /// It was verified, and does not hold.
    DoesNotHold {
        /// When.
        at: Timestamp,
        /// What was found.
        what: String,
    },
    /// Nobody verified it yet.
    NeverVerified,
    /// What is remembered of verifications cannot be read.
    VerificationsUnreadable {
        /// Why.
        why: String,
    },
}

impl From<LedgerSays> for Sentence {
    fn from(says: LedgerSays) -> Self {
        Self::Ledger(says)
    }
}

/// Of what waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QueueSays {
    /// Everybody can be found.
    IndexComplete,
    /// Those whom an import has taken cannot be found yet.
    IndexBehind,
    /// No file is half taken in.
    ImportsDone,
    /// A file is half taken in.
    ImportUnfinished {
        /// The file's name, where its reject file tells it.
        file: Option<String>,
        /// What its content is known by.
        fingerprint: String,
        /// Rows that were read.
        rows_read: u64,
        /// Rows of them that were rejected.
        rows_rejected: u64,
    },
    /// What faces keep between requests.
    Kept {
        /// Half-filled forms.
        drafts: u64,
        /// Acts that wait for a second officer.
        proposals: u64,
        /// Answers for who asks twice.
        replies: u64,
    },
    /// Nothing is delivered to anybody yet.
    NoDeliveries,
}

impl From<QueueSays> for Sentence {
    fn from(says: QueueSays) -> Self {
        Self::Queue(says)
    }
}

/// Of the disk and of backups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DiskSays {
    /// Room on the disk.
    DiskFree {
        /// In MiB.
        free_mib: u64,
        /// Of so many.
        size_mib: u64,
    },
    /// The disk cannot be asked.
    DiskUnknown {
        /// Why.
        why: String,
    },
    /// How large the database is.
    DatabaseSize {
        /// In MiB.
        mib: u64,
        /// The log of what is not folded into it yet, where the engine keeps one in the folder, in MiB.
        log_mib: Option<u64>,
    },
    /// A demo needs no backup.
    DemoNeedsNone,
    /// Backups are not asked for.
    BackupsNotAskedFor,
    /// There is none.
    NoBackup,
    /// There is one, proved by restoring it.
    Backup {
        /// When it was made.
        made_at: Timestamp,
        /// Where it is.
        folder: PathBuf,
    },
    /// The last one is too old.
    BackupOld {
        /// When it was made.
        made_at: Timestamp,
        /// Where it is.
        folder: PathBuf,
        /// The most days that may lie between.
        days_max: u32,
    },
    /// The last one was never restored to prove it.
    BackupUnproved {
        /// When it was made.
        made_at: Timestamp,
        /// Where it is.
        folder: PathBuf,
    },
    /// What is remembered of backups cannot be read.
    BackupsUnreadable {
        /// Why.
        why: String,
    },
}

impl From<DiskSays> for Sentence {
    fn from(says: DiskSays) -> Self {
        Self::Disk(says)
    }
}

/// Of keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeySays {
    /// A key of this register's own; it has no end.
    Key {
        /// Its file.
        file: String,
        /// How old it is.
        age_days: u64,
    },
    /// Others than its owner may read or change a key.
    KeyOpen {
        /// Its file.
        file: String,
    },
    /// The folder of keys cannot be read.
    KeysUnreadable {
        /// Why.
        why: String,
    },
}

impl From<KeySays> for Sentence {
    fn from(says: KeySays) -> Self {
        Self::Key(says)
    }
}

/// Of what should make somebody look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WatchSays {
    /// Nothing took long.
    NothingSlow {
        /// From when on a statement is slow.
        threshold: Duration,
    },
    /// A statement took long.
    SlowStatement {
        /// Its text, which holds no value.
        text: String,
        /// How often.
        count: u64,
        /// The middle of the last times.
        median: Duration,
        /// The longest time.
        longest: Duration,
    },
    /// The serving process alone knows.
    SlowKnownToServer,
    /// Emergency readings.
    BreakGlass {
        /// How many were opened.
        count: u64,
        /// In so many days.
        days: u32,
    },
    /// Attempts to sign in that led nowhere.
    FailedSignIns {
        /// How many.
        attempts: u64,
        /// For or from so many: a login at an address.
        clients: u64,
        /// In so many minutes.
        minutes: u32,
    },
}

impl From<WatchSays> for Sentence {
    fn from(says: WatchSays) -> Self {
        Self::Watch(says)
    }
}
