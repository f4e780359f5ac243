//! What comes next in the vote of a season, and who can do it.

use super::act_words::{meaning, name};
use super::covers;
use super::lines::facts;
use super::refused::{Reason, reason};
use super::stage::{Stage, Vote, seconds};
use super::witnesses;
use crate::components::{Alert, Button, Link, MoreLink, SectionHead, Tone};
use crate::i18n::{date_time, until};
use crate::t;
use crate::web::{OfficialAct, Problem, Visit};
use leptos::prelude::*;
use store::Json;
use store::approvals::Approval;

/// The act that two officials can do at a stage.
const fn act_at(stage: Stage) -> Option<OfficialAct> {
    match stage {
        Stage::Prepared | Stage::Missed => Some(OfficialAct::ElectionOpen),
        Stage::Over => Some(OfficialAct::ElectionClose),
        Stage::Closed => Some(OfficialAct::ElectionTally),
        Stage::Tallied => Some(OfficialAct::ElectionPublish),
        Stage::Nothing | Stage::Approved | Stage::Open | Stage::Published => None,
    }
}

/// The section.
pub(super) async fn section(
    visit: &Visit,
    vote: &Vote,
    refused: Option<Reason>,
) -> Result<AnyView, Problem> {
    let words = visit.words();
    let stage = vote.stage(visit.now);
    let refused = refused.map(|refused| {
        view! { <Alert tone=Tone::Bad title=refused.title live=true><p>{refused.text}</p></Alert> }
    });
    let body = match act_at(stage) {
        Some(act) => proposal(visit, vote, act).await?,
        None => {
            let waits = matches!(stage, Stage::Approved | Stage::Open)
                && witnesses::is_beginning_unseen(visit, vote).await?;
            let text = match waits {
                true => t!(words, "office-next-witnesses"),
                false => sentence(visit, vote, stage),
            };
            view! { <p>{text}</p> }.into_any()
        }
    };
    Ok(view! {
        <section class="stack measure" aria-labelledby="next">
            <SectionHead id="next" title=t!(words, "office-next") />
            {refused}
            {body}
        </section>
    }
    .into_any())
}

/// Who has to wait for what.
fn sentence(visit: &Visit, vote: &Vote, stage: Stage) -> String {
    let words = visit.words();
    let manifest = vote.prepared.as_ref().map(|(_, manifest)| manifest);
    let opens = manifest.map_or_else(String::new, |it| date_time(words, seconds(it.cast_from)));
    let ends = manifest.map_or_else(String::new, |it| until(words, seconds(it.closes_at)));
    match stage {
        Stage::Nothing => t!(words, "office-next-nothing"),
        Stage::Approved => t!(words, "office-next-approved", date = opens),
        Stage::Open => t!(words, "office-next-open", until = ends),
        Stage::Published => t!(words, "office-next-published"),
        Stage::Prepared | Stage::Missed | Stage::Over | Stage::Closed | Stage::Tallied => {
            String::new()
        }
    }
}

/// The act of the stage: already proposed, to be proposed, or what stands against it.
async fn proposal(visit: &Visit, vote: &Vote, act: OfficialAct) -> Result<AnyView, Problem> {
    let words = visit.words();
    let open = visit.site.store.open_approvals().await?;
    let waits = |it: &Approval| it.act == act.word() && it.subject == vote.season.key;
    if let Some(waiting) = open.into_iter().find(waits) {
        return Ok(proposed(visit, &waiting));
    }
    let office = &visit.site.office;
    let payload = match office.plan(act, &vote.season.key, visit.now).await {
        Ok(payload) => payload,
        Err(refused) => {
            let Reason { title, text, .. } = reason(visit, refused)?;
            return Ok(view! { <Alert tone=Tone::Warn title><p>{text}</p></Alert> }.into_any());
        }
    };
    let explained = match office.explain(act, &payload).await {
        Ok(explained) => explained,
        Err(refused) => {
            let Reason { title, text, .. } = reason(visit, refused)?;
            return Ok(view! { <Alert tone=Tone::Warn title><p>{text}</p></Alert> }.into_any());
        }
    };
    let may = covers(visit, &explained.places).await?;
    let facts = facts(visit, explained.lines, Vec::new());
    let form = match may {
        true => form(visit, act, &payload),
        false => view! { <Alert title=t!(words, "office-elsewhere") /> }.into_any(),
    };
    Ok(view! {
        <p>{meaning(words, act)}</p>
        {facts}
        {form}
    }
    .into_any())
}

fn proposed(visit: &Visit, waiting: &Approval) -> AnyView {
    let words = visit.words();
    let (name, at) = (waiting.proposer.clone(), date_time(words, waiting.proposed_at));
    let link = Link::new(visit.to(&format!("/approvals/{}", waiting.id)), t!(words, "office-look"));
    view! {
        <Alert title=t!(words, "office-waits")>
            <p>{t!(words, "office-waits-text", name = name, at = at)}</p>
            <p><MoreLink link /></p>
        </Alert>
    }
    .into_any()
}

/// Carries what was seen, so that nothing else is proposed.
fn form(visit: &Visit, act: OfficialAct, payload: &Json) -> AnyView {
    let words = visit.words();
    let (word, seen) = (act.word(), payload.to_string());
    view! {
        <form method="post" class="stack">
            <input type="hidden" name="act" value=word />
            <input type="hidden" name="seen" value=seen />
            <p class="small mute">{t!(words, "office-propose-note")}</p>
            <p><Button>{t!(words, "office-propose", act = name(words, act))}</Button></p>
        </form>
    }
    .into_any()
}
