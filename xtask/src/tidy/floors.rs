//! The house has three floors and an arrow only ever points down (ARCHITECTURE.md).

use super::Finding;
use crate::workspace::Package;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Floor {
    Foundation,
    Capability,
    Face,
    /// Beside the house: may lean on foundation and capabilities.
    Beside,
    /// Chores build fast because they lean on nothing of the house.
    Chore,
}

use Floor::{Beside, Capability, Chore, Face, Foundation};

/// Which crate stands where. A crate that is not here is a finding: give it a floor first.
const HOUSE: &[(&str, Floor)] = &[
    ("vocabulary", Foundation),
    ("store", Foundation),
    ("keys", Foundation),
    ("ledger", Foundation),
    ("intake", Foundation),
    ("directory", Capability),
    ("register", Capability),
    ("exchange", Capability),
    ("linkage", Capability),
    ("identity", Capability),
    ("desk", Capability),
    ("operation", Capability),
    ("sync", Capability),
    ("api", Face),
    ("portal", Face),
    ("danh", Face),
    ("ambient", Beside),
    ("synth", Beside),
    ("bench", Beside),
    ("xtask", Chore),
];

/// The arrows that may run along a floor, or from the house to what stands beside it.
///
/// Whoever needs another one writes it here, where a reviewer sees it. `vocabulary` needs no
/// line: it is the ground, and everything may stand on it.
const ALONG: &[(&str, &str)] = &[
    // The checkpoint is signed by a named key; tiles lie in the one database.
    ("ledger", "keys"),
    ("ledger", "store"),
    // A birth is registered by an office that may; an address names a unit.
    ("register", "directory"),
    // An agreement is between organisations, about persons.
    ("exchange", "directory"),
    ("exchange", "register"),
    // Whoever operates the program looks at what every other capability has to do.
    ("operation", "desk"),
    ("operation", "exchange"),
    ("operation", "identity"),
    ("operation", "register"),
    // An agency's file is linked with the register, and what the agency is told is recorded.
    ("sync", "directory"),
    ("sync", "exchange"),
    ("sync", "linkage"),
    ("sync", "register"),
    // Pages and endpoints share sign-in, problem documents and handles.
    ("portal", "api"),
    ("danh", "api"),
    ("danh", "portal"),
    // Programs alone have a clock and chance of their own.
    ("danh", "ambient"),
    ("bench", "ambient"),
    // Pages are measured as they are served.
    ("bench", "api"),
    ("bench", "portal"),
    // The demo's province and the benchmark's nation are synthetic.
    ("danh", "synth"),
    ("bench", "synth"),
];

/// Names every arrow of a crate that points up, or along a floor without being allowed to.
pub(super) fn arrows(package: &Package) -> Vec<Finding> {
    let place = format!("crate {}", package.name);
    let Some(from) = floor(&package.name) else {
        return vec![Finding::new(
            place,
            "has no floor: add it to xtask/src/tidy/floors.rs",
        )];
    };
    let refused =
        |to: &&String| floor(to).is_some_and(|on| !may_point(&package.name, from, to, on));
    let finding = |to: &String| {
        let way = format!(
            "{} ({from:?}) -> {to} ({:?})",
            package.name,
            floor(to).unwrap_or(from)
        );
        Finding::new(&place, format!("{way}: an arrow only ever points down"))
    };
    package.house.iter().filter(refused).map(finding).collect()
}

fn may_point(from_name: &str, from: Floor, to_name: &str, to: Floor) -> bool {
    if ALONG.contains(&(from_name, to_name)) {
        return true;
    }
    match (from, to) {
        (Chore, _) | (_, Chore | Beside) => false,
        (Foundation, Foundation) => to_name == "vocabulary" && from_name != "vocabulary",
        (Beside, _) => to < Face,
        _ => to < from,
    }
}

fn floor(name: &str) -> Option<Floor> {
    HOUSE
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, floor)| *floor)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crate_with(name: &str, house: &[&str]) -> Package {
        let house = house.iter().map(|name| (*name).to_owned()).collect();
        Package {
            name: name.into(),
            house,
            ..Package::default()
        }
    }

    #[test]
    fn arrows_down_and_listed_arrows_are_fine() {
        for (name, house) in [
            (
                "register",
                &["store", "ledger", "directory", "vocabulary"][..],
            ),
            ("ledger", &["store", "keys", "vocabulary"]),
            ("portal", &["api", "register", "keys"]),
            ("danh", &["synth", "portal", "store"]),
            ("synth", &["directory", "vocabulary"]),
        ] {
            assert_eq!(arrows(&crate_with(name, house)), [], "{name}");
        }
    }

    #[test]
    fn arrows_up_along_and_aside_are_named() {
        for (name, to) in [
            ("store", "register"),
            ("store", "keys"),
            ("vocabulary", "store"),
            ("directory", "register"),
            ("register", "api"),
            ("register", "synth"),
            ("api", "portal"),
            ("bench", "danh"),
            ("xtask", "vocabulary"),
            ("danh", "xtask"),
        ] {
            let findings = arrows(&crate_with(name, &[to]));
            assert_eq!(findings.len(), 1, "{name} -> {to}");
            assert!(
                findings[0].says.contains(&format!("-> {to}")),
                "{}",
                findings[0]
            );
        }
    }

    #[test]
    fn a_crate_without_a_floor_is_named() {
        assert_eq!(arrows(&crate_with("attic", &[])).len(), 1);
    }
}
