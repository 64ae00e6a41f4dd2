//! The demo and the server: starts, answers, stops gracefully, goes on.

use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::harness::{Place, danh, succeed, text};

pub(crate) struct Demo {
    process: Child,
    pub(crate) address: String,
    password: String,
}

/// Long, because a debug build on a busy machine makes the people.
const START_SECONDS_MAX: u64 = 120;

impl Drop for Demo {
    fn drop(&mut self) {
        // After a stop there is nothing left to kill.
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

impl Demo {
    /// A demo with the settings of every demo.
    pub(crate) fn start(place: &Place) -> Self {
        Self::start_with(place, &[])
    }

    /// A demo with settings of its own, by their variables.
    #[expect(
        clippy::zombie_processes,
        reason = "a demo that never answered ends with the test"
    )]
    pub(crate) fn start_with(place: &Place, settings: &[(&str, &str)]) -> Self {
        let log = std::fs::File::create(place.file("demo.log")).unwrap();
        let mut process = place
            .command(&[
                "demo",
                "--listen",
                "127.0.0.1:0",
                "--population",
                "1500",
                "--seed",
                "7",
            ])
            .envs(settings.iter().copied())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        let file = place.data().join("demo.json");
        let until = Instant::now() + Duration::from_secs(START_SECONDS_MAX);
        while Instant::now() < until {
            assert!(
                process.try_wait().unwrap().is_none(),
                "{}",
                std::fs::read_to_string(place.file("demo.log")).unwrap()
            );
            if let Ok(text) = std::fs::read_to_string(&file) {
                let demo: Value = serde_json::from_str(&text).unwrap();
                let address = demo["address"].as_str().unwrap().to_owned();
                if ureq::get(format!("{address}/readyz")).call().is_ok() {
                    let password = demo["operator"]["password"].as_str().unwrap().to_owned();
                    return Self {
                        process,
                        address,
                        password,
                    };
                }
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the demo did not start");
    }

    pub(crate) fn stop(mut self) {
        let id = self.process.id().to_string();
        assert!(
            std::process::Command::new("kill")
                .args(["-TERM", &id])
                .status()
                .unwrap()
                .success()
        );
        let status = self.process.wait().unwrap();
        assert!(status.success(), "a signal to stop is no failure: {status}");
    }

    fn token(&self) -> String {
        self.token_of("demo")
    }

    /// What somebody is given who signs in.
    pub(crate) fn token_of(&self, login: &str) -> String {
        let body = serde_json::json!({ "login": login, "password": self.password });
        let mut answer =
            ureq::post(format!("{}/api/v1/sessions", self.address)).send(body.to_string().as_str());
        if answer.is_err() {
            answer = ureq::post(format!("{}/api/v1/sessions", self.address))
                .content_type("application/json")
                .send(body.to_string().as_str());
        }
        let text = answer.unwrap().body_mut().read_to_string().unwrap();
        serde_json::from_str::<Value>(&text).unwrap()["token"]
            .as_str()
            .unwrap()
            .to_owned()
    }
}

#[test]
fn the_demo_is_made_once_and_goes_on_with_the_same_people() {
    let place = Place::sqlite();
    let first = Demo::start(&place);
    let key = |demo: &Demo| {
        let mut answer = ureq::get(format!("{}/ledger/journal/key", demo.address))
            .call()
            .unwrap();
        answer.body_mut().read_to_string().unwrap()
    };
    let (password, first_key) = (first.password.clone(), key(&first));
    succeed(danh(&[
        "ledger",
        "verify",
        "--url",
        &first.address,
        "--key",
        first_key.trim(),
    ]));
    let forged = first_key.trim().replacen('+', "+0", 1);
    let refused = danh(&[
        "ledger",
        "verify",
        "--url",
        &first.address,
        "--key",
        &forged,
    ])
    .output()
    .unwrap();
    assert!(!refused.status.success(), "{}", text(&refused.stdout));
    first.stop();
    place.verify();

    let second = Demo::start(&place);
    assert_eq!((&second.password, &key(&second)), (&password, &first_key));
    second.stop();
}

#[test]
fn the_ledger_can_be_verified_while_the_server_runs() {
    let place = Place::sqlite();
    let demo = Demo::start(&place);
    assert!(!demo.token().is_empty());
    place.verify();
    assert!(place.run(&["doctor"]).status.success());
    demo.stop();
}
