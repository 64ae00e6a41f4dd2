//! What the register promises, on both engines. After each test the whole is verified: see [`world`].

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod acts;
mod adoptions;
mod as_of;
mod births;
mod cards;
mod conflicts;
mod corrections;
mod corrections_of_dates;
mod deaths;
mod declarations;
mod desk;
mod determinations;
mod divorces;
mod duplicates;
mod families;
mod field_groups;
mod files;
mod guardianships;
mod happenings;
mod households;
mod import;
mod import_rejects;
mod import_restart;
mod journal;
mod lives;
mod marriages;
mod merges;
mod missing;
mod model;
mod name_changes;
mod nationalities;
mod numbers;
mod offspring;
mod people;
mod protection;
mod rebuild;
mod recognitions;
mod registered_lives;
mod residence;
mod residence_kinds;
mod search;
mod whole_lives;
mod withdrawals;
mod world;
