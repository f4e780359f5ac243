//! What the machine finds in a proposal before a moderator reads it.

use crate::components::{Check, CheckState, Tone};
use crate::i18n::{Words, money};
use crate::pages::proposals::Grounds;
use crate::t;
use std::collections::BTreeSet;
use store::fold::fold;
use store::proposals::{Card, Category, ProposalKey};
use store::{Som, TerritoryId};

/// Titles that share at least this many of a hundred words are similar.
const SIMILAR_PERCENT: usize = 50;

/// What the checks look at.
pub(super) struct Facts<'a> {
    pub(super) key: &'a ProposalKey,
    pub(super) title: &'a str,
    pub(super) category: Option<Category>,
    pub(super) mahalla: Option<TerritoryId>,
    pub(super) cost: Som,
    pub(super) has_photo: bool,
}

impl<'a> Facts<'a> {
    pub(super) fn of(card: &'a Card) -> Self {
        Self {
            key: &card.key,
            title: &card.title,
            category: card.category,
            mahalla: card.mahalla,
            cost: card.cost_asked,
            has_photo: card.cover.is_some(),
        }
    }
}

/// Every check, in the order of the list.
pub(super) fn checks(
    words: Words,
    facts: &Facts<'_>,
    grounds: &Grounds,
    others: &[Card],
) -> Vec<Check> {
    let cap = grounds.contest.cap_for(facts.category);
    let (cost, most) = (money(words, facts.cost.0), money(words, cap.0));
    let similar: Vec<_> = similar(facts, others).map(|card| card.title.as_str()).collect();
    let found = match similar.as_slice() {
        [] => t!(words, "desk-check-similar-none"),
        titles => t!(words, "desk-check-similar-found", titles = titles.join("; ")),
    };
    vec![
        one(
            words,
            t!(words, "desk-check-cap"),
            t!(words, "desk-check-cap-note", cost = cost, cap = most),
            facts.cost <= cap,
        ),
        one(
            words,
            t!(words, "desk-check-mahalla"),
            t!(words, "desk-check-mahalla-note"),
            grounds.mahalla(facts.mahalla).is_some(),
        ),
        one(
            words,
            t!(words, "desk-check-photo"),
            t!(words, "desk-check-photo-note"),
            facts.has_photo,
        ),
        one(words, t!(words, "desk-check-similar"), found, similar.is_empty()),
    ]
}

/// The findings that deserve a badge in the queue.
pub(super) fn flags(
    words: Words,
    facts: &Facts<'_>,
    grounds: &Grounds,
    others: &[Card],
) -> Vec<(Tone, String)> {
    let mut flags = Vec::new();
    if facts.cost > grounds.contest.cap_for(facts.category) {
        flags.push((Tone::Bad, t!(words, "desk-flag-cap")));
    }
    if !facts.has_photo {
        flags.push((Tone::Neutral, t!(words, "desk-flag-photo")));
    }
    if similar(facts, others).next().is_some() {
        flags.push((Tone::Warn, t!(words, "desk-flag-similar")));
    }
    if flags.is_empty() {
        flags.push((Tone::Ok, t!(words, "desk-flag-none")));
    }
    flags
}

fn one(words: Words, title: String, note: String, right: bool) -> Check {
    let (state, word) = match right {
        true => (CheckState::Done, t!(words, "desk-check-right")),
        false => (CheckState::Failed, t!(words, "desk-check-look")),
    };
    Check { title, note, state, word }
}

/// Other proposals of the contest whose titles share half their words with this one.
fn similar<'c>(facts: &Facts<'_>, others: &'c [Card]) -> impl Iterator<Item = &'c Card> {
    let own = title_words(facts.title);
    let key = facts.key.clone();
    others.iter().filter(move |card| card.key != key && is_similar(&own, &title_words(&card.title)))
}

fn title_words(title: &str) -> BTreeSet<String> {
    fold(title).split(' ').filter(|word| word.chars().count() > 2).map(str::to_owned).collect()
}

fn is_similar(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let (shared, all) = (one.intersection(other).count(), one.union(other).count());
    all > 0 && shared * 100 >= all * SIMILAR_PERCENT
}

#[cfg(test)]
mod tests {
    use super::{is_similar, title_words};

    fn similar(one: &str, other: &str) -> bool {
        is_similar(&title_words(one), &title_words(other))
    }

    #[test]
    fn titles_are_compared_by_their_words_in_any_script() {
        assert!(similar("Bogʻbon koʻchasini asfaltlash", "Боғбон кўчасини асфальтлаш"));
        assert!(similar("Yangi suv quvuri, Dahbed", "Dahbed: yangi suv quvuri (2)"));
        assert!(!similar("Maktab isitish tizimi", "Maktab yoʻlini asfaltlash"));
        assert!(!similar("", ""), "no words are like nothing");
    }
}
