//! Why an organisation's question is not answered.

/// Why a question is not answered. The code is for good: it stands in records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Refusal {
    /// The same request came before.
    Replayed,
    /// No such agreement of this organisation is in force.
    AgreementNotInForce,
    /// The agreement does not name the purpose.
    WrongPurpose,
    /// The agreement does not let it know one of the fields.
    FieldNotAgreed,
    /// The agreement wants the number of a case.
    CaseNumberMissing,
    /// More questions than agreed, this minute or today.
    OverQuota,
    /// Too much was stated wrongly today.
    TooManyWrongAnswers,
    /// The agreement is not about this person.
    SubjectOutsideScope,
    /// Nobody is known by what was said.
    SubjectUnknown,
}

impl Refusal {
    /// Every one.
    pub const ALL: [Self; 9] = [
        Self::Replayed,
        Self::AgreementNotInForce,
        Self::WrongPurpose,
        Self::FieldNotAgreed,
        Self::CaseNumberMissing,
        Self::OverQuota,
        Self::TooManyWrongAnswers,
        Self::SubjectOutsideScope,
        Self::SubjectUnknown,
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Replayed => "request-replayed",
            Self::AgreementNotInForce => "agreement-not-in-force",
            Self::WrongPurpose => "purpose-not-agreed",
            Self::FieldNotAgreed => "field-not-agreed",
            Self::CaseNumberMissing => "case-number-missing",
            Self::OverQuota => "over-quota",
            Self::TooManyWrongAnswers => "too-many-wrong-answers",
            Self::SubjectOutsideScope => "subject-outside-scope",
            Self::SubjectUnknown => "subject-unknown",
        }
    }
}
