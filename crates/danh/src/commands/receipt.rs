//! `danh receipt verify`: does a receipt hold? No server is asked.

use anyhow::Context as _;
use danh_exchange::{Exchange, Receipt};
use danh_keys::{KeyRing, PublicKey};
use serde_json::Value;

use crate::cli::ReceiptVerifyArguments;
use crate::config;
use crate::exit::DoesNotHold;
use crate::platform::{expect_register, keys_folder};

pub(crate) fn verify(arguments: &ReceiptVerifyArguments) -> anyhow::Result<()> {
    let file = &arguments.receipt;
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("cannot read `{}`", file.display()))?;
    let keys = keys(arguments)?;
    let mut verified = keys.iter().map(|key| Receipt::verify(&text, key));
    if let Some(Ok(receipt)) = verified.find(Result::is_ok) {
        println!("the receipt holds");
        println!("{}", serde_json::to_string_pretty(&receipt)?);
        Ok(())
    } else {
        println!("the receipt does not hold: it was changed, or signed by another key");
        Err(DoesNotHold.into())
    }
}

/// The keys of a file that was saved from a register, or that of the data folder.
fn keys(arguments: &ReceiptVerifyArguments) -> anyhow::Result<Vec<PublicKey>> {
    let Some(file) = &arguments.keys else {
        let config = config::of_arguments(&arguments.store)?;
        expect_register(&config)?;
        let ring = KeyRing::open(&keys_folder(&config.data.folder))?;
        let signer = ring.signer(Exchange::RECEIPT_SIGNER)?;
        return Ok(vec![PublicKey::ed25519(signer.public_key())]);
    };
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("cannot read `{}`", file.display()))?;
    let set: Value = serde_json::from_str(&text)
        .with_context(|| format!("`{}` holds no keys", file.display()))?;
    let alone = [set.clone()];
    let keys = set["keys"].as_array().map_or(&alone[..], Vec::as_slice);
    let keys = keys.iter().map(|key| PublicKey::of_jwk(&key.to_string()));
    keys.collect::<Result<_, _>>()
        .with_context(|| format!("`{}` holds no keys", file.display()))
}
