//! One request, and what came of it.

use std::fmt::Write as _;
use std::time::Instant;

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, header};
use tower::ServiceExt as _;

use super::Answer;
use super::office::{Office, Seat};

/// A request that an officer sends.
#[derive(Debug, Clone)]
pub(super) struct Ask {
    pub(super) seat: Option<Seat>,
    pub(super) address: String,
    /// The fields of a form, if it is one.
    pub(super) form: Option<Vec<(&'static str, String)>>,
}

impl Ask {
    /// A page that an officer opens.
    pub(super) fn get(seat: Seat, address: impl Into<String>) -> Self {
        Self {
            seat: Some(seat),
            address: address.into(),
            form: None,
        }
    }

    /// A form that an officer sends.
    pub(super) fn form(
        seat: Seat,
        address: impl Into<String>,
        fields: Vec<(&'static str, String)>,
    ) -> Self {
        Self {
            form: Some(fields),
            ..Self::get(seat, address)
        }
    }

    /// A page that anybody opens.
    pub(super) fn of_anybody(address: impl Into<String>) -> Self {
        Self {
            seat: None,
            address: address.into(),
            form: None,
        }
    }
}

/// Whoever can be asked.
pub(super) trait Asking {
    /// Sends a request and waits for the last byte of its answer.
    fn ask(&mut self, ask: &Ask) -> anyhow::Result<Answer>;
}

impl Asking for Office {
    fn ask(&mut self, ask: &Ask) -> anyhow::Result<Answer> {
        let request = self.request(ask)?;
        let app = self.app.clone();
        self.waits.take();
        let began = Instant::now();
        let (parts, body) = metrics::with_local_recorder(&self.listener, || {
            self.runtime.block_on(async {
                let (parts, body) = app.oneshot(request).await?.into_parts();
                let body = to_bytes(body, usize::MAX).await?;
                anyhow::Ok((parts, body))
            })
        })?;
        let took = began.elapsed();
        let location = parts.headers.get(header::LOCATION);
        Ok(Answer {
            status: parts.status.as_u16(),
            took,
            waited: self.waits.take(),
            location: location
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned),
            body: body.into(),
        })
    }
}

impl Office {
    fn request(&self, ask: &Ask) -> anyhow::Result<Request<Body>> {
        let method = if ask.form.is_some() {
            Method::POST
        } else {
            Method::GET
        };
        let mut request = Request::builder()
            .method(method)
            .uri(&ask.address)
            .header(header::HOST, "danh.localhost")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let mut body = String::new();
        if let Some(seat) = ask.seat {
            let token = self.token(seat);
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", token.reveal()));
            for (name, value) in ask.form.iter().flatten() {
                write!(body, "{name}={}&", encoded(value))?;
            }
            if ask.form.is_some() {
                let form_token = self.signed_in(seat)?.form_token();
                write!(body, "form_token={form_token}")?;
            }
        }
        let body = if ask.form.is_some() {
            Body::from(body)
        } else {
            Body::empty()
        };
        Ok(request.body(body)?)
    }
}

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        write!(encoded, "%{byte:02X}").expect("a string takes all that is written");
        encoded
    })
}
