//! Accredited auditors: who holds the role wherever the election has a contest.

use super::Routes;
use crate::routes::problem::ProblemJson;
use crate::routes::session;
use http::{HeaderMap, StatusCode};
use store::PersonId;
use store::elections::StoredElection;
use store::roles::Role;

impl Routes {
    /// The auditor who asks; 401 without a session, 403 for anybody else.
    pub(super) async fn auditor(
        &self,
        headers: &HeaderMap,
        election: &StoredElection,
    ) -> Result<PersonId, ProblemJson> {
        let person = session::person(&self.counting.polls, self.secure, headers).await?;
        let store = self.counting.polls.store();
        for contest in store.contests(election.season).await? {
            if !store.holds(person, Role::Auditor, Some(contest.territory)).await? {
                let detail = "for accredited auditors of this election";
                return Err(ProblemJson::new(StatusCode::FORBIDDEN, "auditor", detail));
            }
        }
        Ok(person)
    }
}
