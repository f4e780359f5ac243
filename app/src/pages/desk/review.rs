//! `GET /{lang}/desk/{key}`: one proposal with what the machine found, and the decision's form.

use super::checks::{Facts, checks};
use super::places;
use crate::components::{
    Alert, Badge, Button, CheckList, Desk, ErrorSummary, Fact, Facts as FactRows, Link, Look,
    NumberField, PageHead, SectionHead, TextArea, Tone,
};
use crate::i18n::{date_time, number};
use crate::pages::proposals::{Grounds, look, state_badge};
use crate::t;
use crate::web::{Answer, Head, Problem, Visit};
use axum::extract::Path;
use leptos::prelude::*;
use store::proposals::{Proposal, ProposalKey, ProposalState, Screening};
use store::roles::Role;

/// The decision's form as it was typed, and what is wrong with it.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) cost: Option<String>,
    pub(super) reason: String,
    pub(super) cost_wrong: Option<String>,
    pub(super) reason_wrong: Option<String>,
    /// What no field is to blame for.
    pub(super) alert: Option<String>,
}

pub(super) async fn show(visit: Visit, Path((_, key)): Path<(String, String)>) -> Answer {
    let proposal = case(&visit, &key).await?;
    page(&visit, &proposal, Typed::default()).await
}

/// The proposal, for who moderates where it lies.
pub(super) async fn case(visit: &Visit, key: &str) -> Result<Proposal, Problem> {
    super::moderator(visit)?;
    let key: ProposalKey = key.parse().map_err(|_| Problem::NotFound)?;
    let proposal = visit.site.store.proposal(&key).await?;
    if !proposal.state.is_public() {
        return Err(Problem::NotFound);
    }
    visit.official(Role::Moderator, proposal.content.mahalla).await?;
    Ok(proposal)
}

pub(super) async fn page(visit: &Visit, proposal: &Proposal, typed: Typed) -> Answer {
    let words = visit.words();
    let store = &visit.site.store;
    let grounds = Grounds::load(visit, proposal.contest).await?;
    let others = store.public_proposals(proposal.contest).await?;
    let waiting = store.queue_of(visit.person()?.person).await?.len();
    let content = &proposal.content;
    let facts = Facts {
        key: &proposal.key,
        title: &content.title,
        category: content.category,
        mahalla: content.mahalla,
        cost: proposal.cost_asked,
        has_photo: !content.photos.is_empty(),
    };
    let checks = checks(words, &facts, &grounds, &others);
    let body = look(visit, proposal, &grounds).await?;
    let title = content.title.clone();
    let head = Head::new(title.clone()).hidden_from_search().flush();
    let (tone, state) = state_badge(words, proposal.state);
    let (place, lede) = (grounds.place(visit, content.mahalla), content.summary.clone());
    let places = places(visit, waiting, false);
    let decision = decision(visit, proposal, typed);
    Ok(visit.page(
        head,
        view! {
            <Desk label=t!(words, "desk-nav") places>
                <PageHead title lede>
                    {place}<Badge tone text=state />
                </PageHead>
                <div class="stack-l">
                    {decision}
                    <section aria-labelledby="checks">
                        <SectionHead id="checks" title=t!(words, "desk-checks")
                            note=t!(words, "desk-checks-note") />
                        <CheckList checks />
                    </section>
                    {body}
                </div>
            </Desk>
        },
    ))
}

fn decision(visit: &Visit, proposal: &Proposal, typed: Typed) -> AnyView {
    let words = visit.words();
    let alert = typed.alert.clone().map(|text| {
        view! { <Alert tone=Tone::Warn title=text live=true /> }
    });
    if let Some(screened) = &proposal.screened {
        let rows = vec![
            Fact::new(t!(words, "desk-decided-at"), date_time(words, screened.at)),
            Fact::new(t!(words, "proposals-reason"), screened.reason.clone()),
        ];
        return view! { <div class="stack">{alert}<FactRows rows /></div> }.into_any();
    }
    if proposal.state != ProposalState::Submitted {
        return alert.into_any();
    }
    let own = visit.session.as_ref().is_some_and(|view| view.person == proposal.author);
    if own {
        let text = t!(words, "proposals-refused-own");
        return view! { <Alert title=text /> }.into_any();
    }
    view! { <div class="stack">{alert}{form(visit, proposal, typed)}</div> }.into_any()
}

fn form(visit: &Visit, proposal: &Proposal, typed: Typed) -> impl IntoView + use<> {
    let words = visit.words();
    let max = i64::try_from(Screening::REASON).unwrap_or_default();
    let used = i64::try_from(typed.reason.chars().count()).unwrap_or(i64::MAX);
    let cost = typed.cost.unwrap_or_else(|| number(proposal.cost_asked.0));
    let errors: Vec<_> = [("reason", &typed.reason_wrong), ("cost", &typed.cost_wrong)]
        .into_iter()
        .filter_map(|(id, wrong)| Some(Link::new(format!("#{id}"), wrong.clone()?)))
        .collect();
    let summary = (!errors.is_empty()).then(|| {
        view! { <ErrorSummary title=t!(words, "desk-wrong") errors /> }
    });
    let version = proposal.version.to_string();
    let count = t!(words, "proposals-used", used = number(used), max = number(max));
    view! {
        <section aria-labelledby="decision">
            <SectionHead id="decision" title=t!(words, "desk-decision")
                note=t!(words, "desk-decision-note") />
            <form class="form" method="post" novalidate=true>
                {summary}
                <input type="hidden" name="version" value=version />
                <TextArea id="reason" name="reason" label=t!(words, "desk-reason") rows=4
                    hint=t!(words, "desk-reason-hint") value=typed.reason count
                    error=typed.reason_wrong />
                <NumberField id="cost" name="cost" label=t!(words, "proposals-cost-reviewed")
                    hint=t!(words, "desk-cost-hint") suffix=t!(words, "proposals-som") value=cost
                    error=typed.cost_wrong />
                <div class="row">
                    <Button name="do".to_owned() value="admit".to_owned()>{t!(words, "desk-admit")}</Button>
                    <Button look=Look::Second name="do".to_owned() value="refuse".to_owned()>
                        {t!(words, "desk-refuse")}
                    </Button>
                </div>
            </form>
        </section>
    }
}
