//! The constraints of a manifest's contest, from the bounds of the season and its admitted projects.

use store::proposals::Category;
use store::seasons::{self, Bounds, OTHERS};
use voting::constraints::{Constraints, Limit, Part};

/// A project on the ballot: its id, and what it is about.
pub(super) type Listed<'p> = (&'p str, Option<Category>);

/// What the contest asks of these projects. A limit of categories that no project has is none.
pub(super) fn constraints(contest: &seasons::Contest, projects: &[Listed<'_>]) -> Constraints {
    Constraints {
        min_votes: u64::try_from(contest.min_votes).unwrap_or(0),
        limits: limits(&contest.bounds, projects),
        parts: parts(contest, projects),
    }
}

fn limits(bounds: &Bounds, projects: &[Listed<'_>]) -> Vec<Limit> {
    let of_categories = bounds.limits.iter().map(|limit| Limit {
        name: limit.name(),
        projects: ids(projects, |it| it.is_some_and(|it| limit.categories.contains(&it))),
        number: limit.number,
        amount: limit.amount.and_then(|amount| u64::try_from(amount.0).ok()),
    });
    let exclusive = bounds.exclusive.iter().map(|group| Limit {
        name: group.name.clone(),
        projects: group.projects.iter().map(|key| key.as_str().to_owned()).collect(),
        number: Some(1),
        amount: None,
    });
    of_categories.filter(|limit| !limit.projects.is_empty()).chain(exclusive).collect()
}

fn parts(contest: &seasons::Contest, projects: &[Listed<'_>]) -> Vec<Part> {
    let (Some(part), Some(rest)) = (&contest.bounds.institutions, contest.community()) else {
        return Vec::new();
    };
    let inside = |it: Option<Category>| it.is_some_and(|it| part.categories.contains(&it));
    let amount = |som: i64| u64::try_from(som).unwrap_or(0);
    vec![
        Part { name: part.name(), amount: amount(part.amount.0), projects: ids(projects, inside) },
        Part {
            name: OTHERS.to_owned(),
            amount: amount(rest.0),
            projects: ids(projects, |it| !inside(it)),
        },
    ]
}

fn ids(projects: &[Listed<'_>], holds: impl Fn(Option<Category>) -> bool) -> Vec<String> {
    let under = projects.iter().filter(|(_, category)| holds(*category));
    under.map(|(id, _)| (*id).to_owned()).collect()
}
