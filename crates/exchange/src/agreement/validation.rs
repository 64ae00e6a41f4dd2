//! What must hold of an agreement before anybody approves it. Each fault names its field.

use std::collections::BTreeSet;

use danh_directory::{AuthorityId, Directory};

use super::{Agreement, Need, Subjects};
use crate::attribute::Attribute;
use crate::derived::Derived;
use crate::purpose::Purpose;

/// The longest agreement: what is agreed is looked at again after five years.
const YEARS_MAX: i16 = 5;
/// The longest text of a basis.
const BASIS_CHARACTERS_MAX: usize = 500;

/// What is wrong with an agreement, and with which field of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{field}`: {what}")]
pub struct AgreementFault {
    /// The field, as in `volume.per_day`.
    pub field: &'static str,
    /// What is wrong with it.
    pub what: String,
}

/// Why a file is no agreement.
#[derive(Debug, thiserror::Error)]
pub enum AgreementFileError {
    /// It is no document of that form; the message names line and field.
    #[error("{file}: {detail}")]
    Form {
        /// Which file.
        file: String,
        /// What the reader says.
        detail: String,
    },
    /// Fields are wrong.
    #[error("{file}: {fault}")]
    Fault {
        /// Which file.
        file: String,
        /// The first of them.
        fault: AgreementFault,
    },
}

/// The agreement in a text of TOML, which must be without fault.
pub fn agreement_of_toml(
    file: &str,
    text: &str,
    directory: &Directory,
) -> Result<Agreement, AgreementFileError> {
    let agreement: Agreement = toml::from_str(text).map_err(|error| AgreementFileError::Form {
        file: file.to_owned(),
        detail: error.to_string(),
    })?;
    match faults(&agreement, directory).into_iter().next() {
        None => Ok(agreement),
        Some(fault) => Err(AgreementFileError::Fault {
            file: file.to_owned(),
            fault,
        }),
    }
}

/// Everything that is wrong with an agreement by itself.
pub fn faults(agreement: &Agreement, directory: &Directory) -> Vec<AgreementFault> {
    let mut faults = Faults(Vec::new());
    faults.unless(agreement.version >= 1, "version", "versions count from 1");
    let keeper: Option<AuthorityId> = agreement.keeper.parse().ok();
    let is_known = keeper.is_some_and(|keeper| directory.authority(&keeper).is_some());
    faults.unless(is_known, "keeper", "no such authority is in the directory");
    let basis = agreement.basis.trim();
    let is_line = !basis.is_empty()
        && basis.chars().count() <= BASIS_CHARACTERS_MAX
        && !basis.chars().any(char::is_control);
    faults.unless(is_line, "basis", "it names a law on one line");
    purposes(agreement, &mut faults);
    told(agreement, &mut faults);
    subjects(agreement, directory, &mut faults);
    limits(agreement, &mut faults);
    faults.0
}

struct Faults(Vec<AgreementFault>);

impl Faults {
    fn unless(&mut self, holds: bool, field: &'static str, what: &str) {
        if !holds {
            let what = what.to_owned();
            self.0.push(AgreementFault { field, what });
        }
    }
}

fn purposes(agreement: &Agreement, faults: &mut Faults) {
    let codes: BTreeSet<_> = agreement.purposes.iter().map(|one| &one.code).collect();
    faults.unless(!codes.is_empty(), "purposes", "there is at least one");
    faults.unless(
        codes.len() == agreement.purposes.len(),
        "purposes",
        "each has a code of its own",
    );
    let are_words = agreement.purposes.iter().all(|one| {
        [&one.words, &one.words_english]
            .iter()
            .all(|words| words.parse::<Purpose>().is_ok())
    });
    faults.unless(
        are_words,
        "purposes.words",
        "a purpose is said on one line of at most 200 characters, in both languages",
    );
}

fn told(agreement: &Agreement, faults: &mut Faults) {
    let tells_nothing = agreement.verify.is_empty()
        && agreement.attributes.is_empty()
        && agreement.derived.is_empty();
    faults.unless(
        !tells_nothing,
        "verify",
        "the agreement tells nothing at all",
    );
    let are_verifiable = agreement
        .verify
        .iter()
        .all(|one| Attribute::VERIFIABLE.contains(one));
    faults.unless(
        are_verifiable,
        "verify",
        "only number, name, born, sex and card can be stated and verified",
    );
    let hides_number = agreement.subjects_named == super::SubjectsNamed::Pseudonym;
    faults.unless(
        !(hides_number && agreement.attributes.contains(&Attribute::Number)),
        "attributes",
        "who is named by a pseudonym is not told by number",
    );
}

fn subjects(agreement: &Agreement, directory: &Directory, faults: &mut Faults) {
    if let Subjects::LivesIn(unit) = agreement.subjects {
        faults.unless(
            directory.unit(unit, agreement.valid_from).is_some(),
            "subjects.lives_in",
            "no such unit exists on the first day",
        );
    }
    faults.unless(
        !agreement.needs.contains(&Need::Consent),
        "needs",
        "consent cannot be shown yet: it is not available",
    );
    faults.unless(
        !agreement.bulk,
        "bulk",
        "lists of many subjects cannot be asked yet: it is not available",
    );
    let needs_unit = agreement.derived.contains(&Derived::LivesIn);
    let is_within = matches!(agreement.subjects, Subjects::LivesIn(_));
    faults.unless(
        !(needs_unit && is_within),
        "derived",
        "`lives_in` says nothing where all subjects live in one unit",
    );
}

fn limits(agreement: &Agreement, faults: &mut Faults) {
    let volume = agreement.volume;
    faults.unless(
        (1..=volume.per_day).contains(&volume.per_minute),
        "volume",
        "a minute has at least one question and no more than a day",
    );
    let guesses = agreement.guesses;
    faults.unless(
        (1..=guesses.per_day).contains(&guesses.per_subject_a_day),
        "guesses",
        "one person has at least one wrong answer and no more than everybody together",
    );
    faults.unless(
        agreement.valid_from <= agreement.valid_until,
        "valid_until",
        "it is not before the first day",
    );
    let years = agreement.valid_until.year() - agreement.valid_from.year();
    faults.unless(
        years <= YEARS_MAX,
        "valid_until",
        "an agreement lasts five years at the most",
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::{SubjectsNamed, Volume};
    use crate::testing::{agreement, directory};

    fn first_fault(change: impl FnOnce(&mut Agreement)) -> Option<&'static str> {
        let mut changed = agreement();
        change(&mut changed);
        let found = faults(&changed, &directory());
        found.first().map(|fault| fault.field)
    }

    #[test]
    fn an_agreement_without_fault_passes() {
        assert_eq!(first_fault(|_| ()), None);
    }

    /// A field, and what is done wrongly to it.
    type Case = (&'static str, fn(&mut Agreement));

    #[test]
    fn every_fault_names_its_field() {
        let cases: [Case; 13] = [
            ("version", |it| it.version = 0),
            ("keeper", |it| it.keeper = "nobody".to_owned()),
            ("basis", |it| it.basis = " ".to_owned()),
            ("purposes", |it| it.purposes.clear()),
            ("purposes", |it| it.purposes.push(it.purposes[0].clone())),
            ("purposes.words", |it| it.purposes[0].words.clear()),
            ("verify", |it| {
                it.verify = [Attribute::Religion].into();
            }),
            ("attributes", |it| {
                it.subjects_named = SubjectsNamed::Pseudonym;
                it.attributes.insert(Attribute::Number);
            }),
            ("subjects.lives_in", |it| {
                it.derived.remove(&Derived::LivesIn);
                it.subjects = Subjects::LivesIn("99999".parse().unwrap());
            }),
            ("needs", |it| it.needs = [Need::Consent].into()),
            ("bulk", |it| it.bulk = true),
            ("volume", |it| {
                it.volume = Volume {
                    per_minute: 9,
                    per_day: 8,
                };
            }),
            ("valid_until", |it| {
                it.valid_until = jiff::civil::date(2020, 1, 1);
            }),
        ];
        for (field, change) in cases {
            assert_eq!(first_fault(change), Some(field));
        }
    }

    #[test]
    fn a_file_says_where_it_is_wrong() {
        let text = toml::to_string(&agreement()).unwrap();
        let read = agreement_of_toml("a.toml", &text, &directory()).unwrap();
        assert_eq!(read, agreement());
        let wrong = text.replace("version = 1", "version = \"one\"");
        let error = agreement_of_toml("a.toml", &wrong, &directory()).unwrap_err();
        assert!(error.to_string().contains("line "), "{error}");
        let wrong = text.replace("version = 1", "version = 0");
        let error = agreement_of_toml("a.toml", &wrong, &directory()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "a.toml: `version`: versions count from 1"
        );
    }
}
