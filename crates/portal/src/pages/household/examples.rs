//! Examples of the household page.

use danh_register::Relationship;
use danh_vocabulary::Sex;
use jiff::civil::date;

use super::{HouseholdView, Member};
use crate::examples::Example;
use crate::households::HeadStanding;
use crate::pages::person::{AsOf, CalledToday, Place};

const ADDRESS: &str = "/households/h9d2kq0vbnm3";

/// With a head, without one, with one who is missing, with two; on an earlier day, before anybody lived there, and after all left.
pub fn examples() -> Vec<Example> {
    let whole = household();
    let mut headless = whole.clone();
    headless.members.remove(0);
    headless.head = HeadStanding::None;
    let mut missing = whole.clone();
    missing.members[0].is_missing = true;
    missing.head = HeadStanding::Missing;
    missing.may_name_head = false;
    let mut several = whole.clone();
    several.members[1].relationship = Relationship::Head;
    several.head = HeadStanding::Several;
    let mut then = whole.clone();
    then.members.truncate(2);
    then.as_of.on = Some(date(2018, 1, 1));
    then.may_name_head = false;
    let mut nobody = then.clone();
    nobody.members.clear();
    nobody.head = HeadStanding::None;
    let mut ended = nobody.clone();
    ended.as_of = AsOf::default();
    vec![
        Example::new("household-heads", ADDRESS, several),
        Example::new("household-then", ADDRESS, then),
        Example::new("household-nobody-then", ADDRESS, nobody),
        Example::new("household-nobody-now", ADDRESS, ended),
        Example::new("household", ADDRESS, whole),
        Example::new("household-headless", ADDRESS, headless),
        Example::new("household-head-missing", ADDRESS, missing),
    ]
}

fn household() -> HouseholdView {
    HouseholdView {
        today: "2026-11-23".into(),
        address: ADDRESS.into(),
        as_of: AsOf::default(),
        place: Some(Place {
            written: "12 phố Trấn Vũ, Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội".into(),
            today: CalledToday::Otherwise("Phường Ba Đình, Thành phố Hà Nội".into()),
        }),
        head: HeadStanding::Has,
        members: vec![
            member(
                "Quàng Văn Thắng",
                Sex::Male,
                "1989-09-02",
                Relationship::Head,
            ),
            member("Lò Thị Hạnh", Sex::Female, "1992", Relationship::Spouse),
            member(
                "Quàng Minh Đức",
                Sex::Male,
                "2019-05-02",
                Relationship::Child,
            ),
        ],
        may_name_head: true,
    }
}

fn member(name: &str, sex: Sex, born: &str, relationship: Relationship) -> Member {
    Member {
        handle: "p3m1xw8rt5ya".into(),
        name: name.into(),
        sex,
        born: born.into(),
        relationship,
        since: Some("2020-06-01".into()),
        is_missing: false,
    }
}
