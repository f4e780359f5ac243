//! The constraints of a manifest's contest, from the bounds of the season and its admitted projects.

use super::LANGUAGE;
use std::collections::BTreeMap;
use store::proposals::Category;
use store::seasons::{self, Bounds, NamedMahalla, OTHERS};
use store::territories::Territory;
use voting::constraints::{Constraints, Limit, Part};

/// What bounds ask about a project.
pub(super) struct About {
    pub(super) category: Option<Category>,
    /// None for a project of the whole district, which stands under no limit of a mahalla.
    pub(super) mahalla: Option<Territory>,
}

/// A project on the ballot: its id, and what bounds ask about it.
pub(super) type Listed<'p> = (&'p str, &'p About);

/// What the contest asks of these projects. A limit under which no project stands is none.
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
    let of_categories = of_categories.filter(|limit| !limit.projects.is_empty());
    of_categories.chain(of_mahallas(bounds, projects)).chain(exclusive).collect()
}

/// A limit for each mahalla that has a project. Parts of the envelope are decided each by itself, so
/// each has limits of its own.
fn of_mahallas(bounds: &Bounds, projects: &[Listed<'_>]) -> Vec<Limit> {
    let Some(each) = &bounds.each_mahalla else { return Vec::new() };
    let part = bounds.institutions.as_ref().map(|part| (part, part.name()));
    let mut standing: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (id, about) in projects {
        let Some(mahalla) = &about.mahalla else { continue };
        let part = part.as_ref().map(|(part, name)| match about.category {
            Some(category) if part.categories.contains(&category) => name.as_str(),
            _ => OTHERS,
        });
        let name = mahalla.names.text(LANGUAGE);
        let named = NamedMahalla { code: &mahalla.code, name, part };
        standing.entry(named.limit()).or_default().push((*id).to_owned());
    }
    let limit = |(name, projects)| Limit {
        name,
        projects,
        number: each.number,
        amount: each.amount.and_then(|amount| u64::try_from(amount.0).ok()),
    };
    standing.into_iter().map(limit).collect()
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
    let under = projects.iter().filter(|(_, about)| holds(about.category));
    under.map(|(id, _)| (*id).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::seasons::{Institutions, MahallaLimit};
    use store::territories::TerritoryKind;
    use store::{Som, TerritoryId};

    /// One limit for all of them would tie parts together, which the tally refuses.
    #[test]
    fn mahallas_have_limits_in_each_part_and_projects_of_the_whole_district_none() {
        let mahalla = Territory {
            id: TerritoryId(2),
            code: "111".to_owned(),
            parent: Some(TerritoryId(1)),
            kind: TerritoryKind::Mfy,
            names: [("uz", "Obod")].into_iter().collect(),
            population: None,
            valid_from: 0,
        };
        let about = |category, mahalla| About { category: Some(category), mahalla };
        let school = about(Category::School, Some(mahalla.clone()));
        let road = about(Category::Roads, Some(mahalla));
        let whole = about(Category::Roads, None);
        let projects = [("a", &road), ("b", &school), ("c", &whole), ("d", &road)];
        let mut bounds = Bounds {
            each_mahalla: Some(MahallaLimit { number: Some(1), amount: None }),
            ..Bounds::default()
        };
        let named = |bounds: &Bounds| -> Vec<(String, Vec<String>)> {
            let limits = of_mahallas(bounds, &projects);
            limits.into_iter().map(|limit| (limit.name, limit.projects)).collect()
        };
        let own = |name: &str, ids: &[&str]| {
            (name.to_owned(), ids.iter().map(|id| (*id).to_owned()).collect())
        };
        assert_eq!(named(&bounds), [own("mahalla:111 Obod", &["a", "b", "d"])]);
        let categories = [Category::School, Category::Clinic].into_iter().collect();
        bounds.institutions = Some(Institutions { amount: Som(30), categories });
        let of_parts = [
            own("mahalla:111 Obod, part:others", &["a", "d"]),
            own("mahalla:111 Obod, part:school+clinic", &["b"]),
        ];
        assert_eq!(named(&bounds), of_parts);
        bounds.each_mahalla = None;
        assert!(named(&bounds).is_empty());
    }
}
