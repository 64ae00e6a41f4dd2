//! A QR code as the path of an inline picture, for what a telephone reads from the screen.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder};

/// Light modules around the code, as ISO/IEC 18004 asks for.
const MARGIN: usize = 4;

/// A QR code: dark modules as one SVG path, in units of a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrCode {
    /// How many modules wide and high the picture is, with its margin.
    pub size: usize,
    /// The `d` of a path that is filled dark.
    pub path: String,
}

impl QrCode {
    /// The code of a text; nothing when it is too long for one.
    pub fn of(text: &str) -> Option<Self> {
        let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
        let mut path = String::new();
        for row in 0..code.size {
            let dark = |column: usize| code[row][column].value();
            let mut column = 0;
            while column < code.size {
                let length = (column..code.size)
                    .take_while(|column| dark(*column))
                    .count();
                if length > 0 {
                    let (x, y) = (column + MARGIN, row + MARGIN);
                    write!(path, "M{x} {y}h{length}v1H{x}z")
                        .expect("a string takes all that is written");
                }
                column += length.max(1);
            }
        }
        Some(Self {
            size: code.size + 2 * MARGIN,
            path,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_corners_are_where_a_reader_looks_for_them() {
        let code = QrCode::of("otpauth://totp/Danh:lan?secret=GEZDGNBVGY3TQOJQ").unwrap();
        let (near, far) = (MARGIN, code.size - MARGIN - 7);
        for (x, y) in [(near, near), (far, near), (near, far)] {
            assert!(code.path.contains(&format!("M{x} {y}h7v1H{x}z")), "{x} {y}");
        }
        assert!(!code.path.contains(&format!("M{far} {far}h7v1")));
        assert!(code.path.len() < 20_000, "a page stays light");
    }

    #[test]
    fn what_is_too_long_has_no_code() {
        assert_eq!(QrCode::of(&"a".repeat(10_000)), None);
    }
}
