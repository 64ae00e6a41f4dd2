//! Proving that the state is what the journal folds to, and making it anew.

use std::time::Instant;

use danh_register::rebuild;

use crate::figure::{Figures, Goal};
use crate::fixture::Fixture;

/// Persons a second of the check and of the rebuild.
#[expect(clippy::cast_precision_loss, reason = "rates need no more digits")]
pub(crate) fn measure(figures: &mut Figures, fixture: &Fixture) -> anyhow::Result<()> {
    let began = Instant::now();
    let persons = rebuild::rebuild(&fixture.store, |_| ())?;
    let rate = persons as f64 / began.elapsed().as_secs_f64();
    figures.print("rebuild_rate", rate, "persons/s", Goal::None);

    let began = Instant::now();
    let checked = rebuild::check(&fixture.store, |_| ())?;
    let rate = checked.persons as f64 / began.elapsed().as_secs_f64();
    figures.print("rebuild_check_rate", rate, "persons/s", Goal::None);
    anyhow::ensure!(
        checked.differences == 0,
        "the state is not what the journal folds to: {:?}",
        checked.named
    );
    Ok(())
}
