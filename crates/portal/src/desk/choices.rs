//! Lists that forms choose from.

use danh_vocabulary::{Ethnicity, Nationality, Sex};

use crate::bilingual::Bilingual;
use crate::components::Choice;
use crate::words;

/// Nữ, nam.
pub fn sexes() -> Vec<Choice> {
    [Sex::Female, Sex::Male]
        .map(|sex| Choice::new(sex.as_str(), words::sex(sex)))
        .into()
}

/// The ethnic groups, by the names of the official list.
pub fn ethnicities() -> Vec<Choice> {
    Ethnicity::all()
        .filter(|ethnicity| *ethnicity != Ethnicity::UNKNOWN)
        .map(|ethnicity| Choice::new(ethnicity.to_string(), ethnicity.name()))
        .collect()
}

/// The nationalities, Viet Nam first.
pub fn nationalities() -> Vec<Choice> {
    Nationality::all()
        .map(|nationality| {
            let name = Bilingual {
                vietnamese: nationality.vietnamese().to_owned(),
                english: nationality.english().to_owned(),
            };
            Choice::new(nationality.as_str().to_owned(), name)
        })
        .collect()
}
