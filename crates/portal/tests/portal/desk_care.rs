//! Registering adoptions and guardianships, and their ends.

use axum::http::StatusCode;
use danh_directory::Role;
use danh_register::{BirthReport, EventBody, GuardianshipGround, GuardianshipReport};
use danh_vocabulary::{PersonId, Sex};
use jiff::civil::date;

use crate::desk::{AtDesk, adult, born, couple, events, number, seen, state_of, write};
use crate::office::Office;

const TODAY: [(&str, &str); 3] = [("on-day", "23"), ("on-month", "11"), ("on-year", "2026")];

fn last_of(office: &Office, person: PersonId) -> EventBody {
    let last = events(office, person).pop();
    last.expect("they have an event").body
}

fn orphan(office: &Office) -> PersonId {
    born(office, "Giàng Thị Mây", Sex::Female, date(2016, 3, 4))
}

/// Looks at the page that says it is registered, and at its extract in both languages.
fn extract_says(desk: &mut AtDesk<'_>, registered: &str, sentences: [&str; 2]) {
    let page = desk.register();
    assert!(page.contains(registered), "{}", page.html);
    let before = page.html.split("/extract\"").next().unwrap_or_default();
    let (_, link) = before.rsplit_once("href=\"").expect("it has an extract");
    let link = format!("{link}/extract");
    for (language, sentence) in ["vi", "en"].into_iter().zip(sentences) {
        let page = desk.browser.get(&format!("{link}?lang={language}"));
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.contains(sentence), "{sentence}: {}", page.html);
    }
    desk.browser.get("/?lang=vi");
}

#[test]
fn a_couple_adopts_and_the_other_one_is_filled_in() {
    Office::on_both_engines(Role::Registrar, |office| {
        let [wife, husband] = couple(office);
        let child = orphan(office);
        let mut desk = AtDesk::begin_for(office, "adoption", Some(child));
        assert!(desk.page("child").contains("<h2>Giàng Thị Mây</h2>"));
        desk.answer("child", &[], "adopter");
        desk.choose("adopter", &number(office, wife), "way");
        let way = desk.page("way");
        assert!(way.contains("value=\"couple\" checked"), "{}", way.html);
        let how = [&TODAY[..], &[("how", "couple")]].concat();
        desk.answer("way", &how, "spouse");
        assert!(desk.page("spouse").contains("<h2>Quàng Văn Thắng</h2>"));
        desk.answer("spouse", &[], "check");
        let check = desk.page("check");
        for sentence in [
            "Trẻ đã đủ 9 tuổi",
            "Trở thành cha nuôi",
            "Trở thành mẹ nuôi",
        ] {
            assert!(check.contains(sentence), "{sentence}: {}", check.html);
        }
        extract_says(
            &mut desk,
            "Đã ghi vào sổ: Đăng ký nuôi con nuôi",
            ["Trích lục đăng ký nuôi con nuôi", "Extract of adoption"],
        );
        let adoption = state_of(office, child).adoption.expect("she is adopted");
        let parent = |it: Option<danh_register::Relative>| it.and_then(|it| it.person);
        assert_eq!(parent(adoption.father), Some(husband));
        assert_eq!(parent(adoption.mother), Some(wife));

        let mut end = AtDesk::begin_for(office, "adoption-end", Some(child));
        end.answer("child", &[], "decision");
        let decision = [
            ("decision-number", "12/2026/QĐST-HNGĐ"),
            ("decision-by", "Tòa án nhân dân khu vực 1"),
            ("decision-on-day", "23"),
            ("decision-on-month", "11"),
            ("decision-on-year", "2026"),
        ];
        end.answer("decision", &decision, "check");
        end.register();
        assert!(state_of(office, child).adoption.is_none());
        let mut again = AtDesk::begin_for(office, "adoption-end", Some(child));
        again.answer("child", &[], "decision");
        again.answer("decision", &decision, "check");
        let refused = again.page("check");
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.contains("người này không phải là con nuôi của ai"));
    });
}

#[test]
fn an_adoption_is_refused_with_the_reason() {
    Office::on_both_engines(Role::Registrar, |office| {
        let [wife, _] = couple(office);
        let single = adult(office, "Vừ Thị Dua", Sex::Female);
        let child = orphan(office);
        let youth = born(office, "Giàng A Sử", Sex::Male, date(2009, 3, 4));
        let toddler = born(office, "Giàng A Tủa", Sex::Male, date(2014, 3, 4));
        for (child, adopter, how, vi, en) in [
            (
                child,
                wife,
                "single",
                "đang có vợ hoặc chồng nên phải cùng nhận con nuôi",
                "is married and must adopt together with their spouse",
            ),
            (
                youth,
                single,
                "single",
                "Người này đã 17 tuổi; luật yêu cầu dưới 16 tuổi",
                "This person is 17 years old; the law asks for less than 16",
            ),
            (
                toddler,
                single,
                "single",
                "chỉ hơn con nuôi 19 tuổi",
                "is only 19 years older than the child",
            ),
            (
                child,
                single,
                "step-parent",
                "không phải là vợ hoặc chồng của cha hay mẹ trẻ",
                "is not the spouse of a parent of the child",
            ),
        ] {
            let mut desk = AtDesk::begin_for(office, "adoption", Some(child));
            desk.answer("child", &[], "adopter");
            desk.choose("adopter", &number(office, adopter), "way");
            desk.answer("way", &[&TODAY[..], &[("how", how)]].concat(), "check");
            crate::homes::insist_on(&mut desk, [vi, en]);
        }
    });
}

/// A child with a living mother, who is in the register.
fn child_of(office: &Office, mother: PersonId) -> PersonId {
    let recorded = write(office, move |register, tx, act| {
        let report = BirthReport {
            name: "Lò Minh Khôi".parse().expect("a name"),
            sex: Sex::Male,
            born: date(2026, 3, 4),
            birth_unit: "00097".parse().expect("a code"),
            origin_unit: None,
            ethnicity: None,
            nationalities: Vec::new(),
            father: None,
            mother: Some(mother),
            registered_in: "00097".parse().expect("a code"),
        };
        register.register_birth(tx, act, report)
    });
    recorded.subjects[0].person
}

/// A guardianship form with both chosen and the ground that is filled in.
fn guarding(office: &Office, ward: PersonId, guardian: PersonId) -> AtDesk<'_> {
    let mut desk = AtDesk::begin_for(office, "guardianship", Some(ward));
    desk.answer("ward", &[], "guardian");
    desk.choose("guardian", &number(office, guardian), "ground");
    let page = desk.page("ground");
    assert!(page.contains("value=\"minor\" checked"), "{}", page.html);
    desk.answer(
        "ground",
        &[&TODAY[..], &[("ground", "minor")]].concat(),
        "decision",
    );
    desk.answer("decision", &[], "check");
    desk
}

#[test]
fn an_orphan_gets_a_guardian_and_the_guardianship_ends() {
    Office::on_both_engines(Role::Registrar, |office| {
        let ward = orphan(office);
        let guardian = adult(office, "Vừ Thị Dua", Sex::Female);
        let mut desk = guarding(office, ward, guardian);
        assert!(desk.page("check").contains("Trở thành người giám hộ"));
        extract_says(
            &mut desk,
            "Đã ghi vào sổ: Đăng ký giám hộ",
            ["Trích lục đăng ký giám hộ", "Extract of guardianship"],
        );
        assert!(matches!(
            last_of(office, guardian),
            EventBody::Guardianship(_)
        ));

        let mut end = AtDesk::begin_for(office, "guardianship-end", Some(ward));
        end.answer("ward", &[], "guardian");
        assert!(end.page("guardian").contains("<h2>Vừ Thị Dua</h2>"));
        end.answer("guardian", &[], "day");
        let day = [&TODAY[..], &[("basis", "Quyết định 7/QĐ")]].concat();
        end.answer("day", &day, "check");
        end.register();
        assert!(state_of(office, ward).guardians.is_empty());
        let ended = events(office, ward).pop().expect("it ended");
        assert!(ended.basis.contains("Quyết định 7/QĐ"), "{}", ended.basis);
    });
}

#[test]
fn a_guardianship_is_refused_while_a_parent_can_look_after_the_child() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mother = adult(office, "Lò Thị Hạnh", Sex::Female);
        let child = child_of(office, mother);
        let guardian = adult(office, "Vừ Thị Dua", Sex::Female);
        let mut desk = guarding(office, child, guardian);
        let check = desk.page("check");
        assert!(
            check.contains("Lò Thị Hạnh là cha hoặc mẹ còn sống"),
            "{}",
            check.html
        );
        crate::homes::insist_on(
            &mut desk,
            [
                "Lò Thị Hạnh là cha hoặc mẹ và có thể chăm sóc con",
                "Lò Thị Hạnh is a parent and can look after the child",
            ],
        );

        let version = u32::try_from(events(office, mother).len()).expect("a short life");
        office.protect(mother, version);
        let mut desk = guarding(office, child, guardian);
        crate::homes::insist_on(
            &mut desk,
            [
                "Việc này không đăng ký được tại đây",
                "This cannot be registered here",
            ],
        );
        let check = desk.page("check");
        assert!(
            !check.contains("Lò Thị Hạnh") && !check.contains("cha hoặc mẹ"),
            "{}",
            check.html
        );
    });
}

#[test]
fn who_has_a_guardian_gets_no_second_one_and_a_hidden_guardian_is_not_told_of() {
    Office::on_both_engines(Role::Registrar, |office| {
        let ward = orphan(office);
        let guardian = adult(office, "Vừ Thị Dua", Sex::Female);
        write(office, move |register, tx, act| {
            let report = GuardianshipReport {
                ward: seen(ward, 1),
                guardian: seen(guardian, 1),
                ground: GuardianshipGround::Minor,
                on: date(2026, 11, 1),
                decision: None,
            };
            register.register_guardianship(tx, act, &report)
        });
        let other = adult(office, "Sùng A Páo", Sex::Male);
        let mut desk = guarding(office, ward, other);
        crate::homes::insist_on(
            &mut desk,
            [
                "Vừ Thị Dua đang là người giám hộ",
                "Vừ Thị Dua is the guardian already",
            ],
        );
        office.protect(guardian, 2);
        let mut desk = guarding(office, ward, other);
        crate::homes::insist_on(
            &mut desk,
            [
                "Việc này không đăng ký được tại đây",
                "This cannot be registered here",
            ],
        );
        let check = desk.page("check");
        assert!(!check.contains("Vừ Thị Dua") && !check.contains("đang là người giám hộ"));
    });
}
