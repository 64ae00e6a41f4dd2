//! Any field of a form, and fields that belong together: a step of a form is a list of them.

use super::choice::{Checkboxes, Radios, Select};
use super::date::DateField;
use super::files::FileUpload;
use super::person_picker::PersonPicker;
use super::text::{NumberField, TextArea, TextField};
use super::unit_picker::UnitPicker;
use crate::messages::Message;

/// Any field.
#[derive(Clone, Debug)]
pub enum Field {
    /// One line of text.
    Text(TextField),
    /// Several lines of text.
    Area(TextArea),
    /// An amount.
    Number(NumberField),
    /// A date.
    Date(DateField),
    /// One of a few.
    Radios(Radios),
    /// Any of a few.
    Checkboxes(Checkboxes),
    /// One of many.
    Select(Select),
    /// An administrative unit.
    Unit(UnitPicker),
    /// A person.
    Person(PersonPicker),
    /// A file.
    File(FileUpload),
    /// Several that belong together.
    Fieldset(Fieldset),
}

/// Fields that belong together, under one heading.
#[derive(Clone, Debug)]
pub struct Fieldset {
    /// What they are about.
    pub legend: Message,
    /// What they are, from top to bottom.
    pub fields: Vec<Field>,
}

impl Fieldset {
    /// A fieldset, as yet without fields.
    pub fn new(legend: impl Into<Message>) -> Self {
        Self {
            legend: legend.into(),
            fields: Vec::new(),
        }
    }

    /// Adds a field below the others.
    #[must_use]
    pub fn with(mut self, field: impl Into<Field>) -> Self {
        self.fields.push(field.into());
        self
    }
}

macro_rules! any_field {
    ($($variant:ident($field:ty)),+ $(,)?) => {
        $(
            impl From<$field> for Field {
                fn from(field: $field) -> Self {
                    Self::$variant(field)
                }
            }
        )+
    };
}

any_field!(
    Text(TextField),
    Area(TextArea),
    Number(NumberField),
    Date(DateField),
    Radios(Radios),
    Checkboxes(Checkboxes),
    Select(Select),
    Unit(UnitPicker),
    Person(PersonPicker),
    File(FileUpload),
    Fieldset(Fieldset),
);
