//! Which roles one officer may not hold on the same day.
//!
//! Vietnamese administration separates who prepares from who signs (Law on Civil Status 2014,
//! article 16: the registrar enters, the chairman signs), and who works from who examines the
//! work (Law on Anti-Corruption 2018, article 23, on conflicts of interest). Who gives others
//! their roles has none that reads or decides.

use crate::role::Role;

/// How far two roles exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConflictScope {
    /// At the same authority.
    SameAuthority,
    /// Wherever the two are held.
    Anywhere,
}

/// What a role is there for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Duty {
    Prepare,
    Decide,
    Oversee,
    Count,
    KeepFile,
    Administer,
}

impl Role {
    const fn duty(self) -> Duty {
        match self {
            Self::Registrar | Self::ResidenceOfficer | Self::CardOfficer => Duty::Prepare,
            Self::Reviewer => Duty::Decide,
            Self::Auditor | Self::Inspector => Duty::Oversee,
            Self::Statistician => Duty::Count,
            Self::AgencyDataOfficer => Duty::KeepFile,
            Self::Administrator => Duty::Administer,
        }
    }

    /// Where one officer may not hold both roles at once; none when they go together.
    ///
    /// - Who appoints others holds nothing else.
    /// - Who audits or inspects neither prepares, decides nor keeps an agency's file, anywhere:
    ///   the journal they read is the whole country's.
    /// - Who prepares does not decide at the same authority: two pairs of eyes.
    pub const fn conflict_with(self, other: Self) -> Option<ConflictScope> {
        match (self.duty(), other.duty()) {
            (Duty::Administer, Duty::Administer) => None,
            (Duty::Administer, _)
            | (_, Duty::Administer)
            | (Duty::Oversee, Duty::Prepare | Duty::Decide | Duty::KeepFile)
            | (Duty::Prepare | Duty::Decide | Duty::KeepFile, Duty::Oversee) => {
                Some(ConflictScope::Anywhere)
            }
            (Duty::Prepare, Duty::Decide) | (Duty::Decide, Duty::Prepare) => {
                Some(ConflictScope::SameAuthority)
            }
            (
                Duty::Prepare | Duty::Decide | Duty::Oversee | Duty::Count | Duty::KeepFile,
                Duty::Prepare | Duty::Decide | Duty::Oversee | Duty::Count | Duty::KeepFile,
            ) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conflicts_hold_both_ways_and_no_role_excludes_itself() {
        for role in Role::ALL {
            assert_eq!(role.conflict_with(role), None);
            for other in Role::ALL {
                assert_eq!(role.conflict_with(other), other.conflict_with(role));
            }
        }
    }

    #[test]
    fn who_works_does_not_examine_and_who_prepares_does_not_sign() {
        for (one, other, expected) in [
            (
                Role::Registrar,
                Role::Inspector,
                Some(ConflictScope::Anywhere),
            ),
            (Role::Reviewer, Role::Auditor, Some(ConflictScope::Anywhere)),
            (
                Role::AgencyDataOfficer,
                Role::Auditor,
                Some(ConflictScope::Anywhere),
            ),
            (
                Role::Administrator,
                Role::Statistician,
                Some(ConflictScope::Anywhere),
            ),
            (
                Role::Registrar,
                Role::Reviewer,
                Some(ConflictScope::SameAuthority),
            ),
            (
                Role::CardOfficer,
                Role::Reviewer,
                Some(ConflictScope::SameAuthority),
            ),
            (Role::ResidenceOfficer, Role::CardOfficer, None),
            (Role::Auditor, Role::Inspector, None),
            (Role::Statistician, Role::Registrar, None),
        ] {
            assert_eq!(one.conflict_with(other), expected, "{one} {other}");
        }
    }
}
