//! A session that is made anew after it was lost.

use super::PostgresSession;
use crate::{OpenError, StoreError};

/// What one thread speaks to the server through.
pub(super) struct Connection<'url> {
    url: &'url str,
    session: Option<PostgresSession>,
}

/// How a transaction begins.
type Begin = fn(&mut PostgresSession) -> Result<(), StoreError>;

impl<'url> Connection<'url> {
    /// Goes on with `session`, or connects when there is something to do.
    pub(super) fn new(url: &'url str, session: Option<PostgresSession>) -> Self {
        Self { url, session }
    }

    /// A session in which a transaction has begun.
    ///
    /// That a server was started anew while nobody spoke to it shows at the next word. Nothing was done then, so it is
    /// said again, once, over a new connection.
    pub(super) fn begin(&mut self, begin: Begin) -> Result<&mut PostgresSession, StoreError> {
        let session = match self.session.take() {
            None => self.begin_anew(begin)?,
            Some(mut session) => match begin(&mut session) {
                Ok(()) => session,
                Err(StoreError::ConnectionLost { .. }) => self.begin_anew(begin)?,
                Err(error) => return Err(error),
            },
        };
        Ok(self.session.insert(session))
    }

    fn begin_anew(&self, begin: Begin) -> Result<PostgresSession, StoreError> {
        let mut session = PostgresSession::connect(self.url).map_err(|error| match error {
            OpenError::Store(error) => error,
            other => StoreError::ConnectionLost {
                detail: other.to_string(),
            },
        })?;
        begin(&mut session)?;
        Ok(session)
    }

    /// Ends a transaction that is not to be kept. A session that cannot is given up, and with it the transaction.
    pub(super) fn roll_back(&mut self) {
        if let Some(session) = &mut self.session
            && let Err(error) = session.roll_back()
        {
            tracing::warn!(%error, "a connection is given up");
            self.session = None;
        }
    }
}
