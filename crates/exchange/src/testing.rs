//! Somebody to ask about, and an agreement to ask under.

use std::sync::{Arc, LazyLock};

use danh_directory::Directory;
use danh_register::PersonState;
use danh_vocabulary::Timestamp;
use jiff::civil::Date;
use serde_json::json;

use crate::agreement::{Agreement, AgreementRow, Approval};

pub(crate) const NUMBER: &str = "001196000123";
pub(crate) const TODAY: Date = jiff::civil::date(2026, 1, 5);

/// The units, loaded once.
pub(crate) fn directory() -> Arc<Directory> {
    static DIRECTORY: LazyLock<Arc<Directory>> = LazyLock::new(|| Arc::new(Directory::embedded()));
    DIRECTORY.clone()
}

/// A woman of 29 with a card, of whom no home is known.
pub(crate) fn person() -> PersonState {
    serde_json::from_value(json!({
        "identity": {
            "name": "Nguyễn Thị Mai", "sex": "F", "born": "1996-03-15",
            "ethnicity": "01", "nationalities": ["VNM"],
        },
        "numbers": [{"number": NUMBER, "cancelled": false}],
        "marital": "single",
        "cards": [{
            "kind": "identification", "serial": "CC0000001", "issued_on": "2024-08-01",
            "issued_by": "bca-c06", "expires_on": "2036-03-15",
        }],
    }))
    .unwrap()
}

/// What a bank agreed on.
pub(crate) fn agreement() -> Agreement {
    serde_json::from_value(json!({
        "id": "ngan-hang-mo-tai-khoan",
        "version": 1,
        "organisation": "ngan-hang",
        "keeper": "bca-c06",
        "basis": "Luật Căn cước 2023, Điều 10",
        "purposes": [{
            "code": "mo-tai-khoan", "words": "Mở tài khoản thanh toán",
            "words_english": "Opening a payment account",
        }],
        "verify": ["number", "name", "born", "card"],
        "attributes": ["name", "born", "sex"],
        "derived": ["of_age", "alive", "married", "lives_in"],
        "tolerance": {"accents": true},
        "volume": {"per_minute": 3, "per_day": 20},
        "guesses": {"per_subject_a_day": 2, "per_day": 4},
        "valid_from": "2025-07-01",
        "valid_until": "2027-06-30",
    }))
    .unwrap()
}

/// A decision of nobody in particular.
pub(crate) fn decided() -> Approval {
    Approval {
        proposed_by: None,
        decided_by: None,
        reason: "Thử".to_owned(),
        at: Timestamp::from_micros(0),
    }
}

/// An agreement that was approved.
pub(crate) fn approved(agreement: Agreement) -> AgreementRow {
    AgreementRow {
        agreement,
        approval: decided(),
        suspended: None,
    }
}
