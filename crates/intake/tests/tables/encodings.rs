//! The same people in every encoding are the same rows.

mod properties;

use std::fmt::Write;
use std::path::PathBuf;

use danh_intake::{
    Carrier, Certainty, ColumnForm, Mapping, NamedEncoding, OpenError, Source, SourceOptions,
};
use danh_vocabulary::{LegacyEncoding, TextForm};
use tempfile::TempDir;

use super::{read, values};

const FIELDS: [&str; 3] = ["name", "born", "place"];
const MAPPING: &str =
    "[columns]\nname = \"Họ và tên\"\nborn = \"Ngày sinh\"\nplace = \"Nơi sinh\"\n";

const PEOPLE: [[&str; 3]; 8] = [
    ["Nguyễn Thị Ánh Tuyết", "15/03/1950", "Thừa Thiên Huế"],
    ["Trần Đức Quỳnh", "02/09/1945", "Thị xã Gò Công"],
    ["PHẠM VĂN HÙNG", "1962", "Xã Đồng Tâm, huyện Mỹ Đức"],
    ["Lê Hoàng Ý Nhi", "01/01/1971", "Phường \"Bến Nghé\""],
    ["Đặng Hữu Phước", "30/04/1975", "Quảng Ngãi"],
    ["Vũ Thị Thuỷ Tiên", "11/11/1980", "Bạc Liêu\nấp chợ"],
    ["An", "1999", "Ba Na"],
    ["Huỳnh Ngọc Sương", "07/07/1987", "Sóc Trăng"],
];

/// How a test writes a file, and what the reader shall say it is.
#[derive(Clone, Copy, Debug)]
enum Written {
    Utf8,
    Utf8WithMark,
    Decomposed,
    Utf16 { big_endian: bool, mark: bool },
    Bytes(LegacyEncoding),
    InUtf8(LegacyEncoding),
}

impl Written {
    fn all() -> Vec<(Self, String)> {
        let utf16 = |big_endian, mark| {
            let name = if big_endian { "utf-16be" } else { "utf-16le" };
            (Self::Utf16 { big_endian, mark }, name.to_owned())
        };
        let mut all = vec![
            (Self::Utf8, "utf-8".to_owned()),
            (Self::Utf8WithMark, "utf-8".to_owned()),
            (Self::Decomposed, "utf-8 (decomposed)".to_owned()),
            utf16(false, true),
            utf16(false, false),
            utf16(true, true),
            utf16(true, false),
        ];
        for encoding in LegacyEncoding::ALL {
            all.push((Self::Bytes(encoding), encoding.to_string()));
            if encoding != LegacyEncoding::Viqr {
                all.push((Self::InUtf8(encoding), format!("{encoding} in utf-8")));
            }
        }
        all
    }

    fn bytes(self, table: &str) -> Vec<u8> {
        match self {
            Self::Utf8 => table.into(),
            Self::Utf8WithMark => format!("\u{feff}{table}").into(),
            Self::Decomposed => decomposed(table).into(),
            Self::Utf16 { big_endian, mark } => {
                let marked = if mark {
                    format!("\u{feff}{table}")
                } else {
                    table.to_owned()
                };
                let bytes = |unit: u16| {
                    if big_endian {
                        unit.to_be_bytes()
                    } else {
                        unit.to_le_bytes()
                    }
                };
                marked.encode_utf16().flat_map(bytes).collect()
            }
            Self::Bytes(encoding) => encoding
                .encode(table)
                .unwrap()
                .chars()
                .map(|c| u8::try_from(c).unwrap())
                .collect(),
            Self::InUtf8(encoding) => encoding.encode(table).unwrap().into(),
        }
    }
}

/// The accents apart from their letters, as some systems write them.
fn decomposed(text: &str) -> String {
    let marked = [
        ('ễ', "e\u{302}\u{303}"),
        ('ị', "i\u{323}"),
        ('Á', "A\u{301}"),
        ('ế', "e\u{302}\u{301}"),
        ('ừ', "u\u{31b}\u{300}"),
        ('ầ', "a\u{302}\u{300}"),
        ('ỳ', "y\u{300}"),
        ('ò', "o\u{300}"),
        ('ô', "o\u{302}"),
    ];
    let letter = |c: char| {
        marked
            .iter()
            .find(|(letter, _)| *letter == c)
            .map_or(c.to_string(), |(_, parts)| (*parts).to_owned())
    };
    text.chars().map(letter).collect()
}

fn table<T: AsRef<str>>(rows: &[[T; 3]]) -> String {
    let mut table = "Họ và tên,Ngày sinh,Nơi sinh\n".to_owned();
    for [name, born, place] in rows {
        let place = place.as_ref().replace('"', "\"\"");
        writeln!(table, "{},{},\"{place}\"", name.as_ref(), born.as_ref()).unwrap();
    }
    table
}

fn file(content: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("people.csv");
    std::fs::write(&path, content).unwrap();
    (folder, path)
}

fn mapping(settings: &str) -> Mapping {
    Mapping::parse(&format!("{settings}\n{MAPPING}"), "mapping.toml", &FIELDS).unwrap()
}

/// Everything a file holds, and the reasons of rejected rows.
fn rows(source: &Source, mapping: &Mapping) -> (Vec<[String; 3]>, Vec<String>) {
    let binding = mapping.bind(source.header()).unwrap();
    let mut reader = source.read(binding, source.start()).unwrap();
    let (mut rows, mut reasons) = (Vec::new(), Vec::new());
    while let Some(batch) = reader.next_batch(3).unwrap() {
        rows.extend(
            batch
                .records
                .iter()
                .map(|record| values(record).map(str::to_owned)),
        );
        reasons.extend(batch.rejected.into_iter().map(|row| row.reason));
    }
    (rows, reasons)
}

#[test]
fn the_same_people_are_the_same_rows() {
    for (written, name) in Written::all() {
        let (_folder, path) = file(&written.bytes(&table(&PEOPLE)));
        let source = Source::open(&path).unwrap_or_else(|error| panic!("{written:?}: {error}"));
        assert_eq!(source.encoding().to_string(), name);
        assert_eq!(
            source.header(),
            ["Họ và tên", "Ngày sinh", "Nơi sinh"],
            "{written:?}"
        );
        let (rows, reasons) = rows(&source, &mapping(""));
        assert_eq!(reasons, [""; 0], "{written:?}");
        assert_eq!(rows, PEOPLE, "{written:?}");
    }
}

#[test]
fn reading_goes_on_from_every_place() {
    for (written, _) in Written::all() {
        let (_folder, path) = file(&written.bytes(&table(&PEOPLE)));
        let source = Source::open(&path).unwrap();
        let binding = mapping("").bind(source.header()).unwrap();
        let mut reader = source.read(binding.clone(), source.start()).unwrap();
        let mut seen = 0;
        while let Some(batch) = reader.next_batch(1).unwrap() {
            seen += batch.records.len();
            // Another run opens the file anew, and recognises it anew.
            let again = Source::open(&path).unwrap();
            let mut rest = again.read(binding.clone(), batch.next).unwrap();
            let rest = rest
                .next_batch(100)
                .unwrap()
                .map_or(Vec::new(), |batch| batch.records);
            let names: Vec<_> = rest
                .iter()
                .map(|record| record.field(0).to_owned())
                .collect();
            let expected: Vec<_> = PEOPLE[seen..].iter().map(|person| person[0]).collect();
            assert_eq!(names, expected, "{written:?} behind row {seen}");
            let lines: Vec<u64> = rest.iter().map(|record| record.line).collect();
            let expected: Vec<u64> = [2, 3, 4, 5, 6, 7, 9, 10][seen..].to_vec();
            assert_eq!(lines, expected, "{written:?} behind row {seen}");
        }
        assert_eq!(seen, PEOPLE.len());
        assert_eq!(reader.position().byte, source.bytes_total(), "{written:?}");
    }
}

#[test]
fn a_named_encoding_is_not_looked_for() {
    // One word, which several encodings read: nothing to recognise.
    let english = "[columns]\nname = \"Name\"\nborn = \"Born\"\nplace = \"Place\"";
    let english = Mapping::parse(english, "mapping.toml", &FIELDS).unwrap();
    let content = "Name,Born,Place\nTh\u{f3},1950,Ba Na\n";
    let bytes: Vec<u8> = content.chars().map(|c| u8::try_from(c).unwrap()).collect();
    let (_folder, path) = file(&bytes);
    let error = Source::open(&path).unwrap_err();
    assert!(
        matches!(
            &error,
            OpenError::AmbiguousEncoding {
                line: 2,
                byte: 18,
                ..
            }
        ),
        "{error}"
    );
    assert!(
        error
            .to_string()
            .contains("line 2, byte 18: not UTF-8, and it can be tcvn3 or vni"),
        "{error}"
    );
    for (name, read_as) in [("tcvn3", "Thú"), ("vni", "Thĩ"), ("viscii", "Thó")] {
        let encoding = Some(name.parse().unwrap());
        let source = Source::open_with(
            &path,
            SourceOptions {
                encoding,
                ..SourceOptions::default()
            },
        )
        .unwrap();
        assert_eq!(source.encoding().to_string(), name);
        assert_eq!(rows(&source, &english).0, [[read_as, "1950", "Ba Na"]]);
    }
}

#[test]
fn the_mapping_names_encodings_of_file_and_columns() {
    let rows_of =
        |name: &str, place: &str| format!("Họ và tên,Ngày sinh,Nơi sinh\n{name},1950,{place}\n");
    let vni = LegacyEncoding::Vni.encode("Thĩ").unwrap();
    let tcvn3 = LegacyEncoding::Tcvn3.encode("Thú").unwrap();
    assert_eq!(vni, tcvn3, "the same characters, two readings");
    let (_folder, path) = file(rows_of(&vni, &tcvn3).as_bytes());
    let mapping =
        mapping("[source]\nencoding = \"utf-8\"\n[encodings]\nname = \"vni\"\nplace = \"tcvn3\"\n");
    let source = Source::open_with(&path, mapping.source_options()).unwrap();
    assert_eq!(
        source.encoding().to_string(),
        "utf-8, column `Họ và tên` vni, column `Nơi sinh` tcvn3"
    );
    assert_eq!(rows(&source, &mapping).0, [["Thĩ", "1950", "Thú"]]);
}

#[test]
fn doubt_is_said() {
    let (_folder, path) = file("Name,Born,Place\nThó,1950,Ba Na\n".as_bytes());
    let source = Source::open(&path).unwrap();
    assert!(!source.encoding().is_certain());
    assert_eq!(
        source.encoding().to_string(),
        "utf-8, column `Name` unicode in doubt"
    );
    // Another column decides.
    let (_folder, path) = file("Name,Born,Place\nThó,1950,Quảng Ngãi\n".as_bytes());
    let source = Source::open(&path).unwrap();
    assert!(source.encoding().is_certain());
    assert_eq!(source.encoding().to_string(), "utf-8");
}

#[test]
fn signs_mean_themselves_where_nobody_writes_viqr() {
    let content =
        "Name,Blood,Mail\nNguye^~n Va(n A'nh,O+,a.b@example.vn\nTra^`n Ddu+'c,AB-,e.o@example.vn\n";
    for encoding in [None, Some(NamedEncoding::Legacy(LegacyEncoding::Viqr))] {
        let (_folder, path) = file(content.as_bytes());
        let options = SourceOptions {
            encoding,
            ..SourceOptions::default()
        };
        let source = Source::open_with(&path, options).unwrap();
        assert_eq!(source.encoding().to_string(), "viqr");
        let mapping = "[columns]\nname = \"Name\"\nborn = \"Blood\"\nplace = \"Mail\"";
        let mapping = Mapping::parse(mapping, "mapping.toml", &FIELDS).unwrap();
        assert_eq!(
            rows(&source, &mapping).0,
            [
                ["Nguyễn Văn Ánh", "O+", "a.b@example.vn"],
                ["Trần Đức", "AB-", "e.o@example.vn"]
            ]
        );
    }
}

#[test]
fn columns_of_several_encodings_are_read_each_in_its_own() {
    let content: String = std::iter::once("Họ và tên,Ngày sinh,Nơi sinh\n".to_owned())
        .chain(PEOPLE.iter().map(|[name, born, place]| {
            let place = place.replace(['"', '\n', ','], " ");
            let place = LegacyEncoding::Tcvn3.encode(&place).unwrap();
            format!("{name},{born},{place}\n")
        }))
        .collect();
    let (_folder, path) = file(content.as_bytes());
    let source = Source::open(&path).unwrap();
    assert_eq!(source.encoding().carrier, Carrier::Utf8);
    let form = |column: usize| source.encoding().columns[column].form.clone();
    assert_eq!(form(0), ColumnForm::One(TextForm::Unicode));
    assert_eq!(
        form(2),
        ColumnForm::One(TextForm::Legacy(LegacyEncoding::Tcvn3))
    );
    assert_eq!(source.encoding().columns[1].certainty, Certainty::Assumed);
    let (rows, reasons) = rows(&source, &mapping(""));
    assert_eq!(reasons, [""; 0]);
    assert_eq!(rows[0], PEOPLE[0]);
    assert_eq!(rows[4], PEOPLE[4]);
}

#[test]
fn a_column_that_mixes_is_judged_cell_by_cell_and_doubt_is_a_reject() {
    let tcvn3 = |name: &str| LegacyEncoding::Tcvn3.encode(name).unwrap();
    let mut content = "Họ và tên,Ngày sinh,Nơi sinh\n".to_owned();
    for [name, ..] in PEOPLE {
        writeln!(content, "{name},1950,x\n{},1950,x", tcvn3(name)).unwrap();
    }
    content += "Thó,1950,x\n";
    let (_folder, path) = file(content.as_bytes());
    let source = Source::open(&path).unwrap();
    assert_eq!(
        source.encoding().to_string(),
        "utf-8, column `Họ và tên` unicode or tcvn3 cell by cell"
    );
    let (rows, reasons) = rows(&source, &mapping(""));
    let expected: Vec<_> = PEOPLE
        .iter()
        .flat_map(|person| [person[0], person[0]])
        .collect();
    assert_eq!(
        rows.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(),
        expected
    );
    assert_eq!(
        reasons,
        ["column `Họ và tên`: a cell that can be unicode or tcvn3"]
    );
}

#[test]
fn what_an_encoding_does_not_have_costs_its_row() {
    let mut bytes = Written::Bytes(LegacyEncoding::Tcvn3).bytes(&table(&PEOPLE));
    bytes.extend(b"\xc0\xc1,1950,x\nAn,1951,y\n");
    let (_folder, path) = file(&bytes);
    let source = Source::open(&path).unwrap();
    assert_eq!(source.encoding().to_string(), "tcvn3");
    let (rows, reasons) = rows(&source, &mapping(""));
    assert_eq!(rows.len(), PEOPLE.len() + 1);
    assert_eq!(
        reasons,
        ["column `Họ và tên`: a character that tcvn3 does not have"]
    );
}

#[test]
fn what_fits_nothing_is_refused_with_its_place() {
    let (_folder, path) = file(b"name,born\nAn,1950\nM\xfcller \xc0\xc1\xff,1951\n");
    let error = Source::open(&path).unwrap_err().to_string();
    assert!(
        error.contains("line 3, byte 19: not UTF-8, and no other encoding fits"),
        "{error}"
    );
}

#[test]
fn what_fits_nothing_is_placed_wherever_it_stands() {
    let mut bytes = b"name,born\n".to_vec();
    bytes.extend(b"An,1950\n".repeat(100_000));
    bytes.extend(b"M\xfcq\xc1\xff,1951\n".repeat(10_000));
    let (_folder, path) = file(&bytes);
    let error = Source::open(&path).unwrap_err().to_string();
    assert!(
        error.contains("line 100002, byte 800011: not UTF-8, and no other encoding fits"),
        "{error}"
    );
}

#[test]
fn a_damaged_utf8_file_stays_one() {
    let mut bytes = table(&PEOPLE).into_bytes();
    bytes.extend(b"Tr\xcc,1950,x\n");
    let (_folder, path) = file(&bytes);
    let source = Source::open(&path).unwrap();
    assert_eq!(source.encoding().to_string(), "utf-8");
    let binding = mapping("").bind(source.header()).unwrap();
    let mut reader = source.read(binding, source.start()).unwrap();
    let error = reader.next_batch(100).unwrap_err().to_string();
    let byte = bytes.len() - 9;
    assert!(
        error.ends_with(&format!("line 11, byte {byte}: not UTF-8")),
        "{error}"
    );
}

#[test]
fn a_damaged_utf16_file_is_refused_where_it_is_damaged() {
    let written = Written::Utf16 {
        big_endian: false,
        mark: true,
    };
    let mut bytes = written.bytes(&table(&PEOPLE));
    let whole = bytes.len();
    bytes.extend([b'x', 0, 0x00, 0xdc, b'\n', 0]);
    let (_folder, path) = file(&bytes);
    let source = Source::open(&path).unwrap();
    let binding = mapping("").bind(source.header()).unwrap();
    let mut reader = source.read(binding, source.start()).unwrap();
    let rows = reader.next_batch(PEOPLE.len()).unwrap().unwrap();
    assert_eq!(
        rows.records.len(),
        PEOPLE.len(),
        "what stands before is read"
    );
    let error = reader.next_batch(1).unwrap_err().to_string();
    let byte = whole + 2;
    assert!(
        error.ends_with(&format!("line 11, byte {byte}: not UTF-16LE")),
        "{error}"
    );
}

#[test]
fn the_sample_reaches_behind_the_beginning() {
    // Plain names for the first megabyte, then the old encoding.
    let mut bytes = b"Name,Born,Place\n".to_vec();
    bytes.extend(b"An,1950,Ba Na\n".repeat(100_000));
    let people = Written::Bytes(LegacyEncoding::Tcvn3).bytes(&table(&PEOPLE));
    let header = people.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    bytes.extend(people[header..].repeat(2000));
    let (_folder, path) = file(&bytes);
    let source = Source::open(&path).unwrap();
    assert_eq!(source.encoding().to_string(), "tcvn3");
}

#[test]
fn parquet_is_always_unicode() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("people.parquet");
    let mut writer = danh_intake::ParquetWriter::create(&path, &FIELDS).unwrap();
    writer
        .write_row(&["Nguyễn", "1950", "Huế"].into_iter().collect())
        .unwrap();
    writer.finish().unwrap();
    let source = Source::open(&path).unwrap();
    assert_eq!(source.encoding().to_string(), "utf-8");
    assert!(source.encoding().is_certain());
    let (records, _, _) = read(&source, source.start(), 5);
    assert_eq!(records.len(), 1);
}
