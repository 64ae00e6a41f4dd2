//! The tabs of a person's page: what each tells, what can be begun from it, and who was told.

use axum::http::StatusCode;
use danh_directory::Role;
use danh_exchange::{AccessKind, Told};

use crate::office::{HA_NOI, Office};

/// Where nobody of the family is at home.
const ELSEWHERE: &str = "ubnd:00097@2025-07-01";

#[test]
fn a_tab_tells_what_it_shows_and_no_more() {
    Office::on_both_engines(Role::Registrar, |office| {
        let person = office.page_of(office.family.mother);
        let [cancelled, number] = &office.family.numbers;
        let mut browser = office.officer();
        // What it shows, and what only another one does.
        for (tab, told, shows, hides) in [
            ("summary", Told::Summary, "15/03/1995", "Trần Minh Hoà"),
            ("family", Told::Family, "Trần Minh Hoà", "12 phố Trấn Vũ"),
            ("residence", Told::Residence, "12 phố Trấn Vũ", cancelled),
            ("documents", Told::Documents, cancelled, "Trần Văn Bách"),
            ("timeline", Told::History, "Vợ hoặc chồng chết", "Nơi sinh"),
        ] {
            let page = browser.get(&format!("{person}?tab={tab}"));
            assert_eq!(page.status, StatusCode::OK, "{tab}");
            assert!(page.contains(shows), "{tab}: {shows}");
            assert!(!page.contains(hides), "{tab}: {hides}");
            let shown = format!("tab={tab}\" aria-current=\"page\"");
            assert!(tab == "summary" || page.contains(&shown), "{tab}");
            let records = office.access_records(office.family.mother);
            assert_eq!(records[0].told, [told], "{tab}");
        }
        let unknown = browser.get(&format!("{person}?tab=everything"));
        assert!(unknown.contains(number) && unknown.contains("15/03/1995"));
    });
}

#[test]
fn the_dates_are_kept_over_the_tabs() {
    Office::on_both_engines(Role::Registrar, |office| {
        let person = office.page_of(office.family.mother);
        let mut browser = office.officer();
        let page = browser.get(&format!(
            "{person}?tab=residence&on=2021-05-01&known=2024-06-15"
        ));
        for link in [
            format!("{person}?on=2021-05-01&#38;known=2024-06-15"),
            format!("{person}?tab=timeline&#38;on=2021-05-01&#38;known=2024-06-15"),
            format!("{person}/readers?on=2021-05-01&#38;known=2024-06-15"),
        ] {
            assert!(page.contains(&format!("href=\"{link}\"")), "{link}");
        }
        let back = format!("href=\"{person}?tab=residence\">");
        assert!(page.contains(&back), "back to the present of this tab");
        let form = "?tab=residence&on-day=1&on-month=5&on-year=2021";
        let page = browser.get(&format!("{person}{form}"));
        let short = format!("{person}?tab=residence&on=2021-05-01");
        assert_eq!(page.location(), Some(&*short));
        let family = browser.get(&format!("{person}?tab=family&on=2021-05-01"));
        assert!(family.contains("<caption class=\"unseen\">Cùng hộ</caption>"));
        let family = browser.get(&format!("{person}?tab=family"));
        assert!(family.contains("<caption class=\"unseen\">Cùng hộ</caption>"));
    });
}

#[test]
fn the_summary_begins_forms_for_who_may_fill_them_in() {
    Office::on_both_engines(Role::Registrar, |office| {
        let person = office.page_of(office.family.child);
        let handle = office.state.handle_of(office.family.child);
        let begins = format!("href=\"/desk/name-change/new?person={handle}\"");
        let mut registrar = office.officer();
        assert!(registrar.get(&person).contains(&begins));
        for elsewhere in ["?tab=family", "?on=2026-01-01"] {
            let page = registrar.get(&format!("{person}{elsewhere}"));
            assert!(!page.contains("/desk/name-change"), "{elsewhere}");
        }
        office.hire("reviewer", Some((Role::Reviewer, HA_NOI)));
        let page = office.signed_in("reviewer").get(&person);
        assert!(!page.contains("/new?person=") && page.contains("Trần Minh Hoà"));
    });
}

#[test]
fn who_was_told_is_shown_with_refusals_and_emergencies_and_is_on_record_itself() {
    Office::on_both_engines(Role::Registrar, |office| {
        let (mother, person) = (office.family.mother, office.page_of(office.family.mother));
        office.hire("sen.ly", Some((Role::Registrar, ELSEWHERE)));
        let mut outsider = office.signed_in("sen.ly");
        assert_eq!(outsider.get(&person).status, StatusCode::FORBIDDEN);
        let readers = format!("{person}/readers");
        assert_eq!(outsider.get(&readers).status, StatusCode::FORBIDDEN);
        let reason = "Cấp cứu, cần tìm người nhà bệnh nhân";
        outsider.send_form(&format!("{person}/break-glass"), &[("reason", reason)]);
        outsider.get(&format!("{person}?tab=documents"));

        let mut officer = office.officer();
        officer.get(&format!("{person}?tab=family"));
        let page = officer.get(&readers);
        assert_eq!(page.status, StatusCode::OK);
        for text in [
            "<h1>Nguyễn Thị Mai",
            "Đỗ Thuỳ Dương",
            "Lý Thị Sen",
            "Ủy ban nhân dân phường Hồng Hà",
            "Công tác đăng ký hộ tịch",
            "Căn cứ: Luật Căn cước 2023, Điều 10",
            "Gia đình và hộ",
            reason,
            "Mở khẩn cấp",
            "Xem khẩn cấp",
        ] {
            assert!(page.contains(text), "{text}");
        }
        assert_eq!(page.html.matches("Bị từ chối").count(), 2);
        let records = office.access_records(mother);
        assert_eq!(records[0].told, [Told::SearchResult, Told::AccessRecords]);
        assert_eq!(records[0].kind, AccessKind::Disclosure);
        assert_eq!(records[0].persons, [mother]);
        let asked = format!("{person}?tab=readers");
        assert_eq!(officer.get(&asked).location(), Some(&*readers));
    });
}

#[test]
fn who_was_told_is_read_page_by_page_without_gaps() {
    Office::on_both_engines(Role::Registrar, |office| {
        let person = office.page_of(office.family.child);
        let mut officer = office.officer();
        for _ in 0..30 {
            officer.get(&person);
        }
        let mut address = format!("{person}/readers");
        let mut rows = Vec::new();
        loop {
            let page = officer.get(&address);
            rows.push(page.html.matches("<th scope=\"row\"").count());
            // The language switch names the page itself.
            let (_, main) = page.html.split_once("<main").unwrap();
            let Some(rest) = main.split("/readers?before=").nth(1) else {
                break;
            };
            let before = rest.split('"').next().unwrap();
            address = format!("{person}/readers?before={before}");
        }
        // The second page is older than the look at the first.
        assert_eq!(rows, [25, 5]);
    });
}
