//! Agreements on sharing data (thoả thuận chia sẻ dữ liệu): which organisation is told what, of whom, for which purpose, on which
//! legal basis, until when (Law on Identification 2023, article 10; Law on Personal Data Protection 2025, article 4).
//!
//! # Its life
//!
//! An agreement is **drafted** as a document and **approved by two** officers: one proposes it, another decides, and only then it is
//! written down ([`agreement_record`]). It is **in force** from its first day to its last one. It is **amended** by a version that
//! counts from its own first day on; nothing that was written down is changed. It can be **suspended** at once, and resumed.

mod body;
mod difference;
mod queries;
mod standing;
mod validation;

pub use self::body::{
    AgreedPurpose, Agreement, GuessLimits, Need, Subjects, SubjectsNamed, Tolerance, Volume,
};
pub use self::difference::{Change, Difference, difference};
pub(crate) use self::queries::TABLES;
pub use self::queries::{
    AgreementRecordError, AgreementRow, Approval, agreement_in_force, agreement_record,
    agreement_resume, agreement_suspend, agreement_version, agreement_versions, agreements_newest,
};
pub use self::standing::Standing;
pub use self::validation::{AgreementFault, AgreementFileError, agreement_of_toml, faults};
