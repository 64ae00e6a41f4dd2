//! The server killed while births are posted under keys: whoever asks again after a restart is told the same as before, and each
//! birth is registered once, also where the kill came between the commit and the answer.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::time::Duration;

use danh_store::Store;
use danh_vocabulary::SeededEntropy;

use super::{kills_each, moment, moments};
use crate::harness::{MIGRATIONS, Place};
use crate::served::{Answer, Served};

/// So many send at a time: the more, the more answers are on their way at any moment.
const SENDERS: u32 = 16;
/// How often the server is held to see whether a birth is committed whose answer has not left.
const LOOKS_MAX: u32 = 300;
/// What had left before the server was held has come by then.
const ARRIVES_WITHIN: Duration = Duration::from_millis(30);
const BIRTHS: &str = "/api/v1/births";

/// What was sent under each key, and what was answered if it was.
type Sent = BTreeMap<String, Option<Answer>>;

#[test]
fn a_request_whose_answer_a_kill_took_away_is_done_once() {
    let entropy = moments();
    Place::on_both_engines(|place| {
        let registrar = place.registrar();
        let mut sent = Sent::new();
        let (mut kills, mut lost) = (0, 0);
        while kills < kills_each() {
            let served = Served::start(place);
            let token = served.token(&registrar);
            let new = Mutex::new(Sent::new());
            std::thread::scope(|scope| {
                for sender in 0..SENDERS {
                    let prefix = format!("kill-{kills}-sender-{sender}");
                    let (served, token, new) = (&served, &*token, &new);
                    scope.spawn(move || send_until_killed(served, token, &prefix, new));
                }
                std::thread::sleep(moment(&entropy, 300, 1_500));
                // Every other kill is aimed: else few come between a commit and its answer.
                if kills % 2 == 0 {
                    let answered = || sent.len() + answers_in(&new.lock().unwrap());
                    hold_between_commit_and_answer(place, &served, &entropy, answered);
                }
                served.kill();
            });
            kills += 1;
            let new = new.into_inner().unwrap();
            lost += births_in(place) - sent.len() - answers_in(&new);
            let served = Served::start(place);
            ask_again(&served, &served.token(&registrar), &new, &mut sent);
            served.kill();
            assert_eq!(
                births_in(place),
                sent.len(),
                "a birth was registered twice or never"
            );
        }
        eprintln!(
            "{kills} kills, {} births, {lost} answers lost after the commit",
            sent.len()
        );
        assert!(lost > 0, "no kill came between a commit and its answer");
        let births: BTreeSet<&str> = sent
            .values()
            .flatten()
            .map(|answer| &*answer.body)
            .collect();
        assert_eq!(births.len(), sent.len(), "two keys were told of one birth");
        place.verify();
    });
}

fn answers_in(sent: &Sent) -> usize {
    sent.values().flatten().count()
}

/// Holds the server at random moments until it has committed a birth of which nobody has heard, and leaves it held.
fn hold_between_commit_and_answer(
    place: &Place,
    served: &Served,
    entropy: &SeededEntropy,
    answered: impl Fn() -> usize,
) {
    for _ in 0..LOOKS_MAX {
        served.hold();
        std::thread::sleep(ARRIVES_WITHIN);
        if births_in(place) > answered() {
            return;
        }
        served.go_on();
        std::thread::sleep(moment(entropy, 1, 40));
    }
}

/// Posts one birth after another, each under a key of its own that is noted before it is sent.
fn send_until_killed(served: &Served, token: &str, prefix: &str, sent: &Mutex<Sent>) {
    for number in 0.. {
        let key = format!("{prefix}-{number}");
        sent.lock().unwrap().insert(key.clone(), None);
        match served.post(BIRTHS, token, &key, &born(&key)) {
            Some(answer) if answer.status == 201 => {
                sent.lock().unwrap().insert(key, Some(answer));
            }
            // The database was busy: nothing was written, and the key is asked for again later.
            Some(answer) => assert_eq!(answer.status, 503, "{}", answer.body),
            None => return,
        }
    }
}

/// Asks again under every key: who was answered is answered the same, and who was not is answered now, twice the same.
fn ask_again(served: &Served, token: &str, new: &Sent, sent: &mut Sent) {
    for (key, before) in new {
        let again = answered(served, token, key);
        let before = before
            .clone()
            .unwrap_or_else(|| answered(served, token, key));
        assert_eq!(again, before, "{key}");
        sent.insert(key.clone(), Some(again));
    }
}

fn answered(served: &Served, token: &str, key: &str) -> Answer {
    for _ in 0..50 {
        let answer = served.post(BIRTHS, token, key, &born(key)).unwrap();
        if answer.status == 201 {
            return answer;
        }
        assert_eq!(answer.status, 503, "{key}: {}", answer.body);
    }
    panic!("{key} was never answered");
}

/// A child that nobody else is: of a day and a name that its key says.
fn born(key: &str) -> serde_json::Value {
    let name: String = key
        .bytes()
        .filter(|byte| *byte != b'-')
        .map(|byte| {
            char::from(if byte.is_ascii_digit() {
                byte - b'0' + b'a'
            } else {
                byte
            })
        })
        .collect();
    serde_json::json!({
        "name": format!("Nguyễn {name}"), "sex": "F", "born": "2026-01-02", "birth_unit": "00004",
    })
}

/// How many events the journal has; there are births only.
fn births_in(place: &Place) -> usize {
    let store = Store::open_read_only(&place.config(), &MIGRATIONS).unwrap();
    let count = store.read(|tx| tx.query_opt("SELECT COUNT(*) FROM journal", &[]));
    let count: i64 = count.wait().unwrap().unwrap().get(0).unwrap();
    usize::try_from(count).unwrap()
}
