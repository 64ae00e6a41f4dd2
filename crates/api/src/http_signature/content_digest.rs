//! `Content-Digest` (RFC 9530): what ties the body to a signature that covers the field.

use data_encoding::BASE64;
use sha2::{Digest as _, Sha256, Sha512};

use super::structured::{Bare, Item, Member, dictionary};

/// The field for a body, by SHA-256.
pub(crate) fn of(body: &[u8]) -> String {
    format!("sha-256=:{}:", BASE64.encode(&Sha256::digest(body)))
}

/// Whether a field is a body's: every digest of an algorithm that is known here fits, and there is at least one.
pub(crate) fn fits(field: &str, body: &[u8]) -> bool {
    let Some(members) = dictionary(field) else {
        return false;
    };
    let mut known = 0;
    for (algorithm, member) in members {
        let expected = match &*algorithm {
            "sha-256" => Sha256::digest(body).to_vec(),
            "sha-512" => Sha512::digest(body).to_vec(),
            _ => continue,
        };
        let Member::Item(Item {
            bare: Bare::Bytes(digest),
            ..
        }) = member
        else {
            return false;
        };
        if digest != expected {
            return false;
        }
        known += 1;
    }
    known > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The digest of RFC 9421, appendix B.2.
    const PUBLISHED: &str = "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:";

    #[test]
    fn agrees_with_what_is_published() {
        assert!(fits(PUBLISHED, br#"{"hello": "world"}"#));
        assert!(!fits(PUBLISHED, br#"{"hello": "World"}"#));
    }

    #[test]
    fn every_known_digest_fits_and_there_is_one() {
        let (own, body) = (of(b"{}"), b"{}");
        assert!(fits(&own, body));
        assert!(fits(&format!("md5=:AAAA:, {own}"), body));
        for field in [
            "",
            "md5=:AAAA:",
            "sha-256=1",
            &format!("{own}, {PUBLISHED}"),
        ] {
            assert!(!fits(field, body), "{field}");
        }
    }
}
