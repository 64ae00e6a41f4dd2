//! The operator's page, the metrics and the doctor tell the same facts, of a real server.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;

use crate::harness::Place;
use crate::harness::text;
use crate::serving::Demo;

/// Every fact: its name in the metrics, and what page and doctor say of it; where the two differ, because the doctor
/// is not the server, what the doctor says.
const FACTS: [(&str, &str, Option<&str>); 18] = [
    ("program", "on SQLite; its data are in", None),
    ("process", "Serving since", Some("looked at from outside")),
    ("clock", "clock is not behind what was signed", None),
    // Who made the demo gave the lease back, and nothing happened since.
    (
        "integrator",
        "no process integrates at this moment, and nothing has waited long",
        None,
    ),
    ("ledger", "last signed at", None),
    ("verification", "has verified it here yet", None),
    ("index", "in the register can be found", None),
    ("import", "file is half taken in", None),
    ("kept", "half-filled forms", None),
    (
        "deliveries",
        "not available yet, so none can have failed",
        None,
    ),
    ("disk", "are free on the disk of the data folder", None),
    ("database", "database takes", None),
    ("backup", "invented and need no backup", None),
    (
        "transport",
        "is not configured: the server is reached from this machine only",
        None,
    ),
    ("key", "days old and has no end", None),
    (
        "slow-statement",
        "ms or longer since the program started",
        Some("known to the server that runs them"),
    ),
    ("break-glass", "emergency readings were opened", None),
    ("sign-ins", "attempts to sign in led nowhere", None),
];

/// What the three say at one time.
struct Told {
    page: String,
    metrics: String,
    doctor: String,
}

impl Told {
    fn by(demo: &Demo, place: &Place) -> Self {
        let get = |path: &str, token: Option<&str>| {
            let mut request = ureq::get(format!("{}{path}", demo.address));
            if let Some(token) = token {
                request = request.header("authorization", &format!("Bearer {token}"));
            }
            request.call().unwrap().body_mut().read_to_string().unwrap()
        };
        let token = demo.token_of("demo.operator");
        Self {
            page: get("/operator?lang=en", Some(&token)),
            metrics: get("/metrics", None),
            doctor: text(&place.run(&["doctor"]).stdout),
        }
    }
}

#[test]
fn every_fact_is_on_the_page_in_the_metrics_and_told_by_the_doctor() {
    let place = Place::sqlite();
    let demo = Demo::start_with(&place, &[("DANH_OPERATION__SLOW_MS", "3600000")]);
    let told = Told::by(&demo, &place);
    for (fact, says, doctor_says) in FACTS {
        assert!(told.page.contains(says), "the page says nothing of {fact}");
        let doctor_says = doctor_says.unwrap_or(says);
        assert!(told.doctor.contains(doctor_says), "{fact}: {}", told.doctor);
    }
    let gauges = told.metrics.lines();
    let mut named: Vec<&str> = gauges
        .filter_map(|line| line.strip_prefix("danh_finding{fact=\"")?.split('"').next())
        .collect();
    named.sort_unstable();
    named.dedup();
    let mut expected = FACTS.map(|(fact, ..)| fact);
    expected.sort_unstable();
    assert_eq!(
        named, expected,
        "a fact is told that this table does not know"
    );
    assert!(told.page.contains("Nothing is wrong."), "{}", told.page);
    demo.stop();
}

#[test]
fn what_is_wrong_is_said_in_all_three() {
    let place = Place::sqlite();
    let begun = Demo::start(&place);
    begun.stop();
    place.verify();
    let verified = place.data().join("last-verification.json");
    let fresh = fs::read_to_string(&verified).unwrap();
    assert!(fresh.contains("holds"), "{fresh}");
    fs::write(&verified, fresh.replacen("\"20", "\"19", 1)).unwrap();
    let key = place.data().join("keys/contact.seal-1");
    // The server has read its keys by then.
    let open = || fs::set_permissions(&key, Permissions::from_mode(0o644)).unwrap();
    let limits = [
        ("DANH_OPERATION__DISK_FREE_MIB_MIN", "1000000000"),
        ("DANH_OPERATION__SLOW_MS", "0"),
    ];
    let demo = Demo::start_with(&place, &limits);
    open();
    let mut doctor = place.command(&["doctor"]);
    let looked = doctor.envs(limits).output().unwrap();
    assert_eq!(looked.status.code(), Some(1));
    let told = Told {
        doctor: text(&looked.stdout),
        ..Told::by(&demo, &place)
    };
    for (fact, of, says, remedy) in [
        ("disk", "", "are free on the disk", "larger disk"),
        (
            "verification",
            "journal",
            "longer than 35 days ago",
            "danh ledger verify",
        ),
        (
            "key",
            "contact.seal-1",
            "may read or change the key contact.seal-1",
            "chmod 600",
        ),
    ] {
        let gauge = format!("danh_finding{{fact=\"{fact}\",of=\"{of}\"}} 2\n");
        assert!(told.metrics.contains(&gauge), "{gauge} {}", told.metrics);
        for words in [says, remedy] {
            assert!(told.page.contains(words), "{words}: {}", told.page);
            assert!(told.doctor.contains(words), "{words}: {}", told.doctor);
        }
        let wrong = told.doctor.lines().filter(|line| line.contains("WRONG"));
        assert!(wrong.into_iter().any(|line| line.contains(says)), "{says}");
    }
    assert!(
        told.page.contains("3 things have to be mended"),
        "{}",
        told.page
    );
    // Statements are told by their texts, from which every value is kept out.
    assert!(told.metrics.contains("danh_slow_statement_count{of="));
    assert!(told.page.contains("SELECT") && told.page.contains("$1"));
    assert!(!told.page.contains("demo.operator"), "a login is a value");
    demo.stop();
}

#[test]
fn a_file_half_taken_in_is_said_in_all_three() {
    let place = Place::sqlite();
    Demo::start(&place).stop();
    let store = danh_store::Store::open(&place.config(), &crate::harness::MIGRATIONS).unwrap();
    let changed = store.write::<_, danh_store::StoreError, _>(|tx| {
        tx.execute("UPDATE import_run SET finished = FALSE", &[])
    });
    assert_eq!(changed.wait().unwrap(), 1);
    drop(store);
    let demo = Demo::start(&place);
    let told = Told::by(&demo, &place);
    for said in [&told.page, &told.doctor] {
        assert!(
            said.contains("after 1,5") && said.contains("rows of"),
            "{said}"
        );
    }
    assert!(
        told.metrics.contains("danh_import_rows_read{of="),
        "{}",
        told.metrics
    );
    demo.stop();
}

#[test]
fn nobody_but_an_administrator_sees_the_page() {
    let place = Place::sqlite();
    let demo = Demo::start(&place);
    let status = |token: Option<String>| {
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .build()
            .into();
        let mut request = agent.get(format!("{}/operator", demo.address));
        if let Some(token) = token {
            request = request.header("authorization", &format!("Bearer {token}"));
        }
        request.call().unwrap().status().as_u16()
    };
    for login in ["demo", "demo.ward", "demo.reviewer", "demo.inspector"] {
        assert_eq!(status(Some(demo.token_of(login))), 403, "{login}");
    }
    assert_eq!(status(Some(demo.token_of("demo.operator"))), 200);
    assert_eq!(status(None), 303);
    demo.stop();
}
