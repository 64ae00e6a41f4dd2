//! The pages people see: HTML, Vietnamese first and English, that needs no script.

pub mod assets;
pub mod components;
pub mod examples;
pub mod headers;
pub mod language;
pub mod locale;
pub mod messages;
pub mod page;
pub mod pages;
pub mod same_origin;
pub mod words;
