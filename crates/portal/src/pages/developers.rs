//! `GET /developers`, `/developers/problems` and `/developers/{operation}`: the API for people who write programs.
//!
//! Both are made from the OpenAPI document, which is made from the code, so they cannot say anything
//! else than what the API does. The document speaks English; what stands around it, both languages.

use crate::messages::{Key, Message};
use crate::page::{Frame, Page};

pub mod examples;
pub(crate) mod handlers;
pub mod operation;
pub mod problems;
pub mod read;

/// All operations by what they are about.
#[derive(Clone, Debug)]
pub struct DevelopersView {
    /// The version of the API.
    pub version: String,
    /// What the API is, in English.
    pub about: String,
    /// The operations.
    pub groups: Vec<Group>,
}

/// Operations about one thing.
#[derive(Clone, Debug)]
pub struct Group {
    /// What they are about: a tag of the document.
    pub name: String,
    /// The operations.
    pub operations: Vec<OperationLine>,
}

/// An operation in the list.
#[derive(Clone, Debug)]
pub struct OperationLine {
    /// The name that its page has.
    pub id: String,
    /// `GET` and the like.
    pub method: String,
    /// The path, with its parameters in braces.
    pub path: String,
    /// What it does, in English.
    pub summary: String,
}

super::template!(DevelopersView, "pages/developers.html");

impl Page for DevelopersView {
    fn title(&self) -> Message {
        Key("developers-title").into()
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
