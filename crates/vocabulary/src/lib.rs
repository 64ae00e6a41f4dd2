//! The value types of the field: parsed once at the edge, correct ever after.
//!
//! Whoever holds a [`PersonalNumber`] holds twelve digits, whoever holds a [`Name`] holds a
//! normalised text that can stand on a certificate. Nothing here reads a file, a clock or a
//! random source; the tables (province prefixes, ethnic groups, countries ...) are the files of
//! `data/vn/`, compiled in.
//!
//! Every type that stands for a piece of text is alike: [`FromStr`](std::str::FromStr) parses
//! it and its error says what is wrong, [`Display`](std::fmt::Display) writes it back, serde
//! reads and writes that same text.
//!
//! What is a person's is not shown by `Debug` (numbers, addresses), so that no log line holds it
//! by accident. What the law leaves open or a table may not list is not an error but a finding
//! ([`PersonalNumber::check_against`], [`HealthInsuranceCard::findings`]). Text in the encodings
//! of before Unicode is recognised by [`TextEvidence`] and made Unicode by [`LegacyEncoding`].
//!
//! ```
//! use danh_vocabulary::{Name, NumberFinding, PartialDate, PersonalNumber, Sex};
//!
//! let number: PersonalNumber = "001196000123".parse()?;
//! assert_eq!((number.sex(), number.birth_year()), (Sex::Female, 1996));
//!
//! // A number and a birth date can disagree. That is a finding for a registrar, not an error.
//! let born: PartialDate = "1995-03-15".parse()?;
//! assert_eq!(
//!     number.check_against(born, Sex::Female),
//!     [NumberFinding::BirthYear { in_number: 1996, on_record: 1995 }],
//! );
//!
//! let name: Name = "Lý Thị Thúy".parse()?;
//! assert_eq!(name.folded(), danh_vocabulary::fold("LÍ THỊ THUÝ"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod text;

mod blood_group;
pub mod canonical;
mod clock;
mod cmnd;
mod collation;
mod document_number;
mod electricity_customer_code;
mod email_address;
mod entropy;
mod ethnicity;
mod folding;
mod health_insurance_card;
mod id_source;
mod ids;
mod legacy;
mod marital_status;
mod name;
mod nationality;
mod number_prefix;
mod partial_date;
mod personal_number;
mod phone_number;
mod religion;
mod sex;
mod short_text;
mod social_insurance_number;
mod student_code;
mod syllable;
mod tax_code;
mod timestamp;
mod unit_code;

pub use blood_group::{Abo, BloodGroup, BloodGroupError, Rhesus};
pub use clock::{Clock, ManualClock};
pub use cmnd::{Cmnd, CmndError};
pub use collation::CollationKey;
pub use document_number::{DocumentNumber, DocumentNumberError};
pub use electricity_customer_code::{
    ElectricityCustomerCode, ElectricityCustomerCodeError, PowerCorporation,
};
pub use email_address::{EmailAddress, EmailAddressError};
pub use entropy::{Entropy, SeededEntropy};
pub use ethnicity::{Ethnicity, EthnicityError};
pub use folding::{fold, i_for_y, place_tones};
pub use health_insurance_card::{
    BenefitLevel, HealthInsuranceCard, HealthInsuranceCardError, HealthInsuranceFinding,
    InsuredGround,
};
pub use id_source::{IdBlock, IdSource};
pub use ids::{
    AccessRecordId, AppointmentId, DraftId, EventId, HouseholdId, IdError, LinkDecisionId,
    OfficerId, PersonId, ProposalId, SyncRunId,
};
pub use legacy::{LegacyEncoding, LegacyEncodingError, Recognition, TextEvidence, TextForm, widen};
pub use marital_status::{MaritalStatus, MaritalStatusError};
pub use name::{Name, NameError, NameOrder, NameParts};
pub use nationality::{Nationality, NationalityError};
pub use number_prefix::{
    NumberOrigin, NumberPrefix, NumberPrefixError, ProvincePrefix, province_prefixes,
};
pub use partial_date::{PartialDate, PartialDateError};
pub use personal_number::{ComposeError, NumberFinding, PersonalNumber, PersonalNumberError};
pub use phone_number::{PhoneNumber, PhoneNumberError};
pub use religion::{Religion, ReligionError};
pub use sex::{Sex, SexError};
pub use short_text::ShortText;
pub use social_insurance_number::{SocialInsuranceNumber, SocialInsuranceNumberError};
pub use student_code::{StudentCode, StudentCodeError};
pub use tax_code::{DependentUnitNumber, TaxCode, TaxCodeError, TaxpayerNumber};
pub use timestamp::{Timestamp, TimestampError};
pub use unit_code::{UnitCode, UnitCodeError, UnitLevel};
