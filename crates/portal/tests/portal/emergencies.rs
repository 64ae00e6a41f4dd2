//! Somebody outside the jurisdiction: refused, opened in an emergency, and heard of by who oversees it.

use axum::http::StatusCode;
use danh_directory::Role;
use danh_exchange::{AccessKind, Told};

use crate::office::{HA_NOI, Office};

const ELSEWHERE: &str = "ubnd:00097@2025-07-01";
const REASON: &str = "Cấp cứu, cần tìm người nhà bệnh nhân";

#[test]
fn a_person_elsewhere_is_refused_opened_for_a_reason_and_told_of() {
    Office::on_both_engines(Role::Registrar, |office| {
        office.hire("sen.ly", Some((Role::Registrar, ELSEWHERE)));
        let person = office.page_of(office.family.mother);
        let mut browser = office.signed_in("sen.ly");
        let refused = browser.get(&person);
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(refused.contains("Người này ngoài địa bàn của bạn") && !refused.contains("Mai"));
        let form = format!("{person}/break-glass");
        assert!(refused.contains(&format!("action=\"{form}\"")));

        let vague = browser.send_form(&form, &[("reason", "cấp cứu")]);
        assert_eq!(vague.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(vague.contains("ít nhất 10 ký tự") && vague.contains("cấp cứu</textarea>"));
        let stale = browser.post(&form, &[("reason", REASON)]);
        assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(browser.get(&person).status, StatusCode::FORBIDDEN);

        let opened = browser.send_form(&form, &[("reason", REASON)]);
        assert_eq!(opened.location(), Some(&*person));
        let page = browser.get(&person);
        assert!(page.contains("Nguyễn Thị Mai"));
        assert!(page.contains("Bạn đang mở khẩn cấp hồ sơ ngoài địa bàn, đến 14:30"));
        let father = office.page_of(office.family.father);
        assert_eq!(browser.get(&father).status, StatusCode::FORBIDDEN);
        let kinds: Vec<_> = office
            .access_records(office.family.mother)
            .iter()
            .map(|record| record.kind)
            .collect();
        assert_eq!(
            kinds,
            [
                AccessKind::BreakGlass,
                AccessKind::BreakGlassOpened,
                AccessKind::RefusedOutsideJurisdiction,
                AccessKind::RefusedOutsideJurisdiction,
            ]
        );

        let asked = browser.get(&format!("{father}?tab=documents"));
        assert_eq!(asked.status, StatusCode::FORBIDDEN);
        let record = &office.access_records(office.family.father)[0];
        assert_eq!(
            record.told,
            [Told::Documents],
            "what was asked for is on record, and no more"
        );

        // Who oversees the ward hears of it, whom else it concerns does not.
        for (login, role, authority, hears, may_look) in [
            ("above", Role::Inspector, HA_NOI, true, true),
            ("head", Role::Administrator, ELSEWHERE, true, false),
            ("centre", Role::Auditor, "bca-c06", true, true),
            (
                "beside",
                Role::Inspector,
                "ubnd:00004@2025-07-01",
                false,
                false,
            ),
        ] {
            office.hire(login, Some((role, authority)));
            let list = office.signed_in(login).get("/break-glass");
            assert_eq!(list.status, StatusCode::OK);
            assert_eq!(list.contains(REASON), hears, "{login}");
            // Their own name stands at the top of the page.
            let names = list.html.matches("Lý Thị Sen").count();
            assert_eq!(names, 1 + usize::from(hears), "{login}");
            assert_eq!(
                list.contains(&format!("href=\"{person}\"")),
                may_look,
                "{login}"
            );
            assert!(!list.contains("Mai"));
        }
    });
}

#[test]
fn who_examines_the_work_breaks_no_glass() {
    Office::on_both_engines(Role::Registrar, |office| {
        office.hire("sen.ly", Some((Role::Inspector, ELSEWHERE)));
        let person = office.page_of(office.family.mother);
        let mut browser = office.signed_in("sen.ly");
        let refused = browser.get(&person);
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(!refused.contains("break-glass"));
        let form = format!("{person}/break-glass");
        let sent = browser.send_form(&form, &[("reason", REASON)]);
        assert_eq!(sent.status, StatusCode::FORBIDDEN);
        assert_eq!(browser.get(&person).status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn a_list_of_people_found_tells_the_least_of_who_is_elsewhere() {
    Office::on_both_engines(Role::Registrar, |office| {
        office.hire("sen.ly", Some((Role::Registrar, ELSEWHERE)));
        let fields = [("name", "nguyen thi mai"), ("born-year", "1995")];
        let found = office.signed_in("sen.ly").send_form("/search", &fields);
        assert!(found.contains("Nguyễn Thị Mai</a>") && found.contains("Ngoài địa bàn"));
        assert!(found.contains("Thành phố Hà Nội"));
        for told in ["1995-03", "15/03", "Nữ", "phường", "Phường"] {
            let rows = found.html.split("</thead>").nth(1).unwrap();
            let rows = rows.split("</table>").next().unwrap();
            assert!(!rows.contains(told), "{told}");
        }
    });
}
