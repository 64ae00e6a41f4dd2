//! Every page with data made up for it: what tests render, browsers check and people look
//! at. A page that is not here is not tested, so a new page brings its examples along.

use std::borrow::Cow;

use crate::bilingual::Bilingual;
use crate::language::Language;
use crate::page::{Frame, Page, Reader, Standing, Visit};
use crate::pages;

/// A page, filled.
pub struct Example {
    /// The name of the example, fit for a file.
    pub name: Cow<'static, str>,
    page: Box<dyn Page>,
    visit: Visit,
}

impl Example {
    /// An example of a page that an officer sees at `address`.
    pub fn new(
        name: impl Into<Cow<'static, str>>,
        address: &str,
        page: impl Page + 'static,
    ) -> Self {
        let mut example = Self::signed_out(name, address, page);
        example.visit.reader = Some(Reader {
            name: "Đỗ Thuỳ Dương".into(),
            authority: Some(Bilingual {
                vietnamese: "Công an phường Hồng Hà".into(),
                english: "Police of Hồng Hà Ward".into(),
            }),
            form_token: "an-example-of-a-form-token".into(),
            emergency_until: None,
            standing: Standing::SignedIn,
        });
        example
    }

    /// An example of a page that somebody sees of whom something is still asked.
    pub fn signing_in(
        name: impl Into<Cow<'static, str>>,
        address: &str,
        page: impl Page + 'static,
    ) -> Self {
        let mut example = Self::new(name, address, page);
        if let Some(reader) = &mut example.visit.reader {
            reader.standing = Standing::SigningIn;
        }
        example
    }

    /// An example of a page that anybody sees at `address`.
    pub fn signed_out(
        name: impl Into<Cow<'static, str>>,
        address: &str,
        page: impl Page + 'static,
    ) -> Self {
        let visit = Visit {
            address: address.to_owned(),
            ..Visit::default()
        };
        Self {
            name: name.into(),
            page: Box::new(page),
            visit,
        }
    }

    /// The example as a reader of that language gets it.
    pub fn html(&self, language: Language) -> Result<String, askama::Error> {
        let visit = Visit {
            language,
            ..self.visit.clone()
        };
        self.page.html(&Frame::of(&visit, self.page.as_ref()))
    }
}

/// All examples of all pages.
pub fn all() -> Vec<Example> {
    [
        pages::sign_in::examples::examples(),
        pages::sign_in_code::examples::examples(),
        pages::account::examples::examples(),
        pages::account_password::examples::examples(),
        pages::second_factor::examples::examples(),
        pages::search::examples::examples(),
        pages::results::examples::examples(),
        pages::person::examples::examples(),
        pages::household::examples::examples(),
        pages::person::readers::examples::examples(),
        pages::books::examples::examples(),
        pages::home::examples::examples(),
        pages::draft::examples::examples(),
        pages::event::examples::examples(),
        pages::units::examples::examples(),
        pages::unit::examples::examples(),
        pages::outside::examples::examples(),
        pages::break_glass::examples::examples(),
        pages::proposals::examples::examples(),
        pages::proposal::examples::examples(),
        pages::propose::examples::examples(),
        pages::ledger::examples::examples(),
        pages::operator::examples::examples(),
        pages::developers::examples::examples(),
        pages::problem::examples::examples(),
        pages::components::examples::examples(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
