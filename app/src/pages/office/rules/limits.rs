//! Limits of categories and of mahallas, the part for institutions, projects that exclude each other.

use super::grounds::Grounds;
use super::typed::{MOST_LIMITS, Typed, TypedLimit, TypedMost};
use crate::components::{Button, Choice, ChoiceGroup, Fold, Look, NumberField, TextArea};
use crate::i18n::{Words, category_name};
use crate::pages::proposals::Wrong;
use crate::t;
use leptos::prelude::*;
use std::collections::BTreeSet;
use store::proposals::Category;

/// Of more projects the list would make the page too heavy for a phone.
const LISTED: usize = 200;

pub(super) fn bound_fields(
    words: Words,
    typed: &Typed,
    wrong: &Wrong,
    grounds: &Grounds,
) -> AnyView {
    let rows = typed.limits.len().to_string();
    let limits = typed.limits.iter().enumerate().map(|(at, row)| limit(words, at, row, wrong));
    let more = (typed.limits.len() < MOST_LIMITS).then(|| {
        view! {
            <p><Button look=Look::Second name="do".to_owned() value="more".to_owned()>
                {t!(words, "rules-more")}
            </Button></p>
        }
    });
    let each_mahalla =
        grounds.has_mahallas().then(|| each_mahalla(words, &typed.each_mahalla, wrong));
    let part = choices(words, &typed.part.categories);
    view! {
        <fieldset class="stack">
            <legend class="title-xl">{t!(words, "rules-limits")}</legend>
            <p class="note">{t!(words, "rules-limits-note")}</p>
            <input type="hidden" name="rows" value=rows />
            {limits.collect_view()}
            {more}
        </fieldset>
        {each_mahalla}
        <fieldset class="stack">
            <legend class="title-xl">{t!(words, "rules-part")}</legend>
            <p class="note">{t!(words, "rules-part-note")}</p>
            <NumberField id="part-amount" name="part-amount" label=t!(words, "rules-part-amount")
                suffix=t!(words, "site-som") value=typed.part.amount.clone()
                error=wrong.at("part-amount") />
            <ChoiceGroup id="part-category" name="part-category"
                legend=t!(words, "rules-part-categories") columns=true choices=part
                error=wrong.at("part-category") />
        </fieldset>
        <fieldset class="stack">
            <legend class="title-xl">{t!(words, "rules-exclusive")}</legend>
            <TextArea id="exclusive" name="exclusive" label=t!(words, "rules-exclusive-lines")
                rows=4 hint=t!(words, "rules-exclusive-hint") value=typed.exclusive.clone()
                error=wrong.at("exclusive") />
            {keys(words, grounds)}
        </fieldset>
    }
    .into_any()
}

fn limit(words: Words, at: usize, row: &TypedLimit, wrong: &Wrong) -> AnyView {
    let limit = format!("limit-{at}");
    let category = format!("{limit}-category");
    let error = wrong.at(&category);
    let title = t!(words, "rules-limit", number = (at + 1).to_string());
    let choices = choices(words, &row.categories);
    let labels = [t!(words, "rules-limit-number"), t!(words, "rules-limit-amount")];
    let most = most(words, &limit, labels, &row.most, wrong);
    view! {
        <Fold title open=true>
            <div class="stack">
                <ChoiceGroup id=category.clone() name=category
                    legend=t!(words, "rules-limit-categories") columns=true choices error />
                {most}
            </div>
        </Fold>
    }
    .into_any()
}

fn each_mahalla(words: Words, typed: &TypedMost, wrong: &Wrong) -> AnyView {
    let labels = [t!(words, "rules-mahallas-number"), t!(words, "rules-mahallas-amount")];
    view! {
        <fieldset class="stack">
            <legend class="title-xl">{t!(words, "rules-mahallas")}</legend>
            <p class="note">{t!(words, "rules-mahallas-note")}</p>
            {most(words, "mahalla", labels, typed, wrong)}
        </fieldset>
    }
    .into_any()
}

/// How many projects and how much money a limit allows; its fields' names begin like `limit`.
fn most(
    words: Words,
    limit: &str,
    [number_label, amount_label]: [String; 2],
    typed: &TypedMost,
    wrong: &Wrong,
) -> AnyView {
    let [number, amount] = ["number", "amount"].map(|what| format!("{limit}-{what}"));
    let [no_number, no_amount] = [&number, &amount].map(|field| wrong.at(field));
    let (most, sum) = (typed.number.clone(), typed.amount.clone());
    view! {
        <div class="fields">
            <NumberField id=number.clone() name=number label=number_label
                suffix=t!(words, "rules-projects-unit") value=most error=no_number />
            <NumberField id=amount.clone() name=amount label=amount_label
                suffix=t!(words, "site-som") value=sum error=no_amount />
        </div>
    }
    .into_any()
}

fn choices(words: Words, chosen: &BTreeSet<String>) -> Vec<Choice> {
    let choice = |category: &Category| {
        let word = category.word();
        Choice::new(word, category_name(words, *category), chosen.contains(word))
    };
    Category::ALL.iter().map(choice).collect()
}

/// The keys by which projects are named in the lines.
fn keys(words: Words, grounds: &Grounds) -> Option<AnyView> {
    let projects = grounds.chosen.iter().flat_map(|place| &place.projects);
    let number = projects.clone().count();
    let items = projects.map(|project| {
        let (key, title) = (project.key.to_string(), project.title.clone());
        view! { <li><code>{key}</code>" "{title}</li> }
    });
    let items = items.collect_view();
    (1..=LISTED)
        .contains(&number)
        .then(|| view! { <Fold title=t!(words, "rules-keys")><ul>{items}</ul></Fold> }.into_any())
}
