//! From TOML to an [`Agency`], so that an error names file, line and field.

use std::collections::BTreeSet;
use std::path::Path;

use danh_exchange::Purpose;
use danh_intake::{Mapping, MappingError};
use jiff::civil::Date;
use serde::Deserialize;

use super::{
    Agency, AgreementRules, DeliveryRules, FIELDS, Field, FindingRules, KeyKind, LinkRules, People,
    ToldField, Words,
};
use crate::findings::{CaseCode, FindingCode};

/// A file about an agency cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{file}`, line {line}, field `{field}`: {problem}")]
pub struct AgencyError {
    /// The file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The field, with its section.
    pub field: String,
    /// What is wrong with it.
    pub problem: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    agency: WrittenAgency,
    delivery: DeliveryRules,
    layout: toml::Table,
    link: WrittenLink,
    agreement: WrittenAgreement,
    findings: WrittenFindings,
    cases: WrittenCases,
    review: WrittenReview,
    feed: WrittenFeed,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAgency {
    id: String,
    organisation: String,
    name: Words,
    records: Words,
    key: KeyKind,
    people: People,
    cadence_days: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenLink {
    compare: Vec<String>,
    r#match: f64,
    possible: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAgreement {
    basis: String,
    purpose: String,
    until: String,
    tells: BTreeSet<ToldField>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFindings {
    from: f64,
    codes: BTreeSet<FindingCode>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenCases {
    codes: BTreeSet<CaseCode>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenReview {
    reviewers: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFeed {
    fields: BTreeSet<ToldField>,
}

pub(super) fn agency(text: &str, file: &str) -> Result<Agency, AgencyError> {
    let reading = Reading { text, file };
    let written: Written = toml::from_str(text).map_err(|error| reading.not_understood(&error))?;
    let layout = reading.layout(&written.layout)?;
    let link = reading.link(&written.link, &layout)?;
    let agreement = reading.agreement(&written.agreement)?;
    reading.agency_itself(&written.agency)?;
    reading.told(&written.feed.fields, &agreement)?;
    reading.share("findings", "from", written.findings.from)?;
    if !(1..=2).contains(&written.review.reviewers) {
        return Err(reading.wrong("review", "reviewers", "one or two officers decide"));
    }
    let WrittenAgency {
        id,
        organisation,
        name,
        records,
        key,
        people,
        cadence_days,
    } = written.agency;
    Ok(Agency {
        id,
        organisation,
        name,
        records,
        key,
        people,
        cadence_days,
        delivery: written.delivery,
        layout,
        link,
        agreement,
        findings: FindingRules {
            from: written.findings.from,
            codes: written.findings.codes,
        },
        cases: written.cases.codes,
        reviewers: written.review.reviewers,
        feed: written.feed.fields,
    })
}

struct Reading<'a> {
    text: &'a str,
    file: &'a str,
}

impl Reading<'_> {
    fn wrong(&self, section: &str, key: &str, problem: impl std::fmt::Display) -> AgencyError {
        AgencyError {
            file: self.file.to_owned(),
            line: line_of(self.text, section, key),
            field: format!("{section}.{key}"),
            problem: problem.to_string(),
        }
    }

    /// What TOML or the shape of the file says.
    fn not_understood(&self, error: &toml::de::Error) -> AgencyError {
        let at = error.span().map_or(0, |span| span.start);
        let before = &self.text[..at.min(self.text.len())];
        let line = before.matches('\n').count() + 1;
        let row = self.text.lines().nth(line - 1).unwrap_or_default();
        let field = row.split('=').next().unwrap_or_default().trim();
        let field = field.trim_matches(|c| c == '[' || c == ']');
        AgencyError {
            file: self.file.to_owned(),
            line,
            field: match section_at(self.text, line) {
                Some(section) if section != field => format!("{section}.{field}"),
                _ => field.to_owned(),
            },
            problem: error.message().to_owned(),
        }
    }

    fn agency_itself(&self, agency: &WrittenAgency) -> Result<(), AgencyError> {
        let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if agency.id.is_empty() || !agency.id.chars().all(is_word) {
            let problem = "an id is small letters, digits and hyphens";
            return Err(self.wrong("agency", "id", problem));
        }
        if agency.cadence_days == 0 {
            let problem = "a file comes every day at the most";
            return Err(self.wrong("agency", "cadence_days", problem));
        }
        Ok(())
    }

    fn layout(&self, layout: &toml::Table) -> Result<Mapping, AgencyError> {
        let text = toml::to_string(layout).expect("a table that was read can be written");
        Mapping::parse(&text, Path::new(self.file), &FIELDS)
            .map_err(|error| match error {
                MappingError::Key { key, problem, .. } => {
                    let (section, name) = key.rsplit_once('.').unwrap_or((&key, ""));
                    self.wrong(&format!("layout.{section}"), name, problem)
                }
                other => self.wrong("layout", "", other),
            })
            .and_then(|layout| {
                for field in [Field::Key, Field::FullName] {
                    if !layout.is_mapped(field as usize) {
                        let problem = "every record has one";
                        return Err(self.wrong("layout.columns", field.name(), problem));
                    }
                }
                Ok(layout)
            })
    }

    fn link(&self, link: &WrittenLink, layout: &Mapping) -> Result<LinkRules, AgencyError> {
        let mut compare = Vec::new();
        for name in &link.compare {
            let wrong =
                |problem: &str| self.wrong("link", "compare", format!("`{name}` {problem}"));
            let field = Field::of_name(name).ok_or_else(|| wrong("is no field"))?;
            if !field.is_comparable() {
                return Err(wrong("is not compared with the register"));
            }
            if !layout.is_mapped(field as usize) {
                return Err(wrong("has no column in the layout"));
            }
            compare.push(field);
        }
        self.share("link", "match", link.r#match)?;
        if !(0.0..=link.r#match).contains(&link.possible) {
            return Err(self.wrong(
                "link",
                "possible",
                "is a probability, at most that of `match`",
            ));
        }
        Ok(LinkRules {
            compare,
            match_from: link.r#match,
            possible_from: link.possible,
        })
    }

    fn agreement(&self, agreement: &WrittenAgreement) -> Result<AgreementRules, AgencyError> {
        let purpose: Purpose = agreement
            .purpose
            .parse()
            .map_err(|error| self.wrong("agreement", "purpose", error))?;
        let until: Date = agreement
            .until
            .parse()
            .map_err(|_| self.wrong("agreement", "until", "a day is written as 2030-12-31"))?;
        if agreement.basis.trim().is_empty() {
            return Err(self.wrong("agreement", "basis", "names the law it rests on"));
        }
        Ok(AgreementRules {
            basis: agreement.basis.clone(),
            purpose,
            until,
            tells: agreement.tells.clone(),
        })
    }

    fn told(
        &self,
        feed: &BTreeSet<ToldField>,
        agreement: &AgreementRules,
    ) -> Result<(), AgencyError> {
        if feed.is_subset(&agreement.tells) {
            return Ok(());
        }
        let problem = "holds a field that the agreement does not tell";
        Err(self.wrong("feed", "fields", problem))
    }

    fn share(&self, section: &str, key: &str, value: f64) -> Result<(), AgencyError> {
        if (0.0..=1.0).contains(&value) {
            return Ok(());
        }
        Err(self.wrong(section, key, "is a probability, 0 to 1"))
    }
}

/// The line a key stands on, counted from 1; that of its section where the key is not there.
fn line_of(text: &str, section: &str, key: &str) -> usize {
    let (mut within, mut found) = (String::new(), 1);
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if let Some(name) = line.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
            name.clone_into(&mut within);
            if within == section {
                found = index + 1;
            }
        } else if within == section
            && line.split('=').next().map(|it| it.trim().trim_matches('"')) == Some(key)
        {
            return index + 1;
        }
    }
    found
}

/// The section that a line is in.
fn section_at(text: &str, line: usize) -> Option<&str> {
    let headings = text.lines().take(line).filter_map(|line| {
        let line = line.trim();
        line.strip_prefix('[')?.strip_suffix(']')
    });
    headings.last()
}
