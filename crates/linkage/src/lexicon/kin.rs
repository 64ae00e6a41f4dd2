//! Words that are different names and are taken for each other: what a southern mouth and a
//! northern one make of the same word, and what a ruler's name once forbade (`Hoàng`, `Huỳnh`).
//! They stand in `data/vn/name_variants.csv`.

use std::collections::HashMap;
use std::sync::OnceLock;

use danh_vocabulary::fold;

const TABLE: &str = include_str!("../../../../data/vn/name_variants.csv");
const ROW: &str = "\"o/ô/ơ, u/ư dialect\",";

/// The class of a folded word, or 0.
pub(super) fn class_of(folded: &str) -> u32 {
    static CLASSES: OnceLock<HashMap<String, u32>> = OnceLock::new();
    let classes = CLASSES.get_or_init(classes);
    classes.get(folded).copied().unwrap_or(0)
}

fn classes() -> HashMap<String, u32> {
    let row = TABLE.lines().find_map(|line| line.strip_prefix(ROW));
    let examples = row.and_then(|row| row.split(',').next()).unwrap_or("");
    let mut classes: HashMap<String, u32> = HashMap::new();
    for pair in examples.split(';') {
        let Some((one, other)) = pair.split_once('|') else {
            continue;
        };
        let (one, other) = (fold(one), fold(other));
        let next = u32::try_from(classes.len()).expect("the table is short") + 1;
        let known = classes.get(&one).or_else(|| classes.get(&other));
        let class = known.copied().unwrap_or(next);
        classes.insert(one, class);
        classes.insert(other, class);
    }
    classes
}
