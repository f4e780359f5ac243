//! Who gets funded: instances, profiles, rules, and why each project was or was not funded.
//!
//! Pure: no clock, no randomness, no input or output, no floating point. The booth's page, the
//! server and the auditor call the same functions and get the same bytes.
//!
//! An [`Instance`] (envelope and projects), a [`Profile`] (identical ballots grouped) and a
//! [`TieOrder`] make an [`Election`]; a [`Rule`] turns it into an [`Outcome`]:
//!
//! ```
//! use tally::{BallotKind, Decimal, Election, Instance, ProfileBuilder, Rule, TieOrder};
//!
//! let projects = [("well", 600), ("road", 700), ("lamps", 300)];
//! let projects = projects.map(|(id, cost)| (id.to_owned(), Decimal::from(cost)));
//! let instance = Instance::new(Decimal::from(1000), projects)?;
//! let mut ballots = ProfileBuilder::new(BallotKind::Approval, &instance);
//! for approved in [&["well", "lamps"][..], &["road"], &["well"]] {
//!     let chosen = approved.iter().filter_map(|id| instance.index_of(id));
//!     ballots.add_set(chosen, 1)?;
//! }
//! let profile = ballots.build();
//! let ties = TieOrder::by_id(&instance);
//! let outcome = Rule::GreedyVotes.tally(&Election::new(&instance, &profile, &ties)?)?;
//! let winners: Vec<&str> = outcome.winners.iter().map(|&p| instance.id(p)).collect();
//! assert_eq!(winners, ["well", "lamps"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Constraints`] of a season (minimum votes, limits of groups of projects, parts of the envelope)
//! are put on an election by [`Election::under`]; [`analysis`] says what an outcome means to voters.
//!
//! To add a rule: one file under `rules/` with its definition, its `RuleInfo` and a `run`
//! function, and one variant of [`Rule`]. To add a file format: one module beside [`pb`].

pub mod analysis;
mod constraints;
mod decimal;
mod election;
mod error;
mod fraction;
mod grouping;
mod instance;
mod mixer;
mod outcome;
pub mod pb;
mod profile;
mod report;
pub mod rules;
mod scores;
mod ties;
mod trace;
mod wide;

pub use analysis::{Analysis, CategoryShare, Comparison};
pub use constraints::{ConstraintError, Constraints, Limit, Part};
pub use decimal::{Decimal, DecimalError};
pub use election::Election;
pub use error::TallyError;
pub use fraction::{Fraction, FractionError};
pub use instance::{Instance, Money, Project, ProjectId, ProjectIndex};
pub use outcome::{Outcome, Reason, Tie, Uniqueness, Verdict};
pub use profile::{Ballot, BallotKind, Entry, Profile, ProfileBuilder};
pub use report::{ProjectReport, Report};
pub use rules::{Completion, EqualShares, Foresight, Rule, RuleInfo, Utility};
pub use scores::{Scores, Support};
pub use ties::{TieOrder, TieRule};
pub use trace::{Decision, Step};
