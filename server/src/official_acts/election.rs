//! What the acts on an election share: which election a payload means, and its facts in words.

use crate::counting::Counting;
use crate::preparing::LANGUAGE;
use app::web::{ActRefused, Confirmed, Line, RuleSaid};
use serde::{Deserialize, Serialize};
use store::approvals::Warrant;
use store::elections::{ElectionState, StoredElection};
use store::seasons::{Bounds, Publication};
use store::territories::Territory;
use store::{Json, Som, TerritoryId, UnixTime};
use voting::constraints::Constraints;
use voting::id::ElectionId;
use voting::manifest::{self, Election, Manifest};
use voting::record::explained;
use voting::text::array_from_hex;

/// An act on an election. The hash of its manifest stands for all that the manifest says, so
/// another manifest for the same season is another act.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Payload {
    election_id: String,
}

/// An election as it stands in the database, and what its manifest says.
pub(super) struct Found {
    pub(super) stored: StoredElection,
    pub(super) election: Election,
}

impl Found {
    fn new(stored: StoredElection) -> Result<Self, ActRefused> {
        let election = Election::parse(&stored.manifest).map_err(failed)?;
        Ok(Self { stored, election })
    }

    /// The election of a season, if it is in the state that the act begins from.
    pub(super) async fn of_season(
        counting: &Counting,
        key: &str,
        state: ElectionState,
    ) -> Result<Self, ActRefused> {
        let found = Self::any_of_season(counting, key).await?;
        match found.stored.state == state {
            true => Ok(found),
            false => Err(ActRefused::State),
        }
    }

    /// The election of a season, however far it is.
    pub(super) async fn any_of_season(counting: &Counting, key: &str) -> Result<Self, ActRefused> {
        let season = counting.polls.store().season(key).await?;
        let stored = counting.polls.store().election_of_season(season.id).await?;
        Self::new(stored.ok_or(ActRefused::State)?)
    }

    /// The very election that was proposed; another one in its place is none.
    pub(super) async fn of_payload(
        counting: &Counting,
        payload: &Json,
    ) -> Result<Self, ActRefused> {
        let Payload { election_id } = serde_json::from_value(payload.0.clone()).map_err(failed)?;
        let bytes = array_from_hex("election_id", &election_id).map_err(failed)?;
        match counting.polls.store().election(&ElectionId::from_bytes(bytes)).await {
            Ok(stored) => Self::new(stored),
            Err(store::StoreError::NotFound) => Err(ActRefused::Changed),
            Err(other) => Err(other.into()),
        }
    }

    /// What a proposal writes down.
    pub(super) fn payload(&self) -> Result<Json, ActRefused> {
        let election_id = self.stored.id.to_string();
        Ok(Json(serde_json::to_value(Payload { election_id }).map_err(failed)?))
    }

    /// Where an official must hold the role: in every contest.
    pub(super) async fn places(&self, counting: &Counting) -> Result<Vec<TerritoryId>, ActRefused> {
        let contests = counting.polls.store().contests(self.stored.season).await?;
        Ok(contests.into_iter().map(|contest| contest.territory).collect())
    }

    /// The territories of its contests, for their names in other languages than the manifest's.
    pub(super) async fn territories(
        &self,
        counting: &Counting,
    ) -> Result<Vec<Territory>, ActRefused> {
        Ok(counting.polls.store().contest_territories(self.stored.season).await?)
    }

    /// Whose vote it is, and its name.
    pub(super) async fn head(&self, counting: &Counting) -> Result<Vec<Line>, ActRefused> {
        let season = counting.polls.store().season_by_id(self.stored.season).await?;
        Ok(vec![Line::Season(season.titles), Line::Election(self.stored.id.to_string())])
    }
}

/// The right that a confirmation gives.
pub(super) const fn warrant(confirmed: &Confirmed) -> Warrant {
    let Confirmed { approval, by, at } = confirmed;
    Warrant::Confirmed { approval: approval.id, by: *by, at: *at }
}

/// When a vote opens and ends.
pub(super) fn window(manifest: &Manifest) -> Line {
    Line::Vote { from: seconds(manifest.cast_from), until: seconds(manifest.closes_at) }
}

/// What the manifest says of ballots, people and money.
pub(super) fn terms(manifest: &Manifest, territories: &[Territory]) -> Vec<Line> {
    let contests = &manifest.contests;
    let projects = contests.iter().map(|contest| contest.projects.len()).sum::<usize>();
    let envelopes = contests.iter().fold(0_u64, |sum, it| sum.saturating_add(it.envelope));
    let eligible = match &manifest.roll {
        manifest::RollTerms::Closed { size, .. } => *size,
        manifest::RollTerms::Open { roll_cap } => roll_cap.iter().map(|cap| cap.cap).sum(),
    };
    let publication = match manifest.publication {
        manifest::Publication::Open => Publication::Open,
        manifest::Publication::Audited => Publication::Audited,
    };
    let mut lines = vec![
        window(manifest),
        Line::Ballot { contests: contests.len() as u64, projects: projects as u64 },
        Line::Envelopes(Som(i64::try_from(envelopes).unwrap_or(i64::MAX))),
        Line::Eligible(eligible),
        Line::Publication(publication),
        trustees(manifest),
    ];
    lines.extend(rules(contests, territories));
    if publication == Publication::Audited {
        let names = manifest.auditors.iter().map(|auditor| auditor.name.clone()).collect();
        lines.push(Line::Auditors { needed: manifest.quorum, names });
    }
    lines
}

/// The rules, each once, in the order of the contests.
fn rules(contests: &[manifest::Contest], territories: &[Territory]) -> Vec<Line> {
    let rules = contests.iter().map(|contest| {
        // A manifest with a rule that does not exist was never prepared.
        let constraints = Constraints::of(&contest.rule).unwrap_or_default();
        let threshold = contest.rule.params.get("threshold").and_then(serde_json::Value::as_i64);
        let least = i64::try_from(constraints.min_votes).ok().filter(|votes| *votes > 0);
        let said = RuleSaid {
            rule: contest.rule.name.clone(),
            least: least.or(threshold),
            bounds: Bounds::of_manifest(&constraints),
            proved: explained(contest).unwrap_or(false),
        };
        let place = territories.iter().find(|it| it.code == contest.territory);
        let own_name = || [(LANGUAGE, contest.name.as_str())].into_iter().collect();
        (place.map_or_else(own_name, |it| it.names.clone()), said)
    });
    RuleSaid::each_once(rules)
}

/// Who can unseal.
fn trustees(manifest: &Manifest) -> Line {
    let names = manifest.trustees.list.iter().map(|trustee| trustee.name.clone()).collect();
    Line::Trustees { needed: manifest.trustees.k, names }
}

/// A time of a manifest as the store has it.
pub(super) fn seconds(at: u64) -> UnixTime {
    UnixTime::try_from(at).unwrap_or(UnixTime::MAX)
}

/// What should not happen with what this program wrote: for the log, not for people.
pub(super) fn failed(error: impl std::fmt::Display) -> ActRefused {
    tracing::error!(%error, "an act of officials");
    ActRefused::Failed
}
