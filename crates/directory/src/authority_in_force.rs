//! Checking that an authority named in writing exists on the day of the writing.

use std::fmt;

use jiff::civil::Date;

use crate::authority::{Authority, Seat};
use crate::authority_id::{AuthorityId, AuthorityIdError};
use crate::directory::Directory;
use crate::succession::Responsible;
use crate::task::Task;

/// Why a text is not an authority in force.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AuthorityError {
    /// It is not written like an authority's id.
    #[error(transparent)]
    NotAnId(#[from] AuthorityIdError),
    /// There never was such an authority.
    #[error("no authority has the id `{0}`")]
    Unknown(AuthorityId),
    /// On that day it was still to come.
    #[error("{authority} exists only since {from}")]
    NotYet {
        /// The authority.
        authority: NamedAuthority,
        /// Its first day.
        from: Date,
    },
    /// On that day it was gone.
    #[error("{authority} ended on {until}; {now}")]
    NoLonger {
        /// The authority.
        authority: NamedAuthority,
        /// Its last day.
        until: Date,
        /// Who is responsible on that day for what it did first of all.
        now: Afterwards,
    },
}

/// An authority's id and its name at the time. Written as in ``` `ca:00004` (Công an phường Trúc
/// Bạch)```.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedAuthority {
    /// The id.
    pub id: AuthorityId,
    /// The name in Vietnamese.
    pub name: String,
}

/// What became of an authority's work, to be told apart from the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Afterwards {
    /// One authority answers for all of it.
    TakenOver(NamedAuthority),
    /// One answers until the place of a case is known; others took parts.
    Divided {
        /// The one that answers.
        default: NamedAuthority,
        /// The others.
        others: Vec<NamedAuthority>,
    },
    /// So many authorities answer, each for its own ground.
    ByPlace(usize),
    /// The tables name nobody; the unit above it is known.
    Unrecorded(Option<NamedAuthority>),
}

impl Directory {
    /// The authority with that id, if it exists on that day.
    pub fn authority_in_force(
        &self,
        text: &str,
        on: Date,
    ) -> Result<Authority<'_>, AuthorityError> {
        let id: AuthorityId = text.parse()?;
        let authority = self.authority(&id).ok_or(AuthorityError::Unknown(id))?;
        let life = authority.life();
        if let Some(from) = life.from
            && on < from
        {
            return Err(AuthorityError::NotYet {
                authority: NamedAuthority::of(&authority),
                from,
            });
        }
        match life.until {
            Some(until) if until < on => Err(AuthorityError::NoLonger {
                now: self.afterwards(authority.seat, on),
                authority: NamedAuthority::of(&authority),
                until,
            }),
            _ => Ok(authority),
        }
    }

    fn afterwards(&self, seat: Seat<'_>, on: Date) -> Afterwards {
        let task = match seat {
            Seat::Centre(_) => None,
            Seat::Unit { body, unit } => Some(Task::main_of(body, self.local_seat(unit))),
        };
        match self.responsible(seat, task, on) {
            Responsible::Unchanged(now) | Responsible::Whole(now) => {
                Afterwards::TakenOver(NamedAuthority::of(&now))
            }
            Responsible::Split { default, others } => Afterwards::Divided {
                default: NamedAuthority::of(&default),
                others: others.iter().map(NamedAuthority::of).collect(),
            },
            Responsible::ByPlace { among } => Afterwards::ByPlace(among.len()),
            Responsible::Unrecorded { within } => {
                Afterwards::Unrecorded(within.as_ref().map(NamedAuthority::of))
            }
        }
    }
}

impl NamedAuthority {
    fn of(authority: &Authority<'_>) -> Self {
        Self {
            id: authority.id.clone(),
            name: authority.name(),
        }
    }
}

impl fmt::Display for NamedAuthority {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}` ({})", self.id, self.name)
    }
}

impl fmt::Display for Afterwards {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TakenOver(now) => write!(formatter, "{now} took over"),
            Self::Divided { default, others } => {
                write!(formatter, "{default} answers for it")?;
                for (index, other) in others.iter().enumerate() {
                    formatter.write_str(if index == 0 { ", parts went to " } else { ", " })?;
                    write!(formatter, "{other}")?;
                }
                Ok(())
            }
            Self::ByPlace(count) => {
                write!(
                    formatter,
                    "its work is with {count} authorities, each for its own ground"
                )
            }
            Self::Unrecorded(None) => formatter.write_str("who took over is not recorded"),
            Self::Unrecorded(Some(within)) => {
                write!(
                    formatter,
                    "who took over is not recorded, but it lay under {within}"
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn embedded() -> &'static Directory {
        static DIRECTORY: std::sync::OnceLock<Directory> = std::sync::OnceLock::new();
        DIRECTORY.get_or_init(Directory::embedded)
    }

    fn refusal(id: &str, on: Date) -> String {
        embedded()
            .authority_in_force(id, on)
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn an_authority_is_in_force_from_its_first_day_to_its_last() {
        for (id, on) in [
            ("ubnd:00004", date(2025, 6, 30)),
            ("ubnd:00004@2025-07-01", date(2025, 7, 1)),
            ("ca:001", date(2025, 2, 28)),
            ("bca-c06", date(1999, 1, 1)),
        ] {
            let authority = embedded().authority_in_force(id, on).unwrap();
            assert_eq!(authority.id.to_string(), id);
        }
    }

    #[test]
    fn a_refusal_names_what_is_wrong_and_who_took_over() {
        let today = date(2026, 1, 1);
        for (id, on, expected) in [
            (
                "UBND phường Ba Đình",
                today,
                "an authority is written as in `bca-c06` or `ubnd:00004@2025-07-01`, not `UBND phường Ba Đình`",
            ),
            ("ubnd:99999", today, "no authority has the id `ubnd:99999`"),
            (
                "ubnd:00004@2025-07-01",
                date(2025, 6, 30),
                "`ubnd:00004@2025-07-01` (Ủy ban nhân dân phường Ba Đình) exists only since 2025-07-01",
            ),
            (
                "ubnd:00004",
                today,
                "`ubnd:00004` (Ủy ban nhân dân phường Trúc Bạch) ended on 2025-06-30; \
                 `ubnd:00004@2025-07-01` (Ủy ban nhân dân phường Ba Đình) took over",
            ),
            (
                "ca:00007",
                today,
                "`ca:00007` (Công an phường Cống Vị) ended on 2025-06-30; \
                 `ca:00008@2025-07-01` (Công an phường Ngọc Hà) answers for it, \
                 parts went to `ca:00025@2025-07-01` (Công an phường Giảng Võ)",
            ),
            (
                "ca:001",
                today,
                "`ca:001` (Công an quận Ba Đình) ended on 2025-02-28; \
                 `ca:01@2025-07-01` (Công an thành phố Hà Nội) took over",
            ),
            (
                "ubnd:00010",
                today,
                "`ubnd:00010` (Ủy ban nhân dân phường Nguyễn Trung Trực) ended on 2025-06-30; who took over is \
                 not recorded, but it lay under `ubnd:01@2025-07-01` (Ủy ban nhân dân thành phố Hà Nội)",
            ),
            (
                "tct",
                today,
                "`tct` (Tổng cục Thuế) ended on 2025-02-28; `ct` (Cục Thuế) took over",
            ),
        ] {
            assert_eq!(refusal(id, on), expected);
        }
        assert!(refusal("ubnd:001", today).contains("authorities, each for its own ground"));
    }
}
