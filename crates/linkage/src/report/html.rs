//! The page: one file, no script, Vietnamese first and English beside it.

use std::fmt::{Result, Write};

use super::{Report, levels};
use crate::drawing::escaped;

impl Report {
    /// The page; `title` stands above it: which files were linked.
    pub fn html(&self, title: &str) -> String {
        let mut page = String::new();
        // Writing to a string does not fail.
        let _ = self.write_page(&mut page, title);
        page
    }

    fn write_page(&self, to: &mut String, title: &str) -> Result {
        let title = escaped(title);
        writeln!(
            to,
            "<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title} · Đối soát · Linkage report</title><style>{STYLE}</style></head><body><main>"
        )?;
        writeln!(
            to,
            "<p class=\"kind\">Báo cáo đối soát · <span lang=\"en\">Linkage report</span></p><h1>{title}</h1>"
        )?;
        self.write_sums(to)?;
        section(to, "Trọng số", "Match weights", WEIGHTS)?;
        to.push_str(&self.weights_svg());
        section(
            to,
            "Độ đúng và độ phủ ước tính",
            "Estimated precision and recall",
            ESTIMATES,
        )?;
        to.push_str(&self.estimates_svg());
        self.write_estimates(to)?;
        self.write_trial(to)?;
        self.write_rules(to)?;
        section(to, "m và u theo mức", "m and u per level", LEVELS)?;
        levels::write(to, &self.summary.model)?;
        self.write_unlinkable(to)?;
        writeln!(to, "</main></body></html>")
    }

    fn write_sums(&self, to: &mut String) -> Result {
        let summary = &self.summary;
        let share = |count: u64| percent(count as f64 / summary.records.max(1) as f64);
        writeln!(to, "<dl class=\"sums\">")?;
        for (vietnamese, english, value, note) in [
            (
                "Người trong sổ gốc",
                "Persons",
                summary.persons,
                String::new(),
            ),
            ("Bản ghi", "Records", summary.records, String::new()),
            ("Khớp", "Match", summary.matches, share(summary.matches)),
            (
                "Có thể khớp",
                "Possible",
                summary.possible,
                share(summary.possible),
            ),
            ("Không khớp", "None", summary.none, share(summary.none)),
            (
                "Trùng lặp",
                "Duplicates",
                summary.duplicates,
                share(summary.duplicates),
            ),
            (
                "Khớp bằng số giấy tờ",
                "Settled by number",
                summary.settled_by_number,
                share(summary.settled_by_number),
            ),
            ("Cặp đã so", "Pairs kept", summary.pairs, String::new()),
        ] {
            writeln!(
                to,
                "<div><dt>{vietnamese} · <span lang=\"en\">{english}</span></dt><dd>{} <small>{note}</small></dd></div>",
                thousands(value)
            )?;
        }
        writeln!(to, "</dl>")?;
        writeln!(
            to,
            "<p>Khớp từ xác suất {0}, có thể khớp từ {1}. <span lang=\"en\">A match from probability {0} on, possible from {1} on.</span></p>",
            summary.decision.match_from, summary.decision.possible_from
        )
    }

    fn write_estimates(&self, to: &mut String) -> Result {
        writeln!(
            to,
            "<table><thead><tr><th>Xác suất từ<br><span lang=\"en\">Probability from</span></th><th>Liên kết<br><span lang=\"en\">Links</span></th><th>Độ đúng<br><span lang=\"en\">Precision</span></th><th>Độ phủ<br><span lang=\"en\">Recall</span></th></tr></thead><tbody>"
        )?;
        for it in self
            .estimates
            .iter()
            .filter(|it| SHOWN.contains(&hundredths(it.threshold)))
        {
            writeln!(
                to,
                "<tr><td>{:.2}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                it.threshold,
                thousands(it.links),
                percent(it.precision),
                percent(it.recall)
            )?;
        }
        writeln!(to, "</tbody></table>")
    }

    fn write_trial(&self, to: &mut String) -> Result {
        let Some(trial) = &self.summary.trial else {
            section(to, "Hiệu chuẩn", "Calibration", NO_TRIAL)?;
            return Ok(());
        };
        section(to, "Hiệu chuẩn", "Calibration", TRIAL)?;
        to.push_str(&self.trial_svg());
        let found = percent(trial.found as f64 / trial.records.max(1) as f64);
        let records = thousands(trial.records);
        writeln!(
            to,
            "<p>{records} bản ghi đã biết người nhờ số giấy tờ được tìm lại như thể không có số; quy tắc tìm thấy {found} trong số đó. <span lang=\"en\">{records} records whose person the number tells were looked for as if they had none; the rules found {found} of their persons.</span></p>"
        )
    }

    fn write_rules(&self, to: &mut String) -> Result {
        section(to, "Quy tắc", "Rules", RULES)?;
        let most = self.summary.rules.iter().map(|rule| rule.pairs).max();
        let most = most.unwrap_or(0).max(1) as f64;
        writeln!(
            to,
            "<table><thead><tr><th>Quy tắc<br><span lang=\"en\">Rule</span></th><th>Cặp<br><span lang=\"en\">Pairs</span></th><th aria-hidden=\"true\"></th></tr></thead><tbody>"
        )?;
        for rule in &self.summary.rules {
            writeln!(
                to,
                "<tr><td lang=\"en\">{}</td><td>{}</td><td class=\"bar\"><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"{:.2}\" height=\"10\"/></svg></td></tr>",
                escaped(&rule.name),
                thousands(rule.pairs),
                rule.pairs as f64 / most * 100.0
            )?;
        }
        writeln!(to, "</tbody></table>")
    }

    fn write_unlinkable(&self, to: &mut String) -> Result {
        section(to, "Không thể liên kết", "The unlinkable", "")?;
        let share = percent(self.summary.unlinkable);
        let without = thousands(self.without_candidate);
        writeln!(
            to,
            "<p>{share} bản ghi quá ít thông tin: dù sổ gốc có đúng những gì chúng ghi, chúng cũng không đạt mức khớp. {without} bản ghi không có ứng viên nào. <span lang=\"en\">{share} of the records say too little: even if the register had just what they have, they would not be a match. For {without} records nobody came into question.</span></p>"
        )?;
        let no_match = percent(self.summary.model.no_match);
        writeln!(
            to,
            "<p>Ước tính {no_match} bản ghi là của người không có trong sổ gốc. <span lang=\"en\">An estimated {no_match} of the records are of people the register does not have.</span></p>"
        )
    }
}

/// Thresholds that the table shows, in hundredths.
const SHOWN: [i64; 9] = [5, 10, 25, 35, 50, 65, 75, 90, 95];

fn hundredths(value: f64) -> i64 {
    (value * 100.0).round() as i64
}

fn section(to: &mut String, vietnamese: &str, english: &str, words: &str) -> Result {
    writeln!(
        to,
        "<h2>{vietnamese} · <span lang=\"en\">{english}</span></h2>"
    )?;
    if words.is_empty() {
        return Ok(());
    }
    let (vietnamese, english) = words.split_once(" | ").unwrap_or((words, ""));
    writeln!(to, "<p>{vietnamese} <span lang=\"en\">{english}</span></p>")
}

const WEIGHTS: &str = "Mỗi bản ghi một lần, theo trọng số của ứng viên tốt nhất. | Each record once, by the weight of its best person, in bits.";
const ESTIMATES: &str = "Không có đáp án: ước tính từ chính các xác suất. | There is no truth to hold it against: estimated from the probabilities themselves.";
const TRIAL: &str = "Xác suất đã nói và tỷ lệ thật sự đúng; đường chéo là chuẩn. | What was said and what was so; on the diagonal both are the same.";
const NO_TRIAL: &str = "Quá ít bản ghi có số giấy tờ để kiểm tra. | Too few records have a number that tells their person, so there was nothing to check with.";
const RULES: &str = "Mỗi cặp tính cho quy tắc đầu tiên tìm thấy nó. | A pair counts for the first rule that found it.";
const LEVELS: &str = "m: tỷ lệ trong các cặp cùng một người; u: trong các cặp người lạ; trọng số = log₂(m/u), đã chỉnh theo các bản ghi biết người. | m: the share among pairs of one person; u: among strangers; weight = log₂(m/u), corrected by the records whose person is known. With ≈ the very value's share in the register takes the place of u.";

/// A share with as many digits as it takes.
pub(super) fn percent(share: f64) -> String {
    let percent = share * 100.0;
    match percent {
        it if !(1.0..99.95).contains(&it) => format!("{it:.3} %"),
        it => format!("{it:.2} %"),
    }
}

/// A whole number with thin blanks between thousands.
pub(super) fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut spaced = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            spaced.push('\u{202f}');
        }
        spaced.push(digit);
    }
    spaced
}

const STYLE: &str = "
body{margin:0;background:#f6f7f9;color:#1b1f24;font:16px/1.5 system-ui,sans-serif}
main{max-width:960px;margin:0 auto;padding:24px 24px 64px;background:#fff}
h1{font-size:26px;line-height:1.25;margin:0 0 20px}h2{font-size:20px;margin:40px 0 8px}
p{margin:8px 0 12px;max-width:75ch}.kind{color:#57606a;margin:0}
[lang=en]{color:#57606a}
.sums{display:grid;grid-template-columns:repeat(auto-fill,minmax(210px,1fr));gap:12px;margin:0 0 16px}
.sums div{border-left:4px solid #46566b;padding:4px 12px;background:#f6f7f9}
dt{font-size:13px}dd{margin:0;font-size:22px;font-variant-numeric:tabular-nums}dd small{font-size:13px;color:#57606a}
table{border-collapse:collapse;margin:12px 0;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:right;padding:4px 10px;border-bottom:1px solid #d8dee4;vertical-align:top}
th{font-size:13px;font-weight:600;vertical-align:bottom}th:first-child,td:first-child{text-align:left}
caption{text-align:left;font-weight:600;padding:12px 0 4px}
.bar{width:35%;vertical-align:middle}.bar svg{display:block;width:100%;height:12px}.bar rect{fill:#46566b}.bar .m{fill:#1a7f64}.bar .u{fill:#c4432b}
svg.picture{display:block;width:100%;height:auto;margin:8px 0}
@media print{body,main{background:#fff}main{max-width:none}h2{break-after:avoid}}
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_people() {
        assert_eq!(thousands(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(thousands(12), "12");
        assert_eq!(percent(0.5), "50.00 %");
        assert_eq!(percent(0.999_9), "99.990 %");
    }
}
