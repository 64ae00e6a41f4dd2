//! `GET /proposals/{handle}`: one act that waits for a second officer, or what became of it: what would change, who asks and
//! why, and for who may decide it the two ways out.

use crate::bilingual::Bilingual;
use crate::components::{
    Choice, DescriptionList, ErrorSummary, FormError, Notice, Question, Radios, Row, TextArea,
    Tone, Value,
};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page};
use crate::pages::proposals::Standing;

pub mod examples;
pub(crate) mod handlers;

/// One proposal.
#[derive(Clone, Debug)]
pub struct ProposalView {
    /// The handle that names it in addresses.
    pub handle: String,
    /// What is to be done.
    pub kind: Key,
    /// What would change: persons, officers, places.
    pub changes: Vec<(Key, Value)>,
    /// Who asks.
    pub proposer: String,
    /// In whose name.
    pub authority: Bilingual,
    /// When it was proposed, an instant in Vietnam's time.
    pub proposed_at: String,
    /// Until when it waits, an instant in Vietnam's time.
    pub waits_until: String,
    /// Why, in the proposer's words.
    pub reason: String,
    /// The decision or paper it rests on.
    pub basis: Option<String>,
    /// What has become of it.
    pub standing: Standing,
    /// Who decided it, when, why, and the address of the event that came of it.
    pub verdict: Option<VerdictView>,
    /// The form of who may decide it.
    pub decision: Option<DecisionForm>,
}

/// What was decided.
#[derive(Clone, Debug)]
pub struct VerdictView {
    /// Who decided.
    pub decider: String,
    /// When, an instant in Vietnam's time.
    pub at: String,
    /// Why; what had changed, of a void one, is told by its standing.
    pub reason: Option<String>,
}

/// The decision as it was typed.
#[derive(Clone, Debug, Default)]
pub struct DecisionForm {
    /// `approve`, `reject` or nothing yet.
    pub chosen: String,
    /// The reason.
    pub reason: String,
    /// What must be mended.
    pub mistakes: Vec<DecisionMistake>,
    /// Why it could not be carried out as things stand.
    pub refused: Option<Key>,
}

/// What must be mended in a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisionMistake {
    /// Neither way was chosen.
    NothingChosen,
    /// The reason says too little, or too much.
    Reason,
    /// The form was another session's.
    Stale,
}

impl ProposalView {
    fn facts(&self) -> DescriptionList {
        let mut rows: Vec<Row> = self
            .changes
            .iter()
            .map(|(term, value)| Row::new(*term, value.clone()))
            .collect();
        rows.push(Row::new(
            Key("proposal-reason"),
            Value::Text(self.reason.clone()),
        ));
        if let Some(basis) = &self.basis {
            rows.push(Row::new(Key("proposal-basis"), Value::Text(basis.clone())));
        }
        rows.push(Row::new(
            Key("proposal-proposer"),
            Value::Lines(vec![
                Value::Text(self.proposer.clone()),
                Value::Named(self.authority.clone()),
            ]),
        ));
        rows.push(Row::new(
            Key("proposal-proposed-at"),
            Value::Instant(self.proposed_at.clone()),
        ));
        if self.standing == Standing::Waiting {
            let until = Value::Instant(self.waits_until.clone());
            rows.push(Row::new(Key("proposal-waits-until"), until));
        }
        DescriptionList { rows }
    }

    fn verdict_list(&self) -> Option<DescriptionList> {
        let verdict = self.verdict.as_ref()?;
        let mut rows = vec![
            Row::new(
                Key("proposal-decider"),
                Value::Text(verdict.decider.clone()),
            ),
            Row::new(
                Key("proposal-decided-at"),
                Value::Instant(verdict.at.clone()),
            ),
        ];
        if let Some(reason) = &verdict.reason {
            let reason = Value::Text(reason.clone());
            rows.push(Row::new(Key("proposal-decision-reason"), reason));
        }
        Some(DescriptionList { rows })
    }

    fn notice(&self) -> Option<Notice> {
        let refused = self.decision.as_ref().and_then(|form| form.refused);
        let message = match self.standing {
            Standing::Void => Key("proposal-void-help"),
            Standing::Expired => Key("proposal-expired-help"),
            _ => refused?,
        };
        Some(Notice {
            tone: Tone::Attention,
            message: message.into(),
            link: None,
        })
    }

    fn errors(&self) -> Vec<FormError> {
        let mistakes = self.decision.iter().flat_map(|form| &form.mistakes);
        let error = |mistake: &DecisionMistake| match mistake {
            DecisionMistake::NothingChosen => {
                FormError::new("decision", Key("proposal-error-nothing-chosen"))
            }
            DecisionMistake::Reason => FormError::new("reason", Key("proposal-error-reason")),
            DecisionMistake::Stale => FormError::new("reason", Key("outside-error-stale")),
        };
        mistakes.map(error).collect()
    }

    fn error_summary(&self) -> ErrorSummary {
        ErrorSummary {
            errors: self.errors(),
        }
    }

    fn decision_field(&self, form: &DecisionForm) -> Radios {
        let question = Question::new("decision", Key("proposal-decision")).error_of(&self.errors());
        let choices = vec![
            Choice::new("approve", Key("proposal-approve")).hint(Key("proposal-approve-hint")),
            Choice::new("reject", Key("proposal-reject")),
        ];
        Radios::new(question, choices, &form.chosen)
    }

    fn reason_field(&self, form: &DecisionForm) -> TextArea {
        let question = Question::new("reason", Key("proposal-decision-reason"))
            .hint(Key("proposal-decision-reason-hint"))
            .error_of(&self.errors());
        TextArea::new(question, &form.reason).chars_max(200)
    }
}

super::template!(ProposalView, "pages/proposal.html");

impl Page for ProposalView {
    fn title(&self) -> Message {
        self.kind.into()
    }

    fn has_errors(&self) -> bool {
        let mut forms = self.decision.iter();
        forms.any(|form| !form.mistakes.is_empty())
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
