//! What VOTES says.
//!
//! Rows are grouped by the text of their vote first: an election has far fewer distinct texts
//! than voters, and only these are looked up and checked.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use super::cells::Cell;
use super::document::Table;
use super::error::{Limit, ReadError, ReadErrorKind, Warning, WarningKind};
use super::meta::Meta;
use super::scan::scan;
use super::voters::Voters;
use crate::decimal::{Decimal, DecimalError};
use crate::instance::{Instance, Money, ProjectIndex};
use crate::mixer::Mixing;
use crate::profile::{Profile, ProfileBuilder};

pub(super) fn read(
    table: &Table<'_>,
    meta: &Meta,
    instance: &Instance,
    warnings: &mut Vec<Warning>,
) -> Result<Profile, ReadError> {
    let texts = Texts::group(table, meta, warnings)?;
    let votes = texts.distinct.iter().map(|text| Vote::parse(text, meta, instance));
    let votes = votes.collect::<Result<Vec<Vote>, ReadError>>()?;
    let places = votes.iter().flat_map(|vote| &vote.points).map(|points| points.places());
    let places = places.max().unwrap_or(0);
    let mut builder = ProfileBuilder::new(meta.kind, instance).points_places(places);
    if let Some(length) = meta.max_length {
        builder = builder.max_length(length);
    }
    for (text, vote) in texts.distinct.iter().zip(&votes) {
        vote.add_to(&mut builder, places, text)?;
    }
    let odd: Vec<Vec<WarningKind>> =
        votes.iter().map(|vote| vote.oddities(meta, instance)).collect();
    let rows = if odd.iter().all(Vec::is_empty) { &[][..] } else { &texts.rows };
    for (line, number) in rows {
        let odd = odd.get(*number as usize).into_iter().flatten();
        warnings.extend(odd.map(|kind| Warning { line: *line, kind: kind.clone() }));
    }
    Ok(builder.build())
}

/// The rows of VOTES by the text of their vote.
struct Texts<'d> {
    distinct: Vec<Text<'d>>,
    /// The line of each row and the number of its text.
    rows: Vec<(u32, u32)>,
}

/// The text of a vote and of its points.
#[derive(Clone, Copy)]
struct Written<'d>(&'d str, &'d str);

impl Hash for Written<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
        self.1.hash(state);
    }
}

impl PartialEq for Written<'_> {
    /// Byte by byte: the texts are short, and calling the library's comparison takes longer.
    fn eq(&self, other: &Self) -> bool {
        let same =
            |a: &str, b: &str| a.len() == b.len() && a.bytes().zip(b.bytes()).all(|(a, b)| a == b);
        same(self.0, other.0) && same(self.1, other.1)
    }
}

impl Eq for Written<'_> {}

/// A vote as written, where it first stands, and how often.
struct Text<'d> {
    vote: Cell<'d>,
    points: Cell<'d>,
    line: u32,
    weight: u64,
}

impl<'d> Texts<'d> {
    fn group(
        table: &'d Table<'_>,
        meta: &Meta,
        warnings: &mut Vec<Warning>,
    ) -> Result<Self, ReadError> {
        let vote_column = table.needed_column("vote")?;
        let points_column =
            if meta.kind.has_points() { Some(table.needed_column("points")?) } else { None };
        let columns = table.columns().count();
        let mut numbers: HashMap<Written<'_>, u32, Mixing> = HashMap::default();
        let mut texts = Texts { distinct: Vec::new(), rows: Vec::new() };
        let voter_column = table.column("voter_id");
        let mut voters = Voters::default();
        for row in scan(table, [Some(vote_column), points_column, voter_column]) {
            let line = row.line;
            let mut warn = |kind| warnings.push(Warning { line, kind });
            if row.cells > columns {
                warn(WarningKind::ExtraCells { cells: row.cells, columns });
            }
            let [vote, points, voter] = row.picked;
            voters.take(voter.unwrap_or_default());
            if vote.is_none() {
                warn(WarningKind::NoVote);
            }
            let (vote, points) = (vote.unwrap_or_default(), points.unwrap_or_default());
            // At most as many texts as lines, which 32 bits can number.
            let next = texts.distinct.len() as u32;
            let number = *numbers.entry(Written(vote.raw(), points.raw())).or_insert(next);
            match texts.distinct.get_mut(number as usize) {
                Some(text) => text.weight += 1,
                None => texts.distinct.push(Text { vote, points, line, weight: 1 }),
            }
            texts.rows.push((line, number));
        }
        if let Some(column) = voter_column {
            voters.warn(table, column, warnings);
        }
        Ok(texts)
    }
}

/// A vote understood, projects as they were written.
struct Vote {
    projects: Vec<ProjectIndex>,
    points: Vec<Decimal>,
}

impl Vote {
    fn parse(text: &Text<'_>, meta: &Meta, instance: &Instance) -> Result<Self, ReadError> {
        let vote = text.vote.text();
        let find = |id: &str| {
            let id = id.trim();
            let unknown = || ReadErrorKind::UnknownProject(id.to_owned()).at(text.line);
            instance.index_of(id).ok_or_else(unknown)
        };
        let projects = items(&vote).map(find).collect::<Result<Vec<_>, _>>()?;
        let points = if meta.kind.has_points() { points(text)? } else { Vec::new() };
        if meta.kind.has_points() && points.len() != projects.len() {
            let (projects, points) = (projects.len(), points.len());
            return Err(ReadErrorKind::PointsDoNotMatch { projects, points }.at(text.line));
        }
        Ok(Self { projects, points })
    }

    fn add_to(
        &self,
        builder: &mut ProfileBuilder,
        places: u8,
        text: &Text<'_>,
    ) -> Result<(), ReadError> {
        let projects = self.projects.iter().copied();
        let added = if builder.kind().is_set() {
            builder.add_set(projects, text.weight)
        } else if builder.kind().has_points() {
            let units = self.points_in_units(places, text)?;
            builder.add_points(projects.zip(units), text.weight)
        } else {
            builder.add_ranking(projects, text.weight)
        };
        added.map_err(|error| ReadErrorKind::Tally(error).at(text.line))
    }

    fn points_in_units(&self, places: u8, text: &Text<'_>) -> Result<Vec<u64>, ReadError> {
        let in_units = |points: &Decimal| {
            let units = points.in_units(places).and_then(|units| u64::try_from(units).ok());
            units.ok_or_else(|| {
                let (text_points, problem) = (points.to_string(), DecimalError::TooLong);
                ReadErrorKind::BadAmount { what: "points", text: text_points, problem }
                    .at(text.line)
            })
        };
        self.points.iter().map(in_units).collect()
    }

    /// What every row with this vote should be warned about.
    fn oddities(&self, meta: &Meta, instance: &Instance) -> Vec<WarningKind> {
        let mut distinct = self.projects.clone();
        distinct.sort_unstable();
        distinct.dedup();
        let mut odd = Vec::new();
        if distinct.len() < self.projects.len() {
            odd.push(WarningKind::RepeatedInVote);
        }
        let broken = |(limit, bound): &(Limit, Decimal)| {
            self.breaks(*limit, *bound, &distinct, instance)
                .then_some(WarningKind::BreaksLimit(*limit))
        };
        odd.extend(meta.limits.iter().filter_map(broken));
        odd
    }

    fn breaks(
        &self,
        limit: Limit,
        bound: Decimal,
        distinct: &[ProjectIndex],
        instance: &Instance,
    ) -> bool {
        let length = || Decimal::from(distinct.len() as u64);
        let cost = || {
            let costs = distinct.iter().map(|project| instance.cost(*project));
            instance.amount(costs.fold(Money::default(), Money::plus))
        };
        let sum = || self.points.iter().try_fold(Decimal::from(0), |sum, p| sum.plus(*p));
        let has_points = !self.points.is_empty();
        match limit {
            Limit::MinLength => length() < bound,
            Limit::MaxLength => length() > bound,
            Limit::MinSumCost => cost() < bound,
            Limit::MaxSumCost => cost() > bound,
            Limit::MinPoints => self.points.iter().any(|points| *points < bound),
            Limit::MaxPoints => self.points.iter().any(|points| *points > bound),
            Limit::MinSumPoints => has_points && sum().is_some_and(|sum| sum < bound),
            Limit::MaxSumPoints => has_points && sum().is_none_or(|sum| sum > bound),
        }
    }
}

fn points(text: &Text<'_>) -> Result<Vec<Decimal>, ReadError> {
    let points = text.points.text();
    let read = |item: &str| {
        item.parse().map_err(|problem| {
            let item = item.to_owned();
            ReadErrorKind::BadAmount { what: "points", text: item, problem }.at(text.line)
        })
    };
    items(&points).map(read).collect()
}

/// The items of a list; none when it is blank.
fn items(list: &str) -> impl Iterator<Item = &str> {
    let blank = list.trim().is_empty();
    list.split(',').filter(move |_| !blank)
}
