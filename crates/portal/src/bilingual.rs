//! A name that the register's tables give in both languages, such as an authority's.

use danh_directory::Directory;

use crate::language::Language;

/// A name in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bilingual {
    /// Tiếng Việt.
    pub vietnamese: String,
    /// English.
    pub english: String,
}

// Templates hand over references to references; `AsRef` sees through all of them.
impl AsRef<Self> for Bilingual {
    fn as_ref(&self) -> &Self {
        self
    }
}

impl Bilingual {
    /// A text that is the same in both, such as an id that no table knows.
    pub fn same(text: &str) -> Self {
        Self {
            vietnamese: text.to_owned(),
            english: text.to_owned(),
        }
    }

    /// The name of the authority with that id; the id as it stands, when no table knows it.
    pub fn of_authority(directory: &Directory, id: &str) -> Self {
        let parsed = id.parse().ok();
        match parsed.as_ref().and_then(|id| directory.authority(id)) {
            Some(authority) => Self {
                vietnamese: authority.name(),
                english: authority.name_english(),
            },
            None => Self::same(id),
        }
    }

    /// The name in one of them.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Vietnamese => &self.vietnamese,
            Language::English => &self.english,
        }
    }
}
