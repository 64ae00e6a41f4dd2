//! Having a question answered: recorded first, then told, with a receipt.

use axum::Json;
use danh_exchange::{Asking, Outcome, Question, Receipt};
use danh_ledger::Log;
use danh_vocabulary::{AccessRecordId, Timestamp};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::asker::Asker;
use crate::access::Caller;
use crate::problem::{ExchangeProblem, Problem, ProblemKind};
use crate::state::AppState;

/// An answer to an organisation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "access_record": "0197c3a1e4000800", "agreement_version": 1, "answered_at": "2026-01-05T08:00:00.000000Z",
    "answer": {"verdicts": {"number": "yes", "name": "yes", "born": "no"}},
    "receipt": "eyJhbGciOiJFZERTQSJ9.eyJ2ZXJzaW9uIjoxfQ.c2lnbmF0dXJl",
}))]
pub(crate) struct AnswerDocument {
    /// The number of the access record.
    #[schema(value_type = String, pattern = "^[0-9a-f]{16}$")]
    access_record: AccessRecordId,
    /// The version of the agreement that counted.
    agreement_version: u32,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    answered_at: Timestamp,
    /// What is told: `verdicts`, each `yes` or `no`; `attributes`, each with its `value`, if the register knows it, and the law that
    /// has it kept; or `derived`, each `yes`, `no` or `unknown`. With `pseudonym` where the agreement names people by one.
    #[schema(value_type = Object)]
    answer: Value,
    /// The same, with the question, signed: a compact JWS (RFC 7515) by a key of `GET /api/v1/exchange/keys`.
    receipt: String,
}

/// Has a question answered. What is told or refused is on record, on disk, before anybody hears of it.
pub(crate) async fn answer(
    state: &AppState,
    asker: Asker,
    question: Question,
    sent: Value,
) -> Result<Json<AnswerDocument>, Problem> {
    if asker.rule.caller != Caller::Organisation(question.kind()) {
        tracing::error!(
            path = asker.rule.path,
            "this route asks what it does not declare"
        );
        return Err(Problem::new(ProblemKind::Internal));
    }
    let mut salt = [0; 16];
    state.entropy.fill(&mut salt);
    let asking = Asking {
        organisation: asker.organisation.id,
        question,
        nonce: asker.nonce,
        nonce_until: asker.nonce_until,
        access_record: AccessRecordId::from_i64(state.ids.next()),
        salt,
        now: state.clock.now(),
    };
    let exchange = state.exchange.clone();
    let outcome = state.store.write(move |tx| exchange.ask(tx, &asking));
    let outcome = outcome.await.map_err(|error| {
        tracing::error!(
            error = crate::problem::safe_words(&error),
            "no access record"
        );
        Problem::new(ProblemKind::NotRecorded)
    })?;
    state.ring(Log::ACCESS);
    match outcome {
        Outcome::Answered(answered) => {
            let receipt = Receipt::of(state.exchange.issuer(), &answered, sent);
            let path = asker.rule.path;
            metrics::counter!("danh_exchange_answered_total", "path" => path).increment(1);
            Ok(Json(AnswerDocument {
                access_record: answered.access_record,
                agreement_version: answered.agreement_version,
                answered_at: answered.at,
                receipt: state.exchange.sign(&receipt),
                answer: receipt.answer,
            }))
        }
        Outcome::Refused {
            refusal,
            retry_after_seconds,
            access_record,
        } => {
            let code = refusal.code();
            tracing::warn!(code, %access_record, "refused: a question of an organisation");
            metrics::counter!("danh_exchange_refused_total", "code" => code).increment(1);
            let problem = ProblemKind::Exchange(ExchangeProblem::Question(refusal));
            let problem = Problem::new(problem);
            Err(match retry_after_seconds {
                Some(seconds) => problem.retry_after(seconds),
                None => problem,
            })
        }
    }
}
