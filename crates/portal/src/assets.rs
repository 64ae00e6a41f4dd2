//! The files a page loads: one style sheet, one script, one mark. They are embedded, and nothing
//! else is ever asked for, from here or elsewhere.

use std::sync::LazyLock;

use axum::http::header;
use axum::response::{IntoResponse, Response};

/// The style sheet, written by hand.
pub const STYLE_SHEET: &str = include_str!("../assets/danh.css");

/// The script, written by hand: what pages do better with it, and can all do without.
pub const SCRIPT: &str = include_str!("../assets/danh.js");

/// The mark in the window's tab; the header carries the same drawing inline.
pub const MARK: &str = include_str!("../assets/mark.svg");

/// Where the mark is served.
pub const MARK_PATH: &str = "/assets/mark.svg";

/// Where the style sheet is served. The address holds a digest of the content, so that a
/// browser may keep the file for good and still never shows a new page in old clothes.
pub static STYLE_SHEET_PATH: LazyLock<String> =
    LazyLock::new(|| format!("/assets/danh-{:016x}.css", fingerprint(STYLE_SHEET)));

/// Where the script is served, named like the style sheet.
pub static SCRIPT_PATH: LazyLock<String> =
    LazyLock::new(|| format!("/assets/danh-{:016x}.js", fingerprint(SCRIPT)));

/// Answers with the style sheet.
pub fn style_sheet() -> Response {
    file("text/css; charset=utf-8", KEPT_FOR_GOOD, STYLE_SHEET)
}

/// Answers with the script.
pub fn script() -> Response {
    file("text/javascript; charset=utf-8", KEPT_FOR_GOOD, SCRIPT)
}

/// Answers with the mark.
pub fn mark() -> Response {
    file("image/svg+xml", "public, max-age=86400", MARK)
}

const KEPT_FOR_GOOD: &str = "public, max-age=31536000, immutable";

fn file(media_type: &'static str, caching: &'static str, content: &'static str) -> Response {
    (
        [
            (header::CONTENT_TYPE, media_type),
            (header::CACHE_CONTROL, caching),
        ],
        content,
    )
        .into_response()
}

/// FNV-1a: tells two versions of our own file apart, and promises nothing more.
fn fingerprint(content: &str) -> u64 {
    content.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_sheet_and_script_stay_small_and_load_nothing() {
        let bytes = STYLE_SHEET.len() + SCRIPT.len();
        assert!(bytes < 30_000, "{bytes} bytes");
        assert!(!SCRIPT.contains("import") && !SCRIPT.contains("://"));
        assert!(!SCRIPT.contains("innerHTML") && !SCRIPT.contains("eval"));
        assert!(!STYLE_SHEET.contains("url("));
        assert!(!STYLE_SHEET.contains("@import"));
    }
}
