//! Who decides where: administrative units through time, the authorities that sit on them, and
//! the officers appointed there.
//!
//! On 1 July 2025 Viet Nam went from 63 provinces, 705 districts and 10,599 communes to 34
//! provinces and 3,321 communes (Resolution 202/2025/QH15 and resolutions 1654 to
//! 1687/NQ-UBTVQH15), and most codes were used again, often for other units. So a unit here is a
//! code *and* a life span, an office ends with its unit, and what is written down keeps the day
//! on which it was written:
//!
//! ```
//! use danh_directory::{Directory, Task, Today};
//! use jiff::civil::date;
//!
//! let directory = Directory::embedded();
//! let written = directory.unit("00004".parse()?, date(2019, 5, 1)).expect("a ward of Ba Đình");
//! assert_eq!(
//!     directory.full_name(written),
//!     "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội",
//! );
//!
//! let today = directory.today_of(written.code, date(2019, 5, 1), date(2026, 1, 1));
//! let Some(Today::Whole(now)) = today else { panic!("it went into one unit") };
//! assert_eq!(directory.full_name(now), "Phường Ba Đình, Thành phố Hà Nội");
//!
//! // The ward's office is gone too, but its books and its cases have a keeper.
//! let office = "ubnd:00004".parse()?;
//! let now = directory.responsible_for(&office, Task::CivilStatus, date(2026, 1, 1))?;
//! let keeper = now.authority().expect("it went into one ward");
//! assert_eq!(keeper.name(), "Ủy ban nhân dân phường Ba Đình");
//! let refused = directory.authority_in_force("ubnd:00004", date(2026, 1, 1));
//! assert_eq!(
//!     refused.unwrap_err().to_string(),
//!     "`ubnd:00004` (Ủy ban nhân dân phường Trúc Bạch) ended on 2025-06-30; \
//!      `ubnd:00004@2025-07-01` (Ủy ban nhân dân phường Ba Đình) took over",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Units and organisations are reference data: the tables of `data/vn/`, checked when they are
//! loaded, immutable after. Officers and their appointments are rows of the database, reached
//! through [`appoint`] and its neighbours inside a transaction. An office is a role at an
//! authority; who holds it on a day, [`appointments_at`] tells.
//!
//! What always holds:
//!
//! - a code means at most one unit on any day; a unit's parent lives at least as long as it;
//! - every successor exists on the day of the change, and exactly one of them is the default;
//! - an appointment ends with its authority at the latest; no officer holds the same role at the
//!   same authority twice on one day, nor two roles that exclude each other;
//! - what was recorded of an appointment is never erased: a change keeps what stood before.
//!
//! The directory knows no person's data beyond an officer's name.

mod addressed_unit;
mod appointment;
mod authority;
mod authority_id;
mod authority_in_force;
mod code_table;
mod decision;
mod directory;
mod jurisdiction;
mod life;
mod load;
mod officer;
mod organisation;
mod queries;
mod role;
mod role_conflict;
mod search;
mod standing;
mod succession;
mod successor;
mod table;
mod task;
mod unit;
mod unit_kind;

pub use addressed_unit::{AddressedUnit, AddressedUnitError};
pub use appointment::{
    AppointError, Appointment, AppointmentChange, ChangeKind, ChangeKindError,
    CorrectAppointmentError, EndAppointmentError, Transfer, TransferError, appoint,
    appointments_in_force, correct_appointment, end_appointment, transfer_appointment,
    withdraw_appointment,
};
pub use authority::{Authority, Seat};
pub use authority_id::{AuthorityId, AuthorityIdError, LocalBody};
pub use authority_in_force::{Afterwards, AuthorityError, NamedAuthority};
pub use decision::{Decider, DeciderError, Decision};
pub use directory::Directory;
pub use life::Life;
pub use load::LoadError;
pub use officer::Officer;
pub use organisation::Organisation;
pub use queries::{
    MIGRATIONS, appointment_by_id, appointment_history, appointments_at, appointments_of,
    officer_add, officer_by_id,
};
pub use role::{Role, RoleError};
pub use role_conflict::ConflictScope;
pub use search::{FoundUnit, UnitSearch};
pub use standing::{Standing, StandingError};
pub use succession::{Predecessor, Responsible, ResponsibleError};
pub use successor::{Basis, Extent, Successor, Today};
pub use task::Task;
pub use unit::Unit;
pub use unit_kind::{UnitKind, UnitKindError};
