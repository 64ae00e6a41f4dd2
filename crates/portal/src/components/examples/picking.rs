//! Examples of choosing a unit or a person, and of giving a file.

use danh_directory::Directory;
use danh_vocabulary::Sex;
use jiff::civil::{Date, date};

use crate::components::part::Part;
use crate::components::{
    Choice, FileUpload, FormError, MaskedNumber, PersonOffered, PersonPicked, PersonPicker,
    Question, TypedDate, TypedPerson, UnitWanted,
};
use crate::messages::Key;
use crate::unit_choice::{TypedUnit, unit_picker};

const NOW: Date = date(2026, 11, 23);
const BEFORE: Date = date(2024, 5, 1);

/// At the beginning, with a province chosen, whole on a day with districts, one of several, to be mended.
pub(super) fn unit() -> Vec<Part> {
    let directory = Directory::embedded();
    let now = (NOW, UnitWanted::Commune);
    let named = |text: &str| TypedUnit {
        text: text.into(),
        ..TypedUnit::default()
    };
    let wrong = [FormError::new("nowhere", Key("example-place-error"))];
    let ask = |id| Question::new(id, Key("example-place"));
    let picking = TypedUnit {
        province: "12".into(),
        is_picking: true,
        ..TypedUnit::default()
    };
    let home = ask("home").hint(Key("example-place-hint"));
    let former = named("Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội");
    let before = (BEFORE, UnitWanted::Any);
    let which = vec![
        Choice::new("00097", "Phường Hồng Hà, Thành phố Hà Nội"),
        Choice::new("06994", "Phường Hồng Gai, Tỉnh Quảng Ninh"),
    ];
    let nowhere = ask("nowhere").error_of(&wrong);
    vec![
        unit_picker(&directory, ask("begin"), &TypedUnit::default(), now).into(),
        unit_picker(&directory, home, &picking, now).into(),
        unit_picker(&directory, ask("former"), &former, before).into(),
        unit_picker(&directory, ask("which"), &named("hồng"), now)
            .meant(which)
            .into(),
        unit_picker(&directory, nowhere, &named("đâu đó"), now).into(),
    ]
}

/// Before anybody was looked for, to be mended, found, not found, chosen.
pub(super) fn person() -> Vec<Part> {
    let ask = |id| Question::new(id, Key("relation-father"));
    let number = TypedPerson {
        number: "001 085".into(),
        ..TypedPerson::default()
    };
    let name = TypedPerson {
        name: "tran van manh".into(),
        born: TypedDate::new(["", "", "1985"]),
        ..TypedPerson::default()
    };
    let wrong = vec![FormError::new("wrong-number", Key("search-error-number"))];
    let unchosen = vec![FormError::new("found-choice", Key("example-person-error"))];
    let found = PersonPicked::Found {
        typed: name.clone(),
        persons: offered(),
        has_more: true,
    };
    let none = PersonPicked::Found {
        typed: name,
        persons: Vec::new(),
        has_more: false,
    };
    let chosen = PersonPicked::Chosen(Box::new(offered().swap_remove(0)));
    vec![
        PersonPicker::new(
            ask("begin").hint(Key("example-father-hint")).optional(),
            PersonPicked::Asking(TypedPerson::default()),
            Vec::new(),
        )
        .into(),
        PersonPicker::new(ask("wrong"), PersonPicked::Asking(number), wrong).into(),
        PersonPicker::new(ask("found"), found, unchosen).into(),
        PersonPicker::new(ask("none"), none, Vec::new()).into(),
        PersonPicker::new(ask("chosen"), chosen, Vec::new()).into(),
    ]
}

fn offered() -> Vec<PersonOffered> {
    let person =
        |handle: &str, born: &str, number: Option<&str>, home: Option<&str>| PersonOffered {
            handle: handle.into(),
            name: "Trần Văn Mạnh".into(),
            sex: Sex::Male,
            born: born.into(),
            died: None,
            number: number.map(MaskedNumber::of),
            home: home.map(str::to_owned),
            is_suggested: false,
        };
    let hong_ha = "Phường Hồng Hà, Thành phố Hà Nội";
    vec![
        person(
            "a-handle",
            "1985-03-15",
            Some("001085012345"),
            Some(hong_ha),
        ),
        person("another-handle", "1985", Some("038085067890"), None),
        person(
            "a-third-handle",
            "1958",
            None,
            Some("Xã Hoằng Hóa, Tỉnh Thanh Hóa"),
        ),
    ]
}

/// Plain, and to be mended.
pub(super) fn file() -> Vec<Part> {
    let wrong = [FormError::new("unread", Key("example-file-error"))];
    let file = |question| FileUpload {
        question,
        accept: ".csv,.parquet",
    };
    vec![
        file(Question::new("file", Key("example-file")).hint(Key("example-file-hint"))).into(),
        file(Question::new("unread", Key("example-file")).error_of(&wrong)).into(),
    ]
}
