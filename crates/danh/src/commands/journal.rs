//! `danh journal rebuild`: the state made anew from the journal, or proved to be what the journal folds to.

use danh_register::rebuild;

use crate::cli::RebuildArguments;
use crate::exit::DoesNotHold;
use crate::platform::Platform;
use crate::{config, progress};

pub(crate) fn rebuild(arguments: &RebuildArguments) -> anyhow::Result<()> {
    let config = config::of_arguments(&arguments.store)?;
    let bar = progress::counter(
        if arguments.check {
            "comparing"
        } else {
            "rebuilding"
        },
        "persons",
    );
    let counting = bar.clone();
    let count = move |persons| counting.set_position(persons);
    if !arguments.check {
        let platform = Platform::open_existing(&config)?;
        let persons = rebuild::rebuild(&platform.store, count)?;
        bar.finish_and_clear();
        println!("the state of {persons} persons was made anew from the journal");
        return Ok(());
    }
    let platform = Platform::open_read_only(&config)?;
    let checked = rebuild::check(&platform.store, count)?;
    bar.finish_and_clear();
    if checked.differences == 0 {
        println!(
            "{} persons, {} events: the state equals the folded journal",
            checked.persons, checked.events
        );
        return Ok(());
    }
    for sentence in &checked.named {
        println!("{sentence}");
    }
    println!(
        "{} differences; `danh journal rebuild` makes the state anew",
        checked.differences
    );
    Err(DoesNotHold.into())
}
