//! What everything kept here is sealed with.

use std::sync::Arc;

use danh_keys::Sealer;
use danh_vocabulary::Entropy;

use crate::reply::InFlight;

/// The desk: what is needed to seal and open what is kept. Cheap to clone into the closures the store runs.
#[derive(Clone)]
pub struct Desk {
    sealer: Sealer,
    entropy: Arc<dyn Entropy>,
    in_flight: InFlight,
}

impl Desk {
    /// The name of its key in the key folder.
    pub const SEALER: &'static str = "desk";

    /// A desk with its key and the chance that nonces are drawn from.
    pub fn new(sealer: Sealer, entropy: Arc<dyn Entropy>) -> Self {
        Self {
            sealer,
            entropy,
            in_flight: InFlight::default(),
        }
    }

    pub(crate) fn sealer(&self) -> &Sealer {
        &self.sealer
    }

    pub(crate) fn in_flight(&self) -> &InFlight {
        &self.in_flight
    }

    pub(crate) fn entropy(&self) -> &dyn Entropy {
        &*self.entropy
    }
}
