//! Examples of the list of proposals. Nobody in them exists.

use super::{ProposalRow, ProposalsView, Standing};
use crate::bilingual::Bilingual;
use crate::examples::Example;
use crate::messages::Key;

/// For a reviewer, for who proposed, with nothing.
pub fn examples() -> Vec<Example> {
    let row = |kind, standing| ProposalRow {
        handle: "k3v7q2m9x1dh5t8wzr4n6bfycq".into(),
        kind,
        proposer: "Hà Ngọc Sơn".into(),
        authority: Bilingual {
            vietnamese: "Ủy ban nhân dân phường Hồng Hà".into(),
            english: "People's Committee of Hồng Hà Ward".into(),
        },
        proposed_at: "2026-11-23T14:05:09+07:00".into(),
        standing,
    };
    let waiting = ProposalsView {
        waiting: vec![
            row(Key("act-merge-duplicate"), Standing::Waiting),
            row(Key("act-cancel-number"), Standing::Waiting),
        ],
        more_wait: true,
        ..ProposalsView::default()
    };
    let own = ProposalsView {
        own: vec![
            row(Key("act-appoint"), Standing::Waiting),
            row(Key("act-appoint"), Standing::Approved),
            row(Key("act-end-appointment"), Standing::Rejected),
            row(Key("act-merge-duplicate"), Standing::Void),
            row(Key("act-order-protection"), Standing::Expired),
        ],
        may_appoint: true,
        ..ProposalsView::default()
    };
    vec![
        Example::new("proposals", "/proposals", waiting),
        Example::new("proposals-own", "/proposals", own),
        Example::new("proposals-none", "/proposals", ProposalsView::default()),
    ]
}
