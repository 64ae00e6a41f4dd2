//! Every sentence the portal says, in both languages.
//!
//! The sentences live in `messages/{vi,en}/*.ftl` (Project Fluent) and are embedded in the
//! program. Templates name them by key, `t.text("search-title")`; Rust names them by a
//! [`Key`] or, with arguments, a [`Message`]. `tests/messages.rs` fails when a key lacks a
//! language, is named but not written, is written but not named, or when a template holds a
//! sentence of its own.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::langid;

use crate::bilingual::Bilingual;
use crate::language::Language;
use crate::locale::{format_date, group_digits};

/// The name of a sentence, written `Key("ledger-title")` so that a test can find every one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(pub &'static str);

/// A sentence with what is to be put into it, still in no language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    key: Key,
    arguments: Vec<(&'static str, Argument)>,
}

/// What may stand in a placeable; formatted when the language is known.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Argument {
    Text(String),
    Count(u64),
    Date(String),
    Said(Key),
    Named(Bilingual),
}

impl Message {
    /// The sentence of that key, as yet without arguments.
    pub const fn new(key: Key) -> Self {
        Self {
            key,
            arguments: Vec::new(),
        }
    }

    /// Fills `{ $name }` with a text; the page escapes it.
    #[must_use]
    pub fn with_text(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.arguments.push((name, Argument::Text(text.into())));
        self
    }

    /// Fills `{ $name }` with a count, grouped as the language groups digits; the sentence
    /// may choose its wording by it.
    #[must_use]
    pub fn with_count(mut self, name: &'static str, count: u64) -> Self {
        self.arguments.push((name, Argument::Count(count)));
        self
    }

    /// Fills `{ $name }` with another sentence or word of ours.
    #[must_use]
    pub fn with_key(mut self, name: &'static str, key: Key) -> Self {
        self.arguments.push((name, Argument::Said(key)));
        self
    }

    /// Fills `{ $name }` with a name that the register's tables give in both languages.
    #[must_use]
    pub fn with_named(mut self, name: &'static str, named: Bilingual) -> Self {
        self.arguments.push((name, Argument::Named(named)));
        self
    }

    /// Fills `{ $name }` with a date given in ISO order, perhaps partial: `1950-03`.
    #[must_use]
    pub fn with_date(mut self, name: &'static str, iso: impl Into<String>) -> Self {
        self.arguments.push((name, Argument::Date(iso.into())));
        self
    }
}

// Templates hand over references to references; `AsRef` sees through all of them.
impl AsRef<Self> for Key {
    fn as_ref(&self) -> &Self {
        self
    }
}

impl AsRef<Self> for Message {
    fn as_ref(&self) -> &Self {
        self
    }
}

impl From<Key> for Message {
    fn from(key: Key) -> Self {
        Self::new(key)
    }
}

/// The sentence of `key` in `language`. A key that nobody wrote is a mistake of ours: it
/// stops a debug build, and a release build shows the key rather than no page.
pub(crate) fn say(language: Language, message: &Message) -> String {
    let bundle = &BUNDLES[usize::from(language == Language::English)];
    let key = message.key.0;
    let Some(pattern) = bundle.get_message(key).and_then(|found| found.value()) else {
        debug_assert!(false, "no message `{key}` in {language:?}");
        return key.to_owned();
    };
    let mut arguments = FluentArgs::with_capacity(message.arguments.len());
    for (name, argument) in &message.arguments {
        let value: FluentValue<'_> = match argument {
            Argument::Text(text) => text.as_str().into(),
            Argument::Count(count) => (*count).into(),
            Argument::Date(iso) => format_date(iso).into(),
            Argument::Named(named) => named.in_language(language).into(),
            Argument::Said(key) => say(language, &Message::new(*key)).into(),
        };
        arguments.set(*name, value);
    }
    let mut errors = Vec::new();
    let text = bundle
        .format_pattern(pattern, Some(&arguments), &mut errors)
        .into_owned();
    debug_assert!(
        errors.is_empty(),
        "message `{key}` in {language:?}: {errors:?}"
    );
    text
}

macro_rules! embedded {
    ($language:literal) => {
        [
            embedded!($language, "words"),
            embedded!($language, "frame"),
            embedded!($language, "components"),
            embedded!($language, "problem"),
            embedded!($language, "sign-in"),
            embedded!($language, "search"),
            embedded!($language, "results"),
            embedded!($language, "person"),
            embedded!($language, "books"),
            embedded!($language, "events"),
            embedded!($language, "break-glass"),
            embedded!($language, "proposals"),
            embedded!($language, "units"),
            embedded!($language, "ledger"),
            embedded!($language, "operator"),
            embedded!($language, "developers"),
            embedded!($language, "desk"),
            embedded!($language, "desk-event"),
            embedded!($language, "desk-birth"),
            embedded!($language, "desk-care"),
            embedded!($language, "desk-family"),
            embedded!($language, "desk-change"),
            embedded!($language, "desk-residence"),
            embedded!($language, "desk-household"),
            embedded!($language, "desk-card"),
            embedded!($language, "desk-court"),
            embedded!($language, "account"),
        ]
    };
    ($language:literal, $file:literal) => {
        include_str!(concat!("../messages/", $language, "/", $file, ".ftl"))
    };
}

/// Vietnamese at 0, English at 1.
static BUNDLES: LazyLock<[FluentBundle<FluentResource>; 2]> = LazyLock::new(|| {
    let mut vietnamese = FluentBundle::new_concurrent(vec![langid!("vi")]);
    vietnamese.set_formatter(Some(|value, _| number(value, Language::Vietnamese)));
    fill(&mut vietnamese, &embedded!("vi"));
    let mut english = FluentBundle::new_concurrent(vec![langid!("en")]);
    english.set_formatter(Some(|value, _| number(value, Language::English)));
    fill(&mut english, &embedded!("en"));
    [vietnamese, english]
});

fn fill(bundle: &mut FluentBundle<FluentResource>, files: &[&str]) {
    // Both languages run from left to right, so placeables need no isolation marks, and a
    // copied name carries none along.
    bundle.set_use_isolating(false);
    for file in files {
        let resource = FluentResource::try_new((*file).to_owned())
            .expect("the embedded messages parse, which a test proves");
        bundle
            .add_resource(resource)
            .expect("no embedded key is written twice");
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "Fluent holds every number as f64; counts here are whole, and below 2^53"
)]
fn number(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value >= 0.0 => {
            Some(group_digits(number.value as u64, language))
        }
        _ => None,
    }
}
