//! What of a message can be covered by a signature (RFC 9421, section 2).

use axum::http::HeaderMap;

/// A message, as far as signatures see it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Message<'a> {
    pub(crate) method: &'a str,
    /// `http` or `https`.
    pub(crate) scheme: &'a str,
    /// Host and port, as the client named them.
    pub(crate) authority: &'a str,
    pub(crate) path: &'a str,
    pub(crate) query: Option<&'a str>,
    pub(crate) headers: &'a HeaderMap,
}

impl Message<'_> {
    /// The value of a component; nothing where the message has none of that name, or it is not one that is understood.
    pub(super) fn component(&self, name: &str) -> Option<String> {
        let path = if self.path.is_empty() { "/" } else { self.path };
        let query = self.query.map(|query| format!("?{query}"));
        Some(match name {
            "@method" => self.method.to_owned(),
            "@authority" => self.authority(),
            "@scheme" => self.scheme.to_ascii_lowercase(),
            "@path" => path.to_owned(),
            "@query" => query.unwrap_or_else(|| "?".to_owned()),
            "@request-target" => format!("{path}{}", query.unwrap_or_default()),
            "@target-uri" => {
                let (scheme, authority) = (self.scheme, self.authority());
                format!("{scheme}://{authority}{path}{}", query.unwrap_or_default())
            }
            derived if derived.starts_with('@') => return None,
            field => return self.field(field),
        })
    }

    /// Normalised: in small letters, without the port that the scheme has anyway (section 2.2.3).
    fn authority(&self) -> String {
        let authority = self.authority.to_ascii_lowercase();
        let port = if self.scheme == "https" {
            ":443"
        } else {
            ":80"
        };
        match authority.strip_suffix(port) {
            Some(host) => host.to_owned(),
            None => authority,
        }
    }

    /// The lines of a field, each without blanks around it, joined (section 2.1).
    fn field(&self, name: &str) -> Option<String> {
        if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return None;
        }
        let mut lines = Vec::new();
        for value in self.headers.get_all(name) {
            lines.push(value.to_str().ok()?.trim());
        }
        (!lines.is_empty()).then(|| lines.join(", "))
    }
}
