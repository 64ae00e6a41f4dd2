//! The frame around every page: title, header, navigation, language switch, sign-out.
//!
//! A page is a plain value, its view, that says nothing of languages or requests; a
//! [`Visit`] is the request's side: who reads, in which language, at which address. Both
//! together make the HTML.

use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use crate::assets;
use crate::bilingual::Bilingual;
use crate::components::{Notice, Tone};
use crate::language::Language;
use crate::locale::Locale;
use crate::messages::{Key, Message};

/// A page's view: what it shows, in no language yet.
pub trait Page: Send + Sync {
    /// What the page is, said first in the window's title; most pages repeat it in `h1`.
    fn title(&self) -> Message;

    /// The part of the portal that the navigation marks as the present one.
    fn section(&self) -> Option<Section> {
        None
    }

    /// Whether the reader sent something that must be mended; the title says so first.
    fn has_errors(&self) -> bool {
        false
    }

    /// What the reader sent to get here, when it came in a body: the language switch sends
    /// it again, because it must not stand in an address.
    fn sent(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// The whole page.
    fn html(&self, frame: &Frame) -> Result<String, askama::Error>;
}

/// A part of the portal that has its place in the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The desk: what waits, and forms.
    Desk,
    /// Search, results and persons.
    Search,
    /// Administrative units.
    Units,
    /// The state of the ledger.
    Ledger,
}

impl Section {
    const ALL: [Self; 4] = [Self::Desk, Self::Search, Self::Units, Self::Ledger];

    const fn href(self) -> &'static str {
        match self {
            Self::Desk => "/",
            Self::Search => "/search",
            Self::Units => "/units",
            Self::Ledger => "/ledger",
        }
    }

    const fn label(self) -> Key {
        match self {
            Self::Desk => Key("nav-desk"),
            Self::Search => Key("nav-search"),
            Self::Units => Key("nav-units"),
            Self::Ledger => Key("nav-ledger"),
        }
    }
}

/// The request's side of a page.
#[derive(Clone, Debug, Default)]
pub struct Visit {
    /// The language to speak.
    pub language: Language,
    /// The address that was asked for, path and query, without `lang`.
    pub address: String,
    /// Who has signed in.
    pub reader: Option<Reader>,
    /// The id under which the request stands in the log.
    pub request_id: String,
}

/// Who has signed in, as the header shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// The officer's name.
    pub name: String,
    /// The authority the officer acts for.
    pub authority: Option<Bilingual>,
    /// What forms of this session carry, so that no other site can send them.
    pub form_token: String,
    /// Until when, on the clock of Vietnam, an emergency reading counts that was opened in this session.
    pub emergency_until: Option<String>,
    /// Whether anything is still asked of them.
    pub standing: Standing,
}

/// How far somebody has come in signing in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Everything that is asked was given; every page of theirs is open.
    SignedIn,
    /// The password was right; something is still asked.
    SigningIn,
}

impl Reader {
    /// Said on every page while an emergency reading counts.
    pub(crate) fn emergency_notice(&self) -> Option<Notice> {
        let until = self.emergency_until.as_ref()?;
        Some(Notice {
            tone: Tone::Attention,
            message: Message::new(Key("break-glass-now")).with_text("until", until),
            link: None,
        })
    }
}

/// What the frame's template needs.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The language of the page.
    pub t: Locale,
    /// The page's title, without the name of the portal.
    pub title: Message,
    /// Whether the title begins with the word for an error.
    pub has_errors: bool,
    /// Who has signed in; without anybody, header and navigation stay bare.
    pub reader: Option<Reader>,
    section: Option<Section>,
    address: String,
    /// The style sheet's address, which changes with its content.
    pub(crate) style_sheet: &'static str,
    /// The script's address, likewise.
    pub(crate) script: &'static str,
    /// What the language switch must send again.
    pub sent: Vec<(&'static str, String)>,
}

impl Frame {
    /// The frame of `page` for this visit.
    pub fn of(visit: &Visit, page: &(impl Page + ?Sized)) -> Self {
        Self {
            t: Locale::of(visit.language),
            title: page.title(),
            has_errors: page.has_errors(),
            reader: visit.reader.clone(),
            section: page.section(),
            address: visit.address.clone(),
            style_sheet: assets::STYLE_SHEET_PATH.as_str(),
            script: assets::SCRIPT_PATH.as_str(),
            sent: page.sent(),
        }
    }

    /// Who has signed in, once nothing more is asked of them.
    pub(crate) fn whole_reader(&self) -> Option<&Reader> {
        let reader = self.reader.as_ref();
        reader.filter(|reader| reader.standing == Standing::SignedIn)
    }

    /// Address, label and "is the present one" of every entry of the navigation.
    pub(crate) fn navigation(&self) -> impl Iterator<Item = (&'static str, Key, bool)> {
        Section::ALL
            .map(|section| {
                (
                    section.href(),
                    section.label(),
                    self.section == Some(section),
                )
            })
            .into_iter()
    }

    /// The language that the switch offers.
    pub(crate) fn other(&self) -> Language {
        self.t.language.other()
    }

    /// This page's address in the other language.
    pub(crate) fn switch_address(&self) -> String {
        let separator = if self.address.contains('?') { '&' } else { '?' };
        format!("{}{separator}lang={}", self.address, self.other().code())
    }
}

/// The answer that carries `page`. Nobody may keep a copy: pages show persons.
pub fn respond(visit: &Visit, status: StatusCode, page: &impl Page) -> Response {
    match page.html(&Frame::of(visit, page)) {
        Ok(html) => {
            let language = visit.language.code();
            (
                status,
                [
                    (header::CONTENT_LANGUAGE, language),
                    (header::CACHE_CONTROL, "no-store"),
                    (header::VARY, "Cookie, Accept-Language"),
                ],
                Html(html),
            )
                .into_response()
        }
        // Rendering writes to memory and formats plain values; it has no way to fail that a
        // reader could do anything about.
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::problem::{Problem, ProblemView};

    fn a_page() -> ProblemView {
        ProblemView {
            problem: Problem::NotFound,
            request_id: String::new(),
        }
    }

    #[test]
    fn the_switch_keeps_the_address_and_its_query() {
        let visit = Visit {
            address: "/units?on=2020-01-01".into(),
            ..Visit::default()
        };
        let frame = Frame::of(&visit, &a_page());
        assert_eq!(frame.switch_address(), "/units?on=2020-01-01&lang=en");
        let visit = Visit {
            address: "/search".into(),
            language: Language::English,
            ..Visit::default()
        };
        let frame = Frame::of(&visit, &a_page());
        assert_eq!(frame.switch_address(), "/search?lang=vi");
    }
}
