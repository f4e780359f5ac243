//! The list of projects, and what changes in it with every click.

use leptos::prelude::*;

use super::super::figures::grouped;
use super::super::fragment::{self, Fragment, HEARD, LIST_HEADING, PURSE};
use super::super::offer::{Kind, Offer, Rules};
use super::{Card, Scene};
use crate::components::{
    BallotCard, BarFrame, BarKind, BarPart, Barred, Button, Caption, Captions, CastState, Glyph,
    Icon, Link, Till,
};
use crate::i18n::Words;
use crate::t;

/// All cards, what is left, and the way on. Nothing can be ticked before the module runs.
pub(super) fn view(scene: Scene, offer: &Offer) -> AnyView {
    let Scene { words, season, winners, cards, .. } = scene;
    let radio = offer.rules.kind == Kind::ChooseOne;
    let cards: Vec<_> = cards
        .into_iter()
        .enumerate()
        .map(|(position, card)| one(words, position, card, radio))
        .collect();
    view! {
        <div class="wrap">
            <div class="pagehead">
                <p class="eyebrow">{season}</p>
                <h1 id=LIST_HEADING tabindex="-1">{t!(words, "booth-title")}</h1>
                <p class="say">{rule(words, offer.rules)}</p>
                <p class="small mute">{winners}</p>
                <p class="note"><Icon glyph=Glyph::Shield /><span>{t!(words, "booth-stays")}</span></p>
            </div>
            <fieldset class="stack" disabled=true>
                <legend class="vh">{t!(words, "booth-legend")}</legend>
                <ul class="vlist" role="list">{cards}</ul>
            </fieldset>
            <p class="vh" role="status" id=HEARD>{t!(words, "booth-opening")}</p>
        </div>
        <Till id=PURSE cast=CastState::Not state=t!(words, "booth-not-cast")
            money=money(words, offer.rules, offer.rules.min == 0, Purse::full(words, offer.rules))>
            <Button kind="button" name=Some("act".to_owned()) value=Some("review".to_owned())
                disabled=true>{t!(words, "booth-review")}</Button>
        </Till>
    }
    .into_any()
}

/// What the browser fills in when something is chosen.
pub(super) fn fragments(words: Words, rules: Rules) -> Vec<(Fragment, AnyView)> {
    let part =
        view! { <BarPart start="{start}" width="{width}" kind=BarKind::Chosen /> }.into_any();
    vec![
        (fragment::ENOUGH, money(words, rules, true, Purse::places())),
        (fragment::TOO_FEW, money(words, rules, false, Purse::places())),
        (fragment::PART, part),
        (fragment::ANNOUNCEMENT, announcement(words, rules).into_any()),
        (fragment::FULL, full(words, rules)),
        (fragment::DEAR, dear(words)),
    ]
}

fn one(words: Words, position: usize, card: Card, radio: bool) -> AnyView {
    let Card { project, glyph, picture, href } = card;
    let more = Link::new(href, t!(words, "booth-more"));
    view! {
        <BallotCard id=format!("project-{position}") name="project" value=position.to_string() radio
            title=project.title glyph category=project.category picture
            amount=grouped(project.cost) unit=t!(words, "booth-unit") more
            chosen_word=t!(words, "booth-chosen") />
    }
    .into_any()
}

fn rule(words: Words, rules: Rules) -> String {
    let max = i64::from(rules.max);
    match rules.kind {
        Kind::ChooseOne => t!(words, "booth-rule-one"),
        Kind::Approval => t!(words, "booth-rule-approval", max = max),
        Kind::Knapsack => {
            let envelope = t!(words, "booth-money", sum = grouped(rules.envelope));
            t!(words, "booth-rule-knapsack", max = max, envelope = envelope)
        }
    }
}

/// What the bar above the button says.
struct Purse {
    count: String,
    left: String,
    parts: &'static str,
}

impl Purse {
    fn full(words: Words, rules: Rules) -> Self {
        let left = t!(words, "booth-money", sum = grouped(rules.envelope));
        Self { count: "0".to_owned(), left, parts: "" }
    }

    fn places() -> Self {
        Self { count: "{count}".to_owned(), left: "{left}".to_owned(), parts: "{parts}" }
    }
}

fn money(words: Words, rules: Rules, enough: bool, purse: Purse) -> AnyView {
    let text = match enough {
        true => t!(words, "booth-picked"),
        false => t!(words, "booth-too-few", min = i64::from(rules.min)),
    };
    let count = Caption::new(text, format!("{} / {}", purse.count, rules.max));
    let left = match rules.kind {
        Kind::Knapsack => Caption::new(t!(words, "booth-left"), purse.left),
        Kind::ChooseOne | Kind::Approval => Caption::default(),
    };
    view! {
        <Captions start=count end=left />
        <BarFrame>{purse.parts}</BarFrame>
    }
    .into_any()
}

fn announcement(words: Words, rules: Rules) -> String {
    let max = i64::from(rules.max);
    match rules.kind {
        Kind::Knapsack => {
            t!(words, "booth-announce-left", count = "{count}", max = max, left = "{left}")
        }
        Kind::ChooseOne | Kind::Approval => {
            t!(words, "booth-announce", count = "{count}", max = max)
        }
    }
}

/// As many are chosen as may be.
fn full(words: Words, rules: Rules) -> AnyView {
    let detail = t!(words, "booth-full-detail", max = i64::from(rules.max));
    view! { <Barred id="{id}" reason=t!(words, "booth-full") detail /> }.into_any()
}

/// A project costs more than is left.
fn dear(words: Words) -> AnyView {
    let detail = t!(words, "booth-dear-detail", cost = "{cost}", left = "{left}");
    view! { <Barred id="{id}" reason=t!(words, "booth-dear") detail /> }.into_any()
}
