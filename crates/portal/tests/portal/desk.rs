//! An officer at the desk: begins forms, answers page by page, sends them. What holds for every form.

use axum::http::StatusCode;
use danh_directory::Role;
use danh_register::{
    Act, Actor, BirthReport, Event, MarriageReport, PersonState, Register, Seen, events_of_person,
};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{OfficerId, PersonId, Sex};
use jiff::civil::{Date, date};

use crate::browser::{Browser, Page};
use crate::office::Office;

/// An officer with a form in front of them.
pub(crate) struct AtDesk<'a> {
    pub(crate) browser: Browser<'a>,
    /// The address of the draft.
    pub(crate) draft: String,
}

impl<'a> AtDesk<'a> {
    /// Begins a form.
    pub(crate) fn begin(office: &'a Office, form: &str) -> Self {
        Self::begin_for(office, form, None)
    }

    /// Begins a form from somebody's page.
    pub(crate) fn begin_for(office: &'a Office, form: &str, person: Option<PersonId>) -> Self {
        Self::begin_as(office, office.officer(), form, person)
    }

    /// Begins a form as whoever uses this browser.
    pub(crate) fn begin_as(
        office: &'a Office,
        mut browser: Browser<'a>,
        form: &str,
        person: Option<PersonId>,
    ) -> Self {
        let handle = person.map_or(String::new(), |person| office.state.handle_of(person));
        let page = browser.get(&format!("/desk/{form}/new?person={handle}"));
        assert_eq!(page.status, StatusCode::OK);
        let begun = browser.send_form(&format!("/desk/{form}/new"), &[("person", &handle)]);
        let first = begun.location().expect("a draft is made").to_owned();
        let (draft, _) = first.rsplit_once('/').expect("it has a first page");
        Self {
            browser,
            draft: draft.to_owned(),
        }
    }

    /// Sends a page.
    pub(crate) fn send(&mut self, step: &str, fields: &[(&str, &str)]) -> Page {
        self.browser
            .send_form(&format!("{}/{step}", self.draft), fields)
    }

    /// Sends a page and insists that it leads on to another.
    pub(crate) fn answer(&mut self, step: &str, fields: &[(&str, &str)], next: &str) {
        let page = self.send(step, fields);
        let expected = format!("{}/{next}", self.draft);
        assert_eq!(page.location(), Some(&*expected), "{}", page.html);
    }

    /// Chooses somebody by number on a page, and goes on.
    pub(crate) fn choose(&mut self, step: &str, number: &str, next: &str) {
        let field = format!("{step}-number");
        self.answer(step, &[(&field, number)], step);
        self.answer(step, &[], next);
    }

    /// One page of the form.
    pub(crate) fn page(&mut self, step: &str) -> Page {
        self.browser.get(&format!("{}/{step}", self.draft))
    }

    /// Checks and registers; the page that says so.
    pub(crate) fn register(&mut self) -> Page {
        let sent = self.press_register();
        let address = sent.location().unwrap_or_else(|| panic!("{}", sent.html));
        assert!(address.starts_with("/events/"), "{address}");
        let page = self.browser.get(address);
        assert_eq!(page.status, StatusCode::OK);
        page
    }

    /// Presses the last button; what comes back.
    pub(crate) fn press_register(&mut self) -> Page {
        let check = self.page("check");
        assert_eq!(check.status, StatusCode::OK, "{}", check.html);
        let version = version_on(&check);
        self.send("check", &[("version", &version)])
    }
}

/// The version of the draft that a check page shows.
pub(crate) fn version_on(check: &Page) -> String {
    let rest = check.html.split("name=\"version\" value=\"").nth(1);
    let rest = rest.unwrap_or_else(|| panic!("no version: {}", check.html));
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// Writes, and insists that it is lawful.
pub(crate) fn write<T: Send + 'static, E: std::fmt::Debug>(
    office: &Office,
    action: impl Fn(&Register, &mut Tx<'_>, &Act) -> Result<T, E> + Send + 'static,
) -> T {
    let register = office.state.register.clone();
    let act = register
        .act(
            Actor::Officer(OfficerId::from_i64(7)),
            "ubnd:00097@2025-07-01",
        )
        .expect("the authority is in force");
    let write = move |tx: &mut Tx<'_>| {
        Ok::<_, StoreError>(action(&register, tx, &act).expect("what is written is lawful"))
    };
    let written = office.state.store.write(write);
    written.wait().expect("the register writes")
}

/// Somebody born in 1995 to parents whom nobody knows.
pub(crate) fn adult(office: &Office, name: &'static str, sex: Sex) -> PersonId {
    born(office, name, sex, date(1995, 2, 1))
}

/// Somebody born on a day to parents whom nobody knows.
pub(crate) fn born(office: &Office, name: &'static str, sex: Sex, born: Date) -> PersonId {
    let recorded = write(office, move |register, tx, act| {
        let report = BirthReport {
            name: name.parse().expect("a name"),
            sex,
            born,
            birth_unit: "00004".parse().expect("a code"),
            origin_unit: Some("00004".parse().expect("a code")),
            ethnicity: Some("02".parse().expect("a code")),
            nationalities: vec![danh_vocabulary::Nationality::VIET_NAM],
            father: None,
            mother: None,
            registered_in: "00097".parse().expect("a code"),
        };
        let report = BirthReport {
            birth_unit: if born < date(2025, 7, 1) {
                report.birth_unit
            } else {
                "00097".parse().expect("a code")
            },
            origin_unit: Some("00097".parse().expect("a code")),
            ..report
        };
        register.register_birth(tx, act, report)
    });
    recorded.subjects[0].person
}

/// A woman and a man, married since 2020.
pub(crate) fn couple(office: &Office) -> [PersonId; 2] {
    let wife = adult(office, "Lò Thị Hạnh", Sex::Female);
    let husband = adult(office, "Quàng Văn Thắng", Sex::Male);
    marry(office, [seen(wife, 1), seen(husband, 1)], date(2020, 6, 1));
    [wife, husband]
}

pub(crate) fn marry(office: &Office, spouses: [Seen; 2], on: Date) {
    write(office, move |register, tx, act| {
        register.register_marriage(tx, act, &MarriageReport { spouses, on })
    });
}

pub(crate) const fn seen(person: PersonId, version: u32) -> Seen {
    Seen { person, version }
}

/// The personal number of somebody.
pub(crate) fn number(office: &Office, person: PersonId) -> String {
    let number = state_of(office, person).number();
    number.expect("they have a number").to_string()
}

/// The state of somebody now.
pub(crate) fn state_of(office: &Office, person: PersonId) -> PersonState {
    let read = office
        .state
        .store
        .read(move |tx| danh_register::person_queries::person_by_id(tx, person));
    let (_, state) = read.wait().expect("it reads").expect("they are known");
    state
}

/// All events of somebody.
pub(crate) fn events(office: &Office, person: PersonId) -> Vec<Event> {
    let read = office
        .state
        .store
        .read(move |tx| events_of_person(tx, person));
    read.wait().expect("it reads")
}

/// How many events the journal holds.
pub(crate) fn journal_length(office: &Office) -> i64 {
    let read = office.state.store.read(|tx| {
        let row = tx.query_one("SELECT COUNT(*) FROM journal", &[])?;
        row.get::<i64>(0)
    });
    read.wait().expect("it reads")
}

/// What the event says that was written last about whoever is newest in the register.
pub(crate) fn last_event(office: &Office) -> Event {
    let read = office
        .state
        .store
        .read(danh_register::person_queries::person_id_last);
    let last = read.wait().expect("it reads").expect("there are people");
    events(office, last).pop().expect("they have an event")
}

#[test]
fn a_form_is_not_there_for_who_may_not_fill_it_in() {
    Office::on_both_engines(Role::Statistician, |office| {
        let mut browser = office.officer();
        let page = browser.get("/desk/birth/new");
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        let begun = browser.send_form("/desk/birth/new", &[]);
        assert_eq!(begun.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn a_draft_is_its_officer_s_alone_and_can_be_thrown_away() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut desk = AtDesk::begin(office, "birth");
        let address = format!("{}/mother", desk.draft);
        assert_eq!(
            office.colleague().get(&address).status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(desk.browser.get(&address).status, StatusCode::OK);
        let nowhere = desk.page("nowhere");
        assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
        assert_eq!(desk.send("discard", &[]).location(), Some("/"));
        assert_eq!(desk.browser.get(&address).status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn what_is_typed_stays_through_reload_lost_line_and_an_ended_session() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut desk = AtDesk::begin(office, "birth");
        let saved = desk.send("child/autosave", &[("name", "Lò Minh Kh")]);
        assert_eq!(saved.status, StatusCode::NO_CONTENT);
        assert!(desk.page("child").contains("value=\"Lò Minh Kh\""));

        desk.browser.send_form("/sign-out", &[]);
        let address = format!("{}/child", desk.draft);
        let led = desk.browser.get(&address);
        let sign_in = led.location().expect("to the sign-in page").to_owned();
        assert!(
            sign_in.starts_with("/sign-in?next=%2Fdesk%2Fdrafts%2F"),
            "{sign_in}"
        );
        // A page that is sent after the session ended leads back to it too.
        let sent = desk.browser.post(&address, &[("name", "Lò Minh Khôi")]);
        assert_eq!(sent.location(), Some(&*sign_in));
        assert!(
            office
                .officer()
                .get(&address)
                .contains("value=\"Lò Minh Kh\"")
        );
    });
}

#[test]
fn a_page_of_an_earlier_session_keeps_what_was_typed_and_saves_nothing() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut desk = AtDesk::begin(office, "birth");
        let address = format!("{}/child", desk.draft);
        let fields = [
            ("form_token", "of-an-earlier-session"),
            ("name", "Lò Minh Khôi"),
        ];
        let page = desk.browser.post(&address, &fields);
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.contains("value=\"Lò Minh Khôi\""));
        assert!(page.contains("chưa được lưu"));
        assert!(!desk.page("child").contains("Lò Minh Khôi"));
    });
}

#[test]
fn the_home_page_shows_what_waits_and_what_was_registered() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut desk = AtDesk::begin(office, "birth");
        desk.send("child/autosave", &[("name", "Lò Minh Khôi")]);
        let home = desk.browser.get("/");
        assert!(home.contains(&desk.draft) && home.contains("Lò Minh Khôi"));
        assert!(home.contains("/desk/birth/new"));
        let theirs = office.colleague().get("/");
        assert!(!theirs.contains("Lò Minh Khôi"));

        let mut child = vec![("name", "Lò Minh Khôi"), ("sex", "M")];
        child.extend([
            ("born-day", "20"),
            ("born-month", "11"),
            ("born-year", "2026"),
        ]);
        child.push(("birth-place", "Phường Hồng Hà, Thành phố Hà Nội"));
        desk.answer("mother", &[], "father");
        desk.answer("father", &[], "child");
        desk.answer("child", &child, "particulars");
        desk.answer("particulars", &[("nationality", "VNM")], "check");
        let sent = desk.press_register();
        let event = sent.location().and_then(|it| it.split('?').next());
        let home = desk.browser.get("/");
        assert!(!home.contains(&desk.draft));
        assert!(home.contains(event.expect("it is in the books")));
    });
}
