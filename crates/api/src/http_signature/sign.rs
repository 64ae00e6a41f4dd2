//! Signing a request: for programs that ask, and for tests.

use danh_keys::{PublicKey, Signer};
use data_encoding::BASE64;

use super::content_digest;

/// A request about to be signed.
#[derive(Debug, Clone, Copy)]
pub struct RequestToSign<'a> {
    /// The method, in capitals.
    pub method: &'a str,
    /// Host and port as the request will name them, in small letters, without the port that the scheme has anyway.
    pub authority: &'a str,
    /// The path; the request has no query.
    pub path: &'a str,
    /// The body.
    pub body: &'a [u8],
    /// Now, in seconds since 1970.
    pub created: i64,
    /// Seconds for which the signature counts.
    pub lasts: i64,
    /// A word of 16 characters or more that no other request bears: letters, digits, `-` and `_`.
    pub nonce: &'a str,
}

/// The fields that make a request signed: names and values.
pub fn sign_request(signer: &Signer, request: &RequestToSign<'_>) -> [(&'static str, String); 3] {
    let digest = content_digest::of(request.body);
    let key_id = PublicKey::ed25519(signer.public_key()).thumbprint();
    let RequestToSign {
        method,
        authority,
        path,
        created,
        nonce,
        ..
    } = request;
    let expires = created + request.lasts;
    let parameters = format!(
        r#"("@method" "@authority" "@path" "content-digest");created={created};expires={expires};nonce="{nonce}";keyid="{key_id}""#
    );
    let base = format!(
        "\"@method\": {method}\n\"@authority\": {authority}\n\"@path\": {path}\n\
         \"content-digest\": {digest}\n\"@signature-params\": {parameters}"
    );
    let signature = BASE64.encode(&signer.sign(base.as_bytes()));
    [
        ("content-digest", digest),
        ("signature-input", format!("danh={parameters}")),
        ("signature", format!("danh=:{signature}:")),
    ]
}
