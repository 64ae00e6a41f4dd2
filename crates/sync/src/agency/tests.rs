//! The agencies that are compiled in, and files that cannot be used.

use danh_directory::Directory;

use super::*;

fn vss_with(from: &str, to: &str) -> AgencyError {
    let (file, text) = EMBEDDED[0];
    assert!(text.contains(from), "{from}");
    Agency::parse(&text.replace(from, to), file).unwrap_err()
}

#[test]
fn every_agency_is_understood_and_is_an_organisation() {
    let directory = Directory::embedded();
    let on = "2026-01-05".parse().unwrap();
    let agencies = Agency::all().unwrap();
    let ids: Vec<&str> = agencies.iter().map(|agency| agency.id.as_str()).collect();
    assert_eq!(ids, ["vss", "tax", "education", "electricity"]);
    for agency in &agencies {
        let organisation = directory.authority_in_force(&agency.organisation, on);
        assert!(organisation.is_ok(), "{}", agency.organisation);
    }
    assert_eq!(agencies[3].people, People::ManyRecordsEach);
}

#[test]
fn what_is_wrong_is_told_with_file_line_and_field() {
    let error = vss_with("cadence_days = 1", "cadence_days = 0");
    assert_eq!(
        error.to_string(),
        "`data/vn/agencies/vss.toml`, line 10, field `agency.cadence_days`: a file comes every day at the most"
    );
    let error = vss_with("shrink_percent_max = 10", "shrink_percent_max = \"ten\"");
    assert_eq!(
        (error.line, error.field.as_str()),
        (15, "delivery.shrink_percent_max")
    );
    let error = vss_with("sex = \"gioi_tinh\"", "gender = \"gioi_tinh\"");
    assert_eq!(
        (error.line, error.field.as_str()),
        (29, "layout.columns.gender")
    );
    let error = vss_with("\"province\"]", "\"status\"]");
    assert_eq!((error.line, error.field.as_str()), (49, "link.compare"));
    assert!(error.problem.contains("`status`"), "{error}");
    let error = vss_with("\"dead-but-active\"", "\"dead-and-active\"");
    assert!(error.field.starts_with("findings."), "{error}");
    let error = vss_with("fields = [\"number\"", "fields = [\"commune\"");
    assert_eq!(error.field, "feed.fields");
    let error = vss_with("until = \"2030-12-31\"", "until = \"2030-02-31\"");
    assert_eq!(error.field, "agreement.until");
    let error = vss_with("match = 0.5", "match = 5");
    assert_eq!(error.field, "link.match");
    let error = vss_with("full_name = \"ho_ten\"\n", "");
    assert_eq!(error.field, "layout.columns.full_name");
}
