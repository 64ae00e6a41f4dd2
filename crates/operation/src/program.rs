//! What runs.

use crate::installation::{Serving, Transport, View};
use crate::{Fact, Finding, ProgramSays, Remedy};

pub(crate) fn program(view: &View<'_>) -> Finding {
    let sentence = ProgramSays::Program {
        version: view.installation.version,
        engine: view.engine,
        folder: view.installation.folder.clone(),
    };
    Finding::fine(Fact::Program, sentence)
        .of(format!("{} {}", view.installation.version, view.engine))
}

pub(crate) fn process(serving: Option<&Serving>) -> Finding {
    let Some(serving) = serving else {
        return Finding::fine(Fact::Process, ProgramSays::LookedAtFromOutside);
    };
    let threads = threads();
    let sentence = ProgramSays::Serving {
        since: serving.since,
        process: serving.process,
        threads,
    };
    Finding::fine(Fact::Process, sentence)
        .with_instant("danh_process_start_time_seconds", serving.since)
        .with_count("danh_process_threads", threads)
}

/// How many threads this process has, as Linux tells it; none elsewhere.
fn threads() -> u64 {
    let tasks = std::fs::read_dir("/proc/self/task");
    tasks.map_or(0, |tasks| tasks.count() as u64)
}

pub(crate) fn transport(transport: Transport) -> Finding {
    match transport {
        Transport::Loopback => Finding::fine(Fact::Transport, ProgramSays::Loopback),
        Transport::Proxy => Finding::fine(Fact::Transport, ProgramSays::BehindProxy),
        Transport::Unencrypted => Finding::note(
            Fact::Transport,
            ProgramSays::Unencrypted,
            Remedy::PutProxyBefore,
        ),
    }
}
