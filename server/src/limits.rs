//! How often somebody may ask, and how much is worked on at once.
//!
//! Limits are kept by person, by browser or by identity, never by address: whole mahallas share
//! one. They live in memory, so each process counts for itself; what must hold for certain (one
//! credential, sixteen ballots of a key in ten minutes) is a constraint of the database. Past
//! capacity uploads and forms are told to come back, and pages go on. Who is not signed in takes
//! no turn of those who are.

mod quotas;
mod turns;

use crate::routes::ProblemJson;
use app::web::{Clock, Problem, Visit};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::{Method, StatusCode, header};
use quotas::Quotas;
use std::sync::Arc;
use std::time::Duration;
use store::{Nullifier, PersonId};
use turns::Turns;
pub use turns::{UNREAD_AT_ONCE, UPLOADS_AT_ONCE, UPLOADS_OF_A_PERSON};

/// A body of somebody who is not signed in. Whatever is typed comes in less; a photograph that
/// comes with it is not kept anyway.
const STRANGER_TIME: Duration = Duration::from_secs(60);
/// The pause that is asked for while somebody's other uploads are under way.
const UPLOAD_PAUSE: u32 = 10;

/// All limits of one process. Cheap to clone.
#[derive(Clone)]
pub struct Limits(Arc<Shared>);

struct Shared {
    quotas: Quotas,
    turns: Turns,
}

impl Limits {
    /// Limits that count by this clock.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self(Arc::new(Shared { quotas: Quotas::new(clock), turns: Turns::default() }))
    }

    /// A request for a credential.
    ///
    /// # Errors
    /// 429 with the time after which it is worth asking again.
    pub(crate) fn issue(&self, person: PersonId) -> Result<(), ProblemJson> {
        let detail = "you asked for credentials very often";
        self.0.quotas.issues.ask(&person).map_err(|wait| {
            ProblemJson::new(StatusCode::TOO_MANY_REQUESTS, "too-many", detail)
                .retry_after(seconds(wait))
        })
    }

    /// A sign-in that begins in this browser; `None` for one that began none before.
    ///
    /// # Errors
    /// [`Problem::TooMany`]; [`Problem::Unavailable`] when too many begin everywhere.
    pub(crate) fn begin_sign_in(&self, browser: Option<[u8; 32]>) -> Result<(), Problem> {
        self.0.quotas.sign_ins.ask(&()).map_err(|_| Problem::Unavailable)?;
        match browser {
            Some(browser) => self.0.quotas.browsers.ask(&browser).map_err(too_many),
            None => Ok(()),
        }
    }

    /// A sign-in that a provider vouched for.
    ///
    /// # Errors
    /// [`Problem::TooMany`].
    pub(crate) fn finish_sign_in(&self, identity: Nullifier) -> Result<(), Problem> {
        self.0.quotas.identities.ask(&identity).map_err(too_many)
    }
}

/// Middleware around pages: forms are counted by person.
pub(crate) async fn forms(State(limits): State<Limits>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let Some(person) = person(&request) else {
        return stranger(&limits.0.turns, request, next).await;
    };
    if let Err(wait) = limits.0.quotas.forms.ask(&person) {
        return too_many(wait).into_response();
    }
    let Some(_turn) = limits.0.turns.form() else {
        return Problem::Unavailable.into_response();
    };
    next.run(request).await
}

/// The same around pages whose forms carry photographs.
pub(crate) async fn uploads(
    State(limits): State<Limits>,
    request: Request,
    next: Next,
) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let Some(person) = person(&request) else {
        return stranger(&limits.0.turns, request, next).await;
    };
    if let Err(wait) = limits.0.quotas.uploads.ask(&person) {
        return too_many(wait).into_response();
    }
    let Some(_own) = limits.0.turns.of_person(person) else {
        return Problem::TooMany { seconds: UPLOAD_PAUSE }.into_response();
    };
    let Some(_turn) = limits.0.turns.upload() else {
        return Problem::Unavailable.into_response();
    };
    next.run(request).await
}

/// Who is not signed in is asked to sign in, or to begin with it; that has limits of its own.
async fn stranger(turns: &Turns, request: Request, next: Next) -> Response {
    let turn = match is_read(&request) {
        true => turns.stranger(),
        false => turns.unread(),
    };
    let Some(_turn) = turn else { return Problem::Unavailable.into_response() };
    let answered = tokio::time::timeout(STRANGER_TIME, next.run(request)).await;
    answered.unwrap_or_else(|_| Problem::Unavailable.into_response())
}

fn person(request: &Request) -> Option<PersonId> {
    let visit = request.extensions().get::<Visit>()?;
    visit.session.as_deref().map(|session| session.person)
}

/// Whether the body was read before the turn was asked for: nobody can hold that turn for long.
fn is_read(request: &Request) -> bool {
    request
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"application/x-www-form-urlencoded"))
}

fn too_many(wait: Duration) -> Problem {
    Problem::TooMany { seconds: seconds(wait) }
}

/// Whole seconds, so many that asking then is allowed.
fn seconds(wait: Duration) -> u32 {
    u32::try_from(wait.as_millis().div_ceil(1_000)).unwrap_or(u32::MAX).max(1)
}

#[cfg(test)]
mod tests;
