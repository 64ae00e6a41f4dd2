//! `POST /api/v1/sessions`: an officer signs in and is given a token.
//!
//! It takes no `Idempotency-Key`. Nobody is known yet to whom a key could belong, and an answer that is kept for a day would be a
//! token that somebody else might be given. Whoever hears no answer signs in again; the session of which nobody heard ends by
//! itself for want of use.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use danh_identity::{
    NotProven, SESSION_HOURS_MAX, SESSION_IDLE_MINUTES_MAX, SecondFactorError, SignInError, Step,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::body::JsonBody;
use crate::problem::{Fault, Problem, ProblemDocument, ProblemKind};
use crate::staff::{CodeRefused, Credentials, SignInRefused, TypedBy, Way};
use crate::state::AppState;

/// Who signs in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(
    as = Credentials,
    example = json!({"login": "lan.nguyen", "password": "sông Hương chảy chậm", "code": "081804"}),
)]
pub(crate) struct CredentialsBody {
    /// The login.
    #[schema(required = true, nullable = false)]
    login: Option<String>,
    /// The password.
    #[schema(required = true, nullable = false, format = Password)]
    password: Option<String>,
    /// The six digits of the authenticator app, or a recovery code; for accounts that have a
    /// second factor.
    #[schema(nullable = false)]
    code: Option<String>,
}

/// A session that was opened.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({
    "token": "mTk0p8Xw3sEJ0yq1b4rZ2nV5cQ7dL9aH6gK8uT1iR3o",
    "idle_minutes_max": 30,
    "hours_max": 12,
}))]
pub(crate) struct SessionOpened {
    /// For `Authorization: Bearer`. Whoever holds it is signed in.
    token: String,
    /// The session ends after so many minutes without a request.
    idle_minutes_max: i64,
    /// The session ends after so many hours whatever happens.
    hours_max: i64,
}

/// Sign in.
#[utoipa::path(
    post,
    path = "/api/v1/sessions",
    tag = "sessions",
    operation_id = "session_open",
    request_body = CredentialsBody,
    responses(
        (status = 201, description = "Signed in.", body = SessionOpened),
        (status = 401, description = "Unknown login, disabled account or wrong password; or the one-time code is missing or wrong.",
         body = ProblemDocument, content_type = "application/problem+json"),
        (status = 403, description = "The password is right, and something must be done on the website first.",
         body = ProblemDocument, content_type = "application/problem+json"),
        (status = 422, description = "A field is missing or unknown.",
         body = ProblemDocument, content_type = "application/problem+json"),
        (status = 429, description = "Too many attempts for this login from this client.",
         body = ProblemDocument, content_type = "application/problem+json",
         headers(("retry-after" = u64, description = "Seconds until the next attempt is looked at."))),
    ),
)]
pub(crate) async fn open(
    State(state): State<AppState>,
    by: TypedBy,
    JsonBody(credentials): JsonBody<CredentialsBody>,
) -> Result<(StatusCode, Json<SessionOpened>), Problem> {
    let session = state.staff.sign_in(credentials.parse()?, by).await?;
    let opened = SessionOpened {
        token: session.token.reveal(),
        idle_minutes_max: SESSION_IDLE_MINUTES_MAX,
        hours_max: SESSION_HOURS_MAX,
    };
    Ok((StatusCode::CREATED, Json(opened)))
}

impl CredentialsBody {
    fn parse(self) -> Result<Credentials, Problem> {
        let (Some(login), Some(password)) = (&self.login, &self.password) else {
            let fields = [("/login", &self.login), ("/password", &self.password)];
            let missing = fields.iter().filter(|(_, value)| value.is_none());
            let faults = missing.map(|(field, _)| Fault::Missing.of(*field));
            return Err(Problem::in_fields(faults.collect()));
        };
        // A login that cannot exist is an unknown login, no more is said.
        let login = login
            .parse()
            .map_err(|_| Problem::new(ProblemKind::WrongLoginOrPassword))?;
        Ok(Credentials {
            login,
            password: password.clone(),
            way: Way::AtOnce { code: self.code },
        })
    }
}

impl From<SignInRefused> for Problem {
    fn from(refused: SignInRefused) -> Self {
        match refused {
            SignInRefused::Password(error) => error.into(),
            SignInRefused::Code(refused) => refused.into(),
            SignInRefused::StillAsked(step) => step.into(),
        }
    }
}

impl From<CodeRefused> for Problem {
    fn from(refused: CodeRefused) -> Self {
        match refused {
            CodeRefused::TooManyAttempts {
                retry_after_seconds,
            } => Self::new(ProblemKind::TooManyAttempts).retry_after(retry_after_seconds),
            CodeRefused::Wrong => Self::new(ProblemKind::WrongCode),
            CodeRefused::SecondFactor(error) => error.into(),
        }
    }
}

impl From<SecondFactorError> for Problem {
    fn from(error: SecondFactorError) -> Self {
        match error {
            SecondFactorError::Store(error) => error.into(),
            SecondFactorError::Session(refused) => refused.into(),
            SecondFactorError::None(_) => Self::new(ProblemKind::NotFound),
            unreadable @ SecondFactorError::Secret { .. } => {
                tracing::error!(error = %unreadable, "a second factor cannot be read");
                Self::new(ProblemKind::Internal)
            }
        }
    }
}

impl From<NotProven> for Problem {
    fn from(error: NotProven) -> Self {
        match error {
            NotProven::Ended => Self::new(ProblemKind::NotSignedIn),
            NotProven::OwesCode => Step::Code.into(),
            NotProven::Store(error) => error.into(),
        }
    }
}

impl From<SignInError> for Problem {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::TooManyAttempts {
                retry_after_seconds,
            } => Self::new(ProblemKind::TooManyAttempts).retry_after(retry_after_seconds),
            SignInError::WrongLoginOrPassword => Self::new(ProblemKind::WrongLoginOrPassword),
            SignInError::Store(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use serde_json::json;

    use crate::testing::{Office, PASSWORD, on_both_engines};

    const PATH: &str = "/api/v1/sessions";

    #[test]
    fn the_token_of_a_session_opens_the_register() {
        on_both_engines(|office| {
            let credentials = json!({"login": "Lan.Nguyen", "password": PASSWORD});
            let answer = office.post(PATH, None, &credentials);
            assert_eq!(answer.status, StatusCode::CREATED);
            assert_eq!(answer.header("cache-control"), "no-store");
            let token = answer.json()["token"].as_str().unwrap().to_owned();
            let found = office.post(
                "/api/v1/persons/search",
                Some(&token),
                &json!({"name": "Nobody"}),
            );
            assert_eq!(found.status, StatusCode::OK);
        });
    }

    #[test]
    fn wrong_and_unknown_are_told_alike() {
        on_both_engines(|office| {
            let mut told = Vec::new();
            for (login, password) in [
                ("lan.nguyen", "wrong password"),
                ("nobody", PASSWORD),
                ("no such login!", PASSWORD),
            ] {
                let credentials = json!({"login": login, "password": password});
                let answer = office.post(PATH, None, &credentials);
                assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
                told.push(answer.problem_words());
            }
            assert!(told.windows(2).all(|pair| pair[0] == pair[1]));
        });
    }

    #[test]
    fn a_guesser_is_told_when_to_come_back() {
        on_both_engines(|office: &Office| {
            let credentials = json!({"login": "lan.nguyen", "password": "guess"});
            let statuses: Vec<u16> = (0..6)
                .map(|_| office.post(PATH, None, &credentials).status.as_u16())
                .collect();
            assert_eq!(statuses, [401, 401, 401, 401, 401, 429]);
            let answer = office.post(PATH, None, &credentials);
            assert_eq!(answer.header("retry-after"), "2");
            assert_eq!(answer.json()["code"], "too-many-attempts");
        });
    }

    #[test]
    fn what_is_missing_is_named() {
        on_both_engines(|office| {
            let answer = office.post(PATH, None, &json!({"password": "x"}));
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(answer.pointers(), ["/login"]);
            let answer = office.post(PATH, None, &json!({}));
            assert_eq!(answer.pointers(), ["/login", "/password"]);
            let answer = office.post(PATH, None, &json!({"user": "x"}));
            assert_eq!(answer.pointers(), ["/user"]);
        });
    }
}
