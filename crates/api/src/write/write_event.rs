//! The whole of a request that writes one event about persons on record.

use axum::response::Response;
use danh_register::{Act, Recorded, Register};
use danh_store::{StoreError, Tx};

use super::fields::Fields;
use super::request::WriteRequest;
use super::run::Stop;
use crate::access::Work;
use crate::problem::Problem;
use crate::state::AppState;

/// Writes what a request declares: asks whether the officer may and whether it was answered before, reads the body, makes sure
/// that the officer reaches somebody whom it names, and hands what was declared to the register.
pub(crate) async fn write_event<B, R, E>(
    state: &AppState,
    request: WriteRequest<B>,
    work: Work,
    declared: fn(B, &mut Fields<'_>) -> Option<R>,
    record: fn(&Register, &mut Tx<'_>, &Act, &R) -> Result<Recorded, E>,
) -> Result<Response, Stop>
where
    B: serde::de::DeserializeOwned,
    R: Send + 'static,
    E: Into<Problem> + From<StoreError> + Send + 'static,
{
    let if_match = request.if_match.clone();
    let (wish, body) = request.begin(state, work).await?;
    let mut fields = Fields::having_seen(state, if_match);
    let report = declared(body, &mut fields);
    let declared = fields.declared(report)?;
    let wish = wish.on_basis(declared.basis).about(state, declared.named);
    let report = declared.report;
    let written = wish.await?.write(state, move |register, tx, act| {
        record(register, tx, act, &report)
    });
    written.await
}
