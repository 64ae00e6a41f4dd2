//! Rows that are not right: each with its line, field, value and reason.

use danh_register::import::ImportError;

use crate::files::{ImportFile, everybody};
use crate::people::woman;
use crate::world::{TestRegister, on_both_engines};

/// Imports one row with these fields beside a good name, sex and birth date; what the reject file says of it.
fn reasons_of(world: &TestRegister, fields: &[(&str, &str)]) -> Vec<String> {
    let mut row = vec![
        ("full_name", "Lê Văn Ba"),
        ("sex", "M"),
        ("born", "1970-02-01"),
    ];
    for field in fields {
        match row.iter_mut().find(|(name, _)| *name == field.0) {
            Some(place) => place.1 = field.1,
            None => row.push(*field),
        }
    }
    let (names, values): (Vec<_>, Vec<_>) = row.into_iter().unzip();
    let text = format!("{}\n{}\n", names.join(","), values.join(","));
    let file = ImportFile::csv(&text);
    let report = file.dry_run(world);
    assert_eq!(
        report.rows_rejected,
        u64::from(!report.rejections.is_empty())
    );
    report.rejections.into_keys().collect()
}

/// Fields with a value, and how the reasons begin for which the row is not taken.
const FAULTS: &str = "\
full_name= -> full_name: is empty
full_name=Lê V4n Ba -> full_name: a name has no digits
full_name=Lê Văn @ Ba -> full_name: a name has letters, apostrophes, hyphens and full stops only
other_name=Ba; Ba 2 -> other_name: a name has no digits
number=00107000000x -> number: a personal number has digits only
sex= -> sex: is empty
sex=x -> sex: a sex is `M` or `F`, not the value
born= -> born: is empty
born=1970-02-30 -> born: the month has no such day in that year
born=1970-13-01 -> born: a year has no such month
born=0970 -> born: a year has four digits, 1000 to 9999
born=1/2/1970 -> born: a date is written as `1950`, `1950-03` or `1950-03-15`
born=2024-06-16 -> born: the birth date lies in the future
number=00107000000 -> number: a personal number has 12 digits
old_cmnd=012345678 12345 -> old_cmnd: an old identity card's number has nine digits and nothing else
birth_unit=03980 -> birth_unit: is the code of no unit on that day
birth_unit=1 -> birth_unit:
origin_unit=03980 -> origin_unit: is the code of no unit on that day
ethnicity=Rivendell -> ethnicity:
father_number=001040000001 -> father_name: is empty although there is a number
mother_number=1 & mother_name=Đỗ Thị Bà -> mother_number: a personal number has 12 digits
marital_status=Độc thân -> marital_status: is not one of single, married, widowed, divorced
marital_status=single & spouse_name=Y Tư -> spouse_name: is given although the person is single
marital_status=married & married_on=1969 -> married_on: the marriage date is before the birth, after the death or in the future
married_on=2025 -> married_on: the marriage date is before the birth, after the death or in the future
married_on=2001 & died_on=2000 -> married_on: the marriage date is before the birth, after the death or in the future
household=H1 -> residence_unit: is empty although there is a household
relationship=boss -> relationship: is not a relationship to the head
residence_unit=03980 -> residence_unit: is the code of no unit on that day
residence_unit=00001 & residence_since=1969-12-31 -> residence_since: the residence begins before the birth, after the death or in the future
residence_unit=00001 & residence_since=2024-06-16 -> residence_since: the residence begins before the birth, after the death or in the future
residence_unit=00001 & residence_since=2001-01-01 & died_on=2000 -> residence_since: the residence begins before the birth, after the death or in the future
died_on=1969 -> died_on: the death date is before the birth date
died_on=2024-07 -> died_on: the death date lies in the future
died_unit=00001 -> died_on: is empty although there is a place of death
died_on=2024-01-01 & died_unit=03980 -> died_unit: is the code of no unit on that day
written_on=2025 -> written_on: lies in the future
full_name= & sex=x & born=1970-13 -> born: a year has no such month & full_name: is empty & sex: a sex is `M` or `F`, not the value
written_on=2024 & residence_unit=00001 ->
ethnicity=Ê Đê & birth_unit=001 & number=999070123456 ->
";

#[test]
fn each_field_says_what_is_wrong_with_it() {
    on_both_engines(|world| {
        for line in FAULTS.lines() {
            let (fields, expected) = line.split_once(" ->").unwrap();
            let fields: Vec<(&str, &str)> = fields
                .split(" & ")
                .map(|field| field.split_once('=').unwrap())
                .collect();
            let expected: Vec<&str> = expected
                .split('&')
                .map(str::trim)
                .filter(|reason| !reason.is_empty())
                .collect();
            let reasons = reasons_of(world, &fields);
            assert_eq!(reasons.len(), expected.len(), "{line}: {reasons:?}");
            for (reason, wanted) in reasons.iter().zip(expected) {
                assert!(reason.starts_with(wanted), "{line}: {reasons:?}");
            }
            let dates_and_numbers = fields.iter().filter(|(_, value)| {
                value.len() > 3 && value.contains(|c: char| c.is_ascii_digit())
            });
            for (_, value) in dates_and_numbers {
                let repeats = |reason: &String| reason.contains(value);
                assert!(!reasons.iter().any(repeats), "{reasons:?} quotes {value}");
            }
        }
    });
}

#[test]
fn a_number_belongs_to_who_came_first() {
    on_both_engines(|world| {
        let mut first = woman("Đỗ Thị Sáu", "1930");
        first.number = "001130000006".parse().ok();
        world.enrol(first);
        let text = "full_name,sex,born,number\n\
            Trần Thị Tư,F,1930,001130000006\nLê Văn Ba,M,1970,001070000001\nLê Văn Bốn,M,1970,001070000001\n\
            \"Lê, Văn Năm\",M,1970,\nLê Văn Sáu,M\nLê Văn Bảy,M,1970,001070000001\n";
        let file = ImportFile::csv(text);
        let report = file.run(world);
        assert_eq!((report.rows_read, report.rows_rejected), (6, 5));
        assert_eq!(
            file.rejects(),
            [
                "6,,,2 cells where the header has 4,\"Lê Văn Sáu,M\"",
                "5,full_name,\"Lê, Văn Năm\",\"full_name: a name has letters, apostrophes, hyphens and full stops only\",\"\"\"Lê, Văn Năm\"\",M,1970,\"",
                "2,number,001130000006,number: another person has this personal number,\"Trần Thị Tư,F,1930,001130000006\"",
                "4,number,001070000001,number: another person has this personal number,\"Lê Văn Bốn,M,1970,001070000001\"",
                "7,number,001070000001,number: another person has this personal number,\"Lê Văn Bảy,M,1970,001070000001\"",
            ]
        );
        let counts: Vec<u64> = report.rejections.values().copied().collect();
        assert_eq!(counts, [1, 1, 3]);
        let names: Vec<_> = everybody(world)
            .into_iter()
            .map(|state| state.identity.name.to_string())
            .collect();
        assert_eq!(names, ["Đỗ Thị Sáu", "Lê Văn Ba"]);
    });
}

#[test]
fn a_file_of_which_nothing_was_taken_can_be_imported_with_a_better_mapping() {
    on_both_engines(|world| {
        let text = "full_name,sex,born\nLê Văn Ba,M,01/02/1970\nTrần Thị Tư,F,03/04/1975\n";
        let mut file = ImportFile::csv(text);
        assert_eq!(file.run(world).rows_rejected, 2);
        let again = file.run(world);
        assert_eq!(
            (again.rows_rejected, file.rejects().len()),
            (2, 2),
            "the rejects are begun anew"
        );
        let better = ImportFile::with_mapping(
            text,
            "[columns]\nfull_name = \"full_name\"\nsex = \"sex\"\nborn = \"born\"\n[dates]\norder = \"dmy\"\n",
        );
        file.options.mapping = better.options.mapping.clone();
        let report = file.run(world);
        assert_eq!((report.rows_read, report.rows_rejected), (2, 0));
        assert!(file.rejects().is_empty());
        assert!(file.run(world).already_done);
    });
}

#[test]
fn reasons_are_counted_whatever_the_values() {
    on_both_engines(|world| {
        let text = "full_name,sex,born,number\n\
            1 Ba,M,1970,\nLê Văn 27,M,1970,\nLê Văn Tư,M,1970,00107000000x\nLê Văn Năm,M,1970,0x1070000001\n";
        let report = ImportFile::csv(text).run(world);
        let counted: Vec<(&str, u64)> = report
            .rejections
            .iter()
            .map(|(reason, count)| (reason.as_str(), *count))
            .collect();
        assert_eq!(
            counted,
            [
                ("full_name: a name has no digits", 2),
                ("number: a personal number has digits only", 2)
            ]
        );
    });
}

#[test]
fn a_file_whose_columns_say_nothing_of_anybody_is_refused_whole() {
    on_both_engines(|world| {
        let text = "Họ và tên,sex,born\nLê Văn Ba,M,1970\n";
        let mut file = ImportFile::csv(text);
        let error = file.try_run(world, |_| ()).unwrap_err();
        let said = error.to_string();
        assert!(
            said.contains("no column gives `full_name`, without which nobody is enrolled; its columns are `Họ và tên`, `sex`, `born`"),
            "{said}"
        );
        assert!(!file.options.rejects.exists());
        assert_eq!(world.contents(), Vec::<String>::new());
        let mapping =
            "[columns]\nfull_name = \"Họ và tên\"\nborn = \"born\"\n[constants]\nsex = \"M\"\n";
        file.options.mapping = ImportFile::with_mapping(text, mapping).options.mapping;
        assert_eq!(file.run(world).rows_rejected, 0);
    });
}

#[test]
fn a_file_that_cannot_be_read_says_why() {
    on_both_engines(|world| {
        let missing = ImportFile::at("none.csv", ImportFile::csv("x\n").options.mapping.clone());
        assert!(matches!(
            missing.try_run(world, |_| ()),
            Err(ImportError::Open(_))
        ));
        let other = ImportFile::with_mapping("a,b\n1,2\n", "[columns]\nfull_name = \"Họ tên\"\n");
        let error = other.try_run(world, |_| ()).unwrap_err();
        assert!(matches!(error, ImportError::Bind { .. }));
        assert!(error.to_string().contains("Họ tên"), "{error}");
        let mut nowhere = ImportFile::csv("full_name,sex,born\nx,M,1970\n");
        nowhere.options.rejects = "/dev/null/rejects.csv".into();
        assert!(matches!(
            nowhere.try_run(world, |_| ()),
            Err(ImportError::Reject(_))
        ));
        assert_eq!(world.contents(), Vec::<String>::new());
    });
}
