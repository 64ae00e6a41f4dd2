//! One file a page: its view, how the view turns into components, and, below it in a folder
//! of the same name, its examples.

pub mod account;
pub mod account_password;
pub mod books;
pub mod break_glass;
pub mod components;
pub mod developers;
pub mod draft;
pub mod event;
pub mod home;
pub mod household;
pub mod ledger;
pub mod operator;
pub mod outside;
pub mod person;
pub mod problem;
pub mod proposal;
pub mod proposals;
pub mod propose;
pub mod results;
pub mod search;
pub mod second_factor;
pub mod sign_in;
pub mod sign_in_code;
pub mod unit;
pub mod units;

/// Joins a view with its template: a private struct that askama fills, and the `html` of the
/// view's [`Page`](crate::page::Page).
macro_rules! template {
    ($view:ty, $path:literal) => {
        #[derive(askama::Template)]
        #[template(path = $path)]
        struct Filled<'a> {
            t: crate::locale::Locale,
            frame: &'a crate::page::Frame,
            view: &'a $view,
        }

        impl Filled<'_> {
            fn of(view: &$view, frame: &crate::page::Frame) -> Result<String, askama::Error> {
                askama::Template::render(&Filled {
                    t: frame.t,
                    frame,
                    view,
                })
            }
        }
    };
}

pub(crate) use template;
