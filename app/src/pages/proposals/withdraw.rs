//! `/{lang}/proposals/{key}/withdraw`: asks once, then takes the proposal back for good.

use super::edit::own;
use super::show::title;
use super::state::refused_save;
use crate::components::{Alert, Breadcrumbs, Button, Link, LinkButton, Look, PageHead, Tone};
use crate::t;
use crate::web::{Answer, Head, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use http::StatusCode;
use leptos::prelude::*;
use store::StoreError;
use store::proposals::Proposal;

pub(super) async fn show(visit: Visit, Path((_, key)): Path<(String, String)>) -> Answer {
    let proposal = own(&visit, visit.person()?.person, &key).await?;
    Ok(ask(&visit, &proposal, None))
}

pub(super) async fn act(visit: Visit, Path((_, key)): Path<(String, String)>) -> Answer {
    let author = visit.person()?.person;
    let proposal = own(&visit, author, &key).await?;
    match visit.site.store.withdraw_proposal(proposal.id, author, visit.now).await {
        Ok(()) => Ok(Redirect::to(&visit.to("/me/proposals")).into_response()),
        Err(StoreError::Conflict(constraint)) => {
            Ok(ask(&visit, &proposal, Some(refused_save(visit.words(), constraint))))
        }
        Err(other) => Err(other.into()),
    }
}

fn ask(visit: &Visit, proposal: &Proposal, refused: Option<String>) -> Response {
    let words = visit.words();
    let here = t!(words, "proposals-withdraw");
    let head = Head::new(here.clone()).hidden_from_search();
    let page = visit.to(&format!("/proposals/{}", proposal.key));
    let trail = vec![Link::new(page.clone(), title(visit, proposal))];
    let failed = refused.is_some();
    let refused = refused.map(|text| view! { <Alert tone=Tone::Warn title=text live=true /> });
    let mut response = visit.page(head, view! {
        <div class="wrap wrap-narrow">
            <Breadcrumbs label=t!(words, "proposals-crumbs") trail here />
            <PageHead title=t!(words, "proposals-withdraw-title")
                lede=title(visit, proposal) />
            <div class="stack">
                {refused}
                <p>{t!(words, "proposals-withdraw-text")}</p>
                <form method="post" class="row">
                    <Button look=Look::Danger>{t!(words, "proposals-withdraw-now")}</Button>
                    <LinkButton look=Look::Quiet href=page>{t!(words, "proposals-keep")}</LinkButton>
                </form>
            </div>
        </div>
    });
    if failed {
        *response.status_mut() = StatusCode::CONFLICT;
    }
    response
}
