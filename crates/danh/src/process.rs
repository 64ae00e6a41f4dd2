//! What holds for the whole process, before it does anything.

use std::panic::PanicHookInfo;

use danh_register::Actor;
use rustix::fs::Mode;
use rustix::process::{Resource, getrlimit, getuid, umask};

/// Makes every file and folder readable by its owner alone: databases, exports, invented people, wherever they are put and
/// whatever the folder allows.
pub(crate) fn keep_files_to_the_owner() {
    umask(Mode::RWXG | Mode::RWXO);
}

/// Names the place of a panic and what was written there, but not the values that met it: they may be somebody's name or
/// number, and standard error is a log.
pub(crate) fn say_little_in_a_panic() {
    std::panic::set_hook(Box::new(|panic| eprintln!("{}", words_of(panic))));
}

fn words_of(panic: &PanicHookInfo<'_>) -> String {
    let place = panic.location().map(ToString::to_string);
    let place = place.unwrap_or_else(|| "an unknown place".to_owned());
    // Only a message without values is a literal; one with values is a `String`.
    let message = panic.payload().downcast_ref::<&'static str>();
    let message = message.unwrap_or(&"what it says may be personal");
    format!("danh: a fault of the program at {place}: {message}")
}

/// Who runs a command at the machine itself, for journal and access records: there nobody signs in, so it is the account of
/// the operating system.
pub(crate) fn actor(command: &str) -> Actor {
    Actor::Program(format!("{command} uid {}", getuid().as_raw()))
}

/// Who runs a command at the machine itself, with the name of the account where the machine knows one: `uid 0 (root)`.
pub(crate) fn operator() -> String {
    let uid = getuid().as_raw();
    let accounts = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    match name_of(uid, &accounts) {
        Some(name) => format!("uid {uid} ({name})"),
        None => format!("uid {uid}"),
    }
}

/// The name of an account in the notation of passwd(5).
fn name_of(uid: u32, accounts: &str) -> Option<&str> {
    let mut lines = accounts.lines().map(|line| line.split(':'));
    lines.find_map(|mut fields| {
        let (name, number) = (fields.next()?, fields.nth(1)?);
        (number == uid.to_string()).then_some(name)
    })
}

/// How many files and connections the process may have open at once.
pub(crate) fn open_files_max() -> u64 {
    getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn an_account_is_named_as_the_machine_knows_it() {
        let accounts =
            "root:x:0:0::/root:/bin/sh\n# a remark\nlan:x:1000:1000::/home/lan:/bin/sh\n";
        assert_eq!(name_of(0, accounts), Some("root"));
        assert_eq!(name_of(1000, accounts), Some("lan"));
        assert_eq!(name_of(100, accounts), None);
    }

    #[test]
    fn a_panic_names_its_place_and_quotes_no_value() {
        let (sender, receiver) = channel();
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            sender.send(words_of(panic)).unwrap();
        }));
        let number = "001196000123".to_owned();
        std::panic::catch_unwind(move || panic!("no way to write {number}")).unwrap_err();
        std::panic::catch_unwind(|| panic!("there is one")).unwrap_err();
        std::panic::set_hook(before);
        let said: Vec<String> = receiver.try_iter().collect();
        assert!(said[0].contains("process.rs") && !said[0].contains("001196000123"));
        assert!(said[1].ends_with(": there is one"), "{}", said[1]);
    }
}
