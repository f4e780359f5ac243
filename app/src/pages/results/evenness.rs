//! How evenly the result serves voters, and whether groups of them got their part.

use super::model::{Published, below, count, decimals};
use crate::components::{Fact, Facts, Prose};
use crate::i18n::{Words, money, number};
use crate::t;
use leptos::prelude::*;
use tally::Analysis;
use tally::analysis::{Measure, Representation};

pub(super) fn section(words: Words, published: &Published, analysis: &Analysis) -> AnyView {
    let lang = words.lang();
    let facts = vec![
        Fact::new(t!(words, "result-meaning-median"), decimals(lang, &analysis.projects.median, 1)),
        Fact::new(
            t!(words, "result-meaning-gini-projects"),
            decimals(lang, &analysis.projects.gini, 2),
        ),
        Fact::new(t!(words, "result-meaning-gini-money"), decimals(lang, &analysis.money.gini, 2)),
    ];
    let groups = analysis.representation.iter().map(|it| groups(words, published, it));
    let groups: Vec<AnyView> = groups.collect();
    view! {
        <h3>{t!(words, "result-meaning-spread")}</h3>
        <Facts rows=facts/>
        <Prose>{groups}</Prose>
        <p class="small mute">{t!(words, "result-meaning-gini-note")}</p>
    }
    .into_any()
}

/// Whether a group has less than its size entitles it to.
fn groups(words: Words, published: &Published, found: &Representation) -> AnyView {
    let term = match found.measure {
        Measure::Cost => t!(words, "result-meaning-groups-cost"),
        Measure::Cardinality => t!(words, "result-meaning-groups-number"),
    };
    let text = match &found.witness {
        None => t!(words, "result-meaning-groups-hold"),
        Some(group) => t!(
            words,
            "result-meaning-groups-fail",
            failing = count(found.failing),
            voters = number(count(group.voters)),
            project = published.title(group.project.as_str()),
            entitled = money(words, below(&group.entitled)),
        ),
    };
    view! { <p><b>{term}":"</b>" "{text}</p> }.into_any()
}
