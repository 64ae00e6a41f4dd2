//! Registering a birth.

use axum::http::StatusCode;
use danh_directory::Role;
use danh_register::{EventBody, NameChangeReport};
use danh_vocabulary::Sex;
use jiff::civil::date;

use crate::desk::{
    AtDesk, adult, born, couple, journal_length, last_event, number, seen, version_on, write,
};
use crate::office::Office;

const CHILD: [(&str, &str); 6] = [
    ("name", "Quàng Minh Khôi"),
    ("sex", "M"),
    ("born-day", "20"),
    ("born-month", "11"),
    ("born-year", "2026"),
    ("birth-place", "Phường Hồng Hà, Thành phố Hà Nội"),
];

/// Answers everything up to the check page, for the child of this mother.
fn filled<'a>(office: &'a Office, mother: &str) -> AtDesk<'a> {
    let mut desk = AtDesk::begin(office, "birth");
    desk.choose("mother", mother, "father");
    desk.answer("father", &[], "child");
    desk.answer("child", &CHILD, "particulars");
    desk.answer(
        "particulars",
        &[("ethnicity", "02"), ("nationality", "VNM")],
        "check",
    );
    desk
}

#[test]
fn one_parent_of_a_married_couple_is_enough() {
    Office::on_both_engines(Role::Registrar, |office| {
        let [mother, father] = couple(office);
        let mut desk = AtDesk::begin(office, "birth");
        desk.answer(
            "mother",
            &[("mother-number", &number(office, mother))],
            "mother",
        );
        let chosen = desk.page("mother");
        assert!(chosen.contains("<h2>Lò Thị Hạnh</h2>"), "{}", chosen.html);
        assert!(
            !chosen.contains(&number(office, mother)),
            "a number is masked"
        );
        desk.answer("mother", &[], "father");
        let other = desk.page("father");
        assert!(other.contains("<h2>Quàng Văn Thắng</h2>"));
        assert!(other.contains("Cơ sở dữ liệu cho biết đây là người này"));
        desk.answer("father", &[], "child");
        assert!(desk.page("child").contains("value=\"Quàng \""));
        desk.answer("child", &CHILD, "particulars");
        let particulars = desk.page("particulars");
        assert!(
            particulars.contains("value=\"02\" selected"),
            "{}",
            particulars.html
        );
        assert!(particulars.contains("value=\"Phường Hồng Hà, Thành phố Hà Nội\""));
        desk.answer(
            "particulars",
            &[
                ("ethnicity", "02"),
                ("nationality", "VNM"),
                ("origin", "Phường Hồng Hà, Thành phố Hà Nội"),
            ],
            "check",
        );

        let before = journal_length(office);
        let page = desk.register();
        assert!(page.contains("Đã ghi vào sổ: Đăng ký khai sinh"));
        assert_eq!(journal_length(office), before + 1);
        let EventBody::Birth(birth) = last_event(office).body else {
            panic!("a birth is registered")
        };
        let identity = &birth.identity;
        assert_eq!(identity.name.as_str(), "Quàng Minh Khôi");
        assert_eq!(identity.sex, Sex::Male);
        assert_eq!(identity.born.to_string(), "2026-11-20");
        assert_eq!(identity.mother.as_ref().unwrap().person, Some(mother));
        assert_eq!(identity.father.as_ref().unwrap().person, Some(father));
        assert_eq!(identity.birth_place.unwrap().code.as_str(), "00097");
        assert_eq!(identity.origin.unwrap().code.as_str(), "00097");
        assert_eq!(identity.ethnicity.unwrap().to_string(), "02");
        for person in [mother, father] {
            let purposes: Vec<String> = office
                .access_records(person)
                .iter()
                .map(|record| record.purpose.to_string())
                .collect();
            assert!(
                purposes.contains(&"Đăng ký khai sinh".to_owned()),
                "{purposes:?}"
            );
        }
    });
}

#[test]
fn an_authority_of_the_centre_says_where_the_birth_is_registered() {
    Office::on_both_engines(Role::Registrar, |office| {
        office.hire("centre", Some((Role::Registrar, "bca-c06")));
        let [mother, _] = couple(office);
        let browser = office.signed_in("centre");
        let mut desk = AtDesk::begin_as(office, browser, "birth", Some(mother));
        desk.answer("mother", &[], "father");
        desk.answer("father", &[], "child");
        desk.answer("child", &CHILD, "particulars");
        let missing = desk.send("particulars", &[("nationality", "VNM")]);
        assert!(
            missing.contains("href=\"#registered-in\""),
            "{}",
            missing.html
        );
        let fields = [
            ("nationality", "VNM"),
            ("registered-in", "Phường Hồng Hà, Thành phố Hà Nội"),
        ];
        desk.answer("particulars", &fields, "check");
        desk.register();
        let EventBody::Birth(birth) = last_event(office).body else {
            panic!("a birth is registered")
        };
        let registered_in = birth.identity.birth_registered_in.expect("it says where");
        assert_eq!(registered_in.code.as_str(), "00097");
    });
}

#[test]
fn a_birth_that_is_sent_twice_is_written_once() {
    Office::on_both_engines(Role::Registrar, |office| {
        let [mother, _] = couple(office);
        let mut desk = filled(office, &number(office, mother));
        let version = version_on(&desk.page("check"));
        let before = journal_length(office);
        let first = desk.send("check", &[("version", &version)]);
        let second = desk.send("check", &[("version", &version)]);
        assert!(first.location().unwrap().starts_with("/events/"));
        assert_eq!(first.location(), second.location());
        assert_eq!(journal_length(office), before + 1);
        // Nor is there anything left to be filled in.
        assert_eq!(desk.page("child").location(), first.location());
    });
}

#[test]
fn what_was_saved_in_another_window_is_looked_at_first() {
    Office::on_both_engines(Role::Registrar, |office| {
        let [mother, _] = couple(office);
        let mut desk = filled(office, &number(office, mother));
        let version = version_on(&desk.page("check"));
        desk.send("child/autosave", &[("name", "Quàng Minh Khánh")]);
        let before = journal_length(office);
        let page = desk.send("check", &[("version", &version)]);
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.contains("Bản nháp đã thay đổi"));
        assert!(page.contains("Quàng Minh Khánh"));
        assert_eq!(journal_length(office), before);
    });
}

#[test]
fn a_change_meanwhile_is_shown_and_what_was_typed_stays() {
    Office::on_both_engines(Role::Registrar, |office| {
        let [mother, _] = couple(office);
        let mut desk = filled(office, &number(office, mother));
        let version = version_on(&desk.page("check"));
        write(office, move |register, tx, act| {
            let report = NameChangeReport {
                person: seen(mother, 2),
                name: "Lò Thị Hạnh Nguyên".parse().expect("a name"),
                on: date(2026, 11, 20),
            };
            register.change_name(tx, act, &report)
        });
        let before = journal_length(office);
        let page = desk.send("check", &[("version", &version)]);
        assert_eq!(page.status, StatusCode::CONFLICT);
        for text in [
            "Dữ liệu vừa thay đổi",
            "Thay đổi họ, chữ đệm, tên",
            "Lò Thị Hạnh</td>",
            "Lò Thị Hạnh Nguyên</td>",
            "Quàng Minh Khôi",
        ] {
            assert!(page.contains(text), "{text}: {}", page.html);
        }
        assert_eq!(journal_length(office), before);
        desk.answer("look-again", &[], "check");
        let check = desk.page("check");
        assert_eq!(check.status, StatusCode::OK);
        assert!(check.contains("Lò Thị Hạnh Nguyên"));
        desk.register();
        assert_eq!(journal_length(office), before + 1);
    });
}

#[test]
fn what_is_missing_is_said_at_its_field() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut desk = AtDesk::begin(office, "birth");
        desk.answer("mother", &[("do", "without")], "father");
        desk.answer("father", &[], "child");
        let page = desk.send(
            "child",
            &[
                ("name", "Qu4ng"),
                ("born-day", "30"),
                ("born-month", "2"),
                ("born-year", "2026"),
            ],
        );
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for text in [
            "href=\"#name\"",
            "href=\"#sex\"",
            "href=\"#born-day\"",
            "href=\"#birth-place\"",
            "value=\"Qu4ng\"",
            "02/03/2026",
        ] {
            assert!(page.contains(text), "{text}: {}", page.html);
        }
        // The check page leads to the first page that is not whole.
        assert_eq!(
            desk.page("check").location(),
            Some(&*format!("{}/child", desk.draft))
        );
    });
}

#[test]
fn a_unit_of_which_there_are_several_is_chosen() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut desk = AtDesk::begin(office, "birth");
        let mut child = CHILD;
        child[5].1 = "Hồng Hà";
        let page = desk.send("child", &child);
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            page.contains("name=\"birth-place-choice\" value=\"00097\""),
            "{}",
            page.html
        );
        let mut fields = CHILD.to_vec();
        fields[5].1 = "Hồng Hà";
        fields.push(("birth-place-choice", "00097"));
        desk.answer("child", &fields, "particulars");
        assert!(
            desk.page("child")
                .contains("value=\"Phường Hồng Hà, Thành phố Hà Nội\"")
        );
    });
}

#[test]
fn people_are_found_by_name_and_date_and_chosen() {
    Office::on_both_engines(Role::Registrar, |office| {
        let one = adult(office, "Vừ Thị Dua", Sex::Female);
        let other = adult(office, "Vừ Thị Dua", Sex::Female);
        let mut desk = AtDesk::begin(office, "birth");
        let fields = [("mother-name", "vu thi dua"), ("mother-born-year", "1995")];
        let page = desk.send("mother", &fields);
        assert_eq!(page.status, StatusCode::OK);
        for person in [one, other] {
            assert!(
                page.contains(&office.state.handle_of(person)),
                "{}",
                page.html
            );
            assert!(!page.contains(&number(office, person)));
        }
        let handle = office.state.handle_of(other);
        desk.answer("mother", &[("mother-choice", &handle)], "mother");
        assert!(desk.page("mother").contains("<h2>Vừ Thị Dua</h2>"));
        desk.answer("mother", &[("pick", "mother-again")], "mother");
        assert!(!desk.page("mother").contains("<h2>Vừ Thị Dua</h2>"));
        let nobody = desk.send("mother", &[("mother-number", "001195999999")]);
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nobody.contains("Không tìm thấy ai"));
    });
}

#[test]
fn each_refusal_says_why_and_where() {
    Office::on_both_engines(Role::Registrar, |office| {
        let [mother, _] = couple(office);
        let girl = born(office, "Sùng Thị Mỷ", Sex::Female, date(2018, 1, 5));
        let man = adult(office, "Sùng A Páo", Sex::Male);
        for (as_mother, born_on, says) in [
            (man, "20", "Người được chọn làm mẹ là nam"),
            (girl, "20", "mới 8 tuổi vào ngày sinh con"),
            (mother, "30", "Ngày sinh ở trong tương lai"),
        ] {
            let mut desk = AtDesk::begin(office, "birth");
            desk.choose("mother", &number(office, as_mother), "father");
            desk.answer("father", &[], "child");
            let mut child = CHILD;
            child[2].1 = born_on;
            desk.answer("child", &child, "particulars");
            desk.answer("particulars", &[("nationality", "VNM")], "check");
            let before = journal_length(office);
            let page = desk.page("check");
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
            assert!(page.contains(says), "{says}: {}", page.html);
            assert!(!page.contains("name=\"version\""), "nothing to send");
            let english = desk.page("check?lang=en");
            assert!(english.contains("This cannot be registered"));
            assert_eq!(journal_length(office), before);
        }
    });
}

#[test]
fn an_unusual_birth_is_written_on_the_paper_that_proves_it() {
    Office::on_both_engines(Role::Registrar, |office| {
        let [mother, _] = couple(office);
        let mut desk = filled(office, &number(office, mother));
        desk.register();
        let mut desk = AtDesk::begin(office, "birth");
        desk.choose("mother", &number(office, mother), "father");
        desk.answer("father", &[], "child");
        let mut child = CHILD;
        (child[0].1, child[2].1, child[3].1) = ("Quàng Minh Nhật", "1", "9");
        desk.answer("child", &child, "particulars");
        desk.answer("particulars", &[("nationality", "VNM")], "check");
        let refused = desk.page("check");
        assert!(
            refused.contains("Mẹ đã có con sinh ngày 20/11/2026"),
            "{}",
            refused.html
        );
        let paper = "Giấy chứng sinh số 15, Bệnh viện Phụ sản";
        let fields = [("nationality", "VNM"), ("basis", paper)];
        desk.answer("particulars", &fields, "check");
        assert!(desk.register().contains(paper));
    });
}

#[test]
fn suspected_duplicates_are_shown_and_refuse_nothing() {
    Office::on_both_engines(Role::Registrar, |office| {
        let [mother, _] = couple(office);
        filled(office, &number(office, mother)).register();
        let mut desk = filled(office, &number(office, mother));
        let check = desk.page("check");
        assert_eq!(check.status, StatusCode::OK);
        assert!(
            check.contains("Có thể trẻ này đã được đăng ký"),
            "{}",
            check.html
        );
        let before = journal_length(office);
        desk.register();
        assert_eq!(journal_length(office), before + 1);
    });
}

#[test]
fn an_extract_says_what_the_book_says() {
    Office::on_both_engines(Role::Registrar, |office| {
        let [mother, _] = couple(office);
        let mut desk = filled(office, &number(office, mother));
        let sent = desk.press_register();
        let address = sent
            .location()
            .unwrap()
            .split('?')
            .next()
            .unwrap()
            .to_owned();
        let extract = desk.browser.get(&format!("{address}/extract"));
        assert_eq!(extract.status, StatusCode::OK);
        for text in [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập – Tự do – Hạnh phúc",
            "Trích lục khai sinh",
            "Quàng Minh Khôi",
            "20/11/2026",
            "Lò Thị Hạnh",
            "Quàng Văn Thắng",
            "Ủy ban nhân dân thành phố Hà Nội",
        ] {
            assert!(extract.contains(text), "{text}: {}", extract.html);
        }
    });
}
