//! What can be wrong with an election before any rule has run.

use crate::constraints::ConstraintError;
use crate::instance::ProjectId;

/// Why an election cannot be built or a rule cannot be applied to it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TallyError {
    /// Two projects of an instance carry the same id.
    #[error("the project id `{0}` occurs twice")]
    RepeatedProject(ProjectId),
    /// More projects than an index can name.
    #[error("there are more than 4,294,967,295 projects")]
    TooManyProjects,
    /// Envelope and costs at their common scale, or their total, exceed 128 bits.
    #[error("the amounts together exceed what exact arithmetic here allows (128 bits)")]
    AmountsTooLarge,
    /// The sum of all points exceeds 128 bits, or the number of ballots 64 bits.
    #[error("the ballots together exceed what exact arithmetic here allows")]
    BallotsTooLarge,
    /// A ballot of one kind was added to a profile of another.
    #[error("a ballot of another kind than the profile's")]
    WrongBallotKind,
    /// A ballot, a profile or a tie order names a project that the instance does not have.
    #[error("the instance, the profile and the tie order do not have the same projects")]
    OtherInstance,
    /// Two projects got the same tie key, so that the key does not order them.
    #[error("two projects have the same tie key")]
    EqualTieKeys,
    /// A rule that needs a minimum score was asked for without one.
    #[error("the rule `{0}` needs the parameter `threshold` (a minimum score)")]
    NoThreshold(&'static str),
    /// The rule's utility is not in these ballots: points without points, Borda without ranks.
    #[error("the rule needs ballots of another kind: points or rankings, as its name says")]
    NoSuchUtility,
    /// A completion did not end within the steps that are tried.
    #[error("adding 1 to everyone's share did not end within 4,000,000 steps")]
    TooManySteps,
    /// An exact optimum would need more memory than a tally should take.
    #[error("the best choice of projects needs more than 4,000,000 intermediate ones")]
    KnapsackTooLarge,
    /// Constraints that cannot be applied.
    #[error(transparent)]
    Constraint(#[from] ConstraintError),
    /// No rule of that name.
    #[error("there is no rule called `{0}`")]
    UnknownRule(String),
    /// The rule does not know the parameter.
    #[error("the rule `{rule}` has no parameter `{name}`")]
    UnknownParameter {
        /// The rule's name.
        rule: &'static str,
        /// The parameter that was given.
        name: String,
    },
    /// A parameter that is no plain value cannot be read.
    #[error("the parameter `{name}` cannot be read: {reason}")]
    BadParameter {
        /// The parameter's name.
        name: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// A parameter's value cannot be read.
    #[error("`{0}` is not a value for `threshold`: a decimal number is")]
    BadThreshold(String),
}
