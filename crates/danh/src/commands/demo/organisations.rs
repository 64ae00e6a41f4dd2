//! Three organisations that ask the demo's register: a bank, a hospital, a province's portal.
//!
//! Their keys are made at the first start and lie among the demo's own, so that `danh ask` can play any of them; nobody else's
//! keys ever do.

use anyhow::Context as _;
use danh_exchange::{
    Approval, Organisation, OrganisationKey, OrganisationKind, agreement_record,
    agreement_versions, organisation_key_add, organisation_put, shipped_agreements,
};
use danh_keys::PublicKey;
use danh_vocabulary::Timestamp;

use crate::platform::Platform;

/// Keys of the demo count for ten years.
const KEY_MICROS: i64 = 10 * 365 * 24 * 3_600 * 1_000_000;

/// Id, kind, name and English name.
const ORGANISATIONS: [(&str, OrganisationKind, &str, &str); 3] = [
    (
        "ngan-hang-mau",
        OrganisationKind::Bank,
        "Ngân hàng Mẫu",
        "Sample Bank",
    ),
    (
        "benh-vien-mau",
        OrganisationKind::Hospital,
        "Bệnh viện Mẫu",
        "Sample Hospital",
    ),
    (
        "cong-dich-vu-cong-mau",
        OrganisationKind::Portal,
        "Cổng dịch vụ công Mẫu",
        "Sample Public Service Portal",
    ),
];

/// The name of the key that the demo keeps for an organisation.
pub(crate) fn key_name(organisation: &str) -> String {
    format!("demo-{organisation}")
}

/// Enrols what is not enrolled yet.
pub(super) fn enrol(platform: &Platform) -> anyhow::Result<()> {
    let now = platform.clock.now();
    let valid = now..Timestamp::from_micros(now.micros() + KEY_MICROS);
    let mut enrolments = Vec::new();
    for (id, kind, name, name_english) in ORGANISATIONS {
        let organisation = Organisation {
            id: id.parse()?,
            kind,
            name: name.to_owned(),
            name_english: name_english.to_owned(),
        };
        let signer = platform.keys.signer(&key_name(id))?;
        let public = PublicKey::ed25519(signer.public_key());
        let key = OrganisationKey::new(organisation.id.clone(), public, valid.clone());
        enrolments.push((organisation, key));
    }
    let agreements = shipped_agreements(&platform.directory)?;
    let approval = Approval {
        proposed_by: None,
        decided_by: None,
        reason: "Đi kèm bản dùng thử".to_owned(),
        at: now,
    };
    let enrolled = platform.store.write(move |tx| {
        for (organisation, key) in &enrolments {
            organisation_put(tx, organisation)?;
            organisation_key_add(tx, key)?;
        }
        for agreement in &agreements {
            if agreement_versions(tx, &agreement.id)?.is_empty() {
                agreement_record(tx, agreement, &approval)?;
            }
        }
        Ok::<_, danh_exchange::AgreementRecordError>(())
    });
    enrolled
        .wait()
        .context("the demo's organisations could not be enrolled")
}
