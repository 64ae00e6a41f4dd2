//! Refuses forms that another site sends in the reader's name.
//!
//! The session's cookie is `SameSite=Strict`, which already keeps it from a stranger's form;
//! this is the second lock. A browser says where a request comes from in `Sec-Fetch-Site`
//! (Fetch Metadata) or, where it does not speak that (plain HTTP inside a network), in
//! `Origin` (RFC 6454). `Origin: null` says nothing, because our own pages send no referrer
//! and a browser then hides the origin of their forms too; the first lock decides alone.

use axum::http::{HeaderMap, Method, header};

/// Whether a request may have its effect, by where it says it comes from.
pub(crate) fn is_acceptable(method: &Method, headers: &HeaderMap) -> bool {
    if method.is_safe() {
        return true;
    }
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match text(header::ORIGIN.as_str()) {
        None | Some("null") => true,
        Some(origin) => {
            let host = text(header::HOST.as_str()).unwrap_or_default();
            origin
                .split_once("://")
                .is_some_and(|(_, from)| from.eq_ignore_ascii_case(host))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn post(headers: &[(&'static str, &'static str)]) -> bool {
        let mut map = HeaderMap::new();
        map.insert(header::HOST, HeaderValue::from_static("danh.example:8443"));
        for (name, value) in headers {
            map.insert(*name, HeaderValue::from_static(value));
        }
        is_acceptable(&Method::POST, &map)
    }

    #[test]
    fn our_own_forms_pass() {
        assert!(post(&[
            ("sec-fetch-site", "same-origin"),
            ("origin", "null")
        ]));
        assert!(post(&[("origin", "https://danh.example:8443")]));
        assert!(post(&[("origin", "null")]));
        assert!(post(&[]));
    }

    #[test]
    fn forms_of_another_site_do_not() {
        assert!(!post(&[("sec-fetch-site", "cross-site")]));
        assert!(!post(&[
            ("sec-fetch-site", "same-site"),
            ("origin", "https://danh.example:8443")
        ]));
        assert!(!post(&[("origin", "https://danh.example")]));
        assert!(!post(&[("origin", "https://evil.example")]));
    }

    #[test]
    fn reading_is_free() {
        let mut headers = HeaderMap::new();
        headers.insert("sec-fetch-site", HeaderValue::from_static("cross-site"));
        assert!(is_acceptable(&Method::GET, &headers));
    }
}
