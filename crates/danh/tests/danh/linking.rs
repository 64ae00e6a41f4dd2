//! `danh link` as a process: links, the model reused, a pair explained, a run reported.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const CONFIG: &str = r#"
[register]
id = "person"
number = "number"
name = "name"
birth_date = "born"
sex = "sex"
unit = "commune"
[records]
id = "card"
number = "so"
name = "ho_ten"
birth_date = "ngay_sinh"
sex = "gioi_tinh"
unit = "xa"
[decision]
assignment = "one-to-one"
"#;

/// A register of invented people and the cards of every second one, every fourth card without a number.
fn write_files(folder: &Path) {
    let surnames = ["Nguyễn", "Trần", "Lê", "Phạm", "Bùi", "Đỗ", "Nông"];
    let middles = ["Văn", "Thị", "Đức", "Ngọc", "Hữu"];
    let given = [
        "An", "Bình", "Cường", "Hà", "Hoa", "Khai", "Lan", "Mai", "Sơn", "Yến", "Tuấn",
    ];
    let mut register = String::from("person,number,name,born,sex,commune\n");
    let mut records = String::from("card,so,ho_ten,ngay_sinh,gioi_tinh,xa\n");
    for index in 0..3_000_usize {
        let mixed = index * 7_919 % 104_729;
        let name = format!(
            "{} {} {}",
            surnames[mixed % 7],
            middles[mixed / 7 % 5],
            given[mixed / 35 % 11]
        );
        let (year, month, day) = (1940 + mixed % 71, 1 + mixed % 12, 1 + mixed % 28);
        let (sex, commune) = (["M", "F"][mixed % 2], 1 + mixed % 97);
        let number = format!("0{:02}{:09}", mixed % 90 + 1, index * 99_991);
        writeln!(
            register,
            "P{index},{number},{name},{year}-{month:02}-{day:02},{sex},{commune:05}"
        )
        .unwrap();
        if index % 2 == 0 {
            let number = if index % 8 == 0 { "" } else { &number };
            writeln!(
                records,
                "C{index},{number},{},{day:02}/{month:02}/{year},{sex},{commune:05}",
                name.to_uppercase()
            )
            .unwrap();
        }
    }
    fs::write(folder.join("register.csv"), register).unwrap();
    fs::write(folder.join("records.csv"), records).unwrap();
    fs::write(folder.join("LINK.toml"), CONFIG).unwrap();
}

fn danh(folder: &Path, command: &[&str], rest: &[&str]) -> Output {
    let files = [
        "--register",
        "register.csv",
        "--records",
        "records.csv",
        "--config",
        "LINK.toml",
    ];
    Command::new(env!("CARGO_BIN_EXE_danh"))
        .current_dir(folder)
        .args(command)
        .args(if command.contains(&"report") {
            &[]
        } else {
            files.as_slice()
        })
        .args(rest)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_file_is_linked_and_the_links_are_explained_and_reported() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write_files(folder);
    let first = said(&danh(
        folder,
        &["link"],
        &["--out", "links.parquet", "--save-model", "model.json"],
    ));
    assert!(
        first.contains("1500 records against 3000 persons"),
        "{first}"
    );

    let model: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.join("model.json")).unwrap()).unwrap();
    assert_eq!(model["comparisons"][0]["name"], "surname");
    let again = said(&danh(
        folder,
        &["link"],
        &["--out", "again.parquet", "--model", "model.json"],
    ));
    assert!(
        again.contains("1500 records against 3000 persons"),
        "{again}"
    );

    let pair = ["--record", "C16", "--person", "P16"];
    let by_links = [
        &pair[..],
        &["--links", "links.parquet", "--svg", "pair.svg"],
    ]
    .concat();
    let text = said(&danh(folder, &["link", "explain"], &by_links));
    for words in [
        "record C16, person P16",
        "birth_date",
        "equal, as with 1 in",
        "calibrated",
    ] {
        assert!(text.contains(words), "no `{words}` in {text}");
    }
    let by_model = [&pair[..], &["--model", "model.json"]].concat();
    let same = said(&danh(folder, &["link", "explain"], &by_model));
    assert!(
        text.starts_with(&same),
        "the model in the links is the one that was kept"
    );
    let svg = fs::read_to_string(folder.join("pair.svg")).unwrap();
    assert!(svg.starts_with("<svg") && svg.contains("Ngày sinh"));

    said(&danh(
        folder,
        &["link", "report"],
        &[
            "--links",
            "links.parquet",
            "--out",
            "report.html",
            "--title",
            "VSS <1>",
        ],
    ));
    let page = fs::read_to_string(folder.join("report.html")).unwrap();
    for words in [
        "VSS &lt;1&gt;",
        "Trọng số",
        "Estimated precision and recall",
        "Quy tắc",
        "<svg",
    ] {
        assert!(page.contains(words), "no `{words}` on the page");
    }
    assert!(!page.contains("<script"));
}

#[test]
fn what_cannot_be_linked_is_said_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write_files(folder);
    let refused = |output: Output| {
        assert!(!output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    fs::write(folder.join("LINK.toml"), CONFIG.replace("ho_ten", "hoten")).unwrap();
    let error = refused(danh(folder, &["link"], &["--out", "links.parquet"]));
    assert!(
        error.contains("records.csv` has no column `hoten`; it has card, so, ho_ten"),
        "{error}"
    );
    assert!(!folder.join("links.parquet").exists());

    fs::write(folder.join("LINK.toml"), CONFIG).unwrap();
    fs::write(folder.join("model.json"), "{}").unwrap();
    let error = refused(danh(
        folder,
        &["link"],
        &["--out", "links.parquet", "--model", "model.json"],
    ));
    assert!(
        error.contains("cannot read the model `model.json`"),
        "{error}"
    );

    said(&danh(folder, &["link"], &["--out", "links.parquet"]));
    let pair = [
        "--record",
        "C17",
        "--person",
        "P16",
        "--links",
        "links.parquet",
    ];
    let error = refused(danh(folder, &["link", "explain"], &pair));
    assert!(
        error.contains("`records.csv` has no row whose `card` is `C17`"),
        "{error}"
    );
    let error = refused(danh(
        folder,
        &["link", "report"],
        &["--links", "records.csv", "--out", "report.html"],
    ));
    assert!(error.contains("cannot read `records.csv`"), "{error}");
}
