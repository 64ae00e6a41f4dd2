//! What officers register beyond the family's papers is on the page, in its section and in the
//! timeline.

use axum::http::StatusCode;
use danh_directory::Role;
use danh_exchange::Told;
use danh_register::{
    Act, Actor, BirthReport, CardReport, Change, CorrectionReport, CourtReport, Decision,
    DuplicateReport, GuardianshipGround, GuardianshipReport, NameChangeReport, Register, Seen,
    TemporaryResidenceReport,
};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{OfficerId, PersonId, Sex};
use jiff::civil::date;

use crate::office::Office;

/// Writes, and insists that it is lawful.
fn write<T: Send + 'static, E: std::fmt::Debug>(
    office: &Office,
    action: impl Fn(&Register, &mut Tx<'_>, &Act) -> Result<T, E> + Send + 'static,
) -> T {
    let register = office.state.register.clone();
    let officer = Actor::Officer(OfficerId::from_i64(7));
    let act = register
        .act(officer, "ubnd:00097@2025-07-01")
        .expect("the committee exists");
    let write = move |tx: &mut Tx<'_>| {
        Ok::<_, StoreError>(action(&register, tx, &act).expect("what is written is lawful"))
    };
    let written = office.state.store.write(write);
    written.wait().expect("the register writes")
}

/// The mother after the events of the family's papers.
const MOTHER_SEEN: u32 = 8;

fn seen(person: PersonId, version: u32) -> Seen {
    Seen { person, version }
}

/// A woman of 46 of whose family nothing is known.
fn born(office: &Office, name: &'static str) -> PersonId {
    let recorded = write(office, move |register, tx, act| {
        let report = BirthReport {
            name: name.parse().expect("a name"),
            sex: Sex::Female,
            born: date(1980, 2, 1),
            birth_unit: "00004".parse().expect("a code"),
            origin_unit: None,
            ethnicity: None,
            father: None,
            mother: None,
            registered_in: "00004".parse().expect("a code"),
            nationalities: Vec::new(),
        };
        register.register_birth(tx, act, report)
    });
    recorded.subjects[0].person
}

fn decision() -> Decision {
    Decision {
        number: "3/2026/QĐDS-ST".into(),
        by: "Tòa án nhân dân khu vực 1 – Hà Nội".into(),
        on: date(2026, 9, 3),
    }
}

#[test]
fn names_cards_and_a_court_s_finding_are_on_the_page() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mother = office.family.mother;
        write(office, move |register, tx, act| {
            let report = NameChangeReport {
                person: seen(mother, MOTHER_SEEN),
                name: "Nguyễn Thị Mai Lan".parse().expect("a name"),
                on: date(2026, 2, 10),
            };
            register.change_name(tx, act, &report)
        });
        write(office, move |register, tx, act| {
            let report = CardReport {
                person: seen(mother, MOTHER_SEEN + 1),
                serial: "CC0451278".into(),
                issued_on: date(2026, 3, 1),
                issued_by: "bca-c06".into(),
            };
            register.issue_card(tx, act, &report)
        });
        write(office, move |register, tx, act| {
            let report = CourtReport {
                person: seen(mother, MOTHER_SEEN + 2),
                decision: decision(),
            };
            register.declare_missing(tx, act, &report)
        });
        let page = office.officer().every_tab(&office.page_of(mother));
        assert_eq!(page.status, StatusCode::OK);
        for text in [
            "<h1>Nguyễn Thị Mai Lan",
            "Tên trước khi thay đổi",
            "Việt Nam",
            "Thẻ căn cước",
            "CC0451278",
            "01/03/2026",
            "15/03/2035",
            "Tòa án đã tuyên bố người này mất tích, có hiệu lực từ ngày 03/09/2026.",
            "Tuyên bố mất tích",
            "3/2026/QĐDS-ST",
            "Thay đổi họ, chữ đệm, tên",
            "Số sê-ri thẻ",
        ] {
            assert!(page.contains(text), "{text}");
        }
        let before = format!("{}?on=2026-02-01", office.page_of(mother));
        let before = office.officer().every_tab(&before);
        assert!(before.contains("<h1>Nguyễn Thị Mai "));
        for text in ["Mai Lan", "CC0451278", "mất tích"] {
            assert!(!before.contains(text), "{text}");
        }
    });
}

#[test]
fn a_temporary_residence_shows_whether_it_holds_and_that_it_was_withdrawn() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mother = office.family.mother;
        let registered = write(office, move |register, tx, act| {
            let report = TemporaryResidenceReport {
                person: seen(mother, MOTHER_SEEN),
                unit: "00097".parse().expect("a code"),
                detail: Some("Phòng 4".into()),
                since: date(2026, 3, 1),
                until: date(2026, 8, 31),
            };
            register.register_temporary_residence(tx, act, &report)
        });
        let address = office.page_of(mother);
        let mut officer = office.officer();
        let now = officer.every_tab(&address);
        assert!(now.contains("Phòng 4, ") && now.contains("Đã kết thúc"));
        assert!(!now.contains("Đang có hiệu lực"));
        let then = officer.every_tab(&format!("{address}?on=2026-05-01"));
        assert!(then.contains("Đang có hiệu lực"));
        assert!(!then.contains("Đã kết thúc"));

        write(office, move |register, tx, act| {
            let report = CorrectionReport {
                person: seen(mother, MOTHER_SEEN + 1),
                of: registered.event,
                change: Change::Withdrawn { now: true },
            };
            register.correct(tx, act, report)
        });
        let withdrawn = officer.every_tab(&address);
        assert!(!withdrawn.contains("Tạm trú, tạm vắng"));
        assert!(withdrawn.contains("Đăng ký tạm trú <span class=\"tag past\">Đã hủy bỏ</span>"));
    });
}

#[test]
fn a_guardian_is_named_to_who_may_know_of_them() {
    Office::on_both_engines(Role::Registrar, |office| {
        let child = office.family.child;
        let guardian = born(office, "Phạm Thị Yến");
        write(office, move |register, tx, act| {
            let report = GuardianshipReport {
                ward: seen(child, 1),
                guardian: seen(guardian, 1),
                ground: GuardianshipGround::Minor,
                on: date(2026, 9, 10),
                decision: Some(decision()),
            };
            register.register_guardianship(tx, act, &report)
        });
        let (wards, guardians) = (office.page_of(child), office.page_of(guardian));
        let mut officer = office.officer();
        let page = officer.every_tab(&wards);
        assert!(page.contains("Phạm Thị Yến") && page.contains("Người giám hộ"));
        assert!(page.contains("Chưa thành niên"));
        let records = office.access_records(guardian);
        let told: Vec<_> = records.iter().map(|record| &*record.told).collect();
        let named = [[Told::History], [Told::Family]];
        assert_eq!(told, named, "being named is on record");
        let page = officer.every_tab(&guardians);
        assert!(page.contains("Trần Minh Hoà") && page.contains("Người được giám hộ"));

        office.protect(guardian, 2);
        let page = officer.every_tab(&wards);
        assert!(page.contains("Chưa thành niên"), "the event itself stays");
        assert!(!page.contains("Phạm Thị Yến"));
        let page = office.colleague().get(&guardians);
        assert!(page.contains("Người này được bảo vệ từ ngày 20/11/2026."));
    });
}

#[test]
fn a_second_record_leads_to_the_one_that_is_read() {
    Office::on_both_engines(Role::Registrar, |office| {
        let survivor = born(office, "Phạm Thị Yến");
        let duplicate = born(office, "Phạm Thị Hải Yến");
        write(office, move |register, tx, act| {
            let report = DuplicateReport {
                duplicate: seen(duplicate, 1),
                survivor: seen(survivor, 1),
                on: date(2026, 11, 2),
            };
            register.merge_duplicate(tx, act, report)
        });
        let mut officer = office.officer();
        let second = officer.every_tab(&office.page_of(duplicate));
        let link = format!("<a href=\"{}\">", office.page_of(survivor));
        assert!(second.contains(&format!("{link}Mở hồ sơ đang dùng</a>")));
        assert!(second.contains("Không còn dùng") && !second.contains("Đang dùng"));
        let records = office.access_records(survivor);
        assert_eq!(records.len(), 5, "being named is on record, on every tab");
        let read = officer.every_tab(&office.page_of(survivor));
        assert!(read.contains("Hồ sơ trùng đã hợp nhất") && read.contains("Phạm Thị Hải Yến"));
        assert!(!read.contains("Mở hồ sơ đang dùng"));
        let before = format!("{}?on=2026-11-01", office.page_of(duplicate));
        let before = officer.every_tab(&before);
        assert!(before.contains("Đang dùng") && !before.contains("Mở hồ sơ đang dùng"));
    });
}
