//! From TOML to a [`Mapping`], key by key, so that an error can name the key.

use std::collections::BTreeMap;
use std::path::Path;

use danh_vocabulary::TextForm;
use toml::{Table, Value};

use super::{DateOrder, KeyProblem, MappedField, Mapping, MappingError, Origin};
use crate::source::SourceOptions;

const SECTIONS: [&str; 6] = [
    "source",
    "columns",
    "encodings",
    "constants",
    "dates",
    "values",
];

const ENCODINGS: &str =
    "`utf-8`, `utf-16le`, `utf-16be`, `windows-1258`, `tcvn3`, `vni`, `viqr`, `viscii` or `vps`";
const FORMS: &str = "`unicode`, `windows-1258`, `tcvn3`, `vni`, `viqr`, `viscii` or `vps`";

pub(super) fn mapping(
    text: &str,
    file: &Path,
    known_fields: &[&str],
) -> Result<Mapping, MappingError> {
    let root: Table = text.parse().map_err(|error| not_toml(&error, text, file))?;
    let reading = Reading { file, known_fields };
    reading.known_keys("", &root, &SECTIONS)?;
    let (name, mut options) = reading.source(&root)?;
    let dates = reading.dates(&root)?;
    let mut fields = vec![MappedField::default(); known_fields.len()];
    reading.columns(&root, &mut fields)?;
    options.column_forms = reading.encodings(&root, &fields)?;
    reading.constants(&root, &mut fields)?;
    reading.values(&root, &mut fields)?;
    Ok(Mapping {
        name,
        options,
        dates,
        fields,
        missing_columns_are_empty: false,
    })
}

fn not_toml(error: &toml::de::Error, text: &str, file: &Path) -> MappingError {
    let before = error.span().map_or(0, |span| span.start.min(text.len()));
    let line = text.as_bytes()[..before]
        .split(|byte| *byte == b'\n')
        .count();
    let reason = error.message().to_lowercase().replace('\n', " ");
    MappingError::NotToml {
        file: file.to_owned(),
        line,
        reason,
    }
}

struct Reading<'a> {
    file: &'a Path,
    known_fields: &'a [&'a str],
}

impl Reading<'_> {
    fn wrong(&self, section: &str, key: &str, problem: KeyProblem) -> MappingError {
        let key = match (section, key) {
            ("", key) => key.to_owned(),
            (section, "") => section.to_owned(),
            (section, key) => format!("{section}.{key}"),
        };
        MappingError::Key {
            file: self.file.to_owned(),
            key,
            problem,
        }
    }

    fn known_keys(&self, section: &str, table: &Table, known: &[&str]) -> Result<(), MappingError> {
        match table.keys().find(|key| !known.contains(&key.as_str())) {
            None => Ok(()),
            Some(key) => {
                let known = known.iter().map(|key| (*key).to_owned()).collect();
                Err(self.wrong(section, key, KeyProblem::UnknownSetting { known }))
            }
        }
    }

    fn section<'t>(&self, root: &'t Table, name: &str) -> Result<Option<&'t Table>, MappingError> {
        match root.get(name) {
            None => Ok(None),
            Some(Value::Table(table)) => Ok(Some(table)),
            Some(_) => {
                let problem = KeyProblem::Expected {
                    expected: "a section of keys and values",
                };
                Err(self.wrong(name, "", problem))
            }
        }
    }

    fn text<'t>(
        &self,
        section: &str,
        key: &str,
        value: &'t Value,
    ) -> Result<&'t str, MappingError> {
        let problem = KeyProblem::Expected {
            expected: "text in quotes",
        };
        value
            .as_str()
            .ok_or_else(|| self.wrong(section, key, problem))
    }

    fn field(&self, section: &str, name: &str) -> Result<usize, MappingError> {
        self.known_fields
            .iter()
            .position(|known| *known == name)
            .ok_or_else(|| {
                let known = self
                    .known_fields
                    .iter()
                    .map(|field| (*field).to_owned())
                    .collect();
                self.wrong(section, name, KeyProblem::UnknownField { known })
            })
    }

    fn source(&self, root: &Table) -> Result<(String, SourceOptions), MappingError> {
        let mut options = SourceOptions::default();
        let Some(table) = self.section(root, "source")? else {
            return Ok((String::new(), options));
        };
        self.known_keys("source", table, &["name", "delimiter", "encoding"])?;
        if let Some(value) = table.get("delimiter") {
            options.delimiter = match self.text("source", "delimiter", value)?.as_bytes() {
                [byte] if byte.is_ascii() && !b"\"\r\n".contains(byte) => *byte,
                _ => {
                    let expected = "one ASCII character, neither a quote nor a line end";
                    let problem = KeyProblem::Expected { expected };
                    return Err(self.wrong("source", "delimiter", problem));
                }
            };
        }
        if let Some(value) = table.get("encoding") {
            let encoding = self.text("source", "encoding", value)?.parse();
            options.encoding = Some(encoding.map_err(|_| {
                let problem = KeyProblem::Expected {
                    expected: ENCODINGS,
                };
                self.wrong("source", "encoding", problem)
            })?);
        }
        let name = match table.get("name") {
            Some(value) => self.text("source", "name", value)?.to_owned(),
            None => String::new(),
        };
        Ok((name, options))
    }

    fn dates(&self, root: &Table) -> Result<DateOrder, MappingError> {
        let Some(table) = self.section(root, "dates")? else {
            return Ok(DateOrder::default());
        };
        self.known_keys("dates", table, &["order"])?;
        let Some(value) = table.get("order") else {
            return Ok(DateOrder::default());
        };
        match self.text("dates", "order", value)? {
            "dmy" => Ok(DateOrder::DayMonthYear),
            "iso" => Ok(DateOrder::Iso),
            _ => {
                let problem = KeyProblem::Expected {
                    expected: "`dmy` or `iso`",
                };
                Err(self.wrong("dates", "order", problem))
            }
        }
    }

    fn columns(&self, root: &Table, fields: &mut [MappedField]) -> Result<(), MappingError> {
        let table = self
            .section(root, "columns")?
            .filter(|table| !table.is_empty());
        let table = table.ok_or_else(|| self.wrong("columns", "", KeyProblem::NoColumns))?;
        for (name, value) in table {
            let field = self.field("columns", name)?;
            let column = self.text("columns", name, value)?.trim();
            if column.is_empty() {
                return Err(self.wrong("columns", name, KeyProblem::Empty));
            }
            fields[field].origin = Some(Origin::Column(column.to_owned()));
        }
        Ok(())
    }

    /// By the column's name, the form it is written in.
    fn encodings(
        &self,
        root: &Table,
        fields: &[MappedField],
    ) -> Result<BTreeMap<String, TextForm>, MappingError> {
        let mut forms = BTreeMap::new();
        let Some(table) = self.section(root, "encodings")? else {
            return Ok(forms);
        };
        for (name, value) in table {
            let field = self.field("encodings", name)?;
            let Some(Origin::Column(column)) = &fields[field].origin else {
                return Err(self.wrong("encodings", name, KeyProblem::NoColumn));
            };
            let form = match self.text("encodings", name, value)? {
                "unicode" => TextForm::Unicode,
                text => text.parse().map(TextForm::Legacy).map_err(|_| {
                    let problem = KeyProblem::Expected { expected: FORMS };
                    self.wrong("encodings", name, problem)
                })?,
            };
            let column = TextForm::Unicode.to_unicode(column).into_owned();
            forms.insert(column, form);
        }
        Ok(forms)
    }

    fn constants(&self, root: &Table, fields: &mut [MappedField]) -> Result<(), MappingError> {
        let Some(table) = self.section(root, "constants")? else {
            return Ok(());
        };
        for (name, value) in table {
            let field = self.field("constants", name)?;
            if fields[field].origin.is_some() {
                return Err(self.wrong("constants", name, KeyProblem::Twice));
            }
            let constant = self.text("constants", name, value)?.to_owned();
            fields[field].origin = Some(Origin::Constant(constant));
        }
        Ok(())
    }

    fn values(&self, root: &Table, fields: &mut [MappedField]) -> Result<(), MappingError> {
        let Some(sections) = self.section(root, "values")? else {
            return Ok(());
        };
        for name in sections.keys() {
            let field = self.field("values", name)?;
            let section = format!("values.{name}");
            if !matches!(fields[field].origin, Some(Origin::Column(_))) {
                return Err(self.wrong(&section, "", KeyProblem::NoColumn));
            }
            let Some(Value::Table(table)) = sections.get(name) else {
                let expected = "a section of keys and values";
                return Err(self.wrong(&section, "", KeyProblem::Expected { expected }));
            };
            fields[field].translations = self.translations(&section, table)?;
        }
        Ok(())
    }

    fn translations(
        &self,
        section: &str,
        table: &Table,
    ) -> Result<BTreeMap<String, String>, MappingError> {
        let entry = |(key, value): (&String, &Value)| {
            Ok((
                key.trim().to_owned(),
                self.text(section, key, value)?.to_owned(),
            ))
        };
        table.iter().map(entry).collect()
    }
}
