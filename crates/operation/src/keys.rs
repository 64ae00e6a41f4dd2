//! Keys: how old each is, and whether it is its owner's alone. None of them has an end today; a certificate will.

use std::path::Path;

use danh_keys::{KeyFile, key_files};
use danh_vocabulary::Timestamp;

use crate::{Fact, Finding, KeySays, Remedy};

const DAY_MICROS: i64 = 24 * 60 * 60 * 1_000_000;

pub(crate) fn find(folder: &Path, now: Timestamp) -> Vec<Finding> {
    match key_files(folder) {
        Ok(files) => files.into_iter().map(|file| key(file, now)).collect(),
        Err(error) => {
            let why = error.to_string();
            vec![Finding::wrong(
                Fact::Key,
                KeySays::KeysUnreadable { why },
                Remedy::RestoreKeys,
            )]
        }
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "an age to the microsecond fits for centuries"
)]
fn key(key: KeyFile, now: Timestamp) -> Finding {
    let KeyFile {
        name: file,
        made_at,
        is_open,
    } = key;
    let age = now.micros().saturating_sub(made_at.micros()).max(0);
    let finding = if is_open {
        Finding::wrong(
            Fact::Key,
            KeySays::KeyOpen { file: file.clone() },
            Remedy::MakeKeyPrivate,
        )
    } else {
        let age_days = (age / DAY_MICROS).unsigned_abs();
        let sentence = KeySays::Key {
            file: file.clone(),
            age_days,
        };
        Finding::fine(Fact::Key, sentence)
    };
    finding
        .of(file)
        .with("danh_key_age_seconds", age as f64 / 1e6)
}
