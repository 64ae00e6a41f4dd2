use std::fs;

use danh_intake::{Source, SourceOptions};

fn message(name: &str, content: Option<&[u8]>) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    if let Some(content) = content {
        fs::write(&path, content).unwrap();
    }
    let message = Source::open(&path).unwrap_err().to_string();
    message.replace(&path.display().to_string(), name)
}

#[test]
fn what_cannot_be_opened_is_said_plainly() {
    assert_eq!(message("a.csv", None), "there is no file `a.csv`");
    assert_eq!(
        message("a.csv", Some(b"")),
        "`a.csv` has no header: the file is empty"
    );
    assert_eq!(
        message("a.csv", Some(b"a,,c\n")),
        "column 2 of `a.csv` has no name"
    );
    assert_eq!(
        message("a.csv", Some(b"a,b, a\n")),
        "`a.csv` has two columns named `a`"
    );
    assert_eq!(
        message("a.csv", Some(b"name,M\rAn,M\rBa,M\r")),
        "the lines of `a.csv` end with a carriage return alone, as on old Macintosh systems; save it with line feeds"
    );
    assert_eq!(
        message("a.csv", Some(b"\"name\",\"sex\"\r\"An\",\"M\"\r")),
        "the lines of `a.csv` end with a carriage return alone, as on old Macintosh systems; save it with line feeds"
    );
    assert_eq!(
        message("a.csv", Some(b"a,b\"\n1,2\n")),
        "`a.csv` has no header: a quote inside a cell without quotes"
    );
    assert_eq!(
        message("a.csv", Some(b"a,\xffq\n1,2\n")),
        "`a.csv`, line 1, byte 2: not UTF-8, and no other encoding fits; name it in the mapping \
         (`source.encoding`)"
    );
    assert_eq!(
        message("a.parquet", Some(b"a,b\n1,2\n")),
        "`a.parquet` is not a Parquet file: it does not begin with `PAR1`"
    );
    let damaged = message("a.parquet", Some(b"PAR1 and no more"));
    assert!(
        damaged.starts_with("`a.parquet` is not a Parquet file: "),
        "{damaged}"
    );
}

#[test]
fn a_folder_is_not_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let message = Source::open(folder.path()).unwrap_err().to_string();
    assert!(message.starts_with("cannot read `"), "{message}");
}

#[test]
fn the_delimiter_is_the_callers_to_say() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, "a;b,c\n1;2\n").unwrap();
    let source = Source::open_with(
        &path,
        SourceOptions {
            delimiter: b';',
            ..SourceOptions::default()
        },
    )
    .unwrap();
    assert_eq!(source.header(), ["a", "b,c"]);
}
