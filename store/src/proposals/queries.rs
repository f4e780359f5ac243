//! What pages read of proposals.

use super::{
    Category, Content, CostLine, PlacedPhoto, Proposal, ProposalKey, ProposalState, Screened,
};
use crate::{
    ContestId, PersonId, PhotoHash, ProposalId, Result, SeasonId, Som, Store, TerritoryId, UnixTime,
};

/// A proposal in a list.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Card {
    /// Its id.
    pub id: ProposalId,
    /// Its part of addresses.
    pub key: ProposalKey,
    /// Where it stands for election.
    #[sqlx(rename = "contest_id")]
    pub contest: ContestId,
    /// Where it stands.
    pub state: ProposalState,
    /// Its title; of a draft perhaps empty.
    pub title: String,
    /// What it is, in one sentence.
    pub summary: String,
    /// The language that it is written in.
    pub language: String,
    /// What it is about.
    pub category: Option<Category>,
    /// Its mahalla.
    #[sqlx(rename = "mahalla_id")]
    pub mahalla: Option<TerritoryId>,
    /// The sum of its costs.
    pub cost_asked: Som,
    /// The cost as it was reviewed.
    pub cost_reviewed: Option<Som>,
    /// When it was last saved.
    pub saved_at: UnixTime,
    /// When it was submitted.
    pub submitted_at: Option<UnixTime>,
    /// When it was decided on.
    pub decided_at: Option<UnixTime>,
    /// Why it was decided so, for everybody.
    pub reason: Option<String>,
    /// Its first photo.
    pub cover: Option<PhotoHash>,
    /// What that photo shows.
    pub cover_alt: Option<String>,
}

/// A proposal that waits for a moderator.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Deadline {
    /// The proposal.
    #[sqlx(flatten)]
    pub card: Card,
    /// When screening ends in its season, else when the vote begins; none: the season says neither.
    pub deadline: Option<UnixTime>,
}

/// One version of a proposal since its submission.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Version {
    /// Its number.
    pub version: i64,
    /// When it was saved.
    pub saved_at: UnixTime,
    /// Its title.
    pub title: String,
    /// The sum of its costs.
    pub cost_asked: Som,
}

/// How many proposals of a contest are in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Count {
    /// The contest.
    #[sqlx(rename = "contest_id")]
    pub contest: ContestId,
    /// The state.
    pub state: ProposalState,
    /// How many.
    pub number: i64,
}

macro_rules! cards {
    ($with:literal, $more:literal, $rest:literal) => {
        concat!(
            $with,
            " SELECT p.id, p.key, p.contest_id, p.state, v.title, v.summary, v.language, \
              v.category, v.mahalla_id, v.cost_asked, p.cost_reviewed, v.saved_at, \
              p.submitted_at, p.decided_at, p.reason, ph.hash AS cover, ph.alt AS cover_alt ",
            $more,
            " FROM proposals p \
              JOIN proposal_versions v ON v.proposal_id = p.id AND v.version = p.version \
              LEFT JOIN proposal_photos ph ON ph.proposal_id = p.id AND ph.version = p.version \
                AND ph.position = 0 ",
            $rest
        )
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: ProposalId,
    key: ProposalKey,
    contest_id: ContestId,
    author_id: PersonId,
    name: String,
    state: ProposalState,
    version: i64,
    created_at: UnixTime,
    submitted_at: Option<UnixTime>,
    withdrawn_at: Option<UnixTime>,
    decided_by: Option<PersonId>,
    decided_at: Option<UnixTime>,
    reason: Option<String>,
    cost_reviewed: Option<Som>,
    saved_at: UnixTime,
    title: String,
    summary: String,
    text: String,
    place: String,
    category: Option<Category>,
    language: String,
    mahalla_id: Option<TerritoryId>,
    cost_asked: Som,
}

impl Store {
    /// The proposal with a key, in the version that holds. Who may read it is for the caller to
    /// say: a draft and what was withdrawn are their author's alone.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`].
    pub async fn proposal(&self, key: &ProposalKey) -> Result<Proposal> {
        const SQL: &str = "SELECT p.id, p.key, p.contest_id, p.author_id, a.name, p.state, \
               p.version, p.created_at, p.submitted_at, p.withdrawn_at, p.decided_by, \
               p.decided_at, p.reason, p.cost_reviewed, v.saved_at, v.title, v.summary, v.text, \
               v.place, v.category, v.language, v.mahalla_id, v.cost_asked \
             FROM proposals p JOIN people a ON a.id = p.author_id \
             JOIN proposal_versions v ON v.proposal_id = p.id AND v.version = p.version \
             WHERE p.key = $1";
        const COSTS: &str = "SELECT item, unit, quantity, unit_price FROM cost_lines \
             WHERE proposal_id = $1 AND version = $2 ORDER BY position";
        const PHOTOS: &str = "SELECT hash, alt FROM proposal_photos \
             WHERE proposal_id = $1 AND version = $2 ORDER BY position";
        let row: Row =
            read!(self, |conn| sqlx::query_as(SQL).bind(key.as_str()).fetch_one(conn).await)?;
        let of = (row.id, row.version);
        let costs = read!(self, |conn| {
            sqlx::query_as(COSTS).bind(of.0).bind(of.1).fetch_all(conn).await
        })?;
        let photos = read!(self, |conn| {
            sqlx::query_as(PHOTOS).bind(of.0).bind(of.1).fetch_all(conn).await
        })?;
        Ok(row.with(costs, photos))
    }

    /// The proposals of an author, the one saved last first.
    ///
    /// # Errors
    /// What the database said.
    pub async fn proposals_of(&self, author: PersonId) -> Result<Vec<Card>> {
        const SQL: &str =
            cards!("", "", "WHERE p.author_id = $1 ORDER BY v.saved_at DESC, p.id DESC");
        Ok(read!(self, |conn| sqlx::query_as(SQL).bind(author).fetch_all(conn).await)?)
    }

    /// The proposals of a contest that everybody may read, the one submitted last first.
    ///
    /// # Errors
    /// What the database said.
    pub async fn public_proposals(&self, contest: ContestId) -> Result<Vec<Card>> {
        const SQL: &str = cards!(
            "",
            "",
            "WHERE p.contest_id = $1 AND p.state IN ('submitted', 'admitted', 'refused') \
             ORDER BY p.submitted_at DESC, p.id DESC"
        );
        Ok(read!(self, |conn| sqlx::query_as(SQL).bind(contest).fetch_all(conn).await)?)
    }

    /// What waits for a moderator in the territories that they hold the role for, the earliest
    /// deadline first, then what was submitted first. Their own proposals wait for somebody else.
    ///
    /// # Errors
    /// What the database said.
    pub async fn queue_of(&self, moderator: PersonId) -> Result<Vec<Deadline>> {
        const SQL: &str = cards!(
            "WITH RECURSIVE within (id) AS ( \
               SELECT t.id FROM territories t JOIN roles r ON r.person_id = $1 \
                 AND r.role = 'moderator' AND r.revoked_at IS NULL \
                 AND (r.territory_id = t.id OR r.territory_id IS NULL) \
               UNION SELECT t.id FROM territories t JOIN within ON t.parent_id = within.id), \
             deadlines (season_id, deadline) AS ( \
               SELECT season_id, COALESCE(MAX(CASE phase WHEN 'screening' THEN ends_at END), \
                 MAX(CASE phase WHEN 'voting' THEN starts_at END)) FROM phases GROUP BY season_id)",
            ", d.deadline",
            "JOIN contests c ON c.id = p.contest_id \
             LEFT JOIN deadlines d ON d.season_id = c.season_id \
             WHERE p.state = 'submitted' AND p.author_id <> $1 \
               AND v.mahalla_id IN (SELECT id FROM within) \
             ORDER BY COALESCE(d.deadline, 9223372036854775807), p.submitted_at, p.id"
        );
        Ok(read!(self, |conn| sqlx::query_as(SQL).bind(moderator).fetch_all(conn).await)?)
    }

    /// The versions of a proposal since its submission, the first one first.
    ///
    /// # Errors
    /// What the database said.
    pub async fn versions_of(&self, proposal: ProposalId) -> Result<Vec<Version>> {
        const SQL: &str = "SELECT version, saved_at, title, cost_asked FROM proposal_versions \
                           WHERE proposal_id = $1 ORDER BY version";
        Ok(read!(self, |conn| sqlx::query_as(SQL).bind(proposal).fetch_all(conn).await)?)
    }

    /// How many proposals the contests of a season have in each state; none, no line.
    ///
    /// # Errors
    /// What the database said.
    pub async fn count_proposals(&self, season: SeasonId) -> Result<Vec<Count>> {
        const SQL: &str = "SELECT p.contest_id, p.state, COUNT(*) AS number \
             FROM proposals p JOIN contests c ON c.id = p.contest_id WHERE c.season_id = $1 \
             GROUP BY p.contest_id, p.state ORDER BY p.contest_id, p.state";
        Ok(read!(self, |conn| sqlx::query_as(SQL).bind(season).fetch_all(conn).await)?)
    }
}

impl Row {
    fn with(self, costs: Vec<CostLine>, photos: Vec<PlacedPhoto>) -> Proposal {
        let screened = match (self.decided_by, self.decided_at, self.reason) {
            (Some(by), Some(at), Some(reason)) => {
                Some(Screened { cost: self.cost_reviewed, reason, by, at })
            }
            _ => None,
        };
        let content = Content {
            title: self.title,
            summary: self.summary,
            text: self.text,
            place: self.place,
            category: self.category,
            language: self.language,
            mahalla: self.mahalla_id,
            costs,
            photos,
        };
        Proposal {
            id: self.id,
            key: self.key,
            contest: self.contest_id,
            author: self.author_id,
            author_name: self.name,
            state: self.state,
            version: self.version,
            content,
            cost_asked: self.cost_asked,
            created_at: self.created_at,
            saved_at: self.saved_at,
            submitted_at: self.submitted_at,
            withdrawn_at: self.withdrawn_at,
            screened,
        }
    }
}
