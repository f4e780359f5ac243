//! What can be wrong with constraints.

use crate::decimal::Decimal;
use crate::instance::ProjectId;

/// Why constraints cannot be applied to an election, or by a rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConstraintError {
    /// Two limits or two parts have the same name.
    #[error("two constraints are called `{0}`")]
    RepeatedName(String),
    /// A limit or part names something else.
    #[error("`{name}` names `{project}`, which is no project of this election")]
    UnknownProject {
        /// The limit or part.
        name: String,
        /// What it names.
        project: ProjectId,
    },
    /// A limit that limits nothing.
    #[error("the limit `{0}` says neither how many nor how much")]
    NoLimit(String),
    /// Parts overlap.
    #[error("the project `{project}` belongs to the parts `{first}` and `{second}`")]
    InTwoParts {
        /// The project.
        project: ProjectId,
        /// The part that names it first.
        first: String,
        /// The part that names it, too.
        second: String,
    },
    /// Parts do not cover all projects.
    #[error("the project `{0}` belongs to no part of the envelope")]
    InNoPart(ProjectId),
    /// Parts exceed the envelope.
    #[error("the parts together are {parts}, more than the envelope of {envelope}")]
    PartsTooLarge {
        /// The sum of all parts.
        parts: Decimal,
        /// What there is.
        envelope: Decimal,
    },
    /// A limit that would tie parts together, which are decided each by itself.
    #[error(
        "the limit `{limit}` names projects of the parts `{first}` and `{second}`, and each part \
         is decided by itself; give each part a limit of its own"
    )]
    AcrossParts {
        /// The limit.
        limit: String,
        /// One part.
        first: String,
        /// Another.
        second: String,
    },
    /// The exact optimum is sought only where limits do not overlap.
    #[error(
        "the rule `{rule}` cannot honour both `{first}` and `{second}`: the project `{project}` \
         stands under both, and the best choice is computed exactly only where no project stands \
         under two limits"
    )]
    Overlap {
        /// The rule.
        rule: &'static str,
        /// One limit.
        first: String,
        /// Another.
        second: String,
        /// A project under both.
        project: ProjectId,
    },
}
