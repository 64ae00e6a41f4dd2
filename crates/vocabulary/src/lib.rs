//! The value types of the field: parsed once at the edge, correct ever after.
//!
//! Whoever holds a [`PersonalNumber`] holds twelve digits, whoever holds a [`Name`] holds a
//! normalised text that can stand on a certificate. Nothing here reads a file, a clock or a
//! random source; the tables (province prefixes, century digits, ethnic groups) are the files
//! of `data/vn/`, compiled in.
//!
//! Every type that stands for a piece of text is alike: [`FromStr`](std::str::FromStr) parses
//! it and its error says what is wrong, [`Display`](std::fmt::Display) writes it back, serde
//! reads and writes that same text.
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

pub mod canonical;
mod clock;
mod cmnd;
mod entropy;
mod ethnicity;
mod folding;
mod id_source;
mod ids;
mod name;
mod number_prefix;
mod partial_date;
mod personal_number;
mod sex;
mod timestamp;
mod unit_code;

pub use clock::{Clock, ManualClock};
pub use cmnd::{Cmnd, CmndError};
pub use entropy::{Entropy, SeededEntropy};
pub use ethnicity::{Ethnicity, EthnicityError};
pub use folding::fold;
pub use id_source::IdSource;
pub use ids::{AccessRecordId, AppointmentId, EventId, HouseholdId, IdError, OfficerId, PersonId};
pub use name::{Name, NameError, NameParts};
pub use number_prefix::{
    NumberOrigin, NumberPrefix, NumberPrefixError, ProvincePrefix, province_prefixes,
};
pub use partial_date::{PartialDate, PartialDateError};
pub use personal_number::{ComposeError, NumberFinding, PersonalNumber, PersonalNumberError};
pub use sex::{Sex, SexError};
pub use timestamp::{Timestamp, TimestampError};
pub use unit_code::{UnitCode, UnitCodeError, UnitLevel};
