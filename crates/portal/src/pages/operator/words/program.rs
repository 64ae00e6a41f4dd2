//! The program and the machine.

use danh_operation::ProgramSays;

use super::moment;
use crate::messages::{Key, Message};

pub(super) fn words(says: &ProgramSays) -> Message {
    match says {
        ProgramSays::Program {
            version,
            engine,
            folder,
        } => Message::new(Key("fact-program"))
            .with_text("version", *version)
            .with_text("engine", *engine)
            .with_text("folder", folder.display().to_string()),
        ProgramSays::Serving {
            since,
            process,
            threads,
        } => Message::new(Key("fact-serving"))
            .with_text("since", moment(*since))
            .with_text("process", process.to_string())
            .with_count("threads", *threads),
        ProgramSays::LookedAtFromOutside => Key("fact-outside").into(),
        ProgramSays::Loopback => Key("fact-loopback").into(),
        ProgramSays::BehindProxy => Key("fact-proxy").into(),
        ProgramSays::Unencrypted => Key("fact-unencrypted").into(),
        ProgramSays::ClockAgrees => Key("fact-clock").into(),
        ProgramSays::ClockBehind { now, signed_at } => Message::new(Key("fact-clock-behind"))
            .with_text("now", moment(*now))
            .with_text("signed", moment(*signed_at)),
    }
}
