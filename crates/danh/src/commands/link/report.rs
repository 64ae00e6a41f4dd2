//! `danh link report`: a page about a file of links.

use danh_linkage::Report;

use super::write_text;
use crate::cli::LinkReportArguments;

pub(super) fn run(arguments: &LinkReportArguments) -> anyhow::Result<()> {
    let report = Report::read(&arguments.links)?;
    let name = arguments.links.file_name().unwrap_or_default();
    let name = name.to_string_lossy();
    let title = arguments.title.as_deref().unwrap_or(&name);
    write_text(&arguments.out, &report.html(title))?;
    println!("{}", arguments.out.display());
    Ok(())
}
