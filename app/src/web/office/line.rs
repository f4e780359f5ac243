//! What an act will do, fact by fact.

use store::seasons::{Bounds, Contest, Publication};
use store::{Localized, Som, UnixTime};

/// A fact about what an act will do; the page says it in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Whose vote.
    Season(Localized),
    /// The hash of the manifest: it stands for every project, cost, date and key.
    Election(String),
    /// Contests, and the projects in all of them.
    Ballot {
        /// Contests.
        contests: u64,
        /// Projects.
        projects: u64,
    },
    /// How money is given out, once for all contests that say the same.
    Rule {
        /// The contests.
        places: Vec<Localized>,
        /// How.
        rule: RuleSaid,
    },
    /// What all contests may spend together.
    Envelopes(Som),
    /// People on the roll, or the most that there may be.
    Eligible(u64),
    /// The vote is open on `[from, until)`.
    Vote {
        /// Its first second.
        from: UnixTime,
        /// The first second after it.
        until: UnixTime,
    },
    /// Who sees ballots after the close.
    Publication(Publication),
    /// Who can unseal, and how many of them it takes.
    Trustees {
        /// Shares needed.
        needed: u16,
        /// Their names.
        names: Vec<String>,
    },
    /// Who checks the copy, and how many of them it takes.
    Auditors {
        /// Notes needed.
        needed: u64,
        /// Their names.
        names: Vec<String>,
    },
    /// The keys of one purpose, whole: secrets of somebody else would let them open ballots, vouch
    /// for a count or vote for people, so that nobody approves them unseen.
    Keys {
        /// What they are for.
        purpose: KeyPurpose,
        /// One for each who holds one.
        keys: Vec<NamedKey>,
    },
    /// Credentials and ballots in the logs, without the entries that open and close them.
    Logged {
        /// Credentials.
        credentials: u64,
        /// Ballots.
        ballots: u64,
    },
    /// Trustees' shares that are here.
    Shares {
        /// How many.
        here: u64,
        /// How many it takes.
        needed: u64,
    },
    /// What the count found, over all contests.
    Counted {
        /// Ballots that count.
        counted: u64,
        /// Ballots that a later one of the same voter replaced.
        superseded: u64,
        /// Last ballots that say nothing valid.
        spoiled: u64,
        /// Entries that are no ballots of this election.
        invalid: u64,
    },
}

/// How money is given out, as residents will read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSaid {
    /// The rule's name in the crate `tally`.
    pub rule: String,
    /// The votes that a project needs.
    pub least: Option<i64>,
    /// What is asked of winners beyond that.
    pub bounds: Bounds,
    /// Whether what is published of the ballots gives the winners, and reasons with them; else
    /// whoever holds the copy recomputes them.
    pub proved: bool,
}

impl RuleSaid {
    /// As a contest of the season has it.
    #[must_use]
    pub fn of(contest: &Contest, publication: Publication) -> Self {
        let by_sums = tally::Rule::all().iter().any(|it| it.name == contest.rule && it.by_sums);
        let threshold = contest.rule_params.0.get("threshold").and_then(serde_json::Value::as_i64);
        Self {
            rule: contest.rule.clone(),
            least: Some(contest.min_votes).filter(|votes| *votes > 0).or(threshold),
            bounds: contest.bounds.clone(),
            proved: publication == Publication::Open || by_sums,
        }
    }

    /// A line for all places with the same rule, in the order of the first of them.
    #[must_use]
    pub fn each_once(rules: impl Iterator<Item = (Localized, Self)>) -> Vec<Line> {
        let mut told: Vec<(Self, Vec<Localized>)> = Vec::new();
        for (place, rule) in rules {
            match told.iter_mut().find(|(known, _)| *known == rule) {
                Some((_, places)) => places.push(place),
                None => told.push((rule, vec![place])),
            }
        }
        told.into_iter().map(|(rule, places)| Line::Rule { places, rule }).collect()
    }
}

/// What the secret half of a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPurpose {
    /// Opens ballots.
    Seal,
    /// Signs a trustee's share.
    Share,
    /// Signs what an auditor holds and attests.
    Audit,
    /// Signs credentials of a contest.
    Credential,
    /// Signs the heads of a log.
    Log,
    /// Signs the heads of logs as a witness.
    Witness,
    /// Signs promises of the ballot box.
    Promise,
    /// Signs what the organiser publishes.
    Record,
}

/// A public key and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedKey {
    /// As the manifest calls them.
    pub owner: String,
    /// The key as the manifest has it.
    pub whole: String,
    /// The first 16 digits of SHA-256 of that text: what two people read to each other.
    pub short: String,
}
