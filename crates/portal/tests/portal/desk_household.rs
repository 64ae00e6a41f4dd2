//! Splitting and merging households, and naming their heads.

use danh_register::{DeathReport, EventBody, Relationship};
use danh_vocabulary::{PersonId, Sex};

use crate::desk::{AtDesk, adult, events, journal_length, number, seen, write};
use crate::homes::{
    ON, at_residence_desk, day, household, household_of, insist_at, insist_on, latest,
    relationship, settle, settled, size,
};
use crate::office::Office;

/// The fields that a page asks of each of some members, by their names.
fn slots(desk: &mut AtDesk<'_>, step: &str, prefix: &str, names: &[&str]) -> Vec<String> {
    let page = desk.page(step);
    let slot = |name: &&str| {
        let asked = page.html.split_once(&format!("{name}: "));
        let field = asked.and_then(|(_, after)| after.split_once("name=\"")?.1.split_once('"'));
        let (field, _) = field.unwrap_or_else(|| panic!("no {name}: {}", page.html));
        assert!(field.starts_with(prefix), "{field}");
        field.to_owned()
    };
    names.iter().map(slot).collect()
}

/// The value of the choice that has a label.
fn value_of(desk: &mut AtDesk<'_>, step: &str, name: &str) -> String {
    let page = desk.page(step);
    let at = page
        .html
        .find(name)
        .unwrap_or_else(|| panic!("{}", page.html));
    let before = &page.html[..at];
    let start = before.rfind("value=\"").expect("a choice has a value") + "value=\"".len();
    before[start..]
        .split('"')
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// Begins to name a head for somebody's household.
fn naming<'a>(office: &'a Office, of: PersonId, head: &str) -> AtDesk<'a> {
    let mut desk = AtDesk::begin(office, "household-head");
    desk.choose("person", &number(office, of), "head");
    let head = value_of(&mut desk, "head", head);
    let mut fields = day(ON, ["20", "11", "2026"]);
    fields.push(("new-head", &head));
    let sent = desk.send("head", &fields);
    assert_eq!(sent.status.as_u16(), 303, "{}", sent.html);
    desk
}

fn dies(office: &Office, person: PersonId) {
    let version = u32::try_from(events(office, person).len()).expect("a short life");
    let report = DeathReport {
        person: seen(person, version),
        on: "2026-11-10".parse().expect("a date"),
        unit: None,
        declared: false,
    };
    write(office, move |register, tx, act| {
        register.register_death(tx, act, &report)
    });
}

#[test]
fn a_household_whose_head_died_is_given_another() {
    at_residence_desk(|office| {
        let [husband, wife, child] = household(office);
        dies(office, husband);
        let mut desk = naming(office, child, "Lò Thị Hạnh");
        let field = slots(
            &mut desk,
            "relationships",
            "relationship-",
            &["Quàng Minh Đức"],
        );
        desk.answer("relationships", &[(&field[0], "child")], "check");
        assert!(desk.page("check").contains("Hộ này chưa có chủ hộ"));
        let before = journal_length(office);
        desk.register();
        assert_eq!(journal_length(office), before + 1);
        let EventBody::HouseholdHeadChanged(changed) = latest(office, wife).body else {
            panic!("the head is another")
        };
        // The child stays a child, and so is no subject.
        assert_eq!(changed.members.len(), 1);
        assert_eq!(relationship(office, wife), Relationship::Head);
        assert_eq!(relationship(office, child), Relationship::Child);
    });
}

#[test]
fn what_the_register_knows_of_the_family_is_filled_in() {
    at_residence_desk(|office| {
        let [husband, wife, _] = household(office);
        let mut desk = naming(office, wife, "Lò Thị Hạnh");
        let page = desk.page("relationships");
        assert!(page.contains("value=\"spouse\" selected"), "{}", page.html);
        let fields = slots(
            &mut desk,
            "relationships",
            "relationship-",
            &["Quàng Văn Thắng", "Quàng Minh Đức"],
        );
        let typed = [(&*fields[0], "spouse"), (&*fields[1], "child")];
        desk.answer("relationships", &typed, "check");
        desk.register();
        assert_eq!(relationship(office, husband), Relationship::Spouse);
        assert_eq!(relationship(office, wife), Relationship::Head);
    });
}

#[test]
fn each_refusal_of_a_head_is_said() {
    at_residence_desk(|office| {
        let [_, wife, _] = household(office);
        let mut desk = naming(office, wife, "Quàng Minh Đức");
        let fields = slots(
            &mut desk,
            "relationships",
            "relationship-",
            &["Quàng Văn Thắng", "Lò Thị Hạnh"],
        );
        let typed = [(&*fields[0], "parent"), (&*fields[1], "parent")];
        desk.answer("relationships", &typed, "check");
        insist_on(
            &mut desk,
            ["chưa đủ 18 tuổi, trong khi", "is under 18, although"],
        );

        let mut desk = naming(office, wife, "Quàng Văn Thắng");
        let fields = slots(
            &mut desk,
            "relationships",
            "relationship-",
            &["Lò Thị Hạnh", "Quàng Minh Đức"],
        );
        let typed = [(&*fields[0], "spouse"), (&*fields[1], "child")];
        desk.answer("relationships", &typed, "check");
        insist_on(&mut desk, ["Không có gì thay đổi", "Nothing changes"]);

        let nobody = adult(office, "Lò Văn Sơn", Sex::Male);
        let mut desk = AtDesk::begin(office, "household-head");
        let typed = [("person-number", &*number(office, nobody))];
        desk.answer("person", &typed, "person");
        insist_at(
            &mut desk,
            "person",
            &[],
            ["Người này không thuộc hộ nào", "belongs to no household"],
        );
    });
}

#[test]
fn somebody_who_came_meanwhile_is_not_overlooked() {
    at_residence_desk(|office| {
        let [_, wife, _] = household(office);
        let mut desk = naming(office, wife, "Lò Thị Hạnh");
        let fields = slots(
            &mut desk,
            "relationships",
            "relationship-",
            &["Quàng Văn Thắng", "Quàng Minh Đức"],
        );
        let typed = [(&*fields[0], "spouse"), (&*fields[1], "child")];
        desk.answer("relationships", &typed, "check");
        let guest = adult(office, "Lò Văn Sơn", Sex::Male);
        let home = danh_register::Home::Existing {
            household: household_of(office, wife),
            relationship: Relationship::Other,
        };
        let on = jiff::civil::date(2026, 11, 1);
        settle(office, seen(guest, 1), "00097", home, on);
        insist_on(
            &mut desk,
            [
                "Thành viên của hộ vừa thay đổi",
                "The members of the household have changed",
            ],
        );
        // The first page, saved again, names them all.
        desk.answer("person", &[], "check");
        assert!(desk.page("relationships").contains("Lò Văn Sơn"));
    });
}

/// Splits a household: these leave, under this head.
fn splitting<'a>(office: &'a Office, of: PersonId, [leaves, head]: [&str; 2]) -> AtDesk<'a> {
    let mut desk = AtDesk::begin(office, "household-split");
    desk.choose("person", &number(office, of), "leaving");
    let names = ["Quàng Văn Thắng", "Lò Thị Hạnh", "Quàng Minh Đức"];
    let fields = slots(&mut desk, "leaving", "place-", &names);
    let places = fields.iter().zip(names).map(|(field, name)| {
        let place = if leaves.contains(name) {
            "leaves"
        } else {
            "remains"
        };
        (&**field, place)
    });
    let places: Vec<(&str, &str)> = places.collect();
    desk.answer("leaving", &places, "heads");
    let new = value_of(&mut desk, "heads", head);
    let old = value_of(&mut desk, "heads", "Quàng Văn Thắng");
    let mut fields = day(ON, ["20", "11", "2026"]);
    fields.extend([("new-head", &*new), ("old-head", &*old)]);
    let sent = desk.send("heads", &fields);
    assert_eq!(sent.status.as_u16(), 303, "{}", sent.html);
    desk
}

#[test]
fn a_household_is_split_in_two() {
    at_residence_desk(|office| {
        let [husband, wife, child] = household(office);
        let old = household_of(office, husband);
        let leaves = "Lò Thị Hạnh, Quàng Minh Đức";
        let mut desk = splitting(office, husband, [leaves, "Lò Thị Hạnh"]);
        let field = slots(
            &mut desk,
            "relationships",
            "relationship-",
            &["Quàng Minh Đức"],
        );
        desk.answer("relationships", &[(&field[0], "child")], "check");
        let before = journal_length(office);
        desk.register();
        assert_eq!(journal_length(office), before + 1);
        assert!(matches!(
            latest(office, wife).body,
            EventBody::HouseholdSplit(_)
        ));
        assert_eq!(household_of(office, husband), old);
        assert_eq!(household_of(office, wife), household_of(office, child));
        assert_ne!(household_of(office, wife), old);
        assert_eq!(relationship(office, wife), Relationship::Head);
    });
}

#[test]
fn a_new_household_needs_an_adult() {
    at_residence_desk(|office| {
        let [husband, ..] = household(office);
        let mut desk = splitting(office, husband, ["Quàng Minh Đức", "Quàng Minh Đức"]);
        let field = slots(
            &mut desk,
            "relationships",
            "relationship-",
            &["Lò Thị Hạnh"],
        );
        desk.answer("relationships", &[(&field[0], "spouse")], "check");
        insist_on(
            &mut desk,
            [
                "Hộ mới phải có người từ đủ 18 tuổi",
                "The new household needs a member aged 18",
            ],
        );
    });
}

/// Merges somebody's household of one into another's.
fn merging(office: &Office, ends: PersonId, host: PersonId) -> AtDesk<'_> {
    let mut desk = AtDesk::begin(office, "household-merge");
    desk.choose("person", &number(office, ends), "host");
    desk.choose("host", &number(office, host), "relationships");
    let mut fields = day(ON, ["20", "11", "2026"]);
    fields.push(("relationship-1", "sibling"));
    desk.answer("relationships", &fields, "check");
    desk
}

#[test]
fn a_household_goes_into_another() {
    at_residence_desk(|office| {
        let [husband, ..] = household(office);
        let sister = settled(office, "Quàng Thị Lan", Sex::Female);
        let mut desk = merging(office, sister, husband);
        let before = journal_length(office);
        desk.register();
        assert_eq!(journal_length(office), before + 1);
        assert!(matches!(
            latest(office, sister).body,
            EventBody::HouseholdMerged(_)
        ));
        assert_eq!(household_of(office, sister), household_of(office, husband));
        assert_eq!(relationship(office, sister), Relationship::Sibling);
        assert_eq!(size(office, household_of(office, husband)), 4);
    });
}

#[test]
fn each_refusal_of_a_merge_is_said() {
    at_residence_desk(|office| {
        let [husband, wife, _] = household(office);
        let sister = settled(office, "Quàng Thị Lan", Sex::Female);
        let mut desk = merging(office, sister, sister);
        insist_on(
            &mut desk,
            [
                "Hai người này cùng một hộ",
                "These two people belong to the same household",
            ],
        );
        let away = adult(office, "Quàng Thị Huệ", Sex::Female);
        let home = danh_register::Home::New;
        let on = jiff::civil::date(2026, 3, 1);
        settle(office, seen(away, 1), "00004", home, on);
        let mut desk = merging(office, sister, away);
        insist_on(
            &mut desk,
            [
                "Hai hộ ở hai xã, phường khác nhau",
                "The two households are in different communes",
            ],
        );
        dies(office, husband);
        let mut desk = merging(office, sister, wife);
        insist_on(
            &mut desk,
            [
                "Hộ sẽ vào chưa có chủ hộ",
                "The household to be joined has no head",
            ],
        );
    });
}
