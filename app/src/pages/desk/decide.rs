//! `POST /{lang}/desk/{key}`: shows the decision as everybody will read it, then writes it.

use super::places;
use super::review::{Typed, case, page};
use crate::components::{Alert, Button, Desk, Fact, Facts, Look, PageHead, Tone};
use crate::i18n::{money, number as figure};
use crate::pages::proposals::{Grounds, Sent, number, refused_save};
use crate::t;
use crate::web::{Answer, Head, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect};
use http::StatusCode;
use leptos::prelude::*;
use store::proposals::{Content, Proposal, Screening};
use store::{Som, StoreError};

/// What was decided, as far as it was typed rightly.
struct Decided {
    screening: Screening,
    /// The reviewed cost; none: refused.
    cost: Option<Som>,
}

pub(super) async fn act(
    visit: Visit,
    Path((_, key)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    let Ok(person) = visit.person() else { return Ok(visit.keep(sent.fields)) };
    let by = person.person;
    let proposal = case(&visit, &key).await?;
    let grounds = Grounds::load(&visit, proposal.contest).await?;
    let decided = match read(&visit, &sent, &proposal, &grounds) {
        Ok((reason, version, cost)) => {
            let screening = Screening { proposal: proposal.id, version, by, reason };
            Decided { screening, cost }
        }
        Err(typed) => {
            let mut response = page(&visit, &proposal, *typed).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(response);
        }
    };
    match sent.value("confirmed") {
        "yes" => write(&visit, &proposal, decided).await,
        // Back from the confirmation: nothing typed is lost.
        "no" => {
            let cost = decided.cost.map(|cost| figure(cost.0));
            let reason = decided.screening.reason;
            page(&visit, &proposal, Typed { cost, reason, ..Typed::default() }).await
        }
        _ => confirm(&visit, &proposal, &decided).await,
    }
}

async fn write(visit: &Visit, proposal: &Proposal, decided: Decided) -> Answer {
    let Decided { screening, cost } = decided;
    let store = &visit.site.store;
    let written = match cost {
        Some(cost) => store.admit_proposal(&screening, cost, visit.now).await.map(drop),
        None => store.refuse_proposal(&screening, visit.now).await,
    };
    match written {
        Ok(()) => Ok(Redirect::to(&visit.to("/desk")).into_response()),
        Err(StoreError::Conflict(constraint)) => {
            // Read again: somebody else decided, or the author changed it.
            let now = store.proposal(&proposal.key).await?;
            let typed = Typed {
                cost: cost.map(|cost| figure(cost.0)),
                reason: screening.reason,
                alert: Some(refused_save(visit.words(), constraint)),
                ..Typed::default()
            };
            let mut response = page(visit, &now, typed).await?;
            *response.status_mut() = StatusCode::CONFLICT;
            Ok(response)
        }
        Err(other) => Err(other.into()),
    }
}

/// The reason, the version that was read, and the cost where it is to be admitted.
fn read(
    visit: &Visit,
    sent: &Sent,
    proposal: &Proposal,
    grounds: &Grounds,
) -> Result<(String, i64, Option<Som>), Box<Typed>> {
    let words = visit.words();
    let reason = sent.value("reason").replace("\r\n", "\n").trim().to_owned();
    let used = reason.chars().count();
    let reason_wrong = match used {
        0 => Some(t!(words, "desk-reason-missing")),
        _ if used > Screening::REASON => {
            let count = |number: usize| figure(i64::try_from(number).unwrap_or(i64::MAX));
            let (max, used) = (count(Screening::REASON), count(used));
            Some(t!(words, "proposals-too-long", max = max, used = used))
        }
        _ => None,
    };
    let typed_cost = sent.value("cost").trim().to_owned();
    let admits = sent.value("do") == "admit";
    let cap = grounds.contest.cap_for(proposal.content.category).min(Content::COST);
    let cost = number(&typed_cost).filter(|cost| (1..=cap.0).contains(cost)).map(Som);
    let cost_wrong = (admits && cost.is_none()).then(|| {
        let typed: String = typed_cost.chars().take(40).collect();
        t!(words, "desk-cost-wrong", cap = money(words, cap.0), typed = typed)
    });
    if reason_wrong.is_some() || cost_wrong.is_some() {
        let cost = Some(typed_cost);
        return Err(Box::new(Typed { cost, reason, cost_wrong, reason_wrong, alert: None }));
    }
    let version = sent.value("version").parse().unwrap_or_default();
    Ok((reason, version, cost.filter(|_| admits)))
}

async fn confirm(visit: &Visit, proposal: &Proposal, decided: &Decided) -> Answer {
    let words = visit.words();
    let Decided { screening, cost } = decided;
    let waiting = visit.site.store.queue_of(screening.by).await?.len();
    let (tone, title, act) = match cost {
        Some(_) => (Tone::Ok, t!(words, "desk-confirm-admit"), "admit"),
        None => (Tone::Bad, t!(words, "desk-confirm-refuse"), "refuse"),
    };
    let mut rows = vec![
        Fact::new(t!(words, "desk-column-case"), proposal.content.title.clone()),
        Fact::new(t!(words, "proposals-cost-asked"), money(words, proposal.cost_asked.0)),
    ];
    if let Some(cost) = cost {
        rows.push(Fact::new(t!(words, "proposals-cost-reviewed"), money(words, cost.0)));
    }
    rows.push(Fact::new(t!(words, "proposals-reason"), screening.reason.clone()));
    let sum = cost.map(|cost| cost.0.to_string());
    let (version, reason) = (screening.version.to_string(), screening.reason.clone());
    let head = Head::new(title.clone()).hidden_from_search().flush();
    Ok(visit.page(head, view! {
        <Desk label=t!(words, "desk-nav") places=places(visit, waiting, false)>
            <PageHead title=title.clone() />
            <div class="stack">
                <Alert tone title=t!(words, "desk-confirm-title")>
                    <p>{t!(words, "desk-confirm-text")}</p>
                </Alert>
                <Facts rows />
                <form method="post" class="row">
                    <input type="hidden" name="version" value=version />
                    <input type="hidden" name="do" value=act />
                    <input type="hidden" name="reason" value=reason />
                    <input type="hidden" name="cost" value=sum />
                    <Button name="confirmed".to_owned() value="yes".to_owned()>{t!(words, "desk-confirm")}</Button>
                    <Button look=Look::Quiet name="confirmed".to_owned() value="no".to_owned()>{t!(words, "desk-back")}</Button>
                </form>
            </div>
        </Desk>
    }))
}
