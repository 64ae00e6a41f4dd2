//! `GET /ledger/{log}/tile/{level}/{index}`: a tile of hashes or a bundle of entries (C2SP
//! tlog-tiles), from which anyone can verify the whole log.

use axum::extract::State;
use axum::http::{HeaderName, header};
use danh_ledger::TilePath;
use utoipa::ToSchema;

use crate::in_path::InPath;
use crate::problem::{Problem, ProblemDocument, ProblemKind};
use crate::state::AppState;

/// A full tile never changes again (RFC 8246).
const FULL: &str = "public, max-age=31536000, immutable";
/// A partial tile stays servable, yet whoever asks later will ask for a wider one.
const PARTIAL: &str = "public, max-age=3600";

/// The bytes of a tile.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "describes the answer, which is bytes and no JSON")]
struct TileBytes(Vec<u8>);

/// A tile of hashes or a bundle of entries.
#[utoipa::path(
    get,
    path = "/ledger/{log}/tile/{level}/{*index}",
    tag = "ledger",
    operation_id = "ledger_tile",
    params(
        ("log" = String, Path, description = "`journal` or `access`.", example = "journal"),
        ("level" = String, Path, description = "`0` to `7`, or `entries`.", example = "0"),
        ("index" = String, Path, example = "000",
         description = "The tile's number in groups of three digits, all but the last with an `x` \
          before them and a slash after, as in `x001/x234/067`; a partial tile ends with `.p/` and \
          its width, 1 to 255."),
    ),
    responses(
        (status = 200, description = "The bytes: hashes of 32 bytes each, or entries with two bytes of length each.",
         body = TileBytes, content_type = "application/octet-stream"),
        (status = 404, description = "No such tile, or not yet that wide.", body = ProblemDocument,
         content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn tile(
    State(state): State<AppState>,
    InPath((log, level, index)): InPath<(String, String, String)>,
) -> Result<([(HeaderName, &'static str); 2], Vec<u8>), Problem> {
    let missing = || Problem::new(ProblemKind::NotFound);
    let log = state.ledger(&log).ok_or_else(missing)?.log;
    let path: TilePath = format!("tile/{level}/{index}")
        .parse()
        .map_err(|_| missing())?;
    let read = state.store.read(move |tx| danh_ledger::tile(tx, log, path));
    let bytes = read.await?.ok_or_else(missing)?;
    let lifetime = if path.is_partial() { PARTIAL } else { FULL };
    let content_type = "application/octet-stream";
    Ok((
        [
            (header::CONTENT_TYPE, content_type),
            (header::CACHE_CONTROL, lifetime),
        ],
        bytes,
    ))
}

#[cfg(test)]
mod tests;
