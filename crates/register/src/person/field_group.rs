//! The 26 groups of information that the law has the population register keep (Law on Identification 2023, art. 9).

use super::{MaritalStatus, PersonState};

/// One of the groups; its number is the point of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum FieldGroup {
    /// Họ, chữ đệm và tên khai sinh.
    Name = 1,
    /// Tên gọi khác.
    OtherNames = 2,
    /// Số định danh cá nhân.
    Number = 3,
    /// Ngày, tháng, năm sinh.
    Born = 4,
    /// Giới tính.
    Sex = 5,
    /// Nơi sinh.
    BirthPlace = 6,
    /// Nơi đăng ký khai sinh.
    BirthRegisteredIn = 7,
    /// Quê quán.
    Origin = 8,
    /// Dân tộc.
    Ethnicity = 9,
    /// Tôn giáo.
    Religion = 10,
    /// Quốc tịch.
    Nationality = 11,
    /// Nhóm máu.
    BloodGroup = 12,
    /// Số chứng minh nhân dân 09 số.
    FormerCards = 13,
    /// Ngày cấp, nơi cấp, thời hạn sử dụng của các thẻ đã được cấp.
    Cards = 14,
    /// Cha, mẹ, vợ, chồng, con, người đại diện hợp pháp, người được đại diện.
    Relatives = 15,
    /// Nơi thường trú.
    PermanentResidence = 16,
    /// Nơi tạm trú.
    TemporaryResidence = 17,
    /// Nơi ở hiện tại.
    PresentPlace = 18,
    /// Tình trạng khai báo tạm vắng.
    Absence = 19,
    /// Số hồ sơ cư trú.
    ResidenceFile = 20,
    /// Tình trạng hôn nhân.
    MaritalStatus = 21,
    /// Mối quan hệ với chủ hộ.
    HouseholdRelationship = 22,
    /// Chủ hộ và các thành viên hộ gia đình.
    HouseholdMembers = 23,
    /// Ngày, tháng, năm chết hoặc mất tích.
    DeathOrMissing = 24,
    /// Số thuê bao di động, địa chỉ thư điện tử.
    Contact = 25,
    /// Thông tin khác theo quy định của Chính phủ: nghề nghiệp.
    Other = 26,
}

impl FieldGroup {
    /// All groups in the order of the article.
    pub const ALL: [Self; 26] = [
        Self::Name,
        Self::OtherNames,
        Self::Number,
        Self::Born,
        Self::Sex,
        Self::BirthPlace,
        Self::BirthRegisteredIn,
        Self::Origin,
        Self::Ethnicity,
        Self::Religion,
        Self::Nationality,
        Self::BloodGroup,
        Self::FormerCards,
        Self::Cards,
        Self::Relatives,
        Self::PermanentResidence,
        Self::TemporaryResidence,
        Self::PresentPlace,
        Self::Absence,
        Self::ResidenceFile,
        Self::MaritalStatus,
        Self::HouseholdRelationship,
        Self::HouseholdMembers,
        Self::DeathOrMissing,
        Self::Contact,
        Self::Other,
    ];

    /// The point of article 9.
    pub const fn point(self) -> u8 {
        self as u8
    }

    /// Whether the register holds anything of the group for a person. Children, and the other members of a household, stand in
    /// their own records; they count here by what leads to them.
    pub fn is_recorded_in(self, state: &PersonState) -> bool {
        let identity = &state.identity;
        match self {
            Self::Name | Self::Born | Self::Sex => true,
            Self::OtherNames => !identity.other_names.is_empty(),
            Self::Number => !state.numbers.is_empty(),
            Self::BirthPlace => identity.birth_place.is_some(),
            Self::BirthRegisteredIn => identity.birth_registered_in.is_some(),
            Self::Origin => identity.origin.is_some(),
            Self::Ethnicity => identity.ethnicity.is_some(),
            Self::Religion => identity.religion.is_some(),
            Self::Nationality => !identity.nationalities.is_empty(),
            Self::BloodGroup => identity.blood_group.is_some(),
            Self::FormerCards => !identity.former_cards.is_empty(),
            Self::Cards => !state.cards.is_empty(),
            Self::Relatives => {
                let spouse = matches!(
                    &state.marital,
                    MaritalStatus::Married {
                        spouse: Some(_),
                        ..
                    } | MaritalStatus::Widowed { spouse: Some(_) }
                );
                let parents = state.legal_parents().iter().any(Option::is_some);
                spouse || parents || !state.guardians.is_empty() || !state.wards.is_empty()
            }
            Self::PermanentResidence | Self::HouseholdRelationship | Self::HouseholdMembers => {
                state.residence.is_some()
            }
            Self::TemporaryResidence => state.temporary_residence.is_some(),
            Self::PresentPlace => {
                state.residence.is_some()
                    || state.temporary_residence.is_some()
                    || state.abode.is_some()
            }
            Self::Absence => state.absence.is_some(),
            Self::ResidenceFile => state.residence_file.is_some(),
            Self::MaritalStatus => state.marital != MaritalStatus::Unknown,
            Self::DeathOrMissing => state.death.is_some() || state.missing.is_some(),
            Self::Contact => !state.contact.is_empty(),
            Self::Other => identity.occupation.is_some(),
        }
    }
}
