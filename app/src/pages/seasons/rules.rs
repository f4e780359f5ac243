//! A season's rules in plain sentences.

use super::bounds::{least_sentence, shared_sentences};
use crate::i18n::{Words, money, number};
use crate::t;
use store::Som;
use store::seasons::{Ballot, BallotKind, Contest, Publication, ResidenceRule, Season};
use tally::{Completion, EqualShares, Rule, Utility};

/// What one project may cost, where all contests say the same.
pub(in crate::pages) fn shared_cap(contests: &[&Contest]) -> Option<Som> {
    shared(contests, |contest| contest.cap)
}

/// The rules that hold in each of `contests`; what differs between them is left out.
pub(super) fn sentences(words: Words, season: &Season, contests: &[&Contest]) -> Vec<String> {
    let mut said = vec![voters(words, season)];
    if let Some(ballot) = shared(contests, |contest| contest.ballot) {
        said.push(ballot_sentence(words, ballot));
    }
    said.push(t!(words, "season-rule-last"));
    if let Some(cap) = shared_cap(contests) {
        said.push(t!(words, "season-rule-cap", cap = money(words, cap.0)));
    }
    if let Some(rule) = shared(contests, |contest| contest.rule.clone()) {
        said.push(rule_sentence(words, &rule));
    }
    said.extend(
        shared(contests, |contest| contest.min_votes).and_then(|it| least_sentence(words, it)),
    );
    said.extend(shared_sentences(words, contests));
    said
}

/// Who may vote.
pub(super) fn voters(words: Words, season: &Season) -> String {
    let age = number(season.min_age);
    match season.residence {
        ResidenceRule::None => t!(words, "season-voters-none", age = age),
        ResidenceRule::District => t!(words, "season-voters-district", age = age),
        ResidenceRule::Mahalla => t!(words, "season-voters-mahalla", age = age),
    }
}

/// What a ballot may hold.
pub(super) fn ballot_sentence(words: Words, ballot: Ballot) -> String {
    let max = number(ballot.max);
    let most = match ballot.kind {
        BallotKind::ChooseOne => t!(words, "season-ballot-choose-one"),
        BallotKind::Approval => t!(words, "season-ballot-approval", max = max),
        BallotKind::Knapsack => t!(words, "season-ballot-knapsack", max = max),
    };
    match ballot.min {
        0 => format!("{most} {}", t!(words, "season-ballot-blank")),
        1 => most,
        min => format!("{most} {}", t!(words, "season-ballot-least", min = number(min))),
    }
}

/// How the envelope is given out. The names are those of the crate `tally`; the minimum of votes and
/// bounds have sentences of their own.
pub(in crate::pages) fn rule_sentence(words: Words, name: &str) -> String {
    rule_parts(words, name).into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The same in parts that rules share: how projects are chosen, how shares are raised, who gets
/// what is left.
pub(in crate::pages) fn rule_parts(words: Words, name: &str) -> [Option<String>; 3] {
    if name == "greedy_votes_threshold" {
        return [Some(t!(words, "season-rule-greedy-votes")), None, None];
    }
    let Ok(rule) = Rule::from_name(name, &[]) else {
        return [Some(t!(words, "season-rule-other", name = name)), None, None];
    };
    let rest = match rule {
        Rule::EqualShares(EqualShares { then_greedy: true, .. })
        | Rule::Phragmen { then_greedy: true } => Some(t!(words, "season-rule-rest-by-votes")),
        _ => None,
    };
    [Some(chosen(words, rule)), raised(words, rule), rest]
}

fn chosen(words: Words, rule: Rule) -> String {
    match rule {
        Rule::GreedyVotes | Rule::GreedyVotesThreshold { .. } => {
            t!(words, "season-rule-greedy-votes")
        }
        Rule::GreedyVotesPerCost => t!(words, "season-rule-greedy-per-cost"),
        Rule::GreedyVotesNoskip => t!(words, "season-rule-greedy-votes-noskip"),
        Rule::GreedyVotesCheapestTie => t!(words, "season-rule-greedy-cheapest"),
        Rule::EqualShares(EqualShares { utility, .. }) => match utility {
            Utility::Cost => t!(words, "season-rule-shares-cost"),
            Utility::Cardinality => t!(words, "season-rule-shares-card"),
            Utility::Points | Utility::Borda => t!(words, "season-rule-shares-points"),
            Utility::PointsCost | Utility::BordaCost => {
                t!(words, "season-rule-shares-points-cost")
            }
        },
        Rule::Phragmen { .. } => t!(words, "season-rule-phragmen"),
        Rule::MaxWelfare { times_cost: false } => t!(words, "season-rule-most-votes"),
        Rule::MaxWelfare { times_cost: true } => t!(words, "season-rule-most-money"),
    }
}

fn raised(words: Words, rule: Rule) -> Option<String> {
    let Rule::EqualShares(EqualShares { completion, .. }) = rule else { return None };
    match completion {
        Completion::None => None,
        Completion::Add1 => Some(t!(words, "season-rule-shares-raised-add1")),
        Completion::EsnetAdd1 => Some(t!(words, "season-rule-shares-raised-esnet")),
        Completion::CityAdd1 => Some(t!(words, "season-rule-shares-raised-city")),
    }
}

/// The rule's short name, for lists.
pub(in crate::pages) fn rule_title(words: Words, name: &str) -> String {
    if name == "greedy_votes_threshold" {
        return t!(words, "season-rule-title-threshold");
    }
    match Rule::from_name(name, &[]) {
        Ok(rule) => known_title(words, rule),
        Err(_) => name.to_owned(),
    }
}

fn known_title(words: Words, rule: Rule) -> String {
    match rule {
        Rule::GreedyVotes => t!(words, "season-rule-title-votes"),
        Rule::GreedyVotesThreshold { .. } => t!(words, "season-rule-title-threshold"),
        Rule::GreedyVotesPerCost => t!(words, "season-rule-title-per-cost"),
        Rule::GreedyVotesNoskip => t!(words, "season-rule-title-noskip"),
        Rule::GreedyVotesCheapestTie => t!(words, "season-rule-title-cheapest"),
        Rule::EqualShares(rule) => shares_title(words, rule),
        Rule::Phragmen { then_greedy } => {
            rest_title(words, t!(words, "season-rule-title-phragmen"), then_greedy)
        }
        Rule::MaxWelfare { times_cost: false } => t!(words, "season-rule-title-most-votes"),
        Rule::MaxWelfare { times_cost: true } => t!(words, "season-rule-title-most-money"),
    }
}

fn shares_title(words: Words, rule: EqualShares) -> String {
    let first = match rule.utility {
        Utility::Cost => t!(words, "season-rule-title-shares-cost"),
        Utility::Cardinality => t!(words, "season-rule-title-shares-card"),
        Utility::Points => t!(words, "season-rule-title-shares-points"),
        Utility::Borda => t!(words, "season-rule-title-shares-borda"),
        Utility::PointsCost => t!(words, "season-rule-title-shares-points-cost"),
        Utility::BordaCost => t!(words, "season-rule-title-shares-borda-cost"),
    };
    // Three ways of raising are known by no other names than those of their authors.
    let raised =
        |way: &str| format!("{first}, {}", t!(words, "season-rule-title-raised", way = way));
    let shares = match rule.completion {
        Completion::None => first,
        Completion::Add1 => raised("add1"),
        Completion::EsnetAdd1 => raised("esnet"),
        Completion::CityAdd1 => raised("city"),
    };
    rest_title(words, shares, rule.then_greedy)
}

fn rest_title(words: Words, title: String, then_greedy: bool) -> String {
    match then_greedy {
        true => format!("{title}, {}", t!(words, "season-rule-title-rest")),
        false => title,
    }
}

/// What is published of the ballots, and what it proves.
pub(super) fn publication(words: Words, season: &Season) -> String {
    match season.publication {
        Publication::Open => t!(words, "season-publication-open"),
        Publication::Audited => t!(words, "season-publication-audited"),
    }
}

/// What is the same in all of the contests.
fn shared<T: PartialEq>(contests: &[&Contest], of: impl Fn(&Contest) -> T) -> Option<T> {
    let first = of(contests.first()?);
    contests.iter().all(|contest| of(contest) == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn residents_read_a_sentence_of_their_own_for_every_rule() {
        for lang in [Lang::Uz, Lang::Ru, Lang::En] {
            let words = Words::of(lang);
            for rule in Rule::all() {
                let sentence = rule_sentence(words, rule.name);
                assert!(sentence.ends_with('.'), "{sentence}");
                assert!(!sentence.contains(rule.name), "{sentence}");
            }
            assert!(rule_sentence(words, "by_lot").contains("by_lot"));
        }
    }

    #[test]
    fn no_two_rules_have_one_name() {
        for lang in [Lang::Uz, Lang::Ru, Lang::En] {
            let titles = Rule::all().iter().map(|rule| rule_title(Words::of(lang), rule.name));
            let titles: std::collections::BTreeSet<String> = titles.collect();
            assert_eq!(titles.len(), Rule::all().len(), "{titles:?}");
        }
    }

    #[test]
    fn what_differs_is_said() {
        let words = Words::of(Lang::En);
        let said = |name| rule_sentence(words, name);
        assert!(said("mes_cost_add1u_city").starts_with(&said("mes_cost_add1_city")));
        assert!(said("mes_cost_add1_city").starts_with(&said("mes_cost")));
        assert_ne!(said("mes_cost"), said("mes_card"));
        assert_ne!(said("mes_cost_add1"), said("mes_cost_esnet_add1"));
        assert_ne!(said("mes_cost_esnet_add1"), said("mes_cost_add1_city"));
        assert_ne!(said("mes_cost_add1_city"), said("mes_cost"));
        assert_ne!(said("phragmen"), said("phragmen_u"));
    }
}
