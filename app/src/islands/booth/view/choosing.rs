//! The list of projects.

use leptos::prelude::*;

use super::super::choices::Bar;
use super::super::desk::Desk;
use super::super::figures::grouped;
use super::super::offer::{Card, Kind};
use super::{HEADING, till};
use crate::components::{BallotCard, Barred, Button, Glyph, Icon, Link};

/// All cards, what is left, and the way on.
pub(super) fn view(desk: Desk) -> AnyView {
    let cards = desk.offer.with_value(|offer| offer.projects.clone());
    let cards: Vec<_> =
        cards.into_iter().enumerate().map(|(position, card)| one(desk, position, card)).collect();
    view! {
        <div class="wrap">
            <div class="pagehead">
                <p class="eyebrow">{desk.offer.with_value(|offer| offer.season.clone())}</p>
                <h1 id=HEADING tabindex="-1">{desk.word(|words| &words.title)}</h1>
                <p class="say">{rule(desk)}</p>
                <p class="note"><Icon glyph=Glyph::Shield /><span>{desk.word(|words| &words.stays)}</span></p>
            </div>
            <fieldset class="stack" disabled=move || !desk.awake.get()>
                <legend class="vh">{desk.word(|words| &words.legend)}</legend>
                <ul class="vlist" role="list">{cards}</ul>
            </fieldset>
            <p class="vh" role="status">{move || announcement(desk)}</p>
        </div>
        {till(desk, move || review(desk))}
    }
    .into_any()
}

fn one(desk: Desk, position: usize, card: Card) -> AnyView {
    let chosen = Memo::new(move |_| desk.booth.with(|booth| booth.choices.holds(position)));
    let bar = Memo::new(move |_| desk.booth.with(|booth| booth.choices.bar(position)));
    let barred = Signal::derive(move || bar.get().map(|bar| reason(desk, bar)));
    let radio = desk.offer.with_value(|offer| offer.rules.kind == Kind::ChooseOne);
    let more = Link::new(card.href, desk.word(|words| &words.more));
    view! {
        <BallotCard id=format!("project-{position}") name="project" value=position.to_string() radio
            title=card.title glyph=card.glyph category=card.category picture=card.picture
            amount=grouped(card.cost) unit=desk.word(|words| &words.unit) more
            chosen chosen_word=desk.word(|words| &words.chosen) barred />
    }
    .into_any()
}

/// Why a project cannot be added, in words and numbers.
fn reason(desk: Desk, bar: Bar) -> Barred {
    let (reason, detail) = match bar {
        Bar::Full { max } => (
            desk.word(|words| &words.full),
            desk.phrase(|words| &words.full_detail, &[("max", &max.to_string())]),
        ),
        Bar::Money { cost, left } => {
            let (cost, left) = (desk.money(cost), desk.money(left));
            let detail =
                desk.phrase(|words| &words.dear_detail, &[("cost", &cost), ("left", &left)]);
            (desk.word(|words| &words.dear), detail)
        }
    };
    Barred { reason, detail }
}

fn rule(desk: Desk) -> String {
    let rules = desk.offer.with_value(|offer| offer.rules);
    let max = rules.max.to_string();
    match rules.kind {
        Kind::ChooseOne => desk.word(|words| &words.rule_one),
        Kind::Approval => desk.phrase(|words| &words.rule_approval, &[("max", &max)]),
        Kind::Knapsack => {
            let envelope = desk.money(rules.envelope);
            let values = [("max", max.as_str()), ("envelope", envelope.as_str())];
            desk.phrase(|words| &words.rule_knapsack, &values)
        }
    }
}

/// What a screen reader hears after each click.
fn announcement(desk: Desk) -> String {
    let choices = desk.booth.with(|booth| booth.choices.clone());
    let (count, max) = (choices.count().to_string(), choices.rules().max.to_string());
    match choices.left() {
        _ if !desk.awake.get() => desk.word(|words| &words.opening),
        None => desk.phrase(|words| &words.announce, &[("count", &count), ("max", &max)]),
        Some(left) => {
            let left = desk.money(left);
            let values = [("count", count.as_str()), ("max", &max), ("left", &left)];
            desk.phrase(|words| &words.announce_left, &values)
        }
    }
}

fn review(desk: Desk) -> AnyView {
    let ready = desk.awake.get() && desk.booth.with(|booth| booth.choices.is_enough());
    view! {
        <Button kind="button" name=Some("act".to_owned()) value=Some("review".to_owned())
            disabled=!ready>{desk.word(|words| &words.review)}</Button>
    }
    .into_any()
}
