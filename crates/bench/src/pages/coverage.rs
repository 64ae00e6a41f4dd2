//! Whether every page there is was opened: held against the lists from which the routers are made.

use danh_api::RouteRule;

use super::tour::Stop;

/// The pages, and the answers of the API that are read, which no stop opens: method and path.
pub(super) fn unopened(stops: &[Stop]) -> Vec<String> {
    let opened: Vec<(&str, &str)> = stops
        .iter()
        .flat_map(|stop| &stop.asks)
        .map(|ask| {
            let path = ask.address.split('?').next().unwrap_or_default();
            (ask.method(), path)
        })
        .collect();
    let rules = danh_portal::ROUTES.iter().chain(danh_api::ROUTES);
    let reads = rules.filter(|rule| rule.method == "GET");
    let is_opened = |rule: &RouteRule| {
        opened
            .iter()
            .any(|(method, path)| *method == rule.method && fits(rule.path, path))
    };
    reads
        .filter(|rule| !is_opened(rule))
        .map(|rule| format!("{} {}", rule.method, rule.path))
        .collect()
}

/// Whether a path is one of a pattern. What stands in a place of the pattern may hold several parts only where it is the last.
fn fits(pattern: &str, path: &str) -> bool {
    let (mut wanted, mut given) = (pattern.split('/').peekable(), path.split('/').peekable());
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(place), Some(part)) if place.starts_with('{') => {
                if part.is_empty() {
                    return false;
                }
                if wanted.peek().is_none() {
                    return true;
                }
            }
            (Some(place), Some(part)) if place == part => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_fits_its_pattern() {
        for (pattern, path, wanted) in [
            ("/", "/", true),
            ("/units", "/units", true),
            ("/units/{code}", "/units/01", true),
            ("/units/{code}", "/units", false),
            ("/units/{code}", "/units/", false),
            ("/persons/{handle}/readers", "/persons/x/readers", true),
            ("/persons/{handle}/readers", "/persons/x", false),
            (
                "/ledger/{log}/tile/{level}/{index}",
                "/ledger/journal/tile/0/x001/002",
                true,
            ),
        ] {
            assert_eq!(fits(pattern, path), wanted, "{pattern} {path}");
        }
    }

    #[test]
    fn what_no_stop_opens_is_named() {
        let missing = unopened(&[]);
        assert!(
            missing.contains(&"GET /persons/{handle}".to_owned()),
            "{missing:?}"
        );
    }
}
