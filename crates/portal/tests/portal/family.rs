//! A family whose papers hold one event of every kind that officers register.

use danh_register::{
    Act, Actor, BirthReport, CancellationReason, Change, CorrectionReport, DeathReport, Home,
    MarriageReport, NumberReport, Recorded, Register, ResidenceReport, Seen,
};
use danh_store::{Store, StoreError, Tx};
use danh_vocabulary::{EventId, ManualClock, OfficerId, PersonId, Sex};
use jiff::civil::{Date, date};

use crate::office::instant;

/// The mother was written down as Nguyễn Thị Mây and corrected to Nguyễn Thị Mai on 1 July 2024;
/// she married in 2019, moved in 2023, has a second personal number, and was widowed in 2025.
pub(crate) struct Family {
    pub(crate) mother: PersonId,
    pub(crate) father: PersonId,
    pub(crate) child: PersonId,
    /// The mother's number that was cancelled, and the one she has.
    pub(crate) numbers: [String; 2],
    /// The event of the mother's birth.
    pub(crate) mother_born: EventId,
}

/// The registrar's desk, and the version of a person that was seen last.
struct Desk<'a> {
    store: &'a Store,
    register: &'a Register,
}

impl Family {
    pub(crate) fn register(store: &Store, register: &Register, clock: &ManualClock) -> Self {
        let desk = Desk { store, register };
        let mother_born = desk.born("Nguyễn Thị Mây", Sex::Female, date(1995, 3, 15), [None; 2]);
        let mother = mother_born.subjects[0].person;
        let father = desk.born("Trần Văn Bách", Sex::Male, date(1993, 9, 2), [None; 2]);
        let father = father.subjects[0].person;
        desk.married([seen(mother, 1), seen(father, 1)], date(2019, 5, 20));
        let parents = [Some(father), Some(mother)];
        let child = desk.born("Trần Minh Hoà", Sex::Male, date(2024, 5, 20), parents);
        desk.lives(seen(mother, 2), date(2020, 5, 1));
        desk.moved(seen(mother, 3), date(2023, 1, 10));
        clock.set(instant("2024-07-01T02:00:00Z"));
        desk.corrected(seen(mother, 4), mother_born.event);
        let numbers = desk.renumbered(mother, 5);
        clock.set(instant("2025-03-03T02:00:00Z"));
        desk.died(seen(father, 2));
        Self {
            mother,
            father,
            child: child.subjects[0].person,
            numbers,
            mother_born: mother_born.event,
        }
    }
}

fn seen(person: PersonId, version: u32) -> Seen {
    Seen { person, version }
}

fn act(register: &Register) -> Act {
    let officer = Actor::Officer(OfficerId::from_i64(7));
    let act = register.act(officer, "ubnd:00004");
    act.expect("the committee exists")
}

impl Desk<'_> {
    /// Writes, and insists that it is lawful.
    fn write<T: Send + 'static, E: std::fmt::Debug>(
        &self,
        action: impl Fn(&Register, &mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> T {
        let register = self.register.clone();
        let written = self.store.write(move |tx| {
            Ok::<_, StoreError>(action(&register, tx).expect("the family lives by the law"))
        });
        written.wait().expect("the register writes")
    }

    fn born(&self, name: &str, sex: Sex, born: Date, parents: [Option<PersonId>; 2]) -> Recorded {
        let [father, mother] = parents;
        let report = BirthReport {
            name: name.parse().expect("a name"),
            sex,
            born,
            birth_unit: "00004".parse().expect("a code"),
            origin_unit: Some("001".parse().expect("a code")),
            ethnicity: None,
            father,
            mother,
            registered_in: "00004".parse().expect("a code"),
            nationalities: vec![danh_vocabulary::Nationality::VIET_NAM],
        };
        self.write(move |register, tx| register.register_birth(tx, &act(register), report.clone()))
    }

    fn married(&self, spouses: [Seen; 2], on: Date) {
        let report = MarriageReport { spouses, on };
        self.write(move |register, tx| register.register_marriage(tx, &act(register), &report));
    }

    fn lives(&self, person: Seen, on: Date) {
        let report = ResidenceReport {
            person,
            unit: "00004".parse().expect("a code"),
            detail: Some("12 phố Trấn Vũ".into()),
            home: Home::New,
            on,
        };
        self.write(move |register, tx| register.register_residence(tx, &act(register), &report));
    }

    fn moved(&self, person: Seen, on: Date) {
        let report = ResidenceReport {
            person,
            unit: "00007".parse().expect("a code"),
            detail: None,
            home: Home::New,
            on,
        };
        self.write(move |register, tx| register.move_residence(tx, &act(register), &report));
    }

    fn corrected(&self, person: Seen, of: EventId) {
        let change = Change::Name {
            was: "Nguyễn Thị Mây".parse().expect("a name"),
            now: "Nguyễn Thị Mai".parse().expect("a name"),
        };
        let report = CorrectionReport { person, of, change };
        self.write(move |register, tx| register.correct(tx, &act(register), report.clone()));
    }

    fn renumbered(&self, person: PersonId, version: u32) -> [String; 2] {
        let on = date(2024, 7, 1);
        let reason = CancellationReason::GivenInError;
        self.write(move |register, tx| {
            let report = NumberReport {
                person: seen(person, version),
                on,
            };
            register.cancel_number(tx, &act(register), report, reason)
        });
        self.write(move |register, tx| {
            let report = NumberReport {
                person: seen(person, version + 1),
                on,
            };
            let place = "00004".parse().expect("a code");
            register.reestablish_number(tx, &act(register), report, place)
        });
        let read = self
            .store
            .read(move |tx| danh_register::person_as_of(tx, person, danh_register::View::PRESENT));
        let state = read
            .wait()
            .expect("the mother can be read")
            .expect("she is known");
        [0, 1].map(|index| state.numbers[index].number.to_string())
    }

    fn died(&self, person: Seen) {
        let report = DeathReport {
            person,
            on: "2025-03-02".parse().expect("a date"),
            unit: Some("00004".parse().expect("a code")),
            declared: false,
        };
        self.write(move |register, tx| register.register_death(tx, &act(register), &report));
    }
}
