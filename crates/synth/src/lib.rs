//! A synthetic nation: people, families and households like those of Viet Nam, none of them real.
//!
//! It fills a register for demonstration, tests and measurement, with as many people as wanted,
//! from a thousand to a hundred million. Ages and sexes are those of the United Nations' tables,
//! provinces and peoples those of the census of 2019, names as frequent as the samples say.
//!
//! What holds:
//!
//! - **The same options give the same people**, whatever the number of threads or the ranges they
//!   are asked for in: a household follows from the seed and its index alone.
//! - **Memory is flat.** The families of up to 200,000 persons are worked out once (the template)
//!   and serve again for every further 200,000, with other provinces, peoples, names, days, places
//!   and numbers.
//! - **No personal number comes twice**, and each fits its bearer's sex, year of birth and the
//!   province that registered the birth (Circular 07/2016/TT-BCA). A CMND comes once in a
//!   province, but one range was given out by two.
//! - **Families fit**: a mother is 16 to 45 at a birth, nine months lie between births (or they are
//!   of twins), blood groups are such as the parents' allow, nobody marries before 20 (men) and 18
//!   (women), a marriage is on record with both, a relative's number leads to a person of the same
//!   household.
//! - Every family has the name it should: the father's, or the mother's, by the custom of its
//!   people; nobody has the given name of a parent, brother or sister, if there is another.
//! - **Who died in the last ten years is on record**, as many of each age as the death rates say.
//!
//! On request some are on record twice ([`Nation::with_duplicates`]), for those who must find them.
//!
//! What is left out on purpose: adoption, occupation, telephones and e-mail, relatives in other
//! households (they are names without a number), and marriages whose other half is not in the nation.
//!
//! How near it all comes to census and tables is printed by
//! `cargo run -p danh-synth --example pyramid`, and held by `tests/nation`.
//!
//! # A small nation
//!
//! ```
//! use danh_synth::{Nation, NationOptions};
//!
//! let nation = Nation::new(NationOptions {
//!     population: 1_000,
//!     seed: 7,
//!     province: Some("01".parse()?),
//!     as_of: jiff::civil::date(2026, 7, 1),
//! })?;
//! assert_eq!(nation.living_total(), 1_000);
//!
//! let household = nation.households(3..4).next().expect("there are some 280");
//! for person in &household.persons {
//!     println!("{} born {}", person.full_name, person.born.to_vietnamese());
//!     assert!(person.number.check_against(person.born, person.sex).is_empty());
//! }
//! assert_eq!(nation.households(3..4).next(), Some(household), "asked again, the same");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`write()`] makes the table of all persons, whose columns stand at [`COLUMNS`], and the one of
//! second records, [`TRUTH_COLUMNS`].

pub mod agency;
mod choice;
mod columns;
mod dice;
mod generate;
mod nation;
mod permutation;
mod person;
mod tables;
mod template;
mod write;

pub use columns::{COLUMNS, Residence, TRUTH_COLUMNS, fill_row, fill_truth};
pub use nation::{Nation, NationError, NationOptions};
pub use person::{
    Death, Difference, Duplicate, Household, MaritalStatus, Marriage, Person, Relationship,
    Relative,
};
pub use write::{Progress, WriteOptions, write};
