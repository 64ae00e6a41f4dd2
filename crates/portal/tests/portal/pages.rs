//! Every example of every page, in both languages: how it looks as HTML, and what must hold
//! on each.

use std::collections::BTreeSet;

use danh_directory::Directory;
use danh_portal::assets::{MARK, SCRIPT, SCRIPT_PATH, STYLE_SHEET, STYLE_SHEET_PATH};
use danh_portal::examples;
use danh_portal::language::Language;
use jiff::civil::date;

use crate::html::{Tag, tags};

/// Name, language and HTML of every example.
fn rendered() -> Vec<(String, Language, String)> {
    let mut pages = Vec::new();
    for example in examples::all() {
        for language in Language::ALL {
            let name = format!("{}.{}", example.name, language.code());
            pages.push((
                name,
                language,
                example.html(language).expect("an example renders"),
            ));
        }
    }
    pages
}

#[test]
fn examples_look_as_before() {
    for (name, _, html) in rendered() {
        let start = html.find("<main").unwrap();
        let end = html.find("</main>").unwrap();
        insta::assert_snapshot!(name, &html[start..end]);
    }
}

#[test]
fn the_frame_looks_as_before() {
    let framed = ["sign-in.vi", "ledger.vi", "results.en"];
    for (name, _, html) in rendered()
        .into_iter()
        .filter(|(name, ..)| framed.contains(&&**name))
    {
        // Their addresses follow their content; a change of colour is no change here.
        let html = html
            .replace(STYLE_SHEET_PATH.as_str(), "/assets/danh.css")
            .replace(SCRIPT_PATH.as_str(), "/assets/danh.js");
        let (top, rest) = html.split_once("<main").unwrap();
        let bottom = rest.split_once("</main>").unwrap().1;
        insta::assert_snapshot!(
            format!("frame-{name}"),
            format!("{top}<main>…</main>{bottom}")
        );
    }
}

#[test]
fn every_page_has_one_heading_one_language_and_says_its_title_first() {
    for (name, language, html) in rendered() {
        let tags = tags(&html);
        let count = |wanted: &str| tags.iter().filter(|tag| tag.name == wanted).count();
        assert_eq!(
            (count("h1"), count("main"), count("title")),
            (1, 1, 1),
            "{name}"
        );
        assert_eq!(tags[0].attribute("lang"), Some(language.code()), "{name}");
        let title = html
            .split("<title>")
            .nth(1)
            .unwrap()
            .split("</title>")
            .next()
            .unwrap();
        assert!(
            title.ends_with(" – Danh") && title.len() > " – Danh".len() + 1,
            "{name}: {title}"
        );
        let wrong = html.contains("class=\"error-summary\"");
        assert_eq!(
            title.starts_with("Lỗi: ") || title.starts_with("Error: "),
            wrong,
            "{name}"
        );
    }
}

#[test]
fn ids_are_unique_and_whatever_points_at_one_finds_it() {
    for (name, _, html) in rendered() {
        let tags = tags(&html);
        let ids: Vec<&str> = tags.iter().filter_map(|tag| tag.attribute("id")).collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{name}: {ids:?}");
        let pointed_at = tags.iter().flat_map(|tag| {
            let wired = ["for", "aria-describedby", "aria-labelledby"]
                .into_iter()
                .filter_map(|attribute| tag.attribute(attribute))
                .flat_map(str::split_whitespace);
            let link = tag
                .attribute("href")
                .and_then(|href| href.strip_prefix('#'));
            wired.chain(link).collect::<Vec<_>>()
        });
        for id in pointed_at {
            assert!(unique.contains(id), "{name}: `{id}`");
        }
    }
}

#[test]
fn every_input_has_a_label_and_a_wrong_one_says_why() {
    for (name, _, html) in rendered() {
        let tags = tags(&html);
        let labelled: BTreeSet<&str> = tags.iter().filter_map(|tag| tag.attribute("for")).collect();
        let shown = |tag: &&Tag| {
            matches!(&*tag.name, "input" | "select" | "textarea")
                && tag.attribute("type") != Some("hidden")
        };
        for input in tags.iter().filter(shown) {
            let id = input.attribute("id").unwrap();
            assert!(labelled.contains(id), "{name}: `{id}`");
            let ticked = matches!(input.attribute("type"), Some("radio" | "checkbox"));
            assert!(
                ticked || input.attribute("autocomplete").is_some(),
                "{name}: `{id}`"
            );
        }
    }
}

#[test]
fn no_page_holds_a_script_or_a_style_of_its_own_or_looks_elsewhere() {
    for (name, _, html) in rendered() {
        let script = format!("<script src=\"{}\" defer></script>", *SCRIPT_PATH);
        assert_eq!(html.matches("<script").count(), 1, "{name}");
        assert!(html.contains(&script), "{name}");
        for tag in tags(&html) {
            assert!(
                !matches!(tag.name.as_str(), "style" | "iframe" | "object" | "embed"),
                "{name}"
            );
            for (attribute, value) in &tag.attributes {
                assert!(
                    attribute != "style" && !attribute.starts_with("on"),
                    "{name}"
                );
                if matches!(attribute.as_str(), "href" | "src" | "action") {
                    let inside = value.starts_with('#')
                        || (value.starts_with('/') && !value.starts_with("//"));
                    assert!(inside, "{name}: `{value}`");
                }
            }
        }
    }
}

#[test]
fn no_address_holds_a_number_or_a_name() {
    for (name, _, html) in rendered() {
        for tag in tags(&html) {
            for attribute in ["href", "action"] {
                let address = tag.attribute(attribute).unwrap_or_default();
                // The digest of a file may be all digits, and names nobody.
                if address.starts_with("/assets/") {
                    continue;
                }
                let longest = address
                    .split(|it: char| !it.is_ascii_digit())
                    .map(str::len)
                    .max()
                    .unwrap_or_default();
                assert!(longest < 9, "{name}: `{address}`");
                assert!(!address.contains("1958"), "{name}: `{address}`");
            }
        }
    }
}

#[test]
fn what_is_typed_is_escaped() {
    use danh_portal::examples::Example;
    use danh_portal::pages::search::{SearchError, SearchView, TypedSearch};

    let mut typed = TypedSearch::default();
    typed.person.name = "\"><script>alert('x')</script>".into();
    let on = (&Directory::embedded(), date(2026, 11, 23));
    let view = SearchView::new(on, typed, vec![SearchError::NameMalformed]);
    let html = Example::new("escaping", "/search", view)
        .html(Language::Vietnamese)
        .unwrap();
    assert!(!html.contains("<script>"));
    assert!(html.contains("&#60;script&#62;"));
}

#[test]
fn a_page_with_all_it_loads_weighs_little() {
    for (name, _, html) in rendered() {
        let weight = html.len() + STYLE_SHEET.len() + SCRIPT.len() + MARK.len();
        assert!(weight < 60_000, "{name}: {weight} bytes");
    }
}
