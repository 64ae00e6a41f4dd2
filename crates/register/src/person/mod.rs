//! What the register knows of a person: the state that folding their events gives.

mod attribute;
mod card;
mod card_law;
mod card_serial;
mod family;
mod field_group;
mod identity;
mod places;
mod protection;
mod residence;
mod residence_kinds;
mod state;

pub use attribute::{Attribute, Contact, SealedText};
pub use card::{CardKind, IdentityCard, Revocation, RevocationReason};
pub use card_serial::{CardSerial, CardSerialError};
pub use family::{Adoption, Guardianship, GuardianshipGround};
pub use field_group::FieldGroup;
pub use identity::{Identity, Relative};
pub use places::{PlaceKind, PresentPlace};
pub use protection::{Protection, Viewer};
pub use residence::{Relationship, Residence};
pub use residence_kinds::{Abode, Absence, Stay, TemporaryResidence};
pub use state::{Death, HeldNumber, MaritalStatus, Missing, PersonState};
