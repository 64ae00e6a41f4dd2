//! Four eyes at the desk: proposed by one, seen and decided by another.

use axum::http::StatusCode;
use danh_directory::Role;

use crate::browser::{Browser, Page};
use crate::office::{HA_NOI, Office};

const REASON: (&str, &str) = ("reason", "Cấp trùng số của người khác");

/// Opens a form about somebody and sends it with what was seen.
fn propose(browser: &mut Browser<'_>, form: &str, fields: &[(&str, &str)]) -> Page {
    let seen = browser.get(form).hidden("seen").to_owned();
    let mut fields = fields.to_vec();
    fields.push(("seen", &seen));
    browser.send_form(form, &fields)
}

fn proposed(page: &Page) -> String {
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.html);
    let address = page.location().expect("it leads to the proposal");
    assert!(address.starts_with("/proposals/"));
    address.to_owned()
}

#[test]
fn a_number_is_cancelled_by_two() {
    Office::on_both_engines(Role::Registrar, |office| {
        office.hire("review", Some((Role::Reviewer, HA_NOI)));
        let (mut officer, mut reviewer) = (office.officer(), office.signed_in("review"));
        let form = format!(
            "{}/propose/cancel-number",
            office.page_of(office.family.mother)
        );
        let person = officer.get(&office.page_of(office.family.mother));
        assert!(person.contains(&format!("href=\"{form}\"")));
        let number = &office.family.numbers[1];
        let incomplete = propose(&mut officer, &form, &[("reason", "nhầm")]);
        assert_eq!(incomplete.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(incomplete.contains("href=\"#cancellation\""));
        assert!(incomplete.contains("href=\"#reason\"") && incomplete.contains("nhầm</textarea>"));

        let fields = [("cancellation", "given-in-error"), REASON];
        let address = proposed(&propose(&mut officer, &form, &fields));
        let own = officer.get(&address);
        assert!(own.contains("Chờ quyết định") && own.contains("Nguyễn Thị Mai"));
        assert!(own.contains(REASON.1) && !own.contains(number));
        assert!(
            !own.contains("name=\"decision\""),
            "nobody decides their own"
        );
        assert!(
            officer
                .get("/proposals")
                .contains(&format!("href=\"{address}\""))
        );

        assert!(reviewer.get("/").contains("1 việc chờ bạn quyết định"));
        assert!(reviewer.get("/proposals").contains("Đỗ Thuỳ Dương"));
        let page = reviewer.get(&address);
        assert!(page.contains("name=\"decision\"") && page.contains("Cấp nhầm"));
        let undecided = reviewer.send_form(&address, &[("reason", "vâng")]);
        assert_eq!(undecided.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(undecided.contains("href=\"#decision\"") && undecided.contains("href=\"#reason\""));
        let approve = [
            ("decision", "approve"),
            ("reason", "Đã đối chiếu hồ sơ gốc"),
        ];
        let decided = reviewer.send_form(&address, &approve);
        assert_eq!(decided.location(), Some(&*address));
        let page = officer.get(&address);
        assert!(page.contains("Đã thực hiện") && page.contains("Đã đối chiếu hồ sơ gốc"));
        let timeline = format!("{}?tab=timeline", office.page_of(office.family.mother));
        let person = reviewer.get(&timeline);
        assert!(person.contains("Hủy số định danh"));
        assert!(!reviewer.get("/").contains("việc chờ bạn quyết định"));
    });
}

#[test]
fn what_changed_meanwhile_is_void_and_what_is_not_possible_is_said() {
    Office::on_both_engines(Role::Registrar, |office| {
        office.hire("review", Some((Role::Reviewer, HA_NOI)));
        let (mut officer, mut reviewer) = (office.officer(), office.signed_in("review"));
        let person = office.page_of(office.family.mother);
        let lift = format!("{person}/propose/lift-protection");
        let refused = propose(&mut officer, &lift, &[REASON]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.contains("Người này không được bảo vệ."));
        let merge = format!("{person}/propose/merge-duplicate");
        let own_number = [("duplicate", &*office.family.numbers[1]), REASON];
        let refused = propose(&mut officer, &merge, &own_number);
        assert!(refused.contains("Hai số thuộc cùng một hồ sơ."));

        let cancel = format!("{person}/propose/cancel-number");
        let fields = [("cancellation", "forged-papers"), REASON];
        let [first, second] = [(), ()].map(|()| proposed(&propose(&mut officer, &cancel, &fields)));
        let decision = |way| [("decision", way), ("reason", "Đã đối chiếu hồ sơ gốc")];
        reviewer.send_form(&first, &decision("approve"));
        reviewer.send_form(&second, &decision("approve"));
        let page = reviewer.get(&second);
        assert!(page.contains("Không còn hiệu lực") && page.contains("Hồ sơ đã thay đổi"));
    });
}

#[test]
fn protection_hides_the_proposal_from_who_is_not_named() {
    Office::on_both_engines(Role::Registrar, |office| {
        for login in ["review", "other"] {
            office.hire(login, Some((Role::Reviewer, HA_NOI)));
        }
        let mut officer = office.officer();
        let person = office.page_of(office.family.child);
        let form = format!("{person}/propose/order-protection");
        let unknown = propose(&mut officer, &form, &[("officers", "nobody.here"), REASON]);
        assert!(unknown.contains("href=\"#officers\""));
        let address = proposed(&propose(
            &mut officer,
            &form,
            &[("officers", "review"), REASON],
        ));
        let approve = [
            ("decision", "approve"),
            ("reason", "Theo lệnh bảo vệ nhân chứng"),
        ];
        let decided = office.signed_in("review").send_form(&address, &approve);
        assert_eq!(decided.location(), Some(&*address));
        assert_eq!(officer.get(&person).status, StatusCode::NOT_FOUND);
        assert_eq!(officer.get(&address).status, StatusCode::NOT_FOUND);
        assert_eq!(
            office.signed_in("other").get(&address).status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            office.signed_in("review").get(&address).status,
            StatusCode::OK
        );
    });
}

#[test]
fn who_is_appointed_two_administrators_say() {
    Office::on_both_engines(Role::Administrator, |office| {
        office.hire("sen.ly", None);
        let (mut one, mut other) = (office.officer(), office.colleague());
        let form = "/appointments/propose";
        let fields = |role| {
            [
                ("what", "appoint"),
                ("login", "sen.ly"),
                ("role", role),
                ("authority", "ubnd:00097@2025-07-01"),
                ("day-day", "23"),
                ("day-month", "11"),
                ("day-year", "2026"),
                ("reason", "Bổ sung nhân sự cho phường"),
            ]
        };
        let not_there = one.send_form(form, &fields("card-officer"));
        assert_eq!(not_there.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(not_there.contains("Cơ quan ấy không có nhiệm vụ này."));
        let mut named = fields("registrar");
        named[3].1 = "phường hồng hà, hà nội";
        let which = one.send_form(form, &named);
        assert_eq!(which.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(which.contains("Có nhiều cơ quan cùng tên"));
        assert!(which.contains("value=\"ubnd:00097@2025-07-01\"") && which.contains("value=\"ca:"));
        named[3].1 = "ubnd phường hồng hà, hà nội";
        let address = proposed(&one.send_form(form, &named));
        let mut hired = office.signed_in("sen.ly");
        assert_eq!(hired.get("/units").status, StatusCode::FORBIDDEN);
        let approve = [
            ("decision", "approve"),
            ("reason", "Đúng quyết định bổ nhiệm"),
        ];
        one.send_form(&address, &approve);
        assert_eq!(hired.get("/units").status, StatusCode::FORBIDDEN);
        let decided = other.send_form(&address, &approve);
        assert_eq!(decided.location(), Some(&*address));
        assert_eq!(hired.get("/units").status, StatusCode::OK);
    });
}
