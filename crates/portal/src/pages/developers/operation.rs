//! One operation of the API: what it takes, what it answers, with examples.

use crate::messages::{Key, Message};
use crate::page::{Frame, Page};

/// An operation.
#[derive(Clone, Debug)]
pub struct OperationView {
    /// `GET` and the like.
    pub method: String,
    /// The path, with its parameters in braces.
    pub path: String,
    /// What it does, in English.
    pub summary: String,
    /// Whether anybody may call it, or only who is signed in.
    pub is_open: bool,
    /// What stands in path, query and headers.
    pub parameters: Vec<FieldLine>,
    /// What stands in the body, if there is one.
    pub body: Option<BodyPart>,
    /// What may be answered.
    pub answers: Vec<AnswerPart>,
}

/// A parameter or a field of a body.
#[derive(Clone, Debug)]
pub struct FieldLine {
    /// Its name.
    pub name: String,
    /// Where it stands: `path`, `query`, `header`; nothing for a field.
    pub place: String,
    /// What kind of value it is, in the words of JSON Schema.
    pub kind: String,
    /// Whether it must be there.
    pub is_required: bool,
    /// What it means, in English.
    pub about: String,
}

/// A body.
#[derive(Clone, Debug)]
pub struct BodyPart {
    /// Its fields.
    pub fields: Vec<FieldLine>,
    /// One that could be sent.
    pub example: String,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct AnswerPart {
    /// The HTTP status.
    pub status: String,
    /// What it means, in English.
    pub about: String,
    /// The codes of problems it may carry.
    pub codes: Vec<String>,
    /// Its fields.
    pub fields: Vec<FieldLine>,
    /// One that could be given.
    pub example: Option<String>,
}

crate::pages::template!(OperationView, "pages/operation.html");

impl Page for OperationView {
    fn title(&self) -> Message {
        let title = Message::new(Key("developers-operation"));
        title.with_text("operation", format!("{} {}", self.method, self.path))
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
