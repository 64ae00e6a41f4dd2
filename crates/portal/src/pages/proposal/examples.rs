//! Examples of a proposal. Nobody in them exists.

use super::{DecisionForm, DecisionMistake, ProposalView, VerdictView};
use crate::bilingual::Bilingual;
use crate::components::{MaskedNumber, Value};
use crate::examples::Example;
use crate::messages::Key;
use crate::pages::proposals::Standing;

/// To be decided, with mistakes, approved, void, and an appointment.
pub fn examples() -> Vec<Example> {
    let waiting = merging();
    let mended = ProposalView {
        decision: Some(DecisionForm {
            reason: "ok".into(),
            mistakes: vec![DecisionMistake::NothingChosen, DecisionMistake::Reason],
            ..DecisionForm::default()
        }),
        ..waiting.clone()
    };
    let verdict = VerdictView {
        decider: "Trần Quốc Hưng".into(),
        at: "2026-11-24T09:12:44+07:00".into(),
        reason: Some("Đã đối chiếu hai bộ hồ sơ gốc".into()),
    };
    let approved = ProposalView {
        standing: Standing::Approved,
        verdict: Some(verdict.clone()),
        decision: None,
        ..waiting.clone()
    };
    let void = ProposalView {
        standing: Standing::Void,
        verdict: Some(VerdictView {
            reason: None,
            ..verdict
        }),
        decision: None,
        ..waiting.clone()
    };
    let address = "/proposals/k3v7q2m9x1dh5t8wzr4n6bfycq";
    vec![
        Example::new("proposal", address, waiting),
        Example::new("proposal-incomplete", address, mended),
        Example::new("proposal-approved", address, approved),
        Example::new("proposal-void", address, void),
    ]
}

fn merging() -> ProposalView {
    let person = |number: &str| {
        Value::Lines(vec![
            Value::Link {
                href: "/persons/k3v7q2m9x1dh5t8wzr4n6bfycq".into(),
                text: "Nguyễn Thị Hoa".into(),
            },
            Value::Date("1958-03-15".into()),
            Value::Masked(MaskedNumber::of(number)),
        ])
    };
    ProposalView {
        handle: "k3v7q2m9x1dh5t8wzr4n6bfycq".into(),
        kind: Key("act-merge-duplicate"),
        changes: vec![
            (Key("act-survivor"), person("001158000123")),
            (Key("act-duplicate"), person("034158007214")),
        ],
        proposer: "Hà Ngọc Sơn".into(),
        authority: Bilingual {
            vietnamese: "Ủy ban nhân dân phường Hồng Hà".into(),
            english: "People's Committee of Hồng Hà Ward".into(),
        },
        proposed_at: "2026-11-23T14:05:09+07:00".into(),
        waits_until: "2026-12-07T14:05:09+07:00".into(),
        reason: "Cùng một người, đăng ký hai lần khi chuyển nơi ở".into(),
        basis: Some("Biên bản xác minh 12/BB-UBND".into()),
        standing: Standing::Waiting,
        verdict: None,
        decision: Some(DecisionForm::default()),
    }
}
