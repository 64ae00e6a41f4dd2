//! The kinds of problem there are: the one list of codes that callers can rely on.

use axum::http::StatusCode;

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
}

/// What a kind is called and says, in one language.
pub(super) struct Words {
    pub(super) title: &'static str,
    pub(super) detail: &'static str,
}

impl ProblemKind {
    /// Every kind.
    pub const ALL: [Self; 15] = [
        Self::MalformedBody,
        Self::InvalidFields,
        Self::NotSignedIn,
        Self::WrongLoginOrPassword,
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
    ];

    /// The status it is answered with.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::MalformedBody => StatusCode::BAD_REQUEST,
            Self::InvalidFields => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotSignedIn | Self::WrongLoginOrPassword => StatusCode::UNAUTHORIZED,
            Self::NotAppointed | Self::OutsideJurisdiction => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooManyAttempts => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::NotRecorded | Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::TimedOut => StatusCode::GATEWAY_TIMEOUT,
        }
    }

    /// The stable code, as in `not-signed-in`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::MalformedBody => "malformed-body",
            Self::InvalidFields => "invalid-fields",
            Self::NotSignedIn => "not-signed-in",
            Self::WrongLoginOrPassword => "wrong-login-or-password",
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
        }
    }

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
