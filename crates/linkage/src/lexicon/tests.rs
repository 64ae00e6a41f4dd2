use super::*;

#[test]
fn spellings_share_an_entry_and_keep_their_form() {
    let growing = GrowingLexicon::new();
    let hoa = growing.forms("HÒA")[0];
    assert_eq!(growing.forms("hoà"), [hoa]);
    assert_eq!(growing.forms("Ly\u{301}"), growing.forms("LÍ"));
    let plain = growing.forms("Hoa")[0];
    assert_ne!(plain, hoa);
    assert_eq!(growing.forms("Anne-Marie").len(), 2);
    assert_eq!(growing.forms("H'Hen").len(), 1);
    assert_eq!(growing.forms("--"), Vec::<u32>::new());
    assert_eq!(growing.forms("NGUYEN<<VAN<AN").len(), 3);
    let lexicon = growing.freeze().unwrap();
    assert_eq!(lexicon.entry_of(hoa), lexicon.entry_of(plain));
    assert!(lexicon.forms[hoa as usize].is_accented);
    assert!(!lexicon.forms[plain as usize].is_accented);
}

#[test]
fn codes_lose_their_zeros_and_their_case() {
    let growing = GrowingLexicon::new();
    assert_eq!(growing.code("00004"), growing.code("4"));
    assert_eq!(growing.code("NSW"), growing.code("nsw"));
    assert_ne!(growing.code("04a"), growing.code("4a"));
    assert_eq!(growing.code(""), 0);
}

#[test]
fn dialects_are_kin() {
    let growing = GrowingLexicon::new();
    let entry = |text: &str| growing.code(text) as usize;
    let (huynh, hoang, le) = (entry("Huỳnh"), entry("Hoàng"), entry("Lê"));
    let lexicon = growing.freeze().unwrap();
    assert_eq!(lexicon.entries[huynh].kin, lexicon.entries[hoang].kin);
    assert_ne!(lexicon.entries[huynh].kin, 0);
    assert_eq!(lexicon.entries[le].kin, 0);
}

#[test]
fn caches_answer_as_the_lexicon_does() {
    let growing = GrowingLexicon::new();
    let (mut names, mut codes) = (NameCache::default(), CodeCache::default());
    for _ in 0..2 {
        let mut forms = Vec::new();
        names.push(&growing, "Nguyễn".as_bytes(), &mut forms);
        names.push(&growing, "Anne-Marie".as_bytes(), &mut forms);
        names.push(&growing, "Wolfeschlegelsteinhausen".as_bytes(), &mut forms);
        names.push(&growing, b".", &mut forms);
        let expected = ["Nguyễn", "Anne-Marie", "Wolfeschlegelsteinhausen"]
            .map(|piece| growing.forms(piece))
            .concat();
        assert_eq!(forms, expected);
        assert_eq!(codes.code(&growing, b"00012"), growing.code("12"));
        assert_eq!(codes.code(&growing, b""), 0);
        let long = b"a line of text that is longer than a key";
        assert_eq!(
            codes.code(&growing, long),
            growing.code("a line of text that is longer than a key")
        );
    }
}
