//! E-mail addresses as people have them: a subset of RFC 5321 that mail systems agree on, without
//! quoted parts, comments and addresses in brackets.

use std::fmt;
use std::str::FromStr;

use crate::text::serde_as_text;

/// An address: 64 ASCII characters at most before the `@`, a domain of two labels at least
/// behind it, 254 in all. The domain is kept in lower case, what stands before it as given.
/// `Debug` shows the domain alone.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EmailAddress(Box<str>);

/// Why a text is not an e-mail address. The text itself is not repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EmailAddressError {
    /// No `@`, or several.
    #[error("an e-mail address has one `@`")]
    At,
    /// Longer than mail systems carry.
    #[error("an e-mail address has at most 64 characters before its `@` and 254 in all")]
    TooLong,
    /// What stands before the `@` is empty, or has a character or a full stop out of place.
    #[error(
        "before the `@` stand letters, digits and signs without accents, with single full stops between"
    )]
    Local,
    /// What stands behind the `@` is no domain.
    #[error("behind the `@` stands a domain such as `example.vn`")]
    Domain,
}

impl EmailAddress {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands behind the `@`.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// What RFC 5322 calls an atom.
fn is_atom(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
}

fn is_label(text: &str) -> bool {
    (1..=63).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

fn is_domain(text: &str) -> bool {
    let top = text.rsplit('.').next().unwrap_or_default();
    text.contains('.')
        && text.split('.').all(is_label)
        && top.len() >= 2
        && !top.bytes().all(|b| b.is_ascii_digit())
}

impl FromStr for EmailAddress {
    type Err = EmailAddressError;

    /// Spaces around the address are left out.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let (local, domain) = text.split_once('@').ok_or(EmailAddressError::At)?;
        if domain.contains('@') {
            return Err(EmailAddressError::At);
        }
        if local.len() > 64 || text.len() > 254 {
            return Err(EmailAddressError::TooLong);
        }
        if !local.split('.').all(is_atom) {
            return Err(EmailAddressError::Local);
        }
        if !is_domain(domain) {
            return Err(EmailAddressError::Domain);
        }
        Ok(Self(
            format!("{local}@{}", domain.to_ascii_lowercase()).into(),
        ))
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "EmailAddress(***@{})", self.domain())
    }
}

serde_as_text!(EmailAddress, "an e-mail address");

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn address(text: &str) -> Result<String, EmailAddressError> {
        text.parse::<EmailAddress>().map(|it| it.to_string())
    }

    #[test]
    fn the_domain_is_kept_in_lower_case() {
        assert_eq!(
            address(" Lan.Ng+so@Example.VN "),
            Ok("Lan.Ng+so@example.vn".to_owned())
        );
        let parsed: EmailAddress = "an@mail.example.vn".parse().unwrap();
        assert_eq!(parsed.domain(), "mail.example.vn");
        assert_eq!(format!("{parsed:?}"), "EmailAddress(***@mail.example.vn)");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        assert_eq!(address(""), Err(EmailAddressError::At));
        assert_eq!(address("a@b@c.vn"), Err(EmailAddressError::At));
        for local in ["", ".an", "an.", "a..n", "a n", "ăn", "\"an\"", "a\u{0}n"] {
            assert_eq!(
                address(&format!("{local}@example.vn")),
                Err(EmailAddressError::Local),
                "{local}"
            );
        }
        for domain in [
            "",
            "example",
            "example.",
            ".vn",
            "-a.vn",
            "a-.vn",
            "a_b.vn",
            "10.0.0.1",
            "a.v",
            "[1.1.1.1]",
            "ví-dụ.vn",
        ] {
            assert_eq!(
                address(&format!("an@{domain}")),
                Err(EmailAddressError::Domain),
                "{domain}"
            );
        }
        assert_eq!(
            address(&format!("{}@example.vn", "a".repeat(65))),
            Err(EmailAddressError::TooLong)
        );
        assert_eq!(
            address(&format!("an@{}.vn", "a.".repeat(130))),
            Err(EmailAddressError::TooLong)
        );
    }

    proptest! {
        #[test]
        fn an_address_comes_back(text in "[a-zA-Z0-9_+-]{1,20}(\\.[a-z0-9]{1,9})?@([a-z0-9]{1,9}\\.){1,3}[a-z]{2,6}") {
            prop_assert_eq!(address(&text), Ok(text));
        }

        #[test]
        fn any_text_is_parsed_or_refused(text in "(\\PC{0,30}|[a-z.@-]{0,20})") {
            if let Ok(address) = text.parse::<EmailAddress>() {
                prop_assert_eq!(address.to_string().parse(), Ok(address));
            }
        }
    }
}
