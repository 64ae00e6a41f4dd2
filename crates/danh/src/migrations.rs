//! The tables of the whole program, in the order in which they are made.

use danh_store::Migrations;

pub(crate) const ALL: [Migrations; 7] = [
    danh_ledger::MIGRATIONS,
    danh_directory::MIGRATIONS,
    danh_identity::MIGRATIONS,
    danh_register::MIGRATIONS,
    danh_exchange::MIGRATIONS,
    danh_desk::MIGRATIONS,
    danh_sync::MIGRATIONS,
];
