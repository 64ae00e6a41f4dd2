//! A bank asks for conclusions, over HTTP.

use serde_json::json;

use crate::exchange::testing::Bank;
use crate::testing::on_both_engines;

const PATH: &str = "/api/v1/exchange/conclusions";

#[test]
fn conclusions_are_told_and_not_the_data() {
    on_both_engines(|office| {
        let bank = Bank::at(office);
        let subject = json!({"number": bank.number(), "born": "1995-03-15"});
        for (unit, lives_there) in [("01", "yes"), ("79", "no")] {
            let asked = json!({"conclusions": ["of_age", "lives_in"], "unit": unit});
            let answer = bank.answer(PATH, &Bank::body(&subject, &asked));
            assert_eq!(
                answer,
                json!({"derived": {"of_age": "yes", "lives_in": lives_there}})
            );
        }
        let nowhere = json!({"conclusions": ["lives_in"]});
        let reply = bank.ask(PATH, &Bank::body(&subject, &nowhere));
        assert_eq!(reply.pointers(), ["/unit"]);
    });
}
