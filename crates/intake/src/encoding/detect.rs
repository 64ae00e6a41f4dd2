//! From a sample to the form of each column.

use std::collections::{BTreeMap, BTreeSet};

use danh_vocabulary::{LegacyEncoding, Recognition, TextEvidence, TextForm, widen};

use super::{Carrier, Certainty, ColumnEncoding, ColumnForm, FileEncoding, NamedEncoding, Sample};
use crate::source::sample_rows;

const VIQR: TextForm = TextForm::Legacy(LegacyEncoding::Viqr);

/// What the sample of a file says.
#[derive(Debug)]
pub(crate) enum Detected {
    /// The encoding.
    Encoding(FileEncoding),
    /// Several encodings make Vietnamese of it.
    Ambiguous(Vec<TextForm>),
    /// None does, and it is no UTF-8.
    Unknown,
}

/// What the mapping says about encodings.
pub(crate) struct NamedEncodings<'a> {
    pub(crate) file: Option<NamedEncoding>,
    /// By the column's name in Unicode.
    pub(crate) columns: &'a BTreeMap<String, TextForm>,
}

/// Recognises the form of every column. `header` are the columns' names as the carrier has them.
pub(crate) fn columns_of(
    sample: &Sample,
    delimiter: u8,
    header: &[String],
    named: &NamedEncodings<'_>,
) -> Detected {
    let mut seen = vec![TextEvidence::new(); header.len()];
    sample_rows(
        &sample.pieces,
        delimiter,
        |bytes| text_of(sample.carrier, bytes),
        |cells| {
            if cells.len() == seen.len() {
                for (evidence, cell) in seen.iter_mut().zip(cells.iter()) {
                    evidence.see(cell);
                }
            }
        },
    );
    let mut all = TextEvidence::new();
    for (name, evidence) in header.iter().zip(&seen) {
        all.see(name);
        all.merge(evidence);
    }
    let decomposed = all.is_decomposed() && sample.carrier != Carrier::SingleByte;
    let judged = Judged {
        carrier: sample.carrier,
        columns: seen
            .iter()
            .map(|evidence| recognised(sample.carrier, evidence))
            .collect(),
        whole: recognised(sample.carrier, &all),
    };
    let form = match named.file {
        Some(encoding) => encoding.form(),
        None => match judged.form_of_file() {
            Ok(form) => form,
            Err(detected) => return detected,
        },
    };
    let columns = header
        .iter()
        .zip(0..)
        .map(|(name, column)| judged.column(name, column, form, named));
    Detected::Encoding(FileEncoding {
        carrier: sample.carrier,
        form,
        columns: columns.collect(),
        decomposed,
    })
}

fn text_of(carrier: Carrier, bytes: &[u8]) -> String {
    match carrier {
        Carrier::SingleByte => widen(bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn recognised(carrier: Carrier, evidence: &TextEvidence) -> Recognition {
    match carrier {
        Carrier::SingleByte => evidence.of_bytes(),
        _ => evidence.of_text(),
    }
}

/// What the words of each column and of all together say.
struct Judged {
    carrier: Carrier,
    columns: Vec<Recognition>,
    whole: Recognition,
}

impl Judged {
    /// The forms that columns are certain to have, each with how many have it.
    fn settled(&self) -> BTreeMap<TextForm, usize> {
        let mut settled = BTreeMap::new();
        for column in &self.columns {
            let forms = match column {
                Recognition::Certain(form) => std::slice::from_ref(form),
                Recognition::Mixed(forms) => forms,
                _ => continue,
            };
            for form in forms {
                *settled.entry(*form).or_default() += 1;
            }
        }
        settled
    }

    /// The form of most columns, or of all words together when no column is certain.
    fn form_of_file(&self) -> Result<TextForm, Detected> {
        let settled = self.settled();
        if let Some((form, _)) = settled.iter().rev().max_by_key(|(_, columns)| **columns) {
            return Ok(*form);
        }
        let is_text = self.carrier != Carrier::SingleByte;
        match &self.whole {
            Recognition::Certain(form) => Ok(*form),
            // It says that it is Unicode and can be: that is no guess.
            _ if is_text => Ok(TextForm::Unicode),
            Recognition::Ambiguous(forms) | Recognition::Mixed(forms) => {
                Err(Detected::Ambiguous(forms.clone()))
            }
            Recognition::Plain | Recognition::Unknown => Err(Detected::Unknown),
        }
    }

    fn column(
        &self,
        name: &str,
        column: usize,
        form: TextForm,
        named: &NamedEncodings<'_>,
    ) -> ColumnEncoding {
        let in_unicode = super::convert::header_cell(name, &self.forms_with(form));
        let by_name = named.columns.get(&in_unicode).copied();
        let found = &self.columns[column];
        // VIQR is ASCII: a full stop of a date or an address of mail is not to be taken for a tone
        // in a column where nobody wrote it, unless the column is named.
        let shows_nothing = form == VIQR && *found == Recognition::Plain;
        let by_name = by_name.or(named.file.filter(|_| !shows_nothing).map(|_| form));
        let (form, certainty) = match (by_name, found) {
            (Some(form), _) => (ColumnForm::One(form), Certainty::Named),
            (None, Recognition::Certain(form)) => (ColumnForm::One(*form), Certainty::Recognised),
            (None, Recognition::Mixed(forms)) => {
                (ColumnForm::CellByCell(forms.clone()), Certainty::Recognised)
            }
            (None, Recognition::Ambiguous(possible)) => self.doubtful(possible, form),
            (None, _) => (self.assumed(form, shows_nothing), Certainty::Assumed),
        };
        ColumnEncoding {
            column: in_unicode,
            form,
            certainty,
        }
    }

    /// The form of a column whose words can be read in several: the one of them that other columns
    /// have, or that all words together have, if there is one.
    fn doubtful(&self, possible: &[TextForm], form: TextForm) -> (ColumnForm, Certainty) {
        let settled = self.settled();
        let known: Vec<_> = possible
            .iter()
            .filter(|form| settled.contains_key(form))
            .collect();
        match known[..] {
            [only] => (ColumnForm::One(*only), Certainty::Assumed),
            _ if self.whole == Recognition::Certain(form) => {
                (ColumnForm::One(form), Certainty::Assumed)
            }
            _ if settled.is_empty() => (ColumnForm::One(form), Certainty::Doubtful),
            _ => (self.assumed(form, false), Certainty::Doubtful),
        }
    }

    /// The form of a column whose words say nothing.
    fn assumed(&self, form: TextForm, without_viqr: bool) -> ColumnForm {
        let mut forms = self.forms_with(form);
        forms.retain(|form| !(without_viqr && *form == VIQR));
        let is_text = self.carrier != Carrier::SingleByte;
        if is_text && !forms.contains(&TextForm::Unicode) {
            forms.insert(0, TextForm::Unicode);
        }
        match forms[..] {
            [] => ColumnForm::One(TextForm::Unicode),
            [only] => ColumnForm::One(only),
            _ => ColumnForm::CellByCell(forms),
        }
    }

    /// The forms that columns have, and the file's.
    fn forms_with(&self, form: TextForm) -> Vec<TextForm> {
        let settled = self.settled();
        let forms: BTreeSet<_> = settled.keys().copied().chain([form]).collect();
        forms.into_iter().collect()
    }
}
