//! What each kind of event is called, and the law it rests on.

use super::EventBody;

impl EventBody {
    /// The word that names the kind in documents, messages and metrics.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Enrolment(_) => "enrolment",
            Self::Birth(_) => "birth",
            Self::Death(_) => "death",
            Self::Marriage(_) => "marriage",
            Self::Divorce(_) => "divorce",
            Self::Annulment(_) => "annulment",
            Self::ParentRecognised(_) => "parent_recognised",
            Self::Adoption(_) => "adoption",
            Self::AdoptionEnded(_) => "adoption_ended",
            Self::Guardianship(_) => "guardianship",
            Self::GuardianshipEnded(_) => "guardianship_ended",
            Self::NameChanged(_) => "name_changed",
            Self::EthnicityDetermined(_) => "ethnicity_determined",
            Self::SexDetermined(_) => "sex_determined",
            Self::NationalityChanged(_) => "nationality_changed",
            Self::Declared(_) => "declared",
            Self::ResidenceRegistered(_) => "residence_registered",
            Self::ResidenceMoved(_) => "residence_moved",
            Self::ResidenceDeleted(_) => "residence_deleted",
            Self::TemporaryResidence(_) => "temporary_residence",
            Self::TemporaryResidenceDeleted(_) => "temporary_residence_deleted",
            Self::AbsenceDeclared(_) => "absence_declared",
            Self::AbsenceEnded(_) => "absence_ended",
            Self::StayNotified(_) => "stay_notified",
            Self::AbodeDeclared(_) => "abode_declared",
            Self::HouseholdSplit(_) => "household_split",
            Self::HouseholdMerged(_) => "household_merged",
            Self::HouseholdHeadChanged(_) => "household_head_changed",
            Self::CardIssued(_) => "card_issued",
            Self::CardRevoked(_) => "card_revoked",
            Self::MissingDeclared(_) => "missing_declared",
            Self::Returned(_) => "returned",
            Self::DuplicateMerged(_) => "duplicate_merged",
            Self::DuplicateUnmerged(_) => "duplicate_unmerged",
            Self::ProtectionOrdered(_) => "protection_ordered",
            Self::ProtectionLifted(_) => "protection_lifted",
            Self::Correction(_) => "correction",
            Self::NumberCancelled(_) => "number_cancelled",
            Self::NumberReestablished(_) => "number_reestablished",
        }
    }

    /// The law that the kind rests on when nothing narrower is named.
    pub const fn legal_basis(&self) -> &'static str {
        match self {
            Self::Enrolment(_) => "Luật Căn cước 2023, Điều 10",
            Self::Birth(_) => "Luật Hộ tịch 2014, Điều 13–16",
            Self::Death(_) => "Luật Hộ tịch 2014, Điều 32–34",
            Self::Marriage(_) => {
                "Luật Hộ tịch 2014, Điều 17–18; Luật Hôn nhân và gia đình 2014, Điều 8–9"
            }
            Self::Divorce(_) => {
                "Luật Hộ tịch 2014, Điều 30; Luật Hôn nhân và gia đình 2014, Điều 51–57"
            }
            Self::Annulment(_) => {
                "Luật Hộ tịch 2014, Điều 30; Luật Hôn nhân và gia đình 2014, Điều 10–12"
            }
            Self::ParentRecognised(_) => "Luật Hộ tịch 2014, Điều 24–25",
            Self::Adoption(_) => "Luật Nuôi con nuôi 2010, Điều 22",
            Self::AdoptionEnded(_) => "Luật Nuôi con nuôi 2010, Điều 25–27",
            Self::Guardianship(_) => {
                "Luật Hộ tịch 2014, Điều 19–21; Bộ luật Dân sự 2015, Điều 46–58"
            }
            Self::GuardianshipEnded(_) => {
                "Luật Hộ tịch 2014, Điều 22; Bộ luật Dân sự 2015, Điều 62"
            }
            Self::NameChanged(_) => {
                "Luật Hộ tịch 2014, Điều 26–28; Bộ luật Dân sự 2015, Điều 27–28"
            }
            Self::EthnicityDetermined(_) => {
                "Luật Hộ tịch 2014, Điều 46; Bộ luật Dân sự 2015, Điều 29"
            }
            Self::SexDetermined(_) => "Luật Hộ tịch 2014, Điều 46; Bộ luật Dân sự 2015, Điều 36–37",
            Self::NationalityChanged(_) => "Luật Quốc tịch Việt Nam 2008, Điều 13–33",
            Self::Declared(_) => "Luật Căn cước 2023, Điều 9–10",
            Self::ResidenceRegistered(_) => "Luật Cư trú 2020, Điều 20–22",
            Self::ResidenceMoved(_) => "Luật Cư trú 2020, Điều 22",
            Self::ResidenceDeleted(_) => "Luật Cư trú 2020, Điều 24",
            Self::TemporaryResidence(_) => "Luật Cư trú 2020, Điều 27–28",
            Self::TemporaryResidenceDeleted(_) => "Luật Cư trú 2020, Điều 29",
            Self::AbsenceDeclared(_) | Self::AbsenceEnded(_) => "Luật Cư trú 2020, Điều 31",
            Self::StayNotified(_) => "Luật Cư trú 2020, Điều 30",
            Self::AbodeDeclared(_) => "Luật Cư trú 2020, Điều 19",
            Self::HouseholdSplit(_) => "Luật Cư trú 2020, Điều 25",
            Self::HouseholdMerged(_) | Self::HouseholdHeadChanged(_) => {
                "Luật Cư trú 2020, Điều 10, 26"
            }
            Self::CardIssued(_) => "Luật Căn cước 2023, Điều 18–24",
            Self::CardRevoked(_) => "Luật Căn cước 2023, Điều 29",
            Self::MissingDeclared(_) => "Bộ luật Dân sự 2015, Điều 68–69",
            Self::Returned(_) => "Bộ luật Dân sự 2015, Điều 70, 73",
            Self::DuplicateMerged(_)
            | Self::DuplicateUnmerged(_)
            | Self::NumberCancelled(_)
            | Self::NumberReestablished(_) => {
                "Luật Căn cước 2023, Điều 12; Nghị định 70/2024/NĐ-CP, Điều 11"
            }
            Self::ProtectionOrdered(_) => "Bộ luật Tố tụng hình sự 2015, Điều 484–488",
            Self::ProtectionLifted(_) => "Bộ luật Tố tụng hình sự 2015, Điều 489",
            Self::Correction(_) => "Luật Hộ tịch 2014, Điều 26–28",
        }
    }
}
