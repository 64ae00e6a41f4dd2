//! Questions on both engines: what is answered, what is refused, and that both are on record.

mod agreed;

use std::collections::BTreeSet;

use danh_keys::{KeyRing, PublicKey};
use danh_register::{Actor, PersonState};
use danh_store::testing::on_both_engines;
use danh_store::{Migrations, Store, params};
use danh_vocabulary::{AccessRecordId, PersonId, SeededEntropy, Timestamp};
use jiff::civil::date;
use proptest::prelude::*;

use crate::testing::{NUMBER, agreement, decided, directory, person};
use crate::{
    AccessKind, AccessPage, AccessRecord, Agreement, Asked, Asking, Attribute, Claims, Derived,
    Exchange, Need, Organisation, OrganisationKind, Outcome, Question, Receipt, ReceiptError,
    Refusal, SubjectNamed, Subjects, SubjectsNamed, Told, ToldOfPerson, Verdict,
    access_record_by_id, access_records_of_person, agreement_record, agreement_resume,
    agreement_suspend, organisation_put,
};

const TABLES: &[Migrations] = &[
    danh_ledger::MIGRATIONS,
    danh_register::MIGRATIONS,
    crate::MIGRATIONS,
];
const SOMEBODY: PersonId = PersonId::from_i64(42);
const MINUTE: i64 = 60 * 1_000_000;

/// A register of one person, whom a bank may ask about.
struct Counter<'s> {
    store: &'s Store,
    exchange: Exchange,
    asked: i64,
    now: Timestamp,
    _keys: tempfile::TempDir,
}

impl<'s> Counter<'s> {
    fn open(store: &'s Store, agreement: Agreement) -> Self {
        Self::about(store, agreement, &person())
    }

    fn about(store: &'s Store, agreement: Agreement, state: &PersonState) -> Self {
        let keys = tempfile::tempdir().unwrap();
        let ring = KeyRing::open_or_create(keys.path(), &SeededEntropy::new(1)).unwrap();
        let document = state.to_document();
        let written = store.write(move |tx| {
            tx.execute(
                "INSERT INTO person (person_id, version, document) VALUES ($1, $2, $3)",
                params![SOMEBODY.as_i64(), 1, &document],
            )?;
            tx.execute(
                "INSERT INTO person_number (number, person_id) VALUES ($1, $2)",
                params![NUMBER, SOMEBODY.as_i64()],
            )?;
            let bank = Organisation {
                id: agreement.organisation.clone(),
                kind: OrganisationKind::Bank,
                name: "Ngân hàng Mẫu".to_owned(),
                name_english: "Sample Bank".to_owned(),
            };
            organisation_put(tx, &bank)?;
            agreement_record(tx, &agreement, &decided()).unwrap();
            Ok::<_, danh_store::StoreError>(())
        });
        written.wait().unwrap();
        Self {
            store,
            exchange: Exchange::new(&ring, directory(), "danh.example").unwrap(),
            asked: 0,
            now: "2026-01-05T08:00:00Z".parse().unwrap(),
            _keys: keys,
        }
    }

    fn ask(&mut self, question: &Question) -> Outcome {
        self.asked += 1;
        self.ask_again(question)
    }

    /// With the nonce of the question before.
    fn ask_again(&mut self, question: &Question) -> Outcome {
        self.now = Timestamp::from_micros(self.now.micros() + 1);
        let asking = Asking {
            organisation: "ngan-hang".parse().unwrap(),
            question: question.clone(),
            nonce: format!("nonce-of-request-{}", self.asked).parse().unwrap(),
            nonce_until: Timestamp::from_micros(self.now.micros() + 10 * MINUTE),
            access_record: AccessRecordId::from_i64(self.now.micros()),
            salt: [7; 16],
            now: self.now,
        };
        let exchange = self.exchange.clone();
        let asked = self.store.write(move |tx| exchange.ask(tx, &asking));
        asked.wait().unwrap()
    }

    fn refusal(&mut self, question: &Question) -> Refusal {
        match self.ask(question) {
            Outcome::Refused {
                refusal,
                access_record,
                ..
            } => {
                let record = self.record(access_record);
                assert_eq!(record.kind, AccessKind::RefusedToOrganisation);
                let refused = record.organisation.unwrap().refusal;
                assert_eq!(refused.as_deref(), Some(refusal.code()));
                assert!(record.told.is_empty());
                refusal
            }
            Outcome::Answered(answered) => panic!("{answered:?}"),
        }
    }

    fn answer(&mut self, question: &Question) -> crate::Answered {
        match self.ask(question) {
            Outcome::Answered(answered) => *answered,
            Outcome::Refused { refusal, .. } => panic!("{refusal:?}"),
        }
    }

    fn record(&self, id: AccessRecordId) -> AccessRecord {
        let read = self.store.read(move |tx| access_record_by_id(tx, id));
        read.wait().unwrap().unwrap()
    }

    fn records(&self) -> Vec<AccessRecord> {
        let page = AccessPage {
            before: None,
            size: 100,
        };
        let read = self
            .store
            .read(move |tx| access_records_of_person(tx, SOMEBODY, page));
        read.wait().unwrap()
    }
}

fn question(asked: Asked, name: &str) -> Question {
    Question {
        agreement: "ngan-hang-mo-tai-khoan".parse().unwrap(),
        purpose: "mo-tai-khoan".parse().unwrap(),
        case: None,
        subject: SubjectNamed::Number(NUMBER.parse().unwrap()),
        claims: Claims {
            name: Some(name.parse().unwrap()),
            born: Some("1996-03-15".parse().unwrap()),
            ..Claims::default()
        },
        asked,
    }
}

fn verify(name: &str) -> Question {
    question(Asked::Verify, name)
}

fn of_number(number: &str) -> Question {
    Question {
        subject: SubjectNamed::Number(number.parse().unwrap()),
        ..verify("Nguyễn Thị Mai")
    }
}

#[test]
fn a_verification_is_answered_field_by_field_and_on_record() {
    on_both_engines(TABLES, |store| {
        let mut counter = Counter::open(store, agreement());
        let answered = counter.answer(&verify("Nguyen Thi Mai"));
        let expected = [
            (Attribute::Number, Verdict::Yes),
            (Attribute::Name, Verdict::Yes),
            (Attribute::Born, Verdict::Yes),
        ];
        assert_eq!(
            answered.answer.told,
            ToldOfPerson::Verdicts(expected.into())
        );
        let record = counter.record(answered.access_record);
        assert_eq!(record.actor, Actor::Organisation("ngan-hang".to_owned()));
        assert_eq!(record.told, [Told::Verification]);
        assert_eq!(record.persons, [SOMEBODY]);
        assert_eq!(record.purpose.as_str(), "Mở tài khoản thanh toán");
        let under = record.organisation.as_ref().unwrap();
        assert_eq!(
            (&*under.agreement, under.version),
            ("ngan-hang-mo-tai-khoan", Some(1))
        );
        assert_eq!(under.fields, ["number", "name", "born"]);
        assert!(!record.to_document().contains("Mai"));
        assert_eq!(
            answered.commitment,
            danh_ledger::commitment(&[7; 16], record.to_document().as_bytes())
        );
    });
}

#[test]
fn a_receipt_says_it_all_and_stands_alone() {
    on_both_engines(TABLES, |store| {
        let mut counter = Counter::open(store, agreement());
        let answered = counter.answer(&verify("Nguyễn Thị Mai"));
        let asked = serde_json::json!({"claims": {"name": "Nguyễn Thị Mai"}});
        let receipt = Receipt::of(counter.exchange.issuer(), &answered, asked.clone());
        let signed = counter.exchange.sign(&receipt);
        let key = counter.exchange.receipt_key();
        let read = Receipt::verify(&signed, &key).unwrap();
        assert_eq!(read, receipt);
        assert_eq!(read.question, asked);
        assert_eq!(read.answer["verdicts"]["name"], "yes");
        assert_eq!(read.access_record, counter.records()[0].id);
        let other = PublicKey::ed25519(danh_keys::Signer::from_seed(&[9; 32]).public_key());
        assert!(matches!(
            Receipt::verify(&signed, &other),
            Err(ReceiptError::Signature(_))
        ));
    });
}

#[test]
fn what_is_not_agreed_is_refused() {
    on_both_engines(TABLES, |store| {
        let mut needing = agreement();
        needing.needs = [Need::Case].into();
        let mut counter = Counter::open(store, needing);
        let mai = verify("Nguyễn Thị Mai");
        assert_eq!(counter.refusal(&mai), Refusal::CaseNumberMissing);
        let mai = Question {
            case: Some("HS-1".parse().unwrap()),
            ..mai
        };
        counter.answer(&mai);
        let other_purpose = Question {
            purpose: "quang-cao".parse().unwrap(),
            ..mai.clone()
        };
        assert_eq!(counter.refusal(&other_purpose), Refusal::WrongPurpose);
        let other_agreement = Question {
            agreement: "khac".parse().unwrap(),
            ..mai.clone()
        };
        assert_eq!(
            counter.refusal(&other_agreement),
            Refusal::AgreementNotInForce
        );
        let religion = Question {
            asked: Asked::Attributes([Attribute::Name, Attribute::Religion].into()),
            ..mai.clone()
        };
        assert_eq!(counter.refusal(&religion), Refusal::FieldNotAgreed);
        let mut sex = mai.clone();
        sex.claims.sex = Some(danh_vocabulary::Sex::Female);
        assert_eq!(counter.refusal(&sex), Refusal::FieldNotAgreed);
        assert_eq!(counter.records().len(), 6, "the citizen sees each of them");
    });
}

#[test]
fn a_request_counts_once() {
    on_both_engines(TABLES, |store| {
        let mut counter = Counter::open(store, agreement());
        let mai = verify("Nguyễn Thị Mai");
        counter.answer(&mai);
        let again = counter.ask_again(&mai);
        let Outcome::Refused { refusal, .. } = again else {
            panic!("{again:?}")
        };
        assert_eq!(refusal, Refusal::Replayed);
        let now = Timestamp::from_micros(counter.now.micros() + 20 * MINUTE);
        let removed = store.write(move |tx| crate::nonces_remove_expired(tx, now));
        assert_eq!(removed.wait().unwrap(), 1);
    });
}

#[test]
fn the_volume_is_counted_on_disk() {
    on_both_engines(TABLES, |store| {
        let mut counter = Counter::open(store, agreement());
        let mai = verify("Nguyễn Thị Mai");
        for _ in 0..3 {
            counter.answer(&mai);
        }
        let refused = counter.ask(&mai);
        let Outcome::Refused {
            refusal,
            retry_after_seconds,
            ..
        } = refused
        else {
            panic!("{refused:?}")
        };
        assert_eq!(
            (refusal, retry_after_seconds),
            (Refusal::OverQuota, Some(60))
        );
        counter.now = Timestamp::from_micros(counter.now.micros() + MINUTE);
        counter.answer(&mai);
        let then = Timestamp::from_micros(counter.now.micros() + 2 * 24 * 60 * MINUTE);
        let removed = store.write(move |tx| crate::counts_remove_expired(tx, then));
        assert!(removed.wait().unwrap() >= 3);
    });
}

#[test]
fn who_guesses_is_stopped_about_one_person_and_about_all() {
    on_both_engines(TABLES, |store| {
        let mut patient = agreement();
        patient.volume.per_minute = 20;
        let mut counter = Counter::open(store, patient);
        for name in ["Nguyễn Thị Một", "Nguyễn Thị Hai"] {
            let answered = counter.answer(&verify(name));
            assert!(answered.answer.says_no());
        }
        let right = verify("Nguyễn Thị Mai");
        assert_eq!(counter.refusal(&right), Refusal::TooManyWrongAnswers);
        // Numbers of nobody count as well.
        for number in ["001196000124", "001196000125"] {
            counter.answer(&of_number(number));
        }
        let another = of_number("001196000126");
        assert_eq!(counter.refusal(&another), Refusal::TooManyWrongAnswers);
        counter.now = Timestamp::from_micros(counter.now.micros() + 24 * 60 * MINUTE);
        counter.answer(&right);
    });
}

#[test]
fn a_protected_person_is_answered_as_nobody_is() {
    on_both_engines(TABLES, |store| {
        let mut hidden = person();
        hidden.protection = Some(
            serde_json::from_value(serde_json::json!({
                "since": "2026-01-01", "officers": ["0000000000000007"],
            }))
            .unwrap(),
        );
        let mut counter = Counter::about(store, agreement(), &hidden);
        let of_hidden = counter.answer(&verify("Nguyễn Thị Mai"));
        let of_nobody = counter.answer(&of_number("001196000124"));
        assert_eq!(of_hidden.answer, of_nobody.answer);
        let fields = Asked::Attributes([Attribute::Name].into());
        let asked = question(fields, "Nguyễn Thị Mai");
        assert_eq!(counter.refusal(&asked), Refusal::SubjectUnknown);
    });
}

#[test]
fn outside_the_scope_nobody_is_told_of() {
    on_both_engines(TABLES, |store| {
        let mut local = agreement();
        local.derived.remove(&Derived::LivesIn);
        local.subjects = Subjects::LivesIn("01".parse().unwrap());
        let mut counter = Counter::open(store, local);
        for asked in [verify("Nguyễn Thị Mai"), of_number("001196000124")] {
            assert_eq!(counter.refusal(&asked), Refusal::SubjectOutsideScope);
        }
    });
}

#[test]
fn more_than_yes_or_no_is_told_of_who_is_there() {
    on_both_engines(TABLES, |store| {
        let mut counter = Counter::open(store, agreement());
        let fields = Asked::Attributes([Attribute::Name, Attribute::Sex].into());
        let answered = counter.answer(&question(fields.clone(), "Nguyễn Thị Mai"));
        let told = answered.answer.to_json();
        assert_eq!(told["attributes"]["name"]["value"], "Nguyễn Thị Mai");
        assert_eq!(
            told["attributes"]["sex"]["basis"],
            "Luật Căn cước 2023, Điều 9 khoản 5"
        );
        let wrong = question(fields.clone(), "Nguyễn Thị Hai");
        assert_eq!(counter.refusal(&wrong), Refusal::SubjectUnknown);
        let mut by_number_alone = question(fields, "Nguyễn Thị Mai");
        by_number_alone.claims = Claims::default();
        assert_eq!(counter.refusal(&by_number_alone), Refusal::FieldNotAgreed);
        let of_age = Asked::Derived([Derived::OfAge].into(), None);
        let answered = counter.answer(&question(of_age, "Nguyễn Thị Mai"));
        assert_eq!(answered.answer.to_json()["derived"]["of_age"], "yes");
    });
}

/// Whether anything is answered says whether all that was stated is so; so only what may be known may be stated.
#[test]
fn who_is_there_is_shown_by_what_is_agreed() {
    on_both_engines(TABLES, |store| {
        let mut narrow = agreement();
        narrow.verify.remove(&Attribute::Card);
        let mut counter = Counter::open(store, narrow);
        let of_age = Asked::Derived([Derived::OfAge].into(), None);
        let mut by_card = question(of_age, "Nguyễn Thị Mai");
        counter.answer(&by_card);
        by_card.claims.card = Some("CC0000001".parse().unwrap());
        assert_eq!(counter.refusal(&by_card), Refusal::FieldNotAgreed);
    });
}

#[test]
fn a_pseudonym_takes_the_place_of_the_number() {
    on_both_engines(TABLES, |store| {
        let mut discreet = agreement();
        discreet.subjects_named = SubjectsNamed::Pseudonym;
        let mut counter = Counter::open(store, discreet);
        let wrong = counter.answer(&verify("Nguyễn Thị Hai"));
        assert_eq!(
            wrong.answer.pseudonym, None,
            "who is not known is not named"
        );
        let answered = counter.answer(&verify("Nguyễn Thị Mai"));
        let pseudonym = answered.answer.pseudonym.unwrap();
        let later = Question {
            subject: SubjectNamed::Pseudonym(pseudonym.clone()),
            claims: Claims::default(),
            ..question(Asked::Attributes([Attribute::Born].into()), "Mai")
        };
        let answered = counter.answer(&later);
        assert_eq!(answered.answer.pseudonym, Some(pseudonym));
        assert_eq!(
            answered.answer.to_json()["attributes"]["born"]["value"],
            "1996-03-15"
        );
    });
}

#[test]
fn an_agreement_counts_for_its_time_and_while_it_is_not_stopped() {
    on_both_engines(TABLES, |store| {
        let mut counter = Counter::open(store, agreement());
        let mai = verify("Nguyễn Thị Mai");
        let id = agreement().id;
        let stopped = id.clone();
        let suspend = store.write(move |tx| agreement_suspend(tx, &stopped, &decided()));
        suspend.wait().unwrap();
        assert_eq!(counter.refusal(&mai), Refusal::AgreementNotInForce);
        store
            .write(move |tx| agreement_resume(tx, &id))
            .wait()
            .unwrap();
        counter.answer(&mai);
        counter.now = "2027-07-01T00:00:00Z".parse().unwrap();
        assert_eq!(counter.refusal(&mai), Refusal::AgreementNotInForce);
    });
}

#[test]
fn an_amendment_counts_from_its_first_day() {
    on_both_engines(TABLES, |store| {
        let mut counter = Counter::open(store, agreement());
        let mut amended = agreement();
        amended.version = 2;
        amended.valid_from = date(2026, 2, 1);
        amended.verify.remove(&Attribute::Name);
        let twice = amended.clone();
        let written = store.write(move |tx| agreement_record(tx, &amended, &decided()));
        written.wait().unwrap();
        let again = store.write(move |tx| agreement_record(tx, &twice, &decided()));
        let refused = again.wait().unwrap_err();
        assert_eq!(refused.to_string(), "the next version is 3");
        let mai = verify("Nguyễn Thị Mai");
        assert_eq!(counter.answer(&mai).agreement_version, 1);
        counter.now = "2026-02-01T08:00:00Z".parse().unwrap();
        assert_eq!(counter.refusal(&mai), Refusal::FieldNotAgreed);
    });
}
