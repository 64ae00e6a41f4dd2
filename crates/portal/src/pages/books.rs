//! `GET /books?unit=&from=&until=&kind=&after=`: a register book of a commune, by period and kind: what its committee registered,
//! and those committees whose books it keeps since they were merged (Law on Civil Status 2014, article 58).
//!
//! Only who reaches the unit reads its book; of those in it who are at home elsewhere today the name is not told.

use danh_register::Book;
use jiff::civil::Date;

use crate::bilingual::Bilingual;
use crate::components::{
    Choice, Column, DateField, ErrorSummary, FormError, Pager, Question, Select, Table, Tag, Tone,
    TypedDate, UnitPicker, Value,
};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page, Section};

mod asked;
pub mod examples;
pub(crate) mod handlers;
mod read;

pub use asked::{Asked, BooksError, Period};

/// The page of register books.
#[derive(Clone, Debug)]
pub struct BooksView {
    /// Which commune is chosen, or still to be.
    pub unit: UnitPicker,
    /// What was typed for the first day and the last.
    pub typed: [TypedDate; 2],
    /// Which book.
    pub book: Book,
    /// What must be mended.
    pub errors: Vec<BooksError>,
    /// What is shown.
    pub shown: ShownBook,
}

/// What a page of books shows below the form.
#[derive(Clone, Debug)]
pub enum ShownBook {
    /// Nothing yet: no unit, or a period to mend.
    Nothing,
    /// The unit is out of the reader's reach.
    OutOfReach,
    /// The unit's committee keeps no books of civil status.
    NoBooks,
    /// Part of a book.
    Lines(BookLines),
}

/// Part of a book.
#[derive(Clone, Debug)]
pub struct BookLines {
    /// Who keeps it.
    pub keeper: Bilingual,
    /// Those before whose books it keeps too.
    pub predecessors: Vec<Bilingual>,
    /// Which days.
    pub period: Period,
    /// The earliest first.
    pub lines: Vec<BookLine>,
    /// The address of the book's beginning, when this is not it.
    pub beginning: Option<String>,
    /// The address of what comes after, if anything does.
    pub next: Option<String>,
}

/// One line of a book.
#[derive(Clone, Debug)]
pub struct BookLine {
    /// Its number in the book of the year.
    pub number: u64,
    /// The day on which it was registered.
    pub registered_on: Date,
    /// The handle of the event.
    pub event: String,
    /// What kind of event.
    pub kind: Key,
    /// Whether what it says still stands.
    pub standing: LineStanding,
    /// Whom it concerns.
    pub persons: Vec<BookPerson>,
    /// In whose book it stands.
    pub authority: Bilingual,
}

/// Whether what a line says still stands. A line is never taken out of a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineStanding {
    /// It does.
    Stands,
    /// A correction says what is right.
    Corrected,
    /// It says nothing any more: it should never have been written.
    Withdrawn,
}

impl LineStanding {
    fn tag(self) -> Option<Value> {
        let (tone, label) = match self {
            Self::Stands => return None,
            Self::Corrected => (Tone::Attention, Key("event-corrected-later")),
            Self::Withdrawn => (Tone::Past, Key("event-withdrawn")),
        };
        Some(Value::Tag(Tag { tone, label }))
    }
}

/// Somebody whom a line concerns.
#[derive(Clone, Debug)]
pub enum BookPerson {
    /// By name and the handle of their page.
    Named(String, String),
    /// Somebody at home elsewhere, whose name is not told.
    Elsewhere,
}

/// The name of a book.
pub(crate) const fn title(book: Book) -> Key {
    match book {
        Book::Births => Key("book-births"),
        Book::Marriages => Key("book-marriages"),
        Book::Deaths => Key("book-deaths"),
        Book::Recognitions => Key("book-recognitions"),
        Book::Adoptions => Key("book-adoptions"),
        Book::Guardianships => Key("book-guardianships"),
        Book::Changes => Key("book-changes"),
        Book::Decisions => Key("book-decisions"),
    }
}

impl BooksView {
    fn form_errors(&self) -> Vec<FormError> {
        self.errors.iter().map(|error| error.form_error()).collect()
    }

    fn error_summary(&self) -> ErrorSummary {
        ErrorSummary {
            errors: self.form_errors(),
        }
    }

    fn kind_field(&self) -> Select {
        let choice = |book: Book| Choice::new(book.as_str(), title(book));
        let choices = Book::ALL.into_iter().map(choice).collect();
        Select::new(
            Question::new("kind", Key("books-kind")),
            choices,
            self.book.as_str(),
        )
    }

    fn first_day_field(&self) -> DateField {
        let question = Question::new("from", Key("books-from")).error_of(&self.form_errors());
        DateField::new(question, self.typed[0].clone())
    }

    fn last_day_field(&self) -> DateField {
        let question = Question::new("until", Key("books-until")).error_of(&self.form_errors());
        DateField::new(question, self.typed[1].clone())
    }

    fn lines(&self) -> Option<&BookLines> {
        match &self.shown {
            ShownBook::Lines(lines) => Some(lines),
            ShownBook::Nothing | ShownBook::OutOfReach | ShownBook::NoBooks => None,
        }
    }

    fn heading(&self) -> Key {
        match self.shown {
            ShownBook::OutOfReach => Key("books-outside"),
            ShownBook::NoBooks => Key("books-none-kept"),
            ShownBook::Lines(_) => title(self.book),
            ShownBook::Nothing => Key("books-title"),
        }
    }

    fn lead(&self) -> Option<Key> {
        match self.shown {
            ShownBook::OutOfReach => Some(Key("books-outside-lead")),
            ShownBook::NoBooks => Some(Key("books-none-kept-lead")),
            ShownBook::Nothing => Some(Key("books-lead")),
            ShownBook::Lines(_) => None,
        }
    }
}

impl BookLines {
    fn says_period(&self) -> Message {
        Message::new(Key("books-period"))
            .with_date("from", self.period.from.to_string())
            .with_date("until", self.period.until.to_string())
    }

    fn table(&self, caption: Key) -> Table {
        let mut columns = vec![
            Column::words(Key("books-number")),
            Column::words(Key("books-day")),
            Column::words(Key("books-event")),
            Column::words(Key("books-persons")),
        ];
        if !self.predecessors.is_empty() {
            columns.push(Column::words(Key("books-of")));
        }
        let row = |line: &BookLine| {
            let mut row = line.row();
            row.truncate(columns.len());
            row
        };
        let rows = self.lines.iter().map(row).collect();
        Table {
            caption: caption.into(),
            columns,
            rows,
        }
    }

    fn pager(&self) -> Option<Pager> {
        let is_whole = self.beginning.is_none() && self.next.is_none();
        let (Some(first), Some(last)) = (self.lines.first(), self.lines.last()) else {
            return None;
        };
        let days = Message::new(Key("books-shown"))
            .with_date("from", first.registered_on.to_string())
            .with_date("until", last.registered_on.to_string());
        (!is_whole).then(|| Pager {
            shown: days,
            previous: None,
            next: self.next.clone(),
        })
    }
}

impl BookLine {
    fn row(&self) -> Vec<Value> {
        let number = format!("{:02}/{}", self.number, self.registered_on.year());
        let persons = self.persons.iter().map(BookPerson::value).collect();
        let event = Value::LinkSay {
            href: format!("/events/{}", self.event),
            label: self.kind,
        };
        vec![
            Value::Code(number),
            Value::Date(self.registered_on.to_string()),
            match self.standing.tag() {
                None => event,
                Some(tag) => Value::Lines(vec![event, tag]),
            },
            Value::Lines(persons),
            Value::Named(self.authority.clone()),
        ]
    }
}

impl BookPerson {
    fn value(&self) -> Value {
        match self {
            Self::Named(name, handle) => Value::Link {
                href: format!("/persons/{handle}"),
                text: name.clone(),
            },
            Self::Elsewhere => Key("books-person-elsewhere").into(),
        }
    }
}

super::template!(BooksView, "pages/books.html");

impl Page for BooksView {
    fn title(&self) -> Message {
        self.heading().into()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Desk)
    }

    fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
