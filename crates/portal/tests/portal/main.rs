//! What holds for every page and every sentence of the portal.

mod html;
mod messages;
mod pages;
mod sources;
