//! Why a delivery is refused as a whole, said in both languages.

use std::fmt;

use jiff::civil::Date;

use crate::agency::Words;

/// Why a delivery is not taken. Nothing was changed; what is published stays.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Refusal {
    /// What kind of fault it is.
    pub code: RefusalCode,
    /// The sentence for the agency.
    pub words: Words,
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} / {}", self.words.en, self.words.vi)
    }
}

/// The kinds of refusal; stable words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalCode {
    /// The file ends before its end.
    Truncated,
    /// It is not in the encoding that was agreed, or in none.
    WrongEncoding,
    /// It has other columns.
    WrongLayout,
    /// It was handed over before.
    SameFile,
    /// It is of a day before that of the last one.
    Older,
    /// It does not say of which day it is.
    NoDay,
    /// Too many of its rows cannot be used.
    TooFaulty,
    /// Too many of the published records are missing from it.
    TooSmall,
    /// Another delivery of the agency is not finished.
    Unfinished,
}

impl RefusalCode {
    /// The word for programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Truncated => "truncated",
            Self::WrongEncoding => "wrong-encoding",
            Self::WrongLayout => "wrong-layout",
            Self::SameFile => "same-file",
            Self::Older => "older",
            Self::NoDay => "no-day",
            Self::TooFaulty => "too-faulty",
            Self::TooSmall => "too-small",
            Self::Unfinished => "unfinished",
        }
    }
}

impl Refusal {
    fn of(code: RefusalCode, vi: String, en: String) -> Self {
        Self {
            code,
            words: Words { vi, en },
        }
    }

    pub(crate) fn truncated(file: &str, detail: &str) -> Self {
        Self::of(
            RefusalCode::Truncated,
            format!("Tệp `{file}` bị cắt cụt ({detail}); đề nghị gửi lại toàn bộ tệp"),
            format!("the file `{file}` was cut off ({detail}); send all of it again"),
        )
    }

    pub(crate) fn wrong_encoding(file: &str, detail: &str) -> Self {
        Self::of(
            RefusalCode::WrongEncoding,
            format!("Tệp `{file}` không đúng bảng mã đã thoả thuận: {detail}"),
            format!("the file `{file}` is not in the agreed encoding: {detail}"),
        )
    }

    pub(crate) fn wrong_layout(file: &str, detail: &str) -> Self {
        Self::of(
            RefusalCode::WrongLayout,
            format!("Tệp `{file}` không có các cột đã thoả thuận: {detail}"),
            format!("the file `{file}` does not have the agreed columns: {detail}"),
        )
    }

    pub(crate) fn same_file(file: &str, as_of: Date) -> Self {
        Self::of(
            RefusalCode::SameFile,
            format!("Tệp `{file}` đã được nhận và công bố trước đây (số liệu ngày {as_of})"),
            format!("the file `{file}` was handed over and published before (as of {as_of})"),
        )
    }

    pub(crate) fn older(as_of: Date, last: Date) -> Self {
        Self::of(
            RefusalCode::Older,
            format!("Số liệu ngày {as_of} cũ hơn số liệu đã công bố ngày {last}"),
            format!("the file is as of {as_of}, older than the published one of {last}"),
        )
    }

    pub(crate) fn no_day(file: &str) -> Self {
        Self::of(
            RefusalCode::NoDay,
            format!("Tệp `{file}` không cho biết số liệu của ngày nào; đề nghị ghi ngày"),
            format!(
                "the file `{file}` does not say of which day it is; put YYYYMMDD into its name or give the day"
            ),
        )
    }

    pub(crate) fn too_faulty(rejected: u64, rows: u64, percent_max: u8) -> Self {
        Self::of(
            RefusalCode::TooFaulty,
            format!("{rejected} trên {rows} dòng không dùng được, quá mức {percent_max} %"),
            format!(
                "{rejected} of {rows} rows cannot be used, more than the {percent_max} % that are let pass"
            ),
        )
    }

    pub(crate) fn too_small(missing: u64, published: u64, percent_max: u8) -> Self {
        Self::of(
            RefusalCode::TooSmall,
            format!(
                "Thiếu {missing} trên {published} bản ghi đã công bố, quá mức {percent_max} %; tệp có thể bị cắt cụt"
            ),
            format!(
                "{missing} of the {published} published records are missing, more than the {percent_max} % that are let pass; the file may have been cut off"
            ),
        )
    }

    pub(crate) fn unfinished(as_of: Date) -> Self {
        Self::of(
            RefusalCode::Unfinished,
            format!(
                "Lần đồng bộ tệp số liệu ngày {as_of} của cơ quan này chưa xong; chạy tiếp với tệp đó hoặc huỷ lần chạy"
            ),
            format!(
                "the run with this agency's file as of {as_of} is not finished; go on with that file, or give the run up"
            ),
        )
    }
}
