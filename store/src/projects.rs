//! Projects: what can be voted for in a contest.

use crate::fold::fold;
use crate::pool::Tx;
use crate::proposals::{Category, ProposalKey};
use crate::{
    ContestId, PhotoHash, ProjectId, ProposalId, Result, Som, Store, TerritoryId, UnixTime,
};

/// A project as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Project {
    /// Its id in this database.
    pub id: ProjectId,
    /// Its part of addresses and its id in the manifest.
    pub key: ProposalKey,
    /// Its contest.
    #[sqlx(rename = "contest_id")]
    pub contest: ContestId,
    /// The proposal that it was, which has its text, costs and photos.
    #[sqlx(rename = "proposal_id")]
    pub proposal: Option<ProposalId>,
    /// Its title.
    pub title: String,
    /// What it is, in one sentence.
    pub summary: String,
    /// Where exactly, in words.
    pub place: String,
    /// The language that it is written in.
    pub language: String,
    /// What it is about.
    pub category: Option<Category>,
    /// Its mahalla.
    #[sqlx(rename = "mahalla_id")]
    pub mahalla: Option<TerritoryId>,
    /// What it costs.
    pub cost: Som,
    /// Its first photo.
    pub cover: Option<PhotoHash>,
    /// What that photo shows.
    pub cover_alt: Option<String>,
}

/// All projects of a contest together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Total {
    /// How many.
    pub number: i64,
    /// What they cost.
    pub cost: Som,
}

/// Which projects of a contest to list. The default lists all.
#[derive(Clone, Debug, Default)]
pub struct ProjectFilter {
    /// Words in title, summary or place begin like this text, in any script.
    pub text: String,
    /// In this mahalla.
    pub mahalla: Option<TerritoryId>,
    /// About this.
    pub category: Option<Category>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT j.id, j.key, j.contest_id, j.proposal_id, j.title, j.summary, j.place, \
             j.language, j.category, j.mahalla_id, j.cost, ph.hash AS cover, ph.alt AS cover_alt \
             FROM projects j LEFT JOIN proposals p ON p.id = j.proposal_id \
             LEFT JOIN proposal_photos ph ON ph.proposal_id = p.id AND ph.version = p.version \
               AND ph.position = 0 ",
            $rest
        )
    };
}

impl Store {
    /// The projects of a contest that a filter lets through, by key.
    ///
    /// # Errors
    /// What the database said.
    pub async fn projects(
        &self,
        contest: ContestId,
        filter: &ProjectFilter,
    ) -> Result<Vec<Project>> {
        const SQL: &str = select!(
            "WHERE j.contest_id = $1 AND j.search_key LIKE $2 \
               AND ($3 IS NULL OR j.mahalla_id = $3) AND ($4 IS NULL OR j.category = $4) \
             ORDER BY j.key"
        );
        // A folded text holds no wildcard of LIKE; an empty one is found everywhere.
        let pattern = format!("% {}%", fold(&filter.text));
        Ok(read!(self, |conn| {
            sqlx::query_as(SQL)
                .bind(contest)
                .bind(&pattern)
                .bind(filter.mahalla)
                .bind(filter.category.map(|category| category.word()))
                .fetch_all(conn)
                .await
        })?)
    }

    /// The project with a key.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`].
    pub async fn project(&self, key: &ProposalKey) -> Result<Project> {
        const SQL: &str = select!("WHERE j.key = $1");
        Ok(read!(self, |conn| sqlx::query_as(SQL).bind(key.as_str()).fetch_one(conn).await)?)
    }

    /// How many projects a contest has, and what they cost together.
    ///
    /// # Errors
    /// What the database said.
    pub async fn count_projects(&self, contest: ContestId) -> Result<Total> {
        const SQL: &str = "SELECT COUNT(*) AS number, CAST(COALESCE(SUM(cost), 0) AS BIGINT) AS cost \
                           FROM projects WHERE contest_id = $1";
        Ok(read!(self, |conn| sqlx::query_as(SQL).bind(contest).fetch_one(conn).await)?)
    }
}

/// What a project takes over from its proposal, as it stood when it was admitted.
pub(crate) struct FromProposal<'a> {
    pub(crate) key: &'a ProposalKey,
    pub(crate) contest: ContestId,
    pub(crate) proposal: ProposalId,
    pub(crate) title: &'a str,
    pub(crate) summary: &'a str,
    pub(crate) place: &'a str,
    pub(crate) language: &'a str,
    pub(crate) category: Option<&'a str>,
    pub(crate) mahalla: Option<TerritoryId>,
    pub(crate) cost: Som,
}

/// Makes a project in the transaction that admits its proposal.
pub(crate) async fn insert(
    tx: &mut Tx,
    project: &FromProposal<'_>,
    at: UnixTime,
) -> Result<ProjectId> {
    const SQL: &str = "INSERT INTO projects (key, contest_id, proposal_id, title, summary, place, \
           language, category, mahalla_id, cost, search_key, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id";
    let said = [project.title, project.summary, project.place].map(fold).join(" ");
    Ok(step!(tx, |conn| {
        sqlx::query_scalar(SQL)
            .bind(project.key.as_str())
            .bind(project.contest)
            .bind(project.proposal)
            .bind(project.title)
            .bind(project.summary)
            .bind(project.place)
            .bind(project.language)
            .bind(project.category)
            .bind(project.mahalla)
            .bind(project.cost)
            .bind(format!(" {said}"))
            .bind(at)
            .fetch_one(conn)
            .await
    })?)
}
