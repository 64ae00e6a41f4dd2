//! `GET /components`, `GET /components/{name}`: every component in every state, for whoever
//! builds pages. Only the demo has them.

use crate::components::examples::{Specimen, specimens};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page};

pub mod examples;
pub(crate) mod handlers;

/// All components by name.
#[derive(Clone, Debug)]
pub struct ComponentsView {
    /// The components.
    pub specimens: &'static [Specimen],
}

impl ComponentsView {
    /// All there are.
    pub fn all() -> Self {
        Self {
            specimens: specimens(),
        }
    }
}

super::template!(ComponentsView, "pages/components.html");

impl Page for ComponentsView {
    fn title(&self) -> Message {
        Key("components-title").into()
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}

/// One component in every state.
#[derive(Clone, Debug)]
pub struct ComponentView {
    /// The component.
    pub specimen: Specimen,
}

impl ComponentView {
    /// The component of that name.
    pub fn of(name: &str) -> Option<Self> {
        let specimen = specimens().iter().find(|it| it.name == name)?;
        Some(Self {
            specimen: specimen.clone(),
        })
    }
}

mod one {
    use super::ComponentView;

    crate::pages::template!(ComponentView, "pages/component.html");

    impl ComponentView {
        pub(super) fn filled(&self, frame: &crate::page::Frame) -> Result<String, askama::Error> {
            Filled::of(self, frame)
        }
    }
}

impl Page for ComponentView {
    fn title(&self) -> Message {
        self.specimen.title.into()
    }

    fn has_errors(&self) -> bool {
        self.specimen.has_errors()
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        self.filled(frame)
    }
}
