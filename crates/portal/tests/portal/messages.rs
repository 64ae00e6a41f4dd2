//! Every sentence exists in both languages, is used, and stands in no template.

use std::collections::{BTreeMap, BTreeSet};

use crate::sources::{between, sources};

/// Key and the names of its placeables, of one language.
fn written(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources(&format!("messages/{language}"), "ftl") {
        let mut key = String::new();
        for line in source.text.lines() {
            let starts_message = line.starts_with(|first: char| first.is_ascii_lowercase());
            if let Some((name, _)) = line.split_once(" =").filter(|_| starts_message) {
                name.clone_into(&mut key);
                assert!(
                    messages.insert(key.clone(), BTreeSet::new()).is_none(),
                    "{}: `{key}` is written twice",
                    source.path.display()
                );
            }
            let names = line.split('$').skip(1).map(|rest| {
                rest.chars()
                    .take_while(char::is_ascii_alphanumeric)
                    .collect::<String>()
            });
            messages.entry(key.clone()).or_default().extend(names);
        }
    }
    messages.remove("");
    messages
}

/// Every key that a template or the code names, with where.
fn named() -> BTreeMap<String, String> {
    let mut keys = BTreeMap::new();
    for source in sources("templates", "html") {
        for key in between(&source.text, "t.text(\"", "\")") {
            keys.insert(key.to_owned(), source.path.display().to_string());
        }
    }
    for source in sources("src", "rs") {
        for line in source
            .text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
        {
            for key in between(line, "Key(\"", "\")") {
                keys.insert(key.to_owned(), source.path.display().to_string());
            }
        }
    }
    keys
}

#[test]
fn every_key_is_written_in_both_languages_with_the_same_placeables() {
    assert_eq!(written("vi"), written("en"));
}

#[test]
fn every_key_that_is_named_is_written() {
    let written = written("vi");
    let unknown: Vec<_> = named()
        .into_iter()
        .filter(|(key, _)| !written.contains_key(key))
        .collect();
    assert!(unknown.is_empty(), "named but not written: {unknown:?}");
}

#[test]
fn every_key_that_is_written_is_named() {
    let named = named();
    let unused: Vec<_> = written("vi")
        .into_keys()
        .filter(|key| !named.contains_key(key))
        .collect();
    assert!(unused.is_empty(), "written but not named: {unused:?}");
}

#[test]
fn no_template_holds_a_sentence() {
    for source in sources("templates", "html") {
        let words = bare_words(&source.text);
        assert!(words.is_empty(), "{}: {words:?}", source.path.display());
    }
}

#[test]
fn a_bare_sentence_is_found() {
    assert_eq!(
        bare_words("<p>{{ t.text(\"a\") }}</p>"),
        Vec::<String>::new()
    );
    assert_eq!(
        bare_words("<p{% if x %} class=\"a\"{% endif %}>Xin chào</p>"),
        ["Xin chào"]
    );
    assert_eq!(
        bare_words("<img alt=\"A mark\" class=\"b\">"),
        ["alt=A mark"]
    );
    assert_eq!(
        bare_words("<p data-saved=\"Saved at\"></p>"),
        ["data-saved=Saved at"]
    );
    assert_eq!(
        bare_words("<nav aria-label=\"{{ x }}\"></nav>"),
        Vec::<String>::new()
    );
}

/// Attributes that are shown or read out, by a browser or by our script.
const READ_OUT: [&str; 13] = [
    "alt",
    "title",
    "aria-label",
    "aria-description",
    "aria-valuetext",
    "placeholder",
    "data-none",
    "data-some",
    "data-lost",
    "data-saving",
    "data-saved",
    "data-failed",
    "data-ended",
];

/// What a reader would see or hear that came from no message: text between tags, and
/// attributes that are read out.
fn bare_words(template: &str) -> Vec<String> {
    let markup = without_expressions(template);
    let mut words = Vec::new();
    let mut rest = markup.as_str();
    while let Some((text, tail)) = rest.split_once('<') {
        words.push(text.trim().to_owned());
        let (tag, tail) = tail.split_once('>').unwrap_or((tail, ""));
        for attribute in READ_OUT {
            for value in between(tag, &format!(" {attribute}=\""), "\"") {
                if !value.is_empty() {
                    words.push(format!("{attribute}={value}"));
                }
            }
        }
        rest = tail;
    }
    words.push(rest.trim().to_owned());
    words.retain(|text| text.chars().any(char::is_alphabetic));
    words
}

fn without_expressions(template: &str) -> String {
    let mut text = template.to_owned();
    for (before, after) in [("{{", "}}"), ("{%", "%}"), ("{#", "#}")] {
        while let Some(start) = text.find(before) {
            let end = text[start..].find(after).expect("an expression ends") + start + after.len();
            text.replace_range(start..end, "");
        }
    }
    text
}

#[test]
fn no_template_goes_round_the_escaping() {
    for source in sources("templates", "html") {
        assert!(!source.text.contains("safe"), "{}", source.path.display());
    }
}
