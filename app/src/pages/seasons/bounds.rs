//! What a contest asks of its winners beyond the envelope, one plain sentence each.

use crate::i18n::{Words, category_name, money, number};
use crate::t;
use std::collections::BTreeSet;
use store::proposals::{Category, ProposalKey};
use store::seasons::{Bounds, CategoryLimit, Contest, Institutions, MahallaLimit, NamedMahalla};
use store::territories::Territory;

/// The sentences of one contest; `title` names a project that excludes others.
pub(in crate::pages) fn bounds_sentences(
    words: Words,
    bounds: &Bounds,
    title: impl Fn(&ProposalKey) -> String,
) -> Vec<String> {
    let mut said: Vec<String> = bounds.limits.iter().flat_map(|it| limit(words, it)).collect();
    let parts = bounds.institutions.is_some();
    said.extend(bounds.each_mahalla.iter().map(|limit| each_mahalla(words, limit, parts)));
    said.extend(part(words, bounds));
    said.extend(bounds.exclusive.iter().map(|group| {
        let projects = group.projects.iter().map(|key| quoted(words, &title(key)));
        let projects = projects.collect::<Vec<_>>().join(", ");
        t!(words, "season-rule-exclusive", name = &*group.name, projects = projects)
    }));
    said
}

/// The sentences that hold in all of the contests; of what differs, that it does.
pub(super) fn shared_sentences(words: Words, contests: &[&Contest]) -> Vec<String> {
    let Some(first) = contests.first().map(|contest| &contest.bounds) else { return Vec::new() };
    let limits = contests.iter().all(|contest| contest.bounds.limits == first.limits);
    let mahallas = contests.iter().all(|contest| contest.bounds.each_mahalla == first.each_mahalla);
    let part = contests.iter().all(|contest| contest.bounds.institutions == first.institutions);
    let shared = Bounds {
        limits: if limits { first.limits.clone() } else { Vec::new() },
        each_mahalla: first.each_mahalla.clone().filter(|_| mahallas),
        exclusive: Vec::new(),
        institutions: first.institutions.clone().filter(|_| part),
    };
    let mut said = bounds_sentences(words, &shared, |_| String::new());
    said.extend((!limits).then(|| t!(words, "season-rule-limits-differ")));
    said.extend((!mahallas).then(|| t!(words, "season-rule-mahallas-differ")));
    said.extend((!part).then(|| t!(words, "season-rule-parts-differ")));
    if contests.iter().any(|contest| !contest.bounds.exclusive.is_empty()) {
        said.push(t!(words, "season-rule-exclusive-some"));
    }
    said
}

/// What people call a limit of a manifest in a district of these mahallas.
pub(in crate::pages) fn limit_name(words: Words, name: &str, mahallas: &[Territory]) -> String {
    if let Some(NamedMahalla { code, name, .. }) = NamedMahalla::parse(name) {
        let known = mahallas.iter().find(|it| it.code == code);
        let name = known.map_or(name, |it| it.names.text(words.lang().code()));
        return t!(words, "season-limit-mahalla", name = name);
    }
    CategoryLimit::categories_of(name).map_or_else(|| name.to_owned(), |it| names(words, &it))
}

/// What people call a part of a manifest's envelope that is not for all other projects.
pub(in crate::pages) fn part_name(words: Words, name: &str) -> String {
    match Institutions::categories_of(name) {
        Some(categories) => listed(words, &categories),
        None => quoted(words, name),
    }
}

fn limit(words: Words, limit: &CategoryLimit) -> Vec<String> {
    let what = listed(words, &limit.categories);
    let of_number = limit
        .number
        .map(|most| t!(words, "season-rule-limit-number", what = &*what, most = i64::from(most)));
    let of_money = limit.amount.map(|most| {
        t!(words, "season-rule-limit-money", what = &*what, sum = money(words, most.0))
    });
    of_number.into_iter().chain(of_money).collect()
}

fn each_mahalla(words: Words, limit: &MahallaLimit, parts: bool) -> String {
    let most = limit.number.map(i64::from);
    let of_number = most.map(|most| t!(words, "season-rule-mahalla-number", most = most));
    let sum = limit.amount.map(|most| money(words, most.0));
    let of_money = sum.map(|sum| t!(words, "season-rule-mahalla-money", sum = sum));
    let of_parts = parts.then(|| t!(words, "season-rule-mahalla-parts"));
    let said: Vec<String> = of_number.into_iter().chain(of_money).chain(of_parts).collect();
    said.join(" ")
}

fn part(words: Words, bounds: &Bounds) -> Option<String> {
    let part = bounds.institutions.as_ref()?;
    let (sum, what) = (money(words, part.amount.0), listed(words, &part.categories));
    Some(t!(words, "season-rule-part", sum = sum, what = what))
}

/// Names of categories in quotation marks.
fn listed(words: Words, categories: &BTreeSet<Category>) -> String {
    let names = categories.iter().map(|it| quoted(words, &category_name(words, *it)));
    names.collect::<Vec<_>>().join(", ")
}

fn names(words: Words, categories: &BTreeSet<Category>) -> String {
    let names = categories.iter().map(|category| category_name(words, *category));
    names.collect::<Vec<_>>().join(", ")
}

fn quoted(words: Words, text: &str) -> String {
    t!(words, "season-quoted", text = text)
}

/// The minimum of votes, where there is one.
pub(in crate::pages) fn least_sentence(words: Words, votes: i64) -> Option<String> {
    (votes > 0).then(|| t!(words, "season-rule-min-votes", votes = number(votes)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use store::seasons::{Ballot, BallotKind, Exclusive};
    use store::territories::TerritoryKind;
    use store::{ContestId, Json, SeasonId, Som, TerritoryId};

    fn bounds() -> Bounds {
        let limit = CategoryLimit {
            categories: [Category::School, Category::Roads].into_iter().collect(),
            number: Some(2),
            amount: Some(Som(5_000)),
        };
        let projects = ["a", "b"].iter().map(|key| key.parse().unwrap()).collect();
        let part =
            Institutions { amount: Som(40), categories: [Category::Clinic].into_iter().collect() };
        Bounds {
            limits: vec![limit],
            each_mahalla: Some(MahallaLimit { number: Some(3), amount: Some(Som(7_000)) }),
            exclusive: vec![Exclusive { name: "One park".to_owned(), projects }],
            institutions: Some(part),
        }
    }

    #[test]
    fn each_bound_is_a_sentence_with_its_numbers() {
        for lang in [Lang::Uz, Lang::Ru, Lang::En] {
            let words = Words::of(lang);
            let said = bounds_sentences(words, &bounds(), |key| format!("Title of {key}"));
            assert_eq!(said.len(), 5, "{said:?}");
            assert!(said.iter().all(|sentence| sentence.ends_with('.')), "{said:?}");
            let school = category_name(words, Category::School);
            assert!(said[0].contains('2') && said[0].contains(&school), "{said:?}");
            assert!(said[1].contains("5\u{a0}000") && said[1].contains(&school), "{said:?}");
            let mahallas = t!(words, "season-rule-mahalla-parts");
            assert!(said[2].contains('3') && said[2].contains("7\u{a0}000"), "{said:?}");
            assert!(said[2].ends_with(&mahallas), "{said:?}");
            assert!(said[3].contains("40"), "{said:?}");
            assert!(said[4].contains("One park") && said[4].contains("Title of b"), "{said:?}");
            let undivided = Bounds { institutions: None, ..bounds() };
            let said = bounds_sentences(words, &undivided, |_| String::new());
            assert!(!said[2].contains(&mahallas), "{said:?}");
        }
        assert!(
            bounds_sentences(Words::of(Lang::En), &Bounds::default(), |_| String::new()).is_empty()
        );
    }

    #[test]
    fn what_differs_between_districts_is_left_to_their_pages() {
        let words = Words::of(Lang::En);
        let contest = |bounds: Bounds| Contest {
            id: ContestId(1),
            season: SeasonId(1),
            position: 0,
            territory: TerritoryId(1),
            envelope: Som(100),
            cap: Som(100),
            cap_equipment: None,
            min_votes: 0,
            ballot: Ballot { kind: BallotKind::Approval, min: 1, max: 2 },
            rule: "greedy_votes".to_owned(),
            rule_params: Json(serde_json::json!({})),
            bounds,
        };
        let (one, other) = (contest(bounds()), contest(Bounds { institutions: None, ..bounds() }));
        let said = shared_sentences(words, &[&one, &other]);
        let same = Bounds { exclusive: Vec::new(), institutions: None, ..bounds() };
        assert_eq!(said[..3], bounds_sentences(words, &same, |_| String::new()));
        assert!(said[3].contains("part of the envelope") && said[4].contains("page names them"));
        let none = contest(Bounds::default());
        let said = shared_sentences(words, &[&one, &none]);
        assert!(
            said[0].contains("of a category") && said[1].contains("of one mahalla"),
            "{said:?}"
        );
        assert_eq!(said.len(), 4, "{said:?}");
        assert!(shared_sentences(words, &[&none]).is_empty());
    }

    #[test]
    fn a_limit_of_a_manifest_is_called_in_the_language_of_the_reader() {
        let words = Words::of(Lang::Ru);
        let mahalla = Territory {
            id: TerritoryId(2),
            code: "31030".to_owned(),
            parent: Some(TerritoryId(1)),
            kind: TerritoryKind::Mfy,
            names: [("uz", "Bogʻiston"), ("ru", "Багистан")].into_iter().collect(),
            population: None,
            valid_from: 0,
        };
        let called = |name: &str| limit_name(words, name, std::slice::from_ref(&mahalla));
        assert_eq!(called("roads+school"), "Дороги и мосты, Школы");
        assert_eq!(called("One park"), "One park");
        assert_eq!(called("mahalla:31030 Bogʻiston, part:others"), "махалля Багистан");
        assert_eq!(called("mahalla:31031 Chinor"), "махалля Chinor");
        assert_eq!(part_name(words, "part:roads+school"), "«Дороги и мосты», «Школы»");
        assert_eq!(part_name(words, "Library"), "«Library»");
    }
}
