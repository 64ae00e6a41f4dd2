//! Why an organisation's request is not answered: the codes of the exchange.

use axum::http::StatusCode;
use danh_exchange::Refusal;

use super::kind::Words;
use crate::language::Language;

/// Why an organisation's request is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExchangeProblem {
    /// It bears no signature.
    SignatureMissing,
    /// Its signature is not well-formed, or covers too little.
    SignatureMalformed,
    /// It names a key that nobody has.
    KeyUnknown,
    /// The signature is not that key's over this request.
    SignatureWrong,
    /// The body is not the one that was signed.
    ContentDigestWrong,
    /// The signature was made too long ago, or is over.
    SignatureStale,
    /// The time of the key is over, or has not come.
    KeyExpired,
    /// The key was revoked.
    KeyRevoked,
    /// The question is refused.
    Question(Refusal),
}

impl ExchangeProblem {
    /// Every one.
    pub const ALL: [Self; 17] = [
        Self::SignatureMissing,
        Self::SignatureMalformed,
        Self::KeyUnknown,
        Self::SignatureWrong,
        Self::ContentDigestWrong,
        Self::SignatureStale,
        Self::KeyExpired,
        Self::KeyRevoked,
        Self::Question(Refusal::Replayed),
        Self::Question(Refusal::AgreementNotInForce),
        Self::Question(Refusal::WrongPurpose),
        Self::Question(Refusal::FieldNotAgreed),
        Self::Question(Refusal::CaseNumberMissing),
        Self::Question(Refusal::OverQuota),
        Self::Question(Refusal::TooManyWrongAnswers),
        Self::Question(Refusal::SubjectOutsideScope),
        Self::Question(Refusal::SubjectUnknown),
    ];

    /// The status it is answered with.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::SignatureMissing
            | Self::SignatureMalformed
            | Self::KeyUnknown
            | Self::SignatureWrong
            | Self::ContentDigestWrong
            | Self::SignatureStale
            | Self::KeyExpired
            | Self::KeyRevoked
            | Self::Question(Refusal::Replayed) => StatusCode::UNAUTHORIZED,
            Self::Question(Refusal::OverQuota | Refusal::TooManyWrongAnswers) => {
                StatusCode::TOO_MANY_REQUESTS
            }
            Self::Question(Refusal::CaseNumberMissing | Refusal::SubjectUnknown) => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::Question(
                Refusal::AgreementNotInForce
                | Refusal::WrongPurpose
                | Refusal::FieldNotAgreed
                | Refusal::SubjectOutsideScope,
            ) => StatusCode::FORBIDDEN,
        }
    }

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SignatureMissing => "signature-missing",
            Self::SignatureMalformed => "signature-malformed",
            Self::KeyUnknown => "key-unknown",
            Self::SignatureWrong => "signature-wrong",
            Self::ContentDigestWrong => "content-digest-wrong",
            Self::SignatureStale => "signature-stale",
            Self::KeyExpired => "key-expired",
            Self::KeyRevoked => "key-revoked",
            Self::Question(refusal) => refusal.code(),
        }
    }

    pub(super) const fn words(self, language: Language) -> Words {
        let (title, detail) = match language {
            Language::Vietnamese => self.vietnamese(),
            Language::English => self.english(),
        };
        Words { title, detail }
    }

    const fn vietnamese(self) -> (&'static str, &'static str) {
        match self {
            Self::SignatureMissing => (
                "Thiếu chữ ký",
                "Hãy ký yêu cầu theo RFC 9421 bằng khoá đã đăng ký của tổ chức.",
            ),
            Self::SignatureMalformed => (
                "Chữ ký không đúng dạng",
                "Chữ ký phải bao gồm @method, @authority, @path và content-digest, kèm created, keyid và nonce từ 16 ký tự.",
            ),
            Self::KeyUnknown => (
                "Không có khoá này",
                "Không tổ chức nào đã đăng ký khoá nêu ở keyid.",
            ),
            Self::SignatureWrong => (
                "Chữ ký sai",
                "Chữ ký không khớp với yêu cầu này và khoá nêu ở keyid.",
            ),
            Self::ContentDigestWrong => (
                "Nội dung không khớp Content-Digest",
                "Nội dung nhận được khác với nội dung đã ký.",
            ),
            Self::SignatureStale => (
                "Chữ ký đã quá hạn",
                "Chữ ký có giá trị trong 5 phút. Hãy kiểm tra đồng hồ và ký lại.",
            ),
            Self::KeyExpired => (
                "Khoá không còn hiệu lực",
                "Khoá này đã hết hạn hoặc chưa đến ngày dùng.",
            ),
            Self::KeyRevoked => ("Khoá đã bị thu hồi", "Khoá này đã bị thu hồi."),
            Self::Question(refusal) => vietnamese(refusal),
        }
    }

    const fn english(self) -> (&'static str, &'static str) {
        match self {
            Self::SignatureMissing => (
                "The signature is missing",
                "Sign the request by RFC 9421 with an enrolled key of your organisation.",
            ),
            Self::SignatureMalformed => (
                "The signature is malformed",
                "A signature covers @method, @authority, @path and content-digest, and has created, keyid and a nonce of 16 characters or more.",
            ),
            Self::KeyUnknown => (
                "Unknown key",
                "No organisation has enrolled the key in keyid.",
            ),
            Self::SignatureWrong => (
                "Wrong signature",
                "The signature does not fit this request and the key in keyid.",
            ),
            Self::ContentDigestWrong => (
                "The body does not fit its Content-Digest",
                "What arrived is not what was signed.",
            ),
            Self::SignatureStale => (
                "The signature is too old",
                "A signature counts for five minutes. Look at your clock and sign again.",
            ),
            Self::KeyExpired => (
                "The key does not count",
                "The time of this key is over, or has not come.",
            ),
            Self::KeyRevoked => ("The key was revoked", "This key was revoked."),
            Self::Question(refusal) => english(refusal),
        }
    }
}

const fn vietnamese(refusal: Refusal) -> (&'static str, &'static str) {
    match refusal {
        Refusal::Replayed => (
            "Yêu cầu đã được gửi trước đó",
            "Mỗi yêu cầu mang một nonce riêng. Lần hỏi này đã được ghi lại.",
        ),
        Refusal::AgreementNotInForce => (
            "Thoả thuận không có hiệu lực",
            "Tổ chức không có thoả thuận này, hoặc hôm nay thoả thuận không có hiệu lực. Lần hỏi này đã được ghi lại.",
        ),
        Refusal::WrongPurpose => (
            "Mục đích ngoài thoả thuận",
            "Thoả thuận không nêu mục đích này. Lần hỏi này đã được ghi lại.",
        ),
        Refusal::FieldNotAgreed => (
            "Có trường ngoài thoả thuận",
            "Thoả thuận không cho biết một trong các trường được hỏi, hoặc câu hỏi không nêu ngày sinh. Lần hỏi này đã được ghi lại.",
        ),
        Refusal::CaseNumberMissing => (
            "Thiếu số hồ sơ",
            "Thoả thuận yêu cầu nêu số hồ sơ. Lần hỏi này đã được ghi lại.",
        ),
        Refusal::OverQuota => (
            "Vượt quá số lượng đã thoả thuận",
            "Hãy thử lại sau số giây ghi ở Retry-After. Lần hỏi này đã được ghi lại.",
        ),
        Refusal::TooManyWrongAnswers => (
            "Nêu sai quá nhiều lần",
            "Hôm nay đã có quá nhiều lần nêu sai. Hãy thử lại sau số giây ghi ở Retry-After. Lần hỏi này đã được ghi lại.",
        ),
        Refusal::SubjectOutsideScope => (
            "Người này ngoài phạm vi thoả thuận",
            "Thoả thuận không bao gồm người này. Lần hỏi này đã được ghi lại.",
        ),
        Refusal::SubjectUnknown => (
            "Không xác định được người được hỏi",
            "Không có ai khớp với tất cả những gì được nêu. Lần hỏi này đã được ghi lại.",
        ),
    }
}

const fn english(refusal: Refusal) -> (&'static str, &'static str) {
    match refusal {
        Refusal::Replayed => (
            "The request came before",
            "Every request bears a nonce of its own. That you asked is on record.",
        ),
        Refusal::AgreementNotInForce => (
            "The agreement is not in force",
            "Your organisation has no such agreement, or it is not in force today. That you asked is on record.",
        ),
        Refusal::WrongPurpose => (
            "The purpose is not agreed",
            "The agreement does not name this purpose. That you asked is on record.",
        ),
        Refusal::FieldNotAgreed => (
            "A field is not agreed",
            "The agreement does not let you know one of the fields, or the question states no birth date. That you asked is on record.",
        ),
        Refusal::CaseNumberMissing => (
            "The case number is missing",
            "The agreement wants the number of a case. That you asked is on record.",
        ),
        Refusal::OverQuota => (
            "More questions than agreed",
            "Try again after the number of seconds in Retry-After. That you asked is on record.",
        ),
        Refusal::TooManyWrongAnswers => (
            "Too much was stated wrongly",
            "Too much was stated wrongly today. Try again after the number of seconds in Retry-After. That you asked is on record.",
        ),
        Refusal::SubjectOutsideScope => (
            "The person is outside the agreement",
            "The agreement is not about this person. That you asked is on record.",
        ),
        Refusal::SubjectUnknown => (
            "Nobody is known by this",
            "Nobody fits all that was stated. That you asked is on record.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_of_a_question_is_a_problem() {
        for refusal in Refusal::ALL {
            assert!(ExchangeProblem::ALL.contains(&ExchangeProblem::Question(refusal)));
        }
    }
}
