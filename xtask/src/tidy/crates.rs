//! What a crate declares of itself, and which crates from elsewhere it may name.

use super::Finding;
use crate::workspace::Package;

const LICENCE: &str = "EUPL-1.2";

/// Crates from elsewhere that only some of ours may name, because the house says that the rest
/// knows nothing of them.
const KEPT_TO: &[(&[&str], &[&str])] = &[
    // HTTP ends at the faces; the benchmark opens their pages.
    (
        &[
            "axum",
            "hyper",
            "tower",
            "tower-http",
            "utoipa",
            "utoipa-axum",
        ],
        &["api", "bench", "portal", "danh"],
    ),
    // Pages.
    (&["askama", "fluent-bundle", "unic-langid"], &["portal"]),
    // One database behind one type; the benchmark compares with the bare engines.
    (
        &["rusqlite", "postgres", "tokio-postgres"],
        &["store", "bench"],
    ),
    // Arrow costs minutes to compile.
    (
        &["arrow-array", "arrow-schema", "parquet"],
        &["intake", "synth", "linkage", "sync", "statistics"],
    ),
    (&["datafusion", "ballista"], &["cluster"]),
    // No async below the faces; the store hands its answers over a channel of tokio's.
    (&["tokio"], &["store", "api", "portal", "danh", "bench"]),
    // Time and randomness are parameters: the program alone asks the operating system.
    (&["getrandom", "rand"], &["ambient"]),
];

/// Names each crate from elsewhere that this one may not name.
pub(super) fn kept_apart(package: &Package) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (kept, to) in KEPT_TO {
        if to.contains(&package.name.as_str()) {
            continue;
        }
        for name in package
            .elsewhere
            .iter()
            .filter(|name| kept.contains(&name.as_str()))
        {
            let says = format!("names `{name}`, which is kept to {}", to.join(", "));
            findings.push(Finding::new(format!("crate {}", package.name), says));
        }
    }
    findings
}

/// Every crate says under which licence it stands, and it is one licence.
pub(super) fn licence(package: &Package) -> Option<Finding> {
    (package.licence.as_deref() != Some(LICENCE)).then(|| {
        Finding::new(
            format!("crate {}", package.name),
            format!("is not under {LICENCE}: write `license.workspace = true`"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capability_that_speaks_http_is_named() {
        let package = |name: &str| Package {
            name: name.into(),
            elsewhere: vec!["axum".into(), "serde".into()],
            ..Package::default()
        };
        assert_eq!(kept_apart(&package("register")).len(), 1);
        assert_eq!(kept_apart(&package("api")), []);
    }

    #[test]
    fn a_crate_without_a_licence_is_named() {
        let package = |licence: Option<&str>| Package {
            licence: licence.map(str::to_owned),
            ..Package::default()
        };
        assert!(licence(&package(None)).is_some());
        assert!(licence(&package(Some("MIT"))).is_some());
        assert_eq!(licence(&package(Some(LICENCE))), None);
    }
}
