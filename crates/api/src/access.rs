//! What an officer may do, and the one declaration of who may call a route.
//!
//! An officer is let do a kind of [`Work`] by an appointment in one of its roles, in force today. How far they reach with it
//! is their authority's [jurisdiction](Reach): the whole country for the centre, the own unit and those below it elsewhere.
//!
//! A route is declared once, as a [`RouteRule`]: who may call it, whom it may be about, what it tells. The guard around the
//! routes asks the declaration before a handler or its extractors see anything of the request, and [`disclose`] asks it again
//! before anything is told, so a handler cannot do more than its declaration says. What is not declared has no address.
//!
//! [`disclose`]: crate::disclose()

mod guard;
mod reach;
mod route_rule;
mod routes;
mod work;

pub use guard::authorise;
pub use reach::Reach;
pub use route_rule::{Caller, Jurisdiction, RouteRule};
pub use routes::ROUTES;
pub use work::Work;
