//! Words of the person page alone, each value with its message.

use danh_register::{CardKind, DeletionReason, GuardianshipGround, MarriageLost, RevocationReason};

use crate::messages::Key;

/// The kind of a card.
pub(super) const fn card_kind(kind: CardKind) -> Key {
    match kind {
        CardKind::Identification => Key("document-card"),
        CardKind::CitizenIdentification => Key("document-citizen-card"),
        CardKind::TwelveDigit => Key("document-twelve-digit-card"),
    }
}

/// Why a card is out of force.
pub(super) const fn revocation_reason(reason: RevocationReason) -> Key {
    match reason {
        RevocationReason::Replaced => Key("revoked-replaced"),
        RevocationReason::Lost => Key("revoked-lost"),
        RevocationReason::Damaged => Key("revoked-damaged"),
        RevocationReason::NationalityLost => Key("revoked-nationality-lost"),
        RevocationReason::IssuedUnlawfully => Key("revoked-issued-unlawfully"),
        RevocationReason::Altered => Key("revoked-altered"),
        RevocationReason::HolderDied => Key("revoked-holder-died"),
    }
}

/// Why somebody has a guardian (Civil Code 2015, art. 47.1).
pub(super) const fn guardianship_ground(ground: GuardianshipGround) -> Key {
    match ground {
        GuardianshipGround::Minor => Key("ground-minor"),
        GuardianshipGround::NoCapacity => Key("ground-no-capacity"),
        GuardianshipGround::CognitiveDifficulty => Key("ground-cognitive-difficulty"),
    }
}

/// Why a permanent residence was deleted (Law on Residence 2020, art. 24.1).
pub(super) const fn deletion_reason(reason: DeletionReason) -> Key {
    match reason {
        DeletionReason::SettledAbroad => Key("deleted-settled-abroad"),
        DeletionReason::RegistrationRevoked => Key("deleted-registration-revoked"),
        DeletionReason::AwayForAYear => Key("deleted-away-for-a-year"),
        DeletionReason::NationalityLost => Key("deleted-nationality-lost"),
        DeletionReason::RightToLiveThereEnded => Key("deleted-right-ended"),
        DeletionReason::OwnerDisagrees => Key("deleted-owner-disagrees"),
        DeletionReason::DwellingGone => Key("deleted-dwelling-gone"),
    }
}

/// Why a marriage does not go on when somebody returns (Civil Code 2015, art. 73.2).
pub(super) const fn marriage_lost(lost: &MarriageLost) -> Key {
    match lost {
        MarriageLost::SpouseMarried(_) => Key("marriage-lost-spouse-married"),
        MarriageLost::SpouseDied(_) => Key("marriage-lost-spouse-died"),
    }
}
