//! The page of one event: on both axes of time, and for who may not see all of its persons.

use axum::http::StatusCode;
use danh_directory::Role;
use danh_register::EventBody;
use danh_vocabulary::{EventId, PersonId};

use crate::desk::events;
use crate::office::Office;

const NOT_THEN: &str = "Khi đó cơ sở dữ liệu chưa có sự kiện này";

fn page_of(office: &Office, event: EventId) -> String {
    format!("/events/{}", office.state.handle_of_event(event))
}

/// The page of somebody's first event of a kind.
fn page_of_first(office: &Office, person: PersonId, wanted: fn(&EventBody) -> bool) -> String {
    let mut all = events(office, person).into_iter();
    let event = all.find(|event| wanted(&event.body));
    page_of(office, event.expect("they have such an event").id)
}

#[test]
fn an_event_is_shown_as_it_was_and_as_it_was_known() {
    Office::on_both_engines(Role::Registrar, |office| {
        let page = page_of(office, office.family.mother_born);
        let mut officer = office.officer();
        let now = officer.get(&page);
        assert!(
            now.contains("Nguyễn Thị Mai") && now.contains("Đã cải chính"),
            "{}",
            now.html
        );
        assert!(now.contains("/extract\""));

        let known = officer.get(&format!("{page}?known=2024-06-15"));
        assert_eq!(known.status, StatusCode::OK);
        assert!(known.contains("theo những gì đã biết đến ngày"));
        assert!(
            !known.contains("Nguyễn Thị Mai<") && !known.contains("Đã cải chính"),
            "{}",
            known.html
        );
        assert!(
            !known.contains("/extract\""),
            "an extract says what is so now"
        );

        for query in [
            "on=1990-01-01",
            "known=2020-01-01",
            "on=1990-01-01&known=2020-01-01",
        ] {
            let before = officer.get(&format!("{page}?{query}"));
            assert_eq!(before.status, StatusCode::OK, "{query}");
            assert!(
                before.contains(NOT_THEN) && !before.contains("Nguyễn Thị"),
                "{query}"
            );
        }
        let boxes = "on-day=1&on-month=11&on-year=2025&known-day=&known-month=&known-year=";
        let form = officer.get(&format!("{page}?{boxes}"));
        assert_eq!(form.location(), Some(&*format!("{page}?on=2025-11-01")));
        let wrong = officer.get(&format!("{page}?on-day=31&on-month=11&on-year=2025"));
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.contains("href=\"#on-day\""));
    });
}

#[test]
fn who_is_hidden_is_left_out_of_the_event_and_there_is_no_extract() {
    Office::on_both_engines(Role::Registrar, |office| {
        let (mother, father) = (office.family.mother, office.family.father);
        let marriage = page_of_first(office, mother, |body| {
            matches!(body, EventBody::Marriage(_))
        });
        let birth = page_of_first(office, office.family.child, |body| {
            matches!(body, EventBody::Birth(_))
        });
        let death = page_of_first(office, father, |body| matches!(body, EventBody::Death(_)));
        let versions = u32::try_from(events(office, father).len()).expect("a short life");
        office.protect(father, versions);
        let before = office.access_records(father).len();

        let mut officer = office.officer();
        for page in [&marriage, &birth, &death] {
            let shown = officer.get(page);
            assert_eq!(shown.status, StatusCode::OK, "{page}");
            assert!(!shown.contains("Trần Văn Bách"), "{}", shown.html);
            assert!(!shown.contains("/extract\""), "{}", shown.html);
            let extract = officer.get(&format!("{page}/extract"));
            assert_eq!(extract.status, StatusCode::NOT_FOUND);
        }
        assert!(officer.get(&marriage).contains("Nguyễn Thị Mai"));
        assert_eq!(office.access_records(father).len(), before);

        let mut colleague = office.colleague();
        let shown = colleague.get(&marriage);
        assert!(shown.contains("Trần Văn Bách"), "{}", shown.html);
        for page in [&marriage, &birth] {
            let extract = colleague.get(&format!("{page}/extract"));
            assert!(extract.contains("Trần Văn Bách"), "{}", extract.html);
        }
    });
}

#[test]
fn an_event_of_hidden_people_alone_is_not_there() {
    Office::on_both_engines(Role::Registrar, |office| {
        let child = office.family.child;
        let birth = page_of_first(office, child, |_| true);
        office.protect(child, 1);
        for page in [birth.clone(), format!("{birth}/extract")] {
            assert_eq!(office.officer().get(&page).status, StatusCode::NOT_FOUND);
            assert_eq!(office.colleague().get(&page).status, StatusCode::OK);
        }
    });
}
