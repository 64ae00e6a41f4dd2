//! In which encoding a CSV file is, and making Unicode of it.
//!
//! Two things are told apart. The *carrier* is how characters became bytes: UTF-8, UTF-16, or one
//! byte a character. The *form* is how Vietnamese letters are written with those characters: in
//! Unicode, or in an encoding of before it ([`danh_vocabulary::LegacyEncoding`]), which a UTF-8
//! file can carry too when a spreadsheet exported text whose accents were a matter of the font.
//!
//! Both are named in the mapping or recognised from a sample taken all over the file: the carrier
//! of the file, the form of each column, because files are put together from others. What is
//! recognised is said ([`FileEncoding`]); what cannot be told apart is refused and asked for. In
//! a column that mixes forms each cell is judged alone, and one that reads in several is a
//! rejected row.

mod convert;
mod detect;
mod sample;
mod utf16;

use std::fmt;
use std::str::FromStr;

use danh_vocabulary::{LegacyEncoding, TextForm};

pub(crate) use convert::RowDecoder;
pub(crate) use detect::{Detected, NamedEncodings, columns_of};
pub(crate) use sample::{Sample, first_fault};
pub(crate) use utf16::{Utf16, source_bytes};

/// How the characters of a file became bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Carrier {
    /// UTF-8, with or without a byte order mark; ASCII too.
    Utf8,
    /// UTF-16, the less significant byte first.
    Utf16Le,
    /// UTF-16, the more significant byte first.
    Utf16Be,
    /// One byte a character, to be understood by its form.
    SingleByte,
}

/// An encoding as a mapping names it: `utf-8`, `utf-16le`, `utf-16be`, or an older one such as
/// `tcvn3`, whatever carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NamedEncoding {
    /// Unicode in UTF-8.
    Utf8,
    /// Unicode in UTF-16, the less significant byte first.
    Utf16Le,
    /// Unicode in UTF-16, the more significant byte first.
    Utf16Be,
    /// An encoding of before Unicode.
    Legacy(LegacyEncoding),
}

/// A text is not the name of an encoding.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "an encoding is `utf-8`, `utf-16le`, `utf-16be`, `windows-1258`, `tcvn3`, `vni`, `viqr`, `viscii` or `vps`, not `{input}`"
)]
pub struct EncodingNameError {
    /// What was given.
    pub input: String,
}

/// How the cells of one column are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnForm {
    /// All alike.
    One(TextForm),
    /// Some in one of these forms and some in another: each cell is judged alone.
    CellByCell(Vec<TextForm>),
}

/// How it is known what form a column has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// The mapping says so.
    Named,
    /// Its own words say so: one form makes Vietnamese of them and no other does.
    Recognised,
    /// Its words in the sample say nothing, or too little by themselves; it has the form of the file.
    Assumed,
    /// Its words can be read in another form too, and nothing else in the file decides. What calls
    /// itself Unicode is taken for that.
    Doubtful,
}

/// What is known about one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnEncoding {
    /// The column's name, in Unicode.
    pub column: String,
    /// How its cells are written.
    pub form: ColumnForm,
    /// How that is known.
    pub certainty: Certainty,
}

/// In which encoding a file is. Displayed as a line for an operator: `tcvn3`, or ``utf-8, column
/// `Địa chỉ` tcvn3``.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEncoding {
    /// How characters became bytes.
    pub carrier: Carrier,
    /// The form of most columns that say anything.
    pub form: TextForm,
    /// Every column, in the order of the file.
    pub columns: Vec<ColumnEncoding>,
    /// Whether there is text whose accents stand apart from their letters (Unicode normal form D).
    /// It is composed when it is read.
    pub decomposed: bool,
}

impl FileEncoding {
    /// Plain Unicode throughout, as Parquet has it.
    pub(crate) fn unicode(header: &[String]) -> Self {
        let column = |name: &String| ColumnEncoding {
            column: name.clone(),
            form: ColumnForm::One(TextForm::Unicode),
            certainty: Certainty::Named,
        };
        Self {
            carrier: Carrier::Utf8,
            form: TextForm::Unicode,
            columns: header.iter().map(column).collect(),
            decomposed: false,
        }
    }

    /// Whether no column is in doubt.
    pub fn is_certain(&self) -> bool {
        let mut columns = self.columns.iter();
        columns.all(|column| column.certainty != Certainty::Doubtful)
    }
}

impl NamedEncoding {
    /// The form of the letters.
    pub fn form(self) -> TextForm {
        match self {
            Self::Legacy(encoding) => TextForm::Legacy(encoding),
            Self::Utf8 | Self::Utf16Le | Self::Utf16Be => TextForm::Unicode,
        }
    }
}

impl FromStr for NamedEncoding {
    type Err = EncodingNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "utf-8" => Ok(Self::Utf8),
            "utf-16le" => Ok(Self::Utf16Le),
            "utf-16be" => Ok(Self::Utf16Be),
            _ => text
                .parse()
                .map(Self::Legacy)
                .map_err(|_| EncodingNameError {
                    input: text.to_owned(),
                }),
        }
    }
}

impl fmt::Display for Carrier {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::SingleByte => "one byte a character",
        })
    }
}

impl fmt::Display for ColumnForm {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(form) => form.fmt(formatter),
            Self::CellByCell(forms) => write!(formatter, "{} cell by cell", either(forms)),
        }
    }
}

impl fmt::Display for FileEncoding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.carrier, self.form) {
            (Carrier::SingleByte, form)
            | (Carrier::Utf8, form @ TextForm::Legacy(LegacyEncoding::Viqr)) => {
                write!(formatter, "{form}")?;
            }
            (carrier, TextForm::Unicode) => {
                formatter.write_str(&carrier.to_string().to_lowercase())?;
            }
            (carrier, form) => write!(
                formatter,
                "{form} in {}",
                carrier.to_string().to_lowercase()
            )?,
        }
        if self.decomposed {
            formatter.write_str(" (decomposed)")?;
        }
        for column in &self.columns {
            let ColumnEncoding {
                column,
                form,
                certainty,
            } = column;
            let is_other = *form != ColumnForm::One(self.form);
            match certainty {
                Certainty::Doubtful => write!(formatter, ", column `{column}` {form} in doubt")?,
                Certainty::Named | Certainty::Recognised if is_other => {
                    write!(formatter, ", column `{column}` {form}")?;
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// `tcvn3 or vni`.
pub(crate) fn either(forms: &[TextForm]) -> String {
    let names: Vec<String> = forms.iter().map(ToString::to_string).collect();
    names.join(" or ")
}
