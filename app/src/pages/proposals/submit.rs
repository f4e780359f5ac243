//! `/{lang}/proposals/{key}/submit`: the public look of a draft, and the button that submits it.

use super::checked::{Needed, check};
use super::edit::own;
use super::form::{Form, form_page};
use super::grounds::Grounds;
use super::look::look;
use super::save::Returned;
use super::sent::Sent;
use super::show::title;
use super::state::refused_save;
use super::typed::Typed;
use crate::components::{Alert, Breadcrumbs, Button, Link, LinkButton, Look, PageHead, Tone};
use crate::t;
use crate::web::{Answer, Head, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect};
use http::StatusCode;
use leptos::prelude::*;
use store::proposals::{Proposal, ProposalState};
use store::{Constraint, StoreError};

pub(super) async fn show(visit: Visit, Path((_, key)): Path<(String, String)>) -> Answer {
    let proposal = own(&visit, visit.person()?.person, &key).await?;
    if proposal.state != ProposalState::Draft {
        return Ok(onward(&visit, &proposal));
    }
    preview(&visit, &proposal, None).await
}

pub(super) async fn act(
    visit: Visit,
    Path((_, key)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    let author = visit.person()?.person;
    let proposal = own(&visit, author, &key).await?;
    let grounds = Grounds::load(&visit, proposal.contest).await?;
    let typed = Typed::of(&proposal);
    let (_, wrong) = check(visit.words(), &typed, &grounds, Needed::Everything);
    if proposal.state == ProposalState::Draft && !wrong.is_empty() {
        let returned = Returned { typed, wrong, alert: None };
        let form = Form { state: Some(proposal.state), ..Form::returned(returned) };
        return Ok(form_page(&visit, form, &grounds));
    }
    let read = sent.value("version").parse().unwrap_or_default();
    match visit.site.store.submit_proposal(proposal.id, author, read, visit.now).await {
        Ok(()) => Ok(onward(&visit, &proposal)),
        // A second click: it is submitted.
        Err(StoreError::Conflict(Constraint::ProposalState)) => Ok(onward(&visit, &proposal)),
        Err(StoreError::Conflict(constraint)) => {
            preview(&visit, &proposal, Some(refused_save(visit.words(), constraint))).await
        }
        Err(other) => Err(other.into()),
    }
}

fn onward(visit: &Visit, proposal: &Proposal) -> axum::response::Response {
    Redirect::to(&visit.to(&format!("/proposals/{}", proposal.key))).into_response()
}

async fn preview(visit: &Visit, proposal: &Proposal, refused: Option<String>) -> Answer {
    let words = visit.words();
    let grounds = Grounds::load(visit, proposal.contest).await?;
    let body = look(visit, proposal, &grounds).await?;
    let title = title(visit, proposal);
    let (here, page) = (t!(words, "proposals-preview"), format!("/proposals/{}", proposal.key));
    let head = Head::new(here.clone()).hidden_from_search();
    let trail = vec![Link::new(visit.to(&page), title.clone())];
    let edit = visit.to(&format!("{page}/edit"));
    let failed = refused.is_some();
    let refused = refused.map(|text| {
        view! { <Alert tone=Tone::Warn title=t!(words, "proposals-not-submitted") live=true><p>{text}</p></Alert> }
    });
    let version = proposal.version.to_string();
    let view = view! {
        <div class="wrap">
            <Breadcrumbs label=t!(words, "proposals-crumbs") trail here=here.clone() />
            <PageHead title lede=proposal.content.summary.clone()>{here}</PageHead>
            <div class="stack-l">
                {refused}
                <Alert title=t!(words, "proposals-preview-title")>
                    <p>{t!(words, "proposals-preview-text")}</p>
                    <form method="post" class="row">
                        <input type="hidden" name="version" value=version />
                        <Button>{t!(words, "proposals-submit-now")}</Button>
                        <LinkButton look=Look::Quiet href=edit>{t!(words, "proposals-edit")}</LinkButton>
                    </form>
                </Alert>
                {body}
            </div>
        </div>
    };
    let mut response = visit.page(head, view);
    if failed {
        *response.status_mut() = StatusCode::CONFLICT;
    }
    Ok(response)
}
