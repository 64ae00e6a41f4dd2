//! What a program sends there: the example of the OpenAPI document, about people of this office.
//!
//! Nothing is written by it: whom it changes was seen in a version that is long gone, and who is born is not born yet. So the
//! answer shows how far a caller comes, and the next caller finds all as it was.

use std::sync::LazyLock;

use danh_api::access::RouteRule;
use danh_register::Seen;
use danh_vocabulary::PersonId;
use serde_json::Value;

use crate::office::Office;

static DOCUMENT: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(danh_api::openapi_document()).expect("it is JSON"));

/// The people whom examples name, the one whom they are about first.
const EXAMPLES_OF_PERSONS: [&str; 2] = ["wpokv3q4ubeotmodupi3qhlxwu", "mxw5rr3pp6yqvd3l2cfyzj4h6a"];

/// A request to a route of the API that takes a body.
pub(crate) struct Example {
    pub(crate) json: String,
    pub(crate) headers: Vec<(&'static str, String)>,
}

/// The example of a route, if its operation takes a body.
pub(crate) fn example_of(rule: &RouteRule, office: &Office) -> Option<Example> {
    let operation = &DOCUMENT["paths"][rule.path][rule.method.to_ascii_lowercase()];
    let media = operation["requestBody"]["content"].get("application/json")?;
    let mut body = example_in(media)?.clone();
    let people = [office.family.mother, office.family.father];
    put_people(&mut body, office, &people);
    if rule.path == "/api/v1/births" {
        body["born"] = "2027-01-01".into();
    }
    if rule.path.ends_with("/decision") {
        body["reason"] = "vội".into();
    }
    let takes = |header: &str| {
        let mut parameters = operation["parameters"].as_array().into_iter().flatten();
        parameters.any(|parameter| parameter["name"] == header)
    };
    let mut headers = Vec::new();
    if takes("idempotency-key") {
        headers.push(("idempotency-key", "\"golden-walk\"".to_owned()));
    }
    if takes("if-match") {
        let tags = people.map(|person| {
            let seen = Seen { person, version: 1 };
            format!("\"{}\"", office.state.version_of(seen))
        });
        headers.push(("if-match", tags.join(", ")));
    }
    Some(Example {
        json: body.to_string(),
        headers,
    })
}

fn example_in(media: &'static Value) -> Option<&'static Value> {
    let schema = &media["schema"];
    let named = schema["$ref"].as_str();
    let named = named.and_then(|reference| DOCUMENT.pointer(reference.trim_start_matches('#')));
    let mut places = [Some(media), Some(schema), named].into_iter().flatten();
    places.find_map(|place| place.get("example"))
}

/// Puts handles of this office for those of the examples.
fn put_people(value: &mut Value, office: &Office, people: &[PersonId; 2]) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match &**name {
                    "event" => {
                        *member = office
                            .state
                            .handle_of_event(office.family.mother_born)
                            .into();
                    }
                    "household" | "into" => {
                        let home = crate::homes::state(office, people[0]).residence;
                        let household = home.expect("the mother lives somewhere").household;
                        *member = office.state.handle_of_household(household).into();
                    }
                    _ => put_people(member, office, people),
                }
            }
        }
        Value::Array(members) => {
            for member in members {
                put_people(member, office, people);
            }
        }
        Value::String(text) => {
            let place = EXAMPLES_OF_PERSONS.iter().position(|handle| handle == text);
            if let Some(place) = place {
                *text = office.state.handle_of(people[place]);
            }
        }
        _ => {}
    }
}
