//! A file to import, with its mapping and its reject file.

use std::path::PathBuf;

use danh_intake::Mapping;
use danh_register::import::{
    FIELDS, ImportError, ImportOptions, ImportProgress, ImportReport, Indexing, run,
};
use danh_register::person_queries::persons_after;
use danh_register::{Act, Actor, PersonState};
use tempfile::TempDir;

use crate::world::{TestRegister, act_of};

pub(crate) struct ImportFile {
    folder: TempDir,
    pub(crate) options: ImportOptions,
}

impl ImportFile {
    /// A CSV file whose columns are called as the fields are.
    pub(crate) fn csv(text: &str) -> Self {
        Self::mapped(text, Mapping::same_names(&FIELDS))
    }

    pub(crate) fn with_mapping(text: &str, mapping: &str) -> Self {
        Self::mapped(
            text,
            Mapping::parse(mapping, "mapping.toml", &FIELDS).unwrap(),
        )
    }

    fn mapped(text: &str, mapping: Mapping) -> Self {
        let made = Self::at("people.csv", mapping);
        std::fs::write(&made.options.file, text).unwrap();
        made
    }

    /// A file that is still to be written.
    pub(crate) fn at(name: &str, mapping: Mapping) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options = ImportOptions {
            file: folder.path().join(name),
            mapping,
            rejects: folder.path().join("rejects.csv"),
            dry_run: false,
            rows_a_transaction: 2_000,
            indexing: Indexing::WithEachTransaction,
        };
        Self { folder, options }
    }

    pub(crate) fn run(&self, world: &TestRegister) -> ImportReport {
        self.try_run(world, |_| ()).unwrap()
    }

    pub(crate) fn dry_run(&self, world: &TestRegister) -> ImportReport {
        let options = self.dry_options();
        run(&world.store, &world.register, &act(), &options, |_| ()).unwrap()
    }

    pub(crate) fn dry_options(&self) -> ImportOptions {
        ImportOptions {
            dry_run: true,
            ..self.options.clone()
        }
    }

    pub(crate) fn try_run(
        &self,
        world: &TestRegister,
        progress: impl FnMut(ImportProgress),
    ) -> Result<ImportReport, ImportError> {
        run(
            &world.store,
            &world.register,
            &act(),
            &self.options,
            progress,
        )
    }

    /// The lines of the reject file after its header.
    pub(crate) fn rejects(&self) -> Vec<String> {
        let text = std::fs::read_to_string(&self.options.rejects).unwrap();
        let mut lines = text.lines().map(str::to_owned);
        assert_eq!(lines.next().as_deref(), Some("line,field,value,reason,row"));
        lines.collect()
    }

    /// Everything in the folder of the import.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    }
}

fn act() -> Act {
    act_of(Actor::Program("import".to_owned()))
}

/// Everybody, in the order in which they came.
pub(crate) fn everybody(world: &TestRegister) -> Vec<PersonState> {
    let people = world.read(|tx| persons_after(tx, None, 100_000));
    people.into_iter().map(|(_, _, state)| state).collect()
}
