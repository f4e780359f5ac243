//! Preparing the vote of a season: the trustees' public part, and who audits.

use super::election::{Tried, page};
use super::ministry;
use super::refused::reason;
use super::stage::{Stage, Vote};
use crate::components::{Button, FileField, Fold, Look, SectionHead, TextArea};
use crate::pages::proposals::Sent;
use crate::t;
use crate::web::{ActRefused, Answer, Preparation, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect};
use leptos::prelude::*;
use store::seasons::Publication;

/// The section of the desk until the approval; folded once there is something to approve.
pub(super) fn section(visit: &Visit, vote: &Vote, typed: &str) -> Option<AnyView> {
    let words = visit.words();
    let form = form(visit, vote, typed.to_owned());
    match vote.stage(visit.now) {
        Stage::Nothing => Some(
            view! {
                <section class="stack measure" aria-labelledby="prepare">
                    <SectionHead id="prepare" title=t!(words, "office-prepare")
                        note=t!(words, "office-prepare-note") />
                    {form}
                </section>
            }
            .into_any(),
        ),
        Stage::Prepared => Some(
            view! {
                <div class="measure">
                    <Fold title=t!(words, "office-prepare-anew") open=!typed.is_empty()>
                        <p>{t!(words, "office-prepare-note")}</p>
                        {form}
                    </Fold>
                </div>
            }
            .into_any(),
        ),
        _ => None,
    }
}

fn form(visit: &Visit, vote: &Vote, auditors: String) -> AnyView {
    let words = visit.words();
    let action = visit.to(&format!("/seasons/{}/election/prepare", vote.season.key));
    let audited = (vote.season.publication == Publication::Audited).then(|| {
        view! {
            <TextArea id="auditors" name="auditors" label=t!(words, "office-prepare-auditors")
                rows=3 hint=t!(words, "office-prepare-auditors-hint") value=auditors />
        }
    });
    view! {
        <form method="post" action=action enctype="multipart/form-data" class="form">
            <FileField id="trustees" name="file" label=t!(words, "office-prepare-trustees")
                accept=".json,application/json" hint=t!(words, "office-prepare-trustees-hint") />
            {audited}
            <p><Button look=Look::Second>{t!(words, "office-prepare-do")}</Button></p>
        </form>
    }
    .into_any()
}

/// `POST /{lang}/seasons/{key}/election/prepare`.
pub(super) async fn act(
    visit: Visit,
    Path((_, season)): Path<(String, String)>,
    mut sent: Sent,
) -> Answer {
    if visit.person().is_err() {
        return Ok(visit.keep(sent.fields));
    }
    let by = ministry(&visit)?.person;
    let vote = Vote::load(&visit, &season).await?;
    vote.require_scope(&visit).await?;
    let typed = sent.value("auditors").to_owned();
    let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
    let auditors = lines.map(str::to_owned).collect();
    let host = visit.site.public_url.host().to_owned();
    let prepared = match sent.text() {
        Some(trustees) => {
            let asked =
                Preparation { season: season.clone(), trustees, auditors, host, by, at: visit.now };
            visit.site.office.prepare(asked).await
        }
        None => Err(ActRefused::Trustees),
    };
    match prepared {
        Ok(()) => {
            let desk = visit.to(&format!("/seasons/{season}/election"));
            Ok(Redirect::to(&desk).into_response())
        }
        Err(refused) => {
            let refused = Some(reason(&visit, refused)?);
            page(&visit, &vote, Tried { refused, auditors: typed }).await
        }
    }
}
