//! Filling in whatever form a page holds, as well as anybody can who knows nothing of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

/// A commune that everybody finds.
const UNIT: &str = "Phường Ba Đình, Thành phố Hà Nội";
const NAME: &str = "Nguyễn Minh Khôi";
const TEXT: &str = "Theo giấy tờ đã xuất trình";

/// What is typed where nothing stands yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Typing<'a> {
    /// The number of somebody, wherever a person is asked for.
    pub(super) number: &'a str,
    /// The day of everything.
    pub(super) day: Date,
    /// Whether a box is filled in that may stay empty for all that is known of it.
    pub(super) fills_texts: bool,
}

/// The fields of the page's form, with what stands in them or what is typed.
pub(super) fn filled(page: &str, typing: Typing<'_>) -> Vec<(String, String)> {
    let controls = controls(page);
    let names: BTreeSet<&str> = controls.iter().map(|it| &*it.name).collect();
    let mut sent: BTreeMap<String, String> = BTreeMap::new();
    for control in &controls {
        let value = match control.kind {
            _ if control.name.is_empty() || control.name == "form_token" => continue,
            // One of several: the one that is chosen, or else the first.
            Kind::Radio if control.is_chosen => Some(control.value.clone()),
            Kind::Radio if sent.contains_key(&control.name) => continue,
            Kind::Radio => Some(control.value.clone()),
            Kind::Checkbox => control.is_chosen.then(|| control.value.clone()),
            _ if !control.value.is_empty() => Some(control.value.clone()),
            Kind::Unit => Some(UNIT.to_owned()),
            Kind::Select => control.first_option.clone(),
            Kind::Text => typed(&control.name, &names, typing),
            Kind::Hidden | Kind::Part => None,
        };
        sent.extend(value.map(|value| (control.name.clone(), value)));
    }
    sent.into_iter().collect()
}

fn typed(name: &str, names: &BTreeSet<&str>, typing: Typing<'_>) -> Option<String> {
    let is_of_picker = |end: &str| {
        let field = name.strip_suffix(end);
        field.is_some_and(|field| names.contains(&*format!("{field}-number")))
    };
    if name.ends_with("-number") {
        return Some(typing.number.to_owned());
    }
    let others = ["-name", "-born-day", "-born-month", "-born-year"];
    if others.into_iter().any(is_of_picker) {
        return None;
    }
    let (_, end) = name.rsplit_once('-').unwrap_or(("", name));
    match end {
        "day" => Some(typing.day.day().to_string()),
        "month" => Some(typing.day.month().to_string()),
        "year" => Some(typing.day.year().to_string()),
        "name" => Some(NAME.to_owned()),
        _ => typing.fills_texts.then(|| TEXT.to_owned()),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Hidden,
    Radio,
    Checkbox,
    Select,
    /// A unit by its name.
    Unit,
    /// A list by which a unit can be chosen instead.
    Part,
}

#[derive(Debug)]
struct Control {
    name: String,
    kind: Kind,
    value: String,
    is_chosen: bool,
    first_option: Option<String>,
}

/// Everything that a form sends, in the order of the page.
fn controls(page: &str) -> Vec<Control> {
    let mut controls: Vec<Control> = Vec::new();
    let (mut in_template, mut unit_comes) = (false, false);
    let mut units: Vec<String> = Vec::new();
    for tag in tags(page) {
        match tag.name {
            "template" => in_template = true,
            "/template" => in_template = false,
            _ if in_template => {}
            "div" => unit_comes |= tag.attribute("data-find").is_some(),
            "input" => {
                let mut control = tag.control(match &*tag.attribute("type").unwrap_or_default() {
                    "hidden" => Kind::Hidden,
                    "radio" => Kind::Radio,
                    "checkbox" => Kind::Checkbox,
                    _ => Kind::Text,
                });
                if std::mem::take(&mut unit_comes) {
                    control.kind = Kind::Unit;
                    units.push(format!("{}-", control.name));
                }
                controls.push(control);
            }
            "textarea" => controls.push(tag.control(Kind::Text)),
            "select" => {
                let mut control = tag.control(Kind::Select);
                if units.iter().any(|unit| control.name.starts_with(unit)) {
                    control.kind = Kind::Part;
                }
                controls.push(control);
            }
            "option" => {
                let value = tag.attribute("value").unwrap_or_default();
                if let Some(select) = controls.last_mut()
                    && !value.is_empty()
                {
                    if tag.has("selected") {
                        select.value.clone_from(&value);
                    }
                    select.first_option.get_or_insert(value);
                }
            }
            _ => {}
        }
    }
    controls
}

struct Tag<'page> {
    name: &'page str,
    rest: &'page str,
}

fn tags(page: &str) -> impl Iterator<Item = Tag<'_>> {
    page.split('<').skip(1).filter_map(|tag| {
        let (tag, _) = tag.split_once('>')?;
        let end = tag.find(char::is_whitespace).unwrap_or(tag.len());
        Some(Tag {
            name: &tag[..end],
            rest: &tag[end..],
        })
    })
}

impl Tag<'_> {
    fn attribute(&self, name: &str) -> Option<String> {
        let (_, after) = self.rest.split_once(&format!(" {name}=\""))?;
        let (value, _) = after.split_once('"')?;
        let mut text = value.to_owned();
        for (written, meant) in [
            ("&#34;", "\""),
            ("&#39;", "'"),
            ("&#60;", "<"),
            ("&#62;", ">"),
            ("&#38;", "&"),
        ] {
            text = text.replace(written, meant);
        }
        Some(text)
    }

    fn has(&self, word: &str) -> bool {
        self.rest.split_whitespace().any(|it| it == word)
    }

    fn control(&self, kind: Kind) -> Control {
        Control {
            name: self.attribute("name").unwrap_or_default(),
            kind,
            value: self.attribute("value").unwrap_or_default(),
            is_chosen: self.has("checked"),
            first_option: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_stands_there_stays_and_the_rest_is_typed() {
        let page = r#"
            <form><input type="hidden" name="form_token" value="x">
            <input id="a" name="name" type="text" value="Tr&#38;n">
            <input type="radio" name="sex" value="M"><input type="radio" name="sex" value="F" checked>
            <input type="radio" name="kind" value="one"><input type="radio" name="kind" value="two">
            <input name="on-day" type="text"><input name="on-month" type="text"><input name="on-year" type="text">
            <input name="mother-number" type="text"><input name="mother-born-day" type="text">
            <div class="typeahead" data-find="/units/find"><input name="place" type="text">
            <template><input type="hidden" name="place-choice"></template></div>
            <select name="place-province"><option value="01">Hà Nội</option></select>
            <select name="nationality"><option value=""></option><option value="VNM">Việt Nam</option></select>
            <textarea name="basis"></textarea></form>"#;
        let typing = Typing {
            number: "001300000017",
            day: date(2026, 11, 24),
            fills_texts: false,
        };
        let wanted = [
            ("kind", "one"),
            ("mother-number", "001300000017"),
            ("name", "Tr&n"),
            ("nationality", "VNM"),
            ("on-day", "24"),
            ("on-month", "11"),
            ("on-year", "2026"),
            ("place", UNIT),
            ("sex", "F"),
        ];
        let wanted = wanted.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(filled(page, typing), wanted);
    }
}
