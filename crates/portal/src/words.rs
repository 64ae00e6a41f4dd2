//! Words of the field that several pages share, each value with its message.

use danh_register::{CancellationReason, EventBody, MaritalStatus, Relationship};
use danh_vocabulary::{Sex, UnitLevel};

use crate::messages::Key;

/// Nam, nữ.
pub const fn sex(sex: Sex) -> Key {
    match sex {
        Sex::Female => Key("word-female"),
        Sex::Male => Key("word-male"),
    }
}

/// The level of an administrative unit.
pub const fn unit_level(level: UnitLevel) -> Key {
    match level {
        UnitLevel::Province => Key("unit-level-province"),
        UnitLevel::District => Key("unit-level-district"),
        UnitLevel::Commune => Key("unit-level-commune"),
    }
}

/// What a member is to the head of the household.
pub const fn relationship(relationship: Relationship) -> Key {
    match relationship {
        Relationship::Head => Key("relationship-head"),
        Relationship::Spouse => Key("relationship-spouse"),
        Relationship::Child => Key("relationship-child"),
        Relationship::Parent => Key("relationship-parent"),
        Relationship::Sibling => Key("relationship-sibling"),
        Relationship::Other => Key("relationship-other"),
    }
}

/// Tình trạng hôn nhân.
pub const fn marital_status(status: &MaritalStatus) -> Key {
    match status {
        MaritalStatus::Unknown => Key("word-not-recorded"),
        MaritalStatus::Single => Key("marital-single"),
        MaritalStatus::Married { .. } => Key("marital-married"),
        MaritalStatus::Widowed { .. } => Key("marital-widowed"),
        MaritalStatus::Divorced => Key("marital-divorced"),
    }
}

/// Why a personal number was cancelled.
pub const fn cancellation_reason(reason: CancellationReason) -> Key {
    match reason {
        CancellationReason::SexDetermined => Key("cancelled-sex-determined"),
        CancellationReason::BirthYearCorrected => Key("cancelled-birth-year-corrected"),
        CancellationReason::GivenInError => Key("cancelled-given-in-error"),
        CancellationReason::ForgedPapers => Key("cancelled-forged-papers"),
    }
}

/// Whether an event was withdrawn.
pub const fn validity(withdrawn: bool) -> Key {
    if withdrawn {
        Key("event-withdrawn")
    } else {
        Key("event-in-force")
    }
}

/// The kind of a civil event.
pub const fn event(body: &EventBody) -> Key {
    match body {
        EventBody::Enrolment(_) => Key("event-enrolment"),
        EventBody::Birth(_) => Key("event-birth"),
        EventBody::Death(_) => Key("event-death"),
        EventBody::Marriage(_) => Key("event-marriage"),
        EventBody::ResidenceRegistered(_) => Key("event-residence-registered"),
        EventBody::ResidenceMoved(_) => Key("event-residence-moved"),
        EventBody::Correction(_) => Key("event-correction"),
        EventBody::NumberCancelled(_) => Key("event-number-cancelled"),
        EventBody::NumberReestablished(_) => Key("event-number-reestablished"),
        EventBody::Divorce(_) => Key("event-divorce"),
        EventBody::Annulment(_) => Key("event-annulment"),
        EventBody::ParentRecognised(_) => Key("event-parent-recognised"),
        EventBody::Adoption(_) => Key("event-adoption"),
        EventBody::AdoptionEnded(_) => Key("event-adoption-ended"),
        EventBody::Guardianship(_) => Key("event-guardianship"),
        EventBody::GuardianshipEnded(_) => Key("event-guardianship-ended"),
        EventBody::NameChanged(_) => Key("event-name-changed"),
        EventBody::EthnicityDetermined(_) => Key("event-ethnicity-determined"),
        EventBody::SexDetermined(_) => Key("event-sex-determined"),
        EventBody::NationalityChanged(_) => Key("event-nationality-changed"),
        EventBody::Declared(_) => Key("event-declared"),
        EventBody::ResidenceDeleted(_) => Key("event-residence-deleted"),
        EventBody::TemporaryResidence(_) => Key("event-temporary-residence"),
        EventBody::TemporaryResidenceDeleted(_) => Key("event-temporary-residence-deleted"),
        EventBody::AbsenceDeclared(_) => Key("event-absence-declared"),
        EventBody::AbsenceEnded(_) => Key("event-absence-ended"),
        EventBody::StayNotified(_) => Key("event-stay-notified"),
        EventBody::AbodeDeclared(_) => Key("event-abode-declared"),
        EventBody::HouseholdSplit(_) => Key("event-household-split"),
        EventBody::HouseholdMerged(_) => Key("event-household-merged"),
        EventBody::HouseholdHeadChanged(_) => Key("event-household-head-changed"),
        EventBody::CardIssued(_) => Key("event-card-issued"),
        EventBody::CardRevoked(_) => Key("event-card-revoked"),
        EventBody::MissingDeclared(_) => Key("event-missing-declared"),
        EventBody::Returned(_) => Key("event-returned"),
        EventBody::DuplicateMerged(_) => Key("event-duplicate-merged"),
        EventBody::DuplicateUnmerged(_) => Key("event-duplicate-unmerged"),
        EventBody::ProtectionOrdered(_) => Key("event-protection-ordered"),
        EventBody::ProtectionLifted(_) => Key("event-protection-lifted"),
    }
}

/// What somebody is to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Cha.
    Father,
    /// Mẹ.
    Mother,
    /// Vợ hoặc chồng.
    Spouse,
    /// Vợ hoặc chồng đã mất.
    LateSpouse,
    /// Con.
    Child,
    /// Cha nuôi.
    AdoptiveFather,
    /// Mẹ nuôi.
    AdoptiveMother,
    /// Cha đẻ, where there is an adoptive parent.
    BirthFather,
    /// Mẹ đẻ, where there is an adoptive parent.
    BirthMother,
    /// Người giám hộ.
    Guardian,
    /// Người được giám hộ.
    Ward,
}

impl Relation {
    /// The word for it.
    pub const fn key(self) -> Key {
        match self {
            Self::Father => Key("relation-father"),
            Self::Mother => Key("relation-mother"),
            Self::Spouse => Key("relation-spouse"),
            Self::LateSpouse => Key("relation-late-spouse"),
            Self::Child => Key("relation-child"),
            Self::AdoptiveFather => Key("relation-adoptive-father"),
            Self::AdoptiveMother => Key("relation-adoptive-mother"),
            Self::BirthFather => Key("relation-birth-father"),
            Self::BirthMother => Key("relation-birth-mother"),
            Self::Guardian => Key("relation-guardian"),
            Self::Ward => Key("relation-ward"),
        }
    }
}
