//! Words for the line of an address below the commune (`address_words.csv`).

use super::provinces::NameArea;
use super::row::{NamedText, TableError, read};

/// Streets of towns, and hamlets by area.
#[derive(Clone, Debug, Default)]
pub(crate) struct AddressWords {
    pub(crate) streets: Vec<String>,
    hamlets: [Vec<String>; 3],
}

impl AddressWords {
    pub(crate) fn read(table: NamedText) -> Result<Self, TableError> {
        let mut words = Self::default();
        read(table, |row| {
            let text = row.text("text")?.to_owned();
            match row.text("kind")? {
                "street" => words.streets.push(text),
                "hamlet" => {
                    words.hamlets[NameArea::read(row, "name_area")? as usize].push(text);
                }
                other => {
                    return Err(row.wrong("kind", format!("`{other}` is not street or hamlet")));
                }
            }
            Ok(())
        })?;
        Ok(words)
    }

    /// Hamlets with their kind, `thôn Đông`, `ấp Tân Phú`.
    pub(crate) fn hamlets(&self, area: NameArea) -> &[String] {
        &self.hamlets[area as usize]
    }
}
