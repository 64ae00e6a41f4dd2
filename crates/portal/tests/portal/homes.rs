//! Households to test the residence officer's forms with.

use danh_directory::Role;
use danh_register::person_queries::{household_members, person_by_id};
use danh_register::{Event, Home, PersonState, Relationship, ResidenceReport, Seen};
use danh_vocabulary::{HouseholdId, PersonId, Sex};
use jiff::civil::{Date, date};

use crate::desk::{AtDesk, adult, born, couple, events, seen, write};
use crate::office::Office;

pub(crate) const HONG_HA: &str = "Phường Hồng Hà, Thành phố Hà Nội";
pub(crate) const BA_DINH: &str = "Phường Ba Đình, Thành phố Hà Nội";
pub(crate) const SAI_GON: &str = "Phường Sài Gòn, Thành phố Hồ Chí Minh";

/// Runs a test at a residence officer's desk, on each engine.
pub(crate) fn at_residence_desk(test: impl FnMut(&Office)) {
    Office::on_both_engines(Role::ResidenceOfficer, test);
}

/// A date in the three boxes of a field.
pub(crate) fn day<'a>(
    boxes: [&'static str; 3],
    parts: [&'a str; 3],
) -> Vec<(&'static str, &'a str)> {
    boxes.into_iter().zip(parts).collect()
}

/// The boxes of the field `on`.
pub(crate) const ON: [&str; 3] = ["on-day", "on-month", "on-year"];
/// The boxes of the field `since`.
pub(crate) const SINCE: [&str; 3] = ["since-day", "since-month", "since-year"];
/// The boxes of the field `until`.
pub(crate) const UNTIL: [&str; 3] = ["until-day", "until-month", "until-year"];

/// Gives somebody a permanent residence in a commune, in whichever household.
pub(crate) fn settle(office: &Office, person: Seen, unit: &'static str, home: Home, on: Date) {
    let report = ResidenceReport {
        person,
        unit: unit.parse().expect("a code"),
        detail: Some("12 phố Trấn Vũ".into()),
        home,
        on,
    };
    write(office, move |register, tx, act| {
        register.register_residence(tx, act, &report)
    });
}

/// Somebody in a household of their own in Hồng Hà since March 2026.
pub(crate) fn settled(office: &Office, name: &'static str, sex: Sex) -> PersonId {
    let person = adult(office, name, sex);
    settle(
        office,
        seen(person, 1),
        "00097",
        Home::New,
        date(2026, 3, 1),
    );
    person
}

/// A husband, head of the household, his wife and a child of 2010 who is nobody's by the register.
pub(crate) fn household(office: &Office) -> [PersonId; 3] {
    let [wife, husband] = couple(office);
    let child = born(office, "Quàng Minh Đức", Sex::Male, date(2010, 5, 2));
    let on = date(2026, 3, 1);
    settle(office, seen(husband, 2), "00097", Home::New, on);
    let household = household_of(office, husband);
    for (person, relationship) in [
        (seen(wife, 2), Relationship::Spouse),
        (seen(child, 1), Relationship::Child),
    ] {
        let home = Home::Existing {
            household,
            relationship,
        };
        settle(office, person, "00097", home, on);
    }
    [husband, wife, child]
}

pub(crate) fn state(office: &Office, person: PersonId) -> PersonState {
    let store = &office.state.store;
    let read = store.read(move |tx| person_by_id(tx, person));
    read.wait().expect("it reads").expect("they are known").1
}

pub(crate) fn household_of(office: &Office, person: PersonId) -> HouseholdId {
    let home = state(office, person).residence;
    home.expect("they live somewhere").household
}

pub(crate) fn relationship(office: &Office, person: PersonId) -> Relationship {
    let home = state(office, person).residence;
    home.expect("they live somewhere").relationship
}

/// How many belong to a household.
pub(crate) fn size(office: &Office, household: HouseholdId) -> usize {
    let store = &office.state.store;
    let read = store.read(move |tx| household_members(tx, household));
    read.wait().expect("it reads").len()
}

/// What happened to somebody last.
pub(crate) fn latest(office: &Office, person: PersonId) -> Event {
    events(office, person).pop().expect("they have an event")
}

/// Looks at the check page in both languages, and insists on the reason it refuses for.
pub(crate) fn insist_on(desk: &mut AtDesk<'_>, [vietnamese, english]: [&str; 2]) {
    for (language, sentence) in [("en", english), ("vi", vietnamese)] {
        let page = desk.page(&format!("check?lang={language}"));
        assert_eq!(page.status.as_u16(), 422, "{}", page.html);
        assert!(page.contains(sentence), "{sentence}: {}", page.html);
    }
}

/// Sends a page, and insists on the reason in both languages why it does not lead on.
pub(crate) fn insist_at(
    desk: &mut AtDesk<'_>,
    step: &str,
    fields: &[(&str, &str)],
    [vietnamese, english]: [&str; 2],
) {
    for (language, sentence) in [("en", english), ("vi", vietnamese)] {
        let page = desk.send(&format!("{step}?lang={language}"), fields);
        assert_eq!(page.status.as_u16(), 422, "{}", page.html);
        assert!(page.contains(sentence), "{sentence}: {}", page.html);
    }
}
