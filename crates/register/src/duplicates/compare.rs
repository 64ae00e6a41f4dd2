//! Holding two descriptions of perhaps one person against each other.

use danh_vocabulary::{PartialDate, PersonId};

use super::{DuplicateReason, Suspect};
use crate::birth_spacing::BirthSpacing;
use crate::person::{Identity, Relative};
use crate::search::{AskedName, Match};

/// Somebody described, to be held against many on record.
pub(super) struct Described<'described> {
    identity: &'described Identity,
    mother: Option<DescribedParent<'described>>,
    father: Option<DescribedParent<'described>>,
}

struct DescribedParent<'described> {
    relative: &'described Relative,
    name: Option<AskedName>,
}

impl<'described> Described<'described> {
    pub(super) fn of(identity: &'described Identity) -> Self {
        let parent = |relative: &'described Relative| DescribedParent {
            relative,
            name: AskedName::parse(relative.name.as_str()),
        };
        Self {
            identity,
            mother: identity.mother.as_ref().map(parent),
            father: identity.father.as_ref().map(parent),
        }
    }

    /// The suspect that somebody on record is, when enough speaks for it.
    pub(super) fn compared(
        &self,
        person: PersonId,
        mut reasons: Vec<DuplicateReason>,
        on_record: &Identity,
    ) -> Option<Suspect> {
        if self.identity.sex != on_record.sex {
            reasons.push(DuplicateReason::OtherSex);
        }
        reasons.extend(parent_reason(
            (self.mother.as_ref(), on_record.mother.as_ref()),
            (DuplicateReason::SameMother, DuplicateReason::OtherMother),
        ));
        reasons.extend(parent_reason(
            (self.father.as_ref(), on_record.father.as_ref()),
            (DuplicateReason::SameFather, DuplicateReason::OtherFather),
        ));
        let place = |identity: &Identity| identity.birth_place.map(|place| place.code);
        if place(self.identity).is_some() && place(self.identity) == place(on_record) {
            reasons.push(DuplicateReason::SameBirthPlace);
        }
        let score = score(&reasons);
        (score >= Suspect::SCORE_MIN).then_some(Suspect {
            person,
            reasons,
            score,
        })
    }
}

/// The strongest reason counts; the others move it up or down.
fn score(reasons: &[DuplicateReason]) -> u16 {
    let strongest = reasons.iter().map(base).max().unwrap_or_default();
    let moved = reasons.iter().map(moves).sum::<i32>() + i32::from(strongest);
    let within = moved.clamp(0, i32::from(Match::SCORE_MAX));
    u16::try_from(within).expect("clamped to the scale")
}

fn base(reason: &DuplicateReason) -> u16 {
    match reason {
        DuplicateReason::NameAndDate(matched) => matched.score(),
        DuplicateReason::BornTooSoon => 800,
        DuplicateReason::BornTogether => 700,
        // Two provinces gave some numbers twice.
        DuplicateReason::FormerCard => 650,
        _ => 0,
    }
}

fn moves(reason: &DuplicateReason) -> i32 {
    match reason {
        DuplicateReason::SameMother => 100,
        DuplicateReason::SameFather | DuplicateReason::SameBirthPlace => 50,
        DuplicateReason::OtherSex | DuplicateReason::OtherFather => -150,
        DuplicateReason::OtherMother => -250,
        _ => 0,
    }
}

fn parent_reason(
    (described, on_record): (Option<&DescribedParent<'_>>, Option<&Relative>),
    (same, other): (DuplicateReason, DuplicateReason),
) -> Option<DuplicateReason> {
    let (described, on_record) = (described?, on_record?);
    let relative = described.relative;
    if (relative.person.is_some() && relative.person == on_record.person)
        || (relative.number.is_some() && relative.number == on_record.number)
    {
        return Some(same);
    }
    match described
        .name
        .as_ref()?
        .differences(&on_record.name.folded())
    {
        Some(_) => Some(same),
        None => Some(other),
    }
}

/// What it says that one mother gave birth on both dates; two whole dates are needed to say anything.
pub(super) fn birth_reason(one: PartialDate, other: PartialDate) -> Option<DuplicateReason> {
    match BirthSpacing::of(one, other)? {
        BirthSpacing::Together => Some(DuplicateReason::BornTogether),
        BirthSpacing::TooSoon => Some(DuplicateReason::BornTooSoon),
        BirthSpacing::Apart => None,
    }
}
