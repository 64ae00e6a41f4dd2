//! An organisation asks the demo, and its receipt is verified where no server is.

use std::fs;

use crate::harness::{Place, danh, text};
use crate::serving::Demo;

/// Somebody of the demo: number and name.
fn somebody(place: &Place) -> (String, String) {
    let told = fs::read_to_string(place.data().join("demo.json")).unwrap();
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    let mut people = told["people"].as_array().unwrap().iter();
    let person = people.find(|person| person["hint"] == "moved two months ago");
    let person = person.unwrap();
    let word = |field: &str| person[field].as_str().unwrap().to_owned();
    (word("number"), word("name"))
}

#[test]
fn a_bank_asks_and_its_receipt_holds_until_it_is_changed() {
    let place = Place::sqlite();
    let demo = Demo::start(&place);
    let (number, name) = somebody(&place);
    let receipt = place.file("receipt.jws");
    let receipt = receipt.to_str().unwrap();
    let said = place.succeed(&[
        "ask", "--number", &number, "--name", &name, "--out", receipt,
    ]);
    assert!(said.contains("\"name\": \"yes\""), "{said}");
    assert!(said.contains("the receipt holds"), "{said}");
    let wrong = place.succeed(&["ask", "--number", &number, "--name", "Nguyễn Văn Không"]);
    assert!(wrong.contains("\"name\": \"no\""), "{wrong}");
    let refused = place.run(&[
        "ask",
        "--as",
        "benh-vien-mau",
        "--number",
        &number,
        "--name",
        &name,
    ]);
    assert!(!refused.status.success());
    let refused = text(&refused.stderr);
    assert!(refused.contains("case-number-missing"), "{refused}");
    let mut keys = ureq::get(format!("{}/api/v1/exchange/keys", demo.address))
        .call()
        .unwrap();
    let kept = place.file("keys.json");
    fs::write(&kept, keys.body_mut().read_to_string().unwrap()).unwrap();
    demo.stop();

    let verify = |receipt: &str| {
        let mut command = danh(&["receipt", "verify", receipt, "--keys"]);
        command.arg(&kept).output().unwrap()
    };
    let held = verify(receipt);
    assert!(held.status.success(), "{}", text(&held.stderr));
    assert!(text(&held.stdout).contains("\"organisation\": \"ngan-hang-mau\""));
    assert!(
        place
            .succeed(&["receipt", "verify", receipt])
            .contains("the receipt holds")
    );
    let signed = fs::read_to_string(receipt).unwrap();
    let (header, rest) = signed.split_once('.').unwrap();
    let changed = place.file("changed.jws");
    fs::write(&changed, format!("{header}.e30{}", &rest[3..])).unwrap();
    assert_eq!(verify(changed.to_str().unwrap()).status.code(), Some(1));
    // What was told and refused is in the access log, which holds.
    let verified = place.succeed(&["ledger", "verify", "--log", "access"]);
    assert!(verified.contains("entries fit"), "{verified}");
}
