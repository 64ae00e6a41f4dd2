use danh_intake::{Mapping, ReadError, Source};

use super::{FIELDS, read, values};

fn source(content: impl AsRef<[u8]>) -> (tempfile::TempDir, Source) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.csv");
    std::fs::write(&path, content).unwrap();
    let source = Source::open(path).unwrap();
    (folder, source)
}

#[test]
fn byte_order_mark_blank_lines_and_spaces_do_no_harm() {
    let (_folder, source) =
        source("\u{feff}name, born ,place\r\n\r\n An ,1950,\"Huế\r\nVinh\"\r\nBa,1951,x");
    assert_eq!(source.header(), FIELDS);
    let (records, rejected, _) = read(&source, source.start(), 10);
    assert!(rejected.is_empty());
    assert_eq!(
        records.iter().map(values).collect::<Vec<_>>(),
        [["An", "1950", "Huế\r\nVinh"], ["Ba", "1951", "x"]]
    );
    assert_eq!(
        records
            .iter()
            .map(|it| (it.position, it.line))
            .collect::<Vec<_>>(),
        [(1, 3), (2, 5)]
    );
}

#[test]
fn malformed_rows_cost_one_line_each() {
    let (_folder, source) = source(
        "name,born,place\nAn,1950,a\nBa,1951\nC\"o,1952,c\n\"Du,1953,d\nEm,1954,e\n\"F\" f,1,1\n\
         Gia,1955,g\n",
    );
    let (records, rejected, positions) = read(&source, source.start(), 1);
    let names: Vec<&str> = records.iter().map(|record| record.field(0)).collect();
    assert_eq!(names, ["An", "Em", "Gia"]);
    let found: Vec<_> = rejected
        .iter()
        .map(|row| (row.position, row.line, row.reason.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (2, 3, "2 cells where the header has 3"),
            (3, 4, "a quote inside a cell without quotes"),
            (4, 5, "text after a closing quote"),
            (6, 7, "text after a closing quote"),
        ]
    );
    assert_eq!(rejected[0].text, "Ba,1951");
    assert_eq!(positions.len(), 7);
}

#[test]
fn a_quote_never_closed_does_not_swallow_the_rest() {
    let good: Vec<String> = (1900..2000).map(|year| format!("Ba,{year},b\n")).collect();
    let content = format!("name,born,place\n\"An,1950,a\n{}", good.concat());
    let (_folder, source) = source(content);
    let (records, rejected, _) = read(&source, source.start(), 1000);
    assert_eq!((records.len(), rejected.len()), (100, 1));
    assert_eq!(rejected[0].reason, "a quote that is never closed");
}

#[test]
fn a_line_too_long_to_be_a_row_is_one_reject() {
    // Odd lengths, so that whatever is read at a time cuts a character somewhere.
    for length in [1_500_001, 3_000_000] {
        let long = "ă".repeat(length);
        let (_folder, source) = source(format!("name,born,place\nAn,1950,a\n{long}\nBa,1951,b\n"));
        let (records, rejected, positions) = read(&source, source.start(), 1);
        assert_eq!(
            records
                .iter()
                .map(|it| (it.position, it.line))
                .collect::<Vec<_>>(),
            [(1, 2), (3, 4)]
        );
        assert_eq!(rejected.len(), 1);
        assert_eq!((rejected[0].position, rejected[0].line), (2, 3));
        assert_eq!(rejected[0].reason, "a line longer than 1 MiB");
        assert_eq!(rejected[0].text, "ă".repeat(2048));
        let (again, _, _) = read(&source, positions[1], 1);
        assert_eq!(again.len(), 1);
    }
    let (_folder, source) = source(format!("name,born,place\n{}", "x".repeat(2_000_000)));
    let (records, rejected, _) = read(&source, source.start(), 10);
    assert_eq!((records.len(), rejected.len()), (0, 1));
}

#[test]
fn bytes_that_are_no_text_are_named_with_line_and_byte() {
    let content =
        b"name,born,place\nH\xc3\xa0,1950,V\xc5\xa9 H\xe1\xbb\x93 \xc4\x90\nB\xf8,1951,b\n";
    let (_folder, source) = source(content);
    let binding = Mapping::same_names(&FIELDS).bind(source.header()).unwrap();
    let mut reader = source.read(binding, source.start()).unwrap();
    let error = reader.next_batch(10).unwrap_err();
    assert!(
        matches!(
            error,
            ReadError::NotText {
                line: 3,
                byte: 38,
                ..
            }
        ),
        "{error}"
    );
    assert!(
        error
            .to_string()
            .ends_with("table.csv`, line 3, byte 38: not UTF-8"),
        "{error}"
    );
}

#[test]
fn another_file_has_another_fingerprint() {
    let (_one, first) = source("name,born,place\nAn,1950,a\n");
    let (_two, again) = source("name,born,place\nAn,1950,a\n");
    let (_three, other) = source("name,born,place\nAn,1950,b\n");
    assert_eq!(first.fingerprint(), again.fingerprint());
    assert_ne!(first.fingerprint(), other.fingerprint());
}

#[test]
fn a_position_behind_the_end_is_refused() {
    let (_folder, source) = source("name,born,place\nAn,1950,a\n");
    let binding = Mapping::same_names(&FIELDS).bind(source.header()).unwrap();
    let error = source
        .read(binding, "5:6:1000".parse().unwrap())
        .err()
        .unwrap();
    assert!(
        error
            .to_string()
            .ends_with("table.csv` has no position 5:6:1000"),
        "{error}"
    );
}
