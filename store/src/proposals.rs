//! Proposals: written by residents, submitted while the season takes them, screened by officials.
//!
//! A proposal keeps a key from its first draft on; admitted, it becomes a project under the same
//! key. What it says stands in versions: of a draft the last one alone, from its submission on
//! every one, and whoever submits or decides names the version that they have read. Each
//! operation first takes the proposal's row, so that of two at once the second sees the first.
//!
//! [`crate::Constraint::NotAuthor`], `ProposalState`, `ProposalChanged` and `PhaseClosed` are
//! decided here, in this order; the rest is the schema's to say. What a project may cost is for
//! the caller to compare with [`crate::seasons::Contest::cap_for`].

use crate::{
    Constraint, ContestId, PersonId, ProposalId, Result, Store, StoreError, UnixTime, people,
};

mod content;
mod key;
mod photos;
mod queries;
mod rows;
mod screening;
mod types;

pub use content::{Content, CostLine, PlacedPhoto, total};
pub use key::ProposalKey;
pub use photos::Photo;
pub use queries::{Card, Count, Deadline, Version};
pub use screening::Screening;
pub use types::{Category, Edit, NewProposal, Proposal, ProposalState, Screened};

use rows::Held;

impl Store {
    /// Makes a draft.
    ///
    /// # Errors
    /// [`Constraint::ProposalKey`]; [`Constraint::Reference`] for a contest, mahalla, person or
    /// photo that is not there; [`Constraint::Check`] for a text, number or sum out of range;
    /// [`Constraint::Unique`] for a photo that is there twice; [`Constraint::TooManyProposals`]
    /// for who has [`Content::OPEN`] drafts and waiting proposals.
    pub async fn create_proposal(&self, new: &NewProposal, at: UnixTime) -> Result<ProposalId> {
        let mut tx = self.begin().await?;
        people::hold(&mut tx, new.author).await?;
        let id = rows::insert(&mut tx, new, at).await?;
        if rows::count_open(&mut tx, new.author).await? > Content::OPEN {
            return Err(StoreError::Conflict(Constraint::TooManyProposals));
        }
        rows::insert_version(&mut tx, (id, 1), &new.content, true, at).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Saves a draft or, while the season takes proposals, a submitted proposal; gives the new
    /// version. Saving what is submitted adds a version, and its contest stays.
    ///
    /// # Errors
    /// Those of [`Store::create_proposal`]; [`Constraint::NotAuthor`];
    /// [`Constraint::ProposalState`]; [`Constraint::ProposalChanged`]; [`Constraint::PhaseClosed`];
    /// [`Constraint::ProposalIncomplete`] and [`Constraint::MahallaElsewhere`] for what is
    /// submitted; [`StoreError::NotFound`].
    pub async fn save_proposal(&self, edit: &Edit, at: UnixTime) -> Result<i64> {
        let mut tx = self.begin().await?;
        let held = rows::hold(&mut tx, edit.proposal).await?;
        held.check(edit.author, &[ProposalState::Draft, ProposalState::Submitted])?;
        held.check_version(edit.version)?;
        let draft = held.state == ProposalState::Draft;
        let next = rows::next_version(&mut tx, edit, draft).await?;
        if draft {
            rows::forget_versions(&mut tx, edit.proposal).await?;
        } else if !rows::takes_proposals(&mut tx, held.contest, at).await? {
            return Err(StoreError::Conflict(Constraint::PhaseClosed));
        }
        rows::insert_version(&mut tx, (edit.proposal, next), &edit.content, draft, at).await?;
        if !draft {
            check_mahalla(&mut tx, edit.proposal).await?;
        }
        tx.commit().await?;
        Ok(next)
    }

    /// Submits a draft as it stands in a version.
    ///
    /// # Errors
    /// [`Constraint::NotAuthor`]; [`Constraint::ProposalState`], also when it was submitted
    /// before; [`Constraint::ProposalChanged`]; [`Constraint::PhaseClosed`];
    /// [`Constraint::ProposalIncomplete`]; [`Constraint::MahallaElsewhere`];
    /// [`StoreError::NotFound`].
    pub async fn submit_proposal(
        &self,
        id: ProposalId,
        author: PersonId,
        version: i64,
        at: UnixTime,
    ) -> Result<()> {
        let mut tx = self.begin().await?;
        let held = rows::hold(&mut tx, id).await?;
        held.check(author, &[ProposalState::Draft])?;
        held.check_version(version)?;
        if !rows::takes_proposals(&mut tx, held.contest, at).await? {
            return Err(StoreError::Conflict(Constraint::PhaseClosed));
        }
        rows::submit(&mut tx, id, at).await?;
        check_mahalla(&mut tx, id).await?;
        tx.commit().await
    }

    /// Withdraws a draft or a proposal that waits for its decision, for good.
    ///
    /// # Errors
    /// [`Constraint::NotAuthor`]; [`Constraint::ProposalState`]; [`StoreError::NotFound`].
    pub async fn withdraw_proposal(
        &self,
        id: ProposalId,
        author: PersonId,
        at: UnixTime,
    ) -> Result<()> {
        let mut tx = self.begin().await?;
        let held = rows::hold(&mut tx, id).await?;
        held.check(author, &[ProposalState::Draft, ProposalState::Submitted])?;
        rows::withdraw(&mut tx, id, at).await?;
        tx.commit().await
    }

    /// Whether a contest's season takes proposals at `at`.
    ///
    /// # Errors
    /// What the database said.
    pub async fn takes_proposals(&self, contest: ContestId, at: UnixTime) -> Result<bool> {
        Ok(read!(self, |conn| {
            sqlx::query_scalar(rows::TAKES_PROPOSALS).bind(contest).bind(at).fetch_one(conn).await
        })?)
    }
}

impl Held {
    fn check(&self, author: PersonId, states: &[ProposalState]) -> Result<()> {
        if self.author != author {
            return Err(StoreError::Conflict(Constraint::NotAuthor));
        }
        if !states.contains(&self.state) {
            return Err(StoreError::Conflict(Constraint::ProposalState));
        }
        Ok(())
    }

    fn check_version(&self, read: i64) -> Result<()> {
        if self.version == read {
            return Ok(());
        }
        Err(StoreError::Conflict(Constraint::ProposalChanged))
    }
}

async fn check_mahalla(tx: &mut crate::pool::Tx, id: ProposalId) -> Result<()> {
    if rows::mahalla_is_in_contest(tx, id).await? {
        return Ok(());
    }
    Err(StoreError::Conflict(Constraint::MahallaElsewhere))
}
