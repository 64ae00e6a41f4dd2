//! A register of invented people, and an agency's file about them.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use danh_directory::Directory;
use danh_intake::Mapping;
use danh_keys::KeyRing;
use danh_ledger::note::NoteSigner;
use danh_ledger::{Integrator, IntegratorOptions, Log};
use danh_register::import::{FIELDS, ImportOptions, Indexing};
use danh_register::person_queries::person_by_number;
use danh_register::{Act, Actor, DeathReport, PersonState, ProtectionReport, Register, Seen};
use danh_store::testing::each_fresh_config;
use danh_store::{Migrations, Store, params};
use danh_sync::agency::Agency;
use danh_sync::{Delivery, LinkRow, Run, Shrinking, SyncDesk, SyncDeskParts, SyncError};
use danh_sync::{link_of_record, links_after};
use danh_vocabulary::{Clock, IdSource, ManualClock, OfficerId, PersonId, SeededEntropy};
use jiff::civil::Date;
use tempfile::TempDir;

const TABLES: [Migrations; 4] = [
    danh_ledger::MIGRATIONS,
    danh_register::MIGRATIONS,
    danh_exchange::MIGRATIONS,
    danh_sync::MIGRATIONS,
];
pub(crate) const PEOPLE: usize = 400;

const SURNAMES: [&str; 8] = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi"];
const MIDDLES: [&str; 6] = ["Văn", "Thị", "Đức", "Minh", "Ngọc", "Thu"];
const GIVEN: [&str; 10] = [
    "An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Nam", "Yến",
];
const COMMUNES: [&str; 4] = ["00004", "00008", "25747", "00070"];

/// A person who was made up.
#[derive(Clone, Debug)]
pub(crate) struct Somebody {
    pub(crate) number: String,
    pub(crate) name: String,
    pub(crate) sex: &'static str,
    pub(crate) born: String,
    pub(crate) commune: &'static str,
}

/// The same people each time.
pub(crate) fn somebody(index: usize) -> Somebody {
    let mixed = |salt: u64, bound: usize| {
        // The finaliser of SplitMix64.
        let mut bits = (index as u64 * 16 + salt).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((bits ^ (bits >> 31)) % bound as u64).unwrap()
    };
    let (year, female) = (1950 + mixed(1, 50), mixed(2, 2) == 1);
    let (month, day) = (1 + mixed(3, 12), 1 + mixed(4, 28));
    let sex = usize::from(female);
    Somebody {
        number: format!("001{sex}{:02}{index:06}", year % 100),
        name: format!(
            "{} {} {}",
            SURNAMES[mixed(5, 8)],
            MIDDLES[mixed(6, 6)],
            GIVEN[mixed(7, 10)]
        ),
        sex: if female { "F" } else { "M" },
        born: format!("{year}-{month:02}-{day:02}"),
        commune: COMMUNES[mixed(8, COMMUNES.len())],
    }
}

/// A register, a clock, a desk.
pub(crate) struct Nation {
    pub(crate) store: Store,
    pub(crate) desk: SyncDesk,
    pub(crate) agency: Agency,
    pub(crate) directory: Arc<Directory>,
    pub(crate) ids: Arc<IdSource>,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) register: Register,
    folder: TempDir,
    keys: KeyRing,
}

/// Calls `body` with a nation on each engine there is, and health insurance for its agency.
pub(crate) fn each_nation(mut body: impl FnMut(Nation)) {
    each_fresh_config(|config| {
        let store = Store::open(config, &TABLES).unwrap();
        body(Nation::of(store));
    });
}

impl Nation {
    fn of(store: Store) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::new("2026-01-10T02:00:00Z".parse().unwrap()));
        let entropy = Arc::new(SeededEntropy::new(5));
        let ids = Arc::new(IdSource::new(clock.clone(), 1));
        let directory = Arc::new(Directory::embedded());
        let register = Register::new(
            Arc::clone(&directory),
            Arc::clone(&ids),
            entropy.clone(),
            clock.clone(),
        );
        let desk = SyncDesk::new(SyncDeskParts {
            store: store.clone(),
            directory: Arc::clone(&directory),
            ids: Arc::clone(&ids),
            clock: clock.clone(),
            entropy: entropy.clone(),
            data: folder.path(),
            actor: Actor::Program("test".to_owned()),
            threads: NonZeroUsize::new(2).unwrap(),
            memory: None,
            records_a_transaction: NonZeroUsize::new(150).unwrap(),
        });
        let keys = KeyRing::open_or_create(&folder.path().join("keys"), &*entropy).unwrap();
        let nation = Self {
            store,
            desk,
            agency: Agency::all().unwrap().swap_remove(0),
            directory,
            ids,
            clock,
            register,
            folder,
            keys,
        };
        nation.settle_people();
        nation.integrate();
        nation
    }

    fn settle_people(&self) {
        let mut rows =
            "number,full_name,sex,born,household,relationship,residence_unit\n".to_owned();
        for index in 0..PEOPLE {
            let it = somebody(index);
            let (commune, household) = (it.commune, index + 1);
            writeln!(
                rows,
                "{},{},{},{},{household},head,{commune}",
                it.number, it.name, it.sex, it.born
            )
            .unwrap();
        }
        // Of the last one the year of birth alone is known.
        let last = somebody(PEOPLE - 1);
        let rows = rows.replace(
            &format!("{},{}", last.sex, last.born),
            &format!("{},{}", last.sex, &last.born[..4]),
        );
        let file = self.write_file("people.csv", &rows);
        let options = ImportOptions {
            file,
            mapping: Mapping::same_names(&FIELDS),
            rejects: self.path("people.rejects.csv"),
            dry_run: false,
            rows_a_transaction: 1_000,
            indexing: Indexing::WithEachTransaction,
        };
        let act = self.act();
        let report =
            danh_register::import::run(&self.store, &self.register, &act, &options, |_| ());
        let report = report.unwrap();
        assert_eq!(report.rows_rejected, 0, "{:?}", report.rejections);
    }

    pub(crate) fn act(&self) -> Act {
        let actor = Actor::Program("test".to_owned());
        self.register.act(actor, "bca-c06").unwrap()
    }

    /// Gives what was written its position.
    pub(crate) fn integrate(&self) {
        for log in [Log::JOURNAL, Log::ACCESS] {
            let name = format!("danh.example/ledger/{log}").parse().unwrap();
            let signer = self.keys.signer(&format!("ledger-{log}")).unwrap();
            let options = IntegratorOptions {
                log,
                signer: NoteSigner::new(name, signer),
                clock: self.clock.clone(),
                holder: "test".to_owned(),
                lease_duration: IntegratorOptions::LEASE_DURATION,
                batch_size: IntegratorOptions::BATCH_SIZE,
            };
            Integrator::new(self.store.clone(), options)
                .drain()
                .unwrap();
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write_file(&self, name: &str, text: &str) -> PathBuf {
        let file = self.path(name);
        std::fs::write(&file, text).unwrap();
        file
    }

    pub(crate) fn delivery(&self, file: &Path) -> Delivery {
        Delivery {
            agency: self.agency.clone(),
            files: vec![file.to_owned()],
            as_of: None,
            shrinking: Shrinking::Refused,
        }
    }

    /// Runs a file to its end.
    pub(crate) fn run(&self, file: &Path) -> Result<Run, SyncError> {
        self.desk.run(&self.delivery(file), &|_| ())
    }

    pub(crate) fn person(&self, index: usize) -> (PersonId, PersonState) {
        let number = somebody(index).number.parse().unwrap();
        let found = self.store.read(move |tx| person_by_number(tx, number));
        found.wait().unwrap().expect("everybody was enrolled")
    }

    pub(crate) fn dies(&self, index: usize, on: &str) {
        let (person, _) = self.person(index);
        let on = on.parse().unwrap();
        let (register, act) = (self.register.clone(), self.act());
        let report = DeathReport {
            person: Seen { person, version: 1 },
            on,
            unit: None,
            declared: false,
        };
        self.store
            .write(move |tx| register.register_death(tx, &act, &report))
            .wait()
            .unwrap();
        self.integrate();
    }

    pub(crate) fn protect(&self, index: usize) {
        let (person, _) = self.person(index);
        let (register, act) = (self.register.clone(), self.act());
        let report = ProtectionReport {
            person: Seen { person, version: 1 },
            officers: BTreeSet::from([OfficerId::from_i64(1)]),
            on: self.today(),
        };
        self.store
            .write(move |tx| register.order_protection(tx, &act, &report))
            .wait()
            .unwrap();
        self.integrate();
    }

    pub(crate) fn link(&self, key: &str) -> Option<LinkRow> {
        let (agency, key) = (self.agency.id.clone(), key.to_owned());
        let read = self.store.read(move |tx| link_of_record(tx, &agency, &key));
        read.wait().unwrap()
    }

    /// Everything that is seen of the agency.
    pub(crate) fn links(&self) -> Vec<LinkRow> {
        let agency = self.agency.id.clone();
        let read = self
            .store
            .read(move |tx| links_after(tx, &agency, "", 1_000_000));
        read.wait().unwrap()
    }

    /// Rows that a run wrote.
    pub(crate) fn rows_since(&self, run: &Run) -> i64 {
        let run = run.id.as_i64();
        let counted = self.store.read(move |tx| {
            let sql = "SELECT COUNT(*) FROM sync_link WHERE since_run = $1";
            tx.query_one(sql, params![run])?.get::<i64>(0)
        });
        counted.wait().unwrap()
    }

    pub(crate) fn findings(&self, run: &Run) -> String {
        let folder = self.desk.folder_of(&run.agency, run.id);
        std::fs::read_to_string(folder.findings()).unwrap()
    }

    pub(crate) fn today(&self) -> Date {
        self.clock.now().date_in_viet_nam()
    }
}

/// A record of health insurance.
#[derive(Clone, Debug)]
pub(crate) struct CardRow {
    pub(crate) card: String,
    pub(crate) number: String,
    pub(crate) name: String,
    pub(crate) born: String,
    pub(crate) sex: String,
    pub(crate) commune: String,
    pub(crate) status: String,
    pub(crate) until: String,
}

/// The key of the record about somebody.
pub(crate) fn key(index: usize) -> String {
    format!("{:010}", 4_000_000 + index)
}

impl CardRow {
    pub(crate) fn of(index: usize) -> Self {
        let it = somebody(index);
        Self {
            card: format!("DN401{}", key(index)),
            number: it.number,
            name: it.name,
            born: it.born,
            sex: if it.sex == "F" { "2" } else { "1" }.to_owned(),
            commune: it.commune.to_owned(),
            status: "1".to_owned(),
            until: "2026-12-31".to_owned(),
        }
    }
}

/// Everybody's card: a quarter without a number, some with a slip, and ten of people who are not in the register.
pub(crate) fn cards() -> Vec<CardRow> {
    let mut rows: Vec<CardRow> = (0..PEOPLE).map(CardRow::of).collect();
    for (index, row) in rows.iter_mut().enumerate() {
        if index % 4 == 3 {
            row.number.clear();
        }
        if index % 10 == 5 {
            row.name = row.name.to_uppercase();
        }
        if index % 16 == 7 {
            row.commune.clear();
        }
    }
    rows.truncate(PEOPLE);
    for stranger in 0..10 {
        let mut row = CardRow::of(PEOPLE + 1_000 + stranger * 37);
        row.card = format!("DN401{:010}", 9_000_000 + stranger);
        row.name = format!("Quách Tử {}", ["Phi", "Hổ", "Long"][stranger % 3]);
        row.number.clear();
        rows.push(row);
    }
    rows
}

/// The agency's file.
pub(crate) fn csv(rows: &[CardRow]) -> String {
    let mut text = "ma_the,so_ddcn,ho_ten,ngay_sinh,gioi_tinh,ma_xa,ma_tinh,trang_thai,tu_ngay,den_ngay,muc_huong,ma_kcb\n"
        .to_owned();
    for row in rows {
        let CardRow {
            card,
            number,
            name,
            born,
            sex,
            commune,
            status,
            until,
        } = row;
        writeln!(
            text,
            "{card},{number},{name},{born},{sex},{commune},,{status},2026-01-01,{until},4,01001"
        )
        .unwrap();
    }
    text
}
