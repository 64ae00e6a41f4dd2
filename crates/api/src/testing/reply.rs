//! What the API answered, taken apart for tests.

use axum::http::{HeaderMap, StatusCode};
use serde_json::Value;

/// What came back.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The value of a header; empty when there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    /// What a problem says, without the id of its request.
    pub(crate) fn problem_words(&self) -> Value {
        let mut problem = self.json();
        problem.as_object_mut().unwrap().remove("request_id");
        problem
    }

    /// What was written, which must have been.
    pub(crate) fn receipt(&self) -> Value {
        assert_eq!(self.status, StatusCode::CREATED, "{}", self.text());
        self.json()
    }

    /// The code of a problem and the fields that it names.
    pub(crate) fn refusal(&self) -> (String, Vec<String>) {
        let code = self.json()["code"].as_str().unwrap().to_owned();
        let is_about_fields = self.json().get("errors").is_some();
        let pointers = if is_about_fields {
            self.pointers()
        } else {
            Vec::new()
        };
        (code, pointers)
    }

    /// The fields that a problem names.
    pub(crate) fn pointers(&self) -> Vec<String> {
        let problem = self.json();
        let errors = problem["errors"].as_array().unwrap().iter();
        errors
            .map(|error| error["pointer"].as_str().unwrap().to_owned())
            .collect()
    }
}
