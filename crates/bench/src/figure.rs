//! One line a figure, for people and scripts alike.

use std::path::Path;

use serde::Serialize;

/// What a figure is held against.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Goal {
    None,
    AtLeast(f64),
    AtMost(f64),
}

/// All figures of a run.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Figures {
    figures: Vec<Figure>,
    /// On which size figures are measured now.
    #[serde(skip)]
    persons: Option<u64>,
}

#[derive(Debug, Serialize)]
struct Figure {
    name: String,
    value: f64,
    unit: String,
    goal: Option<f64>,
    verdict: &'static str,
    /// Living persons of the register it was measured on; nothing for what compares two sizes.
    persons: Option<u64>,
}

/// What a figure is worth nothing without.
#[derive(Debug, Serialize)]
struct Run<'a> {
    version: &'a str,
    machine: String,
    cores: usize,
    engine: &'a str,
    sizes: &'a [u64],
    seed: u64,
    #[serde(flatten)]
    figures: &'a Figures,
}

impl Figures {
    /// What follows is measured on a register of so many persons.
    pub(crate) fn begin_size(&mut self, persons: u64) {
        self.persons = Some(persons);
    }

    /// How each figure of the largest size stands to that of the smallest: 1 means that it does not depend on the size.
    pub(crate) fn print_growth(&mut self, sizes: &[u64]) {
        let (Some(least), Some(most)) = (sizes.iter().min(), sizes.iter().max()) else {
            return;
        };
        if least == most {
            return;
        }
        let of = |size: u64| {
            self.figures
                .iter()
                .filter(move |figure| figure.persons == Some(size))
        };
        let ratios: Vec<(String, f64)> = of(*most)
            .filter_map(|large| {
                let small = of(*least).find(|small| small.name == large.name)?;
                (small.value > 0.0).then(|| (large.name.clone(), large.value / small.value))
            })
            .collect();
        self.persons = None;
        println!("from {least} to {most} persons");
        for (name, ratio) in ratios {
            self.print(&format!("growth_of_{name}"), ratio, "ratio", Goal::None);
        }
    }

    /// Prints a figure whose measuring was the bottleneck, and not what was to be measured.
    pub(crate) fn print_inconclusive(&mut self, name: &str, value: f64, unit: &str) {
        self.keep(name, value, unit, None, "inconclusive");
    }

    /// Prints a figure and keeps it.
    pub(crate) fn print(&mut self, name: &str, value: f64, unit: &str, goal: Goal) {
        let (goal, verdict) = match goal {
            Goal::None => (None, "-"),
            Goal::AtLeast(goal) => (Some(goal), if value >= goal { "met" } else { "short" }),
            Goal::AtMost(goal) => (Some(goal), if value <= goal { "met" } else { "short" }),
        };
        self.keep(name, value, unit, goal, verdict);
    }

    fn keep(
        &mut self,
        name: &str,
        value: f64,
        unit: &str,
        goal: Option<f64>,
        verdict: &'static str,
    ) {
        let shown_goal = goal.map_or_else(|| "-".to_owned(), |goal| goal.to_string());
        println!(
            "figure {name} {} {unit} goal {shown_goal} {verdict}",
            rounded(value)
        );
        self.figures.push(Figure {
            name: name.to_owned(),
            value,
            unit: unit.to_owned(),
            goal,
            verdict,
            persons: self.persons,
        });
    }

    /// Writes all figures with machine, sizes and version.
    pub(crate) fn write_json(
        &self,
        file: &Path,
        engine: &str,
        sizes: &[u64],
        seed: u64,
    ) -> anyhow::Result<()> {
        let run = Run {
            version: env!("CARGO_PKG_VERSION"),
            machine: processor(),
            cores: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
            engine,
            sizes,
            seed,
            figures: self,
        };
        Ok(std::fs::write(file, serde_json::to_string_pretty(&run)?)?)
    }
}

fn rounded(value: f64) -> String {
    match value {
        value if value >= 100.0 => format!("{value:.0}"),
        value if value >= 1.0 => format!("{value:.1}"),
        // How far a share is from 1 is what matters there.
        value if value >= 0.9 => format!("{value:.5}"),
        value => format!("{value:.4}"),
    }
}

/// The processor, as Linux names it.
pub(crate) fn processor() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info
        .lines()
        .find_map(|line| line.strip_prefix("model name"));
    model.map_or_else(
        || "unknown".to_owned(),
        |name| name.trim_start_matches(['\t', ':', ' ']).to_owned(),
    )
}
