//! Every address of the portal: its declaration and its handler, side by side.
//!
//! The router is made from this one list, and so is [`ROUTES`]: there is no route without a declaration, and no declaration
//! without a route.

use std::sync::LazyLock;

use axum::Router;
use axum::handler::Handler;
use axum::routing::{MethodFilter, MethodRouter, on};
use danh_api::AppState;
use danh_api::access::{RouteRule, Work};
use danh_exchange::Told;
use danh_identity::Step;

use crate::assets;

/// Who may call which address of the portal, whom it may be about, what it tells.
pub static ROUTES: LazyLock<Vec<RouteRule>> = LazyLock::new(|| {
    let routes = pages().into_iter().chain(files());
    routes.map(|route| route.rule).collect()
});

/// An address, and what answers there.
pub(crate) struct Route {
    rule: RouteRule,
    answers: MethodRouter<AppState>,
}

/// The pages.
#[expect(
    clippy::too_many_lines,
    reason = "every page that belongs to no group, one after another"
)]
pub(crate) fn pages() -> Vec<Route> {
    use crate::pages::{
        books, break_glass, developers, event, home, household, ledger, operator, outside, person,
        search, sign_in, unit, units,
    };
    let mut pages = desk();
    pages.extend(account());
    pages.extend(proposals());
    pages.extend([
        // Whoever comes.
        route(
            RouteRule::anyone("GET", "/sign-in"),
            sign_in::handlers::form,
        ),
        route(
            RouteRule::anyone("POST", "/sign-in"),
            sign_in::handlers::sign_in,
        ),
        route(
            RouteRule::anyone("GET", "/developers"),
            developers::handlers::show,
        ),
        route(
            RouteRule::anyone("GET", "/developers/problems"),
            developers::handlers::problems,
        ),
        route(
            RouteRule::anyone("GET", "/developers/{operation}"),
            developers::handlers::operation,
        ),
        // Whoever has signed in.
        route(
            officer("POST", "/sign-out", Work::BeSignedIn).while_asked(&Step::ALL),
            sign_in::handlers::sign_out,
        ),
        route(officer("GET", "/", Work::BeSignedIn), home::handlers::show),
        // Officers who serve people, and those who examine that.
        route(
            officer("GET", "/search", Work::FindPersons),
            search::handlers::form,
        ),
        route(
            officer("POST", "/search", Work::FindPersons)
                .the_least_of_others(&[Told::SearchResult]),
            search::handlers::find,
        ),
        route(
            officer("GET", "/persons/{handle}", Work::ReadPersons).within_reach(&[
                Told::Summary,
                Told::Family,
                Told::Residence,
                Told::Documents,
                Told::History,
            ]),
            person::handlers::show,
        ),
        route(
            officer("GET", "/persons/{handle}/readers", Work::ReadAccessLog)
                .within_reach(&[Told::SearchResult, Told::AccessRecords]),
            person::readers::handlers::show,
        ),
        route(
            officer("GET", "/households/{handle}", Work::ReadPersons).within_reach(&[Told::Person]),
            household::handlers::show,
        ),
        route(
            officer("GET", "/events/{handle}", Work::ReadPersons)
                .within_reach(&[Told::Person, Told::History]),
            event::handlers::show,
        ),
        route(
            officer("GET", "/events/{handle}/extract", Work::ReadPersons)
                .within_reach(&[Told::Person, Told::History]),
            event::handlers::extract,
        ),
        route(
            officer("POST", "/persons/{handle}/break-glass", Work::BreakGlass).in_an_emergency(),
            outside::handlers::open,
        ),
        route(
            officer("GET", "/books", Work::ReadBooks).within_reach(&[Told::BookEntry]),
            books::handlers::show,
        ),
        // Whoever looks after the program.
        route(
            officer("GET", "/operator", Work::Operate),
            operator::handlers::show,
        ),
        // Who examines the work.
        route(
            officer("GET", "/break-glass", Work::OverseeBreakGlass),
            break_glass::handlers::list,
        ),
        // Every officer.
        route(
            officer("GET", "/units", Work::LookUp),
            units::handlers::list,
        ),
        route(
            officer("GET", "/units/find", Work::LookUp),
            units::find::find,
        ),
        route(
            officer("GET", "/units/{code}", Work::LookUp),
            unit::handlers::show,
        ),
        route(
            officer("GET", "/ledger", Work::LookUp),
            ledger::handlers::show,
        ),
    ]);
    pages
}

/// What is still asked after the password, and an officer's own account.
fn account() -> Vec<Route> {
    use crate::pages::{account, account_password, second_factor, sign_in_code};
    let own = |method, path| officer(method, path, Work::BeSignedIn);
    let code = |method| own(method, "/sign-in/code").while_asked(&[Step::Code]);
    let password = |method| own(method, "/account/password").while_asked(&[Step::NewPassword]);
    let factor = |method, path| own(method, path).while_asked(&[Step::SecondFactor]);
    let factor_page = "/account/second-factor";
    vec![
        route(code("GET"), sign_in_code::handlers::form),
        route(code("POST"), sign_in_code::handlers::give),
        route(own("GET", "/account"), account::handlers::show),
        route(password("GET"), account_password::handlers::form),
        route(password("POST"), account_password::handlers::change),
        route(factor("GET", factor_page), second_factor::handlers::show),
        route(
            factor("POST", factor_page),
            second_factor::handlers::confirm,
        ),
        route(
            factor("POST", "/account/second-factor/begin"),
            second_factor::handlers::begin,
        ),
        route(
            own("POST", "/account/recovery-codes"),
            account::handlers::new_recovery_codes,
        ),
        route(
            own("POST", "/account/sessions/end"),
            account::handlers::end_sessions,
        ),
    ]
}

/// Acts that wait for a second officer. What an act needs is asked for when it is proposed and when it is decided.
fn proposals() -> Vec<Route> {
    use crate::pages::{proposal, proposals, propose};
    let of_person = |method| {
        officer(
            method,
            "/persons/{handle}/propose/{act}",
            Work::ProposeMarkedActs,
        )
        .within_reach(&[Told::SearchResult])
    };
    let one = |method| {
        officer(method, "/proposals/{handle}", Work::SeeProposals)
            .within_reach(&[Told::SearchResult])
    };
    let appointment = |method| officer(method, "/appointments/propose", Work::Administer);
    vec![
        route(
            officer("GET", "/proposals", Work::SeeProposals),
            proposals::handlers::list,
        ),
        route(one("GET"), proposal::handlers::show),
        route(one("POST"), proposal::handlers::decided),
        route(of_person("GET"), propose::handlers::form),
        route(of_person("POST"), propose::handlers::send),
        route(appointment("GET"), propose::handlers::appointment_form),
        route(appointment("POST"), propose::handlers::appointment_send),
    ]
}

/// Forms, whose persons may come from anywhere; the form's own work and reach are asked for by the desk.
fn desk() -> Vec<Route> {
    use crate::pages::draft::{begin, handlers, send};
    let prepares = |method, path| {
        officer(method, path, Work::PrepareForms).the_least_of_others(&[Told::SearchResult])
    };
    vec![
        route(
            officer("GET", "/desk/{form}/new", Work::PrepareForms),
            begin::show,
        ),
        route(prepares("POST", "/desk/{form}/new"), begin::begin),
        route(prepares("GET", "/desk/drafts/{draft}/check"), send::show),
        route(prepares("POST", "/desk/drafts/{draft}/check"), send::send),
        route(
            prepares("POST", "/desk/drafts/{draft}/look-again"),
            send::look_again,
        ),
        route(
            officer("POST", "/desk/drafts/{draft}/discard", Work::PrepareForms),
            handlers::discard,
        ),
        route(
            prepares("GET", "/desk/drafts/{draft}/{step}"),
            handlers::show,
        ),
        route(
            prepares("POST", "/desk/drafts/{draft}/{step}"),
            handlers::save,
        ),
        route(
            officer(
                "POST",
                "/desk/drafts/{draft}/{step}/autosave",
                Work::PrepareForms,
            ),
            handlers::autosave,
        ),
    ]
}

/// The pages that show components, in the demo only. What they show is made up; anybody may look.
pub(crate) fn components() -> Vec<Route> {
    use crate::pages::components::handlers;
    vec![
        route(RouteRule::anyone("GET", "/components"), handlers::list),
        route(
            RouteRule::anyone("GET", "/components/{name}"),
            handlers::show,
        ),
    ]
}

/// What pages load.
pub(crate) fn files() -> Vec<Route> {
    vec![
        route(
            RouteRule::anyone("GET", assets::STYLE_SHEET_PATH.as_str()),
            async || assets::style_sheet(),
        ),
        route(
            RouteRule::anyone("GET", assets::SCRIPT_PATH.as_str()),
            async || assets::script(),
        ),
        route(RouteRule::anyone("GET", assets::MARK_PATH), async || {
            assets::mark()
        }),
    ]
}

/// The router of a list.
pub(crate) fn router(routes: Vec<Route>) -> Router<AppState> {
    routes.into_iter().fold(Router::new(), |router, route| {
        router.route(route.rule.path, route.answers)
    })
}

const fn officer(method: &'static str, path: &'static str, work: Work) -> RouteRule {
    RouteRule::officer(method, path, work)
}

fn route<H, T>(rule: RouteRule, handler: H) -> Route
where
    H: Handler<T, AppState>,
    T: 'static,
{
    let method = match rule.method {
        "GET" => MethodFilter::GET,
        "POST" => MethodFilter::POST,
        other => unreachable!("pages are read and forms are sent, not {other}"),
    };
    Route {
        rule,
        answers: on(method, handler),
    }
}
