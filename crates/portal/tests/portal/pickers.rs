//! Choosing units and persons without a script, at the desk and in the search.

use axum::http::StatusCode;
use danh_directory::Role;
use danh_vocabulary::Sex;

use crate::desk::{AtDesk, adult};
use crate::homes::{at_residence_desk, household, household_of, settled};
use crate::office::Office;

const CHILD: [(&str, &str); 5] = [
    ("name", "Lò Minh Khôi"),
    ("sex", "M"),
    ("born-day", "20"),
    ("born-month", "11"),
    ("born-year", "2026"),
];

#[test]
fn a_unit_is_chosen_list_by_list_and_what_was_typed_stays() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut desk = AtDesk::begin(office, "birth");
        desk.answer("mother", &[], "father");
        desk.answer("father", &[], "child");
        let with = |more: &[(&'static str, &'static str)]| [&CHILD, more].concat();
        let pick = ("pick", "birth-place");
        let page = desk.send("child", &with(&[("birth-place-province", "01"), pick]));
        assert_eq!(page.status, StatusCode::OK, "{}", page.html);
        assert!(
            page.contains("name=\"birth-place-commune\""),
            "the next list"
        );
        assert!(page.contains("value=\"Lò Minh Khôi\"") && page.contains("value=\"2026\""));
        let chosen = [
            ("birth-place-province", "01"),
            ("birth-place-commune", "00097"),
        ];
        let page = desk.send("child", &with(&[chosen[0], chosen[1], pick]));
        assert!(
            page.contains("value=\"Phường Hồng Hà, Thành phố Hà Nội\""),
            "{}",
            page.html
        );
        desk.answer("child", &with(&[chosen[0], chosen[1]]), "particulars");
        // A day before July 2025 has districts between.
        let before = [
            ("born-day", "1"),
            ("born-month", "5"),
            ("born-year", "2024"),
            ("birth-place", ""),
            ("birth-place-province", "01"),
            pick,
        ];
        let page = desk.send("child", &before);
        assert!(
            page.contains("name=\"birth-place-district\""),
            "{}",
            page.html
        );
    });
}

#[test]
fn several_units_of_a_name_are_offered_and_one_is_taken() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut desk = AtDesk::begin(office, "birth");
        desk.answer("mother", &[], "father");
        desk.answer("father", &[], "child");
        let fields = [&CHILD[..], &[("birth-place", "tan lap")]].concat();
        let page = desk.send("child", &fields);
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let offered = page
            .html
            .split("name=\"birth-place-choice\" value=\"")
            .nth(1);
        let code = offered.and_then(|rest| rest.split('"').next());
        let code = code.expect("several are offered").to_owned();
        let fields = [&fields[..], &[("birth-place-choice", &*code)]].concat();
        desk.answer("child", &fields, "particulars");
        assert!(desk.page("child").contains("value=\"Xã Tân Lập, "));
    });
}

#[test]
fn a_person_is_looked_for_by_the_picker_s_own_button() {
    Office::on_both_engines(Role::Registrar, |office| {
        adult(office, "Vừ Thị Dua", Sex::Female);
        let mut desk = AtDesk::begin(office, "marriage");
        let nothing = desk.send("wife", &[("pick", "wife")]);
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut birth = AtDesk::begin(office, "birth");
        let nothing = birth.send("mother", &[("pick", "mother")]);
        assert!(
            nothing.contains("href=\"#mother-number\""),
            "also where nobody need be named"
        );
        let named = [
            ("wife-name", "vu thi dua"),
            ("wife-born-year", "1995"),
            ("pick", "wife"),
        ];
        let found = desk.send("wife", &named);
        let offered = found.html.split("name=\"wife-choice\" value=\"").nth(1);
        let handle = offered.and_then(|rest| rest.split('"').next());
        let handle = handle.expect("she is offered").to_owned();
        desk.answer("wife", &[("wife-choice", &handle)], "wife");
        assert!(desk.page("wife").contains("<h2>Vừ Thị Dua</h2>"));
        desk.answer("wife", &[("pick", "wife-again")], "wife");
        assert!(!desk.page("wife").contains("<h2>Vừ Thị Dua</h2>"));
    });
}

#[test]
fn who_lives_in_a_commune_is_found_with_the_way_to_their_household() {
    at_residence_desk(|office| {
        let [husband, wife, child] = household(office);
        let mut browser = office.officer();
        let home = ("home", "phuong hong ha, ha noi");
        let page = browser.send_form("/search", &[home]);
        assert_eq!(page.status, StatusCode::OK, "{}", page.html);
        for name in ["Quàng Văn Thắng", "Lò Thị Hạnh", "Quàng Minh Đức"] {
            assert!(page.contains(name), "{name}: {}", page.html);
        }
        let handle = office
            .state
            .handle_of_household(household_of(office, child));
        assert!(page.contains(&format!("href=\"/households/{handle}\"")));
        assert!(page.contains("Phường Hồng Hà, Thành phố Hà Nội</b>"));
        for person in [husband, wife, child] {
            assert_eq!(office.access_records(person).len(), 1);
        }
        let page = browser.send_form("/search", &[home, ("home-name", "hạnh")]);
        assert!(page.contains("Lò Thị Hạnh") && !page.contains("Quàng Văn Thắng"));

        let lists = browser.send_form("/search", &[("home-province", "01"), ("pick", "home")]);
        assert_eq!(lists.status, StatusCode::OK);
        assert!(lists.contains("name=\"home-commune\""));
        let chosen = [("home-province", "01"), ("home-commune", "00097")];
        assert!(
            browser
                .send_form("/search", &chosen)
                .contains("Quàng Văn Thắng")
        );

        office.hire("sen.ly", Some((Role::Registrar, "ubnd:79@2025-07-01")));
        let page = office.signed_in("sen.ly").send_form("/search", &[home]);
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(!page.contains("Quàng Văn Thắng"));
    });
}

#[test]
fn a_list_of_residents_goes_on_where_it_ended() {
    at_residence_desk(|office| {
        for _ in 0..27 {
            settled(office, "Lò Thị Hạnh", Sex::Female);
        }
        let mut browser = office.officer();
        let first = browser.send_form("/search", &[("home", "phường hồng hà, hà nội")]);
        let rows = |html: &str| html.matches("<th scope=\"row\"").count();
        assert_eq!(rows(&first.html), 25, "{}", first.html);
        let further = "name=\"seen\" value=\"25\"";
        assert!(first.contains(further), "{}", first.html);
        let next = browser.send_form("/search", &[("home", first.hidden("home")), ("seen", "25")]);
        assert_eq!(rows(&next.html), 2, "{}", next.html);
    });
}
