//! Ledgers and verifications.

use danh_ledger::Log;
use danh_operation::LedgerSays;

use super::moment;
use crate::messages::{Key, Message};

pub(super) fn words(says: &LedgerSays, of: Option<&str>) -> Message {
    let message = match says {
        LedgerSays::VerificationsUnreadable { why } => {
            return Message::new(Key("fact-verifications-unreadable")).with_text("why", why);
        }
        LedgerSays::Integrates { holder } => {
            Message::new(Key("fact-integrates")).with_text("holder", holder)
        }
        LedgerSays::IntegratedLast { holder } => {
            Message::new(Key("fact-integrated-last")).with_text("holder", holder)
        }
        LedgerSays::NobodyIntegrates => Key("fact-nobody-integrates").into(),
        LedgerSays::IntegrationStalled => Key("fact-integration-stalled").into(),
        LedgerSays::LedgerAt {
            size,
            pending,
            signed_at,
        } => Message::new(Key("fact-ledger"))
            .with_count("size", *size)
            .with_count("pending", *pending)
            .with_text("at", moment(*signed_at)),
        LedgerSays::LedgerUnsigned { pending } => {
            Message::new(Key("fact-ledger-unsigned")).with_count("pending", *pending)
        }
        LedgerSays::Verified { at, size } => Message::new(Key("fact-verified"))
            .with_text("at", moment(*at))
            .with_count("size", *size),
        LedgerSays::VerifiedLongAgo { at, size, days_max } => {
            Message::new(Key("fact-verified-long-ago"))
                .with_text("at", moment(*at))
                .with_count("size", *size)
                .with_count("days", u64::from(*days_max))
        }
        LedgerSays::DoesNotHold { at, what } => Message::new(Key("fact-does-not-hold"))
            .with_text("at", moment(*at))
            .with_text("what", what),
        LedgerSays::NeverVerified => Key("fact-never-verified").into(),
    };
    let log = if of == Some(Log::ACCESS.name()) {
        Key("ledger-access")
    } else {
        Key("ledger-journal")
    };
    message.with_key("log", log)
}
