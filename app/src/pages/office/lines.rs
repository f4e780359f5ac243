//! What an act will do, said in the reader's language.

use super::keys;
use crate::components::{Fact, Facts};
use crate::i18n::{Words, date_time, money, number, until};
use crate::pages::seasons::{bounds_sentences, least_sentence, rule_sentence, rule_title};
use crate::t;
use crate::web::{Line, RuleSaid, Visit};
use leptos::prelude::*;
use store::seasons::Publication;
use store::{Localized, UnixTime};

/// The facts in their order, then `more` of them, and how keys are compared if there are any.
pub(super) fn facts(visit: &Visit, lines: Vec<Line>, more: Vec<Fact>) -> AnyView {
    let keys = lines.iter().any(|line| matches!(line, Line::Keys { .. }));
    let note = keys.then(|| {
        view! { <p class="small mute">{t!(visit.words(), "office-keys-note")}</p> }
    });
    let rows = lines.into_iter().map(|line| fact(visit, line)).chain(more).collect();
    view! { <Facts rows />{note} }.into_any()
}

fn fact(visit: &Visit, line: Line) -> Fact {
    let words = visit.words();
    match line {
        Line::Season(titles) => {
            Fact::new(t!(words, "office-line-season"), titles.text(visit.lang.code()).to_owned())
        }
        Line::Election(id) => {
            Fact::new(t!(words, "office-line-election"), view! { <code class="halves">{id}</code> })
        }
        Line::Ballot { contests, projects } => ballot(words, contests, projects),
        Line::Rule { places, rule } => rule_fact(words, &places, &rule),
        Line::Envelopes(sum) => Fact::new(t!(words, "office-line-envelopes"), money(words, sum.0)),
        Line::Eligible(people) => Fact::new(t!(words, "office-line-eligible"), count(people)),
        Line::Vote { from, until } => vote(words, from, until),
        Line::Publication(publication) => shown(words, publication),
        Line::Trustees { needed, names } => {
            Fact::new(t!(words, "office-line-trustees"), of(words, u64::from(needed), &names))
        }
        Line::Auditors { needed, names } => {
            Fact::new(t!(words, "office-line-auditors"), of(words, needed, &names))
        }
        Line::Keys { purpose, keys } => keys::fact(words, purpose, keys),
        Line::Logged { credentials, ballots } => logged(words, credentials, ballots),
        Line::Shares { here, needed } => {
            let (here, needed) = (count(here), count(needed));
            let text = t!(words, "office-line-here", here = here, needed = needed);
            Fact::new(t!(words, "office-line-shares"), text)
        }
        Line::Counted { counted, superseded, spoiled, invalid } => {
            found(words, [counted, superseded, spoiled, invalid])
        }
    }
}

fn count(number_of: u64) -> String {
    number(i64::try_from(number_of).unwrap_or(i64::MAX))
}

fn ballot(words: Words, contests: u64, projects: u64) -> Fact {
    let (contests, projects) = (count(contests), count(projects));
    let text = t!(words, "office-line-ballot-text", contests = contests, projects = projects);
    Fact::new(t!(words, "office-line-ballot"), text)
}

/// What residents will read, and what will be proved to them.
fn rule_fact(words: Words, places: &[Localized], said: &RuleSaid) -> Fact {
    // Sentences differ by a few words where rules do; the name that the manifest gets does not.
    let title = format!("{} ({})", rule_title(words, &said.rule), said.rule);
    let mut sentences = vec![rule_sentence(words, &said.rule)];
    sentences.extend(said.least.and_then(|votes| least_sentence(words, votes)));
    sentences.extend(bounds_sentences(words, &said.bounds, ToString::to_string));
    if !said.proved {
        sentences.push(t!(words, "office-line-rule-attested"));
    }
    let places: Vec<&str> = places.iter().map(|it| it.text(words.lang().code())).collect();
    let items = sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view();
    let value = view! {
        <div class="rule-said">
            <p>{places.join(", ")}</p>
            <p>{title}</p>
            <ul>{items}</ul>
        </div>
    };
    Fact::new(t!(words, "office-line-rule"), value)
}

fn vote(words: Words, from: UnixTime, end: UnixTime) -> Fact {
    let (from, end) = (date_time(words, from), until(words, end));
    let text = t!(words, "office-line-vote-text", from = from, until = end);
    Fact::new(t!(words, "office-line-vote"), text)
}

fn shown(words: Words, publication: Publication) -> Fact {
    let text = match publication {
        Publication::Open => t!(words, "office-line-open"),
        Publication::Audited => t!(words, "office-line-audited"),
    };
    Fact::new(t!(words, "office-line-publication"), text)
}

/// So many of these people.
fn of(words: Words, needed: u64, names: &[String]) -> String {
    let (needed, all) = (count(needed), count(names.len() as u64));
    t!(words, "office-line-of", names = names.join(", "), needed = needed, all = all)
}

fn logged(words: Words, credentials: u64, ballots: u64) -> Fact {
    let (credentials, ballots) = (count(credentials), count(ballots));
    let text = t!(words, "office-line-logged-text", credentials = credentials, ballots = ballots);
    Fact::new(t!(words, "office-line-logged"), text)
}

fn found(words: Words, numbers: [u64; 4]) -> Fact {
    let [counted, superseded, spoiled, invalid] = numbers.map(count);
    let text = t!(
        words,
        "office-line-counted-text",
        counted = counted,
        superseded = superseded,
        spoiled = spoiled,
        invalid = invalid
    );
    Fact::new(t!(words, "office-line-counted"), text)
}
