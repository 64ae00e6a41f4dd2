//! What is wrong with one field of a request.

use danh_vocabulary::PartialDateError;

use crate::language::Language;

/// A field and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldFault {
    pub(super) field: String,
    pub(super) fault: Fault,
}

impl FieldFault {
    /// Whether it is about this field: a JSON pointer.
    pub(crate) fn is_of(&self, field: &str) -> bool {
        self.field == field
    }
}

/// What can be wrong with a field. Never repeats what was sent: it may be somebody's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It must be there.
    Missing,
    /// No such field.
    Unknown,
    /// It came twice.
    Repeated,
    /// A number where a text should be, or the like.
    WrongType,
    /// No personal number.
    PersonalNumber,
    /// No ISO date, whole or partial.
    PartialDate,
    /// No ISO date.
    Date,
    /// No RFC 3339 instant.
    Instant,
    /// No purpose of one line.
    Purpose,
    /// No reason that could be weighed.
    Reason,
    /// A page size outside its bounds.
    PageSize,
    /// A cursor that was not handed out here.
    Cursor,
    /// Nothing to search for, or a name too long for anybody.
    Name,
    /// No serial of a card.
    Card,
    /// More than one way to search at a time.
    OneWay,
    /// Not a name.
    PersonName,
    /// Neither of the two.
    Sex,
    /// No code of an administrative unit.
    Unit,
    /// No code of an administrative unit with its day.
    AddressedUnit,
    /// No code of an ethnic group.
    Ethnicity,
    /// No code of a country.
    Nationality,
    /// Not handed out here.
    Handle,
    /// No list of entity tags.
    EntityTags,
    /// Empty, too long or more than a line.
    Line,
    /// No telephone number.
    Phone,
    /// No e-mail address.
    Email,
    /// None of the words that may stand there.
    Choice,
    /// Too few or too many.
    Count,
    /// Both or neither of two fields that exclude each other.
    OneOfTwo,
}

impl Fault {
    /// This fault of a field.
    pub fn of(self, field: impl Into<String>) -> FieldFault {
        FieldFault {
            field: field.into(),
            fault: self,
        }
    }

    pub(super) const fn words(self, language: Language) -> &'static str {
        match language {
            Language::Vietnamese => self.vietnamese(),
            Language::English => self.english(),
        }
    }

    const fn vietnamese(self) -> &'static str {
        match self {
            Self::Missing => "Thiếu trường này.",
            Self::Unknown => "Không có trường này.",
            Self::Repeated => "Trường này chỉ được gửi một lần.",
            Self::WrongType => "Kiểu dữ liệu không đúng.",
            Self::PersonalNumber => "Số định danh cá nhân gồm 12 chữ số, số CMND cũ gồm 9 chữ số.",
            Self::PartialDate => {
                "Ngày viết theo ISO 8601: 1950, 1950-03 hoặc 1950-03-15, và phải có thật."
            }
            Self::Date => "Ngày viết theo ISO 8601, ví dụ 2025-07-01, và phải có thật.",
            Self::Instant => "Thời điểm viết theo RFC 3339, ví dụ 2026-01-31T09:30:00Z.",
            Self::Purpose => "Mục đích viết trên một dòng, từ 1 đến 200 ký tự.",
            Self::Reason => "Lý do viết trên một dòng, từ 10 đến 200 ký tự.",
            Self::PageSize => "Số kết quả mỗi trang từ 1 đến 100.",
            Self::Cursor => "Con trỏ trang không hợp lệ.",
            Self::Name => "Hãy nhập họ tên, nhiều nhất 128 ký tự.",
            Self::Card => "Số phôi thẻ gồm 1 đến 32 chữ và số.",
            Self::OneWay => "Chỉ tìm theo một cách: theo số, thẻ, hộ, nơi cư trú hoặc họ tên.",
            Self::PersonName => "Họ tên viết bằng chữ, nhiều nhất 128 ký tự.",
            Self::Sex => "Giới tính là M hoặc F.",
            Self::Unit => "Mã đơn vị hành chính gồm 2, 3 hoặc 5 chữ số.",
            Self::AddressedUnit => "Đơn vị hành chính viết kèm ngày, ví dụ 00004@2019-05-01.",
            Self::Ethnicity => "Mã dân tộc từ 01 đến 56.",
            Self::Nationality => "Mã quốc tịch gồm 3 chữ cái, ví dụ VNM.",
            Self::Handle => "Mã tham chiếu này không do hệ thống cấp.",
            Self::EntityTags => "If-Match là danh sách giá trị ETag trong ngoặc kép.",
            Self::Line => "Viết trên một dòng, từ 1 đến 200 ký tự.",
            Self::Phone => "Số điện thoại bắt đầu bằng 0 hoặc +, ví dụ 0912345678.",
            Self::Email => "Địa chỉ thư điện tử có dạng ten@mien.vn.",
            Self::Choice => "Giá trị không nằm trong danh sách cho phép.",
            Self::Count => "Số phần tử không đúng.",
            Self::OneOfTwo => "Hãy ghi đúng một trong hai trường.",
        }
    }

    const fn english(self) -> &'static str {
        match self {
            Self::Missing => "This field is missing.",
            Self::Unknown => "There is no such field.",
            Self::Repeated => "This field is sent once.",
            Self::WrongType => "The value has the wrong type.",
            Self::PersonalNumber => "A personal number has 12 digits, that of an earlier card 9.",
            Self::PartialDate => {
                "A date is written as in ISO 8601: 1950, 1950-03 or 1950-03-15, and exists."
            }
            Self::Date => "A date is written as in ISO 8601, such as 2025-07-01, and exists.",
            Self::Instant => "An instant is written as in RFC 3339, such as 2026-01-31T09:30:00Z.",
            Self::Purpose => "A purpose is one line of 1 to 200 characters.",
            Self::Reason => "A reason is one line of 10 to 200 characters.",
            Self::PageSize => "A page has 1 to 100 results.",
            Self::Cursor => "This cursor was not handed out here.",
            Self::Name => "Give a name of at most 128 characters.",
            Self::Card => "The serial of a card has 1 to 32 letters and digits.",
            Self::OneWay => "Search in one way: by number, card, household, commune, or name.",
            Self::PersonName => "A name is written in letters, with at most 128 characters.",
            Self::Sex => "The sex is M or F.",
            Self::Unit => "The code of an administrative unit has 2, 3 or 5 digits.",
            Self::AddressedUnit => "A unit is written with its day, such as 00004@2019-05-01.",
            Self::Ethnicity => "An ethnic group has a code from 01 to 56.",
            Self::Nationality => "A nationality has a code of three letters, such as VNM.",
            Self::Handle => "This handle was not given out here.",
            Self::EntityTags => "If-Match is a list of entity tags in quotes.",
            Self::Line => "Write one line of 1 to 200 characters.",
            Self::Phone => "A telephone number begins with 0 or +, as 0912345678.",
            Self::Email => "An e-mail address looks like name@domain.vn.",
            Self::Choice => "The value is none of those allowed.",
            Self::Count => "The list has the wrong number of members.",
            Self::OneOfTwo => "Give exactly one of the two fields.",
        }
    }
}

impl From<PartialDateError> for Fault {
    fn from(_: PartialDateError) -> Self {
        Self::PartialDate
    }
}
