//! What META says.

use std::borrow::Cow;

use super::document::Table;
use super::error::{Limit, ReadError, ReadErrorKind, Warning, WarningKind};
use crate::decimal::Decimal;
use crate::profile::BallotKind;

/// The values of META that a tally reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// `vote_type`; an approval vote with `max_sum_cost` is a knapsack vote.
    pub kind: BallotKind,
    /// `budget`.
    pub budget: Decimal,
    /// `max_length`, if given.
    pub max_length: Option<u32>,
    /// `min_project_score_threshold`, if given.
    pub threshold: Option<Decimal>,
    /// The limits of ballots that are given.
    pub limits: Vec<(Limit, Decimal)>,
}

impl Meta {
    pub(super) fn read(table: &Table<'_>, warnings: &mut Vec<Warning>) -> Result<Self, ReadError> {
        let pairs = Pairs::of(table)?;
        let mut limits = Vec::new();
        for limit in Limit::ALL {
            if let Some(value) = pairs.number(limit.key(), warnings)? {
                limits.push((limit, value));
            }
        }
        let limit = |wanted| limits.iter().find(|(limit, _)| *limit == wanted).map(|(_, v)| *v);
        let max_length = limit(Limit::MaxLength).and_then(Decimal::whole);
        Ok(Self {
            kind: pairs.kind(limit(Limit::MaxSumCost).is_some())?,
            budget: pairs.budget()?,
            max_length: max_length.and_then(|length| u32::try_from(length).ok()),
            threshold: pairs.number("min_project_score_threshold", warnings)?,
            limits,
        })
    }

    /// Compares a count of META with what the file holds.
    pub(super) fn check_count(
        table: &Table<'_>,
        key: &'static str,
        found: u64,
        warnings: &mut Vec<Warning>,
    ) -> Result<(), ReadError> {
        if let Some((line, said)) = Pairs::of(table)?.value(key)?
            && said.parse() != Ok(Decimal::from(found))
        {
            let kind = WarningKind::WrongCount { key, said: said.into_owned(), found };
            warnings.push(Warning { line, kind });
        }
        Ok(())
    }
}

/// META's keys and values.
struct Pairs<'d> {
    table: &'d Table<'d>,
    key: usize,
    value: usize,
}

impl<'d> Pairs<'d> {
    fn of(table: &'d Table<'_>) -> Result<Self, ReadError> {
        Ok(Self { table, key: table.needed_column("key")?, value: table.needed_column("value")? })
    }

    /// The line and value of a key that is read; an empty value counts as absent.
    fn value(&self, key: &'static str) -> Result<Option<(u32, Cow<'d, str>)>, ReadError> {
        let mut rows = self.table.rows().filter(|row| row.text(self.key).is_some_and(|k| k == key));
        let first = rows.next();
        if let Some(second) = rows.next() {
            return Err(ReadErrorKind::RepeatedKey(key).at(second.line));
        }
        let value = first.and_then(|row| Some((row.line, row.text(self.value)?)));
        Ok(value.filter(|(_, value)| !value.is_empty()))
    }

    fn needed(&self, key: &'static str) -> Result<(u32, Cow<'d, str>), ReadError> {
        self.value(key)?.ok_or(ReadErrorKind::MissingKey(key).at(self.table.title_line))
    }

    fn budget(&self) -> Result<Decimal, ReadError> {
        let (line, text) = self.needed("budget")?;
        text.parse().map_err(|problem| {
            ReadErrorKind::BadAmount { what: "budget", text: text.into_owned(), problem }.at(line)
        })
    }

    fn kind(&self, cost_limit: bool) -> Result<BallotKind, ReadError> {
        let (line, text) = self.needed("vote_type")?;
        match text.to_ascii_lowercase().as_str() {
            "choose-1" => Ok(BallotKind::ChooseOne),
            "approval" if cost_limit => Ok(BallotKind::Knapsack),
            "approval" => Ok(BallotKind::Approval),
            "ordinal" => Ok(BallotKind::Ranked),
            "cumulative" => Ok(BallotKind::Cumulative),
            "scoring" => Ok(BallotKind::Score),
            _ => Err(ReadErrorKind::UnknownVoteType(text.into_owned()).at(line)),
        }
    }

    fn number(
        &self,
        key: &'static str,
        warnings: &mut Vec<Warning>,
    ) -> Result<Option<Decimal>, ReadError> {
        let Some((line, text)) = self.value(key)? else { return Ok(None) };
        let number = text.parse().ok();
        if number.is_none() {
            warnings.push(Warning { line, kind: WarningKind::UnreadableKey(key) });
        }
        Ok(number)
    }
}
