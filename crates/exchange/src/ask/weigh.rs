//! Whether a question is answered, and with what.

use std::collections::BTreeMap;

use danh_register::person_queries::{person_by_id, person_by_number, record_read};
use danh_register::{PersonState, Viewer};
use danh_store::{StoreError, Tx};
use danh_vocabulary::PersonId;

use super::Asking;
use crate::agreement::{Agreement, Need, Subjects, SubjectsNamed};
use crate::answer::{Answer, ToldOfPerson};
use crate::attribute::Attribute;
use crate::counter::{Counter, Window};
use crate::derived::{Drawing, lies_in};
use crate::exchange::Exchange;
use crate::question::{Asked, Question, SubjectNamed, attributes, verify};
use crate::refusal::Refusal;
use crate::verdict::Verdict;

/// What is answered, and what is counted because of it.
pub(super) struct Weighed {
    pub(super) answer: Answer,
    pub(super) counters: Vec<Counter>,
}

/// Why nothing is answered.
pub(super) enum Stop {
    Refused {
        refusal: Refusal,
        retry_after_seconds: Option<u64>,
    },
    Store(StoreError),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused {
            refusal,
            retry_after_seconds: None,
        }
    }
}

type Found = (PersonId, PersonState);

impl Exchange {
    /// Whom a question names, also if they are not told of.
    pub(super) fn find(
        &self,
        tx: &mut Tx<'_>,
        asking: &Asking,
    ) -> Result<Option<Found>, StoreError> {
        match &asking.question.subject {
            SubjectNamed::Number(number) => person_by_number(tx, *number),
            SubjectNamed::Pseudonym(pseudonym) => {
                let person = self.pseudonyms.person(&asking.organisation, pseudonym);
                let Some(person) = person else {
                    return Ok(None);
                };
                let Some((_, state)) = person_by_id(tx, person)? else {
                    return Ok(None);
                };
                record_read(tx, person, state).map(Some)
            }
        }
    }

    pub(super) fn weigh(
        &self,
        tx: &mut Tx<'_>,
        asking: &Asking,
        agreement: Option<&Agreement>,
        found: Option<&Found>,
    ) -> Result<Weighed, Stop> {
        let agreement = agreement.ok_or(Refusal::AgreementNotInForce)?;
        agreed(agreement, &asking.question)?;
        let quotas = quotas(agreement, asking);
        for (counter, most) in &quotas {
            within(tx, counter, *most, asking, Refusal::OverQuota)?;
        }
        let guesses = guesses(agreement, asking, found.map(|(person, _)| *person));
        for (counter, most) in &guesses {
            within(tx, counter, *most, asking, Refusal::TooManyWrongAnswers)?;
        }
        // A protected person is nobody to an organisation, and so is whoever's number was cancelled.
        let told_of = found.filter(|(_, state)| state.is_visible_to(Viewer::Outsider));
        let told_of = told_of.filter(|(_, state)| {
            matches!(asking.question.subject, SubjectNamed::Pseudonym(_))
                || state
                    .number()
                    .is_some_and(|number| asking.question.subject == SubjectNamed::Number(number))
        });
        let outcome = self.conclude(agreement, asking, told_of);
        let is_wrong = match &outcome {
            Ok(answer) => answer.says_no(),
            Err(refusal) => *refusal == Refusal::SubjectUnknown,
        };
        let mut counters: Vec<Counter> = quotas.into_iter().map(|(counter, _)| counter).collect();
        if is_wrong {
            counters.extend(guesses.into_iter().map(|(counter, _)| counter));
        }
        match outcome {
            Ok(answer) => Ok(Weighed { answer, counters }),
            Err(refusal) => {
                for counter in &counters {
                    counter.add(tx)?;
                }
                Err(refusal.into())
            }
        }
    }

    /// The answer about whom the asker may be told of.
    fn conclude(
        &self,
        agreement: &Agreement,
        asking: &Asking,
        found: Option<&Found>,
    ) -> Result<Answer, Refusal> {
        let today = asking.now.date_in_viet_nam();
        if let Subjects::LivesIn(unit) = agreement.subjects {
            let lives_there = |(_, state): &&Found| {
                let present = state.present_place(today);
                present.is_some_and(|present| {
                    lies_in(&self.directory, present.place, unit, today) == Verdict::Yes
                })
            };
            // Whether there is nobody, or they live elsewhere, is not told.
            found
                .filter(lives_there)
                .ok_or(Refusal::SubjectOutsideScope)?;
        }
        let question = &asking.question;
        let named = (&question.subject, &question.claims);
        let state = found.map(|(_, state)| state);
        let verdicts = verify(state, named, agreement.tolerance, today);
        let told = if question.asked == Asked::Verify {
            ToldOfPerson::Verdicts(verdicts)
        } else {
            // Who asks for more than yes or no shows first that they have the right person before them.
            let are_so = verdicts.values().all(|verdict| *verdict == Verdict::Yes);
            let state = state.filter(|_| are_so).ok_or(Refusal::SubjectUnknown)?;
            match &question.asked {
                Asked::Attributes(fields) => {
                    let told = attributes(state, fields, &agreement.attributes, today);
                    ToldOfPerson::Attributes(told)
                }
                Asked::Derived(conclusions, unit) => {
                    let drawing = Drawing {
                        directory: &self.directory,
                        unit: *unit,
                        on: today,
                    };
                    let drawn = conclusions.intersection(&agreement.derived);
                    let drawn = drawn.map(|one| (*one, drawing.conclude(*one, state)));
                    ToldOfPerson::Derived(drawn.collect::<BTreeMap<_, _>>())
                }
                Asked::Verify => unreachable!("verifications were answered above"),
            }
        };
        let is_somebody = match &told {
            ToldOfPerson::Verdicts(verdicts) => verdicts.values().all(|it| *it == Verdict::Yes),
            ToldOfPerson::Attributes(_) | ToldOfPerson::Derived(_) => true,
        };
        let by_pseudonym = agreement.subjects_named == SubjectsNamed::Pseudonym && is_somebody;
        let person = found.filter(|_| by_pseudonym).map(|(person, _)| *person);
        Ok(Answer {
            pseudonym: person.map(|person| self.pseudonyms.of(&asking.organisation, person)),
            told,
        })
    }
}

/// Whether the agreement lets this be asked at all.
fn agreed(agreement: &Agreement, question: &Question) -> Result<(), Refusal> {
    if agreement.purpose(&question.purpose).is_none() {
        return Err(Refusal::WrongPurpose);
    }
    let are_fields_agreed = match &question.asked {
        Asked::Verify => {
            !agreement.verify.is_empty()
                && question.verified().is_subset(&agreement.verify)
                && !question.verified().is_empty()
        }
        Asked::Attributes(fields) => fields.is_subset(&agreement.attributes) && !fields.is_empty(),
        Asked::Derived(conclusions, _) => {
            conclusions.is_subset(&agreement.derived) && !conclusions.is_empty()
        }
    };
    // A number alone is no sign of having the person there: whoever knows one could harvest.
    let shows_person = match (&question.subject, &question.asked) {
        (_, Asked::Verify) | (SubjectNamed::Pseudonym(_), _) => true,
        (SubjectNamed::Number(_), _) => question.claims.fields().contains(&Attribute::Born),
    };
    // What is stated only to show the person is answered too, by whether anything is.
    let mut may_state = &agreement.verify | &agreement.attributes;
    may_state.insert(Attribute::Born);
    let shows_person = shows_person && question.claims.fields().is_subset(&may_state);
    if !are_fields_agreed || !shows_person {
        return Err(Refusal::FieldNotAgreed);
    }
    if agreement.needs.contains(&Need::Case) && question.case.is_none() {
        return Err(Refusal::CaseNumberMissing);
    }
    Ok(())
}

fn within(
    tx: &mut Tx<'_>,
    counter: &Counter,
    most: u32,
    asking: &Asking,
    refusal: Refusal,
) -> Result<(), Stop> {
    if counter.times(tx)? < most {
        return Ok(());
    }
    Err(Stop::Refused {
        refusal,
        retry_after_seconds: Some(counter.seconds_left(asking.now)),
    })
}

/// What is counted of every answer, and how much of it is agreed.
fn quotas(agreement: &Agreement, asking: &Asking) -> [(Counter, u32); 2] {
    let of = |word: &str, window| {
        let counted = format!("{word} {}", agreement.id);
        Counter::new(counted, window, asking.now)
    };
    [
        (of("minute", Window::Minute), agreement.volume.per_minute),
        (of("day", Window::Day), agreement.volume.per_day),
    ]
}

/// What is counted of every wrong answer, and how much of it is let pass.
fn guesses(
    agreement: &Agreement,
    asking: &Asking,
    person: Option<PersonId>,
) -> Vec<(Counter, u32)> {
    let of = |counted: String| Counter::new(counted, Window::Day, asking.now);
    let asker = &asking.organisation;
    let of_all = (
        of(format!("wrong {}", agreement.id)),
        agreement.guesses.per_day,
    );
    let of_person = person.map(|person| {
        let counted = of(format!("wrong {asker} {person}"));
        (counted, agreement.guesses.per_subject_a_day)
    });
    of_person.into_iter().chain([of_all]).collect()
}
