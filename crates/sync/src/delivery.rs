//! A delivery: the files of one day. What can be seen of them without reading every row.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use danh_intake::{Binding, Format, OpenError, ReadError, Source};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::agency::Agency;
use crate::error::SyncError;
use crate::refusal::Refusal;

const BLOCK: usize = 1 << 20;

/// What an agency handed over.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Who.
    pub agency: Agency,
    /// The files, which together are all its records of one day.
    pub files: Vec<PathBuf>,
    /// The day, where the files do not say it.
    pub as_of: Option<Date>,
    /// What is done when many published records are missing.
    pub shrinking: Shrinking,
}

/// What is done when more published records are missing than the agency's file allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shrinking {
    /// The delivery is refused.
    Refused,
    /// It is taken: somebody has asked the agency.
    Accepted,
}

/// A delivery whose files were opened.
pub(crate) struct Opened {
    pub(crate) parts: Vec<(Source, Binding)>,
    pub(crate) content: String,
    pub(crate) as_of: Date,
}

impl Opened {
    /// The name of the first file, for sentences.
    pub(crate) fn name(&self) -> String {
        name_of(self.parts[0].0.path())
    }

    /// Bytes of all files.
    pub(crate) fn bytes_total(&self) -> u64 {
        let bytes = self.parts.iter().map(|(source, _)| source.bytes_total());
        bytes.sum()
    }
}

/// Opens the files and looks at what can be seen at once.
pub(crate) fn open(delivery: &Delivery) -> Result<Opened, SyncError> {
    let agency = &delivery.agency;
    let mut parts = Vec::new();
    let mut hasher = Sha256::new();
    for path in &delivery.files {
        let source = Source::open_with(path, agency.layout.source_options())
            .map_err(|error| refused_at_opening(path, error))?;
        let binding = agency
            .layout
            .bind(source.header())
            .map_err(|error| Refusal::wrong_layout(&name_of(path), &error.to_string()))?;
        if agency.delivery.ends_with_line_end && source.format() == Format::Csv {
            expect_line_end(path)?;
        }
        hash(path, &mut hasher).map_err(SyncError::folder(path))?;
        parts.push((source, binding));
    }
    let Some(first) = delivery.files.first() else {
        return Err(Refusal::no_day("").into());
    };
    let digest = hasher.finalize();
    let content = digest[..16].iter().map(|byte| format!("{byte:02x}"));
    Ok(Opened {
        parts,
        content: content.collect(),
        as_of: as_of(delivery, first)?,
    })
}

/// The faults of a file that are the agency's are refusals; those of the machine are errors.
fn refused_at_opening(path: &Path, error: OpenError) -> SyncError {
    let (name, said) = (name_of(path), error.to_string());
    match error {
        OpenError::NotParquet { .. } => Refusal::truncated(&name, &said).into(),
        OpenError::UnknownEncoding { .. } | OpenError::AmbiguousEncoding { .. } => {
            Refusal::wrong_encoding(&name, &said).into()
        }
        OpenError::NoHeader { .. }
        | OpenError::UnnamedColumn { .. }
        | OpenError::DuplicateColumn { .. }
        | OpenError::CarriageReturns { .. }
        | OpenError::Compression { .. } => Refusal::wrong_layout(&name, &said).into(),
        OpenError::Missing { .. } | OpenError::Unreadable { .. } => error.into(),
    }
}

/// Likewise of a file that is being read.
pub(crate) fn refused_in_reading(path: &Path, error: ReadError) -> SyncError {
    let (name, said) = (name_of(path), error.to_string());
    match error {
        ReadError::NotText { .. } => Refusal::wrong_encoding(&name, &said).into(),
        ReadError::Damaged { .. } => Refusal::truncated(&name, &said).into(),
        ReadError::ColumnType { .. } => Refusal::wrong_layout(&name, &said).into(),
        ReadError::Unreadable { .. } | ReadError::NoSuchPosition { .. } => error.into(),
    }
}

fn expect_line_end(path: &Path) -> Result<(), SyncError> {
    let mut last = [0];
    let read = File::open(path).and_then(|mut file| {
        file.seek(SeekFrom::End(-1))?;
        file.read_exact(&mut last)
    });
    read.map_err(SyncError::folder(path))?;
    if last == *b"\n" {
        return Ok(());
    }
    let refusal = Refusal::truncated(&name_of(path), "its last line does not end");
    Err(refusal.into())
}

fn hash(path: &Path, hasher: &mut Sha256) -> std::io::Result<()> {
    let mut file = File::open(path)?;
    let mut block = vec![0; BLOCK];
    loop {
        match file.read(&mut block)? {
            0 => return Ok(()),
            read => hasher.update(&block[..read]),
        }
    }
}

fn as_of(delivery: &Delivery, file: &Path) -> Result<Date, Refusal> {
    use crate::agency::AsOfFrom;
    let name = name_of(file);
    let in_name = match delivery.agency.delivery.as_of {
        AsOfFrom::FileName => day_in(&name),
        AsOfFrom::Argument => None,
    };
    let day = delivery.as_of.or(in_name);
    day.ok_or_else(|| Refusal::no_day(&name))
}

/// The day that stands in a name as eight digits.
fn day_in(name: &str) -> Option<Date> {
    let groups = name.split(|c: char| !c.is_ascii_digit());
    let day = |digits: &str| {
        let part = |from: usize, to: usize| digits[from..to].parse().ok();
        Date::new(
            part(0, 4)?,
            i8::try_from(part(4, 6)?).ok()?,
            i8::try_from(part(6, 8)?).ok()?,
        )
        .ok()
    };
    groups.filter(|digits| digits.len() == 8).find_map(day)
}

pub(crate) fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_its_day() {
        let day = |text: &str| text.parse::<Date>().ok();
        assert_eq!(day_in("BHYT_20260105.csv"), day("2026-01-05"));
        assert_eq!(day_in("20261305-v2-20260131.csv"), day("2026-01-31"));
        assert_eq!(day_in("bhyt-2026.csv"), None);
        assert_eq!(day_in("bhyt-0202601051.csv"), None);
    }
}
