//! Register books (sổ hộ tịch): the civil events that a local authority registered, in the order of the days on which it did.
//!
//! An authority has one book of each [`Book`]; its entries are counted afresh each year, from 1, as they were written
//! (Circular 04/2020/TT-BTP, articles 25 and 26). The number is not stored: it is the place of an entry among those of its
//! year, so that no counter makes two desks of one authority wait for each other.
//!
//! `book_entry` follows from the journal. It has a row for each civil-status event that was registered in the name of a local
//! authority; what came from an earlier file is in that file's book, not in one of ours.

use danh_directory::AuthorityId;
use danh_store::{Param, Row, StoreError, Tx, params};
use danh_vocabulary::EventId;
use jiff::civil::Date;

use crate::event::{Event, EventBody};

/// Which register book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Book {
    /// Sổ đăng ký khai sinh.
    Births,
    /// Sổ đăng ký kết hôn.
    Marriages,
    /// Sổ đăng ký khai tử.
    Deaths,
    /// Sổ đăng ký nhận cha, mẹ, con.
    Recognitions,
    /// Sổ đăng ký nuôi con nuôi.
    Adoptions,
    /// Sổ đăng ký giám hộ, chấm dứt giám hộ.
    Guardianships,
    /// Sổ đăng ký thay đổi, cải chính hộ tịch, xác định lại dân tộc.
    Changes,
    /// Sổ ghi việc hộ tịch theo bản án, quyết định.
    Decisions,
}

/// One line of a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookEntry {
    /// The event.
    pub event: EventId,
    /// The day on which it was registered.
    pub registered_on: Date,
    /// Its number in the book of that year, counted from 1.
    pub number: u64,
    /// In whose book it stands, by the authority's id.
    pub authority: String,
}

/// Which part of a book is wanted, the earliest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BookPage {
    /// Which book.
    pub book: Book,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// Only what stands after this entry, which the page before ended with.
    pub after: Option<(Date, EventId)>,
    /// How many are wanted at the most.
    pub size: u32,
}

impl Book {
    /// Every book.
    pub const ALL: [Self; 8] = [
        Self::Births,
        Self::Marriages,
        Self::Deaths,
        Self::Recognitions,
        Self::Adoptions,
        Self::Guardianships,
        Self::Changes,
        Self::Decisions,
    ];

    /// The stable name, as in `births`: in the table and in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Births => "births",
            Self::Marriages => "marriages",
            Self::Deaths => "deaths",
            Self::Recognitions => "recognitions",
            Self::Adoptions => "adoptions",
            Self::Guardianships => "guardianships",
            Self::Changes => "changes",
            Self::Decisions => "decisions",
        }
    }

    /// The book of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|book| book.as_str() == name)
    }

    /// The book in which an event of a kind is written; none for what belongs to no civil status.
    pub const fn of(body: &EventBody) -> Option<Self> {
        match body {
            EventBody::Birth(_) => Some(Self::Births),
            EventBody::Marriage(_) => Some(Self::Marriages),
            EventBody::Death(_) => Some(Self::Deaths),
            EventBody::ParentRecognised(_) => Some(Self::Recognitions),
            EventBody::Adoption(_) | EventBody::AdoptionEnded(_) => Some(Self::Adoptions),
            EventBody::Guardianship(_) | EventBody::GuardianshipEnded(_) => {
                Some(Self::Guardianships)
            }
            EventBody::NameChanged(_)
            | EventBody::EthnicityDetermined(_)
            | EventBody::SexDetermined(_)
            | EventBody::Correction(_) => Some(Self::Changes),
            EventBody::Divorce(_)
            | EventBody::Annulment(_)
            | EventBody::NationalityChanged(_)
            | EventBody::MissingDeclared(_)
            | EventBody::Returned(_) => Some(Self::Decisions),
            _ => None,
        }
    }
}

/// What a page of a book begins after, in order and by key.
type Place = (Date, EventId);

/// A part of the books that some authorities keep, by the day on which it was registered. `authorities` are their ids, each
/// once: an office keeps those of the offices it took over from.
///
/// The same time however long the books are: each is read from where the page begins, no further than the page.
pub fn book_entries<'a>(
    tx: &mut Tx<'_>,
    authorities: impl IntoIterator<Item = &'a str>,
    page: BookPage,
) -> Result<Vec<BookEntry>, StoreError> {
    let mut entries: Vec<(Place, &str)> = Vec::new();
    for authority in authorities {
        let found = entries_of(tx, authority, page)?;
        entries.extend(found.into_iter().map(|place| (place, authority)));
    }
    entries.sort_unstable();
    entries.truncate(usize::try_from(page.size).unwrap_or(usize::MAX));
    numbered(tx, page.book, entries)
}

/// Of one authority.
fn entries_of(tx: &mut Tx<'_>, authority: &str, page: BookPage) -> Result<Vec<Place>, StoreError> {
    let before_first = (page.from, EventId::from_i64(i64::MIN));
    let (day, event) = page.after.map_or(before_first, |it| it.max(before_first));
    let rows = tx.query(
        "SELECT registered_on, event_id FROM book_entry
         WHERE authority = $1 AND book = $2 AND (registered_on, event_id) > ($3, $4)
           AND registered_on <= $5
         ORDER BY registered_on, event_id LIMIT $6",
        params![
            authority,
            page.book.as_str(),
            &day.to_string(),
            event.as_i64(),
            &page.until.to_string(),
            i64::from(page.size)
        ],
    )?;
    rows.iter().map(place).collect()
}

fn place(row: &Row) -> Result<Place, StoreError> {
    let day: String = row.get(0)?;
    let day = day.parse().map_err(|_| StoreError::Corrupt {
        detail: format!("`{day}` is no day of a book"),
    })?;
    Ok((day, EventId::from_i64(row.get(1)?)))
}

/// Entries with their numbers. What stands between two entries of one book stands between them here too, so only the first of
/// each year is counted.
fn numbered(
    tx: &mut Tx<'_>,
    book: Book,
    entries: Vec<(Place, &str)>,
) -> Result<Vec<BookEntry>, StoreError> {
    let mut last: Vec<(&str, i16, u64)> = Vec::new();
    let mut lines = Vec::with_capacity(entries.len());
    for ((registered_on, event), authority) in entries {
        let year = registered_on.year();
        let known = last
            .iter_mut()
            .find(|(of, in_year, _)| (*of, *in_year) == (authority, year));
        let number = if let Some((.., number)) = known {
            *number += 1;
            *number
        } else {
            let number = number_of(tx, authority, book, (registered_on, event))?;
            last.push((authority, year, number));
            number
        };
        lines.push(BookEntry {
            event,
            registered_on,
            number,
            authority: authority.to_owned(),
        });
    }
    Ok(lines)
}

fn number_of(
    tx: &mut Tx<'_>,
    authority: &str,
    book: Book,
    (registered_on, event): Place,
) -> Result<u64, StoreError> {
    let first_day = format!("{:04}-01-01", registered_on.year());
    let row = tx.query_one(
        "SELECT COUNT(*) FROM book_entry
         WHERE authority = $1 AND book = $2 AND registered_on >= $3
           AND (registered_on, event_id) <= ($4, $5)",
        params![
            authority,
            book.as_str(),
            &first_day,
            &registered_on.to_string(),
            event.as_i64()
        ],
    )?;
    Ok(row.get::<i64>(0)?.unsigned_abs())
}

/// The row of an event in `book_entry`, if it has one: authority, book, day, event.
pub(crate) struct BookRow<'event> {
    authority: &'event str,
    book: Book,
    registered_on: String,
    event: EventId,
}

impl<'event> BookRow<'event> {
    pub(crate) const COLUMNS: [&'static str; 4] =
        ["authority", "book", "registered_on", "event_id"];

    pub(crate) fn of(event: &'event Event) -> Option<Self> {
        let book = Book::of(&event.body)?;
        let is_local = matches!(event.authority.parse(), Ok(AuthorityId::Local { .. }));
        is_local.then(|| Self {
            authority: &event.authority,
            book,
            registered_on: event.recorded_at.date_in_viet_nam().to_string(),
            event: event.id,
        })
    }

    pub(crate) fn params(&self) -> [Param<'_>; 4] {
        [
            self.authority.into(),
            self.book.as_str().into(),
            (&self.registered_on).into(),
            self.event.as_i64().into(),
        ]
    }

    pub(crate) fn insert(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.put(
            "INSERT INTO book_entry (authority, book, registered_on, event_id)
             VALUES ($1, $2, $3, $4)",
            &self.params(),
        )
    }

    pub(crate) fn is_written(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let row = tx.query_opt(
            "SELECT 1 FROM book_entry
             WHERE authority = $1 AND book = $2 AND registered_on = $3 AND event_id = $4",
            &self.params(),
        )?;
        Ok(row.is_some())
    }
}
