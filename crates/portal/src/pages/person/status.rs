//! What a reader must know of a record before reading on: that another one is read in its
//! place, that the person is missing, that few may see the page.

use crate::components::{Notice, Tone};
use crate::messages::{Key, Message};

/// What changes how the whole page is to be read.
#[derive(Clone, Debug, Default)]
pub struct RecordStatus {
    /// The handle of the record that this one was merged into.
    pub merged_into: Option<String>,
    /// From when a court declared the person missing, ISO.
    pub missing_since: Option<String>,
    /// From when the person is protected, ISO.
    pub protected_since: Option<String>,
}

impl RecordStatus {
    pub(super) fn notices(&self) -> Vec<Notice> {
        let protected = self.protected_since.as_ref().map(|since| Notice {
            tone: Tone::Attention,
            message: Message::new(Key("person-protected")).with_date("since", since),
            link: None,
        });
        let merged = self.merged_into.as_ref().map(|handle| Notice {
            tone: Tone::Attention,
            message: Key("person-merged").into(),
            link: Some((format!("/persons/{handle}"), Key("person-merged-open"))),
        });
        let missing = self.missing_since.as_ref().map(|since| Notice {
            tone: Tone::Attention,
            message: Message::new(Key("person-missing")).with_date("since", since),
            link: None,
        });
        [protected, merged, missing].into_iter().flatten().collect()
    }
}
