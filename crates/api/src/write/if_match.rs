//! The versions that a caller has seen (RFC 9110, section 13.1.1).

use axum::http::{HeaderMap, header};
use danh_register::Seen;
use danh_vocabulary::PersonId;

use crate::problem::{Fault, Problem, ProblemKind};
use crate::state::AppState;

/// The persons and versions in the `If-Match` of a request; `None` when it has none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct IfMatch(Option<Vec<Seen>>);

impl IfMatch {
    /// Reads a list of entity tags. One that was not handed out here matches nothing, as a weak one
    /// does; a header that is no list is refused, and so is `*`, for it has seen nothing.
    pub(crate) fn of(state: &AppState, headers: &HeaderMap) -> Result<Self, Problem> {
        let lines: Vec<_> = headers.get_all(header::IF_MATCH).iter().collect();
        if lines.is_empty() {
            return Ok(Self(None));
        }
        let fault = || Problem::in_fields(vec![Fault::EntityTags.of(header::IF_MATCH.as_str())]);
        let mut seen = Vec::new();
        for line in lines {
            for tag in line.to_str().map_err(|_| fault())?.split(',') {
                if let Tag::Strong(tag) = Tag::parse(tag.trim()).ok_or_else(fault)? {
                    seen.extend(state.seen_in(tag));
                }
            }
        }
        Ok(Self(Some(seen)))
    }

    /// The version in which the caller saw a person whom they are about to change.
    pub(crate) fn seen(&self, person: PersonId) -> Result<Seen, Problem> {
        let Some(seen) = &self.0 else {
            return Err(Problem::new(ProblemKind::VersionMissing));
        };
        let of_person = seen.iter().filter(|seen| seen.person == person);
        of_person
            .max_by_key(|seen| seen.version)
            .copied()
            .ok_or(Problem::new(ProblemKind::VersionConflict))
    }
}

/// An entity tag (RFC 9110, section 8.8.3).
enum Tag<'a> {
    Strong(&'a str),
    /// It matches nothing here, for only strong ones say that nothing changed.
    Weak,
}

impl<'a> Tag<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let (quoted, is_weak) = match text.strip_prefix("W/") {
            Some(quoted) => (quoted, true),
            None => (text, false),
        };
        let inner = quoted.strip_prefix('"')?.strip_suffix('"')?;
        let fits = !inner.contains('"') && inner.bytes().all(|byte| byte.is_ascii_graphic());
        fits.then_some(if is_weak {
            Self::Weak
        } else {
            Self::Strong(inner)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Office, on_both_engines};

    fn read(office: &Office, lines: &[String]) -> Result<IfMatch, Problem> {
        let headers = lines
            .iter()
            .map(|line| (header::IF_MATCH, line.parse().unwrap()))
            .collect();
        IfMatch::of(&office.state, &headers)
    }

    #[test]
    fn each_person_has_a_tag_of_their_own() {
        on_both_engines(|office| {
            let [mother, child] = [(office.mother, 3), (office.child, 1)]
                .map(|(person, version)| Seen { person, version });
            let tags = [mother, child].map(|seen| format!("\"{}\"", office.state.version_of(seen)));
            for lines in [vec![tags.join(", ")], tags.to_vec()] {
                let read = read(office, &lines).unwrap();
                assert_eq!(read.seen(office.mother).unwrap(), mother);
                assert_eq!(read.seen(office.child).unwrap(), child);
            }
            let weak = read(office, &[format!("W/{}", tags[0]), tags[1].clone()]).unwrap();
            let unseen = weak.seen(office.mother).unwrap_err();
            assert_eq!(unseen.kind(), ProblemKind::VersionConflict);
        });
    }

    #[test]
    fn what_is_missing_and_what_is_no_tag_are_told_apart() {
        on_both_engines(|office| {
            let missing = read(office, &[]).unwrap().seen(office.mother).unwrap_err();
            assert_eq!(missing.kind(), ProblemKind::VersionMissing);
            let invented = read(office, &["\"invented\"".to_owned()]).unwrap();
            let unseen = invented.seen(office.mother).unwrap_err();
            assert_eq!(unseen.kind(), ProblemKind::VersionConflict);
            for malformed in ["*", "", "invented", "\"a\"b\"", "\"a\",", "W/a"] {
                let refused = read(office, &[malformed.to_owned()]).unwrap_err();
                assert_eq!(refused.kind(), ProblemKind::InvalidFields, "{malformed}");
            }
        });
    }
}
