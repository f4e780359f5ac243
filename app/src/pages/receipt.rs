//! `/{lang}/receipt/{election}`: is this ballot in the log? Its routes are the server's.
//!
//! With a script the browser checks the number behind the address's `#`; without one the number is
//! typed or its file sent, and the server looks. Every answer is on the page, hidden until the
//! script shows it, so that all words stay in one place.

use crate::components::{
    Alert, Button, Fact, Facts, FileField, Fold, Link, MoreLink, PageHead, Prose, SectionHead,
    TextField, Tone,
};
use crate::i18n::{Words, date_time, number};
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
        /// How many entries the log has.
        size: u64,
        /// The whole number, in hexadecimal.
        commitment: String,
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
    let Receipt { election, season, log_key, typed, outcome } = receipt;
    let api = format!("/api/v1/elections/{election}");
    let key = log_key.clone();
    let season = season.text(visit.lang.code()).to_owned();
    let error =
        matches!(outcome, Some(Outcome::Unreadable)).then(|| t!(words, "receipt-unreadable"));
    view! {
        <div class="wrap wrap-narrow section" id="receipt" data-proof=format!("{api}/proof/")
            data-vkey=key>
            <PageHead title=t!(words, "receipt-title") lede=t!(words, "receipt-lede")>
                <span>{season}</span>
            </PageHead>
            <div class="stack-l">
                {outcome.map(|outcome| found_by_server(words, &api, outcome))}
                <div aria-live="polite" class="stack">{answers(words)}</div>
                {form(words, typed, error)}
                {meaning(words)}
                {details(words, &api, &election, log_key)}
            </div>
        </div>
    }
}

fn found_by_server(words: Words, api: &str, outcome: Outcome) -> AnyView {
    let (tone, title, text) = match outcome {
        Outcome::Found { index, size, commitment } => {
            return found(words, api, (index, size), commitment);
        }
        Outcome::Promised { by } => (
            Tone::Info,
            t!(words, "receipt-promised"),
            t!(words, "receipt-promised-text", by = date_time(words, by)),
        ),
        Outcome::Broken { by } => (
            Tone::Bad,
            t!(words, "receipt-broken"),
            t!(words, "receipt-broken-text", by = date_time(words, by)),
        ),
        Outcome::Missing => {
            (Tone::Warn, t!(words, "receipt-missing"), t!(words, "receipt-missing-text"))
        }
        Outcome::Unreadable => return ().into_any(),
    };
    view! { <Alert tone title live=true><p>{text}</p></Alert> }.into_any()
}

fn found(words: Words, api: &str, (index, size): (u64, u64), commitment: String) -> AnyView {
    let shown = |value: u64| number(i64::try_from(value).unwrap_or(i64::MAX));
    let proof = Link::new(format!("{api}/proof/{commitment}"), t!(words, "receipt-proof"));
    let facts = vec![
        Fact::new(t!(words, "receipt-index"), shown(index)),
        Fact::new(t!(words, "receipt-size"), shown(size)),
        Fact::new(t!(words, "receipt-number"), view! { <code class="break">{commitment}</code> }),
    ];
    view! {
        <Alert tone=Tone::Ok title=t!(words, "receipt-found") live=true>
            <p>{t!(words, "receipt-found-by-server")}</p>
            <Facts rows=facts/>
            <MoreLink link=proof/>
        </Alert>
    }
    .into_any()
}

/// What the script can say.
fn answers(words: Words) -> AnyView {
    let parts = [
        ("checking", Tone::Info, t!(words, "receipt-checking"), t!(words, "receipt-checking-text")),
        ("checked", Tone::Ok, t!(words, "receipt-checked"), t!(words, "receipt-checked-text")),
        ("unsigned", Tone::Ok, t!(words, "receipt-unsigned"), t!(words, "receipt-unsigned-text")),
        ("missing", Tone::Warn, t!(words, "receipt-missing"), t!(words, "receipt-missing-text")),
        ("wrong", Tone::Bad, t!(words, "receipt-wrong"), t!(words, "receipt-wrong-text")),
        ("offline", Tone::Warn, t!(words, "receipt-offline"), t!(words, "receipt-offline-text")),
    ];
    let parts = parts.map(|(answer, tone, title, text)| {
        view! {
            <div data-answer=answer hidden=true>
                <Alert tone title><p>{text}</p>{values(words, answer)}</Alert>
            </div>
        }
    });
    parts.collect_view().into_any()
}

fn values(words: Words, answer: &str) -> Option<AnyView> {
    if !matches!(answer, "checked" | "unsigned") {
        return None;
    }
    let slot = |name: &'static str| view! { <span data-value=name></span> };
    let facts = vec![
        Fact::new(t!(words, "receipt-index"), slot("index")),
        Fact::new(t!(words, "receipt-size"), slot("size")),
        Fact::new(
            t!(words, "receipt-number"),
            view! { <code class="break" data-value="number"></code> },
        ),
    ];
    Some(view! { <Facts rows=facts/> }.into_any())
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

fn meaning(words: Words) -> AnyView {
    view! {
        <section class="stack" aria-labelledby="proves">
            <SectionHead id="proves" title=t!(words, "receipt-proves")/>
            <Prose><ul>
                <li>{t!(words, "receipt-proves-taken")}</li>
                <li>{t!(words, "receipt-proves-kept")}</li>
            </ul></Prose>
        </section>
        <section class="stack" aria-labelledby="proves-not">
            <SectionHead id="proves-not" title=t!(words, "receipt-proves-not")/>
            <Prose><ul>
                <li>{t!(words, "receipt-not-how")}</li>
                <li>{t!(words, "receipt-not-last")}</li>
                <li>{t!(words, "receipt-not-counted")}</li>
            </ul></Prose>
        </section>
    }
    .into_any()
}

fn details(words: Words, api: &str, election: &ElectionId, log_key: String) -> AnyView {
    let manifest = Link::new(format!("{api}/manifest.json"), t!(words, "receipt-manifest"));
    let head = Link::new(format!("/log/{election}/ballots/checkpoint"), t!(words, "receipt-head"));
    let facts = vec![
        Fact::new(
            t!(words, "receipt-election"),
            view! { <code class="break">{election.to_string()}</code> },
        ),
        Fact::new(t!(words, "receipt-log-key"), view! { <code class="break">{log_key}</code> }),
    ];
    view! {
        <Fold title=t!(words, "receipt-details")>
            <div class="stack">
                <p>{t!(words, "receipt-details-text")}</p>
                <Facts rows=facts/>
                <MoreLink link=manifest/>
                <MoreLink link=head/>
            </div>
        </Fold>
    }
    .into_any()
}
