//! What else the register knows of a person: shown where it is recorded, in the order of the
//! law's list (Law on Identification 2023, art. 9).

use super::facts::{Place, person_link};
use crate::bilingual::Bilingual;
use crate::components::{Row, Value};
use crate::messages::Key;

/// What else is known of a person; what is not known is not shown.
#[derive(Clone, Debug, Default)]
pub struct Particulars {
    /// Names borne until a lawful change, the oldest first.
    pub former_names: Vec<String>,
    /// Tên gọi khác.
    pub other_names: Vec<String>,
    /// Nơi đăng ký khai sinh.
    pub birth_registered_in: Option<Place>,
    /// Tôn giáo.
    pub religion: Option<Bilingual>,
    /// Quốc tịch.
    pub nationalities: Vec<Bilingual>,
    /// Nhóm máu.
    pub blood_group: Option<String>,
    /// Nơi ở hiện tại.
    pub present_place: Option<Place>,
    /// Số hồ sơ cư trú.
    pub residence_file: Option<String>,
    /// Nghề nghiệp.
    pub occupation: Option<String>,
    /// Whether a mobile number is on record; the number itself is sealed.
    pub has_phone: bool,
    /// Whether an e-mail address is on record; the address itself is sealed.
    pub has_email: bool,
    /// Second records of the person that were merged into this one.
    pub duplicates: Vec<Duplicate>,
}

/// A second record of the person.
#[derive(Clone, Debug)]
pub struct Duplicate {
    /// The name on it.
    pub name: String,
    /// The handle of its page.
    pub handle: String,
}

impl Particulars {
    pub(super) fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut add = |label: Key, value: Option<Value>| {
            rows.extend(value.map(|value| Row::new(label, value)));
        };
        let text = |text: &Option<String>| text.clone().map(Value::Text);
        let place = |place: &Option<Place>| place.as_ref().map(Place::value);
        add(
            Key("person-former-names"),
            lines(&self.former_names, |name| Value::Text(name.clone())),
        );
        add(
            Key("person-other-names"),
            lines(&self.other_names, |name| Value::Text(name.clone())),
        );
        add(
            Key("person-birth-registered-in"),
            place(&self.birth_registered_in),
        );
        add(
            Key("person-religion"),
            self.religion.clone().map(Value::Named),
        );
        add(
            Key("person-nationality"),
            lines(&self.nationalities, |name| Value::Named(name.clone())),
        );
        add(Key("person-blood-group"), text(&self.blood_group));
        add(Key("person-present-place"), place(&self.present_place));
        add(
            Key("person-residence-file"),
            self.residence_file.clone().map(Value::Code),
        );
        add(Key("person-occupation"), text(&self.occupation));
        add(Key("person-contact"), self.contact());
        add(
            Key("person-duplicates"),
            lines(&self.duplicates, |duplicate| {
                person_link(&duplicate.name, Some(&duplicate.handle))
            }),
        );
        rows
    }

    fn contact(&self) -> Option<Value> {
        let said = [
            (self.has_phone, Key("person-has-phone")),
            (self.has_email, Key("person-has-email")),
        ];
        let said: Vec<Key> = said
            .into_iter()
            .filter_map(|(recorded, word)| recorded.then_some(word))
            .collect();
        lines(&said, |word| (*word).into())
    }
}

/// Each on a line of its own; nothing when there is none.
fn lines<T>(values: &[T], shown: impl Fn(&T) -> Value) -> Option<Value> {
    match values {
        [] => None,
        [only] => Some(shown(only)),
        several => Some(Value::Lines(several.iter().map(shown).collect())),
    }
}
