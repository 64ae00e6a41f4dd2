//! What holds for any people and any bytes.

use danh_intake::{Mapping, NamedEncoding, Source, SourceOptions};
use proptest::prelude::*;

use super::{FIELDS, Written, file, mapping, rows, table};

/// The name column of a table of `data/vn/`.
fn names_of(table: &str, column: usize) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    reader
        .records()
        .map(|row| row.unwrap()[column].to_owned())
        .collect()
}

fn people(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<[String; 3]>> {
    let surnames = names_of(include_str!("../../../../../data/vn/surnames.csv"), 0);
    let given = names_of(include_str!("../../../../../data/vn/given_names.csv"), 1);
    let name = (prop::sample::select(surnames), prop::sample::select(given))
        .prop_map(|(surname, given)| format!("{surname} Thị {given}"));
    let person =
        (name.clone(), "[0-9]{4}", name).prop_map(|(name, born, place)| [name, born, place]);
    prop::collection::vec(person, count)
}

fn foreign() -> impl Strategy<Value = String> {
    let names = include_str!("../../../../../data/vn/ethnic_names.csv");
    let words: Vec<String> = names
        .split([',', '|', '\n'])
        .filter(|word| !word.is_ascii())
        .map(str::to_owned)
        .chain(["Müller", "José", "Noël", "François", "Đỗ", "Åse", "Søren"].map(str::to_owned))
        .collect();
    prop::sample::select(words)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn names_come_back_from_every_encoding(people in people(12..30)) {
        for (written, name) in Written::all() {
            let (_folder, path) = file(&written.bytes(&table(&people)));
            let source = Source::open(&path).unwrap();
            if !matches!(written, Written::Decomposed) {
                prop_assert_eq!(source.encoding().to_string(), name);
            }
            let (rows, reasons) = rows(&source, &mapping(""));
            prop_assert_eq!(reasons, Vec::<String>::new(), "{:?}", written);
            prop_assert_eq!(&rows, &people, "{:?}", written);
        }
    }

    #[test]
    fn utf8_is_never_taken_for_another(
        people in people(0..6),
        foreign in prop::collection::vec(foreign(), 0..12),
        mark: bool,
    ) {
        let strangers = foreign.into_iter().map(|name| [name.clone(), "1950".to_owned(), name]);
        let people: Vec<_> = people.into_iter().chain(strangers).collect();
        let written = if mark { Written::Utf8WithMark } else { Written::Utf8 };
        let (_folder, path) = file(&written.bytes(&table(&people)));
        let source = Source::open(&path).unwrap();
        prop_assert_eq!(source.encoding().to_string(), "utf-8");
        let (rows, reasons) = rows(&source, &mapping(""));
        prop_assert_eq!(reasons, Vec::<String>::new());
        prop_assert_eq!(rows, people);
    }

    #[test]
    fn any_bytes_are_read_or_refused(
        bytes in prop_oneof![
            any::<Vec<u8>>(),
            prop::collection::vec(prop::sample::select(b"a,\"\n\r\x00\xc3\xa1\xff\xfe\xd4\xb5".to_vec()), 0..200),
        ],
        header: bool,
        named in prop::option::of(prop::sample::select(vec!["utf-8", "utf-16le", "tcvn3", "vni", "viqr"])),
    ) {
        let mut content = if header { b"name,born\n".to_vec() } else { Vec::new() };
        content.extend(bytes);
        let (_folder, path) = file(&content);
        let encoding: Option<NamedEncoding> = named.map(|name| name.parse().unwrap());
        let options = SourceOptions { encoding, ..SourceOptions::default() };
        if let Ok(source) = Source::open_with(&path, options) {
            let binding = Mapping::same_names(&FIELDS).bind(source.header()).unwrap();
            let mut reader = source.read(binding, source.start()).unwrap();
            while let Ok(Some(batch)) = reader.next_batch(2) {
                prop_assert!(batch.next.byte <= source.bytes_total());
            }
        }
    }
}
