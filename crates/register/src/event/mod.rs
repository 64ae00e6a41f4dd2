//! Civil events (sự kiện hộ tịch): what the register is made of.
//!
//! One file per kind: what it says, what must hold before it is recorded, what it changes. To add a kind, write its file after
//! `death.rs`, add it to [`EventBody`] and to the matches of `kind.rs` and `effect.rs`, and to the random lives of `tests/`.

mod abode;
mod absence;
mod adopters;
mod adoption;
mod birth;
mod card;
mod commune;
mod correction;
mod day;
mod death;
mod decision;
mod declaration;
mod determination;
mod duplicate;
mod effect;
mod enrolment;
mod guardianship;
mod household;
mod kind;
mod kinship;
mod marriage;
mod marriage_end;
mod missing;
mod name_change;
mod nationality;
mod number;
mod offspring;
mod protection;
mod recognition;
mod residence;
mod residence_deleted;
mod spouse;
mod stay;
mod temporary_residence;

use danh_vocabulary::{EventId, PersonId, Timestamp, canonical};
use serde::{Deserialize, Serialize};

pub use abode::{AbodeDeclared, AbodeError, AbodeReport};
pub use absence::{
    AbsenceDeclared, AbsenceEndReport, AbsenceEnded, AbsenceError, AbsenceGround, AbsenceReport,
};
pub use adopters::AdoptersError;
pub use adoption::{
    Adopters, AdoptionEndReport, AdoptionEnded, AdoptionError, AdoptionRegistered, AdoptionReport,
};
pub use birth::{Birth, BirthError, BirthReport, Parent};
pub use card::{CardError, CardIssued, CardReport, CardRevocationReport, CardRevoked};
pub use commune::UnknownCommune;
pub use correction::{Change, Correction, CorrectionError, CorrectionReport};
pub use day::DayError;
pub use death::{DeathError, DeathRegistered, DeathReport};
pub use decision::Decision;
pub use declaration::{ContactError, Declaration, DeclarationError, DeclarationReport, Declared};
pub use determination::{
    DeterminationError, EthnicityDetermined, EthnicityReport, SexDetermined, SexReport,
};
pub use duplicate::{Difference, DuplicateError, DuplicatePair, DuplicateReport};
pub use enrolment::{Enrolment, EnrolmentError, Origin};
pub use guardianship::{
    GuardianshipEndReport, GuardianshipEnded, GuardianshipError, GuardianshipRegistered,
    GuardianshipReport,
};
pub use household::{
    HeadReport, HouseholdChanged, HouseholdError, HouseholdMember, MemberReport, MergeReport,
    SplitReport,
};
pub use marriage::{Marriage, MarriageError, MarriageReport};
pub use marriage_end::{
    FormerSpouse, MarriageEnd, MarriageEndError, MarriageEndReport, MarriageEnded,
};
pub use missing::{CourtReport, MarriageLost, MissingDeclared, MissingError, Returned};
pub use name_change::{NameChangeError, NameChangeReport, NameChanged};
pub use nationality::{
    NationalityChange, NationalityChangeError, NationalityChanged, NationalityReport,
};
pub use number::{
    CancellationReason, NumberCancelled, NumberError, NumberReestablished, NumberReport,
};
pub use protection::{
    ProtectionEndReport, ProtectionError, ProtectionLifted, ProtectionOrdered, ProtectionReport,
};
pub use recognition::{ParentRecognised, RecognitionError, RecognitionReport};
pub use residence::{Home, ResidenceError, ResidenceMoved, ResidenceRegistered, ResidenceReport};
pub use residence_deleted::{
    DeletionReason, ResidenceDeleted, ResidenceDeletionError, ResidenceDeletionReport,
};
pub use stay::{StayError, StayNotified, StayReport};
pub use temporary_residence::{
    ExtensionReport, TemporaryResidenceDeleted, TemporaryResidenceDeletionReport,
    TemporaryResidenceError, TemporaryResidenceRegistered, TemporaryResidenceReport,
};

use crate::act::Actor;

/// One entry of the journal. Declared in the order of canonical JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Who wrote it.
    pub actor: Actor,
    /// The authority in whose name.
    pub authority: String,
    /// The law or decision it rests on.
    pub basis: String,
    /// What happened.
    pub body: EventBody,
    /// Its key. Ids ascend with time, and an event that follows another of the same person has the larger one.
    pub id: EventId,
    /// When the register came to know.
    pub recorded_at: Timestamp,
    /// Whose state it changes, and which of their events it is, counted from 1.
    pub subjects: Vec<Subject>,
}

impl Event {
    /// The canonical JSON (RFC 8785) that is stored, committed to and hashed.
    pub fn to_document(&self) -> String {
        self.write_document(&mut canonical::Writer::default())
            .to_owned()
    }

    /// [`Event::to_document`], for one event after another.
    pub(crate) fn write_document<'w>(&self, writer: &'w mut canonical::Writer) -> &'w str {
        let written = writer.write(self);
        written.expect("an event holds text, small numbers and booleans only")
    }
}

/// A person whose state an event changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// The person.
    pub person: PersonId,
    /// The number of this event among theirs, counted from 1: the version of the state it leads to.
    pub version: u32,
}

/// What happened, by kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventBody {
    /// Taken over from an earlier file.
    Enrolment(Box<Enrolment>),
    /// Đăng ký khai sinh.
    Birth(Box<Birth>),
    /// Đăng ký khai tử.
    Death(DeathRegistered),
    /// Đăng ký kết hôn.
    Marriage(Marriage),
    /// Ly hôn.
    Divorce(MarriageEnded),
    /// Huỷ việc kết hôn trái pháp luật.
    Annulment(MarriageEnded),
    /// Đăng ký nhận cha, mẹ, con.
    ParentRecognised(ParentRecognised),
    /// Đăng ký nuôi con nuôi.
    Adoption(AdoptionRegistered),
    /// Chấm dứt việc nuôi con nuôi.
    AdoptionEnded(AdoptionEnded),
    /// Đăng ký giám hộ.
    Guardianship(GuardianshipRegistered),
    /// Đăng ký chấm dứt giám hộ.
    GuardianshipEnded(GuardianshipEnded),
    /// Thay đổi họ, chữ đệm, tên.
    NameChanged(NameChanged),
    /// Xác định lại dân tộc.
    EthnicityDetermined(EthnicityDetermined),
    /// Xác định lại giới tính.
    SexDetermined(SexDetermined),
    /// Thay đổi quốc tịch.
    NationalityChanged(NationalityChanged),
    /// Cập nhật thông tin theo khai báo.
    Declared(Declared),
    /// Đăng ký thường trú.
    ResidenceRegistered(ResidenceRegistered),
    /// Thay đổi nơi thường trú.
    ResidenceMoved(ResidenceMoved),
    /// Xoá đăng ký thường trú.
    ResidenceDeleted(ResidenceDeleted),
    /// Đăng ký, gia hạn tạm trú.
    TemporaryResidence(TemporaryResidenceRegistered),
    /// Xoá đăng ký tạm trú.
    TemporaryResidenceDeleted(TemporaryResidenceDeleted),
    /// Khai báo tạm vắng.
    AbsenceDeclared(AbsenceDeclared),
    /// Kết thúc tạm vắng.
    AbsenceEnded(AbsenceEnded),
    /// Thông báo lưu trú.
    StayNotified(StayNotified),
    /// Khai báo nơi ở hiện tại.
    AbodeDeclared(AbodeDeclared),
    /// Tách hộ.
    HouseholdSplit(HouseholdChanged),
    /// Nhập hộ.
    HouseholdMerged(HouseholdChanged),
    /// Thay đổi chủ hộ.
    HouseholdHeadChanged(HouseholdChanged),
    /// Cấp thẻ căn cước.
    CardIssued(CardIssued),
    /// Thu hồi thẻ căn cước.
    CardRevoked(CardRevoked),
    /// Tuyên bố mất tích.
    MissingDeclared(MissingDeclared),
    /// Huỷ bỏ tuyên bố mất tích, tuyên bố chết.
    Returned(Returned),
    /// Hợp nhất hồ sơ trùng.
    DuplicateMerged(DuplicatePair),
    /// Tách hồ sơ hợp nhất nhầm.
    DuplicateUnmerged(DuplicatePair),
    /// Áp dụng biện pháp bảo vệ.
    ProtectionOrdered(ProtectionOrdered),
    /// Chấm dứt biện pháp bảo vệ.
    ProtectionLifted(ProtectionLifted),
    /// Cải chính.
    Correction(Correction),
    /// Huỷ số định danh cá nhân.
    NumberCancelled(NumberCancelled),
    /// Xác lập lại số định danh cá nhân.
    NumberReestablished(NumberReestablished),
}
