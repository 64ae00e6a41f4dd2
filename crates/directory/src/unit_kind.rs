//! The kinds of administrative unit (Law on the Organisation of Local Government 2015, article
//! 2; since 2025, article 1 of the law of that year, which knows no districts).

use std::fmt;
use std::str::FromStr;

use danh_vocabulary::UnitLevel;

/// What kind of unit it is. A name is always read with it: Thành phố Hà Nội, Phường 12.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnitKind {
    /// Tỉnh.
    Province,
    /// Thành phố trực thuộc trung ương.
    CentralCity,
    /// Quận.
    UrbanDistrict,
    /// Huyện.
    RuralDistrict,
    /// Thị xã.
    Town,
    /// Thành phố thuộc tỉnh, thành phố thuộc thành phố trực thuộc trung ương.
    DistrictCity,
    /// Phường.
    Ward,
    /// Xã.
    Commune,
    /// Thị trấn.
    Township,
    /// Đặc khu.
    SpecialZone,
}

/// Why a text is not a kind of unit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no kind of unit is called `{input}`")]
pub struct UnitKindError {
    /// What was given.
    pub input: String,
}

impl UnitKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Province,
        Self::CentralCity,
        Self::UrbanDistrict,
        Self::RuralDistrict,
        Self::Town,
        Self::DistrictCity,
        Self::Ward,
        Self::Commune,
        Self::Township,
        Self::SpecialZone,
    ];

    /// As the tables write it, as in `thanh-pho-trung-uong`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Province => "tinh",
            Self::CentralCity => "thanh-pho-trung-uong",
            Self::UrbanDistrict => "quan",
            Self::RuralDistrict => "huyen",
            Self::Town => "thi-xa",
            Self::DistrictCity => "thanh-pho",
            Self::Ward => "phuong",
            Self::Commune => "xa",
            Self::Township => "thi-tran",
            Self::SpecialZone => "dac-khu",
        }
    }

    /// As it stands before a name, as in `Thành phố`.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Province => "Tỉnh",
            Self::CentralCity | Self::DistrictCity => "Thành phố",
            Self::UrbanDistrict => "Quận",
            Self::RuralDistrict => "Huyện",
            Self::Town => "Thị xã",
            Self::Ward => "Phường",
            Self::Commune => "Xã",
            Self::Township => "Thị trấn",
            Self::SpecialZone => "Đặc khu",
        }
    }

    /// As it stands after a name in English, as in `City`.
    pub const fn english(self) -> &'static str {
        match self {
            Self::Province => "Province",
            Self::CentralCity | Self::DistrictCity => "City",
            Self::UrbanDistrict => "Urban District",
            Self::RuralDistrict => "Rural District",
            Self::Town => "Town",
            Self::Ward => "Ward",
            Self::Commune => "Commune",
            Self::Township => "Township",
            Self::SpecialZone => "Special Zone",
        }
    }

    /// The level on which units of this kind stand.
    pub const fn level(self) -> UnitLevel {
        match self {
            Self::Province | Self::CentralCity => UnitLevel::Province,
            Self::UrbanDistrict | Self::RuralDistrict | Self::Town | Self::DistrictCity => {
                UnitLevel::District
            }
            Self::Ward | Self::Commune | Self::Township | Self::SpecialZone => UnitLevel::Commune,
        }
    }
}

impl FromStr for UnitKind {
    type Err = UnitKindError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| UnitKindError {
                input: text.to_owned(),
            })
    }
}

impl fmt::Display for UnitKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_comes_back() {
        for kind in UnitKind::ALL {
            assert_eq!(kind.to_string().parse(), Ok(kind));
        }
        assert!("Phường".parse::<UnitKind>().is_err());
    }
}
