//! Some events after the import, so that there are timelines to look at: a birth, a marriage, a death, a move, a correction, a number
//! given anew.

use anyhow::Context;
use danh_directory::AuthorityId;
use danh_register::person_queries::{children_of_person, person_of_relative, persons_after};
use danh_register::{
    Act, Actor, BirthReport, CancellationReason, Change, CorrectionReport, DeathReport, Home,
    MaritalStatus, MarriageReport, NumberReport, PersonState, Register, ResidenceReport, Seen,
    events_of_person,
};
use danh_store::Tx;
use danh_vocabulary::{OfficerId, PartialDate, PersonId, Sex, UnitCode};
use jiff::ToSpan;
use jiff::civil::Date;

/// How many of the first people are looked through for the parts.
const LOOKED_THROUGH: u32 = 3_000;

/// Lets the events happen, written by the demo officer.
pub(super) fn happen(
    tx: &mut Tx<'_>,
    register: &Register,
    officer: OfficerId,
) -> anyhow::Result<()> {
    let people = persons_after(tx, None, LOOKED_THROUGH)?;
    let mut story = Story {
        register,
        officer,
        today: register.today(),
        people,
        used: Vec::new(),
    };
    story.birth(tx)?;
    story.marriage(tx)?;
    story.death(tx)?;
    story.removal(tx)?;
    story.correction(tx)?;
    story.number(tx)
}

struct Story<'a> {
    register: &'a Register,
    officer: OfficerId,
    today: Date,
    people: Vec<(PersonId, u32, PersonState)>,
    used: Vec<PersonId>,
}

/// Somebody chosen for a part.
#[derive(Clone)]
struct Part {
    seen: Seen,
    state: PersonState,
    commune: UnitCode,
}

impl Story<'_> {
    /// The first living resident who fits and has no part yet.
    fn cast(
        &mut self,
        what: &str,
        fits: impl Fn(&PersonState, Date) -> bool,
    ) -> anyhow::Result<Part> {
        let found = self.people.iter().find(|(person, _, state)| {
            state.death.is_none()
                && state.residence.is_some()
                && !self.used.contains(person)
                && fits(state, self.today)
        });
        let (person, version, state) =
            found.with_context(|| format!("nobody can play the {what}"))?;
        let commune = state
            .residence
            .as_ref()
            .map(|home| home.place.code)
            .context("a resident")?;
        let part = Part {
            seen: Seen {
                person: *person,
                version: *version,
            },
            state: state.clone(),
            commune,
        };
        self.used.push(part.seen.person);
        Ok(part)
    }

    /// An act of the People's Committee of a commune, or of its police.
    fn act(&self, commune: UnitCode, residence: bool) -> anyhow::Result<Act> {
        let directory = self.register.directory();
        let unit = directory
            .unit(commune, self.today)
            .context("the commune exists today")?;
        let police = directory
            .police(unit)
            .filter(|_| residence)
            .map(|police| police.id);
        let authority: AuthorityId = police.unwrap_or_else(|| directory.peoples_committee(unit).id);
        let officer = Actor::Officer(self.officer);
        Ok(self.register.act(officer, &authority.to_string())?)
    }

    fn days_ago(&self, days: i32) -> anyhow::Result<Date> {
        Ok(self.today.checked_sub(days.days())?)
    }

    /// A married woman whose last child, if there is one, was not born in these twelve months.
    fn mother(&mut self, tx: &mut Tx<'_>) -> anyhow::Result<Part> {
        let year_ago = self.days_ago(365)?;
        loop {
            let mother = self.cast("mother", |state, today| {
                state.identity.sex == Sex::Female
                    && (22..=35).contains(&state.age_at_least(today))
                    && matches!(
                        &state.marital,
                        MaritalStatus::Married {
                            spouse: Some(_),
                            ..
                        }
                    )
            })?;
            let children = children_of_person(tx, mother.seen.person, &mother.state)?;
            let is_infant = |(_, child): &(_, PersonState)| child.identity.born.latest() > year_ago;
            if !children.iter().any(is_infant) {
                return Ok(mother);
            }
        }
    }

    fn birth(&mut self, tx: &mut Tx<'_>) -> anyhow::Result<()> {
        let mother = self.mother(tx)?;
        let MaritalStatus::Married {
            spouse: Some(husband),
            ..
        } = &mother.state.marital
        else {
            anyhow::bail!("the mother is married");
        };
        let father = person_of_relative(tx, husband)?;
        self.used.extend(father);
        let surname = husband.name.parts().surname;
        let report = BirthReport {
            name: format!("{surname} Ngọc An Nhiên").parse()?,
            sex: Sex::Female,
            born: self.days_ago(12)?,
            birth_unit: mother.commune,
            origin_unit: Some(mother.commune),
            ethnicity: mother.state.identity.ethnicity,
            father,
            mother: Some(mother.seen.person),
            registered_in: mother.commune,
            nationalities: vec![danh_vocabulary::Nationality::VIET_NAM],
        };
        let child = self
            .register
            .register_birth(tx, &self.act(mother.commune, false)?, report)?;
        let home = mother
            .state
            .residence
            .as_ref()
            .context("the mother has a home")?;
        let report = ResidenceReport {
            person: Seen {
                person: child.subjects[0].person,
                version: 1,
            },
            unit: mother.commune,
            detail: home.detail.clone(),
            home: Home::Existing {
                household: home.household,
                relationship: danh_register::Relationship::Child,
            },
            on: self.days_ago(5)?,
        };
        self.register
            .register_residence(tx, &self.act(mother.commune, true)?, &report)?;
        Ok(())
    }

    fn marriage(&mut self, tx: &mut Tx<'_>) -> anyhow::Result<()> {
        let single = |sex, age| {
            move |state: &PersonState, today| {
                state.identity.sex == sex
                    && matches!(state.marital, MaritalStatus::Single)
                    && (age..=32).contains(&state.age_at_least(today))
            }
        };
        let bride = self.cast("bride", single(Sex::Female, 20))?;
        let groom = self.cast("groom", single(Sex::Male, 22))?;
        let report = MarriageReport {
            spouses: [groom.seen, bride.seen],
            on: self.days_ago(30)?,
        };
        self.register
            .register_marriage(tx, &self.act(bride.commune, false)?, &report)?;
        Ok(())
    }

    fn death(&mut self, tx: &mut Tx<'_>) -> anyhow::Result<()> {
        let deceased = self.cast("deceased", |state, today| {
            state.identity.sex == Sex::Male
                && state.age_at_least(today) >= 65
                && matches!(
                    &state.marital,
                    MaritalStatus::Married {
                        spouse: Some(_),
                        ..
                    }
                )
        })?;
        if let MaritalStatus::Married {
            spouse: Some(widow),
            ..
        } = &deceased.state.marital
        {
            self.used.extend(person_of_relative(tx, widow)?);
        }
        let report = DeathReport {
            person: deceased.seen,
            on: PartialDate::of_day(self.days_ago(9)?),
            unit: Some(deceased.commune),
            declared: false,
        };
        self.register
            .register_death(tx, &self.act(deceased.commune, false)?, &report)?;
        Ok(())
    }

    fn removal(&mut self, tx: &mut Tx<'_>) -> anyhow::Result<()> {
        let mover = self.cast("mover", |state, today| {
            matches!(state.marital, MaritalStatus::Single)
                && (19..=40).contains(&state.age_at_least(today))
        })?;
        let elsewhere = self
            .people
            .iter()
            .filter_map(|(_, _, state)| state.residence.as_ref().map(|home| home.place.code))
            .find(|code| *code != mover.commune)
            .context("there is another commune")?;
        let report = ResidenceReport {
            person: mover.seen,
            unit: elsewhere,
            detail: Some("Số 7, đường Hoa Sữa".to_owned()),
            home: Home::New,
            on: self.days_ago(60)?,
        };
        self.register
            .move_residence(tx, &self.act(elsewhere, true)?, &report)?;
        Ok(())
    }

    fn correction(&mut self, tx: &mut Tx<'_>) -> anyhow::Result<()> {
        let person = self.cast("corrected", |state, today| {
            state.identity.born.is_day() && (25..=60).contains(&state.age_at_least(today))
        })?;
        let events = events_of_person(tx, person.seen.person)?;
        let of = events.first().context("an enrolment")?.id;
        let was = person.state.identity.born;
        let day = was.earliest();
        // Earlier, so that nothing else on record comes to lie before the birth.
        let now = day.yesterday()?;
        let change = Change::Born {
            was,
            now: PartialDate::of_day(now),
        };
        let report = CorrectionReport {
            person: person.seen,
            of,
            change,
        };
        let act = self
            .act(person.commune, false)?
            .resting_on("Quyết định cải chính số 118/QĐ-UBND; Luật Hộ tịch 2014, Điều 28");
        self.register.correct(tx, &act, report)?;
        Ok(())
    }

    /// A birth year was wrong: it is corrected, and as the number holds the year, so is the number.
    fn number(&mut self, tx: &mut Tx<'_>) -> anyhow::Result<()> {
        let holder = self.cast("number's holder", |state, today| {
            state.identity.born.is_day()
                && state.number().is_some()
                && (30..=60).contains(&state.age_at_least(today))
                && matches!(state.marital, MaritalStatus::Single)
        })?;
        let act = self.act(holder.commune, false)?;
        let of = events_of_person(tx, holder.seen.person)?
            .first()
            .context("an enrolment")?
            .id;
        let was = holder.state.identity.born;
        let now = PartialDate::of_day(was.earliest().checked_sub(1.year())?);
        let change = Change::Born { was, now };
        let mut seen = holder.seen;
        self.register.correct(
            tx,
            &act,
            CorrectionReport {
                person: seen,
                of,
                change,
            },
        )?;
        let on = self.today;
        seen.version += 1;
        let report = NumberReport { person: seen, on };
        self.register
            .cancel_number(tx, &act, report, CancellationReason::BirthYearCorrected)?;
        seen.version += 1;
        let report = NumberReport { person: seen, on };
        self.register
            .reestablish_number(tx, &act, report, holder.commune)?;
        Ok(())
    }
}
