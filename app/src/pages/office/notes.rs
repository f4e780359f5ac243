//! What a closed vote waits for: auditors' hold notes and trustees' shares, and their upload.

use super::election::{Tried, page};
use super::ministry;
use super::refused::reason;
use super::stage::{Stage, Vote};
use crate::components::{Button, Check, CheckList, CheckState, FileField, Look, SectionHead};
use crate::i18n::number;
use crate::pages::proposals::Sent;
use crate::t;
use crate::web::{ActRefused, Answer, ElectionFile, NoteWrong, Problem, SentFile, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect};
use leptos::prelude::*;
use store::seasons::Publication;

/// The section of the desk; nothing before the close and after the count.
pub(super) async fn section(visit: &Visit, vote: &Vote) -> Result<Option<AnyView>, Problem> {
    let words = visit.words();
    if vote.stage(visit.now) != Stage::Closed {
        return Ok(None);
    }
    let here = match visit.site.office.notes_here(&vote.season.key).await {
        Ok(here) => here,
        Err(ActRefused::NotFound) => return Err(Problem::NotFound),
        Err(_) => return Err(Problem::Internal),
    };
    let audited = vote.season.publication == Publication::Audited;
    let mut checks = Vec::new();
    if audited {
        checks.push(check(visit, t!(words, "office-notes-holds"), here.holds));
    }
    checks.push(check(visit, t!(words, "office-notes-shares"), here.shares));
    let held = here.holds.0 >= here.holds.1;
    let hold = (audited && !held).then(|| form(visit, vote, ElectionFile::Hold));
    // Trustees wait for auditors.
    let share = (here.shares.0 < here.shares.1 && (held || !audited))
        .then(|| form(visit, vote, ElectionFile::Share));
    Ok(Some(
        view! {
            <section class="stack measure" aria-labelledby="notes">
                <SectionHead id="notes" title=t!(words, "office-notes") note=t!(words, "office-notes-note") />
                <CheckList checks />
                {hold}
                {share}
            </section>
        }
        .into_any(),
    ))
}

fn check(visit: &Visit, title: String, (here, needed): (u64, u64)) -> Check {
    let words = visit.words();
    let count = |number_of: u64| number(i64::try_from(number_of).unwrap_or(i64::MAX));
    let note = t!(words, "office-line-here", here = count(here), needed = count(needed));
    let (state, word) = match here >= needed {
        true => (CheckState::Done, t!(words, "office-notes-complete")),
        false => (CheckState::Queued, t!(words, "office-notes-waits")),
    };
    Check { title, note, state, word }
}

fn form(visit: &Visit, vote: &Vote, kind: ElectionFile) -> impl IntoView + use<> {
    let words = visit.words();
    let action = visit.to(&format!("/seasons/{}/election/notes", vote.season.key));
    let (value, label, hint) = match kind {
        ElectionFile::Hold => {
            ("hold", t!(words, "office-notes-hold"), t!(words, "office-notes-hold-hint"))
        }
        ElectionFile::Share => {
            ("share", t!(words, "office-notes-share"), t!(words, "office-notes-share-hint"))
        }
    };
    view! {
        <form method="post" action=action enctype="multipart/form-data" class="form">
            <input type="hidden" name="kind" value=value />
            <FileField id=value name="file" label accept=".note,text/plain" hint />
            <p><Button look=Look::Second>{t!(words, "office-notes-send")}</Button></p>
        </form>
    }
}

/// `POST /{lang}/seasons/{key}/election/notes`.
pub(super) async fn take(
    visit: Visit,
    Path((_, key)): Path<(String, String)>,
    mut sent: Sent,
) -> Answer {
    if visit.person().is_err() {
        return Ok(visit.keep(sent.fields));
    }
    let by = ministry(&visit)?.person;
    let kind = match sent.value("kind") {
        "hold" => ElectionFile::Hold,
        "share" => ElectionFile::Share,
        _ => return Err(Problem::Malformed),
    };
    let vote = Vote::load(&visit, &key).await?;
    vote.require_scope(&visit).await?;
    let taken = match sent.text() {
        Some(text) => {
            let file = SentFile { text, by, at: visit.now };
            visit.site.office.take_file(key.clone(), kind, file).await
        }
        None => Err(ActRefused::Note(NoteWrong::None)),
    };
    match taken {
        Ok(()) => {
            let desk = visit.to(&format!("/seasons/{key}/election"));
            Ok(Redirect::to(&desk).into_response())
        }
        Err(refused) => page(&visit, &vote, Tried::refused(reason(&visit, refused)?)).await,
    }
}
