//! `danh drill events`: lawful events as fast as they are acknowledged, for killing the process in the middle of.
//!
//! Each line on standard output is an event whose answer has come: it must never be lost again. The people are invented.

use std::io::Write as _;

use danh_register::{
    Act, Actor, BirthReport, CancellationReason, Change, CorrectionReport, DeathReport, Home,
    MarriageReport, NumberReport, Recorded, Register, ResidenceReport, Seen,
};
use danh_store::{Store, Tx};
use danh_vocabulary::{Name, PartialDate, PersonId, Sex, UnitCode};
use jiff::civil::{Date, date};

use crate::cli::DrillArguments;
use crate::commands::officer::Refused;
use crate::config;
use crate::integration::Running;
use crate::platform::Platform;

/// Phường Ba Đình, Hà Nội, and Phường Ngọc Hà beside it, since July 2025.
const COMMUNES: [&str; 2] = ["00004", "00008"];

pub(crate) fn events(arguments: &DrillArguments) -> anyhow::Result<()> {
    let platform = Platform::open(&config::of_arguments(&arguments.store)?)?;
    let running = Running::start(&platform)?;
    std::thread::scope(|scope| {
        let mut writers = Vec::new();
        for number in 0..arguments.writers {
            let program = Actor::Program(format!("drill-{number}"));
            let writer = Writer {
                store: platform.store.clone(),
                register: platform.register.clone(),
                act: platform.register.act(program, "ubnd:00004@2025-07-01")?,
                events_left: arguments.events,
            };
            writers.push(scope.spawn(move || writer.run()));
        }
        writers.into_iter().try_for_each(|writer| {
            writer
                .join()
                .map_err(|_| anyhow::anyhow!("a writer ended with a panic"))?
        })
    })?;
    running.stop();
    Ok(())
}

struct Writer {
    store: Store,
    register: Register,
    act: Act,
    events_left: u64,
}

/// The events are used up.
struct Done;

/// What became of an event: written, or nothing more is to be written.
type Written = anyhow::Result<Result<Recorded, Done>>;

impl Writer {
    fn run(mut self) -> anyhow::Result<()> {
        loop {
            if let Err(Done) = self.life()? {
                return Ok(());
            }
        }
    }

    /// Two births, a marriage, a home, a move, a correction, another number, a death.
    fn life(&mut self) -> anyhow::Result<Result<(), Done>> {
        let (today, commune) = (self.register.today(), COMMUNES.map(unit));
        let mut couple = [(Sex::Male, "Trần Văn Thử"), (Sex::Female, "Lê Thị Nghiệm")].into_iter();
        let mut seen = Vec::new();
        for (sex, name) in couple.by_ref() {
            let report = birth(name, sex, commune[0]);
            match self.write(move |register, tx, act| {
                Ok(register
                    .register_birth(tx, act, report.clone())
                    .map_err(anyhow::Error::from)?)
            })? {
                Ok(recorded) => seen.push((recorded.subjects[0].person, recorded)),
                Err(done) => return Ok(Err(done)),
            }
        }
        let [husband, wife] = [seen[0].0, seen[1].0];
        let spouses = [at(husband, 1), at(wife, 1)];
        let born = seen[0].1.event;
        let steps: [Step; 7] = [
            Box::new(move |register, tx, act| {
                let report = MarriageReport { spouses, on: today };
                register
                    .register_marriage(tx, act, &report)
                    .map_err(Into::into)
            }),
            Box::new(move |register, tx, act| {
                let report = residence(at(husband, 2), commune[0], today);
                register
                    .register_residence(tx, act, &report)
                    .map_err(Into::into)
            }),
            Box::new(move |register, tx, act| {
                let report = residence(at(husband, 3), commune[1], today);
                register
                    .move_residence(tx, act, &report)
                    .map_err(Into::into)
            }),
            Box::new(move |register, tx, act| {
                let change = Change::Name {
                    was: name("Trần Văn Thử"),
                    now: name("Trần Văn Thứ"),
                };
                let report = CorrectionReport {
                    person: at(husband, 4),
                    of: born,
                    change,
                };
                register.correct(tx, act, report).map_err(Into::into)
            }),
            Box::new(move |register, tx, act| {
                let (report, reason) =
                    (number(at(wife, 2), today), CancellationReason::GivenInError);
                register
                    .cancel_number(tx, act, report, reason)
                    .map_err(Into::into)
            }),
            Box::new(move |register, tx, act| {
                let report = number(at(wife, 3), today);
                register
                    .reestablish_number(tx, act, report, commune[0])
                    .map_err(Into::into)
            }),
            Box::new(move |register, tx, act| {
                let on = PartialDate::of_day(today);
                let report = DeathReport {
                    person: at(husband, 5),
                    on,
                    unit: None,
                    declared: false,
                };
                register
                    .register_death(tx, act, &report)
                    .map_err(Into::into)
            }),
        ];
        for step in steps {
            if let Err(done) = self.write(move |register, tx, act| Ok(step(register, tx, act)?))? {
                return Ok(Err(done));
            }
        }
        Ok(Ok(()))
    }

    fn write<F>(&mut self, event: F) -> Written
    where
        F: Fn(&Register, &mut Tx<'_>, &Act) -> Result<Recorded, Refused> + Send + 'static,
    {
        if self.events_left == 0 {
            return Ok(Err(Done));
        }
        self.events_left -= 1;
        let (register, act) = (self.register.clone(), self.act.clone());
        let recorded = self
            .store
            .write_rehearsed(move |tx| event(&register, tx, &act))
            .wait()?;
        writeln!(std::io::stdout().lock(), "acknowledged {}", recorded.event)?;
        Ok(Ok(recorded))
    }
}

type Step =
    Box<dyn Fn(&Register, &mut Tx<'_>, &Act) -> Result<Recorded, anyhow::Error> + Send + 'static>;

fn at(person: PersonId, version: u32) -> Seen {
    Seen { person, version }
}

fn number(person: Seen, on: Date) -> NumberReport {
    NumberReport { person, on }
}

fn birth(called: &str, sex: Sex, commune: UnitCode) -> BirthReport {
    BirthReport {
        name: name(called),
        sex,
        born: date(1990, 5, 4),
        birth_unit: commune,
        origin_unit: None,
        ethnicity: None,
        father: None,
        mother: None,
        registered_in: commune,
        nationalities: vec![danh_vocabulary::Nationality::VIET_NAM],
    }
}

fn residence(person: Seen, commune: UnitCode, on: Date) -> ResidenceReport {
    ResidenceReport {
        person,
        unit: commune,
        detail: None,
        home: Home::New,
        on,
    }
}

fn name(text: &str) -> Name {
    text.parse().expect("a name of ours is well-formed")
}

fn unit(code: &str) -> UnitCode {
    code.parse().expect("a code of ours is well-formed")
}
