//! Cursors: a place in a list, handed out sealed so that nobody reads, changes or makes one up.
//!
//! A cursor opens for the list, the question and the officer it was made for, and nowhere else.

use danh_keys::SealContext;

use crate::Desk;

/// The text is not a cursor of this list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the cursor was not handed out for this list")]
pub struct CursorError;

/// Keeps cursors apart from whatever else is sealed with the same key.
const DOMAIN: &[u8] = b"danh cursor v1\n";

impl Desk {
    /// A place in a list; `list` says which list, asked for by whom and how.
    pub fn cursor_seal(&self, list: &[u8], place: &[u8]) -> String {
        let context = [DOMAIN, list].concat();
        self.sealer()
            .seal(self.entropy(), SealContext(&context), place)
    }

    /// The place in a cursor that was made for this list.
    pub fn cursor_open(&self, list: &[u8], cursor: &str) -> Result<Vec<u8>, CursorError> {
        let context = [DOMAIN, list].concat();
        self.sealer()
            .open(SealContext(&context), cursor)
            .map_err(|_| CursorError)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use danh_keys::KeyRing;
    use danh_vocabulary::SeededEntropy;

    use super::*;

    #[test]
    fn a_cursor_opens_for_its_list_alone() {
        let folder = tempfile::tempdir().unwrap();
        let entropy = Arc::new(SeededEntropy::new(1));
        let ring = KeyRing::open_or_create(&folder.path().join("keys"), &*entropy).unwrap();
        let desk = Desk::new(ring.sealer(Desk::SEALER).unwrap(), entropy);
        let cursor = desk.cursor_seal(b"persons of officer 7", b"after 20");
        assert_eq!(
            desk.cursor_open(b"persons of officer 7", &cursor).unwrap(),
            b"after 20"
        );
        let elsewhere = desk.cursor_open(b"persons of officer 8", &cursor);
        assert_eq!(elsewhere, Err(CursorError));
        let again = desk.cursor_seal(b"persons of officer 7", b"after 20");
        assert_ne!(again, cursor);
        assert_eq!(desk.cursor_open(b"", "made up"), Err(CursorError));
    }
}
