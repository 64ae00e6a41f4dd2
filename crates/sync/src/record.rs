//! A record of an agency: the fields of a row, each checked once.

use danh_intake::{Cells, DateOrder, Record};
use danh_vocabulary::{Name, PartialDate, Sex};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::agency::{Agency, FIELDS, Field};

/// A record whose key, name and dates can be read. Numbers are as the agency wrote them: what is wrong with them is found
/// out by comparing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AgencyRecord {
    /// What names it, in one form.
    pub(crate) key: String,
    values: Vec<String>,
}

/// What is wrong with a field of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The field.
    pub(crate) field: Field,
    /// The value.
    pub(crate) value: String,
    /// Why it cannot be used; without the value, as rejects are counted by it.
    pub(crate) reason: String,
}

/// A row that cannot be used, with its key where that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FaultyRow {
    /// The key: what is published of it stays.
    pub(crate) key: Option<String>,
    /// What is wrong.
    pub(crate) faults: Vec<Fault>,
}

impl AgencyRecord {
    /// Reads a row.
    pub(crate) fn of_row(agency: &Agency, row: &Record) -> Result<Self, FaultyRow> {
        let mut faults = Vec::new();
        let mut values = Vec::with_capacity(FIELDS.len());
        let mut key = None;
        for field in Field::ALL {
            let text = row.field(field as usize);
            match value_of(agency, field, text) {
                Ok(value) => {
                    if field == Field::Key {
                        key = Some(value);
                        values.push(text.to_owned());
                    } else {
                        values.push(value);
                    }
                }
                Err(reason) => faults.push(Fault {
                    field,
                    value: text.to_owned(),
                    reason,
                }),
            }
        }
        match key {
            Some(key) if faults.is_empty() => Ok(Self { key, values }),
            key => Err(FaultyRow { key, faults }),
        }
    }

    /// A record as it was put aside, by its key and the values of [`FIELDS`].
    pub(crate) fn of_values(key: &str, values: Vec<String>) -> Self {
        debug_assert_eq!(values.len(), FIELDS.len());
        Self {
            key: key.to_owned(),
            values,
        }
    }

    /// The value of a field; of the key, as the agency wrote it.
    pub(crate) fn get(&self, field: Field) -> &str {
        &self.values[field as usize]
    }

    /// Whether it counts on a day, as far as it says.
    pub(crate) fn is_active_on(&self, on: Date) -> bool {
        is_valid_on(|field| self.get(field), on)
    }

    /// 64 bits that change when anything of it does.
    pub(crate) fn content(&self) -> i64 {
        digest(self.values.iter().map(String::as_str))
    }

    /// 64 bits that change when anything does by which it is linked.
    pub(crate) fn compared_digest(&self, agency: &Agency) -> i64 {
        digest(agency.link.compare.iter().map(|field| self.get(*field)))
    }

    /// The fields that are not empty, as a JSON object: all, or those that are kept with a link.
    pub(crate) fn document(&self, all: bool) -> String {
        let shown = Field::ALL.into_iter().filter(|field| {
            let wanted = all || field.is_kept();
            let said = self.get(*field);
            let known = *field != Field::Key || said != self.key;
            (wanted || *field == Field::Key) && known && !said.is_empty()
        });
        let object: serde_json::Map<String, serde_json::Value> = shown
            .map(|field| (field.name().to_owned(), self.get(field).into()))
            .collect();
        serde_json::Value::Object(object).to_string()
    }

    /// Adds its key and values to a row.
    pub(crate) fn push_to(&self, cells: &mut Cells) {
        cells.push(&self.key);
        for value in &self.values {
            cells.push(value);
        }
    }
}

/// Whether fields say of a record that it counts on a day.
pub(crate) fn is_valid_on<'a>(said: impl Fn(Field) -> &'a str, on: Date) -> bool {
    let day = |field| said(field).parse::<Date>().ok();
    said(Field::Status) != "ended"
        && day(Field::ValidFrom).is_none_or(|first| first <= on)
        && day(Field::ValidUntil).is_none_or(|last| on <= last)
}

/// The first 64 bits of SHA-256 over texts that are told apart.
pub(crate) fn digest<'a>(texts: impl Iterator<Item = &'a str>) -> i64 {
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update(text.as_bytes());
        hasher.update([0x1f]);
    }
    let mut bits = [0; 8];
    bits.copy_from_slice(&hasher.finalize()[..8]);
    i64::from_be_bytes(bits)
}

fn value_of(agency: &Agency, field: Field, text: &str) -> Result<String, String> {
    match field {
        Field::Key => agency.key.parse(text),
        Field::FullName => match text.parse::<Name>() {
            Ok(_) => Ok(text.to_owned()),
            Err(error) => Err(without_value(&error.to_string(), text)),
        },
        _ if text.is_empty() => Ok(String::new()),
        Field::Born => {
            let date = birth_date(agency.layout.date_order(), text)?;
            Ok(date.to_string())
        }
        Field::Sex => {
            let sex: Sex = text.parse().map_err(|_| "neither M nor F".to_owned())?;
            Ok(sex.to_string())
        }
        Field::Status => match text {
            "active" | "ended" => Ok(text.to_owned()),
            _ => Err("neither active nor ended".to_owned()),
        },
        Field::ValidFrom | Field::ValidUntil => {
            let date = birth_date(agency.layout.date_order(), text)?;
            if date.is_day() {
                Ok(date.to_string())
            } else {
                Err("not a whole date".to_owned())
            }
        }
        Field::BenefitLevel => match text {
            "1" | "2" | "3" | "4" | "5" => Ok(text.to_owned()),
            _ => Err("not a level from 1 to 5".to_owned()),
        },
        Field::Number | Field::Commune | Field::Province | Field::Facility => Ok(text.to_owned()),
    }
}

fn birth_date(order: DateOrder, text: &str) -> Result<PartialDate, String> {
    let read = match order {
        DateOrder::Iso => text.parse(),
        DateOrder::DayMonthYear => PartialDate::parse_vietnamese(text),
    };
    read.map_err(|error| without_value(&error.to_string(), text))
}

/// Rejects are counted by their reason, and a reason may be shown where the value may not.
fn without_value(reason: &str, value: &str) -> String {
    if value.is_empty() {
        return reason.to_owned();
    }
    reason.replace(&format!("`{value}`"), "this")
}
