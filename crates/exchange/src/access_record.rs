//! The record of one disclosure, or of one that was refused.

use danh_register::Actor;
use danh_store::StoreError;
use danh_vocabulary::{AccessRecordId, AppointmentId, PersonId, Timestamp, canonical};
use serde::{Deserialize, Serialize};

use crate::purpose::Purpose;

/// That somebody was told something about persons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccessRecord {
    /// Its key. Ids ascend with time.
    pub id: AccessRecordId,
    /// When it was told.
    pub at: Timestamp,
    /// Who was told.
    pub actor: Actor,
    /// In whose name they asked, by its id in the directory.
    pub authority: String,
    /// Under which appointment, where an officer asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment: Option<AppointmentId>,
    /// Whether something was told, and if so, as what kind of access.
    #[serde(default, skip_serializing_if = "AccessKind::is_disclosure")]
    pub kind: AccessKind,
    /// What for.
    pub purpose: Purpose,
    /// The law that lets them ask.
    pub basis: String,
    /// What was told; of a refusal, what would have been.
    pub told: Vec<Told>,
    /// About whom; nobody, when a search found nobody.
    pub persons: Vec<PersonId>,
    /// What is on record besides of an organisation's question; records of before there were any say nothing of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationAccess>,
}

/// What is on record of an organisation's question, whether it was answered or refused. It names fields, never what they hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationAccess {
    /// The id of the agreement under which it asked, in the words of the question.
    pub agreement: String,
    /// The version that was in force; none where none was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// The number that the asker gives the case for which it asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// The fields that were told or compared; of a refusal, those that were asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// Why it was refused: a stable code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<String>,
}

/// What an access was.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum AccessKind {
    /// Something was told within the jurisdiction of who asked, or by a search, which tells the least of everybody else.
    #[default]
    Disclosure,
    /// Nothing was told: the person lies outside the jurisdiction of who asked.
    RefusedOutsideJurisdiction,
    /// Nothing was told yet: who asked opened an emergency reading of one person, for the reason that stands as purpose.
    BreakGlassOpened,
    /// Something was told outside the jurisdiction, by an emergency reading.
    BreakGlass,
    /// Nothing was told: an organisation asked what its agreement does not let it know, or asked amiss.
    RefusedToOrganisation,
}

impl AccessKind {
    /// Whether it is the ordinary kind, of which a document says nothing.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands over a reference"
    )]
    const fn is_disclosure(&self) -> bool {
        matches!(self, Self::Disclosure)
    }
}

/// A kind of thing that can be told about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// That the person is in the register, with what tells them apart from others.
    SearchResult,
    /// The state of the person in one view.
    Person,
    /// The events of the person's life.
    History,
    /// Who the person is: name, number, birth, nationality and the like.
    Summary,
    /// The person's relatives and who lives with them.
    Family,
    /// Where the person lives and lived.
    Residence,
    /// The numbers and cards that the person holds and held.
    Documents,
    /// A line of a register book: that an event of the person was registered, of which kind, on which day.
    BookEntry,
    /// Who was told about the person.
    AccessRecords,
    /// Persons as rows of a file.
    Export,
    /// Whether what an organisation said of the person is so.
    Verification,
    /// Fields of the person, which the record names.
    Attributes,
    /// What follows from the person's data, such as being of age, and not the data.
    Derived,
}

/// Why an access record could not be read.
#[derive(Debug, thiserror::Error)]
pub enum AccessRecordError {
    /// The row is not a record.
    #[error("access record {id} cannot be read: {detail}")]
    Unreadable {
        /// Its key.
        id: AccessRecordId,
        /// What is wrong with it.
        detail: String,
    },
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl AccessRecord {
    /// The law under which the register is read by those who keep it.
    pub const BASIS_OF_KEEPERS: &'static str = "Luật Căn cước 2023, Điều 10";

    /// The canonical JSON (RFC 8785) that is stored and committed to.
    pub fn to_document(&self) -> String {
        canonical::to_string(self).expect("an access record holds text only")
    }
}
