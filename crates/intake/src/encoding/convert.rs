//! Rows in the encoding of their file, made Unicode cell by cell.

use std::borrow::Cow;

use danh_vocabulary::{Recognition, TextEvidence, TextForm};

use super::{Carrier, ColumnForm, FileEncoding, either};
use crate::cells::Cells;

/// Makes Unicode of rows.
#[derive(Debug)]
pub(crate) struct RowDecoder {
    carrier: Carrier,
    form: TextForm,
    columns: Vec<(String, ColumnForm)>,
    /// Nothing is to be done: Unicode throughout, and composed.
    is_plain: bool,
}

impl RowDecoder {
    pub(crate) fn new(encoding: &FileEncoding) -> Self {
        let columns = encoding.columns.iter();
        let is_unicode = columns
            .clone()
            .all(|it| it.form == ColumnForm::One(TextForm::Unicode));
        Self {
            carrier: encoding.carrier,
            form: encoding.form,
            columns: columns
                .map(|it| (it.column.clone(), it.form.clone()))
                .collect(),
            is_plain: is_unicode && !encoding.decomposed && encoding.carrier != Carrier::SingleByte,
        }
    }

    /// The row in Unicode, or why it cannot be: the column, without its content.
    pub(crate) fn row(&self, row: Cells) -> Result<Cells, String> {
        if self.is_plain {
            return Ok(row);
        }
        let mut decoded = Cells::new();
        for ((name, form), cell) in self.columns.iter().zip(row.iter()) {
            match self.cell(form, cell) {
                Ok(text) => decoded.push(&text),
                Err(reason) => return Err(format!("column `{name}`: {reason}")),
            }
        }
        Ok(decoded)
    }

    /// A line that is no row, to be shown: as well as it can be.
    pub(crate) fn line<'t>(&self, line: &'t str) -> Cow<'t, str> {
        if self.is_plain {
            Cow::Borrowed(line)
        } else {
            self.form.to_unicode(line)
        }
    }

    fn cell<'t>(&self, form: &ColumnForm, cell: &'t str) -> Result<Cow<'t, str>, String> {
        match form {
            ColumnForm::One(form) => self.of_form(*form, cell),
            ColumnForm::CellByCell(forms) => self.judged(forms, cell),
        }
    }

    fn of_form<'t>(&self, form: TextForm, cell: &'t str) -> Result<Cow<'t, str>, String> {
        match (self.carrier, form) {
            // A column of UTF-8 in a file whose other columns are something else.
            (Carrier::SingleByte, TextForm::Unicode) if !cell.is_ascii() => utf8_of(cell)
                .map(Cow::Owned)
                .ok_or_else(|| "a cell that is not UTF-8".to_owned()),
            _ if form.reads(cell) => Ok(form.to_unicode(cell)),
            (Carrier::SingleByte, _) => Err(format!("a character that {form} does not have")),
            // What no older encoding has was never written in one.
            _ => Ok(TextForm::Unicode.to_unicode(cell)),
        }
    }

    fn judged<'t>(&self, forms: &[TextForm], cell: &'t str) -> Result<Cow<'t, str>, String> {
        let mut evidence = TextEvidence::new();
        evidence.see(cell);
        match evidence.of_cell(forms) {
            Recognition::Plain => Ok(Cow::Borrowed(cell)),
            Recognition::Certain(form) => self.of_form(form, cell),
            // Foreign letters: in Unicode they are what they are.
            Recognition::Unknown if forms.contains(&TextForm::Unicode) => {
                self.of_form(TextForm::Unicode, cell)
            }
            Recognition::Unknown => Err(format!("a cell that reads neither as {}", either(forms))),
            Recognition::Ambiguous(forms) | Recognition::Mixed(forms) => {
                Err(format!("a cell that can be {}", either(&forms)))
            }
        }
    }
}

/// The UTF-8 that these characters are the bytes of.
fn utf8_of(widened: &str) -> Option<String> {
    let bytes = widened.chars().map(u8::try_from);
    String::from_utf8(bytes.collect::<Result<_, _>>().ok()?).ok()
}

/// A column's name in Unicode, when the file has these forms.
pub(super) fn header_cell(name: &str, forms: &[TextForm]) -> String {
    let mut evidence = TextEvidence::new();
    evidence.see(name);
    let form = match (evidence.of_cell(forms), forms) {
        (Recognition::Certain(form), _) => form,
        (Recognition::Plain, _) => TextForm::Unicode,
        (_, [only]) => *only,
        _ => TextForm::Unicode,
    };
    form.to_unicode(name).trim().to_owned()
}
