//! The kinds of problem there are: the one list of codes that callers can rely on.

use axum::http::StatusCode;

use super::{ExchangeProblem, Refusal};
use crate::language::Language;

/// A kind of problem. Its code never changes; its words may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// The body is not JSON.
    MalformedBody,
    /// Fields are missing, unknown, of the wrong type or not what they should be.
    InvalidFields,
    /// Nobody is signed in.
    NotSignedIn,
    /// Unknown login, disabled account or wrong password.
    WrongLoginOrPassword,
    /// The password was right; a one-time code is asked for.
    SecondFactorRequired,
    /// The one-time code, or recovery code, is wrong or was used.
    WrongCode,
    /// An administrator chose the password, so its owner must choose another first.
    NewPasswordRequired,
    /// A second factor must be set up first.
    EnrolmentRequired,
    /// Signed in, but without an appointment that allows it.
    NotAppointed,
    /// Signed in and appointed, but not for where the person is at home.
    OutsideJurisdiction,
    /// Nothing has this address.
    NotFound,
    /// The address does not know this method.
    MethodNotAllowed,
    /// The body is larger than any request needs.
    TooLarge,
    /// The body is not said to be JSON.
    UnsupportedMediaType,
    /// Too many attempts to sign in.
    TooManyAttempts,
    /// A fault of ours.
    Internal,
    /// The access record could not be written.
    NotRecorded,
    /// The database is busy, full or gone.
    Unavailable,
    /// The answer took too long.
    TimedOut,
    /// A request that writes names no key.
    IdempotencyKeyMissing,
    /// The key is too short, too long or more than one.
    IdempotencyKeyMalformed,
    /// The key was used for another request.
    IdempotencyKeyReused,
    /// The same request is under way.
    RequestInFlight,
    /// It is not said which version was seen.
    VersionMissing,
    /// Somebody changed it meanwhile.
    VersionConflict,
    /// The answer has no media type that the caller takes.
    NotAcceptable,
    /// Too many requests.
    RateLimited,
    /// No number can be given while an import is at work.
    Importing,
    /// The register refuses it.
    Refused(&'static Refusal),
    /// The exchange refuses it.
    Exchange(ExchangeProblem),
}

/// What a kind is called and says, in one language.
pub(super) struct Words {
    pub(super) title: &'static str,
    pub(super) detail: &'static str,
}

impl ProblemKind {
    /// Every kind but the refusals of the register and of the exchange, of which [`Refusal::all`] and [`ExchangeProblem::ALL`] are
    /// the lists.
    pub const ALL: [Self; 28] = [
        Self::MalformedBody,
        Self::InvalidFields,
        Self::NotSignedIn,
        Self::WrongLoginOrPassword,
        Self::SecondFactorRequired,
        Self::WrongCode,
        Self::NewPasswordRequired,
        Self::EnrolmentRequired,
        Self::NotAppointed,
        Self::OutsideJurisdiction,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::TooLarge,
        Self::UnsupportedMediaType,
        Self::TooManyAttempts,
        Self::Internal,
        Self::NotRecorded,
        Self::Unavailable,
        Self::TimedOut,
        Self::IdempotencyKeyMissing,
        Self::IdempotencyKeyMalformed,
        Self::IdempotencyKeyReused,
        Self::RequestInFlight,
        Self::VersionMissing,
        Self::VersionConflict,
        Self::NotAcceptable,
        Self::RateLimited,
        Self::Importing,
    ];

    /// The status it is answered with.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::MalformedBody | Self::IdempotencyKeyMissing | Self::IdempotencyKeyMalformed => {
                StatusCode::BAD_REQUEST
            }
            Self::InvalidFields | Self::IdempotencyKeyReused | Self::Refused(_) => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::NotSignedIn
            | Self::WrongLoginOrPassword
            | Self::SecondFactorRequired
            | Self::WrongCode => StatusCode::UNAUTHORIZED,
            Self::NotAppointed
            | Self::OutsideJurisdiction
            | Self::NewPasswordRequired
            | Self::EnrolmentRequired => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooManyAttempts | Self::RateLimited => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::NotRecorded | Self::Unavailable | Self::Importing => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Self::TimedOut => StatusCode::GATEWAY_TIMEOUT,
            Self::RequestInFlight => StatusCode::CONFLICT,
            Self::VersionMissing => StatusCode::PRECONDITION_REQUIRED,
            Self::VersionConflict => StatusCode::PRECONDITION_FAILED,
            Self::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            Self::Exchange(problem) => problem.status(),
        }
    }

    /// The stable code, as in `not-signed-in`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::MalformedBody => "malformed-body",
            Self::InvalidFields => "invalid-fields",
            Self::NotSignedIn => "not-signed-in",
            Self::WrongLoginOrPassword => "wrong-login-or-password",
            Self::SecondFactorRequired => "second-factor-required",
            Self::WrongCode => "wrong-code",
            Self::NewPasswordRequired => "new-password-required",
            Self::EnrolmentRequired => "second-factor-enrolment-required",
            Self::NotAppointed => "not-appointed",
            Self::OutsideJurisdiction => "outside-jurisdiction",
            Self::NotFound => "not-found",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::TooLarge => "too-large",
            Self::UnsupportedMediaType => "unsupported-media-type",
            Self::TooManyAttempts => "too-many-attempts",
            Self::Internal => "internal",
            Self::NotRecorded => "not-recorded",
            Self::Unavailable => "unavailable",
            Self::TimedOut => "timed-out",
            Self::Refused(refusal) => refusal.code,
            Self::Exchange(problem) => problem.code(),
            Self::IdempotencyKeyMissing => "idempotency-key-missing",
            Self::IdempotencyKeyMalformed => "idempotency-key-malformed",
            Self::IdempotencyKeyReused => "idempotency-key-reused",
            Self::RequestInFlight => "request-in-flight",
            Self::VersionMissing => "version-missing",
            Self::VersionConflict => "version-conflict",
            Self::NotAcceptable => "not-acceptable",
            Self::RateLimited => "rate-limited",
            Self::Importing => "importing",
        }
    }

    /// What it is called.
    pub const fn title(self, language: Language) -> &'static str {
        self.words(language).title
    }

    /// What to do about it.
    pub const fn detail(self, language: Language) -> &'static str {
        self.words(language).detail
    }

    /// Every kind, refusals last: the catalogue of codes.
    pub fn catalogue() -> impl Iterator<Item = Self> {
        let refusals = Refusal::all().map(Self::Refused);
        let exchange = ExchangeProblem::ALL.into_iter().map(Self::Exchange);
        Self::ALL.into_iter().chain(refusals).chain(exchange)
    }

    pub(super) const fn words(self, language: Language) -> Words {
        let (title, detail) = match language {
            Language::Vietnamese => self.vietnamese(),
            Language::English => self.english(),
        };
        Words { title, detail }
    }

    #[expect(
        clippy::too_many_lines,
        reason = "one arm a kind: the catalogue in one language"
    )]
    const fn vietnamese(self) -> (&'static str, &'static str) {
        match self {
            Self::MalformedBody => (
                "Nội dung không phải JSON",
                "Nội dung yêu cầu không đọc được như một tài liệu JSON.",
            ),
            Self::InvalidFields => (
                "Có trường chưa đúng",
                "Hãy sửa các trường nêu trong “errors” rồi gửi lại.",
            ),
            Self::NotSignedIn => (
                "Chưa đăng nhập",
                "Hãy đăng nhập, hoặc đăng nhập lại nếu phiên đã hết hạn.",
            ),
            Self::WrongLoginOrPassword => (
                "Sai tên đăng nhập hoặc mật khẩu",
                "Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đã bị khoá.",
            ),
            Self::SecondFactorRequired => (
                "Cần mã xác thực",
                "Hãy gửi kèm mã sáu chữ số của ứng dụng xác thực, hoặc một mã khôi phục.",
            ),
            Self::WrongCode => (
                "Mã xác thực không đúng",
                "Mã không đúng hoặc đã được dùng. Hãy đợi mã mới rồi thử lại.",
            ),
            Self::NewPasswordRequired => (
                "Cần đổi mật khẩu",
                "Mật khẩu này do người quản trị đặt. Hãy đăng nhập ở trang web để đặt mật khẩu của riêng bạn.",
            ),
            Self::EnrolmentRequired => (
                "Cần thiết lập xác thực hai lớp",
                "Nhiệm vụ của bạn cần xác thực hai lớp. Hãy đăng nhập ở trang web để thiết lập.",
            ),
            Self::NotAppointed => (
                "Không có thẩm quyền",
                "Hôm nay bạn không giữ nhiệm vụ nào được phép làm việc này.",
            ),
            Self::OutsideJurisdiction => (
                "Ngoài địa bàn",
                "Người này không thuộc địa bàn của cơ quan bạn. Lần hỏi này đã được ghi lại.",
            ),
            Self::NotFound => ("Không tìm thấy", "Không có gì ở địa chỉ này."),
            Self::MethodNotAllowed => (
                "Phương thức không được hỗ trợ",
                "Địa chỉ này không nhận phương thức của yêu cầu.",
            ),
            Self::TooLarge => ("Nội dung quá lớn", "Nội dung yêu cầu vượt quá 64 KiB."),
            Self::UnsupportedMediaType => (
                "Loại nội dung không được hỗ trợ",
                "Hãy gửi nội dung với Content-Type là application/json.",
            ),
            Self::TooManyAttempts => (
                "Đăng nhập sai quá nhiều lần",
                "Hãy thử lại sau số giây ghi ở Retry-After.",
            ),
            Self::Internal => (
                "Lỗi hệ thống",
                "Hệ thống gặp lỗi. Hãy báo mã yêu cầu cho người vận hành.",
            ),
            Self::NotRecorded => (
                "Không ghi được nhật ký truy cập",
                "Dữ liệu cá nhân chỉ được trả lời khi đã ghi nhật ký truy cập. Hãy thử lại sau.",
            ),
            Self::Unavailable => (
                "Tạm thời không phục vụ được",
                "Cơ sở dữ liệu đang bận hoặc không sẵn sàng. Hãy thử lại sau.",
            ),
            Self::TimedOut => (
                "Quá thời gian",
                "Yêu cầu mất quá nhiều thời gian nên đã dừng.",
            ),
            Self::IdempotencyKeyMissing => (
                "Thiếu Idempotency-Key",
                "Hãy đặt cho mỗi yêu cầu ghi một khoá riêng ở Idempotency-Key, ví dụ một UUID.",
            ),
            Self::IdempotencyKeyMalformed => (
                "Idempotency-Key không hợp lệ",
                "Một khoá gồm 8 đến 128 ký tự ASCII nhìn thấy được, chỉ gửi một lần.",
            ),
            Self::IdempotencyKeyReused => (
                "Idempotency-Key đã dùng cho yêu cầu khác",
                "Hãy dùng khoá mới cho yêu cầu có nội dung khác.",
            ),
            Self::RequestInFlight => (
                "Yêu cầu này đang được xử lý",
                "Hãy gửi lại sau để nhận câu trả lời.",
            ),
            Self::VersionMissing => (
                "Thiếu If-Match",
                "Hãy ghi ở If-Match giá trị ETag của từng người mà yêu cầu này thay đổi.",
            ),
            Self::VersionConflict => (
                "Hồ sơ đã thay đổi",
                "Có người vừa thay đổi hồ sơ này. Hãy đọc lại rồi quyết định lại.",
            ),
            Self::NotAcceptable => (
                "Không có dạng trả lời được yêu cầu",
                "Câu trả lời ở địa chỉ này là application/json.",
            ),
            Self::RateLimited => (
                "Quá nhiều yêu cầu",
                "Hãy thử lại sau số giây ghi ở Retry-After.",
            ),
            Self::Importing => (
                "Đang nhập dữ liệu",
                "Chưa thể cấp số định danh cho đến khi việc nhập dữ liệu hoàn tất. Hãy thử lại sau.",
            ),
            Self::Refused(refusal) => {
                let words = refusal.words(Language::Vietnamese);
                (words.title, words.detail)
            }
            Self::Exchange(problem) => {
                let words = problem.words(Language::Vietnamese);
                (words.title, words.detail)
            }
        }
    }

    #[expect(
        clippy::too_many_lines,
        reason = "one arm a kind: the catalogue in one language"
    )]
    const fn english(self) -> (&'static str, &'static str) {
        match self {
            Self::MalformedBody => (
                "The body is not JSON",
                "The body of the request cannot be read as a JSON document.",
            ),
            Self::InvalidFields => (
                "Some fields are not right",
                "Mend the fields named in “errors” and send the request again.",
            ),
            Self::NotSignedIn => (
                "Not signed in",
                "Sign in, or sign in again if the session has ended.",
            ),
            Self::WrongLoginOrPassword => (
                "Wrong login or password",
                "The login or the password is wrong, or the account is disabled.",
            ),
            Self::SecondFactorRequired => (
                "A one-time code is required",
                "Send the six digits of your authenticator app with it, or a recovery code.",
            ),
            Self::WrongCode => (
                "Wrong code",
                "The code is wrong or was used. Wait for the next one and try again.",
            ),
            Self::NewPasswordRequired => (
                "A new password is required",
                "An administrator chose this password. Sign in on the website to choose one of your own.",
            ),
            Self::EnrolmentRequired => (
                "A second factor is required",
                "Your duties require a second factor. Sign in on the website to set one up.",
            ),
            Self::NotAppointed => (
                "Not within your duties",
                "You hold no appointment today that allows this.",
            ),
            Self::OutsideJurisdiction => (
                "Outside your jurisdiction",
                "This person is not at home on your authority's ground. That you asked is on record.",
            ),
            Self::NotFound => ("Not found", "There is nothing at this address."),
            Self::MethodNotAllowed => (
                "Method not allowed",
                "This address does not take the method of the request.",
            ),
            Self::TooLarge => (
                "The body is too large",
                "The body of the request is larger than 64 KiB.",
            ),
            Self::UnsupportedMediaType => (
                "Unsupported media type",
                "Send the body with the Content-Type application/json.",
            ),
            Self::TooManyAttempts => (
                "Too many attempts to sign in",
                "Try again after the number of seconds in Retry-After.",
            ),
            Self::Internal => (
                "System error",
                "Something went wrong here. Please give the request id to the operator.",
            ),
            Self::NotRecorded => (
                "The access record could not be written",
                "Personal data is told only when the access is on record. Try again later.",
            ),
            Self::Unavailable => (
                "Unavailable for the moment",
                "The database is busy or not there. Try again later.",
            ),
            Self::TimedOut => ("Timed out", "The request took too long and was stopped."),
            Self::IdempotencyKeyMissing => (
                "The Idempotency-Key is missing",
                "Give every request that writes a key of its own in Idempotency-Key, such as a UUID.",
            ),
            Self::IdempotencyKeyMalformed => (
                "The Idempotency-Key is malformed",
                "A key is 8 to 128 visible characters of ASCII, and there is one.",
            ),
            Self::IdempotencyKeyReused => (
                "The Idempotency-Key was used for another request",
                "Use a new key for a request that says something else.",
            ),
            Self::RequestInFlight => (
                "This request is under way",
                "Send it again later to hear the answer.",
            ),
            Self::VersionMissing => (
                "If-Match is missing",
                "Give the ETag of every person whom this request changes in If-Match.",
            ),
            Self::VersionConflict => (
                "The record changed meanwhile",
                "Somebody changed this record after you read it. Read it again and decide again.",
            ),
            Self::NotAcceptable => (
                "No acceptable form of the answer",
                "Answers at this address are application/json.",
            ),
            Self::RateLimited => (
                "Too many requests",
                "Try again after the number of seconds in Retry-After.",
            ),
            Self::Importing => (
                "An import is at work",
                "No personal number can be given until the import is finished. Try again later.",
            ),
            Self::Refused(refusal) => {
                let words = refusal.words(Language::English);
                (words.title, words.detail)
            }
            Self::Exchange(problem) => {
                let words = problem.words(Language::English);
                (words.title, words.detail)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_kind_has_a_code_and_words_of_its_own() {
        let codes: HashSet<_> = ProblemKind::ALL.iter().map(|kind| kind.code()).collect();
        assert_eq!(codes.len(), ProblemKind::ALL.len());
        for kind in ProblemKind::ALL {
            let [vietnamese, english] =
                [Language::Vietnamese, Language::English].map(|language| kind.words(language));
            assert_ne!(vietnamese.title, english.title);
            assert_ne!(vietnamese.detail, english.detail);
            assert!(kind.status().is_client_error() || kind.status().is_server_error());
        }
    }
}
