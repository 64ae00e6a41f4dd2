//! `danh officer`: what an administrator does at the machine, tried as a stranger would.

use std::io::Write as _;
use std::process::{Output, Stdio};

use crate::harness::{Place, refused, text};

const PASSWORD: &str = "một mật khẩu tạm thời";

/// A command that reads a password from standard input.
fn with_password(place: &Place, words: &[&str], password: &str) -> Output {
    let mut command = place.command(words);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    writeln!(stdin, "{password}").unwrap();
    drop(stdin);
    child.wait_with_output().unwrap()
}

const ADD: [&str; 10] = [
    "officer",
    "add",
    "--login",
    "lan.nguyen",
    "--name",
    "Nguyễn Thị Lan",
    "--role",
    "registrar",
    "--authority",
    "bca-c06",
];

#[test]
fn an_account_is_made_disabled_enabled_and_reset_and_everything_is_on_record() {
    Place::on_both_engines(|place| {
        let weak = with_password(place, &ADD, "Lan.Nguyen.2026");
        refused(&weak, 64, "made of the login");
        let added = with_password(place, &ADD, PASSWORD);
        assert!(added.status.success(), "{}", text(&added.stderr));
        refused(&with_password(place, &ADD, PASSWORD), 64, "is taken");

        let one = |command: &str| {
            let words = ["officer", command, "--login", "lan.nguyen"];
            place.run(&words)
        };
        assert!(one("disable").status.success());
        refused(&one("disable"), 64, "is disabled already");
        assert!(one("enable").status.success());
        refused(&one("enable"), 64, "is not disabled");
        refused(&one("reset-second-factor"), 64, "has no second factor");
        assert!(text(&one("end-sessions").stdout).starts_with("0 sessions"));
        let reset = ["officer", "reset-password", "--login", "lan.nguyen"];
        refused(
            &with_password(place, &reset, "matkhau123456"),
            64,
            "many people choose",
        );
        assert!(
            with_password(place, &reset, "mây trắng về núi")
                .status
                .success()
        );
        let nobody = ["officer", "disable", "--login", "nobody.here"];
        refused(&place.run(&nobody), 64, "nobody signs in as `nobody.here`");

        let shown = place.succeed(&["officer", "show", "--login", "lan.nguyen"]);
        for line in [
            "no second factor, must change the password",
            "Nguyễn Thị Lan",
            "registrar at bca-c06 since",
            "password-reset  by machine:uid ",
            "sessions-ended  by machine:uid ",
            "enabled  by machine:uid ",
            "disabled  by machine:uid ",
            "created  by machine:uid ",
        ] {
            assert!(shown.contains(line), "{line}: {shown}");
        }
        assert!(
            place
                .succeed(&["officer", "list"])
                .ends_with("1 accounts\n")
        );
    });
}

#[test]
fn an_appointment_is_ended_by_its_role_with_a_decision() {
    let place = Place::sqlite();
    assert!(with_password(&place, &ADD, PASSWORD).status.success());
    let end = |role: &str| {
        let words = [
            "officer",
            "end-appointment",
            "--login",
            "lan.nguyen",
            "--role",
            role,
        ];
        place.run(&[&words[..], &["--basis", "Quyết định 12/QĐ-BCA"]].concat())
    };
    refused(&end("reviewer"), 64, "is not appointed as reviewer");
    let ended = end("registrar");
    assert!(ended.status.success(), "{}", text(&ended.stderr));
    assert!(text(&ended.stdout).contains("is registrar at bca-c06 until"));
    refused(&end("registrar"), 64, "ends on");
    let shown = place.succeed(&["officer", "show", "--login", "lan.nguyen"]);
    assert!(shown.contains(" until "), "{shown}");
}

#[test]
fn the_cost_of_passwords_is_measured_and_told() {
    let place = Place::sqlite();
    assert!(with_password(&place, &ADD, PASSWORD).status.success());
    let measured = place.succeed(&["officer", "measure-passwords"]);
    assert!(measured.contains(" MiB and "), "{measured}");
    let doctor = text(&place.run(&["doctor"]).stdout);
    assert!(doctor.contains("checking a password takes"), "{doctor}");
    assert!(
        doctor.contains("1 of 1 accounts have no second factor"),
        "{doctor}"
    );
}
