//! From what was typed for an authority to the authority: by its id, by the name of an organisation of the centre, or by that of
//! the unit on which it sits, with or without what body it is (`công an ba đình`, `ubnd phường hồng hà`).

use danh_directory::{Authority, AuthorityId, Directory, UnitSearch};
use danh_vocabulary::fold;
use jiff::civil::Date;

use crate::bilingual::Bilingual;
use crate::components::Choice;
use crate::messages::{Key, Message};

/// Of so many authorities one is chosen; more are no list but another question.
const OFFERED_MAX: usize = 8;

/// How the bodies of units are called, folded.
const COMMITTEE: [&str; 2] = ["uy ban nhan dan", "ubnd"];
const POLICE: [&str; 2] = ["cong an", "ca"];

/// What was typed for an authority.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedAuthority {
    /// An id or a name.
    pub text: String,
    /// The id of one that was offered.
    pub choice: String,
}

/// Which authority was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthorityAnswer<'a> {
    /// This one.
    One(AuthorityId),
    /// One of these may be meant; of none, when nothing fits.
    OneOf(Vec<Authority<'a>>),
}

impl TypedAuthority {
    /// Which authority of that day was meant. An id is taken as it stands: what it may decide is looked at where it is used.
    pub fn answer<'a>(&self, directory: &'a Directory, on: Date) -> AuthorityAnswer<'a> {
        for id in [&self.choice, &self.text] {
            if let Ok(id) = id.trim().parse::<AuthorityId>()
                && directory.authority(&id).is_some()
            {
                return AuthorityAnswer::One(id);
            }
        }
        let mut meant = meant(directory, &self.text, on);
        if let [only] = meant.as_slice() {
            return AuthorityAnswer::One(only.id.clone());
        }
        meant.truncate(OFFERED_MAX);
        AuthorityAnswer::OneOf(meant)
    }
}

/// The authorities of a day that may be meant by a name.
fn meant<'a>(directory: &'a Directory, text: &str, on: Date) -> Vec<Authority<'a>> {
    let text = fold(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() {
        return Vec::new();
    }
    let organisations = directory.organisations().filter(|organisation| {
        let names = [&organisation.name, &organisation.name_english].map(|name| fold(name));
        let has_all = |name: &String| words.iter().all(|word| name.contains(word));
        organisation.life.contains(on) && names.iter().any(has_all)
    });
    let ids = organisations.map(|organisation| AuthorityId::Centre(organisation.id.clone()));
    let mut meant: Vec<Authority<'a>> = ids.filter_map(|id| directory.authority(&id)).collect();
    let after = |bodies: [&str; 2]| {
        let rest = bodies.iter().find_map(|body| text.strip_prefix(body));
        rest.filter(|rest| rest.starts_with(' ')).map(str::trim)
    };
    let (committee, police) = (after(COMMITTEE), after(POLICE));
    let units = directory.search(UnitSearch {
        text: committee.or(police).unwrap_or(&text),
        on: Some(on),
        level: None,
        limit: OFFERED_MAX,
    });
    for unit in units {
        if police.is_none() {
            meant.push(directory.peoples_committee(unit));
        }
        if committee.is_none() {
            meant.extend(directory.police(unit));
        }
    }
    meant.retain(|authority| authority.life().contains(on));
    meant
}

/// Those who may be meant, to be chosen from.
pub fn choices(directory: &Directory, authorities: &[Authority<'_>]) -> Vec<Choice> {
    let choice = |authority| choice(directory, authority);
    authorities.iter().map(choice).collect()
}

fn choice(directory: &Directory, authority: &Authority<'_>) -> Choice {
    let name = Bilingual {
        vietnamese: authority.name(),
        english: authority.name_english(),
    };
    let choice = Choice::new(authority.id.to_string(), name);
    match authority.seat {
        danh_directory::Seat::Centre(_) => choice,
        danh_directory::Seat::Unit { unit, .. } => {
            let within = directory.full_name(unit);
            choice.hint(Message::new(Key("authority-of")).with_text("unit", within))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use jiff::civil::date;

    use super::*;

    static DIRECTORY: LazyLock<Directory> = LazyLock::new(Directory::embedded);

    fn answer(text: &str, choice: &str) -> Result<String, Vec<String>> {
        let typed = TypedAuthority {
            text: text.to_owned(),
            choice: choice.to_owned(),
        };
        match typed.answer(&DIRECTORY, date(2026, 11, 23)) {
            AuthorityAnswer::One(id) => Ok(id.to_string()),
            AuthorityAnswer::OneOf(several) => {
                Err(several.iter().map(|it| it.id.to_string()).collect())
            }
        }
    }

    #[test]
    fn an_authority_is_meant_by_its_id_or_its_name() {
        for (text, id) in [
            (" ubnd:00097@2025-07-01 ", "ubnd:00097@2025-07-01"),
            ("bca-c06", "bca-c06"),
            (
                "Ủy ban nhân dân phường Hồng Hà, Hà Nội",
                "ubnd:00097@2025-07-01",
            ),
            ("ubnd phuong hong ha ha noi", "ubnd:00097@2025-07-01"),
            ("công an phường hồng hà, hà nội", "ca:00097@2025-07-01"),
        ] {
            assert_eq!(answer(text, ""), Ok(id.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_unit_alone_offers_its_bodies_and_one_of_them_is_taken() {
        let text = "phuong hong ha ha noi";
        let bodies = ["ubnd:00097@2025-07-01", "ca:00097@2025-07-01"];
        assert_eq!(answer(text, ""), Err(bodies.map(str::to_owned).to_vec()));
        assert_eq!(answer(text, bodies[1]), Ok(bodies[1].to_owned()));
        assert_eq!(answer("", ""), Err(Vec::new()));
        assert_eq!(answer("không có nơi nào", ""), Err(Vec::new()));
    }

    #[test]
    fn a_former_authority_is_meant_by_its_id_alone() {
        assert_eq!(answer("ubnd:00004", ""), Ok("ubnd:00004".to_owned()));
        let named = answer("ubnd phuong truc bach", "");
        assert!(
            !named
                .unwrap_or_else(|ids| ids.join(" "))
                .contains("ubnd:00004 ")
        );
    }
}
