//! Answers that whoever has them already need not be sent again (RFC 9110, section 13.1.2).
//!
//! For what is about nobody only. An answer about a person is `no-store`, so nobody keeps a copy of which a 304 could speak, and
//! that it is still the same would have to be recorded like any other telling.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

/// How long whoever fetched it may use it without asking again.
const CACHE_CONTROL: &str = "public, max-age=300";

/// A document of JSON that is the same for everybody, or that the caller has it already.
pub(crate) fn public_json(asked: &HeaderMap, document: &[u8]) -> Response {
    let etag = etag_of(document);
    let is_known = has(asked, &etag);
    let headers = [
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static(CACHE_CONTROL),
        ),
        (
            header::ETAG,
            HeaderValue::try_from(etag).expect("a hash is hexadecimal"),
        ),
    ];
    if is_known {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let media = [(header::CONTENT_TYPE, "application/json")];
    (headers, media, Body::from(document.to_vec())).into_response()
}

fn etag_of(document: &[u8]) -> String {
    let hash = Sha256::digest(document);
    let (first, _) = hash.split_at(16);
    let first = u128::from_be_bytes(first.try_into().expect("half of a hash of 32 bytes"));
    format!("\"{first:032x}\"")
}

/// Whether `If-None-Match` names the document, weakly or strongly.
fn has(asked: &HeaderMap, etag: &str) -> bool {
    let lines = asked.get_all(header::IF_NONE_MATCH).iter();
    let lines = lines.filter_map(|line| line.to_str().ok());
    lines
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(if_none_match: &[&'static str]) -> StatusCode {
        let value = |text: &&'static str| HeaderValue::from_static(text);
        let headers = if_none_match.iter().map(value);
        let headers = headers
            .map(|value| (header::IF_NONE_MATCH, value))
            .collect();
        public_json(&headers, b"{}").status()
    }

    #[test]
    fn who_has_it_is_not_sent_it_again() {
        let sent = public_json(&HeaderMap::new(), b"{}");
        assert_eq!(sent.status(), StatusCode::OK);
        let etag = sent.headers()[header::ETAG].to_str().unwrap().to_owned();
        assert_ne!(etag, etag_of(b"[]"));
        let etag: &'static str = etag.leak();
        let weak: &'static str = format!("\"other\", W/{etag}").leak();
        for known in [&[etag][..], &["\"other\"", etag], &[weak], &["*"]] {
            assert_eq!(status(known), StatusCode::NOT_MODIFIED, "{known:?}");
        }
        for unknown in [&[][..], &["\"other\""], &[""]] {
            assert_eq!(status(unknown), StatusCode::OK, "{unknown:?}");
        }
    }
}
