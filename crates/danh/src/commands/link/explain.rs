//! `danh link explain`: why a record is, or is not, a person's.

use danh_linkage::{ExplainJob, LinkConfig, LinkSummary, Model, explain};

use super::{read_model, threads, with_progress, write_text};
use crate::cli::LinkExplainArguments;

pub(super) fn run(arguments: &LinkExplainArguments) -> anyhow::Result<()> {
    let files = &arguments.files;
    let job = ExplainJob {
        register: files.register.clone(),
        records: files.records.clone(),
        config: LinkConfig::read(&files.config)?,
        model: model(arguments)?,
        threads: threads(files.threads),
        record: arguments.record.clone(),
        person: arguments.person.clone(),
    };
    let explanation = with_progress(|progress| explain(&job, progress))?;
    print!("{}", explanation.text());
    if let Some(file) = &arguments.svg {
        write_text(file, &explanation.waterfall_svg())?;
        println!("{}", file.display());
    }
    Ok(())
}

fn model(arguments: &LinkExplainArguments) -> anyhow::Result<Model> {
    match (&arguments.model, &arguments.links) {
        (Some(file), _) => read_model(file),
        (None, Some(links)) => Ok(LinkSummary::read(links)?.model),
        (None, None) => anyhow::bail!("name the file of links or a model"),
    }
}
