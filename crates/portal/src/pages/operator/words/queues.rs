//! What waits.

use danh_operation::QueueSays;

use crate::messages::{Key, Message};

pub(super) fn words(says: &QueueSays) -> Message {
    match says {
        QueueSays::IndexComplete => Key("fact-index").into(),
        QueueSays::IndexBehind => Key("fact-index-behind").into(),
        QueueSays::ImportsDone => Key("fact-imports").into(),
        QueueSays::ImportUnfinished {
            file,
            fingerprint,
            rows_read,
            rows_rejected,
        } => match file {
            Some(file) => Message::new(Key("fact-import")).with_text("file", file),
            None => Message::new(Key("fact-import-unnamed")).with_text("file", fingerprint),
        }
        .with_count("rows", *rows_read)
        .with_count("rejected", *rows_rejected),
        QueueSays::Kept {
            drafts,
            proposals,
            replies,
        } => Message::new(Key("fact-kept"))
            .with_count("drafts", *drafts)
            .with_count("proposals", *proposals)
            .with_count("replies", *replies),
        QueueSays::NoDeliveries => Key("fact-deliveries").into(),
    }
}
