//! Buttons and the links that stand beside them.

use crate::messages::Message;

/// Buttons beside each other: the one that goes on first, then the others.
#[derive(Clone, Debug, Default)]
pub struct ButtonGroup {
    /// From left to right.
    pub buttons: Vec<Button>,
}

impl ButtonGroup {
    /// A group that begins with the button that goes on.
    pub fn new(first: Button) -> Self {
        Self {
            buttons: vec![first],
        }
    }

    /// Adds a button to the right.
    #[must_use]
    pub fn and(mut self, button: Button) -> Self {
        self.buttons.push(button);
        self
    }
}

/// One button.
#[derive(Clone, Debug)]
pub struct Button {
    /// Its words.
    pub words: Message,
    /// What it does.
    pub does: Does,
    /// How it is drawn.
    pub weight: Weight,
}

/// What a button does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Does {
    /// Sends its form.
    Send,
    /// Sends its form and says by which button: name and value.
    SendAs(&'static str, String),
    /// Leads to an address, sending nothing.
    Go(String),
}

/// How much a button weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// What most come for; one on a page.
    Main,
    /// A second way.
    Quiet,
    /// What cannot be taken back.
    Grave,
    /// As a link.
    Plain,
}

impl Weight {
    /// The class in the style sheet.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Main => "act",
            Self::Quiet => "act quiet",
            Self::Grave => "act grave",
            Self::Plain => "plain",
        }
    }
}

impl Button {
    /// Sends the form.
    pub fn send(words: impl Into<Message>) -> Self {
        Self {
            words: words.into(),
            does: Does::Send,
            weight: Weight::Main,
        }
    }

    /// Sends the form and says so under `name`: a quiet button.
    pub fn send_as(
        name: &'static str,
        value: impl Into<String>,
        words: impl Into<Message>,
    ) -> Self {
        Self {
            words: words.into(),
            does: Does::SendAs(name, value.into()),
            weight: Weight::Quiet,
        }
    }

    /// Leads elsewhere: a link.
    pub fn go(href: impl Into<String>, words: impl Into<Message>) -> Self {
        Self {
            words: words.into(),
            does: Does::Go(href.into()),
            weight: Weight::Plain,
        }
    }

    /// Is drawn in another weight.
    #[must_use]
    pub fn weight(mut self, weight: Weight) -> Self {
        self.weight = weight;
        self
    }
}
