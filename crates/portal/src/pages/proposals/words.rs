//! Marked acts in words, and why one cannot be carried out.

use danh_api::proposals::{CarryOutError, MarkedKind};
use danh_directory::{
    AppointError, CorrectAppointmentError, EndAppointmentError, Role, TransferError,
};
use danh_register::{
    CancellationReason, DuplicateError, NumberError, ProtectionError, SubjectError,
};

use crate::messages::Key;

/// What is to be done.
pub const fn kind(kind: MarkedKind) -> Key {
    match kind {
        MarkedKind::MergeDuplicate => Key("act-merge-duplicate"),
        MarkedKind::OrderProtection => Key("act-order-protection"),
        MarkedKind::LiftProtection => Key("act-lift-protection"),
        MarkedKind::CancelNumber => Key("act-cancel-number"),
        MarkedKind::Appoint => Key("act-appoint"),
        MarkedKind::EndAppointment => Key("act-end-appointment"),
        MarkedKind::CorrectAppointment => Key("act-correct-appointment"),
        MarkedKind::WithdrawAppointment => Key("act-withdraw-appointment"),
        MarkedKind::TransferAppointment => Key("act-transfer-appointment"),
    }
}

/// The roles.
pub const fn role(role: Role) -> Key {
    match role {
        Role::Registrar => Key("role-registrar"),
        Role::ResidenceOfficer => Key("role-residence-officer"),
        Role::CardOfficer => Key("role-card-officer"),
        Role::Reviewer => Key("role-reviewer"),
        Role::Auditor => Key("role-auditor"),
        Role::Inspector => Key("role-inspector"),
        Role::Statistician => Key("role-statistician"),
        Role::AgencyDataOfficer => Key("role-agency-data-officer"),
        Role::Administrator => Key("role-administrator"),
    }
}

/// Why a number is cancelled, with what a form sends for it.
pub const CANCELLATIONS: [(CancellationReason, &str, Key); 4] = [
    (
        CancellationReason::GivenInError,
        "given-in-error",
        Key("cancelled-given-in-error"),
    ),
    (
        CancellationReason::ForgedPapers,
        "forged-papers",
        Key("cancelled-forged-papers"),
    ),
    (
        CancellationReason::SexDetermined,
        "sex-determined",
        Key("cancelled-sex-determined"),
    ),
    (
        CancellationReason::BirthYearCorrected,
        "birth-year-corrected",
        Key("cancelled-birth-year-corrected"),
    ),
];

/// Why an act cannot be carried out.
pub const fn refusal(error: &CarryOutError) -> Key {
    match error {
        CarryOutError::Duplicate(error) => duplicate(error),
        CarryOutError::Protection(error) => protection(error),
        CarryOutError::Number(error) => number(error),
        CarryOutError::End(error) => end(error),
        CarryOutError::Appoint(error)
        | CarryOutError::Correct(CorrectAppointmentError::Appoint(error))
        | CarryOutError::Transfer(TransferError::Appoint(error)) => appoint(error),
        CarryOutError::Correct(CorrectAppointmentError::NothingToCorrect) => {
            Key("act-refused-nothing-changes")
        }
        CarryOutError::NotAppointed(_) => Key("act-refused-not-appointed"),
        CarryOutError::Correct(_) | CarryOutError::Transfer(_) | CarryOutError::Store(_) => {
            Key("act-refused-otherwise")
        }
    }
}

const fn duplicate(error: &DuplicateError) -> Key {
    match error {
        DuplicateError::SameRecord => Key("act-refused-same-record"),
        DuplicateError::NeedsReason { .. } => Key("act-refused-records-differ"),
        DuplicateError::KeepTheOther => Key("act-refused-keep-the-other"),
        DuplicateError::ProtectionDiffers => Key("act-refused-protection-differs"),
        DuplicateError::Subject(error) => subject(error),
        _ => Key("act-refused-otherwise"),
    }
}

const fn protection(error: &ProtectionError) -> Key {
    match error {
        ProtectionError::NoOfficers => Key("act-refused-no-officers"),
        ProtectionError::NothingChanges => Key("act-refused-nothing-changes"),
        ProtectionError::NotProtected => Key("act-refused-not-protected"),
        ProtectionError::Subject(error) => subject(error),
        _ => Key("act-refused-otherwise"),
    }
}

const fn number(error: &NumberError) -> Key {
    match error {
        NumberError::NoNumber => Key("act-refused-no-number"),
        NumberError::NoSuchChange => Key("act-refused-no-such-change"),
        NumberError::Subject(error) => subject(error),
        _ => Key("act-refused-otherwise"),
    }
}

const fn subject(error: &SubjectError) -> Key {
    match error {
        SubjectError::Conflict { .. } => Key("act-refused-changed"),
        SubjectError::Dead { .. } => Key("act-refused-dead"),
        SubjectError::Merged { .. } => Key("act-refused-merged"),
        _ => Key("act-refused-otherwise"),
    }
}

const fn appoint(error: &AppointError) -> Key {
    match error {
        AppointError::RoleNotThere { .. } => Key("act-refused-role-not-there"),
        AppointError::Overlaps(_) => Key("act-refused-holds-already"),
        AppointError::RolesExclude { .. } => Key("act-refused-roles-exclude"),
        AppointError::AuthorityNotYet { .. } | AppointError::AuthorityEnds { .. } => {
            Key("act-refused-authority-not-then")
        }
        _ => Key("act-refused-otherwise"),
    }
}

const fn end(error: &EndAppointmentError) -> Key {
    match error {
        EndAppointmentError::NotBegun { .. } => Key("act-refused-not-begun"),
        EndAppointmentError::EndsEarlier(_) => Key("act-refused-ends-earlier"),
        _ => Key("act-refused-otherwise"),
    }
}
