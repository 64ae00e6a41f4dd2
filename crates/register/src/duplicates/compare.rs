//! Holding two descriptions of perhaps one person against each other.

use danh_vocabulary::{PartialDate, PersonId};

use super::{DuplicateReason, Suspect};
use crate::person::{Identity, Relative};
use crate::search::{AskedName, Match};

/// Days between two births of one mother at the least, but for twins, who may be born on either side of midnight.
const DAYS_BETWEEN_BIRTHS: i32 = 180;

/// The suspect that somebody on record is, when enough speaks for it.
pub(super) fn compared(
    person: PersonId,
    mut reasons: Vec<DuplicateReason>,
    described: &Identity,
    on_record: &Identity,
) -> Option<Suspect> {
    if described.sex != on_record.sex {
        reasons.push(DuplicateReason::OtherSex);
    }
    reasons.extend(parent_reason(
        (described.mother.as_ref(), on_record.mother.as_ref()),
        (DuplicateReason::SameMother, DuplicateReason::OtherMother),
    ));
    reasons.extend(parent_reason(
        (described.father.as_ref(), on_record.father.as_ref()),
        (DuplicateReason::SameFather, DuplicateReason::OtherFather),
    ));
    let place = |identity: &Identity| identity.birth_place.map(|place| place.code);
    if place(described).is_some() && place(described) == place(on_record) {
        reasons.push(DuplicateReason::SameBirthPlace);
    }
    let score = score(&reasons);
    (score >= Suspect::SCORE_MIN).then_some(Suspect {
        person,
        reasons,
        score,
    })
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
    (described, on_record): (Option<&Relative>, Option<&Relative>),
    (same, other): (DuplicateReason, DuplicateReason),
) -> Option<DuplicateReason> {
    let (described, on_record) = (described?, on_record?);
    if (described.person.is_some() && described.person == on_record.person)
        || (described.number.is_some() && described.number == on_record.number)
    {
        return Some(same);
    }
    let asked = AskedName::parse(described.name.as_str())?;
    match asked.differences(&on_record.name.folded()) {
        Some(_) => Some(same),
        None => Some(other),
    }
}

/// What it says that one mother gave birth on both dates; two whole dates are needed to say anything.
pub(super) fn birth_reason(one: PartialDate, other: PartialDate) -> Option<DuplicateReason> {
    if !(one.is_day() && other.is_day()) {
        return None;
    }
    let apart = one
        .earliest()
        .duration_since(other.earliest())
        .as_hours()
        .abs()
        / 24;
    match i32::try_from(apart).ok()? {
        0..=1 => Some(DuplicateReason::BornTogether),
        2..DAYS_BETWEEN_BIRTHS => Some(DuplicateReason::BornTooSoon),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mother_gives_birth_to_twins_or_after_half_a_year() {
        let reason = |one: &str, other: &str| {
            birth_reason(one.parse().expect("a date"), other.parse().expect("a date"))
        };
        for (other, wanted) in [
            ("2024-03-01", Some(DuplicateReason::BornTogether)),
            ("2024-02-29", Some(DuplicateReason::BornTogether)),
            ("2024-03-03", Some(DuplicateReason::BornTooSoon)),
            ("2023-09-10", Some(DuplicateReason::BornTooSoon)),
            ("2023-06-01", None),
            ("2024-03", None),
        ] {
            assert_eq!(reason("2024-03-01", other), wanted, "{other}");
        }
    }
}
