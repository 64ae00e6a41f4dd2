//! Words that several pages share: the field's own, each a small enum with its message.

use crate::messages::Key;

/// A person's sex, as registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    /// Nữ.
    Female,
    /// Nam.
    Male,
}

impl Sex {
    /// The word for it.
    pub const fn key(self) -> Key {
        match self {
            Self::Female => Key("word-female"),
            Self::Male => Key("word-male"),
        }
    }
}

/// A kind of residence (Law on Residence 2020, articles 2, 20, 27, 30, 31).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResidenceKind {
    /// Thường trú.
    Permanent,
    /// Tạm trú.
    Temporary,
}

impl ResidenceKind {
    /// The word for it.
    pub const fn key(self) -> Key {
        match self {
            Self::Permanent => Key("residence-permanent"),
            Self::Temporary => Key("residence-temporary"),
        }
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
    /// Vợ hoặc chồng trước đây: the marriage is over, by death too.
    FormerSpouse,
    /// Con.
    Child,
}

impl Relation {
    /// The word for it.
    pub const fn key(self) -> Key {
        match self {
            Self::Father => Key("relation-father"),
            Self::Mother => Key("relation-mother"),
            Self::Spouse => Key("relation-spouse"),
            Self::FormerSpouse => Key("relation-former-spouse"),
            Self::Child => Key("relation-child"),
        }
    }
}

/// A kind of document that carries a number of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// Giấy chứng minh nhân dân, nine digits.
    OldIdentityCard,
    /// Giấy khai sinh.
    BirthCertificate,
    /// Giấy chứng nhận kết hôn.
    MarriageCertificate,
    /// Trích lục khai tử.
    DeathExtract,
    /// Thẻ căn cước.
    IdentityCard,
}

impl DocumentKind {
    /// The word for it.
    pub const fn key(self) -> Key {
        match self {
            Self::OldIdentityCard => Key("document-old-identity-card"),
            Self::BirthCertificate => Key("document-birth-certificate"),
            Self::MarriageCertificate => Key("document-marriage-certificate"),
            Self::DeathExtract => Key("document-death-extract"),
            Self::IdentityCard => Key("document-identity-card"),
        }
    }
}

/// A kind of civil event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// Ghi nhận ban đầu: the register learnt of somebody who already lived.
    Enrolment,
    /// Đăng ký khai sinh.
    Birth,
    /// Đăng ký khai tử.
    Death,
    /// Đăng ký kết hôn.
    Marriage,
    /// Đăng ký nơi cư trú.
    ResidenceRegistered,
    /// Chuyển nơi cư trú.
    ResidenceMoved,
    /// Cải chính.
    Correction,
    /// Hủy số định danh cá nhân.
    NumberCancelled,
    /// Xác lập lại số định danh cá nhân.
    NumberReestablished,
}

impl EventKind {
    /// The word for it.
    pub const fn key(self) -> Key {
        match self {
            Self::Enrolment => Key("event-enrolment"),
            Self::Birth => Key("event-birth"),
            Self::Death => Key("event-death"),
            Self::Marriage => Key("event-marriage"),
            Self::ResidenceRegistered => Key("event-residence-registered"),
            Self::ResidenceMoved => Key("event-residence-moved"),
            Self::Correction => Key("event-correction"),
            Self::NumberCancelled => Key("event-number-cancelled"),
            Self::NumberReestablished => Key("event-number-reestablished"),
        }
    }
}

/// The level of an administrative unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitLevel {
    /// Cấp tỉnh.
    Province,
    /// Cấp huyện, until 30 June 2025.
    District,
    /// Cấp xã.
    Commune,
}

impl UnitLevel {
    /// The word for it.
    pub const fn key(self) -> Key {
        match self {
            Self::Province => Key("unit-level-province"),
            Self::District => Key("unit-level-district"),
            Self::Commune => Key("unit-level-commune"),
        }
    }
}
