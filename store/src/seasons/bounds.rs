//! What a contest asks of its winners beyond the envelope and a minimum of votes.
//!
//! The season's file names categories, since projects come after it; projects that exclude each
//! other are named once they are there. When the vote is prepared, all of it becomes the
//! constraints of the manifest.

use super::{Contest, MahallaLimit, NamedMahalla};
use crate::proposals::{Category, ProposalKey};
use crate::{Som, StoreError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use voting::constraints::{Constraints, Limit};

/// The bounds of a contest; none by default. JSON in the database and in acts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bounds {
    /// Limits of categories; no category stands under two.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<CategoryLimit>,
    /// The limit of every mahalla; none: mahallas have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub each_mahalla: Option<MahallaLimit>,
    /// Projects that exclude each other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclusive: Vec<Exclusive>,
    /// The part of the envelope that is for institutions; none: the envelope is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institutions: Option<Institutions>,
}

/// At most so many projects of these categories, or at most for so much, or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryLimit {
    /// The categories, together under the limit.
    pub categories: BTreeSet<Category>,
    /// At most so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// At most for so much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Som>,
}

/// Projects of which one at most is funded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exclusive {
    /// What people call them.
    pub name: String,
    /// Their keys, two at least.
    pub projects: BTreeSet<ProposalKey>,
}

/// A part of the envelope, for projects of these categories; all others compete for the rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Institutions {
    /// The part's money.
    pub amount: Som,
    /// The categories.
    pub categories: BTreeSet<Category>,
}

/// What is wrong with bounds; places count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WrongBounds {
    /// A limit names no category.
    NoCategory(usize),
    /// A limit says neither how many nor how much, or says none.
    NoLimit(usize),
    /// A limit names a category that another one has.
    CategoryTwice(usize, Category),
    /// A limit names categories of both parts of the envelope.
    AcrossParts(usize),
    /// The limit of mahallas says neither how many nor how much, or says none.
    NoMahallaLimit,
    /// Exclusive projects without a name, with that of another limit or with that of others.
    Name(usize),
    /// Fewer than two projects exclude each other.
    FewProjects(usize),
    /// The part for institutions has no category.
    NoInstitution,
    /// The part for institutions is nothing, or all there is.
    PartTooLarge,
}

/// Parts are called apart from limits, which may be of the same categories.
pub(super) const PART: &str = "part:";
/// The name in manifests of the part of all other projects (docs/protocol.md, section 2).
pub const OTHERS: &str = "part:others";

/// The longest name of exclusive projects, in characters.
const LONGEST_NAME: usize = 100;

impl Bounds {
    /// Whether nothing is asked.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.limits.is_empty()
            && self.each_mahalla.is_none()
            && self.exclusive.is_empty()
            && self.institutions.is_none()
    }

    /// The bounds that a manifest's constraints were made of. What no season asks is left out.
    #[must_use]
    pub fn of_manifest(constraints: &Constraints) -> Self {
        let som = |amount: u64| Som(i64::try_from(amount).unwrap_or(i64::MAX));
        let each_mahalla = MahallaLimit::of_manifest(&constraints.limits, som);
        let mut bounds = Self { each_mahalla, ..Self::default() };
        let of_mahalla = |limit: &&Limit| NamedMahalla::parse(&limit.name).is_some();
        for limit in constraints.limits.iter().filter(|limit| !of_mahalla(limit)) {
            match CategoryLimit::categories_of(&limit.name) {
                Some(categories) => {
                    let (number, amount) = (limit.number, limit.amount.map(som));
                    bounds.limits.push(CategoryLimit { categories, number, amount });
                }
                None => {
                    let projects = limit.projects.iter().filter_map(|id| id.parse().ok()).collect();
                    bounds.exclusive.push(Exclusive { name: limit.name.clone(), projects });
                }
            }
        }
        bounds.institutions = constraints.parts.iter().find_map(|part| {
            let categories = Institutions::categories_of(&part.name)?;
            Some(Institutions { amount: som(part.amount), categories })
        });
        bounds
    }

    /// As the database has them.
    pub(crate) fn to_json(&self) -> Result<String, StoreError> {
        serde_json::to_string(self).map_err(|error| StoreError::Corrupt(error.to_string()))
    }

    /// What is wrong with them under an envelope, all of it.
    #[must_use]
    pub fn wrong(&self, envelope: Som) -> Vec<WrongBounds> {
        let mut wrong = Vec::new();
        let mut seen = BTreeSet::new();
        for (at, limit) in self.limits.iter().enumerate() {
            wrong.extend(self.wrong_limit(at, limit));
            let twice = limit.categories.iter().find(|category| !seen.insert(**category));
            wrong.extend(twice.map(|category| WrongBounds::CategoryTwice(at, *category)));
        }
        wrong.extend(self.each_mahalla.as_ref().and_then(MahallaLimit::wrong));
        let mut names = BTreeSet::new();
        for (at, group) in self.exclusive.iter().enumerate() {
            if !Exclusive::is_name(&group.name) || !names.insert(group.name.as_str()) {
                wrong.push(WrongBounds::Name(at));
            }
            if group.projects.len() < 2 {
                wrong.push(WrongBounds::FewProjects(at));
            }
        }
        if let Some(part) = &self.institutions {
            if part.categories.is_empty() {
                wrong.push(WrongBounds::NoInstitution);
            }
            if part.amount.0 <= 0 || part.amount >= envelope {
                wrong.push(WrongBounds::PartTooLarge);
            }
        }
        wrong
    }

    fn wrong_limit(&self, at: usize, limit: &CategoryLimit) -> Option<WrongBounds> {
        let inside = |category: &&Category| {
            self.institutions.as_ref().is_some_and(|part| part.categories.contains(category))
        };
        let some = limit.number.is_some() || limit.amount.is_some();
        let none = limit.number == Some(0) || limit.amount.is_some_and(|amount| amount.0 <= 0);
        match limit.categories.iter().filter(inside).count() {
            _ if limit.categories.is_empty() => Some(WrongBounds::NoCategory(at)),
            _ if !some || none => Some(WrongBounds::NoLimit(at)),
            within if within > 0 && within < limit.categories.len() => {
                Some(WrongBounds::AcrossParts(at))
            }
            _ => None,
        }
    }
}

impl CategoryLimit {
    /// Its name in manifests: `roads`, `school+kindergarten`.
    #[must_use]
    pub fn name(&self) -> String {
        joined(&self.categories)
    }

    /// The categories of such a name; none for the name of something else.
    #[must_use]
    pub fn categories_of(name: &str) -> Option<BTreeSet<Category>> {
        name.split('+').map(|word| word.parse().ok()).collect()
    }
}

impl Institutions {
    /// Its name in manifests: `part:school+kindergarten`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{PART}{}", joined(&self.categories))
    }

    /// The categories of such a name; none for the name of another part.
    #[must_use]
    pub fn categories_of(name: &str) -> Option<BTreeSet<Category>> {
        CategoryLimit::categories_of(name.strip_prefix(PART)?)
    }
}

fn joined(categories: &BTreeSet<Category>) -> String {
    categories.iter().map(|category| category.word()).collect::<Vec<_>>().join("+")
}

impl Exclusive {
    /// Whether projects that exclude each other may be called so: manifests tell limits apart by
    /// their names.
    #[must_use]
    pub fn is_name(name: &str) -> bool {
        (1..=LONGEST_NAME).contains(&name.chars().count())
            && CategoryLimit::categories_of(name).is_none()
            && NamedMahalla::parse(name).is_none()
    }
}

impl Contest {
    /// What is left of the envelope for projects that are not for institutions.
    #[must_use]
    pub fn community(&self) -> Option<Som> {
        let part = self.bounds.institutions.as_ref()?;
        Some(Som(self.envelope.0.saturating_sub(part.amount.0)))
    }
}

stored_as!(Bounds, String);

impl TryFrom<String> for Bounds {
    type Error = StoreError;

    fn try_from(text: String) -> Result<Self, StoreError> {
        serde_json::from_str(&text).map_err(|error| StoreError::Corrupt(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(categories: &[Category], number: Option<u32>) -> CategoryLimit {
        CategoryLimit { categories: categories.iter().copied().collect(), number, amount: None }
    }

    #[test]
    fn words_of_categories_are_the_same_everywhere() {
        for category in Category::ALL {
            let json = serde_json::to_value(category).unwrap();
            assert_eq!(json, category.word());
            assert_eq!(serde_json::from_value::<Category>(json).unwrap(), *category);
        }
        let limit = limit(&[Category::Kindergarten, Category::School], Some(1));
        assert_eq!(limit.name(), "school+kindergarten");
        assert_eq!(CategoryLimit::categories_of(&limit.name()), Some(limit.categories));
        assert_eq!(CategoryLimit::categories_of("One school, or another"), None);
    }

    #[test]
    fn everything_that_is_wrong_is_told() {
        let roads = || limit(&[Category::Roads], Some(2));
        let group = |name: &str, projects: &[&str]| Exclusive {
            name: name.to_owned(),
            projects: projects.iter().map(|key| key.parse().unwrap()).collect(),
        };
        let part = |amount, categories: &[Category]| {
            let categories = categories.iter().copied().collect();
            Some(Institutions { amount: Som(amount), categories })
        };
        let good = Bounds {
            limits: vec![roads(), limit(&[Category::School], Some(1))],
            each_mahalla: Some(MahallaLimit { number: Some(1), amount: None }),
            exclusive: vec![group("One park", &["a", "b"])],
            institutions: part(40, &[Category::School, Category::Clinic]),
        };
        assert_eq!(good.wrong(Som(100)), []);
        assert!(!good.is_empty() && Bounds::default().is_empty());
        let bad = Bounds {
            limits: vec![
                limit(&[], Some(1)),
                limit(&[Category::Water], None),
                limit(&[Category::Park], Some(0)),
                limit(&[Category::School, Category::Sport], Some(1)),
                roads(),
                roads(),
            ],
            each_mahalla: Some(MahallaLimit { number: None, amount: None }),
            exclusive: vec![
                group("mahalla:1 A", &["a", "b"]),
                group("roads", &["a", "b"]),
                group("One park", &["a"]),
                group("One park", &["b", "c"]),
            ],
            institutions: part(100, &[Category::School]),
        };
        use WrongBounds as Wrong;
        let told = [
            Wrong::NoCategory(0),
            Wrong::NoLimit(1),
            Wrong::NoLimit(2),
            Wrong::AcrossParts(3),
            Wrong::CategoryTwice(5, Category::Roads),
            Wrong::NoMahallaLimit,
            Wrong::Name(0),
            Wrong::Name(1),
            Wrong::FewProjects(2),
            Wrong::Name(3),
            Wrong::PartTooLarge,
        ];
        assert_eq!(bad.wrong(Som(100)), told);
        let nothing = Bounds { institutions: part(0, &[]), ..Bounds::default() };
        assert_eq!(nothing.wrong(Som(100)), [Wrong::NoInstitution, Wrong::PartTooLarge]);
        for (number, amount) in [(Some(0), None), (Some(1), Some(Som(0)))] {
            let none = MahallaLimit { number, amount };
            let none = Bounds { each_mahalla: Some(none), ..Bounds::default() };
            assert_eq!(none.wrong(Som(100)), [Wrong::NoMahallaLimit]);
        }
    }

    #[test]
    fn bounds_are_stored_as_they_were_made() {
        let bounds =
            Bounds { limits: vec![limit(&[Category::Roads], Some(2))], ..Bounds::default() };
        let text = serde_json::to_string(&bounds).unwrap();
        assert_eq!(text, r#"{"limits":[{"categories":["roads"],"number":2}]}"#);
        assert_eq!(Bounds::try_from(text).unwrap(), bounds);
        assert_eq!(Bounds::try_from("{}".to_owned()).unwrap(), Bounds::default());
        assert!(Bounds::try_from("{\"most\":1}".to_owned()).is_err());
    }
}
