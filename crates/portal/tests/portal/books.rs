//! Register books: what a commune registered, with those that were merged into it.

use axum::http::StatusCode;
use danh_directory::Role;
use danh_exchange::{AccessKind, Told};
use danh_register::{Actor, BirthReport, Seen};
use danh_store::StoreError;
use danh_vocabulary::{OfficerId, PersonId, Sex};

use crate::office::Office;

/// Ba Đình, into which Trúc Bạch and others were merged in July 2025; its code was Trúc Bạch's.
const BA_DINH: &str = "ubnd:00004@2025-07-01";
const BOOK: &str = "/books?unit=00004&from=2024-01-01&until=2026-12-31";

/// A birth that Ba Đình's committee registers today.
fn born(office: &Office, name: &'static str) -> PersonId {
    let register = office.state.register.clone();
    let officer = Actor::Officer(OfficerId::from_i64(7));
    let act = register.act(officer, BA_DINH).expect("it is in force");
    let written = office.state.store.write(move |tx| {
        let report = BirthReport {
            name: name.parse().expect("a name"),
            sex: Sex::Female,
            born: register.today(),
            birth_unit: "00004".parse().expect("a code"),
            origin_unit: None,
            ethnicity: None,
            father: None,
            mother: None,
            registered_in: "00004".parse().expect("a code"),
            nationalities: Vec::new(),
        };
        let recorded = register.register_birth(tx, &act, report);
        Ok::<_, StoreError>(recorded.expect("the birth is lawful"))
    });
    written.wait().expect("the register writes").subjects[0].person
}

#[test]
fn the_book_of_a_merged_commune_holds_what_its_predecessors_registered() {
    Office::on_both_engines(Role::Registrar, |office| {
        let newborn = born(office, "Đỗ Khánh Linh");
        let mut officer = office.officer();
        let page = officer.get(&format!("{BOOK}&kind=births"));
        assert_eq!(page.status, StatusCode::OK);
        for text in [
            "<h1>Sổ đăng ký khai sinh</h1>",
            "Ủy ban nhân dân phường Ba Đình",
            "Ủy ban nhân dân phường Trúc Bạch",
            "Nguyễn Thị Mai",
            "Trần Văn Bách",
            "Trần Minh Hoà",
            "Đỗ Khánh Linh",
            "01/2024",
            "02/2024",
            "03/2024",
            "01/2026",
            "23/11/2026",
        ] {
            assert!(page.contains(text), "{text}");
        }
        assert!(
            page.contains("Đã cải chính về sau"),
            "her name was corrected"
        );
        let place = |text: &str| page.html.find(text).unwrap();
        assert!(place("Trần Minh Hoà") < place("Đỗ Khánh Linh"), "by day");
        let event = office.state.handle_of_event(office.family.mother_born);
        assert!(page.contains(&format!(
            "<a href=\"/events/{event}\">Đăng ký khai sinh</a>"
        )));

        let records = office.access_records(newborn);
        let [record] = &*records else {
            panic!("one look, one record: {records:?}")
        };
        assert_eq!(record.told, [Told::BookEntry]);
        let family = &office.family;
        let named = [family.mother, family.father, family.child, newborn];
        assert!(named.iter().all(|person| record.persons.contains(person)));

        let later = "/books?unit=00004&from=2025-07-01&until=2026-12-31&kind=births";
        let later = officer.get(later);
        assert!(later.contains("Đỗ Khánh Linh") && !later.contains("Trần Minh Hoà"));
        let marriages = officer.get(&format!("{BOOK}&kind=marriages"));
        assert!(marriages.contains("Sổ đăng ký kết hôn") && marriages.contains("Đăng ký kết hôn"));
        let changes = officer.get(&format!("{BOOK}&kind=changes"));
        assert!(changes.contains("Cải chính"));
        let adoptions = officer.get(&format!("{BOOK}&kind=adoptions"));
        assert!(adoptions.contains("Không có việc nào được đăng ký"));
    });
}

#[test]
fn a_book_is_read_by_who_reaches_its_commune_and_names_whom_they_reach() {
    Office::on_both_engines(Role::Registrar, |office| {
        // The mother has moved to Cống Vị, which Ba Đình does not cover; husband and child are known by their birth alone.
        office.hire("ba.dinh", Some((Role::Registrar, BA_DINH)));
        let page = office
            .signed_in("ba.dinh")
            .get(&format!("{BOOK}&kind=marriages"));
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.contains("Trần Văn Bách") && !page.contains("Nguyễn Thị Mai"));
        assert!(page.contains("Người đang ở ngoài địa bàn"));

        office.hire("hong.ha", Some((Role::Registrar, "ubnd:00097@2025-07-01")));
        let page = office
            .signed_in("hong.ha")
            .get(&format!("{BOOK}&kind=marriages"));
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(page.contains("<h1>Đơn vị này ở ngoài địa bàn của bạn</h1>"));
        assert!(!page.contains("Bách"));
        let kinds: Vec<AccessKind> = office
            .access_records(office.family.father)
            .iter()
            .map(|record| record.kind)
            .collect();
        assert_eq!(kinds, [AccessKind::Disclosure], "a refusal names nobody");
        office.hire("police", Some((Role::ResidenceOfficer, "ca:01@2025-07-01")));
        let page = office
            .signed_in("police")
            .get(&format!("{BOOK}&kind=marriages"));
        assert_eq!(page.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn a_line_about_a_protected_person_is_not_there_and_keeps_its_number() {
    Office::on_both_engines(Role::Registrar, |office| {
        let father = office.family.father;
        office.protect(father, 3);
        let page = office.officer().get(&format!("{BOOK}&kind=births"));
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.contains("Trần Văn Bách") && !page.contains("02/2024"));
        assert!(page.contains("01/2024") && page.contains("03/2024"));
        let page = office.officer().get(&format!("{BOOK}&kind=marriages"));
        assert!(page.contains("Nguyễn Thị Mai") && !page.contains("Trần Văn Bách"));
        let page = office.colleague().get(&format!("{BOOK}&kind=births"));
        assert!(page.contains("Trần Văn Bách") && page.contains("02/2024"));
        let seen = Seen {
            person: father,
            version: 4,
        };
        assert_eq!(
            office.access_records(seen.person).len(),
            1,
            "the colleague's look"
        );
    });
}

#[test]
fn a_book_is_read_page_by_page_and_from_its_form() {
    Office::on_both_engines(Role::Registrar, |office| {
        for _ in 0..27 {
            born(office, "Đỗ Khánh Linh");
        }
        let mut officer = office.officer();
        let first = officer.get(&format!("{BOOK}&kind=births"));
        let rows = |html: &str| html.matches("<th scope=\"row\"").count();
        assert_eq!(rows(&first.html), 25);
        let next = first.html.split("rel=\"next\" href=\"").nth(1);
        let next = next.and_then(|rest| rest.split('"').next());
        let next = next.expect("there is more").replace("&#38;", "&");
        let second = officer.get(&next);
        assert_eq!(rows(&second.html), 5);
        assert!(second.contains("27/2026") && !second.contains("22/2026"));
        assert!(second.contains("Về đầu sổ"));

        let form = "/books?kind=births&unit-province=01&unit-commune=00004&from-day=1&from-month=1&from-year=2024\
                    &until-day=31&until-month=12&until-year=2026";
        let page = officer.get(form);
        assert_eq!(page.location(), Some(&*format!("{BOOK}&kind=births")));
        let named = form.replace("unit-province=01&unit-commune=00004", "unit=ba+dinh+ha+noi");
        let page = officer.get(&named);
        assert_eq!(page.location(), Some(&*format!("{BOOK}&kind=births")));
        let page = officer.get("/books?kind=births&unit=tan+lap&from-day=1");
        assert!(page.contains("Có nhiều đơn vị cùng tên") && page.contains("name=\"unit-choice\""));
        let page = officer.get("/books?kind=births&from-day=31&from-month=6&from-year=2025");
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            page.contains("Gõ tên đơn vị, hoặc chọn từ danh sách") && page.contains("<title>Lỗi: ")
        );
        let page = officer.get("/books");
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.contains("<h1>Sổ hộ tịch</h1>"));
    });
}
