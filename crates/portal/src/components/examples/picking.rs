//! Examples of choosing a unit or a person, and of giving a file.

use danh_directory::Directory;
use jiff::civil::{Date, date};

use crate::components::part::Part;
use crate::components::{
    FileUpload, FormError, MaskedNumber, PersonOffered, PersonPicked, PersonPicker, Question,
    TypedPerson,
};
use crate::messages::Key;
use crate::unit_choice::{TypedUnit, unit_picker};

const NOW: Date = date(2026, 11, 23);
const BEFORE: Date = date(2024, 5, 1);

/// At the beginning, with a province chosen, whole, on a day with districts, to be mended.
pub(super) fn unit() -> Vec<Part> {
    let directory = Directory::embedded();
    let typed = |[province, district, commune]: [&str; 3]| TypedUnit {
        province: province.into(),
        district: district.into(),
        commune: commune.into(),
    };
    let wrong = [FormError::new(
        "nowhere-province",
        Key("example-place-error"),
    )];
    let ask = |id| Question::new(id, Key("example-place"));
    vec![
        unit_picker(&directory, ask("begin"), &typed(["", "", ""]), NOW).into(),
        unit_picker(
            &directory,
            ask("home").hint(Key("example-place-hint")),
            &typed(["12", "", ""]),
            NOW,
        )
        .into(),
        unit_picker(
            &directory,
            ask("former"),
            &typed(["01", "001", "00004"]),
            BEFORE,
        )
        .into(),
        unit_picker(
            &directory,
            ask("nowhere").error_of(&wrong),
            &typed([""; 3]),
            NOW,
        )
        .into(),
    ]
}

/// Before anybody was looked for, found, not found, to be mended, chosen.
pub(super) fn person() -> Vec<Part> {
    let ask = |id| Question::new(id, Key("relation-father"));
    let number = TypedPerson {
        number: "001 085".into(),
        ..TypedPerson::default()
    };
    let name = TypedPerson {
        name: "tran van manh".into(),
        year: "1985".into(),
        ..TypedPerson::default()
    };
    let wrong = vec![FormError::new("wrong-number", Key("search-error-number"))];
    let unchosen = vec![FormError::new("found", Key("example-person-error"))];
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
    let chosen = PersonPicked::Chosen(offered().swap_remove(0));
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
        |handle: &str, born: &str, number: Option<&str>, province: Option<&str>| PersonOffered {
            handle: handle.into(),
            name: "Trần Văn Mạnh".into(),
            born: born.into(),
            number: number.map(MaskedNumber::of),
            province: province.map(str::to_owned),
        };
    vec![
        person(
            "a-handle",
            "1985",
            Some("001085012345"),
            Some("Thành phố Hà Nội"),
        ),
        person("another-handle", "1985", Some("038085067890"), None),
        person("a-third-handle", "1958", None, Some("Tỉnh Thanh Hóa")),
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
