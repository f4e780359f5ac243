//! What the roll and the issuance log say of a person, for that person alone: may I vote, and was
//! a ballot issued in my name?

use super::{IssueError, identity};
use crate::poll::{Poll, Polls};
use store::PersonId;
use store::issuance::RollLine;
use voting::roll::{RollLeaf, RollSalt};
use voting::text::hex;

/// A person's lines of a roll, with what recomputes them.
pub struct Standing {
    /// The identity number of the roll: the number's HMAC in hexadecimal.
    pub number: String,
    /// Given to the person alone.
    pub salt: RollSalt,
    /// SHA-256 over both, as it stands in `roll.bin`.
    pub leaf: RollLeaf,
    /// One for each record; none: not on the roll.
    pub lines: Vec<RollLine>,
}

/// A person's standing in an election.
///
/// # Errors
/// [`IssueError::Elsewhere`] where this process is no registrar; [`IssueError::Internal`].
pub async fn standing(
    polls: &Polls,
    poll: &Poll,
    person: PersonId,
) -> Result<Standing, IssueError> {
    let keys = poll.registrar.as_ref().ok_or(IssueError::Elsewhere)?;
    let nullifier = polls.store().nullifier(person).await?;
    let (salt, leaf) = identity(nullifier, &keys.pepper)?;
    let lines = polls.store().roll_lines(poll.row, leaf).await?;
    Ok(Standing { number: hex(nullifier.as_bytes()), salt, leaf, lines })
}
