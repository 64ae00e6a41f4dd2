//! What faces keep between an officer's requests: sealed, for a while, and never the truth.
//!
//! A form that takes several pages is kept as a [`Draft`] until it is sent, so that it survives a reload, a lost line and an
//! expired session. What is kept is nobody's record: the register learns of it when it is sent, and then the draft holds no more
//! than which event came of it, so that sending it twice writes once.
//!
//! ```
//! use std::sync::Arc;
//!
//! use danh_desk::{Desk, DraftKey, DraftState, NewDraft};
//! use danh_keys::KeyRing;
//! use danh_store::{Store, StoreConfig};
//! use danh_vocabulary::{DraftId, OfficerId, SeededEntropy};
//!
//! # let folder = tempfile::tempdir()?;
//! # let config = StoreConfig::sqlite(folder.path().join("danh.db"));
//! let store = Store::open(&config, &[danh_desk::MIGRATIONS])?;
//! let entropy = Arc::new(SeededEntropy::new(7));
//! let keys = KeyRing::open_or_create(&folder.path().join("keys"), &*entropy)?;
//! let desk = Desk::new(keys.sealer(Desk::SEALER)?, entropy);
//!
//! let key = DraftKey { draft: DraftId::from_i64(1), officer: OfficerId::from_i64(7) };
//! let now = "2026-01-05T08:00:00Z".parse()?;
//! let (begun, form) = (desk.clone(), NewDraft { key, form: "birth".to_owned(), at: now });
//! store.write(move |tx| begun.draft_begin(tx, &form, b"{}")).wait()?;
//!
//! let draft = store.read(move |tx| desk.draft_by_key(tx, key, now)).wait()?;
//! assert_eq!(draft.expect("it was begun").state, DraftState::Open(b"{}".to_vec()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What a request that wrote something was answered is kept for a day as a [`Reply`], for a caller who never heard it; and a place
//! in a list is handed out as a [cursor](Desk::cursor_seal), which keeps nothing here.
//!
//! An act of grave effect is kept as a [`Proposal`] until a second officer has decided it, and never by who proposed it.
//!
//! # What always holds
//!
//! - What officers typed lies in the database sealed, bound to its draft and its officer.
//! - Nobody but the officer who began a draft opens it.
//! - Nothing here is disclosed data's only copy, and all of it is forgotten after its time.

mod cursor;
mod desk;
mod draft;
mod migrations;
mod proposal;
mod reply;

pub use cursor::CursorError;
pub use desk::{Desk, Kept};
pub use draft::{Draft, DraftError, DraftKey, DraftState, ListedDraft, NewDraft, SentDraft};
pub use migrations::MIGRATIONS;
pub use proposal::{
    NewProposal, NewVerdict, Outcome, Proposal, ProposalError, ProposalState, Verdict,
    WaitingProposal,
};
pub use reply::{Answered, Reply, ReplyError, ReplyKey, RequestDigest, UnderWay};
