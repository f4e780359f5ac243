//! Ballots of generated residents, through the registrar and the box as everybody's.

use super::{Ground, Held};
use crate::demo::people::Person;
use crate::demo::seasons::VotePlan;
use crate::randomness::Generator;
use crate::{ballot_box, registrar};
use anyhow::Context as _;
use rand_core::Rng as _;
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use store::{StoreError, UnixTime};
use voting::booth::Voter;
use voting::credential::Request;
use voting::id::{ContestIndex, ProjectIndex};
use voting::issuance::IssueRequest;
use voting::manifest::Contest;
use voting::plaintext::{BallotKind, Choice, Vote};
use voting::seed::Seed;
use voting::slot::{Seq, Slot};

/// How popular a project is that says nothing about it.
const USUAL_WEIGHT: u64 = 1_000;

impl Ground<'_> {
    /// Lets so many of each district's generated residents vote, one after another between two
    /// times. Who they are and what they choose is the same at every load.
    pub(super) async fn cast_ballots(
        &self,
        held: &Held,
        plan: &VotePlan,
        (from, until): (UnixTime, UnixTime),
    ) -> anyhow::Result<()> {
        let mut voters = self.voters(held, plan).await?;
        voters.sort_by_cached_key(|(person, _)| lot("order", plan, person));
        let count = UnixTime::try_from(voters.len())?.max(1);
        for (number, (person, contest)) in (0..).zip(voters) {
            // Less than the last slot before `until`, which a ballot that is looked for would miss.
            let at = from + (until - from) * number / count;
            held.hours.set(at);
            self.cast(held, plan, person, contest, at).await.with_context(|| person.key.clone())?;
        }
        Ok(())
    }

    /// Who votes, each in the contest of the own district.
    async fn voters(
        &self,
        held: &Held,
        plan: &VotePlan,
    ) -> anyhow::Result<Vec<(&Person, ContestIndex)>> {
        let contests: HashMap<&str, ContestIndex> = held
            .poll
            .election
            .contests()
            .map(|(index, contest)| (contest.territory.as_str(), index))
            .collect();
        let mut by_contest: HashMap<ContestIndex, Vec<&Person>> = HashMap::new();
        for person in &self.cast.people.generated {
            let district = self.district(person).await?;
            if let Some(contest) = district.and_then(|code| contests.get(code.as_str())) {
                by_contest.entry(*contest).or_default().push(person);
            }
        }
        let mut voters = Vec::new();
        for (contest, mut people) in by_contest {
            people.sort_by_cached_key(|person| lot("turnout", plan, person));
            let turnout = people.len() as u64 * plan.turnout_percent / 100;
            people.truncate(usize::try_from(turnout)?);
            voters.extend(people.into_iter().map(|person| (person, contest)));
        }
        Ok(voters)
    }

    async fn district(&self, person: &Person) -> Result<Option<String>, StoreError> {
        let Some(mahalla) = &person.mahalla else { return Ok(None) };
        let mahalla = self.store.territory_by_code(mahalla).await?;
        let Some(parent) = mahalla.parent else { return Ok(None) };
        Ok(Some(self.store.territory(parent).await?.code))
    }

    /// Signs in, gets a credential, casts; the seed is forgotten.
    async fn cast(
        &self,
        held: &Held,
        plan: &VotePlan,
        person: &Person,
        contest: ContestIndex,
        at: UnixTime,
    ) -> anyhow::Result<()> {
        let Held { polls, poll, .. } = held;
        let account = person.account(self.store, self.cast.pepper, self.cast.issuer).await?;
        let id = self.store.sign_in_person(&account, at).await?;
        let terms = &poll.election.terms;
        let seed = Seed::generate(&mut polls.seeds().generator()?);
        let key = &terms.contest(contest)?.registrar;
        let request = Request::new(key, &poll.election.id, contest, &seed)?;
        let asked = IssueRequest { contest, blinded: request.blinded() }.to_bytes();
        let answer = registrar::issue(polls, poll, id, &asked).await?;
        let credential = request.finalize(&answer.signature)?;
        let listed = poll.election.manifest.contests.get(usize::from(contest.index()));
        let vote = self.vote(listed.context("no such contest")?, &lot("choice", plan, person))?;
        let voter = Voter { seed: &seed, contest, credential: &credential };
        let seq = Seq::new(Slot::at(u64::try_from(at)?), 0)?;
        let body = voter.ballot(terms, &vote, seq, &mut polls.seeds().generator()?)?;
        ballot_box::cast(polls, poll, body.as_bytes().to_vec()).await?;
        Ok(())
    }

    /// Some projects by their weights, none twice, as many as the ballot allows at most.
    fn vote(&self, contest: &Contest, lot: &[u8; 32]) -> anyhow::Result<Vote> {
        let rules = contest.ballot_rules();
        let mut draws = Generator::new(lot);
        let mut left: Vec<(u16, u64, u64)> = (0..)
            .zip(&contest.projects)
            .map(|(index, project)| {
                let weight = self.weights.get(&project.id).copied().unwrap_or(USUAL_WEIGHT);
                (index, weight, project.cost)
            })
            .collect();
        let span = u64::from(rules.max.saturating_sub(rules.min)) + 1;
        let wanted = u64::from(rules.min) + draws.next_u64() % span;
        let (mut chosen, mut budget) = (Vec::new(), contest.envelope);
        while (chosen.len() as u64) < wanted {
            if contest.ballot.kind == BallotKind::Knapsack {
                left.retain(|(_, _, cost)| *cost <= budget);
            }
            let total: u64 = left.iter().map(|(_, weight, _)| weight).sum();
            let Some(mut ticket) = draws.next_u64().checked_rem(total) else { break };
            let drawn = left.iter().position(|(_, weight, _)| match ticket.checked_sub(*weight) {
                Some(rest) => {
                    ticket = rest;
                    false
                }
                None => true,
            });
            let Some(drawn) = drawn else { break };
            let (index, _, cost) = left.swap_remove(drawn);
            budget = budget.saturating_sub(cost);
            chosen.push(index);
        }
        chosen.sort_unstable();
        let choices =
            chosen.into_iter().map(|index| Choice { project: ProjectIndex(index), value: 1 });
        Vote::new(choices.collect(), &rules)
            .map_err(|reason| anyhow::anyhow!("spoiled: {reason:?}"))
    }
}

/// 32 bytes that are the same at every load.
fn lot(what: &str, plan: &VotePlan, person: &Person) -> [u8; 32] {
    Sha256::digest(format!("hashar-demo\n{what}\n{}\n{}", plan.season, person.key)).into()
}
