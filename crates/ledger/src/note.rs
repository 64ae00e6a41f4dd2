//! Signed notes (C2SP signed-note): a text and Ed25519 signatures over it, in a form that a
//! person can read and a program can check.

use std::fmt;
use std::str::FromStr;

use danh_keys::Signer;
use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

/// The signature type of Ed25519 in key ids and verifier keys.
const ED25519: u8 = 1;

/// Before each signature stand an em dash and a space.
const SIGNATURE_MARK: &str = "\u{2014} ";

/// A note with more signatures is refused unread; the standard asks for at least 16.
const SIGNATURES_MAX: usize = 100;

/// The name of a key in notes: no space, no `+`, no control character, not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyName(String);

/// Why a text cannot name a key.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "`{name}` cannot name a key in a signed note: a name is not empty and has no space and no `+`"
)]
pub struct KeyNameError {
    /// What was given.
    pub name: String,
}

impl KeyName {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for KeyName {
    type Err = KeyNameError;

    fn from_str(name: &str) -> Result<Self, KeyNameError> {
        let refused = |c: char| c.is_whitespace() || c.is_control() || c == '+';
        if name.is_empty() || name.contains(refused) {
            return Err(KeyNameError {
                name: name.to_owned(),
            });
        }
        Ok(Self(name.to_owned()))
    }
}

/// A public key by name, as it is handed to those who verify: `NAME+ID+BASE64`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: KeyName,
    id: [u8; 4],
    public_key: [u8; 32],
}

/// Why a text is no verifier key.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum VerifierKeyError {
    /// Not of the form name, id, key.
    #[error("`{0}` is no verifier key; one looks like `NAME+0123abcd+BASE64`")]
    Form(String),
    /// Another kind of key than Ed25519.
    #[error("the verifier key `{0}` is not an Ed25519 key")]
    Kind(String),
    /// The id belongs to another name or key: something was mistyped.
    #[error("the id in the verifier key `{0}` does not fit its name and key")]
    Id(String),
}

impl VerifierKey {
    /// The verifier key of `public_key` under `name`.
    pub fn new(name: KeyName, public_key: [u8; 32]) -> Self {
        let hash = Sha256::new()
            .chain_update(name.as_str())
            .chain_update([b'\n', ED25519])
            .chain_update(public_key)
            .finalize();
        let id = [hash[0], hash[1], hash[2], hash[3]];
        Self {
            name,
            id,
            public_key,
        }
    }

    /// The name it signs under.
    pub fn name(&self) -> &KeyName {
        &self.name
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut typed = vec![ED25519];
        typed.extend(self.public_key);
        write!(f, "{}+{}+", self.name.0, HEXLOWER.encode_display(&self.id))?;
        write!(f, "{}", BASE64.encode_display(&typed))
    }
}

impl FromStr for VerifierKey {
    type Err = VerifierKeyError;

    fn from_str(text: &str) -> Result<Self, VerifierKeyError> {
        let form = || VerifierKeyError::Form(text.to_owned());
        // The base64 part may have a `+` of its own, the other two may not.
        let mut parts = text.splitn(3, '+');
        let mut part = || parts.next().ok_or_else(form);
        let name = part()?.parse().map_err(|_| form())?;
        let id = HEXLOWER.decode(part()?.as_bytes()).map_err(|_| form())?;
        let typed = BASE64.decode(part()?.as_bytes()).map_err(|_| form())?;
        let public_key = match typed.split_first() {
            Some((&ED25519, key)) => key.try_into().map_err(|_| form())?,
            _ => return Err(VerifierKeyError::Kind(text.to_owned())),
        };
        let key = Self::new(name, public_key);
        if id != key.id {
            return Err(VerifierKeyError::Id(text.to_owned()));
        }
        Ok(key)
    }
}

/// Signs notes under a name.
#[derive(Debug, Clone)]
pub struct NoteSigner {
    signer: Signer,
    verifier_key: VerifierKey,
}

impl NoteSigner {
    /// Signs with `signer` as `name`.
    pub fn new(name: KeyName, signer: Signer) -> Self {
        let verifier_key = VerifierKey::new(name, signer.public_key());
        Self {
            signer,
            verifier_key,
        }
    }

    /// What those who verify need.
    pub fn verifier_key(&self) -> &VerifierKey {
        &self.verifier_key
    }

    /// The note: `text`, an empty line, the signature line.
    ///
    /// # Panics
    ///
    /// When `text` does not end with a newline or has another control character.
    pub fn sign(&self, text: &str) -> String {
        assert!(
            text.ends_with('\n') && !has_control(text),
            "the text of a note is whole lines"
        );
        let key = &self.verifier_key;
        let mut signature = key.id.to_vec();
        signature.extend(self.signer.sign(text.as_bytes()));
        let signature = BASE64.encode(&signature);
        format!("{text}\n{SIGNATURE_MARK}{} {signature}\n", key.name.0)
    }
}

/// Why a note is not to be believed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoteError {
    /// Not a text with signatures under it.
    #[error("this is no signed note")]
    Malformed,
    /// A signature claims to be by the key and is not.
    #[error("the signature of `{name}` is forged, or the text was changed after signing")]
    Forged {
        /// The name of the key.
        name: String,
    },
    /// The key did not sign.
    #[error("the note is not signed by `{name}` with the key that was given")]
    Unsigned {
        /// The name of the key.
        name: String,
    },
}

/// The text of `note`, if `key` signed it. Signatures by other keys are passed over.
pub fn open<'note>(note: &'note str, key: &VerifierKey) -> Result<&'note str, NoteError> {
    if has_control(note) {
        return Err(NoteError::Malformed);
    }
    let (text, signatures) = split(note).ok_or(NoteError::Malformed)?;
    let mut signed = false;
    for (count, line) in signatures.lines().enumerate() {
        let (name, signature) = signature_line(line).ok_or(NoteError::Malformed)?;
        if count == SIGNATURES_MAX {
            return Err(NoteError::Malformed);
        }
        let (id, signature) = signature.split_first_chunk().ok_or(NoteError::Malformed)?;
        if name != key.name.0 || *id != key.id {
            continue;
        }
        let genuine = <&[u8; 64]>::try_from(signature)
            .is_ok_and(|bytes| danh_keys::verify(&key.public_key, text.as_bytes(), bytes));
        if !genuine {
            return Err(NoteError::Forged {
                name: name.to_owned(),
            });
        }
        signed = true;
    }
    if !signed {
        return Err(NoteError::Unsigned {
            name: key.name.0.clone(),
        });
    }
    Ok(text)
}

/// The text with its last newline, and the signature lines: the last empty line is between them.
fn split(note: &str) -> Option<(&str, &str)> {
    let middle = note.rfind("\n\n")?;
    let signatures = &note[middle + 2..];
    (signatures.ends_with('\n')).then_some((&note[..=middle], signatures))
}

fn signature_line(line: &str) -> Option<(&str, Vec<u8>)> {
    let (name, signature) = line.strip_prefix(SIGNATURE_MARK)?.split_once(' ')?;
    name.parse::<KeyName>().ok()?;
    Some((name, BASE64.decode(signature.as_bytes()).ok()?))
}

fn has_control(text: &str) -> bool {
    text.bytes().any(|byte| byte < b' ' && byte != b'\n')
}

#[cfg(test)]
mod tests;
