//! `GET /api/v1/proposals?which=&cursor=&size=`: what waits for an officer, or what they proposed.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use danh_desk::ProposalError;
use danh_store::Tx;
use danh_vocabulary::ProposalId;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::answer::ProposalLine;
use crate::problem::{Fault, FieldFault, Problem};
use crate::proposals::{OpenedProposal, own, waiting_for};
use crate::signed_in::SignedIn;
use crate::state::AppState;

const PATH: &str = "/api/v1/proposals";
const SIZE: usize = 20;
const SIZE_MAX: usize = 100;

/// Which part of which list.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the query, which is read pair by pair")]
struct ListQuery {
    /// `waiting`: those that who asks may decide, the fifty that wait longest, the longest first; `own`: those they proposed, the latest first.
    /// Without it, `waiting`.
    #[param(pattern = "^(waiting|own)$", example = "waiting")]
    which: Option<String>,
    /// Where the page before ended, as its answer said.
    cursor: Option<String>,
    /// How many at most, 1 to 100; without it, 20.
    #[param(minimum = 1, maximum = 100, example = 20)]
    size: Option<u32>,
}

/// Proposals of a page.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"proposals": [], "next": "3vY…"}))]
pub(crate) struct ProposalList {
    /// The proposals.
    proposals: Vec<ProposalLine>,
    /// The cursor of the next page, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// List proposals.
#[utoipa::path(
    get,
    path = "/api/v1/proposals",
    tag = "proposals",
    operation_id = "proposal_list",
    params(ListQuery),
    responses((status = 200, description = "The proposals. Nothing in the list is about a person.", body = ProposalList,
        headers(("link" = Option<String>, description = "The next page, `<…>; rel=\"next\"` (RFC 8288), if there is one.")))),
)]
pub(crate) async fn list(
    State(state): State<AppState>,
    officer: SignedIn,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<(HeaderMap, Json<ProposalList>), Problem> {
    let asked = Asked::parse(&state, &officer, &query)?;
    let (reading, which) = (state.clone(), asked.which);
    let by = officer.clone();
    let read = move |tx: &mut Tx<'_>| match which {
        Which::Waiting => waiting_for(tx, &reading, &by).map(|waiting| waiting.proposals),
        Which::Own => own(tx, &reading, &by),
    };
    let all: Vec<OpenedProposal> = state
        .store
        .read(move |tx| read(tx).map_err(|error: ProposalError| error))
        .await?;
    let after = asked.after.and_then(|last| {
        let place = all.iter().position(|opened| opened.proposal.id == last);
        place.map(|place| place + 1)
    });
    let mut rest = all.into_iter().skip(after.unwrap_or(0)).peekable();
    let page: Vec<OpenedProposal> = rest.by_ref().take(asked.size).collect();
    let last = page.last().map(|opened| opened.proposal.id);
    let next = last.filter(|_| rest.peek().is_some()).map(|last| {
        let place = last.as_i64().to_be_bytes();
        state.desk.cursor_seal(&asked.list, &place)
    });
    let mut headers = HeaderMap::new();
    if let Some(next) = &next {
        let link = format!(
            "<{PATH}?which={}&size={}&cursor={next}>; rel=\"next\"",
            which.as_str(),
            asked.size
        );
        let link = HeaderValue::try_from(link).expect("a cursor is text of an address");
        headers.insert(header::LINK, link);
    }
    let proposals = page
        .iter()
        .map(|opened| ProposalLine::of(&state, opened))
        .collect();
    Ok((headers, Json(ProposalList { proposals, next })))
}

#[derive(Clone, Copy)]
enum Which {
    Waiting,
    Own,
}

impl Which {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Own => "own",
        }
    }
}

struct Asked {
    which: Which,
    after: Option<ProposalId>,
    size: usize,
    /// For which list of whose a cursor counts.
    list: Vec<u8>,
}

impl Asked {
    fn parse(
        state: &AppState,
        officer: &SignedIn,
        query: &[(String, String)],
    ) -> Result<Self, Problem> {
        let (mut which, mut cursor, mut size) = (Which::Waiting, None, SIZE);
        let mut faults = Vec::<FieldFault>::new();
        for (index, (name, value)) in query.iter().enumerate() {
            let repeated = query[..index].iter().any(|(earlier, _)| earlier == name);
            let fault = match (name.as_str(), value.as_str()) {
                _ if repeated => Some(Fault::Repeated),
                ("which", "waiting") => None,
                ("which", "own") => {
                    which = Which::Own;
                    None
                }
                ("which", _) => Some(Fault::Choice),
                ("cursor", text) => {
                    cursor = Some(text);
                    None
                }
                ("size", text) => match text.parse() {
                    Ok(given) if (1..=SIZE_MAX).contains(&given) => {
                        size = given;
                        None
                    }
                    _ => Some(Fault::PageSize),
                },
                _ => Some(Fault::Unknown),
            };
            faults.extend(fault.map(|fault| fault.of(name.as_str())));
        }
        let list = format!("proposals {} of {}", which.as_str(), officer.officer).into_bytes();
        let after = cursor.map(|cursor| {
            let place = state.desk.cursor_open(&list, cursor).ok();
            let place: Option<[u8; 8]> = place.and_then(|place| place.try_into().ok());
            place.map(|place| ProposalId::from_i64(i64::from_be_bytes(place)))
        });
        if after == Some(None) {
            faults.push(Fault::Cursor.of("cursor"));
        }
        if faults.is_empty() {
            Ok(Self {
                which,
                after: after.flatten(),
                size,
                list,
            })
        } else {
            Err(Problem::in_fields(faults))
        }
    }
}
