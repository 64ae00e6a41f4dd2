//! Names of the peoples that have their own customs (`ethnic_names.csv`).

use danh_vocabulary::{Ethnicity, Sex};

use super::row::{NamedText, Row, TableError, read};

/// A part of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameToken {
    /// The surname or clan, the father's or the mother's.
    Family,
    /// What says whether it is a man or a woman: `A`, `Thị`, `Y`, `H'`.
    Marker,
    /// A given name of the people's own.
    Given,
    /// Middle and given name as most have them.
    Kinh,
}

/// How the names of one people are made.
#[derive(Clone, Debug)]
pub(crate) struct NamingCustom {
    ethnicity: Ethnicity,
    pub(crate) order: Vec<NameToken>,
    /// Whether the clan is the mother's.
    pub(crate) from_mother: bool,
    pub(crate) family_names: Vec<String>,
    markers: [Vec<String>; 2],
    given_names: [Vec<String>; 2],
}

impl NamingCustom {
    /// None, or several of which one is as likely as it is often there.
    pub(crate) fn markers(&self, sex: Sex) -> &[String] {
        &self.markers[sex as usize]
    }

    pub(crate) fn given_names(&self, sex: Sex) -> &[String] {
        &self.given_names[sex as usize]
    }
}

/// The customs on record; a people without one is named like most.
#[derive(Clone, Debug)]
pub(crate) struct EthnicNames(Vec<NamingCustom>);

impl EthnicNames {
    pub(crate) fn read(table: NamedText) -> Result<Self, TableError> {
        Ok(Self(read(table, custom)?))
    }

    pub(crate) fn of(&self, ethnicity: Ethnicity) -> Option<&NamingCustom> {
        self.0.iter().find(|custom| custom.ethnicity == ethnicity)
    }
}

fn custom(row: &Row<'_>) -> Result<NamingCustom, TableError> {
    let order: Vec<NameToken> = row
        .text("order")?
        .split(' ')
        .map(|word| token(row, word))
        .collect::<Result<_, _>>()?;
    let list = |field: &str| -> Result<Vec<String>, TableError> {
        let names = row.text(field)?.split('|').filter(|name| !name.is_empty());
        Ok(names.map(str::to_owned).collect())
    };
    let needs = |token: NameToken, field: &str, list: &[String]| {
        if order.contains(&token) && list.is_empty() {
            Err(row.wrong(field, "the order asks for it and there is none"))
        } else {
            Ok(())
        }
    };
    let family_names = list("family_names")?;
    let given_names = [list("male_given_names")?, list("female_given_names")?];
    needs(NameToken::Family, "family_names", &family_names)?;
    needs(NameToken::Given, "male_given_names", &given_names[0])?;
    needs(NameToken::Given, "female_given_names", &given_names[1])?;
    let markers = [list("male_marker")?, list("female_marker")?];
    let ethnicity = row.parse("ethnicity_code")?;
    let from_mother = match row.text("descent")? {
        "father" => false,
        "mother" => true,
        other => return Err(row.wrong("descent", format!("`{other}` is not father or mother"))),
    };
    Ok(NamingCustom {
        ethnicity,
        order,
        from_mother,
        family_names,
        markers,
        given_names,
    })
}

fn token(row: &Row<'_>, word: &str) -> Result<NameToken, TableError> {
    match word {
        "family" => Ok(NameToken::Family),
        "marker" => Ok(NameToken::Marker),
        "given" => Ok(NameToken::Given),
        "kinh" => Ok(NameToken::Kinh),
        other => Err(row.wrong("order", format!("`{other}` is no part of a name"))),
    }
}
