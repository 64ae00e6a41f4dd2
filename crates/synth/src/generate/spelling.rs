//! Other ways in which the same name stands in another file.

use danh_vocabulary::Name;

use crate::dice::Dice;

/// The other way of placing a tone, of writing i, and the same word in northern and southern mouths.
const SPELLINGS: [(&str, &str); 24] = [
    ("Hòa", "Hoà"),
    ("Hóa", "Hoá"),
    ("Thủy", "Thuỷ"),
    ("Thúy", "Thuý"),
    ("Thùy", "Thuỳ"),
    ("Lý", "Lí"),
    ("Vy", "Vi"),
    ("Mỹ", "Mĩ"),
    ("Thy", "Thi"),
    ("Quý", "Quí"),
    ("Kỳ", "Kì"),
    ("Ly", "Li"),
    ("Sỹ", "Sĩ"),
    ("Vỹ", "Vĩ"),
    ("My", "Mi"),
    ("Huỳnh", "Hoàng"),
    ("Võ", "Vũ"),
    ("Phước", "Phúc"),
    ("Nhựt", "Nhật"),
    ("Chánh", "Chính"),
    ("Sanh", "Sinh"),
    ("Phụng", "Phượng"),
    ("Huê", "Hoa"),
    ("Nhơn", "Nhân"),
];

/// The marks that tones and letters lose when somebody types without them.
const PLAIN: [(char, &str); 7] = [
    ('a', "àáảãạăằắẳẵặâầấẩẫậ"),
    ('e', "èéẻẽẹêềếểễệ"),
    ('i', "ìíỉĩị"),
    ('o', "òóỏõọôồốổỗộơờớởỡợ"),
    ('u', "ùúủũụưừứửữự"),
    ('y', "ỳýỷỹỵ"),
    ('d', "đ"),
];

/// The name without any accent.
pub(crate) fn without_accents(name: &Name) -> Option<Name> {
    other(name, &name.as_str().chars().map(plain).collect::<String>())
}

/// One word without its accents.
pub(crate) fn one_word_without_accents(name: &Name, dice: &mut Dice) -> Option<Name> {
    let mut words: Vec<String> = name.as_str().split(' ').map(str::to_owned).collect();
    let accented: Vec<usize> = (0..words.len())
        .filter(|word| words[*word].chars().any(|letter| plain(letter) != letter))
        .collect();
    if accented.is_empty() {
        return None;
    }
    let word = *dice.one_of(&accented);
    words[word] = words[word].chars().map(plain).collect();
    other(name, &words.join(" "))
}

/// A word as others spell or say it.
pub(crate) fn respelt(name: &Name) -> Option<Name> {
    let words = name.as_str().split(' ');
    let respelt = words.map(|word| {
        let pair = SPELLINGS
            .iter()
            .find(|(one, two)| *one == word || *two == word);
        pair.map_or(word, |(one, two)| if *one == word { two } else { one })
    });
    other(name, &respelt.collect::<Vec<&str>>().join(" "))
}

/// The name without its middle.
pub(crate) fn without_middle(name: &Name) -> Option<Name> {
    let parts = name.parts();
    if parts.middle.is_empty() {
        return None;
    }
    other(name, &format!("{} {}", parts.surname, parts.given))
}

fn other(name: &Name, text: &str) -> Option<Name> {
    let other: Name = text.parse().ok()?;
    (other != *name).then_some(other)
}

fn plain(letter: char) -> char {
    let lower = letter.to_lowercase().next().unwrap_or(letter);
    let found = PLAIN
        .iter()
        .find(|(_, with_marks)| with_marks.contains(lower));
    match found {
        Some((plain, _)) if lower == letter => *plain,
        Some((plain, _)) => plain.to_ascii_uppercase(),
        None => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Name {
        text.parse().unwrap()
    }

    #[test]
    fn names_are_written_otherwise() {
        let hoa = name("Đặng Thị Thúy Hòa");
        assert_eq!(without_accents(&hoa), Some(name("Dang Thi Thuy Hoa")));
        assert_eq!(respelt(&hoa), Some(name("Đặng Thị Thuý Hoà")));
        assert_eq!(without_middle(&hoa), Some(name("Đặng Hòa")));
        let anh = name("Lê Tâm");
        assert_eq!(without_middle(&anh), None);
        assert_eq!(respelt(&anh), None);
        let mut dice = Dice::of_template(1);
        let one = one_word_without_accents(&anh, &mut dice).unwrap();
        assert!(one == name("Le Tâm") || one == name("Lê Tam"));
    }
}
