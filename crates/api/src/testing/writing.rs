//! What every request that writes an event about persons on record is answered, whatever the kind of event.

use axum::http::StatusCode;
use danh_directory::Role;
use danh_exchange::AccessKind;
use danh_register::person_queries::person_by_id;
use danh_register::{Act, Actor, BirthReport, Home, Recorded, Register, ResidenceReport, Seen};
use danh_store::Tx;
use danh_vocabulary::{Nationality, PersonId, Sex, Timestamp};
use jiff::civil::{Date, date};
use serde_json::Value;

use super::{BA_DINH, OFFICER, Office, directory, on_both_engines};

/// The day on which the office is open.
pub(crate) const TODAY: Date = date(2026, 1, 5);
/// A ward of another province, where nobody of these tests is at home.
const ELSEWHERE: &str = "26740@2025-07-01";
const HERE: &str = "00004@2025-07-01";

/// A kind of event.
pub(crate) struct WriteCase {
    pub(crate) path: &'static str,
    /// Who writes it.
    pub(crate) role: Role,
    /// A request that the register takes.
    pub(crate) wish: fn(&Office) -> Wish,
    /// What makes it one that the register refuses.
    pub(crate) spoil: fn(&mut Value),
    /// The code of the refusal, and the field that it names.
    pub(crate) told: &'static str,
}

/// A request that the register takes.
pub(crate) struct Wish {
    pub(crate) body: Value,
    /// Whom it changes, or must have been seen.
    pub(crate) seen: Vec<PersonId>,
}

/// Sends each kind of request once as it must not be sent, once spoilt, once right, and once too late.
pub(crate) fn all_are_answered_alike(cases: &[WriteCase]) {
    on_both_engines(|office| {
        for (place, case) in cases.iter().enumerate() {
            // Nobody is slowed down for the requests of the case before.
            let minute = i64::try_from(place).unwrap() * 60_000_000;
            let opening: Timestamp = "2026-01-05T08:00:00Z".parse().unwrap();
            let now = Timestamp::from_micros(opening.micros() + minute);
            office.clock.set(now);
            answered_as_agreed(office, case);
        }
    });
}

fn answered_as_agreed(office: &Office, case: &WriteCase) {
    let Wish { body, seen } = (case.wish)(office);
    let etags: Vec<String> = seen.iter().map(|person| office.etag_of(*person)).collect();
    let send = |token: &str, key: &str, etags: &[String], body: &Value| {
        let key = format!("{key} {}", case.path).replace(['/', ' '], "-");
        office.write_by(token, case.path, &key, etags, body)
    };
    let token = employed(office, case, HERE);

    let unseen = send(&token, "unseen", &[], &body);
    assert_eq!(
        unseen.status,
        StatusCode::PRECONDITION_REQUIRED,
        "{}: {}",
        case.path,
        unseen.text()
    );
    assert_eq!(unseen.json()["code"], "version-missing");

    let elsewhere = employed(office, case, ELSEWHERE);
    let outside = send(&elsewhere, "outside", &etags, &body);
    assert_eq!(
        outside.status,
        StatusCode::FORBIDDEN,
        "{}: {}",
        case.path,
        outside.text()
    );
    assert_eq!(outside.json()["code"], "outside-jurisdiction");
    let record = &office.access_records(seen[0])[0];
    assert_eq!(record.kind, AccessKind::RefusedOutsideJurisdiction);

    let mut spoilt = body.clone();
    (case.spoil)(&mut spoilt);
    let refused = send(&token, "spoilt", &etags, &spoilt);
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}: {}",
        case.path,
        refused.text()
    );
    let (code, pointers) = refused.refusal();
    assert_eq!(
        format!("{code} {}", pointers.join(" ")).trim(),
        case.told,
        "{}",
        case.path
    );
    let record = &office.access_records(seen[0])[0];
    assert_eq!(record.kind, AccessKind::Disclosure);

    let written = send(&token, "written", &etags, &body);
    assert_eq!(
        written.status,
        StatusCode::CREATED,
        "{}: {}",
        case.path,
        written.text()
    );
    let receipt = written.json();
    assert_eq!(
        written.header("location"),
        format!("/api/v1/events/{}", receipt["event"].as_str().unwrap())
    );
    let told = receipt["persons"].as_array().unwrap();
    assert!(!told.is_empty(), "{}: {receipt}", case.path);
    for person in &seen {
        let handle = office.state.handle_of(*person);
        let now = told.iter().find(|told| told["handle"] == *handle);
        assert!(
            now.is_none_or(|now| now["etag"] == office.etag_of(*person)),
            "{}: {receipt}",
            case.path
        );
    }

    let late = send(&token, "too-late", &etags, &body);
    assert_eq!(
        late.status,
        StatusCode::PRECONDITION_FAILED,
        "{}: {}",
        case.path,
        late.text()
    );
    assert_eq!(late.json()["code"], "version-conflict");
}

/// The token of somebody whose duty it is in a ward.
fn employed(office: &Office, case: &WriteCase, ward: &str) -> String {
    let body = if case.role == Role::Registrar {
        "ubnd"
    } else {
        "ca"
    };
    let login = format!(
        "{}.{}",
        case.role.as_str(),
        case.path.rsplit('/').next().unwrap()
    );
    let login = format!("{}.{}", login, &ward[..5]);
    office.hire(login.leak(), case.role, &format!("{body}:{ward}"))
}

impl Office {
    /// Appoints somebody a second time: the token is one of theirs.
    pub(crate) fn appoint(&self, token: &str, role: Role, authority: &str) {
        let appointment = danh_directory::Appointment {
            id: danh_vocabulary::AppointmentId::from_i64(self.state.ids.next()),
            officer: self.signed_in(token).officer,
            role,
            standing: danh_directory::Standing::Regular,
            authority: authority.parse().unwrap(),
            valid_from: date(2025, 7, 1),
            valid_until: None,
        };
        let appointed = self.state.store.write(move |tx| {
            danh_directory::appoint(tx, &directory(), &appointment).unwrap();
            Ok::<_, danh_store::StoreError>(())
        });
        appointed.wait().unwrap();
    }

    /// Lets the register write something, as what the registrar decided.
    pub(crate) fn record<E>(
        &self,
        write: impl Fn(&Register, &mut Tx<'_>, &Act) -> Result<Recorded, E> + Send + 'static,
    ) -> Recorded
    where
        E: std::fmt::Debug + From<danh_store::StoreError> + Send + 'static,
    {
        let register = self.state.register.clone();
        let act = register.act(Actor::Officer(OFFICER), BA_DINH).unwrap();
        let written = self.state.store.write(move |tx| write(&register, tx, &act));
        written.wait().unwrap()
    }

    /// Somebody born in the ward.
    pub(crate) fn born(&self, name: &str, sex: Sex, born: &str) -> PersonId {
        let report = BirthReport {
            name: name.parse().unwrap(),
            sex,
            born: born.parse().unwrap(),
            birth_unit: "00004".parse().unwrap(),
            origin_unit: None,
            ethnicity: None,
            father: None,
            mother: None,
            registered_in: "00004".parse().unwrap(),
            nationalities: vec![Nationality::VIET_NAM],
        };
        let recorded =
            self.record(move |register, tx, act| register.register_birth(tx, act, report.clone()));
        recorded.subjects[0].person
    }

    /// Somebody born in the ward who lives there.
    pub(crate) fn settled(&self, name: &str, sex: Sex, born: &str, home: Home) -> PersonId {
        let person = self.born(name, sex, born);
        let report = ResidenceReport {
            person: self.seen(person),
            unit: "00004".parse().unwrap(),
            detail: None,
            home,
            on: date(2025, 8, 1),
        };
        self.record(move |register, tx, act| register.register_residence(tx, act, &report));
        person
    }

    /// A person in their present version.
    pub(crate) fn seen(&self, person: PersonId) -> Seen {
        let read = self.state.store.read(move |tx| person_by_id(tx, person));
        let (version, _) = read.wait().unwrap().unwrap();
        Seen { person, version }
    }

    /// The household in which a person lives.
    pub(crate) fn household(&self, person: PersonId) -> danh_vocabulary::HouseholdId {
        let read = self.state.store.read(move |tx| person_by_id(tx, person));
        let (_, state) = read.wait().unwrap().unwrap();
        state.residence.unwrap().household
    }
}
