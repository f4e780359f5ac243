//! Everything a rule needs, checked to belong together.

use crate::constraints::{Bounded, Constraints};
use crate::error::TallyError;
use crate::instance::Instance;
use crate::profile::Profile;
use crate::ties::TieOrder;

/// An instance, its ballots and its tie order.
#[derive(Clone, Copy, Debug)]
pub struct Election<'e> {
    /// Envelope and projects.
    pub instance: &'e Instance,
    /// The ballots.
    pub profile: &'e Profile,
    /// What decides between equals.
    pub ties: &'e TieOrder,
    /// What the season asks beyond the envelope.
    pub(crate) constraints: Option<&'e Constraints>,
    /// The limits that a rule has to keep: constraints, applied.
    pub(crate) limits: &'e [Bounded],
}

impl<'e> Election<'e> {
    /// Puts the parts together.
    ///
    /// # Errors
    /// The parts are about different numbers of projects.
    pub fn new(
        instance: &'e Instance,
        profile: &'e Profile,
        ties: &'e TieOrder,
    ) -> Result<Self, TallyError> {
        let projects = instance.projects().len();
        if profile.projects() == projects && ties.projects() == projects {
            Ok(Self { instance, profile, ties, constraints: None, limits: &[] })
        } else {
            Err(TallyError::OtherInstance)
        }
    }
    /// The same election under constraints. Whether they fit together, and whether the rule can
    /// honour them, is said by the tally.
    #[must_use]
    pub const fn under(self, constraints: &'e Constraints) -> Self {
        Self { constraints: Some(constraints), ..self }
    }
}
