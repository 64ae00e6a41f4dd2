//! The one database of Danh: `SQLite` in a folder, or `PostgreSQL` behind a URL, through one small type.
//!
//! A capability is plain synchronous functions over a [`Tx`]. A face hands a closure to the store and
//! waits for its [`Answer`]:
//!
//! ```
//! use danh_store::{Migrations, Store, StoreConfig, StoreError, Tx, params};
//!
//! const MIGRATIONS: Migrations = Migrations {
//!     capability: "greetings",
//!     steps: &["CREATE TABLE greeting (greeting_id BIGINT PRIMARY KEY, words TEXT NOT NULL);"],
//! };
//!
//! fn greeting_by_id(tx: &mut Tx<'_>, id: i64) -> Result<Option<String>, StoreError> {
//!     tx.query_opt("SELECT words FROM greeting WHERE greeting_id = $1", params![id])?
//!         .map(|row| row.get(0))
//!         .transpose()
//! }
//!
//! let folder = tempfile::tempdir()?;
//! let config = StoreConfig::sqlite(folder.path().join("danh.db"));
//! let store = Store::open(&config, &[MIGRATIONS])?;
//! store
//!     .write(|tx| {
//!         tx.execute("INSERT INTO greeting (greeting_id, words) VALUES ($1, $2)", params![1, "xin chào"])
//!     })
//!     .wait()?;
//! let words = store.read(|tx| greeting_by_id(tx, 1)).wait()?;
//! assert_eq!(words.as_deref(), Some("xin chào"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # How to add a table
//!
//! Append a step to the `MIGRATIONS` of the capability that owns it. A released step is never edited: the
//! store keeps its text and refuses to start when it differs. Columns are `BIGINT`, `TEXT`, `BOOLEAN` or
//! `BLOB`. Instants are `BIGINT` microseconds UTC, civil dates are `TEXT` in ISO order, documents are JSON
//! `TEXT`. Keys are assigned by the program. A table that is read by its primary key says `WITHOUT ROWID`,
//! which clusters it on `SQLite`; [`dialect`] says what `PostgreSQL` is given instead.
//!
//! # How to add a query
//!
//! Write a function in the capability's `queries.rs` that begins with the noun (`person_by_number`) and
//! takes `&mut Tx`. Number the placeholders `$1`, `$2` … in the order in which they first appear; debug builds
//! assert it, because `SQLite` numbers them so. `COUNT(*)` is a `BIGINT`; write `CAST(SUM(x) AS BIGINT)`. `INSERT … ON
//! CONFLICT … DO NOTHING` works on both engines. There is no engine switch: if the two need different
//! text, the difference belongs here, behind one name, as [`Tx::bulk_insert`] is.
//!
//! A statement that fails ends its transaction on both engines: what follows is refused, and the whole
//! closure is rolled back even if it returns `Ok`. So ask before you insert, or say `ON CONFLICT`.
//!
//! # How to write what many write at once
//!
//! [`Store::write_rehearsed`] takes the same closures as [`Store::write`], and comes to the same. Where one thread writes for
//! all, it is given only what has to be its own: the closure is tried before, on the thread that brings it, and its statements
//! are taken down. So let it ask first and write afterwards, with [`Tx::put`] and [`Tx::claim`], whose outcome can be foreseen,
//! and not with [`Tx::execute`]. Nothing goes wrong otherwise; the closure then runs in its turn.
//!
//! # How to test it on both
//!
//! With this crate's `testing` feature, `danh_store::testing::on_both_engines(&[MIGRATIONS], |store| …)` runs the
//! body on a fresh `SQLite` file and, where `DANH_TEST_POSTGRES` holds the URL of a server, on a fresh
//! `PostgreSQL` database. `cargo xtask test` starts such a server by itself.
//!
//! # What always holds
//!
//! - An answer to a write leaves after the transaction is on disk (`synchronous=FULL`; `synchronous_commit` is put on where
//!   a server has it off). If nobody hears how a commit went, the answer says so: [`StoreError::OutcomeUnknown`].
//! - On `SQLite` one thread writes: it runs the waiting closures one after another, each to stand or fall alone, and
//!   commits them together. On `PostgreSQL` each closure has its own serialisable transaction and is run
//!   again when the engine asks for it, and once when it meets a row with its key, which may have come after it
//!   looked. So a write closure must have no effect apart from its transaction.
//! - A server that is started anew is connected to again; only what was under way is lost, and told so.
//! - One process writes to an `SQLite` file at a time; a second one is told who holds it.
//! - What is remembered of a slow statement is its text, which holds no value: [`Store::slow_statements`].

mod answer;
mod config;
pub mod copy;
pub mod dialect;
mod error;
mod migrate;
mod place;
mod postgres;
mod settings;
mod slow;
mod sqlite;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
mod tx;
mod value;

pub use answer::Answer;
pub use config::StoreConfig;
pub use error::{OpenError, StoreError};
pub use migrate::{Migrations, upgrade_done, upgrades_pending};
pub use settings::RiskySetting;
pub use slow::SlowStatement;
pub use store::Store;
pub use tx::Tx;
pub use value::{Cell, FromCell, Param, Row};
