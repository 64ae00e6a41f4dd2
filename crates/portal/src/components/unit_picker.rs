//! Choosing an administrative unit as of a day: province, then commune (with the district
//! between them on a day when there were any).
//!
//! Without a script it is one list after another inside the same form: the button, named
//! `pick` with the field's id for its value, sends the form, and the handler shows it again
//! with the next list. With the script one types any part of a name, and chooses from what
//! `GET /units/find` answers. Both send the same: `{id}-province`, `{id}-district`,
//! `{id}-commune`. An error sits at `{id}-province`.

use super::choice::{Choice, Select};
use super::question::Question;
use crate::messages::{Key, Message};

/// A unit to be chosen.
#[derive(Clone, Debug)]
pub struct UnitPicker {
    /// What is asked.
    pub question: Question,
    /// On which day the unit must exist, ISO.
    pub on: String,
    /// The lists from the largest unit to the smallest, as far as was chosen; at least that of
    /// the provinces.
    pub lists: Vec<UnitList>,
    /// The commune chosen, with what it lies in.
    pub chosen: Option<String>,
}

/// The units of a level from which one is chosen.
#[derive(Clone, Debug)]
pub struct UnitList {
    /// Which level.
    pub part: UnitPart,
    /// What is offered.
    pub choices: Vec<Choice>,
    /// The code chosen; empty for none.
    pub chosen: String,
}

/// A level of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitPart {
    /// Tỉnh, thành phố.
    Province,
    /// Quận, huyện, thị xã, thành phố thuộc tỉnh; until 30 June 2025.
    District,
    /// Xã, phường, thị trấn, đặc khu.
    Commune,
}

impl UnitPart {
    /// All of them, the largest first.
    pub const ALL: [Self; 3] = [Self::Province, Self::District, Self::Commune];

    /// What is added to the field's id.
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::District => "district",
            Self::Commune => "commune",
        }
    }

    const fn label(self) -> Key {
        match self {
            Self::Province => Key("unit-picker-province"),
            Self::District => Key("unit-picker-district"),
            Self::Commune => Key("unit-picker-commune"),
        }
    }
}

impl UnitPicker {
    pub(crate) fn selects(&self) -> Vec<Select> {
        let last = self.lists.len() - 1;
        let select = |(index, list): (usize, &UnitList)| {
            let id = format!("{}-{}", self.question.id, list.part.suffix());
            let question = Question::new(id, list.part.label());
            let select = Select::new(question, list.choices.clone(), &*list.chosen);
            // The list that the reader asked for is where they go on.
            if index > 0 && index == last && list.chosen.is_empty() && !self.question.is_wrong() {
                select.focused()
            } else {
                select
            }
        };
        self.lists.iter().enumerate().map(select).collect()
    }

    /// Suffix and code of every level, for a script that sends them without lists.
    pub(crate) fn codes(&self) -> [(&'static str, &str); 3] {
        UnitPart::ALL.map(|part| {
            let list = self.lists.iter().find(|list| list.part == part);
            (part.suffix(), list.map_or("", |list| &*list.chosen))
        })
    }

    /// What the script says of what it found; it puts the number where the sign is.
    pub(crate) fn some_found() -> Message {
        Message::new(Key("unit-picker-some")).with_text("count", "#")
    }

    /// What the button promises: the list that comes next, or the same for another choice.
    pub(crate) fn next_words(&self) -> Key {
        match self.lists.last().map(|list| list.part) {
            Some(UnitPart::Commune) => Key("unit-picker-again"),
            _ => Key("unit-picker-next"),
        }
    }
}
