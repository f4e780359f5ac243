//! A season's rules in plain sentences.

use crate::i18n::{Words, money, number};
use crate::t;
use store::Som;
use store::seasons::{Ballot, BallotKind, Contest, Publication, ResidenceRule, Season};

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
    if let Some(votes) = shared(contests, |contest| contest.min_votes)
        && votes > 0
    {
        said.push(t!(words, "season-rule-min-votes", votes = number(votes)));
    }
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

/// How the envelope is given out. The names are those of the crate `tally`.
pub(in crate::pages) fn rule_sentence(words: Words, rule: &str) -> String {
    match rule {
        "greedy_votes" | "greedy_votes_threshold" => t!(words, "season-rule-greedy-votes"),
        "greedy_votes_noskip" => t!(words, "season-rule-greedy-votes-noskip"),
        other => t!(words, "season-rule-other", name = other),
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
