//! Checking and hashing passwords: counted first, then a few at a time on threads of their own.

use danh_identity::{Login, NewPassword, PasswordHash, SignInError, Verified, attempt_begin};
use danh_store::StoreError;
use tokio::task::spawn_blocking;

use super::{PasswordSignIn, TypedBy};

impl PasswordSignIn {
    /// Checks a password.
    ///
    /// The attempt is counted first; the check, which takes a core for tens of milliseconds, waits
    /// until one is free, and a client with many checks under way is sent away before anything is
    /// written.
    pub(super) async fn verify(
        &self,
        login: &Login,
        password: String,
        by: &TypedBy,
    ) -> Result<Verified, SignInError> {
        let checks = &self.0.password_checks;
        let place = checks.place(by.client);
        let _place = place.ok_or(SignInError::TooManyAttempts {
            retry_after_seconds: 1,
        })?;
        let (now, origin, login) = (self.0.clock.now(), self.origin(login, by), login.clone());
        let begin = self
            .0
            .store
            .write(move |tx| attempt_begin(tx, &login, &origin, now));
        let attempt = begin.await?;
        let (cost, entropy) = (checks.cost, self.0.entropy.clone());
        self.alone(move || attempt.verify(&password, cost, &*entropy))
            .await?
    }

    /// Hashes a new password, unless it is the one that was verified.
    pub(super) async fn hash(&self, password: NewPassword) -> Result<PasswordHash, StoreError> {
        let (cost, entropy) = (self.0.password_checks.cost, self.0.entropy.clone());
        self.alone(move || PasswordHash::of(&password, cost, &*entropy))
            .await
    }

    /// Runs what takes a core and much memory, when there is room for it.
    async fn alone<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, StoreError> {
        let permit = self.0.password_checks.permits.clone().acquire_owned().await;
        let done = spawn_blocking(move || {
            let done = work();
            drop(permit);
            done
        });
        // A check that panics is a fault of ours, not a wrong password.
        done.await.map_err(|_| StoreError::Closed)
    }
}
