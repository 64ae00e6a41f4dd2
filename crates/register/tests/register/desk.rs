//! What courts and registrars bring to the desk, and what a reader of a life sees of it.

use danh_register::{Act, Decision, View, timeline};
use danh_vocabulary::PersonId;

use crate::world::{TestRegister, act, date};

/// A court's decision that is in force from a day.
pub(crate) fn decision(on: &str) -> Decision {
    Decision {
        number: "12/2024/QĐST".to_owned(),
        by: "Toà án nhân dân quận Ba Đình".to_owned(),
        on: date(on),
    }
}

/// An act that names a paper narrower than the law.
pub(crate) fn act_on(basis: &str) -> Act {
    act().resting_on(basis)
}

impl TestRegister {
    /// The events of a life as its timeline shows them, the latest first: from when, and of which kind.
    pub(crate) fn life_of(&self, person: PersonId) -> Vec<String> {
        let entries = self.read(move |tx| timeline(tx, person, View::PRESENT));
        let lines = entries.iter().map(|entry| {
            let kind = entry.event.body.kind();
            format!("{} {kind}", entry.effective_on)
        });
        lines.collect()
    }
}
