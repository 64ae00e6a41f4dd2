//! In whose name the register writes: an authority that is in force on the day.

use danh_register::{Actor, rebuild};
use danh_vocabulary::OfficerId;

use crate::people::newborn;
use crate::world::{TestRegister, on_both_engines};

fn refusal(world: &TestRegister, authority: &str) -> String {
    let officer = Actor::Officer(OfficerId::from_i64(7));
    let act = world.register.act(officer, authority);
    act.unwrap_err().to_string()
}

#[test]
fn nobody_acts_in_the_name_of_what_is_no_authority_on_the_day() {
    on_both_engines(|world| {
        assert_eq!(
            refusal(world, ""),
            "an authority is written as in `bca-c06` or `ubnd:00004@2025-07-01`, not ``"
        );
        assert_eq!(
            refusal(world, "ubnd:99999"),
            "no authority has the id `ubnd:99999`"
        );
        let before_the_merger = "ubnd:00004";
        let after_the_merger = "ubnd:00004@2025-07-01";
        let officer = || Actor::Officer(OfficerId::from_i64(7));
        world.today_is("2025-06-30");
        world.register.act(officer(), before_the_merger).unwrap();
        assert!(refusal(world, after_the_merger).ends_with("exists only since 2025-07-01"));
        world.today_is("2025-07-01");
        world.register.act(officer(), after_the_merger).unwrap();
        assert!(refusal(world, before_the_merger).contains("ended on 2025-06-30"));
    });
}

#[test]
fn what_was_written_before_authorities_were_checked_can_still_be_read() {
    on_both_engines(|world| {
        world.birth(newborn("2024-05-20")).unwrap();
        let earlier =
            "UPDATE journal SET document = replace(document, '\"bca-c06\"', '\"example\"')";
        let as_written =
            "UPDATE journal SET document = replace(document, '\"example\"', '\"bca-c06\"')";
        assert_eq!(world.execute(earlier, &[]), 1);
        rebuild::rebuild(&world.store, |_| ()).unwrap();
        let checked = rebuild::check(&world.store, |_| ()).unwrap();
        assert_eq!((checked.events, checked.differences), (1, 0));
        world.execute(as_written, &[]);
    });
}
