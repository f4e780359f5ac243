//! What an outcome means to the voters, in exact numbers.
//!
//! All of it is computed from ballots and winners alone, so it can be said of the outcome of any
//! rule, of a city's own decision and of what a reader tries out. Fractions stay exact;
//! [`crate::Fraction::rounded_down`] is for those who show them. To add a measure: one file here
//! with its data type, built from `Satisfaction`.

mod categories;
mod comparison;
mod representation;
mod satisfaction;
mod spread;

use serde::{Deserialize, Serialize};

pub use self::categories::CategoryShare;
pub use self::comparison::{Comparison, Shift};
pub use self::representation::{Measure, Representation, Underrepresented};
pub use self::spread::Spread;

use self::satisfaction::Satisfaction;
use crate::decimal::Decimal;
use crate::error::TallyError;
use crate::fraction::Fraction;
use crate::instance::{Instance, ProjectIndex};
use crate::profile::Profile;

/// How an outcome serves the voters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Analysis {
    /// All voters, those with blank ballots included.
    pub voters: u64,
    /// Voters who support at least one funded project.
    pub represented: u64,
    /// Their share of all voters, from 0 to 1; 0 without voters.
    pub represented_share: Fraction,
    /// Of the number of funded projects that a voter supports.
    pub projects: Spread,
    /// Of the cost of the funded projects that a voter supports, in the election's currency.
    pub money: Spread,
    /// By number of funded projects, from 0: the voters who support just so many. Up to the
    /// largest number that occurs.
    pub histogram: Vec<u64>,
    /// What was to be spent.
    pub envelope: Decimal,
    /// What the funded projects cost.
    pub spent: Decimal,
    /// What is left over.
    pub leftover: Decimal,
    /// Extended justified representation up to one project, by cost and by number; empty where
    /// ballots are not sets, for which alone it is defined.
    pub representation: Vec<Representation>,
}

impl Analysis {
    /// Looks at an outcome through its ballots. A voter supports a project that they chose or
    /// ranked, or gave more than zero points.
    ///
    /// # Errors
    /// The profile or the winners are about other projects than the instance's; the winners cost
    /// more than the envelope.
    pub fn of(
        instance: &Instance,
        profile: &Profile,
        winners: &[ProjectIndex],
    ) -> Result<Self, TallyError> {
        let satisfaction = Satisfaction::of(instance, profile, winners)?;
        let (spent, envelope) = (satisfaction.spent, instance.envelope());
        let leftover = envelope.after(spent).ok_or(TallyError::OtherInstance)?;
        let histogram = satisfaction.histogram();
        let voters = profile.voters();
        let represented = voters - histogram.first().copied().unwrap_or_default();
        Ok(Self {
            voters,
            represented,
            represented_share: Fraction::ratio(represented, voters),
            projects: Spread::of(satisfaction.counts(), 0),
            money: Spread::of(satisfaction.amounts(), instance.places()),
            histogram,
            envelope: instance.amount(envelope),
            spent: instance.amount(spent),
            leftover: instance.amount(leftover),
            representation: satisfaction.representation(instance),
        })
    }
}
