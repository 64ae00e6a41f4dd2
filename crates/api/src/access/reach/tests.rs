//! Who is reached from where, of people whose places say little, much, or something that is no more.

use danh_directory::{Role, Standing};
use danh_register::{Abode, Residence, TemporaryResidence};
use danh_vocabulary::{AppointmentId, HouseholdId, OfficerId};
use jiff::civil::date;

use super::*;
use crate::testing::{directory, somebody};

const TODAY: Date = date(2026, 1, 5);
const BA_DINH: &str = "ubnd:00004@2025-07-01";
const HONG_HA: &str = "ubnd:00097@2025-07-01";
const HA_NOI: &str = "ubnd:01@2025-07-01";

fn reach(authorities: &[&str]) -> Reach {
    let appointments = authorities.iter().zip(1..);
    let appointments = appointments.map(|(authority, id)| Appointment {
        id: AppointmentId::from_i64(id),
        officer: OfficerId::from_i64(7),
        role: Role::Inspector,
        standing: Standing::Regular,
        authority: authority.parse().unwrap(),
        valid_from: date(2025, 7, 1),
        valid_until: None,
    });
    Reach {
        directory: directory(),
        appointments: appointments.collect(),
        today: TODAY,
    }
}

fn written(code: &str, written_on: Date) -> AddressedUnit {
    AddressedUnit {
        code: code.parse().unwrap(),
        written_on,
    }
}

fn settled(place: AddressedUnit) -> PersonState {
    let residence = Residence {
        household: HouseholdId::from_i64(1),
        relationship: danh_register::Relationship::Head,
        place,
        detail: None,
        since: None,
    };
    PersonState {
        residence: Some(residence),
        ..somebody()
    }
}

fn lodging(place: AddressedUnit, until: Date) -> TemporaryResidence {
    TemporaryResidence {
        place,
        detail: None,
        since: date(2025, 3, 1),
        until,
    }
}

#[test]
fn one_is_reached_from_the_own_ground_and_from_above() {
    // Trúc Bạch went into Ba Đình; Cống Vị was divided between Ngọc Hà and Giảng Võ.
    let truc_bach = settled(written("00004", date(2019, 5, 1)));
    assert!(reach(&[BA_DINH]).includes(&truc_bach));
    assert!(reach(&["ca:00004@2025-07-01"]).includes(&truc_bach));
    assert!(reach(&[HA_NOI]).includes(&truc_bach));
    assert!(reach(&["bca-c06"]).includes(&truc_bach));
    assert!(!reach(&[HONG_HA]).includes(&truc_bach));
    assert!(!reach(&["ubnd:33@2025-07-01"]).includes(&truc_bach));
    assert!(!reach(&[]).includes(&truc_bach));

    let cong_vi = settled(written("00007", date(2019, 5, 1)));
    for heir in ["ubnd:00008@2025-07-01", "ubnd:00025@2025-07-01"] {
        assert!(reach(&[heir]).includes(&cong_vi), "{heir}");
    }
    assert!(!reach(&[BA_DINH]).includes(&cong_vi));
}

#[test]
fn the_appointment_that_reaches_is_named() {
    let person = settled(written("00004", date(2026, 1, 1)));
    let both = reach(&[HONG_HA, BA_DINH, HA_NOI]);
    let under = both.appointment_for(&person).unwrap();
    assert_eq!(under.authority.to_string(), BA_DINH);
    let place = written("00097", date(2026, 1, 1));
    let under = both.appointment_for_place(place).unwrap();
    assert_eq!(under.authority.to_string(), HONG_HA);
    assert!(reach(&[BA_DINH]).appointment_for_place(place).is_none());
}

#[test]
fn a_lodger_is_at_home_in_two_places_until_the_last_day() {
    let place = written("00097", date(2026, 1, 1));
    let mut person = settled(written("00004", date(2026, 1, 1)));
    person.temporary_residence = Some(lodging(place, TODAY));
    assert!(reach(&[HONG_HA]).includes(&person) && reach(&[BA_DINH]).includes(&person));
    person.temporary_residence = Some(lodging(place, date(2026, 1, 4)));
    assert!(!reach(&[HONG_HA]).includes(&person) && reach(&[BA_DINH]).includes(&person));
}

#[test]
fn who_has_no_residence_is_where_they_were_last_known() {
    let [hong_ha, ba_dinh] = [HONG_HA, BA_DINH].map(|authority| reach(&[authority]));
    let mut person = somebody();
    assert!(!hong_ha.includes(&person) && !ba_dinh.includes(&person));
    assert!(
        reach(&["bca-c06"]).includes(&person),
        "the centre reaches all"
    );
    assert_eq!(hong_ha.province_of(&person), None);
    person.identity.birth_registered_in = Some(written("00004", date(2026, 1, 1)));
    assert!(ba_dinh.includes(&person));
    let last = lodging(written("00097", date(2026, 1, 1)), date(2025, 9, 1));
    person.temporary_residence = Some(last);
    assert!(hong_ha.includes(&person) && !ba_dinh.includes(&person));
    person.abode = Some(Abode {
        place: written("00004", date(2026, 1, 1)),
        detail: None,
        since: date(2025, 10, 1),
    });
    assert!(!hong_ha.includes(&person) && ba_dinh.includes(&person));
    let province = hong_ha.province_of(&person).unwrap();
    assert_eq!(province.code.to_string(), "01");
}

#[test]
fn a_place_without_recorded_heirs_lies_in_what_was_above_it() {
    let gone = settled(written("00010", date(2019, 5, 1)));
    let today = directory();
    let today = today.today(written("00010", date(2019, 5, 1)), TODAY);
    assert!(matches!(today, Some(Today::Unrecorded { within: Some(_) })));
    assert!(reach(&[HA_NOI]).includes(&gone));
    assert!(!reach(&[BA_DINH]).includes(&gone));
}

#[test]
fn one_oversees_the_authorities_on_the_own_ground() {
    let city = reach(&[HA_NOI]);
    // The ward's former committee is overseen by whose ground it is now.
    for authority in [BA_DINH, "ca:00097@2025-07-01", HA_NOI, "ubnd:00004"] {
        assert!(city.oversees(authority), "{authority}");
    }
    for authority in ["ubnd:33@2025-07-01", "bca-c06", "nobody"] {
        assert!(!city.oversees(authority), "{authority}");
        assert!(reach(&["bca-c06"]).oversees(authority), "{authority}");
    }
    assert!(!reach(&[HONG_HA]).oversees(BA_DINH));
}
