//! Kinds of work done through a face, and the roles whose appointment allows each.

use danh_directory::Role;

/// A kind of work done through a face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Work {
    /// What everybody signed in may do, appointed or not: see their own home, leave.
    BeSignedIn,
    /// Looking up what is about nobody: units, authorities, the ledger.
    LookUp,
    /// Finding persons: by number, by name; and picking one for a form.
    FindPersons,
    /// Reading a person, a household, an event.
    ReadPersons,
    /// Reading a person outside the jurisdiction, in an emergency and with a reason.
    BreakGlass,
    /// Reading the books of a unit.
    ReadBooks,
    /// Preparing a form of whichever kind; the form's own work is asked for when it is written.
    PrepareForms,
    /// Registering births, deaths, marriages and what else belongs to civil status.
    RegisterCivilStatus,
    /// Registering residence: permanent, temporary, absence, stay, households.
    RegisterResidence,
    /// Taking applications for identity cards and issuing them.
    IssueCards,
    /// Proposing an act about persons that waits for a second officer: merging records, cancelling a number, protection.
    ProposeMarkedActs,
    /// Deciding as the second officer what another proposed about persons.
    DecideMarkedActs,
    /// Proposing who is appointed, and deciding it when another administrator proposed it.
    Administer,
    /// Seeing what was proposed: whoever proposes or decides.
    SeeProposals,
    /// Reading who was told what about a person.
    ReadAccessLog,
    /// Being told of emergency readings.
    OverseeBreakGlass,
    /// Looking at how the program runs.
    Operate,
}

impl Work {
    /// Every kind.
    pub const ALL: [Self; 17] = [
        Self::BeSignedIn,
        Self::LookUp,
        Self::FindPersons,
        Self::ReadPersons,
        Self::BreakGlass,
        Self::ReadBooks,
        Self::PrepareForms,
        Self::RegisterCivilStatus,
        Self::RegisterResidence,
        Self::IssueCards,
        Self::ProposeMarkedActs,
        Self::DecideMarkedActs,
        Self::Administer,
        Self::SeeProposals,
        Self::ReadAccessLog,
        Self::OverseeBreakGlass,
        Self::Operate,
    ];

    /// The stable name, as in `read-persons`: for logs and for the table of who may call what.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BeSignedIn => "be-signed-in",
            Self::LookUp => "look-up",
            Self::FindPersons => "find-persons",
            Self::ReadPersons => "read-persons",
            Self::BreakGlass => "break-glass",
            Self::ReadBooks => "read-books",
            Self::PrepareForms => "prepare-forms",
            Self::RegisterCivilStatus => "register-civil-status",
            Self::RegisterResidence => "register-residence",
            Self::IssueCards => "issue-cards",
            Self::ProposeMarkedActs => "propose-marked-acts",
            Self::DecideMarkedActs => "decide-marked-acts",
            Self::Administer => "administer",
            Self::SeeProposals => "see-proposals",
            Self::ReadAccessLog => "read-access-log",
            Self::OverseeBreakGlass => "oversee-break-glass",
            Self::Operate => "operate",
        }
    }

    /// The roles whose appointment allows it. Nobody needs one for [`Work::BeSignedIn`].
    ///
    /// - Statisticians read counts, agencies' officers their own file; neither has business with a person.
    /// - Who appoints others reads nobody's data, and who examines the work does none of it.
    /// - In an emergency those break the glass who serve people, and those hear of it who examine them.
    pub const fn roles(self) -> &'static [Role] {
        use Role::{
            Administrator, Auditor, CardOfficer, Inspector, Registrar, ResidenceOfficer, Reviewer,
        };
        match self {
            Self::BeSignedIn => &[],
            Self::LookUp => &Role::ALL,
            Self::FindPersons | Self::ReadPersons | Self::ReadAccessLog => &[
                Registrar,
                ResidenceOfficer,
                CardOfficer,
                Reviewer,
                Auditor,
                Inspector,
            ],
            Self::BreakGlass => &[Registrar, ResidenceOfficer, CardOfficer, Reviewer],
            Self::ReadBooks => &[Registrar, Reviewer, Auditor, Inspector],
            Self::RegisterCivilStatus => &[Registrar],
            Self::RegisterResidence => &[ResidenceOfficer],
            Self::IssueCards => &[CardOfficer],
            Self::PrepareForms | Self::ProposeMarkedActs => {
                &[Registrar, ResidenceOfficer, CardOfficer]
            }
            Self::DecideMarkedActs => &[Reviewer],
            Self::SeeProposals => &[
                Registrar,
                ResidenceOfficer,
                CardOfficer,
                Reviewer,
                Administrator,
            ],
            Self::OverseeBreakGlass => &[Auditor, Inspector, Administrator],
            Self::Administer | Self::Operate => &[Administrator],
        }
    }

    /// Whether an appointment to the role allows it.
    pub fn is_allowed_to(self, role: Role) -> bool {
        self.roles().contains(&role)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_work_has_a_name_of_its_own_and_somebody_who_does_it() {
        let names: BTreeSet<_> = Work::ALL.iter().map(|work| work.as_str()).collect();
        assert_eq!(names.len(), Work::ALL.len());
        for work in Work::ALL {
            assert_eq!(work.roles().is_empty(), work == Work::BeSignedIn);
        }
    }

    #[test]
    fn nobody_does_the_work_and_decides_on_it_or_examines_it() {
        for role in Role::ALL {
            assert!(
                !(Work::ProposeMarkedActs.is_allowed_to(role)
                    && Work::DecideMarkedActs.is_allowed_to(role)),
                "{role}"
            );
            assert!(
                !(Work::BreakGlass.is_allowed_to(role)
                    && Work::OverseeBreakGlass.is_allowed_to(role)),
                "{role}"
            );
        }
    }

    #[test]
    fn who_reads_no_persons_finds_none() {
        for role in [
            Role::Statistician,
            Role::AgencyDataOfficer,
            Role::Administrator,
        ] {
            for work in [
                Work::FindPersons,
                Work::ReadPersons,
                Work::ReadBooks,
                Work::BreakGlass,
                Work::ReadAccessLog,
            ] {
                assert!(!work.is_allowed_to(role), "{role} {}", work.as_str());
            }
        }
    }
}
