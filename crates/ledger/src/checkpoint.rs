//! Checkpoints (C2SP tlog-checkpoint): a signed note that says how large a tree is and what its
//! root is.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::merkle::TreeHash;
use crate::note::{self, KeyName, NoteError, NoteSigner, VerifierKey};

/// A tree at one size. Its text has three lines: origin, size, root in base64.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log this is; also the name of the key that signs it.
    pub origin: KeyName,
    /// How many leaves the tree has.
    pub size: u64,
    /// Its root.
    pub root: TreeHash,
}

/// Why a checkpoint is not to be believed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CheckpointError {
    /// The note around it does not hold.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The note's text is no checkpoint.
    #[error("the signed text is no checkpoint")]
    Malformed,
    /// A checkpoint of another log.
    #[error("the checkpoint is of the log `{found}`, not of `{wanted}`")]
    Origin {
        /// The origin it names.
        found: String,
        /// The origin that goes with the key.
        wanted: String,
    },
}

impl Checkpoint {
    /// The signed note. `signer` must bear the name of the log.
    ///
    /// # Panics
    ///
    /// When it bears another name.
    pub fn sign(&self, signer: &NoteSigner) -> String {
        assert_eq!(
            *signer.verifier_key().name(),
            self.origin,
            "a log signs under its own name"
        );
        signer.sign(&self.to_string())
    }

    /// The checkpoint in `note`, if it is signed with `key` and of the log of that name.
    pub fn open(note: &str, key: &VerifierKey) -> Result<Self, CheckpointError> {
        let checkpoint: Self = note::open(note, key)?.parse()?;
        if checkpoint.origin != *key.name() {
            return Err(CheckpointError::Origin {
                found: checkpoint.origin.as_str().to_owned(),
                wanted: key.name().as_str().to_owned(),
            });
        }
        Ok(checkpoint)
    }
}

/// The text that is signed.
impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin.as_str(), self.size, self.root)
    }
}

/// Reads the text without looking at signatures. Extension lines are allowed and passed over.
impl FromStr for Checkpoint {
    type Err = CheckpointError;

    fn from_str(text: &str) -> Result<Self, CheckpointError> {
        read(text).ok_or(CheckpointError::Malformed)
    }
}

fn read(text: &str) -> Option<Checkpoint> {
    let mut lines = text.strip_suffix('\n')?.split('\n');
    let origin = lines.next()?.parse().ok()?;
    let size_text = lines.next()?;
    let size: u64 = size_text.parse().ok()?;
    let root = TreeHash::from_base64(lines.next()?)?;
    let whole = size.to_string() == size_text && lines.all(|line| !line.is_empty());
    whole.then_some(Checkpoint { origin, size, root })
}

#[cfg(test)]
mod tests {
    use danh_keys::Signer;

    use super::*;
    use crate::merkle::leaf_hash;

    // The example of the standard.
    const TEXT: &str =
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    fn signer(name: &str) -> NoteSigner {
        NoteSigner::new(name.parse().unwrap(), Signer::from_seed(&[3; 32]))
    }

    #[test]
    fn agrees_with_the_example_of_the_standard() {
        let checkpoint: Checkpoint = TEXT.parse().unwrap();
        assert_eq!(checkpoint.origin.as_str(), "example.com/behind-the-sofa");
        assert_eq!(checkpoint.size, 20_852_163);
        assert_eq!(checkpoint.to_string(), TEXT);
        let extended: Checkpoint = format!("{TEXT}an extension\n").parse().unwrap();
        assert_eq!(extended, checkpoint);
    }

    #[test]
    fn other_texts_are_refused() {
        let root = leaf_hash(b"").to_string();
        for text in [
            String::new(),
            TEXT.trim_end().to_owned(),
            format!("{TEXT}\n"),
            format!("a\n007\n{root}\n"),
            format!("a\n+7\n{root}\n"),
            format!("a\n-7\n{root}\n"),
            format!("a\n18446744073709551616\n{root}\n"),
            format!("\n7\n{root}\n"),
            "a\n7\nAAAA\n".to_owned(),
            "a\n7\n".to_owned(),
        ] {
            assert_eq!(
                text.parse::<Checkpoint>(),
                Err(CheckpointError::Malformed),
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_signed_checkpoint_opens_for_its_log_only() {
        let signer = signer("danh.example/journal");
        let checkpoint = Checkpoint {
            origin: "danh.example/journal".parse().unwrap(),
            size: 3,
            root: leaf_hash(b"x"),
        };
        let note = checkpoint.sign(&signer);
        assert_eq!(
            Checkpoint::open(&note, signer.verifier_key()),
            Ok(checkpoint)
        );

        let foreign = signer.sign(TEXT);
        assert!(matches!(
            Checkpoint::open(&foreign, signer.verifier_key()),
            Err(CheckpointError::Origin { .. })
        ));
        let changed = note.replace("\n3\n", "\n4\n");
        assert!(matches!(
            Checkpoint::open(&changed, signer.verifier_key()),
            Err(CheckpointError::Note(NoteError::Forged { .. }))
        ));
    }
}
