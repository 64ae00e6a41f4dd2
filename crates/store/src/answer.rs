//! What a closure handed to the store comes back as.

use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::sync::oneshot;

use crate::StoreError;

/// The outcome of a closure that runs on a thread of the store: await it, or [`Answer::wait`] for it.
///
/// Dropping it does not take the work back.
#[derive(Debug)]
#[must_use = "a write is done only when its answer says so"]
pub struct Answer<T, E> {
    receiver: oneshot::Receiver<Result<T, E>>,
}

impl<T, E: From<StoreError>> Answer<T, E> {
    pub(crate) fn channel() -> (oneshot::Sender<Result<T, E>>, Self) {
        let (sender, receiver) = oneshot::channel();
        (sender, Self { receiver })
    }

    /// Blocks this thread until the outcome is there. Not to be called inside an async task.
    pub fn wait(self) -> Result<T, E> {
        self.receiver
            .blocking_recv()
            .unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }
}

impl<T, E: From<StoreError>> Future for Answer<T, E> {
    type Output = Result<T, E>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.receiver)
            .poll(context)
            .map(|received| received.unwrap_or_else(|_| Err(StoreError::Closed.into())))
    }
}
