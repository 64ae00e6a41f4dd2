//! Just enough reading of our own HTML to check what must hold on every page. A browser with
//! axe-core checks the rest (`e2e`).

/// A start tag: name and attributes.
#[derive(Debug)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
}

impl Tag {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(it, _)| it == name)
            .map(|(_, value)| value.as_str())
    }
}

/// The start tags of a page, in order.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    for part in html.split('<').skip(1) {
        let Some(inside) = part.split('>').next() else {
            continue;
        };
        if inside.starts_with(['/', '!']) {
            continue;
        }
        let (name, rest) = inside
            .split_once(char::is_whitespace)
            .unwrap_or((inside, ""));
        tags.push(Tag {
            name: name.to_owned(),
            attributes: attributes(rest),
        });
    }
    tags
}

fn attributes(mut rest: &str) -> Vec<(String, String)> {
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return attributes;
        }
        let end = rest
            .find(|it: char| it == '=' || it.is_whitespace())
            .unwrap_or(rest.len());
        let name = rest[..end].to_owned();
        rest = &rest[end..];
        match rest
            .strip_prefix("=\"")
            .and_then(|value| value.split_once('"'))
        {
            Some((value, tail)) => {
                assert!(
                    tail.is_empty() || tail.starts_with([' ', '\n', '/']),
                    "attributes run into each other: `{name}`"
                );
                attributes.push((name, value.to_owned()));
                rest = tail;
            }
            None => attributes.push((name, String::new())),
        }
    }
}
