//! A register to act in: one database, a clock and chance set by hand, the units of Viet Nam, and an integrator for the ledger.

use std::sync::{Arc, LazyLock};

use danh_directory::Directory;
use danh_keys::Signer;
use danh_ledger::note::NoteSigner;
use danh_ledger::verify::{DatabaseEntries, walk_with_records};
use danh_ledger::{DatabaseSource, Integrator, IntegratorOptions, Log, PlacedEntry};
use danh_register::person_queries::person_by_id;
use danh_register::{
    Act, Actor, Birth, BirthError, BirthReport, Change, CorrectionError, CorrectionReport,
    DeathError, DeathReport, Enrolment, Event, EventBody, Home, MaritalStatus, MarriageError,
    MarriageReport, NumberError, NumberReport, PersonState, Recorded, Register, Relative,
    ResidenceError, ResidenceReport, Seen, View, enrol_many, events_of_person, person_as_of,
    recomputed_commitment,
};
use danh_store::{Store, StoreError, Tx};
use danh_vocabulary::{
    EventId, IdSource, ManualClock, OfficerId, PartialDate, PersonId, PersonalNumber,
    SeededEntropy, Timestamp,
};
use jiff::civil::Date;

static DIRECTORY: LazyLock<Arc<Directory>> = LazyLock::new(|| Arc::new(Directory::embedded()));

/// Where a `TestRegister` begins: before the units of July 2025.
pub(crate) const NOW: &str = "2024-06-15T03:00:00.000000Z";
/// Phường Phúc Xá, Hà Nội, until June 2025; all of it is in [`HONG_HA`] since.
pub(crate) const PHUC_XA: &str = "00001";
/// Phường Hồng Hà, Hà Nội, since July 2025.
pub(crate) const HONG_HA: &str = "00097";
/// Phường Mộc Châu, Sơn La, a code that meant nothing before July 2025.
pub(crate) const MOC_CHAU: &str = "03980";
/// Phường Trúc Bạch, Hà Nội, until June 2025; since then the code of phường Ba Đình.
pub(crate) const TRUC_BACH: &str = "00004";
/// Phường Bến Nghé, Thành phố Hồ Chí Minh, until June 2025.
pub(crate) const BEN_NGHE: &str = "26740";
/// Quận Ba Đình.
pub(crate) const DISTRICT: &str = "001";

/// The register on one engine, with everything its tests need at hand.
pub(crate) struct TestRegister {
    pub(crate) store: Store,
    pub(crate) register: Register,
    pub(crate) clock: Arc<ManualClock>,
}

/// Runs a test on both engines, and afterwards verifies that journal, state and ledger fit.
pub(crate) fn on_both_engines(mut body: impl FnMut(&TestRegister)) {
    let migrations = [danh_ledger::MIGRATIONS, danh_register::MIGRATIONS];
    danh_store::testing::on_both_engines(&migrations, |store| {
        let world = TestRegister::new(store);
        body(&world);
        world.verify();
    });
}

pub(crate) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// An act of an officer of the department that keeps the register, which exists on every day of every test.
pub(crate) fn act() -> Act {
    act_of(Actor::Officer(OfficerId::from_i64(7)))
}

/// The same of somebody else.
pub(crate) fn act_of(actor: Actor) -> Act {
    static DESK: LazyLock<Register> =
        LazyLock::new(|| desk(Arc::new(ManualClock::new(instant(NOW))), 0));
    DESK.act(actor, "bca-c06").unwrap()
}

fn desk(clock: Arc<ManualClock>, node: u16) -> Register {
    desk_with_chance(clock, node, u64::from(node) + 42)
}

/// What a process of its own has, with its chance.
pub(crate) fn desk_with_chance(clock: Arc<ManualClock>, node: u16, seed: u64) -> Register {
    let ids = Arc::new(IdSource::new(clock.clone(), node));
    let entropy = Arc::new(SeededEntropy::new(seed));
    Register::new(DIRECTORY.clone(), ids, entropy, clock)
}

impl TestRegister {
    pub(crate) fn new(store: &Store) -> Self {
        Self::with_node(store, Arc::new(ManualClock::new(instant(NOW))), 0)
    }

    /// Another process on the same database.
    pub(crate) fn with_node(store: &Store, clock: Arc<ManualClock>, node: u16) -> Self {
        Self {
            store: store.clone(),
            register: desk(clock.clone(), node),
            clock,
        }
    }

    /// Lets it be morning in Viet Nam on a day.
    pub(crate) fn today_is(&self, day: &str) {
        self.clock.set(instant(&format!("{day}T03:00:00.000000Z")));
    }

    /// Empties the register, for the next case of a test that has many.
    pub(crate) fn clear(&self) {
        self.verify();
        for sql in [
            "DELETE FROM journal",
            "DELETE FROM person_event",
            "DELETE FROM person",
            "DELETE FROM person_number",
            "DELETE FROM person_former_card",
            "DELETE FROM person_card",
            "DELETE FROM person_name",
            "DELETE FROM person_born",
            "DELETE FROM household_member",
            "DELETE FROM household_former_member",
            "DELETE FROM person_parent",
            "DELETE FROM resident",
            "DELETE FROM known_name",
            "DELETE FROM known_word",
            "DELETE FROM protected_person",
            "DELETE FROM book_entry",
            "DELETE FROM import_run",
            "DELETE FROM ledger_entry",
            "DELETE FROM ledger_tile",
            "DELETE FROM ledger_checkpoint",
        ] {
            self.execute(sql, &[]);
        }
    }

    pub(crate) fn read<T, E>(
        &self,
        body: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> T
    where
        T: Send + 'static,
        E: From<StoreError> + std::fmt::Debug + Send + 'static,
    {
        self.store.read(body).wait().unwrap()
    }

    pub(crate) fn execute(&self, sql: &'static str, keys: &[i64]) -> u64 {
        let keys = keys.to_vec();
        let changed: Result<u64, StoreError> = self
            .store
            .write(move |tx| {
                let params: Vec<_> = keys.iter().map(|key| (*key).into()).collect();
                tx.execute(sql, &params)
            })
            .wait();
        changed.unwrap()
    }

    pub(crate) fn write<T, E, F>(&self, mut body: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnMut(&Register, &mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let register = self.register.clone();
        let write = move |tx: &mut Tx<'_>| body(&register, tx);
        self.store.write_rehearsed(write).wait()
    }

    /// Enrols somebody; nobody has their number yet.
    pub(crate) fn enrol(&self, enrolment: Enrolment) -> PersonId {
        self.try_enrol(enrolment).expect("the number is free")
    }

    pub(crate) fn try_enrol(&self, enrolment: Enrolment) -> Option<PersonId> {
        let prepared = self.register.prepare_enrolment(&act(), enrolment).unwrap();
        let person = prepared.person().person;
        let prepared = Arc::new(vec![prepared]);
        let refused: Result<_, StoreError> = self.write(move |_, tx| enrol_many(tx, &prepared));
        refused.unwrap().is_empty().then_some(person)
    }

    pub(crate) fn birth(&self, report: BirthReport) -> Result<PersonId, BirthError> {
        self.write(move |register, tx| register.register_birth(tx, &act(), report.clone()))
            .map(|recorded| recorded.subjects[0].person)
    }

    pub(crate) fn marry(
        &self,
        one: PersonId,
        other: PersonId,
        on: &str,
    ) -> Result<Recorded, MarriageError> {
        let spouses = [self.seen(one), self.seen(other)];
        let report = MarriageReport {
            spouses,
            on: date(on),
        };
        self.write(move |register, tx| register.register_marriage(tx, &act(), &report))
    }

    pub(crate) fn die(&self, person: PersonId, on: &str) -> Result<Recorded, DeathError> {
        let report = DeathReport {
            person: self.seen(person),
            on: on.parse().unwrap(),
            unit: None,
            declared: false,
        };
        self.write(move |register, tx| register.register_death(tx, &act(), &report))
    }

    /// Where and when somebody comes to live; for [`Self::settle`] and [`Self::remove`].
    pub(crate) fn residence(
        &self,
        person: PersonId,
        unit: &str,
        home: Home,
        on: &str,
    ) -> ResidenceReport {
        ResidenceReport {
            person: self.seen(person),
            unit: unit.parse().unwrap(),
            detail: Some("Số 7, ngõ 3".to_owned()),
            home,
            on: date(on),
        }
    }

    pub(crate) fn settle(&self, report: ResidenceReport) -> Result<Recorded, ResidenceError> {
        self.write(move |register, tx| register.register_residence(tx, &act(), &report))
    }

    pub(crate) fn remove(&self, report: ResidenceReport) -> Result<Recorded, ResidenceError> {
        self.write(move |register, tx| register.move_residence(tx, &act(), &report))
    }

    pub(crate) fn correct(
        &self,
        person: PersonId,
        of: EventId,
        change: Change,
    ) -> Result<Recorded, CorrectionError> {
        let report = CorrectionReport {
            person: self.seen(person),
            of,
            change,
        };
        self.write(move |register, tx| register.correct(tx, &act(), report.clone()))
    }

    pub(crate) fn cancel_number(
        &self,
        person: PersonId,
        on: &str,
    ) -> Result<Recorded, NumberError> {
        let reason = danh_register::CancellationReason::GivenInError;
        let report = self.number_report(person, on);
        self.write(move |register, tx| register.cancel_number(tx, &act(), report, reason))
    }

    pub(crate) fn reestablish_number(
        &self,
        person: PersonId,
        on: &str,
        unit: &str,
    ) -> Result<Recorded, NumberError> {
        let (report, unit) = (self.number_report(person, on), unit.parse().unwrap());
        self.write(move |register, tx| register.reestablish_number(tx, &act(), report, unit))
    }

    fn number_report(&self, person: PersonId, on: &str) -> NumberReport {
        NumberReport {
            person: self.seen(person),
            on: date(on),
        }
    }

    /// The person as they stand now, for whoever decides something about them.
    pub(crate) fn seen(&self, person: PersonId) -> Seen {
        let version = self
            .read(move |tx| person_by_id(tx, person))
            .map_or(0, |(version, _)| version);
        Seen { person, version }
    }

    pub(crate) fn state(&self, person: PersonId) -> PersonState {
        self.read(move |tx| person_by_id(tx, person)).unwrap().1
    }

    pub(crate) fn state_on(&self, person: PersonId, on: &str) -> Option<PersonState> {
        self.view(
            person,
            View {
                on: Some(date(on)),
                known_at: None,
            },
        )
    }

    pub(crate) fn view(&self, person: PersonId, view: View) -> Option<PersonState> {
        self.read(move |tx| person_as_of(tx, person, view))
    }

    pub(crate) fn number(&self, person: PersonId) -> PersonalNumber {
        self.state(person).number().unwrap()
    }

    pub(crate) fn relative(&self, person: PersonId) -> Relative {
        self.state(person).as_relative(person)
    }

    pub(crate) fn events(&self, person: PersonId) -> Vec<Event> {
        self.read(move |tx| events_of_person(tx, person))
    }

    pub(crate) fn first_event(&self, person: PersonId) -> EventId {
        self.events(person)[0].id
    }

    /// Says what was refused and makes sure that nothing was written.
    pub(crate) fn refused<T: std::fmt::Debug, E: std::fmt::Debug>(
        &self,
        attempt: impl FnOnce() -> Result<T, E>,
    ) -> E {
        let before = self.contents();
        let error = attempt().expect_err("a refusal");
        assert_eq!(self.contents(), before, "a refusal writes nothing");
        error
    }

    /// Everything that the register keeps, as text.
    pub(crate) fn contents(&self) -> Vec<String> {
        self.read(contents)
    }

    /// What must hold at any moment: the journal folds to the state, everything that was pending comes into the ledger, the
    /// ledger is whole, and its entries are the events of the journal.
    pub(crate) fn verify(&self) {
        let checked = danh_register::rebuild::check(&self.store, |_| ()).unwrap();
        assert_eq!(checked.named, Vec::<String>::new());
        assert_eq!(checked.differences, 0);
        if checked.events > 0 {
            assert_eq!(self.integrate_and_walk(), checked.events);
        }
    }

    /// The entries of a ledger that was found to be whole.
    fn integrate_and_walk(&self) -> u64 {
        let signer = NoteSigner::new(
            "danh.example/ledger/journal".parse().unwrap(),
            Signer::from_seed(&[5; 32]),
        );
        let key = signer.verifier_key().clone();
        let options = IntegratorOptions {
            log: Log::JOURNAL,
            signer,
            clock: self.clock.clone(),
            holder: "a test".to_owned(),
            lease_duration: IntegratorOptions::LEASE_DURATION,
            batch_size: IntegratorOptions::BATCH_SIZE,
        };
        let integrator = Integrator::new(self.store.clone(), options);
        while integrator.step().unwrap().has_more {}
        let mut source = DatabaseSource::new(self.store.clone(), Log::JOURNAL);
        let recompute = |tx: &mut Tx<'_>, placed: &[PlacedEntry]| {
            let ids = placed.iter().map(|entry| EventId::from_i64(entry.entry_id));
            ids.map(|event| recomputed_commitment(tx, event))
                .collect::<Result<Vec<_>, StoreError>>()
        };
        let mut records = DatabaseEntries::new(self.store.clone(), Log::JOURNAL, recompute);
        let verified = walk_with_records(&mut source, &key, &mut records, &mut |_| ()).unwrap();
        verified.checkpoint.size
    }
}

fn contents(tx: &mut Tx<'_>) -> Result<Vec<String>, StoreError> {
    let texts = [
        "SELECT document FROM journal ORDER BY event_id",
        "SELECT document FROM person ORDER BY person_id",
        "SELECT number FROM person_number ORDER BY number",
        "SELECT number FROM person_former_card ORDER BY number, person_id",
        "SELECT serial FROM person_card ORDER BY serial, person_id",
        "SELECT folded_name FROM person_name ORDER BY folded_name, born, person_id",
        "SELECT parent FROM person_parent ORDER BY parent, person_id",
    ];
    let keys = [
        "SELECT event_id FROM book_entry ORDER BY event_id",
        "SELECT version FROM person ORDER BY person_id",
        "SELECT version FROM person_event ORDER BY person_id, version",
        "SELECT household_id FROM household_member ORDER BY household_id, person_id",
        "SELECT person_id FROM household_former_member ORDER BY household_id, person_id",
        "SELECT entry_id FROM ledger_pending ORDER BY entry_id",
    ];
    let mut lines = Vec::new();
    for sql in texts {
        for row in tx.query(sql, &[])? {
            lines.push(format!("{sql}: {}", row.get::<String>(0)?));
        }
    }
    for sql in keys {
        for row in tx.query(sql, &[])? {
            lines.push(format!("{sql}: {}", row.get::<i64>(0)?));
        }
    }
    Ok(lines)
}

/// The spouse's name that a state gives, and how: for short assertions.
pub(crate) fn marital(state: &PersonState) -> String {
    match &state.marital {
        MaritalStatus::Unknown => "unknown".to_owned(),
        MaritalStatus::Single => "single".to_owned(),
        MaritalStatus::Married { spouse, since } => format!(
            "married to {} since {}",
            name_of(spouse.as_ref()),
            since.map_or("?".to_owned(), |since: PartialDate| since.to_string())
        ),
        MaritalStatus::Widowed { spouse } => format!("widowed of {}", name_of(spouse.as_ref())),
        MaritalStatus::Divorced => "divorced".to_owned(),
    }
}

fn name_of(relative: Option<&Relative>) -> String {
    relative.map_or("?".to_owned(), |relative| relative.name.to_string())
}

/// The birth that an event is.
pub(crate) fn birth_of(event: &Event) -> &Birth {
    match &event.body {
        EventBody::Birth(birth) => birth,
        other => panic!("{} is not a birth", other.kind()),
    }
}
