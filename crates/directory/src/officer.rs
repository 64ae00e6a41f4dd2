//! Officers: those who may be appointed.

use danh_vocabulary::{Name, OfficerId};

/// An officer. What they may do follows from their appointments alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    /// The id.
    pub id: OfficerId,
    /// The name that stands under decisions.
    pub name: Name,
}
