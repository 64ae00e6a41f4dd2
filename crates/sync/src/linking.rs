//! Finding out whose the records are that were put aside: `linkage`, with the register's file on the other side.

use std::fmt::Write;
use std::sync::mpsc;
use std::thread;

use danh_linkage::{LinkConfig, LinkJob, LinkSummary, Model, link};

use crate::agency::{Agency, Field, People};
use crate::compare::compares;
use crate::desk::{Step, SyncDesk};
use crate::error::SyncError;
use crate::folder::{RunFolder, keep_to_the_owner, write_whole};
use crate::snapshot::Snapshot;

/// Links the records of a run. `model` is one that was learnt from a whole file: some changed records teach nothing.
pub(crate) fn find_links(
    desk: &SyncDesk,
    agency: &Agency,
    folder: &RunFolder,
    (snapshot, model): (&Snapshot, Option<Model>),
    progress: &dyn Fn(Step),
) -> Result<LinkSummary, SyncError> {
    let learns = model.is_none();
    let job = LinkJob {
        register: snapshot.path.clone(),
        records: folder.records(),
        config: LinkConfig::parse(&config(agency), &agency.id)?,
        out: folder.links(),
        threads: desk.threads,
        memory: desk.memory,
        model,
    };
    // Linking tells from many threads; whoever watches is told on this one.
    let (told, heard) = mpsc::channel();
    let linked = thread::scope(|scope| {
        let linking = scope.spawn(move || {
            link(&job, &|progress| {
                // It is not heard only where this thread is gone.
                let _ = told.send(progress.stage);
            })
        });
        let mut last = None;
        for stage in heard {
            if last.replace(stage) != Some(stage) {
                progress(Step::Linking(stage));
            }
        }
        linking.join()
    });
    let summary = linked.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
    keep_to_the_owner(&folder.links())?;
    if learns {
        let text = serde_json::to_string_pretty(&summary.model).expect("a model is numbers");
        write_whole(&folder.model(), &text)?;
    }
    Ok(summary)
}

/// What linkage is told: which columns of our two files are what.
fn config(agency: &Agency) -> String {
    let mut register = "[register]\nid = \"person_id\"\n".to_owned();
    let mut records = "[records]\nid = \"record_key\"\n".to_owned();
    let mut add = |field: Field, of_register: &str, of_records: &str| {
        if compares(agency, field) {
            register.push_str(of_register);
            records.push_str(of_records);
        }
    };
    let numbers = "number = [\"number\", \"former_number\", \"card_number\"]\n";
    add(Field::Number, numbers, "number = \"number\"\n");
    add(
        Field::FullName,
        "name = \"full_name\"\n",
        "name = \"full_name\"\n",
    );
    add(
        Field::Born,
        "birth_date = \"born\"\n",
        "birth_date = \"born\"\n",
    );
    add(Field::Sex, "sex = \"sex\"\n", "sex = \"sex\"\n");
    let units = [
        (Field::Commune, "commune", "commune_today"),
        (Field::Province, "province", "province_today"),
    ];
    let units = units.iter().filter(|(field, ..)| compares(agency, *field));
    let (of_register, of_records): (Vec<_>, Vec<_>) = units
        .map(|(_, register, records)| (*register, *records))
        .unzip();
    if !of_register.is_empty() {
        writeln!(register, "unit = {of_register:?}").expect("a string takes anything");
        writeln!(records, "unit = {of_records:?}").expect("a string takes anything");
    }
    let rules = &agency.link;
    let (matched, possible) = (rules.match_from, rules.possible_from);
    let assignment = match agency.people {
        People::OneRecordEach => "one-to-one",
        People::ManyRecordsEach => "many-to-one",
    };
    format!(
        "{register}{records}[decision]\nmatch = {matched:?}\npossible = {possible:?}\nassignment = {assignment:?}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_agency_makes_a_configuration() {
        for agency in Agency::all().unwrap() {
            let config = LinkConfig::parse(&config(&agency), &agency.id).unwrap();
            assert_eq!(config.register.number.len(), 3, "{}", agency.id);
            assert_eq!(config.records.unit, ["commune_today", "province_today"]);
            let electricity = agency.id == "electricity";
            assert_eq!(config.records.birth_date.is_none(), electricity);
        }
    }
}
