//! The page: what holds now, and the form.

use super::fields::rule_fields;
use super::grounds::{Grounds, Place};
use super::limits::bound_fields;
use super::typed::Typed;
use crate::components::{
    Alert, Breadcrumbs, Button, Choice, ErrorSummary, Link, Look, MoreLink, PageHead, SectionHead,
    Select, Tone,
};
use crate::i18n::date_time;
use crate::pages::office::desk::desk;
use crate::pages::office::lines::facts;
use crate::pages::office::refused::{Reason, reason};
use crate::pages::proposals::Wrong;
use crate::t;
use crate::web::{ActRefused, Answer, Head, Line, Problem, RuleSaid, Visit};
use http::StatusCode;
use leptos::prelude::*;

/// What was just tried: what stood against it, or what is wrong in the form.
#[derive(Default)]
pub(super) struct Tried {
    pub(super) refused: Option<Reason>,
    pub(super) wrong: Wrong,
}

pub(super) async fn page(visit: &Visit, grounds: &Grounds, typed: Typed, tried: Tried) -> Answer {
    let words = visit.words();
    let season = grounds.season.titles.text(visit.lang.code()).to_owned();
    let title = t!(words, "rules-title", season = season.clone());
    let head = Head::new(title.clone()).hidden_from_search().flush();
    let vote = format!("/seasons/{}/election", grounds.season.key);
    let trail = vec![
        Link::new(visit.to("/seasons"), t!(words, "site-seasons")),
        Link::new(visit.to(&vote), t!(words, "office-election", season = season)),
    ];
    let status = match &tried.refused {
        Some(refused) => refused.status,
        None if tried.wrong.is_empty() => StatusCode::OK,
        None => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let notices = notices(visit, grounds, &tried)?;
    let form = open(grounds).then(|| form(visit, grounds, &typed, &tried.wrong));
    let work = view! {
        <Breadcrumbs label=t!(words, "site-crumbs") trail here=t!(words, "rules-short") />
        <PageHead title lede=t!(words, "rules-lede") />
        <div class="stack-l measure">
            {notices}
            <section aria-labelledby="now">
                <SectionHead id="now" title=t!(words, "rules-now") />
                {facts(visit, lines(grounds), Vec::new())}
            </section>
            {which(visit, grounds)}
            {form}
        </div>
    };
    let mut response = visit.page(head, desk(visit, work.into_any()).await?);
    *response.status_mut() = status;
    Ok(response)
}

/// Whether rules can be proposed now.
fn open(grounds: &Grounds) -> bool {
    grounds.may && grounds.waiting.is_none() && !grounds.is_fixed()
}

fn notices(visit: &Visit, grounds: &Grounds, tried: &Tried) -> Result<AnyView, Problem> {
    let words = visit.words();
    let errors: Vec<Link> =
        tried.wrong.iter().map(|(id, text)| Link::new(format!("#{id}"), text)).collect();
    let summary = (!errors.is_empty()).then(|| {
        let count = i64::try_from(errors.len()).unwrap_or(i64::MAX);
        view! { <ErrorSummary title=t!(words, "rules-wrong", count = count) errors /> }
    });
    let refused = match &tried.refused {
        Some(Reason { title, text, .. }) => Some((Tone::Bad, title.clone(), text.clone())),
        None if grounds.is_fixed() => {
            let Reason { title, text, .. } = reason(visit, ActRefused::RulesFixed)?;
            Some((Tone::Neutral, title, text))
        }
        None => None,
    };
    let refused = refused.map(|(tone, title, text)| {
        let live = tried.refused.is_some();
        view! { <Alert tone title live=live><p>{text}</p></Alert> }
    });
    let elsewhere = (!grounds.may).then(|| view! { <Alert title=t!(words, "office-elsewhere") /> });
    let undone = (open(grounds) && grounds.is_prepared()).then(|| {
        view! {
            <Alert tone=Tone::Warn title=t!(words, "rules-prepared")>
                <p>{t!(words, "rules-prepared-text")}</p>
            </Alert>
        }
    });
    Ok(view! { {summary}{refused}{waiting(visit, grounds)}{elsewhere}{undone} }.into_any())
}

/// Where rules wait for a second official already.
fn waiting(visit: &Visit, grounds: &Grounds) -> Option<AnyView> {
    let words = visit.words();
    let waiting = grounds.waiting.as_ref()?;
    let (name, at) = (waiting.proposer.clone(), date_time(words, waiting.proposed_at));
    let link = Link::new(visit.to(&format!("/approvals/{}", waiting.id)), t!(words, "office-look"));
    Some(
        view! {
            <Alert title=t!(words, "office-waits")>
                <p>{t!(words, "office-waits-text", name = name, at = at)}</p>
                <p><MoreLink link /></p>
            </Alert>
        }
        .into_any(),
    )
}

/// What residents read now, once for all places with the same rules.
fn lines(grounds: &Grounds) -> Vec<Line> {
    let publication = grounds.season.publication;
    let said =
        |place: &Place| (place.territory.names.clone(), RuleSaid::of(&place.contest, publication));
    RuleSaid::each_once(grounds.chosen.iter().map(said))
}

/// The choice of a district, whose rules the form then shows.
fn which(visit: &Visit, grounds: &Grounds) -> Option<AnyView> {
    let words = visit.words();
    let all = Choice::new("", t!(words, "rules-all"), grounds.code().is_empty());
    let one = grounds.all.iter().map(|(_, territory)| {
        let name = territory.names.text(visit.lang.code());
        Choice::new(territory.code.clone(), name, grounds.code() == territory.code)
    });
    let choices = std::iter::once(all).chain(one).collect();
    (open(grounds) && grounds.all.len() > 1).then(|| {
        view! {
            <form method="get" class="form">
                <Select id="for" name="for" label=t!(words, "rules-where")
                    hint=t!(words, "rules-where-hint") choices />
                <p><Button look=Look::Second>{t!(words, "rules-show")}</Button></p>
            </form>
        }
        .into_any()
    })
}

fn form(visit: &Visit, grounds: &Grounds, typed: &Typed, wrong: &Wrong) -> AnyView {
    let words = visit.words();
    let place = grounds.code().to_owned();
    let action = visit.to(&format!("/seasons/{}/election/rules", grounds.season.key));
    view! {
        <form method="post" action=action class="form" novalidate=true>
            // Enter in a field presses the first button: it proposes, whatever stands below.
            <button class="vh" name="do" value="propose" tabindex="-1" aria-hidden="true"></button>
            <input type="hidden" name="for" value=place />
            {rule_fields(words, typed, wrong, grounds)}
            {bound_fields(words, typed, wrong, grounds)}
            <p class="small mute">{t!(words, "rules-propose-note")}</p>
            <p>
                <Button name="do".to_owned() value="propose".to_owned()>
                    {t!(words, "rules-propose")}
                </Button>
            </p>
        </form>
    }
    .into_any()
}
