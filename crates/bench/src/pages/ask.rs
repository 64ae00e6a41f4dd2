//! One request, and what came of it.

use std::fmt::Write as _;
use std::time::Instant;

use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use tower::ServiceExt as _;

use super::Answer;
use super::office::{Office, Seat};

/// A request that an officer sends.
#[derive(Debug, Clone)]
pub(super) struct Ask {
    pub(super) seat: Option<Seat>,
    pub(super) address: String,
    /// The fields of a form, if it is one.
    pub(super) form: Option<Vec<(String, String)>>,
    /// What a program sends.
    pub(super) json: Option<serde_json::Value>,
}

impl Ask {
    /// A page that an officer opens.
    pub(super) fn get(seat: Seat, address: impl Into<String>) -> Self {
        Self {
            seat: Some(seat),
            address: address.into(),
            form: None,
            json: None,
        }
    }

    /// A form that an officer sends.
    pub(super) fn form<N: Into<String>>(
        seat: Seat,
        address: impl Into<String>,
        fields: Vec<(N, String)>,
    ) -> Self {
        let fields = fields.into_iter().map(|(name, value)| (name.into(), value));
        Self {
            form: Some(fields.collect()),
            ..Self::get(seat, address)
        }
    }

    /// A page that anybody opens.
    pub(super) fn of_anybody(address: impl Into<String>) -> Self {
        Self {
            seat: None,
            address: address.into(),
            form: None,
            json: None,
        }
    }

    /// What a program of an officer sends.
    pub(super) fn json(seat: Seat, address: impl Into<String>, json: serde_json::Value) -> Self {
        Self {
            json: Some(json),
            ..Self::get(seat, address)
        }
    }

    /// In capitals.
    pub(super) const fn method(&self) -> &'static str {
        if self.form.is_some() || self.json.is_some() {
            "POST"
        } else {
            "GET"
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
        let mut request = Request::builder()
            .method(ask.method())
            .uri(&ask.address)
            .header(header::HOST, "danh.localhost");
        if let Some(seat) = ask.seat {
            let bearer = format!("Bearer {}", self.token(seat).reveal());
            request = request.header(header::AUTHORIZATION, bearer);
        }
        if let Some(json) = &ask.json {
            let request = request.header(header::CONTENT_TYPE, "application/json");
            return Ok(request.body(Body::from(serde_json::to_vec(json)?))?);
        }
        let Some(fields) = &ask.form else {
            return Ok(request.body(Body::empty())?);
        };
        let mut body = String::new();
        for (name, value) in fields {
            write!(body, "{name}={}&", encoded(value))?;
        }
        if let Some(seat) = ask.seat {
            write!(body, "form_token={}", self.signed_in(seat)?.form_token())?;
        }
        let form = "application/x-www-form-urlencoded";
        let request = request.header(header::CONTENT_TYPE, form);
        Ok(request.body(Body::from(body))?)
    }
}

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        write!(encoded, "%{byte:02X}").expect("a string takes all that is written");
        encoded
    })
}
