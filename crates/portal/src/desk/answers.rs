//! What a draft holds: what was typed, whom was chosen, and what the register filled in.

use std::collections::{BTreeMap, BTreeSet};

use danh_register::Seen;
use danh_vocabulary::{Name, PersonId};
use serde::{Deserialize, Serialize};

/// The answers of a form, as far as it is filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// What stands in each box. A date has three, a unit has a second one with its code.
    typed: BTreeMap<String, String>,
    /// Whom was chosen, by the field.
    persons: BTreeMap<String, Chosen>,
    /// What the register filled in, so that it can follow when somebody else is chosen.
    suggested: BTreeMap<String, String>,
    /// Fields of persons that the register filled in.
    suggested_persons: BTreeSet<String>,
    /// The pages that were gone through.
    passed: BTreeSet<String>,
}

/// Somebody chosen, in the version that was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Chosen {
    person: PersonId,
    version: u32,
    /// Their name as it was seen, to tell drafts apart.
    name: String,
}

impl Answers {
    /// The answers in a draft's content.
    pub fn of_content(content: &[u8]) -> Option<Self> {
        serde_json::from_slice(content).ok()
    }

    /// What a draft keeps.
    pub fn to_content(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("texts and numbers are JSON")
    }

    /// What stands in a box, without blanks around it; empty when nothing does.
    pub fn text(&self, name: &str) -> &str {
        self.typed.get(name).map_or("", |text| text.trim())
    }

    /// Writes into a box, as the officer does.
    pub fn set(&mut self, name: &str, text: &str) {
        if text.trim().is_empty() {
            self.typed.remove(name);
        } else {
            self.typed.insert(name.to_owned(), text.to_owned());
        }
    }

    /// Whom was chosen in a field.
    pub fn person(&self, field: &str) -> Option<Seen> {
        let chosen = self.persons.get(field)?;
        Some(Seen {
            person: chosen.person,
            version: chosen.version,
        })
    }

    /// Everyone chosen, by their fields.
    pub fn persons(&self) -> impl Iterator<Item = (&str, Seen)> {
        let fields = self.persons.keys();
        fields.filter_map(|field| Some((field.as_str(), self.person(field)?)))
    }

    /// Chooses somebody, as the officer does.
    pub fn choose(&mut self, field: &str, seen: Seen, name: &Name) {
        let chosen = Chosen {
            person: seen.person,
            version: seen.version,
            name: name.to_string(),
        };
        self.persons.insert(field.to_owned(), chosen);
        self.suggested_persons.remove(field);
    }

    /// The name of whom was chosen in a field, as it was seen.
    pub fn name_of(&self, field: &str) -> Option<&str> {
        Some(&self.persons.get(field)?.name)
    }

    /// Takes back whom was chosen.
    pub fn unchoose(&mut self, field: &str) {
        self.persons.remove(field);
        self.suggested_persons.remove(field);
    }

    /// Fills in what the register knows, unless the officer wrote something else there. With nothing, what the register had
    /// filled in goes.
    pub fn suggest(&mut self, name: &str, text: Option<&str>) {
        let stands = self.typed.get(name).cloned();
        if stands.is_some() && stands.as_ref() != self.suggested.get(name) {
            return;
        }
        match text {
            Some(text) if !text.is_empty() => {
                self.typed.insert(name.to_owned(), text.to_owned());
                self.suggested.insert(name.to_owned(), text.to_owned());
            }
            _ => {
                self.typed.remove(name);
                self.suggested.remove(name);
            }
        }
    }

    /// Chooses somebody whom the register names, unless the officer chose somebody.
    pub fn suggest_person(&mut self, field: &str, known: Option<(Seen, &Name)>) {
        let is_officers = self.persons.contains_key(field) && !self.is_suggested(field);
        if is_officers {
            return;
        }
        match known {
            Some((seen, name)) => {
                self.choose(field, seen, name);
                self.suggested_persons.insert(field.to_owned());
            }
            None => self.unchoose(field),
        }
    }

    /// Whether what stands in a box, or whom was chosen in a field, came from the register.
    pub fn is_suggested(&self, name: &str) -> bool {
        let stands = self.typed.get(name);
        self.suggested_persons.contains(name)
            || stands.is_some() && stands == self.suggested.get(name)
    }

    /// Takes everyone chosen as they are now; who is not there any more is not chosen any more.
    ///
    /// # Errors
    ///
    /// Whatever looking for them ends with.
    pub fn look_again<E>(
        &mut self,
        mut look: impl FnMut(Seen) -> Result<Option<Seen>, E>,
    ) -> Result<(), E> {
        let before: Vec<(String, Seen)> = self
            .persons()
            .map(|(field, seen)| (field.to_owned(), seen))
            .collect();
        for (field, seen) in before {
            match look(seen)? {
                Some(Seen { version, .. }) => {
                    if let Some(chosen) = self.persons.get_mut(&field) {
                        chosen.version = version;
                    }
                }
                None => self.unchoose(&field),
            }
        }
        Ok(())
    }

    /// Notes that a page was gone through.
    pub fn pass(&mut self, step: &str) {
        self.passed.insert(step.to_owned());
    }

    /// Whether a page was gone through.
    pub fn has_passed(&self, step: &str) -> bool {
        self.passed.contains(step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(person: i64) -> Seen {
        Seen {
            person: PersonId::from_i64(person),
            version: 1,
        }
    }

    #[test]
    fn the_register_fills_what_is_empty_and_follows_its_own_words_only() {
        let mut answers = Answers::default();
        answers.suggest("name", Some("Trần "));
        assert_eq!(answers.typed["name"], "Trần ");
        answers.suggest("name", Some("Lê "));
        assert_eq!(answers.typed["name"], "Lê ");
        assert!(answers.is_suggested("name"));
        answers.set("name", "Lê Minh");
        answers.suggest("name", Some("Trần "));
        assert_eq!(answers.text("name"), "Lê Minh");
        assert!(!answers.is_suggested("name"));
        answers.set("name", "");
        answers.suggest("name", Some("Trần "));
        answers.suggest("name", None);
        assert_eq!(answers.text("name"), "");
    }

    #[test]
    fn whom_the_officer_chose_stays() {
        let mut answers = Answers::default();
        let name: Name = "Quàng Văn Thắng".parse().unwrap();
        answers.suggest_person("father", Some((seen(1), &name)));
        answers.suggest_person("father", Some((seen(2), &name)));
        assert_eq!(answers.person("father"), Some(seen(2)));
        answers.choose("father", seen(3), &name);
        answers.suggest_person("father", Some((seen(2), &name)));
        assert_eq!(answers.person("father"), Some(seen(3)));
        answers.unchoose("father");
        answers.suggest_person("father", None);
        assert_eq!(answers.person("father"), None);
    }

    #[test]
    fn a_draft_comes_back_as_it_was() {
        let mut answers = Answers::default();
        answers.set("name", "Trần Minh Hoà");
        answers.choose("mother", seen(7), &"Lò Thị Hạnh".parse().unwrap());
        answers.pass("mother");
        let content = answers.to_content();
        assert_eq!(Answers::of_content(&content), Some(answers));
        assert_eq!(Answers::of_content(b"{"), None);
    }
}
