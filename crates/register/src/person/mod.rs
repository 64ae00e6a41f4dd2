//! What the register knows of a person: the state that folding their events gives.

mod identity;
mod residence;
mod state;

pub use identity::{Identity, Relative};
pub use residence::{Relationship, Residence};
pub use state::{Death, HeldNumber, MaritalStatus, PersonState};
