//! `danh ask`: plays an organisation of the demo. Signs a question, sends it, and verifies the receipt that comes back.

use anyhow::{Context as _, bail};
use danh_api::http_signature::{RequestToSign, sign_request};
use danh_exchange::{Agreement, Receipt, shipped_agreements};
use danh_keys::{KeyRing, PublicKey, Signer};
use danh_vocabulary::{Clock as _, Entropy as _};
use serde_json::{Value, json};

use crate::cli::AskArguments;
use crate::commands::demo;
use crate::platform::keys_folder;
use crate::{config, files};
use danh_ambient::{SystemClock, SystemEntropy};

/// A signature counts for so many seconds.
const LASTS: i64 = 60;

pub(crate) fn run(arguments: &AskArguments) -> anyhow::Result<()> {
    let config = config::of_arguments(&arguments.store)?;
    let server = match &arguments.url {
        Some(url) => url.clone(),
        None => demo::address(&config.data.folder)?,
    };
    let server = server.trim_end_matches('/');
    let agreement = agreement(arguments)?;
    let (path, body) = question(arguments, &agreement)?;
    let keys = KeyRing::open(&keys_folder(&config.data.folder))?;
    let signer = keys.signer(&demo::key_name(agreement.organisation.as_str()))?;
    let answer = send(&signer, (server, path), &body)?;
    println!("{}", serde_json::to_string_pretty(&answer["answer"])?);
    let text = answer["receipt"].as_str().unwrap_or_default();
    let key = receipt_key(server)?;
    let receipt = Receipt::verify(text, &key).context("the receipt does not hold")?;
    println!("the receipt holds: access record {}", receipt.access_record);
    if let Some(out) = &arguments.out {
        files::write_whole(out, text.as_bytes())?;
        println!("kept in {}", out.display());
    }
    Ok(())
}

/// The agreement that is named, or the organisation's own.
fn agreement(arguments: &AskArguments) -> anyhow::Result<Agreement> {
    let directory = danh_directory::Directory::embedded();
    let mut shipped = shipped_agreements(&directory)?.into_iter();
    let asker = &arguments.organisation;
    let own = shipped.find(|agreement| agreement.organisation.as_str() == asker);
    own.with_context(|| format!("the demo has no organisation `{asker}`"))
}

/// Where to send what.
fn question(
    arguments: &AskArguments,
    agreement: &Agreement,
) -> anyhow::Result<(&'static str, Value)> {
    let purpose = if let Some(purpose) = &arguments.purpose {
        purpose.clone()
    } else {
        let first = agreement.purposes.first();
        let first = first.context("the agreement has no purpose")?;
        first.code.to_string()
    };
    let mut under = json!({"agreement": agreement.id, "purpose": purpose});
    if let Some(case) = &arguments.case {
        under["case"] = case.as_str().into();
    }
    let mut subject = json!({"number": arguments.number.as_str()});
    for (field, said) in [
        ("name", &arguments.name),
        ("born", &arguments.born),
        ("sex", &arguments.sex),
        ("card", &arguments.card),
    ] {
        if let Some(said) = said {
            subject[field] = said.as_str().into();
        }
    }
    let mut body = json!({"under": under, "subject": subject});
    if !arguments.attributes.is_empty() {
        body["attributes"] = arguments.attributes.clone().into();
        return Ok(("/api/v1/exchange/attributes", body));
    }
    if !arguments.conclusions.is_empty() {
        body["conclusions"] = arguments.conclusions.clone().into();
        return Ok(("/api/v1/exchange/conclusions", body));
    }
    Ok(("/api/v1/exchange/verifications", body))
}

fn send(signer: &Signer, (server, path): (&str, &str), body: &Value) -> anyhow::Result<Value> {
    let (_, authority) = server
        .split_once("://")
        .with_context(|| format!("`{server}` is no address of a server"))?;
    let mut chance = [0; 16];
    SystemEntropy.fill(&mut chance);
    let nonce: String = chance
        .iter()
        .map(|byte| char::from(b'a' + byte % 26))
        .collect();
    let text = body.to_string();
    let fields = sign_request(
        signer,
        &RequestToSign {
            method: "POST",
            authority,
            path,
            body: text.as_bytes(),
            created: SystemClock.now().micros() / 1_000_000,
            lasts: LASTS,
            nonce: &nonce,
        },
    );
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .build()
        .into();
    let mut request = agent
        .post(format!("{server}{path}"))
        .header("content-type", "application/json");
    for (name, value) in &fields {
        request = request.header(*name, value);
    }
    let mut response = request
        .send(&text)
        .with_context(|| format!("{server} does not answer"))?;
    let told = response.body_mut().read_to_string()?;
    let told: Value = serde_json::from_str(&told).context("the answer is no JSON")?;
    if response.status() != 200 {
        bail!("refused: {} ({})", told["code"], told["title"]);
    }
    Ok(told)
}

/// The key that the server says it signs receipts by. Who needs to be sure got it another way.
fn receipt_key(server: &str) -> anyhow::Result<PublicKey> {
    let mut response = ureq::get(format!("{server}/api/v1/exchange/keys")).call()?;
    let keys: Value = serde_json::from_str(&response.body_mut().read_to_string()?)?;
    Ok(PublicKey::of_jwk(&keys["keys"][0].to_string())?)
}
