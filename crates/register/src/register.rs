//! What every write needs: the units, the source of keys, the clock and chance.

use std::sync::Arc;

use danh_directory::Directory;
use danh_keys::Sealer;
use danh_vocabulary::{Clock, Entropy, HouseholdId, IdSource, PersonId, Timestamp};
use jiff::civil::Date;

use crate::subject::{LoadedSubject, NewOrLoaded};

/// The register's desk: what is needed to write events. Cheap to clone into the closures the store runs.
#[derive(Clone)]
pub struct Register {
    directory: Arc<Directory>,
    ids: Arc<IdSource>,
    entropy: Arc<dyn Entropy>,
    clock: Arc<dyn Clock>,
    sealer: Option<Sealer>,
}

impl Register {
    /// A desk with the given units, keys, chance and time.
    pub fn new(
        directory: Arc<Directory>,
        ids: Arc<IdSource>,
        entropy: Arc<dyn Entropy>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self {
            directory,
            ids,
            entropy,
            clock,
            sealer: None,
        }
    }

    /// The same desk, with the key for telephone numbers and e-mail addresses. Without one, they are neither taken down nor told.
    #[must_use]
    pub fn with_sealer(self, sealer: Sealer) -> Self {
        Self {
            sealer: Some(sealer),
            ..self
        }
    }

    /// The administrative units.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// Today in Viet Nam.
    pub fn today(&self) -> Date {
        self.now().date_in_viet_nam()
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) fn ids(&self) -> &IdSource {
        &self.ids
    }

    pub(crate) fn entropy(&self) -> &dyn Entropy {
        &*self.entropy
    }

    pub(crate) fn sealer(&self) -> Option<&Sealer> {
        self.sealer.as_ref()
    }

    pub(crate) fn new_household(&self) -> HouseholdId {
        HouseholdId::from_i64(self.ids.next())
    }

    pub(crate) fn new_person(&self) -> PersonId {
        PersonId::from_i64(self.ids.next())
    }
}

impl From<LoadedSubject> for NewOrLoaded {
    fn from(loaded: LoadedSubject) -> Self {
        Self::Loaded(Box::new(loaded))
    }
}
