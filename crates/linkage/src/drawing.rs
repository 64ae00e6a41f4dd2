//! What pictures and pages share: texts that are safe in them, and the Vietnamese of what is compared.

/// A text as it may stand in HTML and SVG, in an attribute, too.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c if c.is_control() => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}

/// What a comparison, a level or a decision is called in Vietnamese; nothing for what the configuration named.
pub(crate) fn vietnamese(english: &str) -> Option<&'static str> {
    let place = WORDS.iter().find(|(word, _)| *word == english);
    place.map(|(_, vietnamese)| *vietnamese)
}

const WORDS: &[(&str, &str)] = &[
    // Comparisons.
    ("surname", "Họ"),
    ("middle_name", "Chữ đệm"),
    ("given_name", "Tên"),
    ("accents", "Dấu"),
    ("name_order", "Thứ tự họ tên"),
    ("birth_date", "Ngày sinh"),
    ("sex", "Giới tính"),
    ("unit", "Đơn vị hành chính"),
    ("number", "Số giấy tờ"),
    ("name", "Họ và tên"),
    // Steps of an explanation.
    ("before", "Trước khi so"),
    ("context", "Bối cảnh"),
    ("calibrated", "Sau hiệu chuẩn"),
    // Levels.
    ("equal", "giống nhau"),
    ("dialect", "biến âm phương ngữ"),
    ("one letter off", "lệch một chữ cái"),
    ("similar", "gần giống"),
    ("initial", "viết tắt chữ đầu"),
    ("in part", "giống một phần"),
    ("absent on one side", "một bên không có"),
    ("different", "khác nhau"),
    ("same", "như nhau"),
    ("lost in a word", "mất dấu ở một chữ"),
    ("other", "khác"),
    ("day and month exchanged", "đảo ngày và tháng"),
    ("the same as far as known", "khớp phần đã biết"),
    ("1 January of the same year", "01/01 cùng năm"),
    ("day or month differs", "lệch ngày hoặc tháng"),
    ("year slightly differs", "lệch năm chút ít"),
    ("a day before or after", "lệch một ngày"),
    ("same year", "cùng năm"),
    ("one character off", "lệch một ký tự"),
    ("equal to a former one", "khớp số cũ"),
    ("one digit off", "lệch một chữ số"),
    // Decisions.
    ("match", "Khớp"),
    ("possible", "Có thể khớp"),
    ("none", "Không khớp"),
    ("duplicate", "Trùng lặp"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::level;

    #[test]
    fn what_a_file_says_cannot_leave_its_place() {
        assert_eq!(
            escaped("<a href='x'>\"&\u{7}"),
            "&lt;a href=&#39;x&#39;&gt;&quot;&amp; "
        );
    }

    #[test]
    fn every_level_has_its_vietnamese() {
        let lists = [
            level::word::NAMES,
            level::accents::NAMES,
            level::order::NAMES,
            level::date::NAMES,
            level::sex::NAMES,
            level::code::NAMES,
            level::number::NAMES,
        ];
        for name in lists.into_iter().flatten() {
            assert!(vietnamese(name).is_some(), "{name}");
        }
    }
}
