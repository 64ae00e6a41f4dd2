//! Who was told what about whom: agreements with organisations, their questions, and the access records of the register.
//!
//! A [disclosure](AccessRecord) is one answer that told somebody something about a person. Its
//! record is written before the answer leaves, in the same database and, as a salted commitment,
//! in the tamper-evident access log ([`danh_ledger::Log::ACCESS`]). So a citizen can be shown who
//! looked at their data (Law on Personal Data Protection 2025, article 4; Law on Identification
//! 2023, article 5), and nobody can take a look back afterwards.
//!
//! ```
//! use danh_exchange::{
//!     AccessKind, AccessPage, AccessRecord, Told, access_record_append, access_records_of_person,
//! };
//! use danh_register::Actor;
//! use danh_store::{Store, StoreConfig};
//! use danh_vocabulary::{AccessRecordId, OfficerId, PersonId};
//!
//! # let folder = tempfile::tempdir()?;
//! # let config = StoreConfig::sqlite(folder.path().join("danh.db"));
//! let store = Store::open(&config, &[danh_ledger::MIGRATIONS, danh_exchange::MIGRATIONS])?;
//! let citizen = PersonId::from_i64(42);
//! let record = AccessRecord {
//!     id: AccessRecordId::from_i64(1),
//!     at: "2026-01-05T08:00:00Z".parse()?,
//!     actor: Actor::Officer(OfficerId::from_i64(7)),
//!     authority: "ubnd:00004@2025-07-01".to_owned(),
//!     appointment: None,
//!     kind: AccessKind::Disclosure,
//!     purpose: "Đăng ký kết hôn".parse()?,
//!     basis: "Luật Hộ tịch 2014, Điều 18".to_owned(),
//!     told: vec![Told::Person, Told::History],
//!     persons: vec![citizen],
//!     organisation: None,
//! };
//! let salt = *b"sixteen byte sal";
//! store.write(move |tx| access_record_append(tx, &record, &salt)).wait()?;
//!
//! let page = AccessPage { before: None, size: 20 };
//! let seen = store.read(move |tx| access_records_of_person(tx, citizen, page)).wait()?;
//! assert_eq!(seen[0].purpose.as_str(), "Đăng ký kết hôn");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What always holds
//!
//! - An access record, its commitment and its index by person are written in one transaction.
//! - A record is never changed and never removed.
//! - A search that found nobody has a record too: it names no person, but it was asked.
//! - Bulk is no exception. Who reads many persons at once records them batch by batch, each
//!   before it is handed out.
//! - Who asks for somebody outside their jurisdiction is told nothing, and that they asked is on record. In an emergency they may
//!   open a [reading](BreakGlass) of one person for half an hour, for a reason that stays on record.
//! - A record says that something was told, not what: it holds no name, number or date.
//! - An organisation is told what its agreement names and nothing else; what it is refused is on record, too.
//! - Of a protected person, an organisation is told what it is told of nobody at all.
//!
//! # How an organisation asks
//!
//! An [`Organisation`] has keys and [agreements](Agreement). [`Exchange::ask`] takes its [`Question`] in one transaction: the request
//! is new, the agreement in force, the purpose and every field agreed, the volume not used up; then the least that answers it is
//! computed, recorded and counted, and a [`Receipt`] of it is signed. How questions travel is the faces' business.
//!
//! # Not here yet
//!
//! Consent, lists of many subjects, prefilled forms and a feed of changes: an agreement that names them is refused.

mod access_record;
mod agreement;
mod answer;
mod ask;
mod attribute;
mod break_glass;
mod counter;
mod derived;
mod exchange;
mod identifier;
mod nonce;
mod organisation;
mod pseudonym;
mod purpose;
mod queries;
mod question;
mod receipt;
mod refusal;
mod shipped;
mod stranger;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod verdict;

pub use access_record::{AccessKind, AccessRecord, AccessRecordError, OrganisationAccess, Told};
pub use agreement::{
    AgreedPurpose, Agreement, AgreementFault, AgreementFileError, AgreementRecordError,
    AgreementRow, Approval, Change, Difference, GuessLimits, Need, Standing, Subjects,
    SubjectsNamed, Tolerance, Volume, agreement_in_force, agreement_of_toml, agreement_record,
    agreement_resume, agreement_suspend, agreement_version, agreement_versions, agreements_newest,
    difference, faults,
};
pub use answer::{Answer, Answered, Outcome, ToldOfPerson};
pub use ask::Asking;
pub use attribute::Attribute;
pub use break_glass::{
    BREAK_GLASS_MINUTES, BreakGlass, OpenBreakGlass, break_glass_count_since, break_glass_list,
    break_glass_open, break_glass_open_of_session,
};
pub use counter::counts_remove_expired;
pub use derived::Derived;
pub use exchange::Exchange;
pub use identifier::{AgreementId, IdentifierError, OrganisationId, PurposeCode};
pub use nonce::{Nonce, NonceError, nonces_remove_expired};
pub use organisation::{
    KeyRow, KeyStanding, Organisation, OrganisationKey, OrganisationKind, organisation_by_id,
    organisation_key_add, organisation_key_by_id, organisation_key_revoke, organisation_keys,
    organisation_list, organisation_put,
};
pub use pseudonym::Pseudonyms;
pub use purpose::{Purpose, PurposeError, Reason, ReasonError};
pub use queries::{
    AccessPage, MIGRATIONS, access_record_append, access_record_by_id, access_record_ids_after,
    access_records_of_person, recomputed_commitment,
};
pub use question::{
    Asked, AttributeAnswer, CaseNumber, CaseNumberError, Claims, Question, QuestionKind,
    SubjectNamed,
};
pub use receipt::{Receipt, ReceiptError};
pub use refusal::Refusal;
pub use shipped::shipped_agreements;
pub use stranger::{StrangersRefused, stranger_refuse, strangers_refused};
pub use verdict::Verdict;
