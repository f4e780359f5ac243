//! What, where and cost; then the one explicit cast.

use leptos::prelude::*;

use super::super::desk::Desk;
use super::super::figures::grouped;
use super::head;
use crate::components::{Alert, Button, Column, Glyph, Look, Table, Tone};

/// The chosen projects with their sum, and the button.
pub(super) fn view(desk: Desk) -> AnyView {
    let closes = desk.closes();
    let text = desk.phrase(|words| &words.not_yet_text, &[("closes", &closes)]);
    view! {
        <div class="wrap wrap-narrow">
            {head(desk, desk.word(|words| &words.summary), None)}
            <div class="stack-l">
                {move || chosen(desk)}
                <Alert tone=Tone::Warn title=desk.word(|words| &words.not_yet)><p>{text}</p></Alert>
                <div class="row">
                    <Button kind="button" icon=Some(Glyph::Seal) name=Some("act".to_owned())
                        value=Some("cast".to_owned())>{desk.word(|words| &words.cast)}</Button>
                    <Button kind="button" look=Look::Quiet name=Some("act".to_owned())
                        value=Some("back".to_owned())>{desk.word(|words| &words.back)}</Button>
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn chosen(desk: Desk) -> AnyView {
    let choices = desk.booth.with(|booth| booth.choices.clone());
    if choices.count() == 0 {
        return view! { <p class="say">{desk.word(|words| &words.blank)}</p> }.into_any();
    }
    let columns = vec![
        Column::words(desk.word(|words| &words.project)),
        Column::figures(desk.word(|words| &words.cost)),
    ];
    let rows = choices.chosen().map(|position| row(desk, position)).collect();
    let total = desk.word(|words| &words.total);
    let foot = vec![total.into_any(), desk.money(choices.spent()).into_any()];
    let caption = desk.word(|words| &words.summary);
    view! { <Table id="booth-chosen" caption quiet=true columns rows foot=Some(foot) /> }.into_any()
}

fn row(desk: Desk, position: usize) -> Vec<AnyView> {
    let card = desk.offer.with_value(|offer| offer.projects.get(position).cloned());
    let Some(card) = card else { return Vec::new() };
    let spoken = format!(": {}", card.title);
    let what = view! {
        <span>{card.title}</span>
        <p class="small mute">{card.category}</p>
        <button class="btn quiet sm" type="button" name="remove" value=position.to_string()>
            {desk.word(|words| &words.remove)}<span class="vh">{spoken}</span>
        </button>
    };
    vec![what.into_any(), grouped(card.cost).into_any()]
}
