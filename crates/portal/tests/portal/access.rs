//! The golden walk: every route of every face × every role × within and out of jurisdiction × nobody. Addresses and bodies come
//! from the declarations and the examples of the OpenAPI document; what is answered stands in `access.txt`, where a review sees
//! a change.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use axum::http::StatusCode;
use danh_api::access::{Caller, Jurisdiction, RouteRule};
use danh_directory::Role;
use danh_exchange::Told;
use danh_identity::Step;
use danh_vocabulary::DraftId;

use crate::asking;
use crate::browser::{Browser, Page};
use crate::example_bodies::{Example, example_of};
use crate::office::{HA_NOI, Office};

/// Where nobody of the family is at home.
const ELSEWHERE: &str = "ubnd:00097@2025-07-01";

/// Every route, of the API first.
fn rules() -> Vec<RouteRule> {
    let rules = danh_api::ROUTES.iter().chain(danh_portal::ROUTES.iter());
    rules.copied().collect()
}

/// An address that the route matches. It is about the mother; what changes whom an officer reaches is about the child.
fn filled(rule: &RouteRule, office: &Office, proposed: &str) -> String {
    let person = match rule.jurisdiction {
        Jurisdiction::Emergency => office.family.child,
        _ => office.family.mother,
    };
    let mut address = rule.path.to_owned();
    let handle = if rule.path.contains("/events/") {
        office.state.handle_of_event(office.family.mother_born)
    } else if rule.path.contains("/households/") {
        let home = crate::homes::state(office, person).residence;
        let household = home.expect("the mother lives somewhere").household;
        office.state.handle_of_household(household)
    } else if rule.path.contains("/proposals/") {
        proposed.to_owned()
    } else {
        office.state.handle_of(person)
    };
    for (name, value) in [
        ("{handle}", handle),
        ("{form}", "birth".to_owned()),
        // Of nobody who asks: a draft is its officer's alone.
        (
            "{draft}",
            office.state.handle_of_draft(DraftId::from_i64(1)),
        ),
        ("{step}", "mother".to_owned()),
        ("{code}", "01".to_owned()),
        ("{act}", "cancel-number".to_owned()),
        ("{operation}", "birth_register".to_owned()),
        ("{agreement}", "ngan-hang-mau-mo-tai-khoan".to_owned()),
        ("{log}", "journal".to_owned()),
        ("{level}", "0".to_owned()),
        ("{index}", "000".to_owned()),
    ] {
        address = address.replace(name, &value);
    }
    if rule.path == "/books" {
        address += "?unit=00004&from=2025-01-01&until=2026-12-31&kind=births";
    }
    assert!(!address.contains('{'), "say here how to fill {}", rule.path);
    address
}

/// What a form of ours sends there. A route that is not named here is sent nothing but the form's token.
fn fields(rule: &RouteRule) -> Vec<(&'static str, &'static str)> {
    let reason = "Cấp cứu, cần tìm người nhà bệnh nhân";
    match (rule.method, rule.path) {
        ("POST", "/search") => vec![("name", "nguyen thi mai"), ("born-year", "1995")],
        ("POST", "/persons/{handle}/break-glass") => vec![("reason", reason)],
        _ => Vec::new(),
    }
}

/// What a program sends there: the example of the document, but where it would lock somebody out.
fn sent_by_program(rule: &RouteRule, office: &Office) -> Example {
    let nothing = || Example {
        json: "{}".to_owned(),
        headers: Vec::new(),
    };
    match rule.path {
        "/api/v1/sessions" => nothing(),
        _ => example_of(rule, office).unwrap_or_else(nothing),
    }
}

fn ask(browser: &mut Browser<'_>, office: &Office, rule: &RouteRule, address: &str) -> Page {
    match (rule.method, rule.path.starts_with("/api/")) {
        (_, true) => {
            let Example { json, headers } = sent_by_program(rule, office);
            browser.call(rule.method, address, json, headers)
        }
        ("GET", false) => browser.get(address),
        ("POST", false) => browser.send_form(address, &fields(rule)),
        (other, false) => panic!("say here how to ask with {other}"),
    }
}

/// The answer in a word or two: the status, and of a refusal which.
fn answer(page: &Page) -> String {
    let status = page.status.as_u16().to_string();
    let problem = page.html.split("\"code\":\"").nth(1);
    let code = problem.and_then(|rest| rest.split('"').next());
    let outside = page.contains("ngoài địa bàn của bạn</h1>");
    match (page.status, page.location(), code) {
        (_, Some(location), _) => {
            let path = location.split('?').next().unwrap_or_default();
            let path = if path.starts_with("/persons/") {
                "the person"
            } else if path.starts_with("/desk/drafts/") {
                "the draft"
            } else {
                path
            };
            format!("{status} to {path}")
        }
        (StatusCode::FORBIDDEN, None, None) if outside => "403 outside-jurisdiction".to_owned(),
        (StatusCode::FORBIDDEN, None, None) => "403 not-appointed".to_owned(),
        (_, None, Some(code)) => format!("{status} {code}"),
        (_, None, None) => status,
    }
}

/// Asks for every route; whoever has lost their session by it signs in again.
fn walk<'a>(
    (office, proposed): (&'a Office, &str),
    mut enter: impl FnMut() -> Browser<'a>,
) -> Vec<String> {
    let mut browser = enter();
    let mut answers = Vec::new();
    for rule in rules() {
        let address = filled(&rule, office, proposed);
        answers.push(answer(&ask(&mut browser, office, &rule, &address)));
        if rule.path.contains("session") || rule.path.contains("sign-") {
            browser = enter();
        }
    }
    answers
}

fn told(discloses: &[Told]) -> String {
    let told = discloses.iter().map(|told| match told {
        Told::SearchResult => "who was found",
        Told::Person => "the person",
        Told::History => "their history",
        Told::Summary => "who they are",
        Told::Family => "their family and household",
        Told::Residence => "where they live",
        Told::Documents => "their numbers and cards",
        Told::BookEntry => "lines of a book",
        Told::AccessRecords => "who was told of them",
        Told::Export => "rows of a file",
        Told::Verification => "whether what is said of them is so",
        Told::Attributes => "agreed fields",
        Told::Derived => "what follows from their data",
    });
    told.collect::<Vec<_>>().join(", ")
}

/// What the rule says, in words.
fn declaration(rule: &RouteRule) -> String {
    let caller = match rule.caller {
        Caller::Anyone => return "anyone".to_owned(),
        Caller::Officer(work) => work.as_str(),
        Caller::Organisation(question) => {
            let kind = question.as_str();
            return format!(
                "organisation asking to {kind}; as agreed: {}",
                told(rule.discloses)
            );
        }
    };
    match rule.jurisdiction {
        Jurisdiction::NotAboutPersons => caller.to_owned(),
        Jurisdiction::Reached => format!("{caller}; within reach: {}", told(rule.discloses)),
        Jurisdiction::Least => {
            format!("{caller}; of others the least: {}", told(rule.discloses))
        }
        Jurisdiction::Emergency => format!("{caller}; also beyond reach, with a reason"),
        Jurisdiction::Agreed => format!("{caller}; as agreed"),
    }
}

/// Something to be decided: the handle of a proposal about the mother.
fn propose(office: &Office) -> String {
    let form = format!(
        "{}/propose/cancel-number",
        office.page_of(office.family.mother)
    );
    let mut browser = office.officer();
    let seen = browser.get(&form).hidden("seen").to_owned();
    let fields = [
        ("seen", &*seen),
        ("cancellation", "given-in-error"),
        ("reason", "Cấp trùng số của người khác"),
    ];
    let sent = browser.send_form(&form, &fields);
    let address = sent.location().expect("it is proposed");
    address.replace("/proposals/", "")
}

fn table(office: &Office) -> String {
    let proposed = propose(office);
    let asked = (office, &*proposed);
    let nobody = walk(asked, || office.browser());
    let unappointed = {
        office.hire("unappointed", None);
        walk(asked, || office.signed_in("unappointed"))
    };
    let while_asked = Step::ALL.map(|step| {
        let enter = || asking::signed_in(office, Some(step), asking::Accounts::Here);
        (step, walk(asked, enter))
    });
    let mut by_role = Vec::new();
    for role in Role::ALL {
        let seats = [("here", HA_NOI), ("elsewhere", ELSEWHERE)];
        let [here, elsewhere] = seats.map(|(place, committee)| {
            let is_police = matches!(role, Role::ResidenceOfficer | Role::CardOfficer);
            let authority = if is_police {
                committee.replace("ubnd:", "ca:")
            } else {
                committee.to_owned()
            };
            let login = format!("{}.{place}", role.as_str());
            office.hire(&login, Some((role, &authority)));
            walk(asked, || office.signed_in(&login))
        });
        by_role.push((role, here, elsewhere));
    }
    let mut table = String::from(
        "Who is answered what, asking about somebody: of each role first one whose authority reaches them, then one whose \
         does not.\n",
    );
    for (index, rule) in rules().iter().enumerate() {
        let mut groups: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (role, here, elsewhere) in &by_role {
            let (here, elsewhere) = (&here[index], &elsewhere[index]);
            let answers = if here == elsewhere {
                here.clone()
            } else {
                format!("{here} | elsewhere {elsewhere}")
            };
            groups.entry(answers).or_default().push(role.as_str());
        }
        let line = |table: &mut String, answer: &str, who: &str| {
            writeln!(table, "    {answer}: {who}").expect("a string takes all that is written");
        };
        // The style sheet's address follows its content.
        let is_style_sheet = rule.path.starts_with("/assets/danh-");
        let path = if is_style_sheet {
            "/assets/danh-….css"
        } else {
            rule.path
        };
        write!(
            table,
            "\n{} {}\n    [{}]\n",
            rule.method,
            path,
            declaration(rule)
        )
        .expect("a string takes all that is written");
        line(&mut table, &nobody[index], "nobody signed in");
        line(
            &mut table,
            &unappointed[index],
            "signed in, without an appointment",
        );
        let mut led: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (step, answers) in &while_asked {
            led.entry(&answers[index]).or_default().push(step.as_str());
        }
        for (answer, steps) in led {
            let who = format!("still asked for {}", steps.join(", "));
            line(&mut table, answer, &who);
        }
        for (answers, roles) in groups {
            let all = roles.len() == Role::ALL.len();
            let roles = if all {
                "every role".to_owned()
            } else {
                roles.join(", ")
            };
            line(&mut table, &answers, &roles);
        }
    }
    table
}

#[test]
fn who_may_call_what_is_as_reviewed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/portal/access.txt");
    Office::on_both_engines(Role::Registrar, |office| {
        let found = table(office);
        if std::env::var_os("DANH_UPDATE_ACCESS").is_some() {
            fs::write(&path, &found).expect("the table can be written");
        }
        let reviewed = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            found == reviewed,
            "access.txt is not what is answered; run this test with DANH_UPDATE_ACCESS=1 and review the difference:\n{}",
            first_difference(&found, &reviewed)
        );
    });
}

fn first_difference(found: &str, reviewed: &str) -> String {
    let mut lines = found.lines().zip(reviewed.lines());
    let differs = lines.find(|(found, reviewed)| found != reviewed);
    differs.map_or_else(
        || "one is longer".to_owned(),
        |(found, reviewed)| format!("answered {found}\nreviewed {reviewed}"),
    )
}

#[test]
fn every_answer_tells_the_browser_to_be_careful() {
    // OWASP ASVS 5.0, V3.4.
    Office::on_both_engines(Role::Registrar, |office| {
        let proposed = propose(office);
        for enter in [Office::browser, Office::officer] {
            let mut browser = enter(office);
            for rule in rules() {
                let address = filled(&rule, office, &proposed);
                let page = ask(&mut browser, office, &rule, &address);
                expect_headers(&page, &format!("{} {}", rule.method, rule.path));
                if rule.path.contains("session") || rule.path.contains("sign-") {
                    browser = enter(office);
                }
            }
        }
    });
}

fn expect_headers(page: &Page, route: &str) {
    let header = |name: &str| page.header(name).unwrap_or_default();
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        (
            "strict-transport-security",
            "max-age=63072000; includeSubDomains",
        ),
    ] {
        assert_eq!(header(name), value, "{route}: {name}");
    }
    let policy = header("content-security-policy");
    assert!(
        policy.starts_with("default-src 'none';"),
        "{route}: {policy}"
    );
    assert!(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"));
    assert!(
        !policy.contains("unsafe") && !policy.contains('*'),
        "{route}"
    );
    let kept = header("cache-control");
    let are_public = ["/assets/", "/ledger/", "/exchange/keys", "openapi"];
    let is_public = are_public.iter().any(|part| route.contains(part));
    assert!(is_public || kept.contains("no-store"), "{route}: {kept}");
    for cookie in page.headers.get_all("set-cookie") {
        let cookie = cookie.to_str().expect("our cookies are ASCII");
        let is_language = cookie.starts_with("lang");
        assert!(is_language || cookie.starts_with("__Host-"), "{route}");
        for attribute in ["; Path=/;", "; HttpOnly", "; Secure"] {
            assert!(cookie.contains(attribute), "{route}: {attribute}");
        }
    }
}

#[test]
fn every_address_is_declared_once() {
    let mut seen = std::collections::BTreeSet::new();
    for rule in rules() {
        assert!(seen.insert((rule.method, rule.path)), "{rule:?}");
        let tells = !rule.discloses.is_empty();
        let of_persons = matches!(
            rule.jurisdiction,
            Jurisdiction::Reached | Jurisdiction::Least | Jurisdiction::Agreed
        );
        assert_eq!(tells, of_persons, "{rule:?}");
        assert!(!(tells && rule.caller == Caller::Anyone), "{rule:?}");
    }
}
