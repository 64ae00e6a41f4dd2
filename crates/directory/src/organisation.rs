//! Organisations of the centre: ministries, their departments, agencies, state companies.

use std::collections::BTreeMap;

use crate::life::Life;
use crate::load::LoadError;
use crate::successor::Extent;
use crate::table::{Row, Table};

const COLUMNS: &[&str] = &[
    "id",
    "parent_id",
    "name",
    "name_english",
    "valid_from",
    "valid_until",
];

/// An organisation of the centre, a row of `organisations.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// A short stable name: lower-case letters, digits and hyphens, as in `bca-c06`.
    pub id: Box<str>,
    /// The organisation that this one belongs to.
    pub parent: Option<Box<str>>,
    /// The name, as in `Bộ Công an`.
    pub name: Box<str>,
    /// The name in English.
    pub name_english: Box<str>,
    /// From when until when it exists.
    pub life: Life,
}

/// An organisation that took over from another, a row of `authority_successors.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OrganisationLink {
    pub(crate) to: Box<str>,
    pub(crate) extent: Extent,
    pub(crate) is_default: bool,
}

/// Whether a text can be an organisation's id.
pub(crate) fn is_id(text: &str) -> bool {
    let allowed = |b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-');
    !text.is_empty() && text.bytes().all(allowed)
}

pub(crate) fn parse(file: &str, text: &str) -> Result<BTreeMap<Box<str>, Organisation>, LoadError> {
    let mut organisations = BTreeMap::new();
    Table {
        file,
        columns: COLUMNS,
        text,
    }
    .each_row(|row| {
        let organisation = organisation(row)?;
        if let Some(parent) = &organisation.parent
            && !organisations.contains_key(parent)
        {
            return Err(row.problem("parent_id", &format!("no row above has the id `{parent}`")));
        }
        if organisations.contains_key(&organisation.id) {
            return Err(row.problem("id", &format!("`{}` stands there twice", organisation.id)));
        }
        organisations.insert(organisation.id.clone(), organisation);
        Ok(())
    })?;
    Ok(organisations)
}

fn organisation(row: &Row<'_>) -> Result<Organisation, LoadError> {
    let id = row.filled("id")?;
    if !is_id(id) {
        return Err(row.problem(
            "id",
            "has other than lower-case letters, digits and hyphens",
        ));
    }
    let life = Life {
        from: row.optional_day("valid_from")?,
        until: row.optional_day("valid_until")?,
    };
    if life.is_empty() {
        return Err(row.problem("valid_until", "comes before `valid_from`"));
    }
    Ok(Organisation {
        id: id.into(),
        parent: Some(row.text("parent_id"))
            .filter(|id| !id.is_empty())
            .map(Into::into),
        name: row.filled("name")?.into(),
        name_english: row.filled("name_english")?.into(),
        life,
    })
}
