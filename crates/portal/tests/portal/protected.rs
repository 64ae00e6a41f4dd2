//! Protected persons: on the pages of the officers named, on nobody else's.

use axum::http::StatusCode;
use danh_directory::Role;

use crate::office::Office;

const HIS_NAME: &str = "Trần Văn Bách";

#[test]
fn a_protected_person_is_on_no_page_of_others() {
    Office::on_both_engines(Role::Registrar, |office| {
        let family = &office.family;
        let pages = [family.mother, family.child].map(|person| office.page_of(person));
        let mut officer = office.officer();
        for page in &pages {
            assert!(officer.every_tab(page).contains(HIS_NAME), "{page}");
        }
        // Born, married, dead.
        office.protect(family.father, 3);

        let his = office.page_of(family.father);
        for query in ["", "?on=2020-01-01", "?known=2025-01-01"] {
            let hidden = officer.get(&format!("{his}{query}"));
            assert_eq!(hidden.status, StatusCode::NOT_FOUND, "{query}");
        }
        for page in &pages {
            let shown = officer.every_tab(page);
            assert_eq!(shown.status, StatusCode::OK, "{page}");
            assert!(!shown.contains(HIS_NAME), "{page}");
        }
        let fields = [("name", "tran van bach"), ("born-year", "1993")];
        assert!(
            officer
                .send_form("/search", &fields)
                .contains("Không tìm thấy ai")
        );

        let mut colleague = office.colleague();
        for page in pages.iter().chain([&his]) {
            assert!(colleague.every_tab(page).contains(HIS_NAME), "{page}");
        }
        let found = colleague.send_form("/search", &fields);
        assert!(found.contains("Tìm thấy 1 người"));
    });
}
