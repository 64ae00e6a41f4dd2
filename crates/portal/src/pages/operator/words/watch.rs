//! What is slow, and what should make somebody look.

use std::time::Duration;

use danh_operation::WatchSays;

use crate::messages::{Key, Message};

/// A statement's text is shown up to here.
const CHARACTERS_MAX: usize = 400;

pub(super) fn words(says: &WatchSays) -> Message {
    match says {
        WatchSays::NothingSlow { threshold } => {
            Message::new(Key("fact-nothing-slow")).with_count("threshold", ms(*threshold))
        }
        WatchSays::SlowStatement {
            text,
            count,
            median,
            longest,
        } => Message::new(Key("fact-slow-statement"))
            .with_text("text", shortened(text))
            .with_count("count", *count)
            .with_count("median", ms(*median))
            .with_count("longest", ms(*longest)),
        WatchSays::SlowKnownToServer => Key("fact-slow-known-to-server").into(),
        WatchSays::BreakGlass { count, days } => Message::new(Key("fact-break-glass"))
            .with_count("count", *count)
            .with_count("days", u64::from(*days)),
        WatchSays::FailedSignIns {
            attempts,
            clients,
            minutes,
        } => Message::new(Key("fact-sign-ins"))
            .with_count("attempts", *attempts)
            .with_count("clients", *clients)
            .with_count("minutes", u64::from(*minutes)),
    }
}

fn ms(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

fn shortened(text: &str) -> String {
    let cut = text.char_indices().nth(CHARACTERS_MAX);
    cut.map_or_else(|| text.to_owned(), |(at, _)| format!("{}…", &text[..at]))
}
