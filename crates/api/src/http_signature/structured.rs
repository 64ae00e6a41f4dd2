//! The part of structured field values (RFC 8941) that signatures are written in: dictionaries of items and inner lists.

use std::fmt::Write as _;

use data_encoding::BASE64;

/// A bare item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Bare {
    Integer(i64),
    Text(String),
    Token(String),
    Bytes(Vec<u8>),
    Boolean(bool),
}

/// Parameters in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Parameters(pub(super) Vec<(String, Bare)>);

/// An item with its parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) bare: Bare,
    pub(super) parameters: Parameters,
}

/// What a key of a dictionary leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Member {
    Item(Item),
    List(Vec<Item>, Parameters),
}

/// Digits of an integer (section 3.3.1).
const INTEGER_DIGITS_MAX: usize = 15;

/// A dictionary (section 4.2.2), in the order of its text; of a key that comes twice, the last.
pub(super) fn dictionary(text: &str) -> Option<Vec<(String, Member)>> {
    let mut reader = Reader(text.trim_matches(' '));
    let mut members: Vec<(String, Member)> = Vec::new();
    while !reader.0.is_empty() {
        let key = reader.key()?;
        let member = if reader.takes('=') {
            reader.member()?
        } else {
            let parameters = reader.parameters()?;
            let bare = Bare::Boolean(true);
            Member::Item(Item { bare, parameters })
        };
        members.retain(|(other, _)| *other != key);
        members.push((key, member));
        reader.skip_blanks();
        if reader.0.is_empty() {
            break;
        }
        if !reader.takes(',') {
            return None;
        }
        reader.skip_blanks();
        if reader.0.is_empty() {
            return None;
        }
    }
    Some(members)
}

struct Reader<'a>(&'a str);

impl Reader<'_> {
    fn takes(&mut self, sign: char) -> bool {
        match self.0.strip_prefix(sign) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    fn skip_blanks(&mut self) {
        self.0 = self.0.trim_start_matches([' ', '\t']);
    }

    fn take_while(&mut self, allowed: impl Fn(u8) -> bool) -> String {
        let end = self.0.bytes().position(|byte| !allowed(byte));
        let (taken, rest) = self.0.split_at(end.unwrap_or(self.0.len()));
        self.0 = rest;
        taken.to_owned()
    }

    fn key(&mut self) -> Option<String> {
        let begins = |first: char| first.is_ascii_lowercase() || first == '*';
        self.0.starts_with(begins).then(|| {
            self.take_while(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' | b'.' | b'*'))
        })
    }

    fn member(&mut self) -> Option<Member> {
        if !self.takes('(') {
            return self.item().map(Member::Item);
        }
        let mut items = Vec::new();
        loop {
            while self.takes(' ') {}
            if self.takes(')') {
                return Some(Member::List(items, self.parameters()?));
            }
            items.push(self.item()?);
            if !self.0.starts_with([' ', ')']) {
                return None;
            }
        }
    }

    fn item(&mut self) -> Option<Item> {
        Some(Item {
            bare: self.bare()?,
            parameters: self.parameters()?,
        })
    }

    fn parameters(&mut self) -> Option<Parameters> {
        let mut parameters: Vec<(String, Bare)> = Vec::new();
        while self.takes(';') {
            while self.takes(' ') {}
            let key = self.key()?;
            let value = if self.takes('=') {
                self.bare()?
            } else {
                Bare::Boolean(true)
            };
            parameters.retain(|(other, _)| *other != key);
            parameters.push((key, value));
        }
        Some(Parameters(parameters))
    }

    fn bare(&mut self) -> Option<Bare> {
        match self.0.bytes().next()? {
            b'-' | b'0'..=b'9' => self.integer(),
            b'"' => self.text(),
            b':' => self.bytes(),
            b'?' => {
                self.takes('?');
                if self.takes('1') {
                    Some(Bare::Boolean(true))
                } else {
                    self.takes('0').then_some(Bare::Boolean(false))
                }
            }
            b'*' | b'a'..=b'z' | b'A'..=b'Z' => Some(Bare::Token(self.take_while(is_of_token))),
            _ => None,
        }
    }

    /// Fractions are not needed, and refused.
    fn integer(&mut self) -> Option<Bare> {
        let is_negative = self.takes('-');
        let digits = self.take_while(|byte| byte.is_ascii_digit());
        let fits = (1..=INTEGER_DIGITS_MAX).contains(&digits.len()) && !self.0.starts_with('.');
        let value: i64 = fits.then(|| digits.parse().ok())??;
        Some(Bare::Integer(if is_negative { -value } else { value }))
    }

    fn text(&mut self) -> Option<Bare> {
        self.takes('"');
        let mut text = String::new();
        loop {
            let sign = self.0.chars().next()?;
            self.0 = &self.0[sign.len_utf8()..];
            match sign {
                '"' => return Some(Bare::Text(text)),
                '\\' => {
                    let escaped = self
                        .0
                        .chars()
                        .next()
                        .filter(|it| matches!(it, '"' | '\\'))?;
                    self.takes(escaped);
                    text.push(escaped);
                }
                ' '..='~' => text.push(sign),
                _ => return None,
            }
        }
    }

    fn bytes(&mut self) -> Option<Bare> {
        self.takes(':');
        let encoded = self.take_while(|byte| byte != b':');
        let is_closed = self.takes(':');
        let decoded = BASE64.decode(encoded.as_bytes()).ok()?;
        is_closed.then_some(Bare::Bytes(decoded))
    }
}

fn is_of_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~:/".contains(&byte)
}

impl Bare {
    fn write(&self, out: &mut String) {
        match self {
            Self::Integer(value) => write!(out, "{value}").expect("a text takes all"),
            Self::Text(text) => {
                let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
                write!(out, "\"{escaped}\"").expect("a text takes all");
            }
            Self::Token(token) => out.push_str(token),
            Self::Bytes(bytes) => {
                write!(out, ":{}:", BASE64.encode(bytes)).expect("a text takes all");
            }
            Self::Boolean(value) => out.push_str(if *value { "?1" } else { "?0" }),
        }
    }
}

impl Parameters {
    pub(super) fn get(&self, key: &str) -> Option<&Bare> {
        let mut parameters = self.0.iter();
        parameters
            .find(|(other, _)| other == key)
            .map(|(_, value)| value)
    }

    pub(super) fn integer(&self, key: &str) -> Option<i64> {
        match self.get(key)? {
            Bare::Integer(value) => Some(*value),
            _ => None,
        }
    }

    pub(super) fn text(&self, key: &str) -> Option<&str> {
        match self.get(key)? {
            Bare::Text(text) => Some(text),
            _ => None,
        }
    }

    fn write(&self, out: &mut String) {
        for (key, value) in &self.0 {
            write!(out, ";{key}").expect("a text takes all");
            if *value != Bare::Boolean(true) {
                out.push('=');
                value.write(out);
            }
        }
    }
}

/// An inner list as it is written (section 4.1.1.1).
pub(super) fn list_text(items: &[Item], parameters: &Parameters) -> String {
    let mut out = String::from("(");
    for (place, item) in items.iter().enumerate() {
        if place > 0 {
            out.push(' ');
        }
        item.bare.write(&mut out);
        item.parameters.write(&mut out);
    }
    out.push(')');
    parameters.write(&mut out);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_read_is_written_again() {
        let text = r#"("@method" "a\"b";sf);created=1618884473;keyid="test";x=?0;y=tok/en;z;n=-5"#;
        let read = dictionary(&format!("sig={text}")).unwrap();
        let [(label, Member::List(items, parameters))] = &read[..] else {
            panic!("{read:?}")
        };
        assert_eq!(label, "sig");
        assert_eq!(list_text(items, parameters), text);
        assert_eq!(parameters.integer("created"), Some(1_618_884_473));
        assert_eq!(parameters.text("keyid"), Some("test"));
        assert_eq!(parameters.text("created"), None);
    }

    #[test]
    fn a_dictionary_has_several_members() {
        let read = dictionary("a=:AQI=:, b , c=1").unwrap();
        let bare = |member: &Member| match member {
            Member::Item(item) => item.bare.clone(),
            Member::List(..) => panic!("{member:?}"),
        };
        let bares: Vec<Bare> = read.iter().map(|(_, member)| bare(member)).collect();
        assert_eq!(
            bares,
            [
                Bare::Bytes(vec![1, 2]),
                Bare::Boolean(true),
                Bare::Integer(1)
            ]
        );
        assert_eq!(dictionary(""), Some(Vec::new()));
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        for text in [
            "A=1",
            "a=",
            "a=(",
            "a=(1",
            "a=(1 2",
            "a=1,",
            "a=1 b=2",
            "a=\"x",
            "a=\"\u{7}\"",
            "a=:x:",
            "a=:AQI=",
            "a=1.5",
            "a=?2",
            "a=1234567890123456",
            "a=(1,2)",
            "a=\"\\n\"",
        ] {
            assert_eq!(dictionary(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader(text in "\\PC*") {
            dictionary(&text);
        }
    }
}
