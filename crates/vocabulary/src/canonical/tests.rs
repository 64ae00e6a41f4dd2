use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

/// RFC 8785, section 3.2.3: the order of names, with the RFC's own example.
#[test]
fn members_are_sorted_by_utf16_code_units() {
    let sample = json!({
        "\u{20ac}": "Euro Sign",
        "\r": "Carriage Return",
        "\u{fb33}": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\u{1f600}": "Emoji: Grinning Face",
        "\u{80}": "Control",
        "\u{f6}": "Latin Small Letter O With Diaeresis",
    });
    let expected = "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\
        \"\u{f6}\":\"Latin Small Letter O With Diaeresis\",\"\u{20ac}\":\"Euro Sign\",\
        \"\u{1f600}\":\"Emoji: Grinning Face\",\"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}";
    assert_eq!(to_string(&sample).unwrap(), expected);
}

/// RFC 8785, section 3.2.2 and 3.2.3: the RFC's first sample without its fractions.
#[test]
fn strings_and_literals_are_written_as_the_rfc_shows() {
    let sample = json!({
        "string": "\u{20ac}$\u{0F}\u{0A}A'\u{42}\u{22}\u{5c}\\\"\u{2f}",
        "literals": [null, true, false],
    });
    assert_eq!(
        to_string(&sample).unwrap(),
        r#"{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}"#
    );
}

#[test]
fn only_the_shortest_escapes_are_used() {
    let all: String = ('\u{0}'..=' ')
        .chain(['"', '\\', '/', '\u{7f}', '\u{2028}', 'ệ'])
        .collect();
    let expected = concat!(
        r#""\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f"#,
        r#"\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d"#,
        "\\u001e\\u001f \\\"\\\\/\u{7f}\u{2028}ệ\"",
    );
    assert_eq!(to_string(&all).unwrap(), expected);
}

#[test]
fn fractions_and_large_integers_are_refused() {
    assert_eq!(to_string(&json!([1.5])), Err(CanonicalError::Float));
    assert_eq!(to_string(&1.0_f64), Err(CanonicalError::Float));
    let edge = 1_i64 << 53;
    assert_eq!(
        to_string(&[edge, -edge]).unwrap(),
        "[9007199254740992,-9007199254740992]"
    );
    for beyond in [edge + 1, -edge - 1, i64::MIN, i64::MAX] {
        assert_eq!(
            to_string(&beyond),
            Err(CanonicalError::Integer(beyond.to_string()))
        );
    }
    assert_eq!(
        to_string(&u64::MAX),
        Err(CanonicalError::Integer(u64::MAX.to_string()))
    );
    assert_eq!(
        to_string(&i128::MIN),
        Err(CanonicalError::Integer(i128::MIN.to_string()))
    );
}

#[derive(serde::Serialize)]
struct Declared<'a> {
    zulu: Option<i8>,
    alpha: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<i8>,
    #[serde(flatten)]
    flattened: Flattened,
    shapes: Vec<Shape>,
    bytes: [u8; 2],
    pair: (char, ()),
}

#[derive(serde::Serialize)]
struct Flattened {
    mike: bool,
}

#[derive(serde::Serialize)]
enum Shape {
    Unit,
    Newtype(u8),
    Tuple(u8, u8),
    Struct { b: u8, a: u8 },
}

#[derive(serde::Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Tagged {
    Birth { at: i64 },
}

#[test]
fn declared_types_are_written_as_serde_json_would_but_in_order() {
    let declared = Declared {
        zulu: None,
        alpha: "a",
        left_out: None,
        flattened: Flattened { mike: true },
        shapes: vec![
            Shape::Unit,
            Shape::Newtype(1),
            Shape::Tuple(1, 2),
            Shape::Struct { b: 1, a: 2 },
        ],
        bytes: [0, 255],
        pair: ('"', ()),
    };
    let canonical = to_string(&declared).unwrap();
    assert_eq!(
        canonical,
        concat!(
            r#"{"alpha":"a","bytes":[0,255],"mike":true,"pair":["\"",null],"#,
            r#""shapes":["Unit",{"Newtype":1},{"Tuple":[1,2]},{"Struct":{"a":2,"b":1}}],"zulu":null}"#,
        )
    );
    let value: Value = serde_json::from_str(&canonical).unwrap();
    assert_eq!(value, serde_json::to_value(&declared).unwrap());
    assert_eq!(
        to_string(&Tagged::Birth { at: 5 }).unwrap(),
        r#"{"at":5,"kind":"birth"}"#
    );
}

#[test]
fn a_writer_forgets_a_document_that_failed() {
    let mut writer = Writer::default();
    assert!(writer.write(&json!({"a": {"b": 1, "c": 1.5}})).is_err());
    let again = json!({"zulu": 1, "alpha": 2});
    assert_eq!(writer.write(&again).unwrap(), r#"{"alpha":2,"zulu":1}"#);
    assert_eq!(writer.write(&[1]).unwrap(), "[1]");
}

#[derive(serde::Serialize)]
struct Twice {
    mike: i8,
    #[serde(flatten)]
    again: Flattened,
}

#[test]
fn keys_are_text_and_come_once() {
    assert_eq!(
        to_string(&BTreeMap::from([(9, "i"), (10, "t")])).unwrap(),
        r#"{"10":"t","9":"i"}"#
    );
    let by_truth = BTreeMap::from([(true, 1)]);
    assert_eq!(to_string(&by_truth), Err(CanonicalError::NameIsNotText));
    let twice = Twice {
        mike: 1,
        again: Flattened { mike: true },
    };
    assert_eq!(
        to_string(&twice),
        Err(CanonicalError::DuplicateName("mike".into()))
    );
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-(1_i64 << 53)..=1 << 53).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 64, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((any::<String>(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// The same by the book: a tree, sorted, written by another library.
fn by_the_book(value: &Value) -> String {
    match value {
        Value::Array(elements) => {
            let elements: Vec<_> = elements.iter().map(by_the_book).collect();
            format!("[{}]", elements.join(","))
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| name.encode_utf16().collect::<Vec<_>>());
            let members: Vec<_> = members
                .into_iter()
                .map(|(name, value)| {
                    format!("{}:{}", Value::from(name.as_str()), by_the_book(value))
                })
                .collect();
            format!("{{{}}}", members.join(","))
        }
        leaf => leaf.to_string(),
    }
}

proptest! {
    #[test]
    fn any_document_is_written_as_by_the_book(value in any_json()) {
        let canonical = to_string(&value).unwrap();
        prop_assert_eq!(&canonical, &by_the_book(&value));
        prop_assert_eq!(serde_json::from_str::<Value>(&canonical).unwrap(), value);
    }
}
