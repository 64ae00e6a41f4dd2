//! A browser without a window: it keeps cookies and sends forms, and follows nothing by itself.

use std::collections::BTreeMap;
use std::fmt::Write;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use tower::ServiceExt;

use crate::office::Office;

const JSON: (&str, &str) = ("content-type", "application/json");

/// A browser at an office.
pub(crate) struct Browser<'a> {
    office: &'a Office,
    faces: Router,
    cookies: BTreeMap<String, String>,
    /// The headers it sends with every request.
    pub(crate) headers: Vec<(&'static str, &'static str)>,
    /// Those of the next request alone.
    once: Vec<(&'static str, String)>,
}

/// What came back.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) html: String,
}

impl<'a> Browser<'a> {
    pub(crate) fn new(office: &'a Office, faces: Router) -> Self {
        Self {
            office,
            faces,
            cookies: BTreeMap::new(),
            headers: Vec::new(),
            once: Vec::new(),
        }
    }

    /// The value of a cookie that it keeps.
    pub(crate) fn cookie(&self, name: &str) -> &str {
        &self.cookies[name]
    }

    /// All tabs of a person's page, one after another.
    pub(crate) fn every_tab(&mut self, address: &str) -> Page {
        let mut all = self.get(address);
        let separator = if address.contains('?') { '&' } else { '?' };
        for tab in ["family", "residence", "documents", "timeline"] {
            let page = self.get(&format!("{address}{separator}tab={tab}"));
            assert_eq!(page.status, all.status, "{tab}");
            all.html.push_str(&page.html);
        }
        all
    }

    /// Makes it keep a cookie.
    pub(crate) fn keep_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    pub(crate) fn get(&mut self, address: &str) -> Page {
        self.send(Method::GET, address, Body::empty())
    }

    pub(crate) fn post(&mut self, address: &str, fields: &[(&str, &str)]) -> Page {
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        self.send(Method::POST, address, Body::from(pairs.join("&")))
    }

    /// Opens the sign-in page, fills it in and sends it.
    pub(crate) fn enter(&mut self, fields: &[(&str, &str)]) -> Page {
        let page = self.get("/sign-in");
        let token = page.hidden("visitor_token").to_owned();
        let fields = [fields, &[("visitor_token", token.as_str())]].concat();
        self.post("/sign-in", &fields)
    }

    /// Sends a form of our own pages, with the token that they carry.
    pub(crate) fn send_form(&mut self, address: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.get("/search");
        let mut fields = fields.to_vec();
        // Whoever has not signed in has none, and sends the form all the same.
        fields.extend(page.form_token().map(|token| ("form_token", token)));
        self.post(address, &fields)
    }

    /// Asks as a program does, with the cookie for a token.
    pub(crate) fn call(
        &mut self,
        method: &str,
        address: &str,
        json: String,
        headers: Vec<(&'static str, String)>,
    ) -> Page {
        let method = method.parse().expect("tests use methods that are some");
        let own = std::mem::replace(&mut self.headers, vec![JSON]);
        self.once = headers;
        let page = self.send(method, address, Body::from(json));
        self.headers = own;
        page
    }

    fn send(&mut self, method: Method, address: &str, body: Body) -> Page {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut request = Request::builder()
            .method(method)
            .uri(address)
            .header(header::HOST, "danh.example")
            .header(header::COOKIE, cookies.join("; "));
        if !self.headers.contains(&JSON) {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        for (name, value) in &self.headers {
            request = request.header(*name, *value);
        }
        for (name, value) in self.once.drain(..) {
            request = request.header(name, value);
        }
        let request = request
            .body(body)
            .expect("tests send requests that are some");
        let page = self.office.block_on(async {
            let response = self
                .faces
                .clone()
                .oneshot(request)
                .await
                .expect("the router answers all");
            let (parts, body) = response.into_parts();
            let body = to_bytes(body, usize::MAX)
                .await
                .expect("the whole body comes");
            let html = String::from_utf8(body.into()).expect("pages are UTF-8");
            Page {
                status: parts.status,
                headers: parts.headers,
                html,
            }
        });
        self.keep_cookies(&page.headers);
        page
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for line in headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("our cookies are ASCII");
            let (name, rest) = line.split_once('=').expect("a cookie has a value");
            let value = rest.split(';').next().unwrap_or_default();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

impl Page {
    /// Where the answer leads.
    pub(crate) fn location(&self) -> Option<&str> {
        self.header("location")
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    pub(crate) fn contains(&self, text: &str) -> bool {
        self.html.contains(text)
    }

    /// What a hidden field carries.
    pub(crate) fn hidden(&self, name: &str) -> &str {
        let field = format!("name=\"{name}\" value=\"");
        let rest = self.html.split(&*field).nth(1);
        let rest = rest.unwrap_or_else(|| panic!("the page has a field {name}"));
        rest.split('"').next().unwrap_or_default()
    }

    fn form_token(&self) -> Option<&str> {
        let rest = self.html.split("name=\"form_token\" value=\"").nth(1)?;
        rest.split('"').next()
    }
}

fn encode(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        write!(encoded, "%{byte:02X}").expect("a string takes all that is written");
        encoded
    })
}
