//! `POST /{lang}/clock`: moves the demo's clock forward, for the running server at once.

use super::clock::{Typed, mover, page};
use super::refused::Reason;
use crate::i18n::Words;
use crate::t;
use crate::web::{Answer, Problem, Visit};
use axum::extract::Form;
use axum::response::{IntoResponse as _, Redirect};
use http::StatusCode;
use serde::Deserialize;
use store::{ClockMove, Constraint, StoreError, UnixTime};

/// A day, in seconds.
const DAY: UnixTime = 86_400;

/// More days than any season has.
const MOST_DAYS: UnixTime = 3_660;

/// A moment, or days from now.
#[derive(Deserialize)]
pub(super) struct Sent {
    to: Option<UnixTime>,
    #[serde(default)]
    days: String,
}

pub(super) async fn act(visit: Visit, Form(sent): Form<Sent>) -> Answer {
    let me = mover(&visit)?.person;
    let hand = visit.site.clock.hand().ok_or(Problem::NotFound)?;
    // Both at once: what the request began with may be from before somebody else's move.
    let (offset, from) = (hand.offset(), visit.site.clock.now());
    let days = sent.days.trim().parse().ok().filter(|days| (1..=MOST_DAYS).contains(days));
    let to = sent.to.or_else(|| days.map(|days: UnixTime| from.saturating_add(days * DAY)));
    let Some(to) = to.filter(|to| to.saturating_sub(from) <= MOST_DAYS * DAY) else {
        let wrong = Some(t!(visit.words(), "office-clock-wrong"));
        return page(&visit, Typed { days: sent.days, wrong, refused: None }).await;
    };
    match visit.site.store.move_clock(me, ClockMove { offset, from, to }).await {
        Ok(moved) => {
            hand.set_offset(moved);
            Ok(Redirect::to(&visit.to("/clock")).into_response())
        }
        Err(StoreError::Conflict(constraint)) => {
            let refused = Some(refused(visit.words(), constraint));
            page(&visit, Typed { days: sent.days, wrong: None, refused }).await
        }
        Err(other) => Err(other.into()),
    }
}

fn refused(words: Words, constraint: Constraint) -> Reason {
    let (title, text) = match constraint {
        Constraint::ClockMoved => {
            (t!(words, "office-clock-moved"), t!(words, "office-clock-moved-text"))
        }
        _ => (t!(words, "office-clock-back"), t!(words, "office-clock-back-text")),
    };
    Reason { title, text, status: StatusCode::CONFLICT }
}
