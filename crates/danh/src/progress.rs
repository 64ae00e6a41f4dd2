//! Progress bars with rates and time left; on a terminal only.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar that counts to `total`.
pub(crate) fn bar(what: &'static str, total: u64, unit: &str) -> ProgressBar {
    let template = format!(
        "{{msg:24}} {{bar:30}} {{human_pos}}/{{human_len}} {unit}  {{per_sec}}  {{eta}} left"
    );
    styled(ProgressBar::new(total), &template, what)
}

/// A line that counts without knowing how far it goes.
pub(crate) fn counter(what: &'static str, unit: &str) -> ProgressBar {
    let template = format!("{{msg:24}} {{human_pos}} {unit}  {{per_sec}}");
    styled(ProgressBar::no_length(), &template, what)
}

fn styled(bar: ProgressBar, template: &str, what: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template(template).expect("a template of ours is well-formed");
    bar.set_style(style.progress_chars("━╸ "));
    bar.set_message(what);
    bar
}
