//! `GET /{lang}/approvals/{id}`: one act, what exactly it will do, and the decision. A budget has a
//! desk of its own for that and is sent there.

use super::act_words::{meaning, name};
use super::approvals::budget_file;
use super::desk::desk;
use super::lines::facts;
use super::refused::{Reason, reason};
use super::{FRESH_SECONDS, covers, ministry};
use crate::components::{Alert, Breadcrumbs, Button, Fact, Link, Look, PageHead, Tone};
use crate::i18n::date_time;
use crate::t;
use crate::web::{Answer, Explained, Head, OfficialAct, Problem, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect};
use http::StatusCode;
use leptos::prelude::*;
use store::ApprovalId;
use store::approvals::{Approval, Decided, Decision};

/// A proposed act, and its words or why there are none any more.
pub(super) struct Case {
    pub(super) approval: Approval,
    pub(super) act: OfficialAct,
    explained: Result<Explained, Reason>,
}

impl Case {
    /// For who may decide on it.
    pub(super) async fn load(visit: &Visit, id: &str) -> Result<Self, Problem> {
        ministry(visit)?;
        let id: ApprovalId = id.parse().map_err(|_| Problem::NotFound)?;
        let approval = visit.site.store.approval(id).await?;
        let act = OfficialAct::from_word(&approval.act).ok_or(Problem::NotFound)?;
        let explained = match visit.site.office.explain(act, &approval.payload).await {
            Ok(explained) => Ok(explained),
            Err(refused) => Err(reason(visit, refused)?),
        };
        if let Ok(explained) = &explained
            && !covers(visit, &explained.places).await?
        {
            return Err(Problem::Forbidden);
        }
        Ok(Self { approval, act, explained })
    }
}

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Answer {
    if let Some(desk) = other_desk(&visit, &id).await? {
        return Ok(Redirect::to(&visit.to(&desk)).into_response());
    }
    let case = Case::load(&visit, &id).await?;
    page(&visit, case, None).await
}

/// Where an act is decided on that has a desk of its own: a budget is.
async fn other_desk(visit: &Visit, id: &str) -> Result<Option<String>, Problem> {
    ministry(visit)?;
    let id: ApprovalId = id.parse().map_err(|_| Problem::NotFound)?;
    let approval = visit.site.store.approval(id).await?;
    Ok(budget_file(&approval).map(|file| format!("/budget-desk/{file}")))
}

/// The page, with what stood against the decision that was just tried.
pub(super) async fn page(visit: &Visit, case: Case, refused: Option<Reason>) -> Answer {
    let words = visit.words();
    let Case { approval, act, explained } = case;
    let title = name(words, act);
    let status = refused.as_ref().map_or(StatusCode::OK, |refused| refused.status);
    let refused = refused.map(|refused| alert(Tone::Bad, refused));
    let stands = explained.is_ok();
    let proposed = vec![
        Fact::new(t!(words, "office-proposed-by"), approval.proposer.clone()),
        Fact::new(t!(words, "office-proposed-at"), date_time(words, approval.proposed_at)),
    ];
    let lines = explained.map_or_else(|_| Vec::new(), |explained| explained.lines);
    let facts = facts(visit, lines, proposed);
    let decision = decision(visit, &approval, stands)?;
    let trail = vec![Link::new(visit.to("/approvals"), t!(words, "office-approvals"))];
    let head = Head::new(title.clone()).hidden_from_search().flush();
    let work = view! {
        <Breadcrumbs label=t!(words, "site-crumbs") trail here=title.clone() />
        <PageHead title lede=meaning(words, act) />
        <div class="stack-l measure">
            {refused}
            {facts}
            {decision}
        </div>
    };
    let mut response = visit.page(head, desk(visit, work.into_any()).await?);
    *response.status_mut() = status;
    Ok(response)
}

/// How it ended, or the buttons that end it.
fn decision(visit: &Visit, approval: &Approval, stands: bool) -> Result<AnyView, Problem> {
    let words = visit.words();
    if let Some(decided) = approval.decided {
        return Ok(ended(visit, decided, approval.decider.clone().unwrap_or_default()));
    }
    let view = visit.person()?;
    if view.person == approval.proposed_by {
        return Ok(view! {
            <Alert title=t!(words, "office-own")><p>{t!(words, "office-own-text")}</p></Alert>
            <form method="post">
                <Button look=Look::Second name="do".to_owned() value="withdraw".to_owned()>
                    {t!(words, "office-withdraw")}
                </Button>
            </form>
        }
        .into_any());
    }
    let changed = (!stands).then(|| {
        view! {
            <Alert tone=Tone::Warn title=t!(words, "office-refused-changed")>
                <p>{t!(words, "office-refused-changed-text")}</p>
            </Alert>
        }
    });
    let again = visit.now - view.session.authed_at > FRESH_SECONDS;
    let confirm = stands.then(|| {
        view! {
            <Button name="do".to_owned() value="confirm".to_owned()>{t!(words, "office-confirm")}</Button>
        }
    });
    Ok(view! {
        {changed}
        <form method="post" class="stack">
            <p>{t!(words, "office-check")}</p>
            {(again && stands).then(|| view! { <p class="small mute">{t!(words, "office-again")}</p> })}
            <div class="row">
                {confirm}
                <Button look=Look::Second name="do".to_owned() value="decline".to_owned()>
                    {t!(words, "office-decline")}
                </Button>
            </div>
        </form>
    }
    .into_any())
}

fn ended(visit: &Visit, decided: Decided, name: String) -> AnyView {
    let words = visit.words();
    let at = date_time(words, decided.at);
    let (tone, title) = match decided.decision {
        Decision::Confirmed => (Tone::Ok, t!(words, "office-confirmed")),
        Decision::Declined => (Tone::Bad, t!(words, "office-declined")),
        Decision::Withdrawn => (Tone::Neutral, t!(words, "office-withdrawn")),
    };
    let text = t!(words, "office-ended-text", name = name, at = at);
    view! { <Alert tone title><p>{text}</p></Alert> }.into_any()
}

fn alert(tone: Tone, reason: Reason) -> impl IntoView {
    view! { <Alert tone title=reason.title live=true><p>{reason.text}</p></Alert> }
}
