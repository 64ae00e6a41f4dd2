//! What was found: a fact, how it stands, in what words, with which numbers.

use crate::{Remedy, Sentence};

/// A fact as it was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Which.
    pub fact: Fact,
    /// Of what, where there are several: a ledger, a key, a statement's fingerprint.
    pub of: Option<String>,
    /// How it stands.
    pub standing: Standing,
    /// What it says.
    pub sentence: Sentence,
    /// What to do, where there is something to do.
    pub remedy: Option<Remedy>,
    /// What was measured.
    pub measures: Vec<Measure>,
}

/// How a fact stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// As it should be.
    Fine,
    /// Not wrong; somebody should know it.
    Note,
    /// Something has to be mended.
    Wrong,
}

/// A number for graphs and alarms, in the base unit that its name ends with.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// Its name as Prometheus wants it: `danh_disk_free_bytes`.
    pub name: &'static str,
    /// How much.
    pub value: f64,
}

/// The facts there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fact {
    /// Which program over which engine and folder.
    Program,
    /// Which process serves.
    Process,
    /// How browsers reach it, and whose certificate they see.
    Transport,
    /// Whether the clock agrees with what was signed.
    Clock,
    /// Who integrates a ledger.
    Integrator,
    /// How far a ledger is.
    Ledger,
    /// When a ledger was last verified.
    Verification,
    /// Persons who cannot be found yet.
    Index,
    /// Imports that were begun and are not finished.
    Import,
    /// What faces keep between requests.
    Kept,
    /// Deliveries to others that failed.
    Deliveries,
    /// Room on the disk.
    Disk,
    /// How large the database is.
    Database,
    /// The last backup.
    Backup,
    /// A key, or the folder of keys.
    Key,
    /// A statement that took long.
    SlowStatement,
    /// Emergency readings.
    BreakGlass,
    /// Attempts to sign in that led nowhere.
    SignIns,
}

/// What belongs together when facts are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    /// What runs.
    Program,
    /// The ledgers.
    Ledgers,
    /// What waits.
    Queues,
    /// Disk and backups.
    Disk,
    /// Certificates and keys.
    Keys,
    /// What is slow.
    Slow,
    /// What should make somebody look.
    Oversight,
}

impl Section {
    /// Every section, in the order in which they are told.
    pub const ALL: [Self; 7] = [
        Self::Program,
        Self::Ledgers,
        Self::Queues,
        Self::Disk,
        Self::Keys,
        Self::Slow,
        Self::Oversight,
    ];
}

impl Fact {
    /// Every fact.
    pub const ALL: [Self; 18] = [
        Self::Program,
        Self::Process,
        Self::Transport,
        Self::Clock,
        Self::Integrator,
        Self::Ledger,
        Self::Verification,
        Self::Index,
        Self::Import,
        Self::Kept,
        Self::Deliveries,
        Self::Disk,
        Self::Database,
        Self::Backup,
        Self::Key,
        Self::SlowStatement,
        Self::BreakGlass,
        Self::SignIns,
    ];

    /// The stable name, as in `slow-statement`: for metrics and alarms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Program => "program",
            Self::Process => "process",
            Self::Transport => "transport",
            Self::Clock => "clock",
            Self::Integrator => "integrator",
            Self::Ledger => "ledger",
            Self::Verification => "verification",
            Self::Index => "index",
            Self::Import => "import",
            Self::Kept => "kept",
            Self::Deliveries => "deliveries",
            Self::Disk => "disk",
            Self::Database => "database",
            Self::Backup => "backup",
            Self::Key => "key",
            Self::SlowStatement => "slow-statement",
            Self::BreakGlass => "break-glass",
            Self::SignIns => "sign-ins",
        }
    }

    /// With what it belongs together.
    pub const fn section(self) -> Section {
        match self {
            Self::Program | Self::Process | Self::Clock => Section::Program,
            Self::Integrator | Self::Ledger | Self::Verification => Section::Ledgers,
            Self::Index | Self::Import | Self::Kept | Self::Deliveries => Section::Queues,
            Self::Disk | Self::Database | Self::Backup => Section::Disk,
            Self::Transport | Self::Key => Section::Keys,
            Self::SlowStatement => Section::Slow,
            Self::BreakGlass | Self::SignIns => Section::Oversight,
        }
    }
}

impl Finding {
    pub(crate) fn fine(fact: Fact, sentence: impl Into<Sentence>) -> Self {
        Self {
            fact,
            of: None,
            standing: Standing::Fine,
            sentence: sentence.into(),
            remedy: None,
            measures: Vec::new(),
        }
    }

    pub(crate) fn note(fact: Fact, sentence: impl Into<Sentence>, remedy: Remedy) -> Self {
        Self::bad(fact, Standing::Note, sentence.into(), remedy)
    }

    pub(crate) fn wrong(fact: Fact, sentence: impl Into<Sentence>, remedy: Remedy) -> Self {
        Self::bad(fact, Standing::Wrong, sentence.into(), remedy)
    }

    fn bad(fact: Fact, standing: Standing, sentence: Sentence, remedy: Remedy) -> Self {
        Self {
            fact,
            of: None,
            standing,
            sentence,
            remedy: Some(remedy),
            measures: Vec::new(),
        }
    }

    pub(crate) fn of(mut self, what: impl Into<String>) -> Self {
        self.of = Some(what.into());
        self
    }

    pub(crate) fn with(mut self, name: &'static str, value: f64) -> Self {
        self.measures.push(Measure { name, value });
        self
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "Prometheus knows no other numbers, and 2^53 of anything is enough"
    )]
    pub(crate) fn with_count(self, name: &'static str, count: u64) -> Self {
        self.with(name, count as f64)
    }

    /// An instant, in seconds since 1970.
    #[expect(
        clippy::cast_precision_loss,
        reason = "an instant to the microsecond fits until the year 2255"
    )]
    pub(crate) fn with_instant(self, name: &'static str, at: danh_vocabulary::Timestamp) -> Self {
        self.with(name, at.micros() as f64 / 1e6)
    }
}
