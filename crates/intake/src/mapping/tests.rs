use super::*;
use crate::cells::Cells;

const FIELDS: [&str; 4] = ["full_name", "born", "sex", "ethnicity"];

fn parse(text: &str) -> Result<Mapping, MappingError> {
    Mapping::parse(text, "mapping.toml", &FIELDS)
}

fn message(text: &str) -> String {
    parse(text).unwrap_err().to_string()
}

fn header(columns: &[&str]) -> Vec<String> {
    columns.iter().map(|column| (*column).to_owned()).collect()
}

#[test]
fn a_whole_mapping() {
    let mapping = parse(
        "[source]\nname = \"Ba Đình\"\ndelimiter = \"\\t\"\n\
         [columns]\nfull_name = \"Họ và tên\"\nsex = \"Giới tính\"\n\
         [constants]\nethnicity = \"01\"\n[dates]\norder = \"dmy\"\n\
         [values.sex]\n\"Nam\" = \"M\"\n\"Nữ\" = \"F\"\n",
    )
    .unwrap();
    assert_eq!(mapping.name(), "Ba Đình");
    assert_eq!(mapping.source_options().delimiter, b'\t');
    assert_eq!(mapping.date_order(), DateOrder::DayMonthYear);
    assert!(mapping.is_mapped(0) && !mapping.is_mapped(1) && mapping.is_mapped(3));

    let binding = mapping
        .bind(&header(&["Giới tính", "Ghi chú", "Họ và tên"]))
        .unwrap();
    let row: Cells = [" Nữ ", "", "Lê Thị Hoa"].into_iter().collect();
    let values: Vec<&str> = (0..4).map(|field| binding.value(field, &row)).collect();
    assert_eq!(values, ["Lê Thị Hoa", "", "F", "01"]);
    assert_eq!(binding.columns(), [0, 2]);
}

#[test]
fn a_value_without_translation_stays_as_it_is() {
    let mapping = parse("[columns]\nsex = \"s\"\n[values.sex]\n\"1\" = \"M\"").unwrap();
    let binding = mapping.bind(&header(&["s"])).unwrap();
    let row: Cells = ["?"].into_iter().collect();
    assert_eq!(binding.value(2, &row), "?");
}

#[test]
fn all_missing_columns_are_named_at_once() {
    let mapping = parse("[columns]\nfull_name = \"Tên\"\nborn = \"Sinh\"\nsex = \"GT\"").unwrap();
    let error = mapping.bind(&header(&["GT", "Khác"])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the file has no `Tên`, `Sinh`; its columns are `GT`, `Khác`"
    );
}

#[test]
fn a_file_with_the_fields_own_names_may_lack_some() {
    let binding = Mapping::same_names(&FIELDS)
        .bind(&header(&["sex", "full_name"]))
        .unwrap();
    let row: Cells = ["F", "Lê Thị Hoa"].into_iter().collect();
    assert_eq!(binding.value(0, &row), "Lê Thị Hoa");
    assert_eq!(binding.value(1, &row), "");
}

#[test]
fn errors_name_file_key_and_what_is_wrong() {
    let known = "known are full_name, born, sex, ethnicity";
    for (text, expected) in [
        (
            "[columns]\nnmae = \"x\"",
            format!("key `columns.nmae`: there is no such field; {known}"),
        ),
        (
            "[columns]\nborn = 5",
            "key `columns.born`: must be text in quotes".to_owned(),
        ),
        (
            "[columns]\nborn = \" \"",
            "key `columns.born`: must not be empty".to_owned(),
        ),
        ("[columns]", "key `columns`: names no column".to_owned()),
        (
            "columns = 1",
            "key `columns`: must be a section of keys and values".to_owned(),
        ),
        (
            "[columns]\nborn = \"x\"\n[constants]\nborn = \"1950\"",
            "key `constants.born`: is a column and a constant at once".to_owned(),
        ),
        (
            "[columns]\nborn = \"x\"\n[values.sex]\n\"1\" = \"M\"",
            "key `values.sex`: is about a field that no column gives".to_owned(),
        ),
        (
            "[columns]\nborn = \"x\"\n[dates]\norder = \"mdy\"",
            "key `dates.order`: must be `dmy` or `iso`".to_owned(),
        ),
        (
            "[colums]\nborn = \"x\"",
            "key `colums`: there is no such setting; known are source, columns, encodings, \
             constants, dates, values"
                .to_owned(),
        ),
        (
            "[source]\nencoding = \"TCVN\"\n[columns]\nborn = \"x\"",
            "key `source.encoding`: must be `utf-8`, `utf-16le`, `utf-16be`, `windows-1258`, \
             `tcvn3`, `vni`, `viqr`, `viscii` or `vps`"
                .to_owned(),
        ),
        (
            "[columns]\nborn = \"x\"\n[encodings]\nsex = \"vni\"",
            "key `encodings.sex`: is about a field that no column gives".to_owned(),
        ),
        (
            "[columns]\nborn = \"x\"\n[encodings]\nborn = \"utf-8\"",
            "key `encodings.born`: must be `unicode`, `windows-1258`, `tcvn3`, `vni`, `viqr`, \
             `viscii` or `vps`"
                .to_owned(),
        ),
        (
            "[source]\ndelimiter = \";;\"\n[columns]\nborn = \"x\"",
            "key `source.delimiter`: must be one ASCII character, neither a quote nor a line end"
                .to_owned(),
        ),
    ] {
        assert_eq!(
            message(text),
            format!("the mapping `mapping.toml`, {expected}")
        );
    }
}

#[test]
fn what_is_not_toml_is_named_with_its_line() {
    let text = message("[columns]\nborn = \"x\"\nsex = ");
    assert!(
        text.starts_with("the mapping `mapping.toml`, line 3: "),
        "{text}"
    );
}
