//! Registering deaths, marriages, divorces and recognitions.

use axum::http::StatusCode;
use danh_directory::Role;
use danh_register::{BirthReport, EventBody, MaritalStatus};
use danh_vocabulary::{PersonId, Sex};
use jiff::civil::date;

use crate::desk::{AtDesk, adult, born, couple, events, journal_length, number, state_of, write};
use crate::office::Office;

/// The kind of the last event of somebody.
fn last_of(office: &Office, person: PersonId) -> EventBody {
    let last = events(office, person).pop();
    last.expect("they have an event").body
}

const TODAY: [(&str, &str); 3] = [("on-day", "23"), ("on-month", "11"), ("on-year", "2026")];

#[test]
fn a_death_leaves_a_widow_and_is_written_once() {
    Office::on_both_engines(Role::Registrar, |office| {
        let [wife, husband] = couple(office);
        let mut desk = AtDesk::begin_for(office, "death", Some(husband));
        assert!(desk.page("deceased").contains("<h2>Quàng Văn Thắng</h2>"));
        desk.answer("deceased", &[], "death");
        let mut fields = vec![
            ("on-month", "11"),
            ("on-year", "2026"),
            ("declared", "seen"),
        ];
        fields.push(("place", "Phường Hồng Hà, Thành phố Hà Nội"));
        desk.answer("death", &fields, "check");
        let check = desk.page("check");
        assert!(check.contains("Trở thành người góa") && check.contains("Lò Thị Hạnh"));
        let before = journal_length(office);
        let page = desk.register();
        assert!(page.contains("Đã ghi vào sổ: Đăng ký khai tử"));
        assert_eq!(journal_length(office), before + 1);
        let EventBody::Death(death) = last_of(office, husband) else {
            panic!("a death is registered")
        };
        assert_eq!(death.death.on.to_string(), "2026-11");
        let widow = state_of(office, wife);
        assert!(matches!(widow.marital, MaritalStatus::Widowed { .. }));
    });
}

#[test]
fn a_death_is_refused_before_the_birth_and_twice_and_without_the_court_s_paper() {
    Office::on_both_engines(Role::Registrar, |office| {
        let person = adult(office, "Lò Thị Hạnh", Sex::Female);
        let mut desk = AtDesk::begin_for(office, "death", Some(person));
        desk.answer("deceased", &[], "death");
        desk.answer(
            "death",
            &[("on-year", "1990"), ("declared", "seen")],
            "check",
        );
        assert!(
            desk.page("check")
                .contains("Ngày chết trước ngày sinh 01/02/1995")
        );
        let missing = desk.send("death", &[("on-year", "2026"), ("declared", "court")]);
        assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(missing.contains("href=\"#basis\""), "{}", missing.html);
        desk.answer(
            "death",
            &[("on-year", "2026"), ("declared", "seen")],
            "check",
        );
        desk.register();
        let mut again = AtDesk::begin_for(office, "death", Some(person));
        again.answer("deceased", &[], "death");
        again.answer(
            "death",
            &[("on-year", "2026"), ("declared", "seen")],
            "check",
        );
        let refused = again.page("check");
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.contains("Người này đã chết ngày 2026"),
            "{}",
            refused.html
        );
    });
}

/// A marriage form with both chosen and today as the day.
fn wedding(office: &Office, wife: PersonId, husband: PersonId) -> AtDesk<'_> {
    let mut desk = AtDesk::begin(office, "marriage");
    desk.choose("wife", &number(office, wife), "husband");
    desk.choose("husband", &number(office, husband), "day");
    desk
}

#[test]
fn a_marriage_changes_both() {
    Office::on_both_engines(Role::Registrar, |office| {
        let wife = adult(office, "Vừ Thị Dua", Sex::Female);
        let husband = adult(office, "Giàng A Chu", Sex::Male);
        let mut desk = wedding(office, wife, husband);
        assert!(
            desk.page("day").contains("value=\"2026\""),
            "today is filled in"
        );
        desk.answer("day", &TODAY, "check");
        let before = journal_length(office);
        desk.register();
        assert_eq!(journal_length(office), before + 1);
        for person in [wife, husband] {
            assert!(matches!(last_of(office, person), EventBody::Marriage(_)));
        }
    });
}

#[test]
fn a_marriage_is_refused_with_the_reason() {
    Office::on_both_engines(Role::Registrar, |office| {
        let [wife, husband] = couple(office);
        let other = adult(office, "Giàng A Chu", Sex::Male);
        let boy = born(office, "Giàng A Sử", Sex::Male, date(2010, 3, 4));
        let girl = child_of(office, wife, husband);
        let woman = adult(office, "Vừ Thị Dua", Sex::Female);
        for (one, two, vi, en) in [
            (
                wife,
                other,
                "Lò Thị Hạnh đã đăng ký kết hôn ngày 01/06/2020 tại Ủy ban nhân dân phường Hồng Hà và chưa ly hôn",
                "Lò Thị Hạnh married on 01/06/2020 before",
            ),
            (
                woman,
                boy,
                "Giàng A Sử mới 16 tuổi; luật yêu cầu từ đủ 20 tuổi",
                "Giàng A Sử is only 16 years old; the law requires 20",
            ),
            (
                girl,
                husband,
                "Quàng Văn Thắng đã đăng ký kết hôn",
                "Quàng Văn Thắng married on",
            ),
            (
                woman,
                wife,
                "không thừa nhận hôn nhân giữa những người cùng giới tính",
                "between persons of the same sex",
            ),
        ] {
            let mut desk = wedding(office, one, two);
            desk.answer("day", &TODAY, "check");
            let before = journal_length(office);
            let refused = desk.page("check");
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{vi}");
            assert!(refused.contains(vi), "{vi}: {}", refused.html);
            assert!(desk.page("check?lang=en").contains(en), "{en}");
            desk.page("check?lang=vi");
            let pressed = desk.send("check", &[("version", "99")]);
            assert_eq!(pressed.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(journal_length(office), before);
        }
    });
}

/// A daughter of full age.
fn child_of(office: &Office, mother: PersonId, father: PersonId) -> PersonId {
    let recorded = write(office, move |register, tx, act| {
        let act = act.clone().resting_on("Giấy tờ chứng minh");
        let report = BirthReport {
            name: "Quàng Thị Nhàn".parse().expect("a name"),
            sex: Sex::Female,
            born: date(2008, 1, 5),
            birth_unit: "00004".parse().expect("a code"),
            origin_unit: None,
            ethnicity: None,
            nationalities: Vec::new(),
            father: Some(father),
            mother: Some(mother),
            registered_in: "00097".parse().expect("a code"),
        };
        register.register_birth(tx, &act, report)
    });
    recorded.subjects[0].person
}

#[test]
fn kin_are_refused() {
    Office::on_both_engines(Role::Registrar, |office| {
        let father = adult(office, "Giàng A Chu", Sex::Male);
        let [mother, _] = couple(office);
        let daughter = child_of(office, mother, father);
        let mut desk = wedding(office, daughter, father);
        desk.answer("day", &TODAY, "check");
        let refused = desk.page("check");
        assert!(
            refused.contains("có họ trong phạm vi ba đời"),
            "{}",
            refused.html
        );
    });
}

#[test]
fn a_divorce_is_entered_from_one_of_the_two() {
    Office::on_both_engines(Role::Registrar, |office| {
        let [wife, husband] = couple(office);
        let mut desk = AtDesk::begin_for(office, "divorce", Some(wife));
        desk.answer("one", &[], "other");
        assert!(desk.page("other").contains("<h2>Quàng Văn Thắng</h2>"));
        desk.answer("other", &[], "decision");
        let decision = [
            ("kind", "divorce"),
            ("decision-number", "12/2026/QĐST-HNGĐ"),
            ("decision-by", "Tòa án nhân dân khu vực 1 – Hà Nội"),
            ("decision-on-day", "1"),
            ("decision-on-month", "10"),
            ("decision-on-year", "2026"),
        ];
        desk.answer("decision", &decision, "check");
        desk.register();
        for person in [wife, husband] {
            assert_eq!(state_of(office, person).marital, MaritalStatus::Divorced);
        }
        let mut again = AtDesk::begin_for(office, "divorce", Some(wife));
        again.answer("one", &[], "other");
        let missing = again.send("other", &[]);
        assert!(missing.contains("Chọn bên kia"), "{}", missing.html);
        again.choose("other", &number(office, husband), "decision");
        again.answer("decision", &decision, "check");
        let refused = again.page("check");
        assert!(
            refused.contains("không phải là vợ hoặc chồng của người kia"),
            "{}",
            refused.html
        );
    });
}

#[test]
fn a_father_is_recognised_and_not_over_another() {
    Office::on_both_engines(Role::Registrar, |office| {
        let child = born(office, "Lò Minh Khôi", Sex::Male, date(2024, 3, 4));
        let man = adult(office, "Quàng Văn Thắng", Sex::Male);
        let other = adult(office, "Giàng A Chu", Sex::Male);
        let mut desk = AtDesk::begin_for(office, "recognition", Some(child));
        desk.answer("child", &[], "parent");
        desk.choose("parent", &number(office, man), "day");
        assert!(desk.page("day").contains("value=\"father\" checked"));
        let mut day = TODAY.to_vec();
        day.push(("which", "father"));
        desk.answer("day", &day, "decision");
        desk.answer("decision", &[], "check");
        desk.register();
        let father = state_of(office, child).identity.father;
        assert_eq!(father.expect("he has a father").person, Some(man));
        let mut again = AtDesk::begin_for(office, "recognition", Some(child));
        again.answer("child", &[], "parent");
        again.choose("parent", &number(office, other), "day");
        again.answer("day", &day, "decision");
        again.answer("decision", &[], "check");
        let refused = again.page("check");
        assert!(refused.contains("Con đã có người được ghi ở mục này: Quàng Văn Thắng"));
        let begun = again.send("decision", &[("decision-number", "3/2026")]);
        assert!(
            begun.contains("href=\"#decision-by\"") && begun.contains("href=\"#decision-on-day\"")
        );
    });
}

#[test]
fn whoever_reaches_nobody_it_is_about_is_refused_on_record() {
    Office::on_both_engines(Role::Registrar, |office| {
        office.hire(
            "xa.phuong",
            Some((Role::Registrar, "ubnd:00097@2025-07-01")),
        );
        let stranger = office.family.mother;
        let mut desk = AtDesk::begin_as(
            office,
            office.signed_in("xa.phuong"),
            "death",
            Some(stranger),
        );
        let page = desk.page("deceased");
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.html);
        assert!(!page.contains("Nguyễn Thị Mai"));
        let records = office.access_records(stranger);
        let refused = |it: &danh_exchange::AccessRecord| {
            it.kind == danh_exchange::AccessKind::RefusedOutsideJurisdiction
                && it.purpose.as_str() == "Đăng ký khai tử"
        };
        assert!(records.iter().any(refused), "{records:?}");
    });
}
