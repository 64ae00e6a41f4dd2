//! The population register: persons, civil events, and the journal they are written in.
//!
//! The journal is the truth. An [`Event`] says what happened, who wrote it, in whose name and on which legal basis; the
//! [`PersonState`] of a person is what [`fold`](fold()) makes of their events, on any day and as known at any instant.
//! An event, its salted commitment for the ledger, and the new states are written in one transaction.
//!
//! ```
//! # use std::sync::Arc;
//! # use danh_store::{Store, StoreConfig};
//! use danh_directory::Directory;
//! use danh_register::{Actor, BirthReport, MIGRATIONS, Register, View};
//! use danh_vocabulary::{IdSource, ManualClock, Nationality, PersonalNumber, SeededEntropy, Sex};
//!
//! # let folder = tempfile::tempdir()?;
//! # let config = StoreConfig::sqlite(folder.path().join("danh.db"));
//! let store = Store::open(&config, &[danh_ledger::MIGRATIONS, MIGRATIONS])?;
//! let clock = Arc::new(ManualClock::new("2024-06-01T08:00:00.000000Z".parse()?));
//! let ids = Arc::new(IdSource::new(clock.clone(), 0));
//! let entropy = Arc::new(SeededEntropy::new(7));
//! let register = Register::new(Arc::new(Directory::embedded()), ids, entropy, clock);
//!
//! let act = register.act(Actor::Program("example".into()), "ubnd:00004")?;
//! let report = BirthReport {
//!     name: "Nguyễn Thị Mai".parse()?,
//!     sex: Sex::Female,
//!     born: "2024-05-20".parse()?,
//!     birth_unit: "00004".parse()?,
//!     origin_unit: None,
//!     ethnicity: None,
//!     nationalities: vec![Nationality::VIET_NAM],
//!     father: None,
//!     mother: None,
//!     registered_in: "00004".parse()?,
//! };
//! let desk = register.clone();
//! let recorded = store.write(move |tx| desk.register_birth(tx, &act, report.clone())).wait()?;
//!
//! let child = recorded.subjects[0].person;
//! let state = store.read(move |tx| danh_register::person_as_of(tx, child, View::PRESENT)).wait()?;
//! let number: PersonalNumber = state.and_then(|state| state.number()).expect("a child has a number");
//! assert!(number.as_str().starts_with("001324"), "Hà Nội, a girl of this century, 2024");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What always holds
//!
//! - The register knows nothing of HTTP, forms, agencies or what people may see. It keeps what is true.
//! - Nothing is updated in the journal and nothing is deleted from it.
//! - Every table but `journal` and the place of unfinished imports can be rebuilt from `journal`: see [`rebuild`].
//! - Who changes a person says which version of them they saw ([`Seen`]); if it is no longer the last, they get
//!   [`SubjectError::Conflict`] and nothing is written.

mod act;
mod allocation;
mod birth_spacing;
mod book;
mod duplicates;
mod enrol;
mod event;
pub mod export;
mod facts;
mod fold;
mod folding;
mod former_households;
mod household_as_of;
pub mod import;
mod index;
pub mod indexing;
mod journal;
mod keyed;
mod known_names;
mod numbers;
mod person;
pub mod person_queries;
pub mod rebuild;
mod record;
mod register;
mod schema;
mod search;
mod subject;
mod timeline;

pub use act::{Act, ActError, Actor, ActorError};
pub use allocation::AllocationError;
pub use book::{Book, BookEntry, BookPage, book_entries};
pub use duplicates::{
    DuplicateReason, NameOnADay, Suspect, SuspectedPair, duplicates_of, suspected_pairs,
};
pub use enrol::{EnrolledPerson, PreparedEnrolment, enrol_many};
pub use event::{
    AbodeDeclared, AbodeError, AbodeReport, AbsenceDeclared, AbsenceEndReport, AbsenceEnded,
    AbsenceError, AbsenceGround, AbsenceReport, Adopters, AdoptersError, AdoptionEndReport,
    AdoptionEnded, AdoptionError, AdoptionRegistered, AdoptionReport, Birth, BirthError,
    BirthReport, CancellationReason, CardError, CardIssued, CardReport, CardRevocationReport,
    CardRevoked, Change, ContactError, Correction, CorrectionError, CorrectionReport, CourtReport,
    DayError, DeathError, DeathRegistered, DeathReport, Decision, Declaration, DeclarationError,
    DeclarationReport, Declared, DeletionReason, DeterminationError, Difference, DuplicateError,
    DuplicatePair, DuplicateReport, Enrolment, EnrolmentError, EthnicityDetermined,
    EthnicityReport, Event, EventBody, ExtensionReport, FormerSpouse, GuardianshipEndReport,
    GuardianshipEnded, GuardianshipError, GuardianshipRegistered, GuardianshipReport, HeadReport,
    Home, HouseholdChanged, HouseholdError, HouseholdMember, Marriage, MarriageEnd,
    MarriageEndError, MarriageEndReport, MarriageEnded, MarriageError, MarriageLost,
    MarriageReport, MemberReport, MergeReport, MissingDeclared, MissingError, NameChangeError,
    NameChangeReport, NameChanged, NationalityChange, NationalityChangeError, NationalityChanged,
    NationalityReport, NumberCancelled, NumberError, NumberReestablished, NumberReport, Origin,
    Parent, ParentRecognised, ProtectionEndReport, ProtectionError, ProtectionLifted,
    ProtectionOrdered, ProtectionReport, RecognitionError, RecognitionReport, ResidenceDeleted,
    ResidenceDeletionError, ResidenceDeletionReport, ResidenceError, ResidenceMoved,
    ResidenceRegistered, ResidenceReport, Returned, SexDetermined, SexReport, SplitReport,
    StayError, StayNotified, StayReport, Subject, TemporaryResidenceDeleted,
    TemporaryResidenceDeletionReport, TemporaryResidenceError, TemporaryResidenceRegistered,
    TemporaryResidenceReport, UnknownCommune,
};
pub use fold::{FoldError, View, fold};
pub use household_as_of::household_members_as_of;
pub use journal::{
    JournalError, event_by_id, event_commitment, event_ids_after, events_by_ids, events_of_person,
    recomputed_commitment,
};
pub use person::{
    Abode, Absence, Adoption, Attribute, CardKind, CardSerial, CardSerialError, Contact, Death,
    FieldGroup, Guardianship, GuardianshipGround, HeldNumber, Identity, IdentityCard,
    MaritalStatus, Missing, PersonState, PlaceKind, PresentPlace, Protection, Relationship,
    Relative, Residence, Revocation, RevocationReason, SealedText, Stay, TemporaryResidence,
    Viewer,
};
pub use person_queries::person_as_of;
pub use record::Recorded;
pub use register::Register;
pub use schema::MIGRATIONS;
pub use search::{
    DateFit, Found, FoundBy, FoundPerson, Match, NameDifference, Residents, Search, SearchPage,
    search,
};
pub use subject::{Seen, SubjectError};
pub use timeline::{TimelineEntry, timeline};
