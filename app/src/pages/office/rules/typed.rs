//! The form as it was typed: nothing of it is lost while it is wrong.

use super::grounds::Grounds;
use crate::i18n::number;
use std::collections::BTreeSet;
use store::Som;
use store::proposals::Category;
use store::seasons::{Contest, Exclusive};

/// Rules by what they do first; some leave a choice of what is done with the rest.
pub(super) const FAMILIES: [&str; 9] = [
    "greedy_votes",
    "greedy_votes_cheapest_tie",
    "greedy_votes_noskip",
    "greedy_votes_per_cost",
    "mes_cost",
    "mes_card",
    "phragmen",
    "maxwelfare_votes",
    "maxwelfare_cost",
];

/// What can be done with the rest, as it ends the names of rules.
pub(super) const RESTS: [&str; 8] =
    ["", "u", "add1", "add1u", "esnet_add1", "esnet_add1u", "add1_city", "add1u_city"];

/// More limits than there are categories would limit one of them twice.
pub(super) const MOST_LIMITS: usize = Category::ALL.len();

/// What the form's fields hold.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    /// The code of a place; empty for all.
    pub(super) place: String,
    pub(super) family: String,
    pub(super) rest: String,
    pub(super) votes: String,
    pub(super) limits: Vec<TypedLimit>,
    pub(super) each_mahalla: TypedMost,
    pub(super) part: TypedPart,
    /// Exclusive projects, a group a line.
    pub(super) exclusive: String,
}

/// A row of the limits.
#[derive(Clone, Debug, Default)]
pub(super) struct TypedLimit {
    pub(super) categories: BTreeSet<String>,
    pub(super) most: TypedMost,
}

/// What a limit allows.
#[derive(Clone, Debug, Default)]
pub(super) struct TypedMost {
    pub(super) number: String,
    pub(super) amount: String,
}

/// The part for institutions.
#[derive(Clone, Debug, Default)]
pub(super) struct TypedPart {
    pub(super) categories: BTreeSet<String>,
    pub(super) amount: String,
}

impl TypedLimit {
    pub(super) fn is_empty(&self) -> bool {
        self.categories.is_empty() && self.most.is_empty()
    }
}

impl TypedMost {
    pub(super) const fn is_empty(&self) -> bool {
        self.number.is_empty() && self.amount.is_empty()
    }

    fn of(most: Option<u32>, amount: Option<Som>) -> Self {
        let number = most.map(|most| number(most.into())).unwrap_or_default();
        Self { number, amount: som(amount) }
    }
}

impl Typed {
    pub(super) fn read(fields: &[(String, String)]) -> Self {
        let value = |name: &str| {
            let found = fields.iter().find(|(field, _)| field == name);
            found.map_or_else(String::new, |(_, value)| value.trim().to_owned())
        };
        let all = |name: &str| {
            let found = fields.iter().filter(|(field, _)| field == name);
            found.map(|(_, value)| value.clone()).collect()
        };
        let most = |limit: &str| TypedMost {
            number: value(&format!("{limit}-number")),
            amount: value(&format!("{limit}-amount")),
        };
        let limit = |row: usize| TypedLimit {
            categories: all(&format!("limit-{row}-category")),
            most: most(&format!("limit-{row}")),
        };
        let rows = value("rows").parse().unwrap_or(0);
        Self {
            place: value("for"),
            family: value("rule"),
            rest: value("rest"),
            votes: value("votes"),
            limits: (0..MOST_LIMITS.min(rows)).map(limit).collect(),
            each_mahalla: most("mahalla"),
            part: TypedPart { categories: all("part-category"), amount: value("part-amount") },
            exclusive: value("exclusive"),
        }
    }

    /// The form of what holds now; where contests differ, of the first.
    pub(super) fn of(grounds: &Grounds) -> Self {
        let Some(first) = grounds.chosen.first().map(|place| &place.contest) else {
            return Self::default();
        };
        let (family, rest) = split(&first.rule);
        let limits = first.bounds.limits.iter().map(|limit| TypedLimit {
            categories: words(&limit.categories),
            most: TypedMost::of(limit.number, limit.amount),
        });
        let each = first.bounds.each_mahalla.as_ref();
        let part = first.bounds.institutions.as_ref();
        let groups = grounds.chosen.iter().flat_map(|place| &place.contest.bounds.exclusive);
        let typed = Self {
            place: grounds.code().to_owned(),
            family: family.to_owned(),
            rest: rest.to_owned(),
            votes: number(least(first)),
            limits: limits.collect(),
            each_mahalla: each.map(|it| TypedMost::of(it.number, it.amount)).unwrap_or_default(),
            part: TypedPart {
                categories: part.map(|part| words(&part.categories)).unwrap_or_default(),
                amount: som(part.map(|part| part.amount)),
            },
            exclusive: groups.map(line).collect::<Vec<_>>().join("\n"),
        };
        match typed.limits.is_empty() {
            true => typed.with_another_limit(),
            false => typed,
        }
    }

    pub(super) fn with_another_limit(mut self) -> Self {
        if self.limits.len() < MOST_LIMITS {
            self.limits.push(TypedLimit::default());
        }
        self
    }

    /// The rule's name in the crate `tally`; of what does not go together, none there.
    pub(super) fn rule(&self) -> String {
        match self.rest.as_str() {
            "" => self.family.clone(),
            rest => format!("{}_{rest}", self.family),
        }
    }
}

/// The family of a rule and what it does with the rest.
fn split(rule: &str) -> (&str, &str) {
    if rule == "greedy_votes_threshold" {
        return ("greedy_votes", "");
    }
    let mut named = FAMILIES.iter().filter_map(|family| {
        let rest = rule.strip_prefix(family)?;
        let rest = rest.strip_prefix('_').or_else(|| rest.is_empty().then_some(""))?;
        RESTS.iter().find(|known| **known == rest).map(|rest| (*family, *rest))
    });
    named.next_back().unwrap_or((rule, ""))
}

/// A threshold is a minimum of votes, too, where ballots give no points.
fn least(contest: &Contest) -> i64 {
    let threshold = contest.rule_params.0.get("threshold").and_then(serde_json::Value::as_i64);
    threshold.filter(|_| contest.min_votes == 0).unwrap_or(contest.min_votes)
}

fn line(group: &Exclusive) -> String {
    let keys: Vec<&str> = group.projects.iter().map(|key| key.as_str()).collect();
    format!("{}: {}", group.name, keys.join(", "))
}

fn words(categories: &BTreeSet<Category>) -> BTreeSet<String> {
    categories.iter().map(ToString::to_string).collect()
}

fn som(amount: Option<Som>) -> String {
    amount.map(|amount| number(amount.0)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tally::Rule;

    #[test]
    fn every_rule_of_votes_is_a_family_and_a_rest() {
        for info in Rule::all() {
            let points = ["points", "borda"].iter().any(|word| info.name.contains(word));
            if points || info.name == "greedy_votes_threshold" {
                continue;
            }
            let (family, rest) = split(info.name);
            assert!(FAMILIES.contains(&family) && RESTS.contains(&rest), "{}", info.name);
            let typed =
                Typed { family: family.to_owned(), rest: rest.to_owned(), ..Typed::default() };
            assert_eq!(typed.rule(), info.name);
        }
        assert_eq!(split("greedy_votes_threshold"), ("greedy_votes", ""));
        assert_eq!(split("by_lot"), ("by_lot", ""));
    }
}
