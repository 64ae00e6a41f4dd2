//! Finding persons and reading their pages: what is shown, and that it is on record.

use axum::http::StatusCode;
use danh_directory::Role;
use danh_exchange::Told;

use crate::office::{HA_NOI, Office};

#[test]
fn a_person_is_found_without_accents_and_the_search_is_on_record() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mother = office.family.mother;
        let mut browser = office.officer();
        let fields = [
            ("name", "nguyen thi mai"),
            ("born-month", "3"),
            ("born-year", "1995"),
        ];
        let page = browser.send_form("/search", &fields);
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.contains("Tìm thấy 1 người"));
        assert!(page.contains(&format!(
            "<a href=\"{}\">Nguyễn Thị Mai</a>",
            office.page_of(mother)
        )));
        assert!(page.contains("Họ tên không dấu"));
        // Cống Vị was divided; the first of its heirs stands for it in lists.
        assert!(page.contains(", Thành phố Hà Nội"));
        let [cancelled, number] = &office.family.numbers;
        assert!(
            !page.contains(number) && !page.contains(cancelled),
            "numbers are masked"
        );
        assert!(page.contains(&number[9..]));
        let records = office.access_records(mother);
        assert_eq!(records.len(), 1);
        assert_eq!(records[0].told, [Told::SearchResult]);
        assert_eq!(records[0].authority, HA_NOI);
    });
}

#[test]
fn every_number_and_mistaken_name_leads_to_the_person() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut browser = office.officer();
        let [cancelled, number] = office.family.numbers.clone();
        for (fields, found_by) in [
            (vec![("number", number.as_str())], "Số định danh"),
            (vec![("number", cancelled.as_str())], "Số đã hủy"),
            (
                vec![("name", "Nguyễn Thị Mai"), ("born-year", "1995")],
                "Họ tên",
            ),
            (
                vec![("name", "nguyễn thị mây"), ("born-year", "1995")],
                "Họ tên khác hoặc trước đây",
            ),
        ] {
            let page = browser.send_form("/search", &fields);
            assert!(page.contains(">Nguyễn Thị Mai</a>"), "{fields:?}");
            assert!(
                page.contains(&format!("\">{found_by}</span>")),
                "{fields:?}"
            );
        }
        let nobody = browser.send_form("/search", &[("number", "001195999999")]);
        assert!(nobody.contains("Không tìm thấy ai"));
    });
}

#[test]
fn what_must_be_mended_comes_back_as_typed_and_tells_nothing() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut browser = office.officer();
        let fields = [
            ("name", "nguyen thi mai"),
            ("born-day", "31"),
            ("born-month", "2"),
            ("born-year", "1995"),
        ];
        let page = browser.send_form("/search", &fields);
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("<title>Lỗi: "));
        assert!(page.contains("03/03/1995"));
        assert!(page.contains("value=\"nguyen thi mai\"") && page.contains("value=\"31\""));
        assert!(office.access_records(office.family.mother).is_empty());
    });
}

#[test]
fn the_tabs_of_a_person_tell_of_every_event_and_are_on_record_for_all_they_name() {
    Office::on_both_engines(Role::Registrar, |office| {
        let family = &office.family;
        let page = office.officer().every_tab(&office.page_of(family.mother));
        assert_eq!(page.status, StatusCode::OK);
        for text in [
            "Nguyễn Thị Mai",
            "15/03/1995",
            "Trần Văn Bách",
            "Trần Minh Hoà",
            "12 phố Trấn Vũ, Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội",
            "Nay là Phường Ba Đình, Thành phố Hà Nội",
            "Nay là một trong: ",
            "Đăng ký khai sinh",
            "Đăng ký kết hôn",
            "Đăng ký cư trú",
            "Chuyển nơi cư trú",
            "Cải chính",
            "Nguyễn Thị Mây",
            "Hủy số định danh cá nhân",
            "Cấp nhầm",
            "Xác lập lại số định danh cá nhân",
            "Vợ hoặc chồng chết",
            "Vợ hoặc chồng đã chết",
            "Đã cải chính về sau",
            "Luật Hộ tịch 2014",
            "Ủy ban nhân dân phường Trúc Bạch",
        ] {
            assert!(page.contains(text), "{text}");
        }
        // The latest first. The child is named by the family alone.
        let everything = [
            Told::History,
            Told::Documents,
            Told::Residence,
            Told::Family,
            Told::Summary,
        ];
        for (person, told) in [
            (family.mother, &everything[..]),
            (family.father, &[Told::History, Told::Family]),
            (family.child, &[Told::Family]),
        ] {
            let records = office.access_records(person);
            for record in &records {
                assert_eq!(record.persons[0], family.mother, "the subject first");
            }
            let found: Vec<Told> = records
                .iter()
                .flat_map(|record| record.told.clone())
                .collect();
            assert_eq!(found, told);
        }
    });
}

#[test]
fn a_person_is_shown_as_of_both_times() {
    Office::on_both_engines(Role::Registrar, |office| {
        let person = office.page_of(office.family.mother);
        let mut browser = office.officer();
        let unmarried = browser.every_tab(&format!("{person}?on=2010-01-01"));
        assert!(unmarried.contains("Tình trạng vào ngày 01/01/2010"));
        assert!(!unmarried.contains("Đăng ký kết hôn") && !unmarried.contains("Trần Minh Hoà"));
        let mistaken = browser.every_tab(&format!("{person}?known=2024-06-15"));
        assert!(mistaken.contains("<h1>Nguyễn Thị Mây"));
        assert!(!mistaken.contains("Nguyễn Thị Mai"));
        let unborn = browser.get(&format!("{person}?on=1990-01-01"));
        assert_eq!(unborn.status, StatusCode::OK);
        assert!(unborn.contains("Khi đó chưa có dữ liệu về người này"));
        let unknown = browser.get(&format!("{person}?known=2020-01-01"));
        assert!(unknown.contains("Khi đó chưa có dữ liệu về người này"));
    });
}

#[test]
fn the_as_of_form_leads_to_a_short_address_or_comes_back() {
    Office::on_both_engines(Role::Registrar, |office| {
        let person = office.page_of(office.family.mother);
        let mut browser = office.officer();
        let form = "?on-day=1&on-month=1&on-year=2010&known-day=&known-month=&known-year=";
        let page = browser.get(&format!("{person}{form}"));
        assert_eq!(
            page.location(),
            Some(format!("{person}?on=2010-01-01").as_str())
        );
        let page = browser.get(&format!("{person}?on-day=31&on-month=6&on-year=2010"));
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("<title>Lỗi: Nguyễn Thị Mai"));
    });
}

#[test]
fn nothing_is_shown_that_cannot_be_recorded() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut browser = office.officer();
        office.lose_access_records();
        let person = browser.get(&office.page_of(office.family.mother));
        assert_eq!(person.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(!person.contains("Mai"));
        let fields = [("name", "nguyen thi mai"), ("born-year", "1995")];
        let found = browser.send_form("/search", &fields);
        assert_eq!(found.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(!found.contains("Nguyễn Thị Mai"));
    });
}

#[test]
fn the_ledger_page_says_how_both_logs_stand() {
    Office::on_both_engines(Role::Registrar, |office| {
        let page = office.officer().get("/ledger");
        assert!(page.contains("Sổ nhật ký") && page.contains("Sổ truy cập"));
        assert!(page.contains("danh ledger verify --url https://danh.example"));
        // Nobody integrates here, so all ten events of the family wait.
        assert!(page.contains("Chưa ký lần nào"));
    });
}
