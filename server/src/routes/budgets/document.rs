//! A version as JSON. Names of fields stay; new ones may be added.

use app::i18n::{Lang, Words, division_name, function_name};
use serde::Serialize;
use store::budgets::{Function, Line, Totals, Version};
use store::territories::Territory;
use store::{Localized, Som, TerritoryId, UnixTime};

/// What a version is, without its lines.
#[derive(Serialize)]
pub(super) struct Summary {
    year: i64,
    territory: Place,
    version: i64,
    /// Unix seconds.
    published_at: UnixTime,
    /// SHA-256 of the uploaded file, hexadecimal.
    sha256: String,
    line_count: i64,
    /// So'm.
    plan: Som,
    /// So'm.
    executed: Som,
    /// Where its files are.
    files: Files,
}

#[derive(Serialize)]
struct Files {
    json: String,
    csv: String,
    source: String,
}

#[derive(Clone, Serialize)]
struct Place {
    code: String,
    names: Localized,
}

/// A whole version.
#[derive(Serialize)]
pub(super) struct Document {
    #[serde(flatten)]
    summary: Summary,
    functions: Vec<FunctionSum>,
    territories: Vec<TerritorySum>,
    lines: Vec<Row>,
}

#[derive(Serialize)]
struct FunctionSum {
    /// `07` of a division, `07.2` of a group.
    code: String,
    names: Localized,
    plan: Som,
    executed: Som,
}

#[derive(Serialize)]
struct TerritorySum {
    #[serde(flatten)]
    place: Place,
    plan: Som,
    executed: Som,
}

/// A line with codes in place of names.
#[derive(Serialize)]
struct Row {
    territory: String,
    function: String,
    plan: Som,
    executed: Som,
}

impl Summary {
    pub(super) fn of(version: &Version, territory: &Territory) -> Self {
        let number = version.version;
        let base = format!("/api/v1/budgets/{}/{}/{number}", version.year, territory.code);
        Self {
            year: version.year,
            territory: Place::of(territory),
            version: number,
            published_at: version.published_at,
            sha256: data_encoding::HEXLOWER.encode(version.sha256.as_bytes()),
            line_count: version.line_count,
            plan: version.totals.plan,
            executed: version.totals.executed,
            files: Files {
                json: format!("{base}/budget.json"),
                csv: format!("{base}/lines.csv"),
                source: format!("{base}/source.csv"),
            },
        }
    }
}

impl Document {
    pub(super) fn of(summary: Summary, lines: &[Line], places: &[Territory]) -> Self {
        let rows = lines.iter().map(|line| Row {
            territory: code(places, line.territory),
            function: line.function.to_string(),
            plan: line.plan,
            executed: line.executed,
        });
        let sums = Totals::by_territory(lines);
        let territories = places.iter().filter_map(|place| {
            let (_, totals) = sums.iter().find(|(id, _)| *id == place.id)?;
            let Totals { plan, executed } = *totals;
            Some(TerritorySum { place: Place::of(place), plan, executed })
        });
        Self {
            summary,
            functions: functions(lines),
            territories: territories.collect(),
            lines: rows.collect(),
        }
    }
}

impl Place {
    fn of(territory: &Territory) -> Self {
        Self { code: territory.code.clone(), names: territory.names.clone() }
    }
}

/// The code of a territory that lines name.
pub(super) fn code(places: &[Territory], id: TerritoryId) -> String {
    let place = places.iter().find(|place| place.id == id);
    place.map_or_else(String::new, |place| place.code.clone())
}

/// Divisions, each before its groups.
fn functions(lines: &[Line]) -> Vec<FunctionSum> {
    let mut sums = Vec::new();
    for division in Totals::by_function(lines) {
        let number = division.division;
        let names = names(|words| division_name(words, number));
        sums.push(sum(format!("{number:02}"), names, division.totals));
        sums.extend(division.groups.into_iter().map(|(function, totals)| group(function, totals)));
    }
    sums
}

fn group(function: Function, totals: Totals) -> FunctionSum {
    let names = names(|words| function_name(words, function));
    sum(function.to_string(), names, totals)
}

fn sum(code: String, names: Localized, totals: Totals) -> FunctionSum {
    FunctionSum { code, names, plan: totals.plan, executed: totals.executed }
}

fn names(name: impl Fn(Words) -> String) -> Localized {
    Lang::ALL.into_iter().map(|lang| (lang.code(), name(Words::of(lang)))).collect()
}
