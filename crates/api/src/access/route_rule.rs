//! The declaration of one route.

use danh_exchange::{QuestionKind, Told};
use danh_identity::Step;

use super::Work;

/// Who may call a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    /// Anyone: it tells nothing about persons.
    Anyone,
    /// An officer who is signed in and appointed to that work today.
    Officer(Work),
    /// An organisation that signs its request with a key of its own and asks that kind of question under an agreement.
    Organisation(QuestionKind),
}

/// Whom a route may be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jurisdiction {
    /// Nobody, or only the caller: their session, their drafts.
    NotAboutPersons,
    /// Somebody the caller's authority reaches today. Anybody else is refused, and the refusal is on record.
    Reached,
    /// Anybody; of those whom the caller does not reach only the least is told.
    Least,
    /// Anybody, also beyond the caller's reach: nothing is told, but a reason is taken for what will be.
    Emergency,
    /// Whom the agreement is about, under which the caller asks.
    Agreed,
}

/// A route: who may call it, whom it may be about, what it tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RouteRule {
    /// The method, in capitals. A `GET` answers `HEAD` too.
    pub method: &'static str,
    /// The path as the OpenAPI document has it: `/api/v1/persons/{handle}`.
    pub path: &'static str,
    /// Who may call it.
    pub caller: Caller,
    /// Whom it may be about.
    pub jurisdiction: Jurisdiction,
    /// What it may tell of persons; nothing else leaves by it.
    pub discloses: &'static [Told],
    /// What may still be asked of somebody who calls it: the routes by which it is answered. Every other waits until
    /// nothing is.
    pub steps: &'static [Step],
}

impl RouteRule {
    /// A route for anyone. It tells nothing about persons.
    pub const fn anyone(method: &'static str, path: &'static str) -> Self {
        Self::new(method, path, Caller::Anyone)
    }

    /// A route for officers who do that work. Unless more is said, it tells nothing about persons.
    pub const fn officer(method: &'static str, path: &'static str, work: Work) -> Self {
        Self::new(method, path, Caller::Officer(work))
    }

    /// A route by which organisations ask. It tells what the agreement lets it tell, and nothing of another kind.
    pub const fn organisation(
        path: &'static str,
        question: QuestionKind,
        discloses: &'static [Told],
    ) -> Self {
        let mut rule = Self::new("POST", path, Caller::Organisation(question));
        rule.jurisdiction = Jurisdiction::Agreed;
        rule.discloses = discloses;
        rule
    }

    const fn new(method: &'static str, path: &'static str, caller: Caller) -> Self {
        Self {
            method,
            path,
            caller,
            jurisdiction: Jurisdiction::NotAboutPersons,
            discloses: &[],
            steps: &[],
        }
    }

    /// It is about somebody within the caller's reach, and may tell this of them.
    #[must_use]
    pub const fn within_reach(mut self, discloses: &'static [Told]) -> Self {
        self.jurisdiction = Jurisdiction::Reached;
        self.discloses = discloses;
        self
    }

    /// It may be about anybody, and tells this; of those beyond the caller's reach the least.
    #[must_use]
    pub const fn the_least_of_others(mut self, discloses: &'static [Told]) -> Self {
        self.jurisdiction = Jurisdiction::Least;
        self.discloses = discloses;
        self
    }

    /// It opens somebody beyond the caller's reach, and tells nothing by itself.
    #[must_use]
    pub const fn in_an_emergency(mut self) -> Self {
        self.jurisdiction = Jurisdiction::Emergency;
        self
    }

    /// It answers what is still asked of somebody whose password was right, or lets them leave.
    #[must_use]
    pub const fn while_asked(mut self, steps: &'static [Step]) -> Self {
        self.steps = steps;
        self
    }

    /// Whether somebody of whom that is still asked may call it.
    pub fn serves(&self, step: Step) -> bool {
        self.steps.contains(&step)
    }

    /// Whether it is the route of a request, by the pattern that the router matched.
    pub fn matches(&self, method: &str, pattern: &str) -> bool {
        let method = if method == "HEAD" { "GET" } else { method };
        // The document has no word for "the rest of the path".
        self.method == method && self.path == pattern.replace("{*", "{")
    }
}
