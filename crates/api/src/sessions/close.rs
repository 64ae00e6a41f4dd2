//! `DELETE /api/v1/sessions/current`: an officer signs out.

use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};

use crate::problem::Problem;
use crate::signed_in::SignedIn;
use crate::state::AppState;

/// Sign out.
#[utoipa::path(
    delete,
    path = "/api/v1/sessions/current",
    tag = "sessions",
    operation_id = "session_close",
    responses((status = 204, description = "Signed out: the token opens nothing any more.")),
)]
pub(crate) async fn close(
    State(state): State<AppState>,
    signed_in: SignedIn,
) -> Result<(StatusCode, [(HeaderName, HeaderValue); 1]), Problem> {
    state.staff.sign_out(signed_in.session()).await?;
    let forget = (header::SET_COOKIE, state.secure_cookies.sign_out());
    Ok((StatusCode::NO_CONTENT, [forget]))
}

#[cfg(test)]
mod tests {
    use axum::http::{Method, StatusCode};

    use crate::testing::on_both_engines;

    const PATH: &str = "/api/v1/sessions/current";

    #[test]
    fn a_token_opens_nothing_after_signing_out() {
        on_both_engines(|office| {
            let token = office.token();
            let answer = office.send(Method::DELETE, PATH, Some(&token), None);
            assert_eq!(answer.status, StatusCode::NO_CONTENT);
            assert!(answer.header("set-cookie").ends_with("; Max-Age=0"));
            let answer = office.send(Method::DELETE, PATH, Some(&token), None);
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        });
    }
}
