//! Writes every example of every page, in both languages, into a folder, to be looked at or
//! checked by a browser: `cargo run -p danh-portal --example gallery -- FOLDER`.

use std::path::PathBuf;
use std::{env, fs, io};

use danh_portal::language::Language;
use danh_portal::{assets, examples};

fn main() -> io::Result<()> {
    let folder = PathBuf::from(
        env::args()
            .nth(1)
            .unwrap_or_else(|| "target/gallery".into()),
    );
    fs::create_dir_all(folder.join("assets"))?;
    fs::write(
        folder.join(assets::STYLE_SHEET_PATH.trim_start_matches('/')),
        assets::STYLE_SHEET,
    )?;
    fs::write(
        folder.join(assets::SCRIPT_PATH.trim_start_matches('/')),
        assets::SCRIPT,
    )?;
    fs::write(
        folder.join(assets::MARK_PATH.trim_start_matches('/')),
        assets::MARK,
    )?;
    for language in Language::ALL {
        let pages = folder.join(language.code());
        fs::create_dir_all(&pages)?;
        for example in examples::all() {
            let html = example.html(language).map_err(io::Error::other)?;
            fs::write(pages.join(format!("{}.html", example.name)), html)?;
        }
    }
    Ok(())
}
