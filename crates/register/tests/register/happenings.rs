//! Events of every kind that holds from a day, for random lives; as no clerk would let them pass.

use danh_directory::AddressedUnit;
use danh_register::{
    Abode, AbodeDeclared, Absence, AbsenceDeclared, AbsenceEnded, Adoption, AdoptionEnded,
    AdoptionRegistered, Attribute, CardIssued, CardKind, CardRevoked, Decision, Declared,
    DeletionReason, DuplicatePair, EthnicityDetermined, EventBody, GuardianshipEnded,
    GuardianshipGround, GuardianshipRegistered, HouseholdChanged, HouseholdMember, IdentityCard,
    MarriageEnded, MarriageLost, MissingDeclared, NameChanged, NationalityChange,
    NationalityChanged, Parent, ParentRecognised, ProtectionLifted, ProtectionOrdered,
    Relationship, Relative, ResidenceDeleted, Returned, Revocation, RevocationReason, SealedText,
    SexDetermined, Stay, StayNotified, TemporaryResidence, TemporaryResidenceDeleted,
    TemporaryResidenceRegistered,
};
use danh_vocabulary::{HouseholdId, Nationality, OfficerId, PersonId, Sex};
use jiff::civil::Date;

use crate::people::{home, named};
use crate::world::PHUC_XA;

/// How many kinds [`happening`] knows.
pub(crate) const KINDS: u8 = 33;

/// Names that are borne one after the other.
pub(crate) const NAMES: [&str; 3] = ["Lê Văn Ba", "Lê Ba", "Lý Ba"];

fn other(id: i64) -> Relative {
    Relative {
        person: Some(PersonId::from_i64(id)),
        ..named("Trần Thị Tư")
    }
}

/// What happens to `person` on a day; `variant` draws the rest of it.
#[expect(
    clippy::too_many_lines,
    reason = "one arm a kind of event, to be read as a list"
)]
pub(crate) fn happening(kind: u8, on: Date, variant: u8, person: PersonId) -> EventBody {
    let who = 2 + i64::from(variant % 3);
    let somebody = PersonId::from_i64(who);
    let me = Relative {
        person: Some(person),
        ..named("Lê Văn Ba")
    };
    let decision = Decision {
        number: "1/2024/QĐ".to_owned(),
        by: "Toà án nhân dân".to_owned(),
        on,
    };
    let place = AddressedUnit {
        code: PHUC_XA.parse().unwrap(),
        written_on: on,
    };
    let until = on.saturating_add(jiff::Span::new().days(20 * i64::from(variant)));
    let serial = format!("C{}", variant % 3);
    let pair = |mine: bool| {
        let (duplicate, survivor) = if mine {
            (person, somebody)
        } else {
            (somebody, person)
        };
        DuplicatePair {
            duplicate,
            survivor,
            on,
        }
    };
    match kind {
        0 => EventBody::Divorce(MarriageEnded {
            husband: me,
            wife: other(who),
            decision,
        }),
        1 => EventBody::Annulment(MarriageEnded {
            husband: other(who),
            wife: me,
            decision,
        }),
        2 => EventBody::ParentRecognised(ParentRecognised {
            decision: None,
            child: person,
            parent: if variant.is_multiple_of(2) {
                Parent::Father
            } else {
                Parent::Mother
            },
            relative: other(who),
            on,
        }),
        3 => EventBody::Adoption(AdoptionRegistered {
            child: person,
            adoption: Adoption {
                father: Some(other(who)),
                mother: None,
                since: on,
            },
        }),
        4 => EventBody::AdoptionEnded(AdoptionEnded {
            child: person,
            decision,
        }),
        5 => EventBody::Guardianship(GuardianshipRegistered {
            decision: None,
            ward: me,
            guardian: other(who),
            ground: GuardianshipGround::Minor,
            on,
        }),
        6 => EventBody::Guardianship(GuardianshipRegistered {
            decision: None,
            ward: other(who),
            guardian: me,
            ground: GuardianshipGround::NoCapacity,
            on,
        }),
        7 => EventBody::GuardianshipEnded(GuardianshipEnded {
            ward: person,
            guardian: somebody,
            on,
        }),
        8 => EventBody::GuardianshipEnded(GuardianshipEnded {
            ward: somebody,
            guardian: person,
            on,
        }),
        9 => EventBody::NameChanged(NameChanged {
            person,
            was: NAMES[0].parse().unwrap(),
            now: NAMES[usize::from(variant % 3)].parse().unwrap(),
            on,
        }),
        10 => EventBody::EthnicityDetermined(EthnicityDetermined {
            decision: None,
            person,
            was: None,
            now: format!("{:02}", 1 + variant % 3).parse().unwrap(),
            on,
        }),
        11 => EventBody::SexDetermined(SexDetermined {
            person,
            now: if variant.is_multiple_of(2) {
                Sex::Female
            } else {
                Sex::Male
            },
            on,
        }),
        12 | 13 => {
            let nationality = if variant.is_multiple_of(2) {
                Nationality::VIET_NAM
            } else {
                Nationality::STATELESS
            };
            let change = if kind == 12 {
                NationalityChange::Gained(nationality)
            } else {
                NationalityChange::Lost(nationality)
            };
            EventBody::NationalityChanged(NationalityChanged {
                person,
                change,
                decision,
            })
        }
        14 | 15 => EventBody::Declared(Declared {
            person,
            attribute: attribute(variant),
            on,
        }),
        16 => EventBody::ResidenceDeleted(ResidenceDeleted {
            person,
            left: HouseholdId::from_i64(1),
            reason: DeletionReason::SettledAbroad,
            on,
        }),
        17 => EventBody::TemporaryResidence(TemporaryResidenceRegistered {
            person,
            residence: TemporaryResidence {
                place,
                detail: None,
                since: on,
                until,
            },
        }),
        18 => EventBody::TemporaryResidenceDeleted(TemporaryResidenceDeleted { person, on }),
        19 => EventBody::AbsenceDeclared(AbsenceDeclared {
            person,
            absence: Absence {
                since: on,
                until: variant.is_multiple_of(2).then_some(until),
                whereabouts: None,
            },
        }),
        20 => EventBody::AbsenceEnded(AbsenceEnded { person, on }),
        21 => EventBody::StayNotified(StayNotified {
            person,
            stay: Stay {
                place,
                detail: None,
                since: on,
                until,
            },
        }),
        22 => EventBody::AbodeDeclared(AbodeDeclared {
            person,
            abode: Abode {
                place,
                detail: Some(format!("{variant}")),
                since: on,
            },
        }),
        23..=25 => {
            let mut residence = home(who, Relationship::Head, None);
            residence.since = Some(on);
            let changed = HouseholdChanged {
                household: HouseholdId::from_i64(1),
                members: vec![HouseholdMember { person, residence }],
            };
            match kind {
                23 => EventBody::HouseholdSplit(changed),
                24 => EventBody::HouseholdMerged(changed),
                _ => EventBody::HouseholdHeadChanged(changed),
            }
        }
        26 => EventBody::CardIssued(CardIssued {
            person,
            card: IdentityCard {
                kind: CardKind::Identification,
                serial,
                issued_on: on,
                issued_by: "bca-c06".to_owned(),
                expires_on: None,
                revoked: None,
            },
        }),
        27 => EventBody::CardRevoked(CardRevoked {
            person,
            serial,
            revocation: Revocation {
                on,
                reason: RevocationReason::Lost,
            },
        }),
        28 => EventBody::MissingDeclared(MissingDeclared { person, decision }),
        29 => EventBody::Returned(Returned {
            person: if variant.is_multiple_of(2) {
                person
            } else {
                somebody
            },
            decision,
            marriage_lost: match variant % 5 {
                0 => Some(MarriageLost::SpouseMarried(somebody)),
                1 => Some(MarriageLost::SpouseDied(somebody)),
                _ => None,
            },
        }),
        30 => EventBody::DuplicateMerged(pair(variant.is_multiple_of(2))),
        31 => EventBody::DuplicateUnmerged(pair(variant.is_multiple_of(2))),
        _ if variant.is_multiple_of(3) => {
            EventBody::ProtectionLifted(ProtectionLifted { person, on })
        }
        _ => EventBody::ProtectionOrdered(ProtectionOrdered {
            person,
            officers: vec![OfficerId::from_i64(who)],
            on,
        }),
    }
}

fn attribute(variant: u8) -> Attribute {
    let set = variant.is_multiple_of(2);
    let sealed = || set.then(|| SealedText::from_sealed(format!("sealed{variant}")));
    match variant % 7 {
        0 => Attribute::OtherNames(vec![NAMES[usize::from(variant % 3)].parse().unwrap()]),
        1 => Attribute::Religion(set.then_some(danh_vocabulary::Religion::NONE)),
        2 => Attribute::BloodGroup(set.then(|| "O+".parse().unwrap())),
        3 => Attribute::Occupation(set.then(|| format!("nghề {variant}"))),
        4 => Attribute::ResidenceFile(set.then(|| format!("HS{variant}"))),
        5 => Attribute::Phone(sealed()),
        _ => Attribute::Email(sealed()),
    }
}
