//! From the headers of a request to who typed it.

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;

use super::TypedBy;
use crate::client_address::ClientAddress;
use crate::state::AppState;

impl<S> FromRequestParts<S> for TypedBy
where
    AppState: FromRef<S>,
    S: Sync,
{
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let client = ClientAddress::from_request_parts(parts, state).await?;
        let cookies = AppState::from_ref(state).secure_cookies;
        Ok(Self {
            client: client.into(),
            device_cookie: cookies.device(&parts.headers),
        })
    }
}
