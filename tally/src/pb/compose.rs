//! From an election to a file.

use std::borrow::Cow;

use super::cells::encode;
use super::error::Section;
use crate::decimal::Decimal;
use crate::error::TallyError;
use crate::instance::Instance;
use crate::profile::{Ballot, BallotKind, Profile};
use crate::scores::Scores;

/// One more column of PROJECTS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name, such as `name`, `category` or `selected`.
    pub name: String,
    /// One cell per project, in instance order; missing ones stay empty.
    pub cells: Vec<String>,
}

/// Writes an election as a `.pb` file: LF line ends, quotes only where the format needs them.
#[derive(Clone, Debug)]
pub struct Composer<'e> {
    instance: &'e Instance,
    profile: &'e Profile,
    meta: Vec<(String, String)>,
    columns: Vec<Column>,
}

impl<'e> Composer<'e> {
    /// A file about this election.
    #[must_use]
    pub const fn new(instance: &'e Instance, profile: &'e Profile) -> Self {
        Self { instance, profile, meta: Vec::new(), columns: Vec::new() }
    }

    /// Adds a key to META, such as `description`, `country`, `unit`, `rule`, `date_begin`. What
    /// the election itself knows (`budget`, `vote_type`, counts) is written without being asked.
    #[must_use]
    pub fn meta(mut self, key: &str, value: &str) -> Self {
        self.meta.push((key.to_owned(), value.to_owned()));
        self
    }

    /// Adds a column to PROJECTS.
    #[must_use]
    pub fn column(mut self, column: Column) -> Self {
        self.columns.push(column);
        self
    }

    /// The file's text. Voters are numbered from 1, identical ballots one after another.
    ///
    /// # Errors
    /// Points whose sum exceeds 128 bits.
    pub fn compose(&self) -> Result<String, TallyError> {
        let sections = [
            (Section::Meta, self.meta_rows()),
            (Section::Projects, self.project_rows()?),
            (Section::Votes, self.vote_rows()),
        ];
        let mut text = String::new();
        for (section, rows) in sections {
            for line in std::iter::once(section.title()).chain(rows.iter().map(String::as_str)) {
                text.push_str(line);
                text.push('\n');
            }
        }
        Ok(text)
    }

    fn meta_rows(&self) -> Vec<String> {
        let kind = self.profile.kind();
        let budget = self.instance.amount(self.instance.envelope()).to_string();
        let known = [
            ("num_projects", self.instance.projects().len().to_string()),
            ("num_votes", self.profile.voters().to_string()),
            ("budget", budget.clone()),
            ("vote_type", vote_type(kind).to_owned()),
        ];
        let mut pairs = vec![("key", "value".to_owned())];
        let given = self.meta.iter().map(|(key, value)| (key.as_str(), value.clone()));
        pairs.extend(given.filter(|(key, _)| known.iter().all(|(known, _)| known != key)));
        pairs.extend(known);
        let has = |key: &str| self.meta.iter().any(|(given, _)| given == key);
        if kind == BallotKind::Knapsack && !has("max_sum_cost") {
            pairs.push(("max_sum_cost", budget));
        }
        if let Some(length) = self.profile.max_length().filter(|_| !has("max_length")) {
            pairs.push(("max_length", length.to_string()));
        }
        pairs.iter().map(|(key, value)| row([*key, value])).collect()
    }

    fn project_rows(&self) -> Result<Vec<String>, TallyError> {
        let scores = Scores::of(self.profile)?;
        let scored = !self.profile.kind().is_set();
        let header = ["project_id", "cost", "votes"].into_iter().chain(scored.then_some("score"));
        let names = self.columns.iter().map(|column| column.name.as_str());
        let mut rows = vec![row(header.chain(names))];
        for index in self.instance.indexes() {
            let project = self.instance.project(index);
            let cost = self.instance.amount(project.cost).to_string();
            let votes = scores.support(index).supporters.to_string();
            let score = scored.then(|| scores.score(index).to_string());
            let cells = self.columns.iter().map(|column| column.cells.get(index.position()));
            let cells = cells.map(|cell| cell.map_or("", String::as_str));
            let known = [project.id.as_str(), &cost, &votes].into_iter().chain(score.as_deref());
            rows.push(row(known.chain(cells)));
        }
        Ok(rows)
    }

    fn vote_rows(&self) -> Vec<String> {
        let has_points = self.profile.kind().has_points();
        let header = ["voter_id", "vote"].into_iter().chain(has_points.then_some("points"));
        let mut rows = vec![row(header)];
        for ballot in self.profile.ballots() {
            let vote = self.list(&ballot, |entry| self.instance.id(entry.project).to_owned());
            let points = has_points.then(|| self.list(&ballot, |entry| self.points(entry.value)));
            for _ in 0..ballot.weight {
                let voter = rows.len().to_string();
                let cells = [voter.as_str(), &vote].into_iter().chain(points.as_deref());
                rows.push(row(cells));
            }
        }
        rows
    }

    fn list(&self, ballot: &Ballot<'_>, item: impl Fn(&crate::profile::Entry) -> String) -> String {
        ballot.entries.iter().map(item).collect::<Vec<String>>().join(",")
    }

    fn points(&self, units: u64) -> String {
        Decimal::from_units(u128::from(units), self.profile.points_places()).to_string()
    }
}

const fn vote_type(kind: BallotKind) -> &'static str {
    match kind {
        BallotKind::ChooseOne => "choose-1",
        BallotKind::Approval | BallotKind::Knapsack => "approval",
        BallotKind::Ranked => "ordinal",
        BallotKind::Cumulative => "cumulative",
        BallotKind::Score => "scoring",
    }
}

fn row<'c>(cells: impl IntoIterator<Item = &'c str>) -> String {
    cells.into_iter().map(encode).collect::<Vec<Cow<'_, str>>>().join(";")
}
