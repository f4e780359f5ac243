//! The steps of a tally, enough to recheck it by hand.

use serde::{Deserialize, Serialize};

use crate::decimal::Decimal;
use crate::fraction::Fraction;
use crate::instance::ProjectId;
use crate::outcome::{Reason, Tie, Uniqueness};
use crate::ties::TieRule;

/// One step. Callers write one per line as JSON; steps name projects and sums, never ballots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// What the rule started from.
    Start {
        /// The rule's name.
        rule: String,
        /// The money to be spent.
        envelope: Decimal,
        /// How many projects ask for it.
        projects: u64,
        /// How many ballots were counted, blank ones included.
        voters: u64,
        /// How ties are decided.
        ties: TieRule,
    },
    /// A part of the envelope, whose own steps from its start to its end follow.
    Part {
        /// Its name.
        name: String,
        /// Its money.
        amount: Decimal,
    },
    /// A constraint of the season refuses a project.
    Refused {
        /// The project.
        project: ProjectId,
        /// Which constraint, with its numbers.
        reason: Reason,
    },
    /// A project that takes no part because its score is below the minimum.
    Excluded {
        /// The project.
        project: ProjectId,
        /// Its score.
        score: Decimal,
        /// The minimum.
        threshold: Decimal,
    },
    /// A tie in which the tie order decides who is funded; the turns follow.
    Tie(Tie),
    /// A project's turn; turns come in the order of the rule.
    Turn {
        /// The project.
        project: ProjectId,
        /// Its score.
        score: Decimal,
        /// Its cost.
        cost: Decimal,
        /// What was left before its turn.
        remaining: Decimal,
        /// What the rule did.
        decision: Decision,
    },
    /// Equal Shares: what every voter starts with.
    Shares {
        /// The share of each voter, in the election's currency.
        share: Fraction,
        /// A completion: how many times 1 was added before its search ended. The last step, when it
        /// cost too much, does not count: the share is the one before it.
        steps: u64,
    },
    /// Equal Shares: a project is bought.
    Purchase {
        /// The project.
        project: ProjectId,
        /// What it costs its supporters per utility: the least there was.
        rho: Fraction,
        /// What a supporter who can pays: for each point where points are the utility, else at all.
        price: Fraction,
        /// Its cost.
        cost: Decimal,
        /// Supporters who pay that price.
        paid_in_full: u64,
        /// Supporters who have less, and give all they have left.
        spent_last: u64,
        /// What is left of the envelope.
        remaining: Decimal,
    },
    /// Equal Shares: a project that could not be bought, at the end.
    CannotPay {
        /// The project.
        project: ProjectId,
        /// Its cost.
        cost: Decimal,
        /// What its supporters still have, all together.
        held: Fraction,
        /// What they lack.
        missing: Fraction,
    },
    /// Phragmén: a project is bought.
    Load {
        /// The project.
        project: ProjectId,
        /// What each of its supporters carries after it.
        load: Fraction,
        /// Its cost.
        cost: Decimal,
        /// Its supporters.
        supporters: u64,
        /// What is left of the envelope.
        remaining: Decimal,
    },
    /// The most that can be reached, where a rule seeks it.
    Optimum {
        /// The sum over the winners.
        objective: Decimal,
        /// Whether another choice reaches as much.
        uniqueness: Uniqueness,
    },
    /// What came out.
    End {
        /// The funded projects in order of purchase.
        winners: Vec<ProjectId>,
        /// What they cost together.
        total_cost: Decimal,
        /// What stays unspent.
        remaining: Decimal,
    },
}

/// What a rule does at a project's turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// It fits and is funded.
    Buy,
    /// It does not fit; the rule goes on.
    Skip,
    /// It does not fit; the rule ends here.
    Stop,
}
