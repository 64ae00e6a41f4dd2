//! The integrators, at work beside the pages.

use std::thread::JoinHandle;

use danh_api::AppState;
use danh_ledger::Bell;

use crate::fixture::Fixture;

/// Integrators in threads of their own.
pub(super) struct Integrating(Vec<(Bell, JoinHandle<()>)>);

impl Integrating {
    pub(super) fn start(fixture: &Fixture, state: &AppState) -> anyhow::Result<Self> {
        let mut threads = Vec::new();
        for face in &state.ledgers {
            let (integrator, bell) = (fixture.integrator_of(face.log)?, face.bell.clone());
            let heard = bell.clone();
            let thread = std::thread::spawn(move || {
                if let Err(error) = integrator.run(&heard) {
                    eprintln!("an integrator stopped: {error}");
                }
            });
            threads.push((bell, thread));
        }
        Ok(Self(threads))
    }

    pub(super) fn stop(self) {
        for (bell, _) in &self.0 {
            bell.stop();
        }
        for (_, thread) in self.0 {
            thread.join().expect("integrating does not panic");
        }
    }
}
