//! The ledgers: who integrates, how far they are, when somebody last verified them.

use danh_ledger::{Log, Status};
use danh_store::{StoreError, Tx};
use danh_vocabulary::Timestamp;

use crate::installation::{Installation, LOGS};
use crate::verification::{LastVerification, LastVerifications, Outcome};
use crate::{Fact, Finding, LedgerSays, Remedy};

/// Entries that wait longer than this wait for an integrator that does not run.
const WAITING_MICROS_MAX: i64 = 60 * 1_000_000;
const DAY_MICROS: i64 = 24 * 60 * 60 * 1_000_000;

pub(crate) fn find(tx: &mut Tx<'_>, log: Log, now: Timestamp) -> Result<[Finding; 2], StoreError> {
    let status = danh_ledger::status(tx, log)?;
    Ok([integrator(&status, now), ledger(&status, now)].map(|found| found.of(log.name())))
}

fn waits_too_long(status: &Status, now: Timestamp) -> bool {
    let since_signed = |at: Timestamp| now.micros() - at.micros();
    status.pending > 0 && status.signed_at.map_or(i64::MAX, since_signed) > WAITING_MICROS_MAX
}

fn integrator(status: &Status, now: Timestamp) -> Finding {
    let Some(lease) = &status.lease else {
        return idle(status, now, LedgerSays::NobodyIntegrates);
    };
    let holder = lease.holder.clone();
    if lease.expires_at > now {
        return Finding::fine(Fact::Integrator, LedgerSays::Integrates { holder })
            .with("danh_ledger_integrated", 1.0);
    }
    idle(status, now, LedgerSays::IntegratedLast { holder })
}

fn idle(status: &Status, now: Timestamp, says: LedgerSays) -> Finding {
    let finding = if waits_too_long(status, now) {
        Finding::wrong(
            Fact::Integrator,
            LedgerSays::IntegrationStalled,
            Remedy::StartServer,
        )
    } else {
        Finding::fine(Fact::Integrator, says)
    };
    finding.with("danh_ledger_integrated", 0.0)
}

fn ledger(status: &Status, now: Timestamp) -> Finding {
    let (size, pending) = (status.size, status.pending);
    let sentence = match status.signed_at {
        None => LedgerSays::LedgerUnsigned { pending },
        Some(signed_at) => LedgerSays::LedgerAt {
            size,
            pending,
            signed_at,
        },
    };
    let mut finding = if waits_too_long(status, now) {
        Finding::wrong(Fact::Ledger, sentence, Remedy::StartServer)
    } else {
        Finding::fine(Fact::Ledger, sentence)
    };
    if let Some(signed_at) = status.signed_at {
        finding = finding.with_instant("danh_ledger_signed_time_seconds", signed_at);
    }
    finding
        .with_count("danh_ledger_entries", size)
        .with_count("danh_ledger_pending", pending)
}

/// When each was last verified.
pub(crate) fn verifications(installation: &Installation, now: Timestamp) -> Vec<Finding> {
    let last = match LastVerifications::of(&installation.folder) {
        Ok(last) => last,
        Err(error) => {
            let why = error.to_string();
            let unreadable = Finding::wrong(
                Fact::Verification,
                LedgerSays::VerificationsUnreadable { why },
                Remedy::RemoveVerifications,
            );
            return vec![unreadable];
        }
    };
    let days_max = installation.limits.verified_days_max;
    let each = LOGS.map(|log| verification(last.of_log(log), days_max, now).of(log.name()));
    each.into()
}

fn verification(last: Option<&LastVerification>, days_max: u32, now: Timestamp) -> Finding {
    let Some(last) = last else {
        return Finding::note(
            Fact::Verification,
            LedgerSays::NeverVerified,
            Remedy::VerifyLedger,
        );
    };
    let at = last.at;
    let is_old =
        days_max > 0 && now.micros().saturating_sub(at.micros()) > i64::from(days_max) * DAY_MICROS;
    let finding = match &last.outcome {
        Outcome::DoesNotHold { what } => Finding::wrong(
            Fact::Verification,
            LedgerSays::DoesNotHold {
                at,
                what: what.clone(),
            },
            Remedy::KeepCopyAndRestore,
        )
        .with("danh_ledger_holds", 0.0),
        Outcome::Holds { size } => {
            let size = *size;
            let found = if is_old {
                Finding::wrong(
                    Fact::Verification,
                    LedgerSays::VerifiedLongAgo { at, size, days_max },
                    Remedy::VerifyLedger,
                )
            } else {
                Finding::fine(Fact::Verification, LedgerSays::Verified { at, size })
            };
            found
                .with("danh_ledger_holds", 1.0)
                .with_count("danh_ledger_verified_entries", size)
        }
    };
    finding.with_instant("danh_ledger_verified_time_seconds", at)
}
