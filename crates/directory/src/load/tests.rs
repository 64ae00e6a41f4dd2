use super::*;

const UNIT_HEADER: &str = "code,kind,name,parent_code,valid_from,valid_until\n";
const SUCCESSOR_HEADER: &str = "changed_on,from_code,to_code,extent,is_default,basis\n";
const ORGANISATION_HEADER: &str = "id,parent_id,name,name_english,valid_from,valid_until\n";
const AUTHORITY_SUCCESSOR_HEADER: &str = "changed_on,from_id,to_id,extent,is_default,basis\n";

const TWO_TIMES: &str = "\
01,tinh,A,,,2025-06-30
01,tinh,A,,2025-07-01,
00001,xa,X,01,,2025-06-30
00001,xa,X,01,2025-07-01,
00002,xa,Y,01,2025-07-01,
";

fn error_in_units(rows: &str) -> String {
    error(
        &format!("{UNIT_HEADER}{rows}"),
        SUCCESSOR_HEADER,
        ORGANISATION_HEADER,
    )
}

fn error_in_successors(rows: &str) -> String {
    let units = format!("{UNIT_HEADER}{TWO_TIMES}");
    error(
        &units,
        &format!("{SUCCESSOR_HEADER}{rows}"),
        ORGANISATION_HEADER,
    )
}

fn error_in_organisations(rows: &str) -> String {
    let units = format!("{UNIT_HEADER}{TWO_TIMES}");
    error(
        &units,
        SUCCESSOR_HEADER,
        &format!("{ORGANISATION_HEADER}{rows}"),
    )
}

fn error_in_authority_successors(rows: &str) -> String {
    let tables = Tables {
        units: &format!("{UNIT_HEADER}{TWO_TIMES}"),
        successors: SUCCESSOR_HEADER,
        organisations: &format!(
            "{ORGANISATION_HEADER}a,,A,A,,2025-02-28\nb,,B,B,,\nc,,C,C,2025-03-01,\nd,,D,D,2025-04-01,\n"
        ),
        authority_successors: &format!("{AUTHORITY_SUCCESSOR_HEADER}{rows}"),
    };
    Directory::of_tables(tables).unwrap_err().to_string()
}

fn error(units: &str, successors: &str, organisations: &str) -> String {
    let tables = Tables {
        units,
        successors,
        organisations,
        authority_successors: AUTHORITY_SUCCESSOR_HEADER,
    };
    Directory::of_tables(tables).unwrap_err().to_string()
}

#[test]
fn a_mistake_in_the_units_is_named_with_its_place() {
    for (rows, expected) in [
        (
            "1,tinh,A,,,\n",
            "line 2, code: a unit's code has two, three or five digits, not `1`",
        ),
        (
            "01,tinh,A,,,\n02,tịnh,B,,,\n",
            "line 3, kind: no kind of unit is called `tịnh`",
        ),
        (
            "01,xa,A,,,\n",
            "line 2, kind: a `xa` does not have a code like `01`",
        ),
        ("01,tinh,,,,\n", "line 2, name: is empty"),
        ("01,tinh,A ,,,\n", "line 2, name: has spaces at its ends"),
        (
            "01,tinh,A,,,1/7/2025\n",
            "line 2, valid_until: a day is written as `2025-07-01`, not `1/7/2025`",
        ),
        (
            "01,tinh,A,,2025-07-01,2025-06-30\n",
            "line 2, valid_until: comes before `valid_from`",
        ),
        ("01,tinh,A,,\n", "line 2, row: has 5 fields instead of 6"),
        ("001,huyen,A,,,\n", "line 2, parent_code: is empty"),
        (
            "001,huyen,A,01,,\n",
            "line 2, parent_code: no unit has the code `01`",
        ),
        (
            "001,huyen,A,002,,\n",
            "line 2, parent_code: `002` is not above `001`",
        ),
        (
            "01,tinh,A,,,\n01,tinh,A,,2025-07-01,\n",
            "line 3, valid_from: another `01` lives on the same days",
        ),
        (
            "00001,xa,X,01,,\n01,tinh,A,,,2025-06-30\n",
            "line 2, parent_code: no `01` lives as long as this unit",
        ),
    ] {
        assert_eq!(
            error_in_units(rows),
            format!("administrative_units.csv, {expected}")
        );
    }
}

#[test]
fn a_mistake_in_the_successors_is_named_with_its_place() {
    for (rows, expected) in [
        (
            "2025-07-01,00003,00001,whole,yes,resolution\n",
            "line 2, from_code: no unit has the code `00003` on 2025-06-30",
        ),
        (
            "2025-07-02,00001,00002,whole,yes,resolution\n",
            "line 2, from_code: `00001` did not end on 2025-07-01",
        ),
        (
            "2025-07-01,00001,00003,whole,yes,resolution\n",
            "line 2, to_code: no unit has the code `00003` on 2025-07-01",
        ),
        (
            "2025-07-01,00001,00002,all,yes,resolution\n",
            "line 2, extent: is `whole` or `split`, not `all`",
        ),
        (
            "2025-07-01,00001,00002,whole,1,resolution\n",
            "line 2, is_default: is `yes` or `no`, not `1`",
        ),
        (
            "2025-07-01,00001,00002,whole,no,resolution\n",
            "line 2, is_default: is not `yes` exactly once for `00001`",
        ),
        (
            "2025-07-01,00001,00002,split,yes,resolution\n",
            "line 2, extent: is `split` though there is one successor for `00001`",
        ),
        (
            "2025-07-01,00001,00001,whole,no,resolution\n2025-07-01,00001,00002,split,yes,resolution\n",
            "line 2, extent: is `whole` though there are several successors for `00001`",
        ),
        (
            "2025-07-01,00001,00002,split,yes,resolution\n2025-07-01,00001,00002,split,no,resolution\n",
            "line 3, to_code: is listed twice for the same unit",
        ),
        (
            "2025-07-01,00001,00002,whole,yes,rumour\n",
            "line 2, basis: is `resolution` or `surviving-name`, not `rumour`",
        ),
    ] {
        assert_eq!(
            error_in_successors(rows),
            format!("unit_successors.csv, {expected}")
        );
    }
}

#[test]
fn a_mistake_in_the_organisations_is_named_with_its_place() {
    for (rows, expected) in [
        (
            "BCA,,A,B,,\n",
            "line 2, id: has other than lower-case letters, digits and hyphens",
        ),
        (
            "a,b,A,B,,\n",
            "line 2, parent_id: no row above has the id `b`",
        ),
        ("a,,A,B,,\na,,A,B,,\n", "line 3, id: `a` stands there twice"),
        ("a,,A,,,\n", "line 2, name_english: is empty"),
    ] {
        assert_eq!(
            error_in_organisations(rows),
            format!("organisations.csv, {expected}")
        );
    }
}

#[test]
fn a_mistake_in_the_successors_of_organisations_is_named_with_its_place() {
    for (rows, expected) in [
        (
            "2025-03-01,x,b,whole,yes,law\n",
            "line 2, from_id: no organisation has the id `x`",
        ),
        (
            "2025-03-02,a,b,whole,yes,law\n",
            "line 2, from_id: `a` did not end on the day before 2025-03-02",
        ),
        (
            "2025-03-01,b,c,whole,yes,law\n",
            "line 2, from_id: `b` did not end on the day before 2025-03-01",
        ),
        (
            "2025-03-01,a,d,whole,yes,law\n",
            "line 2, to_id: `d` does not exist on 2025-03-01",
        ),
        ("2025-03-01,a,b,whole,yes,\n", "line 2, basis: is empty"),
        (
            "2025-03-01,a,b,split,yes,law\n2025-03-01,a,b,split,no,law\n",
            "line 3, to_id: is listed twice for the same organisation",
        ),
        (
            "2025-03-01,a,b,split,no,law\n2025-03-01,a,c,split,no,law\n",
            "line 2, is_default: is not `yes` exactly once for `a`",
        ),
        (
            "2025-03-01,a,b,whole,yes,law\n2025-03-01,a,c,split,no,law\n",
            "line 2, extent: is `whole` though there are several successors for `a`",
        ),
    ] {
        assert_eq!(
            error_in_authority_successors(rows),
            format!("authority_successors.csv, {expected}")
        );
    }
}

#[test]
fn a_table_has_its_header() {
    let header = "administrative_units.csv, line 1, header: the columns are \
                  `code,kind,name,parent_code,valid_from,valid_until`";
    assert_eq!(
        error("code,name\n", SUCCESSOR_HEADER, ORGANISATION_HEADER),
        header
    );
    assert_eq!(
        error("", SUCCESSOR_HEADER, ORGANISATION_HEADER),
        "administrative_units.csv, line 1, code: the table is empty"
    );
}

#[test]
fn an_operators_folder_is_loaded_like_the_embedded_tables() {
    let tables = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/vn");
    let loaded = Directory::load(&tables).unwrap();
    let embedded = Directory::embedded();
    assert_eq!(loaded.units, embedded.units);
    assert_eq!(loaded.organisations, embedded.organisations);
    assert_eq!(
        loaded.organisation_successors,
        embedded.organisation_successors
    );
    let missing = Directory::load(Path::new("/nowhere"))
        .unwrap_err()
        .to_string();
    assert!(
        missing.starts_with("/nowhere/administrative_units.csv cannot be read: "),
        "{missing}"
    );
}
