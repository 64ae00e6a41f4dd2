//! A bank with a key and an agreement, which asks the office of the tests.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use danh_exchange::{
    Agreement, Approval, Organisation, OrganisationKey, OrganisationKind, Receipt,
    agreement_record, organisation_key_add, organisation_put,
};
use danh_keys::{PublicKey, Signer};
use danh_vocabulary::Timestamp;
use serde_json::{Value, json};

use crate::http_signature::{RequestToSign, sign_request};
use crate::testing::{Office, Reply};

pub(crate) const HOST: &str = "danh.example";
const DAY: i64 = 24 * 3_600 * 1_000_000;

/// An organisation that asks.
pub(crate) struct Bank<'o> {
    pub(crate) office: &'o Office,
    pub(crate) signer: Signer,
    asked: std::cell::Cell<u32>,
}

/// What the bank agreed on.
pub(crate) fn agreement() -> Agreement {
    serde_json::from_value(json!({
        "id": "ngan-hang-mo-tai-khoan", "version": 1, "organisation": "ngan-hang",
        "keeper": "bca-c06", "basis": "Luật Căn cước 2023, Điều 10",
        "purposes": [{
            "code": "mo-tai-khoan", "words": "Mở tài khoản thanh toán",
            "words_english": "Opening a payment account",
        }],
        "verify": ["number", "name", "born", "card"],
        "attributes": ["name", "sex", "permanent_residence"],
        "derived": ["of_age", "lives_in"],
        "tolerance": {"accents": true},
        "volume": {"per_minute": 5, "per_day": 20},
        "valid_from": "2025-07-01", "valid_until": "2027-06-30",
    }))
    .unwrap()
}

impl<'o> Bank<'o> {
    pub(crate) fn at(office: &'o Office) -> Self {
        Self::with(office, agreement())
    }

    pub(crate) fn with(office: &'o Office, agreement: Agreement) -> Self {
        let signer = Signer::from_seed(&[5; 32]);
        let now = office.state.clock.now();
        let valid = Timestamp::from_micros(now.micros() - DAY)
            ..Timestamp::from_micros(now.micros() + 365 * DAY);
        let public = PublicKey::ed25519(signer.public_key());
        let organisation = Organisation {
            id: agreement.organisation.clone(),
            kind: OrganisationKind::Bank,
            name: "Ngân hàng Mẫu".to_owned(),
            name_english: "Sample Bank".to_owned(),
        };
        let key = OrganisationKey::new(organisation.id.clone(), public, valid);
        let approval = Approval {
            proposed_by: None,
            decided_by: None,
            reason: "Thử".to_owned(),
            at: now,
        };
        let enrolled = office.state.store.write(move |tx| {
            organisation_put(tx, &organisation)?;
            assert!(organisation_key_add(tx, &key)?);
            agreement_record(tx, &agreement, &approval).unwrap();
            Ok::<_, danh_store::StoreError>(())
        });
        enrolled.wait().unwrap();
        Self {
            signer,
            ..Self::unenrolled(office)
        }
    }

    /// Somebody whom the register does not know.
    pub(crate) fn unenrolled(office: &'o Office) -> Self {
        Self {
            office,
            signer: Signer::from_seed(&[6; 32]),
            asked: std::cell::Cell::new(0),
        }
    }

    /// Under the bank's agreement, about the mother of the office's family or whom `subject` names instead.
    pub(crate) fn body(subject: &Value, more: &Value) -> Value {
        let mut body = json!({
            "under": {"agreement": "ngan-hang-mo-tai-khoan", "purpose": "mo-tai-khoan"},
            "subject": subject,
        });
        for (name, value) in more.as_object().unwrap() {
            body[name] = value.clone();
        }
        body
    }

    /// The mother's personal number.
    pub(crate) fn number(&self) -> String {
        let person = self.office.mother;
        let read = self
            .office
            .state
            .store
            .read(move |tx| danh_register::person_queries::person_by_id(tx, person));
        let (_, state) = read.wait().unwrap().unwrap();
        state.number().unwrap().as_str().to_owned()
    }

    /// A signed request that no other equals.
    pub(crate) fn request(&self, path: &str, body: &Value) -> Request<Body> {
        self.asked.set(self.asked.get() + 1);
        let nonce = format!("nonce-number-{:06}", self.asked.get());
        let created = self.office.state.clock.now().micros() / 1_000_000;
        self.signed(path, body, (&nonce, created))
    }

    pub(crate) fn signed(
        &self,
        path: &str,
        body: &Value,
        (nonce, created): (&str, i64),
    ) -> Request<Body> {
        let text = body.to_string();
        let fields = sign_request(
            &self.signer,
            &RequestToSign {
                method: "POST",
                authority: HOST,
                path,
                body: text.as_bytes(),
                created,
                lasts: 120,
                nonce,
            },
        );
        let mut request = Request::post(path)
            .header(header::HOST, HOST)
            .header(header::CONTENT_TYPE, "application/json");
        for (name, value) in fields {
            request = request.header(name, value);
        }
        request.body(Body::from(text)).unwrap()
    }

    pub(crate) fn ask(&self, path: &str, body: &Value) -> Reply {
        self.office.ask(self.request(path, body))
    }

    /// What is answered, which must stand in the receipt as well.
    pub(crate) fn answer(&self, path: &str, body: &Value) -> Value {
        let reply = self.ask(path, body);
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
        assert_eq!(reply.header("cache-control"), "no-store");
        let answered = reply.json();
        let key = self.office.state.exchange.receipt_key();
        let receipt = Receipt::verify(answered["receipt"].as_str().unwrap(), &key).unwrap();
        assert_eq!(receipt.answer, answered["answer"]);
        assert_eq!(&receipt.question, body);
        assert_eq!(receipt.organisation.as_str(), "ngan-hang");
        answered["answer"].clone()
    }
}
