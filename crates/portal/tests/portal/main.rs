//! What holds for every page and every sentence of the portal, and for the portal as a whole
//! with a register behind it.

mod access;
mod account;
mod asking;
mod books;
mod browser;
mod desk;
mod desk_birth;
mod desk_card;
mod desk_care;
mod desk_change;
mod desk_court;
mod desk_family;
mod desk_household;
mod desk_residence;
mod desk_whereabouts;
mod emergencies;
mod events;
mod example_bodies;
mod family;
mod homes;
mod households;
mod html;
mod messages;
mod office;
mod pages;
mod persons;
mod pickers;
mod proposals;
mod protected;
mod recorded;
mod routes;
mod sessions;
mod sources;
mod tabs;
