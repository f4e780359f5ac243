//! From what was typed to the rules of each contest, with a word for everything that is wrong.

use super::grounds::{Grounds, Place};
use super::typed::{FAMILIES, Typed, TypedLimit, TypedMost};
use crate::i18n::{Words, category_name};
use crate::pages::proposals::{Wrong, number};
use crate::t;
use std::collections::BTreeSet;
use store::proposals::{Category, ProposalKey};
use store::seasons::{
    BallotKind, Bounds, CategoryLimit, ContestRules, Exclusive, Institutions, MahallaLimit,
    WrongBounds,
};
use store::{ContestId, Json, Som};
use voting::record::rule_for;

/// No roll is as long.
const MOST_VOTES: i64 = 100_000_000;
/// No ballot has as many projects.
const MOST_PROJECTS: i64 = 65_535;

/// Whether a rule reads the ballots of all these contests.
pub(super) fn fits(rule: &str, places: &[Place]) -> bool {
    places.iter().all(|place| {
        let kind = match place.contest.ballot.kind {
            BallotKind::ChooseOne => voting::plaintext::BallotKind::ChooseOne,
            BallotKind::Approval => voting::plaintext::BallotKind::Approval,
            BallotKind::Knapsack => voting::plaintext::BallotKind::Knapsack,
        };
        let params = serde_json::Map::new();
        rule_for(&voting::manifest::Rule { name: rule.to_owned(), params }, kind).is_ok()
    })
}

/// The rules are meant to be proposed only when nothing is wrong.
pub(super) fn check(words: Words, typed: &Typed, grounds: &Grounds) -> (Vec<ContestRules>, Wrong) {
    let mut wrong = Wrong::default();
    if !FAMILIES.contains(&typed.family.as_str()) || !fits(&typed.family, &grounds.chosen) {
        wrong.add("rule", t!(words, "rules-wrong-rule"));
    } else if !fits(&typed.rule(), &grounds.chosen) {
        wrong.add("rest", t!(words, "rules-wrong-rest"));
    }
    let votes = number(&typed.votes).filter(|votes| (0..=MOST_VOTES).contains(votes));
    if votes.is_none() {
        wrong.add("votes", t!(words, "rules-wrong-votes"));
    }
    let bounds = bounds(words, typed, grounds, &mut wrong);
    let groups = groups(words, typed, grounds, &mut wrong);
    if wrong.is_empty() {
        fit_together(words, &bounds, grounds, &mut wrong);
    }
    let rules = grounds.chosen.iter().map(|place| {
        let own = groups.iter().filter(|(contest, _)| *contest == place.contest.id);
        let exclusive = own.map(|(_, group)| group.clone()).collect();
        ContestRules {
            contest: place.contest.id,
            rule: typed.rule(),
            rule_params: Json(serde_json::json!({})),
            min_votes: votes.unwrap_or(0),
            bounds: Bounds { exclusive, ..bounds.clone() },
        }
    });
    (rules.collect(), wrong)
}

/// Each field by itself.
fn bounds(words: Words, typed: &Typed, grounds: &Grounds, wrong: &mut Wrong) -> Bounds {
    let rows = typed.limits.iter().enumerate().filter(|(_, row)| !row.is_empty());
    let limits = rows.map(|(at, row)| limit(words, at, row, wrong)).collect();
    let each_mahalla = grounds.has_mahallas() && !typed.each_mahalla.is_empty();
    let each_mahalla = each_mahalla.then(|| {
        let (number, amount) = most(words, "mahalla", &typed.each_mahalla, wrong);
        MahallaLimit { number, amount }
    });
    let part = &typed.part;
    let institutions = (!part.amount.is_empty() || !part.categories.is_empty()).then(|| {
        let amount = number(&part.amount).filter(|som| *som > 0);
        if amount.is_none() {
            wrong.add("part-amount", t!(words, "rules-wrong-amount"));
        }
        let categories = categories(&part.categories);
        if categories.is_empty() {
            wrong.add("part-category", t!(words, "rules-wrong-category"));
        }
        Institutions { amount: Som(amount.unwrap_or(0)), categories }
    });
    Bounds { limits, each_mahalla, exclusive: Vec::new(), institutions }
}

fn limit(words: Words, at: usize, row: &TypedLimit, wrong: &mut Wrong) -> CategoryLimit {
    let categories = categories(&row.categories);
    if categories.is_empty() {
        wrong.add(format!("limit-{at}-category"), t!(words, "rules-wrong-category"));
    }
    if row.most.is_empty() {
        wrong.add(format!("limit-{at}-number"), t!(words, "rules-wrong-nothing"));
    }
    let (number, amount) = most(words, &format!("limit-{at}"), &row.most, wrong);
    CategoryLimit { categories, number, amount }
}

/// What a limit allows; its fields' names begin like `limit`.
fn most(
    words: Words,
    limit: &str,
    typed: &TypedMost,
    wrong: &mut Wrong,
) -> (Option<u32>, Option<Som>) {
    let most = number(&typed.number).filter(|most| (1..=MOST_PROJECTS).contains(most));
    if most.is_none() && !typed.number.is_empty() {
        wrong.add(format!("{limit}-number"), t!(words, "rules-wrong-number"));
    }
    let amount = number(&typed.amount).filter(|som| *som > 0);
    if amount.is_none() && !typed.amount.is_empty() {
        wrong.add(format!("{limit}-amount"), t!(words, "rules-wrong-amount"));
    }
    (most.and_then(|most| u32::try_from(most).ok()), amount.map(Som))
}

/// Exclusive projects, each group with its contest.
fn groups(
    words: Words,
    typed: &Typed,
    grounds: &Grounds,
    wrong: &mut Wrong,
) -> Vec<(ContestId, Exclusive)> {
    let mut groups = Vec::new();
    let mut names = BTreeSet::new();
    for line in typed.exclusive.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let said = match group(words, line, grounds) {
            Ok((_, group)) if !names.insert(group.name.clone()) => {
                Err(t!(words, "rules-wrong-name", name = &*group.name))
            }
            other => other,
        };
        match said {
            Ok(group) => groups.push(group),
            Err(said) => wrong.add("exclusive", said),
        }
    }
    groups
}

fn group(words: Words, line: &str, grounds: &Grounds) -> Result<(ContestId, Exclusive), String> {
    let (name, keys) = line
        .rsplit_once(':')
        .map(|(name, keys)| (name.trim(), keys))
        .ok_or_else(|| t!(words, "rules-wrong-line", line = line))?;
    if !Exclusive::is_name(name) {
        return Err(t!(words, "rules-wrong-name", name = name));
    }
    let mut projects = BTreeSet::new();
    let mut contests = BTreeSet::new();
    for key in keys.split([',', ' ']).filter(|key| !key.is_empty()) {
        let unknown = || t!(words, "rules-wrong-project", key = key);
        let place = grounds.place_of(key).ok_or_else(unknown)?;
        projects.insert(key.parse::<ProposalKey>().map_err(|_| unknown())?);
        contests.insert(place.contest.id.0);
    }
    match (projects.len(), contests.first()) {
        (2.., Some(only)) if contests.len() == 1 => {
            Ok((ContestId(*only), Exclusive { name: name.to_owned(), projects }))
        }
        (2.., _) => Err(t!(words, "rules-wrong-districts", name = name)),
        _ => Err(t!(words, "rules-wrong-few", name = name)),
    }
}

/// What is wrong between fields, under the smallest envelope.
fn fit_together(words: Words, bounds: &Bounds, grounds: &Grounds, wrong: &mut Wrong) {
    let envelopes = grounds.chosen.iter().map(|place| place.contest.envelope);
    let Some(smallest) = envelopes.min() else { return };
    for found in bounds.wrong(smallest) {
        let (field, said) = match found {
            WrongBounds::CategoryTwice(at, category) => {
                let name = category_name(words, category);
                (format!("limit-{at}-category"), t!(words, "rules-wrong-twice", name = name))
            }
            WrongBounds::AcrossParts(at) => {
                (format!("limit-{at}-category"), t!(words, "rules-wrong-across"))
            }
            WrongBounds::PartTooLarge => {
                ("part-amount".to_owned(), t!(words, "rules-wrong-part-amount"))
            }
            // Told above, each at its own field.
            WrongBounds::NoCategory(_)
            | WrongBounds::NoLimit(_)
            | WrongBounds::NoMahallaLimit
            | WrongBounds::Name(_)
            | WrongBounds::FewProjects(_)
            | WrongBounds::NoInstitution => continue,
        };
        wrong.add(field, said);
    }
}

fn categories(words: &BTreeSet<String>) -> BTreeSet<Category> {
    words.iter().filter_map(|word| word.parse().ok()).collect()
}
