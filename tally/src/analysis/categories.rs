//! Where the money goes, and where the votes are.

use std::collections::BTreeMap;

use num_bigint::BigUint;
use num_integer::Integer as _;
use serde::{Deserialize, Serialize};

use super::satisfaction::Satisfaction;
use crate::error::TallyError;
use crate::fraction::Fraction;
use crate::instance::{Instance, ProjectIndex};
use crate::profile::Profile;
use crate::scores::Scores;

/// One category of projects. A project of several counts for each in equal parts, with its votes
/// and with its money, so that the sums over categories are those of all projects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryShare {
    /// Its name; `None` for projects without any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Projects that belong to it, also those that belong to others, too.
    pub projects: u64,
    /// How many of them are funded.
    pub funded: u64,
    /// What it gets, in the election's currency.
    pub money: Fraction,
    /// That as a share of all that is spent; 0 when nothing is.
    pub money_share: Fraction,
    /// The voters who support its projects, each counted for each project.
    pub votes: Fraction,
    /// That as a share of the support of all projects; 0 when there is none.
    pub votes_share: Fraction,
}

/// Sums that are divided by one number when all is added up.
#[derive(Default)]
struct Sums {
    projects: u64,
    funded: u64,
    money: BigUint,
    votes: BigUint,
}

impl CategoryShare {
    /// The names in a cell of Pabulib's column `category`: comma separated.
    #[must_use]
    pub fn names(cell: &str) -> Vec<String> {
        let names = cell.split(',').map(str::trim).filter(|name| !name.is_empty());
        names.map(str::to_owned).collect()
    }

    /// All categories by name, projects without any last. `categories` has the names for each
    /// project in instance order; a name that stands there twice counts once.
    ///
    /// # Errors
    /// Lists, ballots or winners of another number of projects; counts above 128 bits.
    pub fn all(
        instance: &Instance,
        profile: &Profile,
        winners: &[ProjectIndex],
        categories: &[Vec<String>],
    ) -> Result<Vec<Self>, TallyError> {
        if categories.len() != instance.projects().len() {
            return Err(TallyError::OtherInstance);
        }
        let satisfaction = Satisfaction::of(instance, profile, winners)?;
        let scores = Scores::of(profile)?;
        let named: Vec<Vec<Option<&str>>> = categories.iter().map(|list| distinct(list)).collect();
        // All parts are whole numbers of one over this.
        let parts = named.iter().fold(BigUint::from(1_u8), |all, list| all.lcm(&list.len().into()));
        let mut sums: BTreeMap<(bool, Option<&str>), Sums> = BTreeMap::new();
        for (project, list) in instance.indexes().zip(&named) {
            let part = &parts / list.len();
            for name in list {
                let sum = sums.entry((name.is_none(), *name)).or_default();
                sum.projects += 1;
                sum.votes += &part * scores.support(project).supporters;
                if satisfaction.funded.get(project.position()).is_some_and(|funded| *funded) {
                    sum.funded += 1;
                    sum.money += &part * instance.cost(project).units();
                }
            }
        }
        let all_votes: BigUint = sums.values().map(|sum| &sum.votes).sum();
        let all_money: BigUint = sums.values().map(|sum| &sum.money).sum();
        let over =
            |a: &BigUint, b: &BigUint| Fraction::new(a.clone(), b.clone()).unwrap_or_default();
        let share = |((_, name), sum): ((bool, Option<&str>), Sums)| Self {
            category: name.map(str::to_owned),
            projects: sum.projects,
            funded: sum.funded,
            money: over(&sum.money, &parts).scaled_down(instance.places()),
            money_share: over(&sum.money, &all_money),
            votes: over(&sum.votes, &parts),
            votes_share: over(&sum.votes, &all_votes),
        };
        Ok(sums.into_iter().map(share).collect())
    }
}

/// The names of one project, `None` alone when it has none.
fn distinct(list: &[String]) -> Vec<Option<&str>> {
    let mut names: Vec<Option<&str>> =
        list.iter().map(|name| Some(name.trim())).filter(|name| *name != Some("")).collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() { vec![None] } else { names }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_lists() {
        assert_eq!(CategoryShare::names("roads, public space,,"), ["roads", "public space"]);
        assert_eq!(CategoryShare::names(" "), Vec::<String>::new());
    }
}
