//! The members of a household, as a request names them.

use danh_register::MemberReport;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::write::Fields;

/// A member, and what they are to the head from then on.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"person": "wpokv3q4ubeotmodupi3qhlxwu", "relationship": "head"}))]
pub(crate) struct MemberBody {
    /// The handle of the member.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    person: Option<String>,
    /// What they are to the head: `head`, `spouse`, `child`, `parent`, `sibling` or `other`.
    #[schema(
        required = true,
        nullable = false,
        pattern = "^(head|spouse|child|parent|sibling|other)$"
    )]
    relationship: Option<String>,
}

/// The members in a field of that name, which must be there.
pub(super) fn members(
    fields: &mut Fields<'_>,
    field: &str,
    members: Option<Vec<MemberBody>>,
) -> Option<Vec<MemberReport>> {
    let members = fields.present(field, members)?;
    let members = members.iter().enumerate().map(|(place, member)| {
        let person = fields.seen(&format!("{field}/{place}/person"), member.person.as_deref());
        let relationship = format!("{field}/{place}/relationship");
        let relationship = fields.word(&relationship, member.relationship.as_deref());
        Some(MemberReport {
            person: person?,
            relationship: relationship?,
        })
    });
    // Each is looked at, so that all that is wrong is told together.
    let members: Vec<Option<MemberReport>> = members.collect();
    members.into_iter().collect()
}
