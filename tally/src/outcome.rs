//! What a rule decided, and why, as data.

use serde::{Deserialize, Serialize};

use crate::decimal::Decimal;
use crate::fraction::Fraction;
use crate::instance::{Instance, Money, ProjectId, ProjectIndex};

/// The result of one rule on one election.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The rule's name, as in [`crate::Rule::name`].
    pub rule: &'static str,
    /// The funded projects in order of purchase.
    pub winners: Vec<ProjectIndex>,
    /// What they cost together; never above the envelope.
    pub total_cost: Money,
    /// What the winners reach together, where the rule seeks the most of something.
    pub objective: Option<Decimal>,
    /// Whether other winners would reach as much, where the rule seeks the most of something.
    pub uniqueness: Option<Uniqueness>,
    /// One verdict per project, in instance order.
    pub verdicts: Vec<Verdict>,
    /// The ties in which another tie order could have funded other projects.
    pub ties: Vec<Tie>,
}

/// What happened to one project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Which project.
    pub project: ProjectIndex,
    /// Voters who supported it.
    pub supporters: u64,
    /// What the rule ranked it by.
    pub score: Decimal,
    /// Why it is or is not funded.
    pub reason: Reason,
}

impl Verdict {
    /// Whether the project gets its money.
    #[must_use]
    pub const fn funded(&self) -> bool {
        matches!(
            self.reason,
            Reason::Funded { .. }
                | Reason::PaidBySupporters { .. }
                | Reason::LoadShared { .. }
                | Reason::InOptimum { .. }
        )
    }
}

/// Why a project is or is not funded. Amounts are in the election's currency. Where the envelope
/// has parts, what was left is said of the project's part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Reason {
    /// Its cost fitted into what was left at its turn.
    Funded {
        /// The how-manieth purchase, from 1.
        purchase: u32,
        /// What was left before it was bought.
        before: Decimal,
        /// What was left after it was bought.
        after: Decimal,
    },
    /// Its cost exceeded what was left at its turn.
    DoesNotFit {
        /// How many projects had been bought before its turn.
        purchases: u32,
        /// Its cost.
        cost: Decimal,
        /// What was left at its turn.
        remaining: Decimal,
        /// How much was missing: `cost - remaining`.
        missing: Decimal,
    },
    /// The rule stopped at an earlier project that did not fit.
    Stopped {
        /// The project at which the rule stopped.
        at: ProjectId,
        /// What was left then, and stays unspent.
        remaining: Decimal,
    },
    /// Its score is below the minimum.
    BelowThreshold {
        /// Its score.
        score: Decimal,
        /// The minimum.
        threshold: Decimal,
    },
    /// Its supporters paid for it from their equal shares.
    PaidBySupporters {
        /// The how-manieth purchase, from 1.
        purchase: u32,
        /// What it cost its supporters per utility: the least there was.
        rho: Fraction,
        /// What a supporter who could paid: for each point where points are the utility, else at all.
        price: Fraction,
        /// Supporters who paid that.
        paid_in_full: u64,
        /// Supporters who had less, and gave all they had left.
        spent_last: u64,
        /// What was left of the envelope before it was bought.
        before: Decimal,
        /// What was left of it after it was bought.
        after: Decimal,
    },
    /// What its supporters still had of their shares did not suffice.
    SupportersCannotPay {
        /// Its cost.
        cost: Decimal,
        /// What its supporters still had, all together, when nothing more could be bought.
        held: Fraction,
        /// How much was missing: `cost - held`.
        missing: Fraction,
    },
    /// Nobody voted for it.
    NoSupport,
    /// Phragmén: its supporters carried least after it.
    LoadShared {
        /// The how-manieth purchase, from 1.
        purchase: u32,
        /// What each of its supporters carried after it, in the election's currency.
        load: Fraction,
        /// What was left of the envelope before it was bought.
        before: Decimal,
        /// What was left of it after it was bought.
        after: Decimal,
    },
    /// It is one of the projects that together reach the most.
    InOptimum {
        /// Its place among the winners by score, from 1.
        purchase: u32,
        /// What was left of the envelope before it.
        before: Decimal,
        /// What was left of it after it.
        after: Decimal,
    },
    /// No choice with it reaches more than the one that was taken.
    NotInOptimum {
        /// Its cost.
        cost: Decimal,
        /// What stays unspent.
        remaining: Decimal,
    },
    /// Fewer voters support it than a project needs to take part.
    TooFewVotes {
        /// Voters who support it.
        votes: u64,
        /// How many it needs.
        needed: u64,
    },
    /// As many projects of a limit are funded as it allows.
    LimitOfNumber {
        /// The limit's name.
        limit: String,
        /// How many it allows; of one, its projects exclude each other.
        most: u32,
        /// Its funded projects.
        funded: Vec<ProjectId>,
    },
    /// Its cost exceeds what a limit leaves to its projects.
    LimitOfMoney {
        /// The limit's name.
        limit: String,
        /// How much it allows.
        most: Decimal,
        /// What its funded projects cost.
        spent: Decimal,
        /// The project's cost.
        cost: Decimal,
    },
}

/// Whether the best choice of projects is the only one. Projects that are worth nothing to the
/// sum are not looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Uniqueness {
    /// No other choice reaches as much.
    Sole,
    /// Another choice does.
    Another {
        /// The projects that it funds and this one does not.
        with: Vec<ProjectId>,
        /// The projects that this one funds and it does not.
        without: Vec<ProjectId>,
    },
    /// To find out would take too much memory.
    Unknown,
}

/// Equal projects of which not all could be funded: the tie order chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    /// Their common score. (Rules that rank by more than the score tie on all of it; where they
    /// tie on something else, this is the score of the first.)
    pub score: Decimal,
    /// Equal Shares: their common rho; Phragmén: their common load. The tie is told when not all of
    /// them are bought one after the other; that another order would fund others is then possible,
    /// not certain. Of a completion, ties of the shares that it settled on are told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rho: Option<Fraction>,
    /// What was left when the first of them had its turn.
    pub remaining: Decimal,
    /// The equal projects, in the tie order that was applied.
    pub projects: Vec<ProjectId>,
    /// Those of them that were funded.
    pub funded: Vec<ProjectId>,
}

impl Outcome {
    /// The ids of the funded projects in order of purchase.
    #[must_use]
    pub fn winner_ids(&self, instance: &Instance) -> Vec<ProjectId> {
        self.winners.iter().map(|project| instance.project(*project).id.clone()).collect()
    }
}
