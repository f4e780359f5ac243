//! Figures: the headline, how it was counted, votes as bars and as a table.

use super::model::{Published, count, whole};
use crate::components::{
    Badge, BarKind, Column, Fact, Facts, Figure, Figures, Fold, Prose, SectionHead, Share, Shares,
    Table, Tone,
};
use crate::i18n::{Words, money, number, percent};
use crate::pages::seasons::{bounds_sentences, rule_sentence};
use crate::t;
use crate::web::Visit;
use leptos::prelude::*;
use store::Som;
use store::proposals::ProposalKey;
use store::seasons::Bounds;
use tally::{ProjectId, ProjectReport, Uniqueness};
use voting::tie::TieRule;

/// Money given out, ballots, turnout, projects.
pub(super) fn figures(visit: &Visit, published: &Published) -> impl IntoView + use<> {
    let words = visit.words();
    let result = &published.result;
    let figure = |figure: String, unit: String, text: String| Figure { figure, unit, text };
    let envelope = money(words, whole(result.envelope));
    let mut figures = vec![figure(
        number(whole(result.total_cost)),
        t!(words, "site-som"),
        t!(words, "result-spent", envelope = envelope),
    )];
    let eligible = count(published.eligible);
    if let Some(counted) = result.counted.map(count) {
        let share = percent(visit.lang, Som(counted), Som(eligible));
        figures.push(figure(
            number(counted),
            String::new(),
            t!(words, "result-ballots", eligible = number(eligible)),
        ));
        figures.push(figure(format!("{share}%"), String::new(), t!(words, "result-turnout")));
    }
    let winners = i64::try_from(result.winners.len()).unwrap_or(i64::MAX);
    let all = i64::try_from(published.terms.projects.len()).unwrap_or(i64::MAX);
    let of = t!(words, "result-projects", all = number(all));
    figures.push(figure(number(winners), String::new(), of));
    view! { <Figures figures/> }
}

/// Rule, threshold, bounds, ties, and what did not count.
pub(super) fn counting(visit: &Visit, published: &Published) -> impl IntoView + use<> {
    let words = visit.words();
    let asked = &published.asked;
    let threshold = published.terms.rule.params.get("threshold").and_then(|it| it.as_i64());
    let least = i64::try_from(asked.min_votes).ok().filter(|votes| *votes > 0);
    let threshold = least.or(threshold).map_or_else(
        || t!(words, "result-threshold-none"),
        |votes| t!(words, "result-threshold-votes", votes = votes),
    );
    let said = |term: String, text: String| view! { <p><b>{term}":"</b>" "{text}</p> };
    let rule = said(t!(words, "result-rule"), rule_sentence(words, &published.terms.rule.name));
    let threshold = said(t!(words, "result-threshold"), threshold);
    let title = |key: &ProposalKey| published.title(key.as_str());
    let bounds = bounds_sentences(words, &Bounds::of_manifest(asked), title);
    let bounds = bounds.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view();
    let ties = said(t!(words, "result-ties"), ties(visit, published));
    let optimum = optimum(words, published).map(|text| said(t!(words, "result-optimum"), text));
    let seed = (published.manifest.tie == TieRule::Secret).then(|| {
        let (root, how) = (published.root.clone(), t!(words, "result-seed-how"));
        view! { <p><b>{t!(words, "result-seed")}":"</b>" "<code class="hash">{root}</code></p><p>{how}</p> }
    });
    view! {
        <section aria-labelledby="counting">
            <SectionHead id="counting" title=t!(words, "result-counting")/>
            <Prose>{rule}{threshold}{bounds}{optimum}{ties}{seed}</Prose>
        </section>
        {not_counted(visit, published)}
    }
}

/// What a rule that seeks the most has found.
fn optimum(words: Words, published: &Published) -> Option<String> {
    let objective = published.result.objective?;
    let titles = |projects: &[ProjectId]| match projects.is_empty() {
        true => t!(words, "result-optimum-none"),
        false => published.titles(projects, ", "),
    };
    let alone = match published.result.uniqueness.as_ref()? {
        Uniqueness::Sole => t!(words, "result-optimum-sole"),
        Uniqueness::Another { with, without } => {
            t!(words, "result-optimum-another", with = titles(with), without = titles(without))
        }
        Uniqueness::Unknown => t!(words, "result-optimum-unknown"),
    };
    let reach = t!(words, "result-optimum-reach", objective = number(whole(objective)));
    Some(format!("{reach} {alone}"))
}

fn ties(visit: &Visit, published: &Published) -> String {
    let words = visit.words();
    let Some(ties) = &published.result.ties else {
        return match published.result.counted {
            Some(_) => t!(words, "result-ties-withheld-reasons"),
            None => t!(words, "result-ties-withheld"),
        };
    };
    let tie = |tie: &tally::Tie| {
        let titles = |ids: &[ProjectId]| published.titles(ids, "; ");
        let funded = match tie.funded.is_empty() {
            true => t!(words, "result-tie-none"),
            false => titles(&tie.funded),
        };
        if tie.rho.is_some() {
            let projects = titles(&tie.projects);
            if tie.funded.len() == tie.projects.len() {
                return t!(words, "result-tie-equal-all", projects = projects);
            }
            return t!(words, "result-tie-equal", projects = projects, funded = funded);
        }
        let votes = whole(tie.score);
        t!(words, "result-tie", votes = votes, projects = titles(&tie.projects), funded = funded)
    };
    match ties.is_empty() {
        true => t!(words, "result-ties-none"),
        false => ties.iter().map(tie).collect::<Vec<_>>().join(" "),
    }
}

/// Of the whole election: by contest they could tell who voted how.
fn not_counted(visit: &Visit, published: &Published) -> impl IntoView + use<> {
    let words = visit.words();
    let (totals, incidents) = (&published.totals, &published.incidents);
    let fact = |term: String, value: u64| Fact::new(term, number(count(value)));
    let mut facts = vec![
        fact(t!(words, "result-all-counted"), totals.counted),
        fact(t!(words, "result-superseded"), totals.superseded),
        fact(t!(words, "result-spoiled"), totals.spoiled),
        fact(t!(words, "result-void"), totals.invalid),
        fact(t!(words, "result-unopened"), incidents.unopened),
    ];
    let reasons = incidents.spoiled.iter();
    let reasons = reasons.map(|(reason, number)| format!("{reason}: {number}"));
    let reasons = reasons.collect::<Vec<_>>().join(", ");
    if !reasons.is_empty() {
        facts.push(Fact::new(t!(words, "result-spoiled-reasons"), reasons));
    }
    let lost = (incidents.unopened > 0).then(|| t!(words, "result-unopened-note"));
    view! {
        <section aria-labelledby="not-counted">
            <SectionHead
                id="not-counted"
                title=t!(words, "result-not-counted")
                note=t!(words, "result-not-counted-note")
            />
            <Facts rows=facts/>
            {lost.map(|lost| view! { <p>{lost}</p> })}
        </section>
    }
}

/// The votes as bars, and the same in a table.
pub(super) fn votes(visit: &Visit, published: &Published) -> Option<AnyView> {
    let words = visit.words();
    let ranked = published.ranking();
    let most = ranked.iter().map(|report| whole(report.score)).max()?;
    let shares = ranked.iter().map(|report| share(published, report, most)).collect();
    let table = table(visit, published, &ranked).into_any();
    Some(
        view! {
            <section class="section stack" aria-labelledby="votes">
                <SectionHead id="votes" title=t!(words, "result-chart")/>
                <div class="twin">
                    <div class="panel stack">
                        <p class="small mute">{t!(words, "result-chart-unit")}</p>
                        <Shares shares/>
                    </div>
                    <Fold title=t!(words, "result-table") open=true>
                        {table}
                    </Fold>
                </div>
            </section>
        }
        .into_any(),
    )
}

fn share(published: &Published, report: &ProjectReport, most: i64) -> Share {
    let votes = whole(report.score);
    let width = i128::from(votes) * 1000 / i128::from(most.max(1));
    Share {
        href: None,
        text: published.title(report.id.as_str()),
        figure: number(votes),
        width: u16::try_from(width).unwrap_or(1000),
        kind: if report.funded { BarKind::Fill } else { BarKind::Quiet },
    }
}

fn table(visit: &Visit, published: &Published, ranked: &[&ProjectReport]) -> impl IntoView + use<> {
    let words = visit.words();
    let columns = vec![
        Column::words(t!(words, "result-project")),
        Column::figures(t!(words, "result-column-votes")),
        Column::figures(t!(words, "result-column-share")),
        Column::figures(t!(words, "result-column-cost")),
        Column::words(t!(words, "result-column-state")),
    ];
    let counted = published.result.counted.map_or(0, count);
    let row = |(place, report): (u32, &&ProjectReport)| {
        let share = percent(visit.lang, Som(count(report.supporters)), Som(counted));
        let state = match report.funded {
            true => view! { <Badge tone=Tone::Ok text=t!(words, "result-state-yes")/> }.into_any(),
            false => view! { <Badge text=t!(words, "result-state-no")/> }.into_any(),
        };
        vec![
            format!("{place}. {}", published.title(report.id.as_str())).into_any(),
            number(whole(report.score)).into_any(),
            format!("{share}%").into_any(),
            number(whole(report.cost)).into_any(),
            state,
        ]
    };
    let rows = (1..).zip(ranked).map(row).collect();
    view! {
        <Table id="votes-table" caption=t!(words, "result-table-caption") quiet=true stacked=true
            columns rows/>
    }
}
