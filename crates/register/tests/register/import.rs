//! Import of whole files: what becomes of the rows that are right.

use danh_intake::{Cells, CsvWriter, Mapping, ParquetWriter};
use danh_register::import::FIELDS;
use danh_register::{EventBody, MaritalStatus, PersonState, Relationship, export};

use crate::files::{ImportFile, everybody};
use crate::people::man;
use crate::world::{date, marital, on_both_engines};

const MAPPING: &str = r#"
[source]
name = "Sổ hộ khẩu phường Phúc Xá"
delimiter = ";"
[columns]
number = "Số ĐDCN"
old_cmnd = "Số CMND"
full_name = "Họ và tên"
sex = "Giới tính"
born = "Ngày sinh"
birth_unit = "Mã nơi sinh"
ethnicity = "Dân tộc"
father_name = "Họ tên cha"
father_number = "Số cha"
marital_status = "Hôn nhân"
spouse_name = "Vợ/chồng"
married_on = "Ngày cưới"
household = "Số hộ"
relationship = "Quan hệ"
residence_detail = "Số nhà"
residence_since = "Từ ngày"
died_on = "Ngày chết"
[constants]
residence_unit = "00001"
written_on = "01/05/2024"
[dates]
order = "dmy"
[values.marital_status]
"Đã kết hôn" = "married"
"Độc thân" = "single"
"Góa" = "widowed"
[values.relationship]
"Chủ hộ" = "head"
"Vợ" = "spouse"
"Con" = "child"
"#;

const FILE: &str = "\
STT;Họ và tên;Số ĐDCN;Số CMND;Giới tính;Ngày sinh;Mã nơi sinh;Dân tộc;Họ tên cha;Số cha;Hôn nhân;Vợ/chồng;Ngày cưới;Số hộ;Quan hệ;Số nhà;Từ ngày;Ngày chết
1; Lê  Văn Ba ;001070000001;012345678 271234567;Nam;01/02/1970;00004;Kinh;Lê Văn Một;001040000007;Đã kết hôn;Trần Thị Tư;1995;H1;Chủ hộ;Số 7;03/1998;
2;Trần Thị Tư;001175000002;;Nữ;1975;;Việt;;;Đã kết hôn;Lê Văn Ba;;H1;Vợ;;;
3;Lê Thị Năm;;;F;00/00/2001;;Tày;Lê Văn Ba;001070000001;Độc thân;;;H1;Con;;;
4;Đỗ Thị Sáu;;;Nữ;5/1930;;;;;Góa;;;H2;Chủ hộ;;;02/03/2024
";

#[test]
fn other_columns_dates_and_words_are_read_by_a_mapping() {
    on_both_engines(|world| {
        let file = ImportFile::with_mapping(FILE, MAPPING);
        let mut seen = Vec::new();
        let report = file.try_run(world, |at| seen.push(at)).unwrap();
        assert_eq!(
            (report.rows_read, report.rows_rejected, report.already_done),
            (4, 0, false)
        );
        assert!(report.rejections.is_empty() && report.findings.is_empty());
        let last = seen.last().unwrap();
        assert_eq!(
            (last.rows, last.bytes, last.rows_total),
            (4, last.bytes_total, None)
        );

        let [father, mother, daughter, widow] = everybody(world).try_into().unwrap();
        assert_father(&father);
        assert_eq!(mother.identity.born.to_string(), "1975");
        assert_eq!(
            mother.identity.ethnicity, father.identity.ethnicity,
            "Việt is Kinh"
        );
        assert_eq!(marital(&mother), "married to Lê Văn Ba since ?");
        assert_eq!(daughter.identity.born.to_string(), "2001");
        assert_eq!(daughter.identity.father.unwrap().number, father.number());
        assert_eq!(daughter.numbers, []);
        assert_eq!(widow.marital, MaritalStatus::Widowed { spouse: None });
        assert_eq!(widow.death.as_ref().unwrap().on.to_string(), "2024-03-02");
        let household = |state: &PersonState| state.residence.as_ref().unwrap().household;
        assert_eq!(household(&father), household(&mother));
        assert_ne!(household(&father), household(&widow));
    });
}

fn assert_father(state: &PersonState) {
    let identity = &state.identity;
    assert_eq!(identity.name.as_str(), "Lê Văn Ba");
    assert_eq!(state.number().unwrap().as_str(), "001070000001");
    assert_eq!(identity.former_cards.len(), 2);
    assert_eq!(identity.born.to_string(), "1970-02-01");
    assert_eq!(
        identity.birth_place.unwrap().to_string(),
        "00004@1970-02-01"
    );
    assert_eq!(
        identity.father.as_ref().unwrap().name.as_str(),
        "Lê Văn Một"
    );
    assert_eq!(marital(state), "married to Trần Thị Tư since 1995");
    let home = state.residence.as_ref().unwrap();
    assert_eq!(home.relationship, Relationship::Head);
    assert_eq!(home.place.to_string(), "00001@2024-05-01");
    assert_eq!(
        (home.since, home.detail.as_deref()),
        (Some(date("1998-03-01")), Some("Số 7"))
    );
}

#[test]
fn each_row_is_an_event_that_says_where_it_comes_from() {
    on_both_engines(|world| {
        ImportFile::with_mapping(FILE, MAPPING).run(world);
        let ids = world.read(|tx| danh_register::person_queries::persons_after(tx, None, 10));
        for ((person, version, _), row) in ids.into_iter().zip(1..) {
            let event = world.events(person).remove(0);
            assert_eq!(version, 1);
            assert_eq!(event.actor.to_string(), "program:import");
            assert_eq!(event.authority, "bca-c06");
            let EventBody::Enrolment(enrolment) = event.body else {
                panic!("an enrolment")
            };
            assert_eq!(enrolment.origin.source, "Sổ hộ khẩu phường Phúc Xá");
            assert_eq!(enrolment.origin.row, row);
        }
    });
}

#[test]
fn the_same_file_twice_does_nothing() {
    on_both_engines(|world| {
        let file = ImportFile::with_mapping(FILE, MAPPING);
        file.run(world);
        let after = world.contents();
        let report = file.run(world);
        assert_eq!((report.rows_read, report.already_done), (4, true));
        assert_eq!(world.contents(), after);
    });
}

#[test]
fn a_dry_run_says_the_same_and_writes_nothing() {
    on_both_engines(|world| {
        let mut taken = man("Ai Đó", "1970");
        taken.number = "001070000001".parse().ok();
        world.enrol(taken);
        let text = "full_name,sex,born,number\nLê Văn Ba,M,1970,001070000001\nLê Bốn,M,1971,001071000001\n\
            Lê Năm,M,1971,001071000001\nLê Sáu,X,1971,\nLê Bảy,M,1971,001172000001\n";
        let file = ImportFile::csv(text);
        let before = world.contents();
        let dry = file.dry_run(world);
        assert_eq!(world.contents(), before);
        assert_eq!((dry.rows_read, dry.rows_rejected), (5, 3));
        assert!(
            !file.options.rejects.exists(),
            "the file of the import itself is not begun"
        );
        let beside = std::fs::read_to_string(file.dry_options().reject_file()).unwrap();

        let report = file.run(world);
        assert_eq!(report, dry);
        assert_eq!(
            std::fs::read_to_string(&file.options.rejects).unwrap(),
            beside
        );
        assert_eq!(file.files().len(), 3);
        let counts: Vec<_> = report.rejections.into_iter().collect();
        assert_eq!(
            counts,
            [
                (
                    "number: another person has this personal number".to_owned(),
                    2
                ),
                ("sex: a sex is `M` or `F`, not the value".to_owned(), 1),
            ]
        );
        let findings: Vec<_> = report.findings.into_iter().collect();
        assert_eq!(
            findings,
            [
                ("number: says another birth year".to_owned(), 1),
                ("number: says another sex".to_owned(), 1),
            ]
        );
    });
}

#[test]
fn parquet_reads_as_csv_does() {
    on_both_engines(|world| {
        let file = ImportFile::at("people.parquet", Mapping::same_names(&FIELDS));
        let mut writer =
            ParquetWriter::create(&file.options.file, &["full_name", "sex", "born", "number"])
                .unwrap();
        for row in [
            ["Lê Văn Ba", "M", "1970-02-01", "001070000001"],
            ["Trần Thị Tư", "F", "1975", ""],
            ["", "F", "1975-13", ""],
        ] {
            writer.write_row(&row.into_iter().collect()).unwrap();
        }
        writer.finish().unwrap();
        let mut seen = Vec::new();
        let report = file.try_run(world, |at| seen.push(at.rows_total)).unwrap();
        assert_eq!((report.rows_read, report.rows_rejected), (3, 1));
        assert_eq!(seen, [Some(3)]);
        let names: Vec<_> = everybody(world)
            .into_iter()
            .map(|state| state.identity.name.to_string())
            .collect();
        assert_eq!(names, ["Lê Văn Ba", "Trần Thị Tư"]);
        assert_eq!(
            file.rejects(),
            [
                "3,full_name,,full_name: is empty,\",F,1975-13,\"",
                "3,born,1975-13,born: a year has no such month,\",F,1975-13,\"",
            ]
        );
    });
}

#[test]
fn files_that_leave_things_out_are_understood() {
    on_both_engines(|world| {
        let text = "full_name,sex,born,marital_status,spouse_name,residence_unit,household,relationship\n\
            A Ba,Nam,1970,,Y Tư,00001,,head\nY Tư,Nữ,1970,,,00001,,head\nY Năm,Nữ,1970,widowed,A Sáu,,,\n";
        let report = ImportFile::csv(text).run(world);
        assert_eq!(report.rows_rejected, 0, "{:?}", report.rejections);
        let [one, two, three] = everybody(world).try_into().unwrap();
        assert_eq!(
            marital(&one),
            "married to Y Tư since ?",
            "who has a spouse is married"
        );
        assert_eq!(marital(&two), "unknown");
        assert_eq!(marital(&three), "widowed of A Sáu");
        let homes = [one, two].map(|state| state.residence.expect("an address is kept").household);
        assert_ne!(
            homes[0], homes[1],
            "whoever has no household on record has one of their own"
        );
        assert_eq!(three.residence, None);
    });
}

#[test]
fn what_is_exported_can_be_imported_again() {
    on_both_engines(|world| {
        ImportFile::with_mapping(FILE, MAPPING).run(world);
        let before = everybody(world);
        let file = ImportFile::at("again.csv", Mapping::same_names(&FIELDS));
        write_all(&file, &before);
        world.clear();
        let report = file.run(world);
        assert_eq!(report.rows_rejected, 0, "{:?}", report.rejections);
        let after = everybody(world);
        let (first, again) = (without_households(before), without_households(after));
        assert_eq!(first, again);
        assert_eq!(first.len(), 4);
    });
}

#[test]
fn everything_that_is_said_of_somebody_survives_export_and_import() {
    on_both_engines(|world| {
        let text = "full_name,sex,born,religion,nationality,blood_group,occupation,other_name\n\
            Lê Văn Ba,M,1970,Phật giáo,VNM; LAO,O,Thợ mộc,Ba Mộc; Ba Lùn\n\
            Trần Thị Tư,F,1975,none,Việt Nam,AB,,\n\
            Y Năm,F,1976,,,,,\n\
            A Sáu,M,1977,Đạo khác lạ,Atlantis,Q,,B2\n";
        let report = ImportFile::csv(text).run(world);
        let reasons: Vec<_> = report.rejections.into_values().collect();
        assert_eq!((report.rows_rejected, reasons), (1, vec![1; 4]));
        let before = everybody(world);
        let [one, two, three] = &before[..] else {
            panic!("three people")
        };
        let said = &one.identity;
        assert_eq!(said.nationalities.len(), 2);
        assert_eq!(said.blood_group.unwrap().to_string(), "O");
        assert_eq!(said.occupation.as_deref(), Some("Thợ mộc"));
        assert_eq!(said.other_names[1].as_str(), "Ba Lùn");
        assert_eq!(said.religion.unwrap().vietnamese(), "Phật giáo");
        assert!(two.identity.nationalities[0].is_vietnamese());
        assert_ne!(two.identity.religion, None, "none is declared too");
        assert_eq!(three.identity.religion, None);

        let file = ImportFile::at("again.csv", Mapping::same_names(&FIELDS));
        write_all(&file, &before);
        world.clear();
        assert_eq!(file.run(world).rows_rejected, 0);
        assert_eq!(everybody(world), before);
    });
}

fn write_all(file: &ImportFile, people: &[PersonState]) {
    let mut writer = CsvWriter::create(&file.options.file, export::COLUMNS).unwrap();
    let mut cells = Cells::new();
    for state in people {
        export::row_of(state, &mut cells);
        writer.write_row(&cells).unwrap();
    }
    writer.finish().unwrap();
}

/// Households have keys of the register's own.
fn without_households(people: Vec<PersonState>) -> Vec<PersonState> {
    people
        .into_iter()
        .map(|mut state| {
            if let Some(home) = &mut state.residence {
                home.household = danh_vocabulary::HouseholdId::from_i64(0);
            }
            state
        })
        .collect()
}
