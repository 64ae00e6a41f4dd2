//! Choosing an administrative unit as of a day: by typing any part of its name, or from lists, province after province and
//! commune after commune (with the district between them on a day when there were any).
//!
//! Everything works without a script: what was typed is looked up by the handler, which offers those that may be meant
//! (`{id}-choice`); the lists stand behind a fold, and their button, named `pick` with the field's id for its value, sends the
//! form for the next list. With the script one chooses from what `GET /units/find` answers while typing. The text travels as
//! `{id}`, a unit chosen of those offered as `{id}-choice`, the lists as `{id}-province`, `{id}-district`, `{id}-commune`.

use super::choice::{Choice, Radios, Select};
use super::question::Question;
use crate::messages::{Key, Message};

/// A unit to be chosen.
#[derive(Clone, Debug)]
pub struct UnitPicker {
    /// What is asked.
    pub question: Question,
    /// On which day the unit must exist, ISO.
    pub on: String,
    /// The id of the date on the same page that says the day, for a script that asks while the date is typed.
    pub day_of: Option<&'static str>,
    /// Which units will do.
    pub wanted: UnitWanted,
    /// A name as it was typed, or that of the unit chosen.
    pub text: String,
    /// Those that may be meant by the name, when there are several.
    pub meant: Vec<Choice>,
    /// The lists from the largest unit to the smallest, as far as was chosen; at least that of
    /// the provinces.
    pub lists: Vec<UnitList>,
    /// Whether it is the lists that are used.
    pub way: UnitWay,
}

/// Which units will do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnitWanted {
    /// A commune, ward or special zone.
    #[default]
    Commune,
    /// A unit of any level, when no more is known.
    Any,
}

/// By which way a unit is being chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnitWay {
    /// By its name.
    #[default]
    Name,
    /// From lists.
    Lists,
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
    /// Offers those that may be meant by what was typed.
    #[must_use]
    pub fn meant(mut self, meant: Vec<Choice>) -> Self {
        self.meant = meant;
        self
    }

    /// Follows the date of another field on the page.
    #[must_use]
    pub const fn day_of(mut self, field: Option<&'static str>) -> Self {
        self.day_of = field;
        self
    }

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

    pub(crate) fn which(&self) -> Option<Radios> {
        let id = format!("{}-choice", self.question.id);
        let question = Question::new(id, Key("unit-picker-which"));
        (!self.meant.is_empty()).then(|| Radios::new(question, self.meant.clone(), ""))
    }

    pub(crate) fn uses_lists(&self) -> bool {
        self.way == UnitWay::Lists
    }

    /// What to type.
    pub(crate) const fn find_words(&self) -> Key {
        match self.wanted {
            UnitWanted::Commune => Key("unit-picker-find"),
            UnitWanted::Any => Key("unit-picker-find-any"),
        }
    }

    /// Where the script looks names up, but for the day and the name.
    pub(crate) const fn found_at(&self) -> &'static str {
        match self.wanted {
            UnitWanted::Commune => "/units/find?level=commune",
            UnitWanted::Any => "/units/find?level=any",
        }
    }

    /// What the script says of what it found; it puts the number where the sign is.
    pub(crate) fn some_found() -> Message {
        Message::new(Key("unit-picker-some")).with_text("count", "#")
    }

    /// What the button promises: the list that comes next, or the same for another choice.
    pub(crate) fn next_words(&self) -> Key {
        match self.lists.last().map(|list| list.part) {
            Some(UnitPart::Commune) => Key("unit-picker-take"),
            _ => Key("unit-picker-next"),
        }
    }
}
