//! `danh serve` as a process, and a program that calls its API.

use std::io::Write;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use danh_store::{Store, StoreError};
use serde_json::{Value, json};

use crate::harness::{MIGRATIONS, Place};

/// Long, because debug builds of several tests share the machine.
const START_SECONDS_MAX: u64 = 60;
const PASSWORD: &str = "sông Hương chảy chậm";

/// A server for real use on a free port.
pub(crate) struct Served {
    process: Mutex<Child>,
    address: String,
    agent: ureq::Agent,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) location: Option<String>,
    pub(crate) body: String,
}

impl Place {
    /// Makes the password that an officer was given their own: a program cannot change it, pages do.
    fn keep_given_password(&self) {
        let store = Store::open(&self.config(), &MIGRATIONS).unwrap();
        let keep = "UPDATE staff_account SET password_is_temporary = FALSE";
        let kept = store.write::<_, StoreError, _>(move |tx| tx.execute(keep, &[]));
        assert_eq!(kept.wait().unwrap(), 1);
    }

    /// A registrar of a ward who may sign in: their login.
    pub(crate) fn registrar(&self) -> String {
        let login = "lan.nguyen";
        let words = [
            "officer",
            "add",
            "--login",
            login,
            "--name",
            "Nguyễn Thị Lan",
            "--role",
            "registrar",
            "--authority",
            "ubnd:00004@2025-07-01",
        ];
        let mut adding = self
            .command(&words)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut input = adding.stdin.take().unwrap();
        writeln!(input, "{PASSWORD}").unwrap();
        drop(input);
        assert!(adding.wait().unwrap().success());
        self.keep_given_password();
        login.to_owned()
    }
}

impl Served {
    /// Starts one and waits until it is ready.
    pub(crate) fn start(place: &Place) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let listen = free.local_addr().unwrap().to_string();
        drop(free);
        let log = std::fs::File::create(place.file("served.log")).unwrap();
        let process = place
            .command(&["serve"])
            .env("DANH_SERVER__LISTEN", &listen)
            .env("DANH_SERVER__OFFICER_REQUESTS_A_MINUTE", "1000000")
            .env("DANH_SERVER__ANONYMOUS_REQUESTS_A_MINUTE", "1000000")
            .env("DANH_SIGN_IN__SECOND_FACTOR_FOR", "[]")
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(START_SECONDS_MAX)))
            .build();
        let served = Self {
            process: Mutex::new(process),
            address: format!("http://{listen}"),
            agent: agent.into(),
        };
        served.await_ready(place);
        served
    }

    fn await_ready(&self, place: &Place) {
        let until = Instant::now() + Duration::from_secs(START_SECONDS_MAX);
        while Instant::now() < until {
            let ended = self.process.lock().unwrap().try_wait().unwrap();
            let log = || std::fs::read_to_string(place.file("served.log")).unwrap();
            assert!(ended.is_none(), "{}", log());
            let ready = self.agent.get(format!("{}/readyz", self.address)).call();
            if ready.is_ok_and(|ready| ready.status() == 200) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("the server did not start");
    }

    /// Kills it with SIGKILL.
    pub(crate) fn kill(&self) {
        let mut process = self.process.lock().unwrap();
        process.kill().unwrap();
        process.wait().unwrap();
    }

    /// Lets it do nothing more for now.
    pub(crate) fn hold(&self) {
        self.signal("-STOP");
    }

    /// Lets it go on.
    pub(crate) fn go_on(&self) {
        self.signal("-CONT");
    }

    fn signal(&self, name: &str) {
        let id = self.process.lock().unwrap().id().to_string();
        let sent = Command::new("kill").args([name, &id]).status().unwrap();
        assert!(sent.success());
    }

    /// A token of an officer's new session.
    pub(crate) fn token(&self, login: &str) -> String {
        let body = json!({"login": login, "password": PASSWORD});
        let answer = self.post("/api/v1/sessions", "", "", &body).unwrap();
        assert_eq!(answer.status, 201, "{}", answer.body);
        let answer: Value = serde_json::from_str(&answer.body).unwrap();
        answer["token"].as_str().unwrap().to_owned()
    }

    /// Posts a request under a key; `None` when no whole answer came.
    pub(crate) fn post(&self, path: &str, token: &str, key: &str, body: &Value) -> Option<Answer> {
        let mut request = self
            .agent
            .post(format!("{}{path}", self.address))
            .content_type("application/json");
        if !token.is_empty() {
            request = request
                .header("authorization", format!("Bearer {token}"))
                .header("idempotency-key", format!("\"{key}\""));
        }
        let mut answer = request.send(body.to_string()).ok()?;
        let location = answer.headers().get("location");
        Some(Answer {
            status: answer.status().as_u16(),
            location: location.map(|value| value.to_str().unwrap().to_owned()),
            body: answer.body_mut().read_to_string().ok()?,
        })
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // After a kill there is nothing left to kill.
        if let Ok(mut process) = self.process.lock() {
            process.kill().ok();
            process.wait().ok();
        }
    }
}
