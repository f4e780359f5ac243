//! How often somebody may ask, and how much is worked on at once.
//!
//! Limits are kept by person, by browser or by identity, never by address: whole mahallas share
//! one. They live in memory, so each process counts for itself; what must hold for certain (one
//! credential, sixteen ballots of a key in ten minutes) is a constraint of the database. Past
//! capacity uploads and forms are told to come back, and pages go on.

mod quotas;

use crate::routes::ProblemJson;
use app::web::{Clock, Problem, Visit};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::{Method, StatusCode};
use quotas::{Counters, Quotas};
use std::sync::Arc;
use std::time::Duration;
use store::{Nullifier, PersonId};
use tokio::sync::Semaphore;

/// Forms that are worked on at once.
pub const FORMS_AT_ONCE: usize = 256;
/// Uploads at once: each may take minutes on a slow link.
pub const UPLOADS_AT_ONCE: usize = 64;

/// All limits of one process. Cheap to clone.
#[derive(Clone)]
pub struct Limits(Arc<Shared>);

struct Shared {
    quotas: Quotas,
    forms: Arc<Semaphore>,
    uploads: Arc<Semaphore>,
}

impl Limits {
    /// Limits that count by this clock.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self(Arc::new(Shared {
            quotas: Quotas::new(clock),
            forms: Arc::new(Semaphore::new(FORMS_AT_ONCE)),
            uploads: Arc::new(Semaphore::new(UPLOADS_AT_ONCE)),
        }))
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
    let quotas = &limits.0.quotas;
    limited(&quotas.forms, &limits.0.forms, request, next).await
}

/// The same around pages whose forms carry photographs.
pub(crate) async fn uploads(
    State(limits): State<Limits>,
    request: Request,
    next: Next,
) -> Response {
    let quotas = &limits.0.quotas;
    limited(&quotas.uploads, &limits.0.uploads, request, next).await
}

async fn limited(
    quota: &Counters<PersonId>,
    turns: &Arc<Semaphore>,
    request: Request,
    next: Next,
) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let visit = request.extensions().get::<Visit>();
    let person = visit.and_then(|visit| visit.session.as_deref()).map(|session| session.person);
    // Who is not signed in is asked to sign in; that has limits of its own.
    if let Some(Err(wait)) = person.map(|person| quota.ask(&person)) {
        return too_many(wait).into_response();
    }
    let Ok(turn) = Arc::clone(turns).try_acquire_owned() else {
        return Problem::Unavailable.into_response();
    };
    let response = next.run(request).await;
    drop(turn);
    response
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
