//! What a person declares of themselves (cập nhật thông tin): Law on Identification 2023, art. 10; Decree 70/2024/ND-CP, art. 5.
//!
//! Telephone number and e-mail address are sealed before they become part of an event: neither journal nor state holds them in
//! clear, and only a desk with the sealer's key can take them down or tell them.

use danh_keys::SealContext;
use danh_store::{StoreError, Tx};
use danh_vocabulary::{BloodGroup, EmailAddress, Name, PersonId, PhoneNumber, Religion};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::day::DayError;
use crate::act::Act;
use crate::event::EventBody;
use crate::facts::{Dated, Fact};
use crate::person::{Attribute, PersonState, SealedText};
use crate::record::Recorded;
use crate::subject::{LoadedSubject, Seen, SubjectError};
use crate::{Register, subject};

/// An occupation or the number of a residence file is shorter.
const TEXT_LENGTH_MAX: usize = 128;

/// What the register keeps of a declaration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declared {
    /// Who.
    pub person: PersonId,
    /// What is so from then on.
    pub attribute: Attribute,
    /// From when.
    pub on: Date,
}

/// One thing that is declared; an empty value takes back what stood there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Declaration {
    /// Other names (tên gọi khác).
    OtherNames(Vec<Name>),
    /// The religion.
    Religion(Option<Religion>),
    /// The blood group, with the laboratory's finding shown to the officer.
    BloodGroup(Option<BloodGroup>),
    /// The occupation: 1 to 128 characters.
    Occupation(Option<String>),
    /// The number of the residence file (số hồ sơ cư trú): 1 to 128 characters.
    ResidenceFile(Option<String>),
    /// The mobile number.
    Phone(Option<PhoneNumber>),
    /// The e-mail address.
    Email(Option<EmailAddress>),
}

/// What is declared to the officer.
#[derive(Debug, Clone)]
pub struct DeclarationReport {
    /// Who, as the officer saw them.
    pub person: Seen,
    /// What.
    pub declared: Declaration,
    /// From when.
    pub on: Date,
}

/// Why a declaration cannot be recorded.
#[derive(Debug, thiserror::Error)]
pub enum DeclarationError {
    /// All is as it was.
    #[error("this is on record already")]
    NothingChanges,
    /// Nothing, or too much.
    #[error("the text is empty or longer than {TEXT_LENGTH_MAX} characters")]
    Text,
    /// The same name twice, or the name they bear.
    #[error("a name is given twice, or is the one the person bears")]
    NameTwice,
    /// This desk has no key to seal contact data with.
    #[error("this register has no key to seal telephone numbers and e-mail addresses with")]
    NoSealer,
    /// The day does not fit.
    #[error(transparent)]
    Day(#[from] DayError),
    /// The person cannot be changed.
    #[error(transparent)]
    Subject(#[from] SubjectError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why contact data cannot be told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ContactError {
    /// This desk has no key to open it with.
    #[error("this register has no key to open telephone numbers and e-mail addresses with")]
    NoSealer,
    /// It does not open.
    #[error(transparent)]
    Sealed(#[from] danh_keys::UnsealError),
    /// It opens to something that no declaration wrote.
    #[error("what was sealed is neither a telephone number nor an e-mail address")]
    Unreadable,
}

impl Declared {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.on, Fact::Declared(self.attribute.clone()))
    }
}

impl Register {
    /// Records what somebody declares of themselves, or a parent or guardian for them.
    pub fn declare(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &DeclarationReport,
    ) -> Result<Recorded, DeclarationError> {
        let declarant = subject::load_living(tx, report.person)?;
        let attribute = self.attribute(&declarant, &report.declared)?;
        let body = Declared {
            person: declarant.person,
            attribute,
            on: report.on,
        };
        let thread = body.fact().fact.thread();
        self.check_day_in(thread, report.on, &declarant)?;
        Ok(self.record(tx, act, EventBody::Declared(body), vec![declarant])?)
    }

    /// The mobile number in a person's state, opened.
    pub fn phone_of(
        &self,
        person: PersonId,
        state: &PersonState,
    ) -> Result<Option<PhoneNumber>, ContactError> {
        let phone = state.contact.phone.as_ref();
        phone
            .map(|sealed| self.opened(person, "phone", sealed))
            .transpose()
    }

    /// The e-mail address in a person's state, opened.
    pub fn email_of(
        &self,
        person: PersonId,
        state: &PersonState,
    ) -> Result<Option<EmailAddress>, ContactError> {
        let email = state.contact.email.as_ref();
        email
            .map(|sealed| self.opened(person, "email", sealed))
            .transpose()
    }

    fn attribute(
        &self,
        declarant: &LoadedSubject,
        declared: &Declaration,
    ) -> Result<Attribute, DeclarationError> {
        let (person, state) = (declarant.person, &declarant.state);
        let identity = &state.identity;
        let (attribute, changes) = match declared.clone() {
            Declaration::OtherNames(names) => {
                check_names(&names, &identity.name)?;
                let changes = names != identity.other_names;
                (Attribute::OtherNames(names), changes)
            }
            Declaration::Religion(religion) => {
                let changes = religion != identity.religion;
                (Attribute::Religion(religion), changes)
            }
            Declaration::BloodGroup(group) => {
                let changes = group != identity.blood_group;
                (Attribute::BloodGroup(group), changes)
            }
            Declaration::Occupation(occupation) => {
                check_text(occupation.as_deref())?;
                let changes = occupation != identity.occupation;
                (Attribute::Occupation(occupation), changes)
            }
            Declaration::ResidenceFile(number) => {
                check_text(number.as_deref())?;
                let changes = number != state.residence_file;
                (Attribute::ResidenceFile(number), changes)
            }
            Declaration::Phone(phone) => {
                // What no longer opens may be declared anew.
                let changes = phone.is_none() && state.contact.phone.is_some()
                    || phone.is_some() && self.phone_of(person, state).ok().flatten() != phone;
                let phone = phone.as_ref().map(PhoneNumber::as_str);
                (
                    Attribute::Phone(self.sealed(person, "phone", phone)?),
                    changes,
                )
            }
            Declaration::Email(email) => {
                let changes = email.is_none() && state.contact.email.is_some()
                    || email.is_some() && self.email_of(person, state).ok().flatten() != email;
                let email = email.as_ref().map(EmailAddress::as_str);
                (
                    Attribute::Email(self.sealed(person, "email", email)?),
                    changes,
                )
            }
        };
        if changes {
            Ok(attribute)
        } else {
            Err(DeclarationError::NothingChanges)
        }
    }

    fn sealed(
        &self,
        person: PersonId,
        field: &str,
        text: Option<&str>,
    ) -> Result<Option<SealedText>, DeclarationError> {
        let Some(text) = text else { return Ok(None) };
        let key = self.sealer().ok_or(DeclarationError::NoSealer)?;
        let context = context_of(person, field);
        let sealed = key.seal(self.entropy(), SealContext(&context), text.as_bytes());
        Ok(Some(SealedText::from_sealed(sealed)))
    }

    fn opened<T: std::str::FromStr>(
        &self,
        person: PersonId,
        field: &str,
        sealed: &SealedText,
    ) -> Result<T, ContactError> {
        let key = self.sealer().ok_or(ContactError::NoSealer)?;
        let context = context_of(person, field);
        let text = key.open(SealContext(&context), sealed.as_sealed())?;
        let text = String::from_utf8(text).map_err(|_| ContactError::Unreadable)?;
        text.parse().map_err(|_| ContactError::Unreadable)
    }
}

/// Binds a sealed text to a field of one person, so that it opens nowhere else. It must stay as it is: what was sealed with
/// another one does not open.
fn context_of(person: PersonId, field: &str) -> Vec<u8> {
    format!("danh contact v1\n{field}\n{person}").into_bytes()
}

fn check_names(names: &[Name], bears: &Name) -> Result<(), DeclarationError> {
    let repeated = |place: usize, name: &Name| names[..place].contains(name) || name == bears;
    let mut places = names.iter().enumerate();
    if places.any(|(place, name)| repeated(place, name)) {
        return Err(DeclarationError::NameTwice);
    }
    Ok(())
}

fn check_text(text: Option<&str>) -> Result<(), DeclarationError> {
    let fits =
        text.is_none_or(|text| !text.trim().is_empty() && text.chars().count() <= TEXT_LENGTH_MAX);
    if fits {
        Ok(())
    } else {
        Err(DeclarationError::Text)
    }
}
