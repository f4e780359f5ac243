//! `/{lang}/receipt/{election}`: is this ballot in the log? Its routes are the server's.
//!
//! With a script the browser checks the number behind the address's `#`; without one the number is
//! typed or its file sent, and the server looks. Every answer is on the page, hidden until the
//! script shows it, so that all words stay in one place.

mod answers;
mod found;
mod meaning;

use crate::components::{Button, FileField, PageHead, TextField};
use crate::i18n::Words;
use crate::t;
use crate::web::{Head, Visit};
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use leptos::prelude::*;
use store::{Localized, UnixTime};
use voting::id::ElectionId;

/// What the page is about.
pub struct Receipt {
    /// The election.
    pub election: ElectionId,
    /// Its season.
    pub season: Localized,
    /// The key that signs the ballot log's heads.
    pub log_key: String,
    /// The policy of its witnesses, where it requires any (c2sp.org/tlog-policy).
    pub policy: Option<String>,
    /// What was typed.
    pub typed: String,
    /// What was found, if something was asked.
    pub outcome: Option<Outcome>,
}

/// What the server found.
pub enum Outcome {
    /// It is in the log.
    Found {
        /// Where.
        index: u64,
        /// How many entries the log has at the head that shows it.
        size: u64,
        /// The whole number, in hexadecimal.
        commitment: String,
        /// Who cosigned that head, where the manifest requires witnesses.
        witnessed: Option<Witnessed>,
    },
    /// A promise that holds; it is to be in the log by then.
    Promised {
        /// By when.
        by: UnixTime,
    },
    /// A promise that was broken.
    Broken {
        /// By when it should have been in the log.
        by: UnixTime,
    },
    /// It is not in the log, or not yet.
    Missing,
    /// That is no number of a ticket.
    Unreadable,
}

/// What witnesses did for the head that shows a ballot.
pub struct Witnessed {
    /// Names of those of the manifest who cosigned it.
    pub signed: Vec<String>,
    /// Whether they are a quorum.
    pub is_quorum: bool,
}

/// The page; 422 where what was typed could not be read.
#[must_use]
pub fn receipt(visit: &Visit, receipt: Receipt) -> Response {
    let words = visit.words();
    let head = Head::new(t!(words, "receipt-title")).hidden_from_search().with_script("receipt.js");
    let unreadable = matches!(receipt.outcome, Some(Outcome::Unreadable));
    let page = visit.page(head, view(visit, receipt));
    match unreadable {
        true => (StatusCode::UNPROCESSABLE_ENTITY, page).into_response(),
        false => page,
    }
}

fn view(visit: &Visit, receipt: Receipt) -> impl IntoView + use<> {
    let words = visit.words();
    let Receipt { election, season, log_key, policy, typed, outcome } = receipt;
    let api = format!("/api/v1/elections/{election}");
    let (key, has_witnesses) = (log_key.clone(), policy.is_some());
    let season = season.text(visit.lang.code()).to_owned();
    let error =
        matches!(outcome, Some(Outcome::Unreadable)).then(|| t!(words, "receipt-unreadable"));
    view! {
        <div class="wrap wrap-narrow section" id="receipt" data-proof=format!("{api}/proof/")
            data-vkey=key data-policy=policy>
            <PageHead title=t!(words, "receipt-title") lede=t!(words, "receipt-lede")>
                <span>{season}</span>
            </PageHead>
            <div class="stack-l">
                {outcome.map(|outcome| found::by_server(words, &api, outcome))}
                <div aria-live="polite" class="stack">{answers::answers(words, has_witnesses)}</div>
                {form(words, typed, error)}
                {meaning::meaning(words)}
                {meaning::details(words, &api, &election, log_key)}
            </div>
        </div>
    }
}

fn form(words: Words, typed: String, error: Option<String>) -> AnyView {
    view! {
        <form class="form panel" method="post" enctype="multipart/form-data" novalidate>
            <h2 class="title-xl">{t!(words, "receipt-form")}</h2>
            <TextField id="number" name="number" label=t!(words, "receipt-label") value=Some(typed)
                hint=Some(t!(words, "receipt-hint")) error/>
            <FileField id="file" name="file" label=t!(words, "receipt-file") accept="text/plain"
                hint=Some(t!(words, "receipt-file-hint"))/>
            <div class="row"><Button>{t!(words, "receipt-go")}</Button></div>
        </form>
    }
    .into_any()
}
