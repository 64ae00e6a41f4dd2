//! What may not be in the lock file. `deny.toml` says the same to those who have cargo-deny;
//! this needs nothing installed.

use super::Finding;

/// TLS is rustls; C libraries that are not bundled are for nobody.
const UNWANTED: &[&str] = &["openssl", "openssl-sys", "native-tls"];

/// Heavy crates, and crates of which two copies would not understand each other.
const ONE_COPY: &[&str] = &[
    "arrow-array",
    "axum",
    "hyper",
    "jiff",
    "libsqlite3-sys",
    "parquet",
    "rustls",
    "tokio",
];

/// Names the crates that nothing may pull in.
pub(super) fn unwanted(lock: &str) -> Vec<Finding> {
    let found = names(lock).filter(|name| UNWANTED.contains(name));
    found
        .map(|name| Finding::new("Cargo.lock", format!("holds `{name}`")))
        .collect()
}

/// Names the crates that are there in more than one version.
pub(super) fn second_copies(lock: &str) -> Vec<Finding> {
    let copies = |name: &str| names(lock).filter(|known| *known == name).count();
    let doubled = ONE_COPY.iter().filter(|name| copies(name) > 1);
    doubled
        .map(|name| Finding::new("Cargo.lock", format!("holds `{name}` twice")))
        .collect()
}

fn names(lock: &str) -> impl Iterator<Item = &str> {
    lock.lines()
        .filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "[[package]]\nname = \"tokio\"\nversion = \"1.0.0\"\n\
                        [[package]]\nname = \"tokio\"\nversion = \"2.0.0\"\n\
                        [[package]]\nname = \"openssl-sys\"\nversion = \"0.9.0\"\n";

    #[test]
    fn openssl_and_second_copies_are_named() {
        assert_eq!(
            unwanted(LOCK),
            [Finding::new("Cargo.lock", "holds `openssl-sys`")]
        );
        assert_eq!(
            second_copies(LOCK),
            [Finding::new("Cargo.lock", "holds `tokio` twice")]
        );
        assert_eq!(unwanted("name = \"rustls\""), []);
    }

    #[test]
    fn cargo_deny_is_told_the_same() {
        let deny = include_str!("../../../deny.toml");
        for name in UNWANTED.iter().chain(ONE_COPY) {
            assert!(
                deny.contains(&format!("\"{name}\"")),
                "deny.toml does not name `{name}`"
            );
        }
    }
}
