//! Signing in: what checking a password costs on this machine, and who has no second factor.

use danh_store::Store;

use super::Findings;
use crate::config::Config;
use crate::hashing;

pub(super) fn look(findings: &mut Findings, config: &Config, store: &Store) {
    let (Ok(cost), Ok(accounts)) = (
        store.read(danh_identity::hashing_cost).wait(),
        store.read(danh_identity::accounts).wait(),
    ) else {
        return findings.wrong("the accounts cannot be read", "look at what is wrong above");
    };
    if let Some(cost) = cost {
        findings.fine(&format!(
            "checking a password takes {} ms, with {} MiB and {} passes; {} ms are meant to be enough",
            hashing::time(cost).as_millis(),
            cost.memory_mib(),
            cost.passes(),
            config.sign_in.password_check_ms
        ));
    } else if !accounts.is_empty() {
        findings.note(
            "how much work a password is was never measured on this machine",
            "it is at the next start, or by `danh officer measure-passwords`",
        );
    }
    let open = accounts
        .iter()
        .filter(|account| account.disabled_at.is_none());
    let without = open.filter(|account| account.second_factor_since.is_none());
    let without = without.count();
    if without > 0 {
        findings.note(
            &format!("{without} of {} accounts have no second factor", accounts.len()),
            "`sign_in.second_factor_for` in the configuration says who must have one; `danh officer list` says who has",
        );
    }
}
