//! The agreements that come with the program: those of the demo's organisations, as data under `data/vn/agreements`.

use danh_directory::Directory;

use crate::agreement::{Agreement, AgreementFileError, agreement_of_toml};

const FILES: [(&str, &str); 3] = [
    (
        "data/vn/agreements/ngan-hang-mau-mo-tai-khoan.toml",
        include_str!("../../../data/vn/agreements/ngan-hang-mau-mo-tai-khoan.toml"),
    ),
    (
        "data/vn/agreements/benh-vien-mau-tiep-nhan.toml",
        include_str!("../../../data/vn/agreements/benh-vien-mau-tiep-nhan.toml"),
    ),
    (
        "data/vn/agreements/cong-dich-vu-cong-mau.toml",
        include_str!("../../../data/vn/agreements/cong-dich-vu-cong-mau.toml"),
    ),
];

/// The agreements that come with the program, or the first fault of the first that has one.
pub fn shipped_agreements(directory: &Directory) -> Result<Vec<Agreement>, AgreementFileError> {
    let files = FILES.iter();
    files
        .map(|(file, text)| agreement_of_toml(file, text, directory))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::directory;

    #[test]
    fn what_comes_with_the_program_is_without_fault() {
        let shipped = shipped_agreements(&directory()).unwrap();
        assert_eq!(shipped.len(), FILES.len());
        for (agreement, (file, _)) in shipped.iter().zip(FILES) {
            assert!(file.contains(agreement.id.as_str()), "{file}");
            assert_eq!(agreement.version, 1, "{file}");
        }
    }
}
