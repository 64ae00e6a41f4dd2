//! `GET /api/v1/exchange/keys`: the keys by which receipts are verified.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::problem::{Problem, ProblemKind};
use crate::state::AppState;

/// A JSON Web Key Set (RFC 7517).
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"keys": [{
    "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig",
    "kid": "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
    "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
}]}))]
pub(crate) struct KeySet {
    /// The keys, each named by its thumbprint (RFC 7638).
    #[schema(value_type = Vec<Object>)]
    keys: Vec<Value>,
}

/// The keys by which receipts are verified.
#[utoipa::path(
    get,
    path = "/api/v1/exchange/keys",
    tag = "exchange",
    operation_id = "exchange_keys",
    responses((status = 200, description = "The keys. Who verifies a receipt compares them with what came another way.", body = KeySet)),
)]
pub(crate) async fn keys(State(state): State<AppState>) -> Result<Json<KeySet>, Problem> {
    let key = state.exchange.receipt_key();
    let mut jwk: Value = serde_json::from_str(&key.to_jwk()).map_err(|error| {
        tracing::error!(%error, "a key of ours is no JSON");
        Problem::new(ProblemKind::Internal)
    })?;
    jwk["alg"] = key.algorithm().jws_name().into();
    jwk["use"] = "sig".into();
    jwk["kid"] = key.thumbprint().into();
    Ok(Json(KeySet { keys: vec![jwk] }))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use crate::testing::on_both_engines;

    #[test]
    fn a_key_is_named_by_its_thumbprint() {
        on_both_engines(|office| {
            let reply = office.get("/api/v1/exchange/keys", None);
            assert_eq!(reply.status, StatusCode::OK);
            let jwk = reply.json()["keys"][0].clone();
            let key = danh_keys::PublicKey::of_jwk(&jwk.to_string()).unwrap();
            assert_eq!(jwk["kid"], key.thumbprint());
            assert_eq!(key, office.state.exchange.receipt_key());
        });
    }
}
