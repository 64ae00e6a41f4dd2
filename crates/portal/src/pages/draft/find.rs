//! From a number, or a name and a birth date, to somebody the register knows.

use danh_register::{Search, SearchPage, Seen, search};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{Name, PersonId};

use super::people::card;
use super::posted::{LOOKED_FOR_BY, Posted, choice_of};
use crate::components::{FormError, PersonOffered, TypedPerson};
use crate::desk::{Answers, Kind, Office, Step, Told};
use crate::messages::{Key, Message};

/// Of so many persons one is chosen; whoever finds more asks more narrowly.
const OFFERED_MAX: usize = 6;

/// What looking for the persons of a page led to.
#[derive(Default)]
pub(crate) struct Finds {
    /// Fields in which several may be meant.
    pub(crate) candidates: Vec<FoundPersons>,
    /// What must be mended before anybody can be looked for, or that nobody was found.
    pub(crate) errors: Vec<FormError>,
    /// Whether somebody was chosen.
    pub(crate) has_chosen: bool,
}

/// Those who may be meant in a field.
pub(crate) struct FoundPersons {
    pub(crate) field: &'static str,
    pub(crate) persons: Vec<PersonOffered>,
    pub(crate) has_more: bool,
}

/// Whether a page names anybody who is still to be looked for.
pub(crate) fn is_wanted(step: &Step, posted: &Posted, answers: &Answers) -> bool {
    persons_of(step).any(|field| is_named(field, posted, answers))
}

fn persons_of(step: &Step) -> impl Iterator<Item = &'static str> {
    let persons = step
        .fields
        .iter()
        .filter(|field| matches!(field.kind, Kind::Person));
    persons.map(|field| field.id)
}

fn is_named(field: &str, posted: &Posted, answers: &Answers) -> bool {
    answers.person(field).is_none()
        && (!posted.get(&choice_of(field)).is_empty()
            || LOOKED_FOR_BY
                .iter()
                .any(|end| !answers.text(&format!("{field}{end}")).is_empty()))
}

/// Looks for everyone that the page names, and chooses whoever is meant without doubt.
pub(crate) fn look_for(
    office: &Office,
    tx: &mut Tx<'_>,
    (step, posted): (&Step, &Posted),
    answers: &mut Answers,
    told: &mut Told,
) -> Result<Finds, StoreError> {
    let mut finds = Finds::default();
    for field in persons_of(step) {
        if !is_named(field, posted, answers) {
            continue;
        }
        let handle = posted.get(&choice_of(field));
        if !handle.is_empty() {
            let person = office.handles.open(handle).filter(|id| *id > 0);
            let person = person.map(PersonId::from_i64);
            if let Some(person) = person
                && let Some((seen, state)) = office.person(tx, person)?
            {
                told.of(seen.person);
                choose(field, (seen, &state.identity.name), answers);
                finds.has_chosen = true;
                continue;
            }
        }
        look_for_one(office, tx, (field, answers), &mut finds, told)?;
    }
    Ok(finds)
}

fn look_for_one(
    office: &Office,
    tx: &mut Tx<'_>,
    (field, answers): (&'static str, &mut Answers),
    finds: &mut Finds,
    told: &mut Told,
) -> Result<(), StoreError> {
    let wanted = match typed(field, answers).parse() {
        Ok(wanted) => wanted,
        Err(errors) => {
            let errors = errors.iter().map(|error| {
                let error = error.to_form_error();
                FormError::new(format!("{field}-{}", error.target), error.message)
            });
            finds.errors.extend(errors);
            return Ok(());
        }
    };
    let page = SearchPage {
        offset: 0,
        size: OFFERED_MAX,
    };
    let found = search(tx, office.viewer(), &wanted, page)?;
    let mut cards = Vec::new();
    for found in &found.persons {
        if let Some((seen, state)) = office.person(tx, found.person)? {
            told.of(seen.person);
            let card = card(office, seen.person, &state);
            cards.push((seen, state.identity.name, card));
        }
    }
    match cards.as_slice() {
        [] => finds.errors.push(FormError::new(
            format!("{field}-number"),
            Message::new(Key("desk-error-nobody")),
        )),
        // A number is one person's; a name that one person bears is shown before it is taken for theirs.
        [(seen, name, _)] if matches!(wanted, Search::Number(_)) => {
            choose(field, (*seen, name), answers);
            finds.has_chosen = true;
        }
        _ => {
            finds.candidates.push(FoundPersons {
                field,
                persons: cards.into_iter().map(|(.., card)| card).collect(),
                has_more: found.more,
            });
        }
    }
    Ok(())
}

/// Chooses somebody; by what they were looked for is needed no more.
fn choose(field: &str, (seen, name): (Seen, &Name), answers: &mut Answers) {
    answers.choose(field, seen, name);
    for end in LOOKED_FOR_BY {
        answers.set(&format!("{field}{end}"), "");
    }
}

/// By what somebody is looked for.
pub(super) fn typed(field: &str, answers: &Answers) -> TypedPerson {
    TypedPerson::of_boxes(|part| answers.text(&format!("{field}-{part}")).to_owned())
}
