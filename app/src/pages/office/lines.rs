//! What an act will do, said in the reader's language.

use crate::components::Fact;
use crate::i18n::{date_time, money, number, until};
use crate::t;
use crate::web::{Line, Visit};
use leptos::prelude::*;
use store::seasons::Publication;

/// The facts in their order.
pub(super) fn facts(visit: &Visit, lines: Vec<Line>) -> Vec<Fact> {
    lines.into_iter().map(|line| fact(visit, line)).collect()
}

fn fact(visit: &Visit, line: Line) -> Fact {
    let words = visit.words();
    let count = |number_of: u64| number(i64::try_from(number_of).unwrap_or(i64::MAX));
    match line {
        Line::Season(titles) => {
            Fact::new(t!(words, "office-line-season"), titles.text(visit.lang.code()).to_owned())
        }
        Line::Election(id) => {
            Fact::new(t!(words, "office-line-election"), view! { <code>{id}</code> })
        }
        Line::Ballot { contests, projects } => {
            let (contests, projects) = (count(contests), count(projects));
            let text =
                t!(words, "office-line-ballot-text", contests = contests, projects = projects);
            Fact::new(t!(words, "office-line-ballot"), text)
        }
        Line::Envelopes(sum) => Fact::new(t!(words, "office-line-envelopes"), money(words, sum.0)),
        Line::Eligible(people) => Fact::new(t!(words, "office-line-eligible"), count(people)),
        Line::Vote { from, until: end } => {
            let (from, end) = (date_time(words, from), until(words, end));
            Fact::new(
                t!(words, "office-line-vote"),
                t!(words, "office-line-vote-text", from = from, until = end),
            )
        }
        Line::Publication(publication) => {
            let text = match publication {
                Publication::Open => t!(words, "office-line-open"),
                Publication::Audited => t!(words, "office-line-audited"),
            };
            Fact::new(t!(words, "office-line-publication"), text)
        }
        Line::Trustees { needed, names } => {
            let (needed, all) = (count(u64::from(needed)), count(names.len() as u64));
            let names = names.join(", ");
            Fact::new(
                t!(words, "office-line-trustees"),
                t!(words, "office-line-of", names = names, needed = needed, all = all),
            )
        }
        Line::Auditors { needed, names } => {
            let (needed, all) = (count(needed), count(names.len() as u64));
            let names = names.join(", ");
            Fact::new(
                t!(words, "office-line-auditors"),
                t!(words, "office-line-of", names = names, needed = needed, all = all),
            )
        }
        Line::Logged { credentials, ballots } => {
            let (credentials, ballots) = (count(credentials), count(ballots));
            let text =
                t!(words, "office-line-logged-text", credentials = credentials, ballots = ballots);
            Fact::new(t!(words, "office-line-logged"), text)
        }
        Line::Shares { here, needed } => {
            let (here, needed) = (count(here), count(needed));
            let text = t!(words, "office-line-here", here = here, needed = needed);
            Fact::new(t!(words, "office-line-shares"), text)
        }
        Line::Counted { counted, superseded, spoiled, invalid } => {
            let text = t!(
                words,
                "office-line-counted-text",
                counted = count(counted),
                superseded = count(superseded),
                spoiled = count(spoiled),
                invalid = count(invalid)
            );
            Fact::new(t!(words, "office-line-counted"), text)
        }
    }
}
