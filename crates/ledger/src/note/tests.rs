use proptest::prelude::*;

use super::*;

// The example of the Go checksum database, where signed notes come from.
const VERIFIER_KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const PRIVATE_KEY: &str = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const TEXT: &str = "If you think cryptography is the answer to your problem,\n\
                    then you don't know what your problem is.\n";
const SIGNATURE: &str = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2p\
                         ZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

fn known_key() -> VerifierKey {
    VERIFIER_KEY.parse().unwrap()
}

fn known_note() -> String {
    format!("{TEXT}\n{SIGNATURE}")
}

fn signer(name: &str, seed: u8) -> NoteSigner {
    NoteSigner::new(name.parse().unwrap(), Signer::from_seed(&[seed; 32]))
}

#[test]
fn agrees_with_the_published_example() {
    let typed = BASE64.decode(PRIVATE_KEY.as_bytes()).unwrap();
    let seed = typed[1..].try_into().unwrap();
    let signer = NoteSigner::new("PeterNeumann".parse().unwrap(), Signer::from_seed(seed));
    assert_eq!(signer.verifier_key().to_string(), VERIFIER_KEY);
    assert_eq!(*signer.verifier_key(), known_key());
    assert_eq!(signer.sign(TEXT), known_note());
    assert_eq!(open(&known_note(), &known_key()), Ok(TEXT));
}

#[test]
fn a_changed_text_or_signature_is_forged() {
    let forged = Err(NoteError::Forged {
        name: "PeterNeumann".to_owned(),
    });
    assert_eq!(
        open(&known_note().replace("answer", "cause"), &known_key()),
        forged
    );
    assert_eq!(
        open(&known_note().replace("JnAM=", "JnAI="), &known_key()),
        forged
    );
    // The right id before something that is no signature at all.
    let short = format!(
        "{TEXT}\n— PeterNeumann {}\n",
        BASE64.encode(&[0xc7, 0x4f, 0x20, 0xa3, 1])
    );
    assert_eq!(open(&short, &known_key()), forged);
    // One genuine signature does not excuse a forged one.
    let both = known_note() + &SIGNATURE.replace("JnAM=", "JnAI=");
    assert_eq!(open(&both, &known_key()), forged);
}

#[test]
fn other_signatures_are_passed_over() {
    let stranger = signer("stranger", 1).sign(TEXT);
    let stranger = stranger.strip_prefix(TEXT).unwrap().trim_start();
    // The same name, another key.
    let namesake = signer("PeterNeumann", 1).sign(TEXT);
    let namesake = namesake.strip_prefix(TEXT).unwrap().trim_start();
    let unsigned = Err(NoteError::Unsigned {
        name: "PeterNeumann".to_owned(),
    });
    assert_eq!(
        open(&format!("{TEXT}\n{stranger}{namesake}"), &known_key()),
        unsigned
    );
    let all = format!("{TEXT}\n{stranger}{SIGNATURE}{namesake}");
    assert_eq!(open(&all, &known_key()), Ok(TEXT));
}

#[test]
fn what_is_no_note_is_refused() {
    let known = known_note();
    for note in [
        "",
        "\n",
        "\n\n",
        TEXT,
        SIGNATURE,
        known.trim_end(),
        &format!("{known}\n"),
        &format!("{known}trailing\n"),
        &format!("{TEXT}\n{}", SIGNATURE.replace("— ", "- ")),
        &format!("{TEXT}\n{}", SIGNATURE.replace("JnAM=", "JnAM")),
        &format!("{TEXT}\n— PeterNeumann AAAA\n"),
        &format!(
            "{TEXT}\n—  {}",
            SIGNATURE.trim_start_matches("— PeterNeumann ")
        ),
        &known.replace("don't", "don't\t"),
        &format!("{TEXT}\n{}", SIGNATURE.repeat(SIGNATURES_MAX + 1)),
    ] {
        assert_eq!(
            open(note, &known_key()),
            Err(NoteError::Malformed),
            "{note:?}"
        );
    }
    assert!(open(&format!("{TEXT}\n{}", SIGNATURE.repeat(16)), &known_key()).is_ok());
}

#[test]
fn verifier_keys_that_do_not_fit_are_refused() {
    let mistyped = VERIFIER_KEY.replace("c74f20a3", "c74f20a4");
    assert!(matches!(
        mistyped.parse::<VerifierKey>(),
        Err(VerifierKeyError::Id(_))
    ));
    let renamed = VERIFIER_KEY.replace("Peter", "Petra");
    assert!(matches!(
        renamed.parse::<VerifierKey>(),
        Err(VerifierKeyError::Id(_))
    ));
    let kind = VERIFIER_KEY.replace("+ARpc", "+AhpC");
    assert!(matches!(
        kind.parse::<VerifierKey>(),
        Err(VerifierKeyError::Kind(_))
    ));
    for text in [
        "",
        "a",
        "a+b",
        "+c74f20a3+AR==",
        "a b+c74f20a3+AQ==",
        "a+zz+AQ==",
        "a+00+AQ=",
    ] {
        assert!(
            matches!(text.parse::<VerifierKey>(), Err(VerifierKeyError::Form(_))),
            "{text}"
        );
    }
}

#[test]
fn names_have_no_space_and_no_plus() {
    for name in ["", " ", "a b", "a+b", "a\u{a0}b", "a\nb", "a\u{7f}"] {
        assert!(name.parse::<KeyName>().is_err(), "{name:?}");
    }
    assert!("danh.example/ledger/nhật-ký".parse::<KeyName>().is_ok());
}

proptest! {
    #[test]
    fn what_is_signed_opens(text in "([^\u{0}-\u{1f}]{0,20}\n){1,6}", seed: u8) {
        let signer = signer("danh.example/journal", seed);
        let key: VerifierKey = signer.verifier_key().to_string().parse().unwrap();
        let note = signer.sign(&text);
        prop_assert_eq!(open(&note, &key), Ok(text.as_str()));
    }

    #[test]
    fn opening_never_panics(note in "[a\n —=A]{0,60}") {
        prop_assert!(open(&note, &known_key()).is_err());
    }
}
