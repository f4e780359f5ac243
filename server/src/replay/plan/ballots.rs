//! The votes, and what a ballot must be able to hold for them.

use super::{Refused, text};
use tally::pb::{Document, FileElection};
use tally::{Ballot, BallotKind as Kind, Decimal};
use voting::id::ProjectIndex;
use voting::manifest::BallotTerms;
use voting::plaintext::{BallotKind, Choice};

pub(super) struct Ballots {
    pub(super) terms: BallotTerms,
    /// One a voter.
    pub(super) votes: Vec<Vec<Choice>>,
}

impl Ballots {
    pub(super) fn read(document: &Document<'_>, file: &FileElection) -> Result<Self, Refused> {
        let mut votes = Vec::new();
        for ballot in file.profile.ballots() {
            let choices =
                choices(file.profile.kind(), ballot).ok_or_else(|| too_large(document, file))?;
            votes.extend((0..ballot.weight).map(|_| choices.clone()));
        }
        let terms = terms(file, &votes).ok_or_else(|| too_large(document, file))?;
        Ok(Self { terms, votes })
    }
}

/// In the order of the plaintext, which is that of the profile; `None` for points above 16 bits.
fn choices(kind: Kind, ballot: Ballot<'_>) -> Option<Vec<Choice>> {
    // A shared purse gives a project nothing by leaving it out.
    let given = ballot.entries.iter().filter(|entry| kind != Kind::Cumulative || entry.value > 0);
    given
        .map(|entry| {
            let project = ProjectIndex(u16::try_from(entry.project.position()).ok()?);
            Some(Choice { project, value: u16::try_from(entry.value).ok()? })
        })
        .collect()
}

/// As wide as the longest ballot needs. For rankings also as wide as the file allows, because
/// points are counted from there. `None` for more points than a manifest has room for.
fn terms(file: &FileElection, votes: &[Vec<Choice>]) -> Option<BallotTerms> {
    let longest = votes.iter().map(Vec::len).max().unwrap_or(0);
    let points = |vote: &Vec<Choice>| vote.iter().map(|choice| u64::from(choice.value)).sum();
    let values = || votes.iter().flatten().map(|choice| u64::from(choice.value));
    let (kind, max_points) = match file.profile.kind() {
        Kind::ChooseOne if longest <= 1 => (BallotKind::ChooseOne, None),
        // Cities counted ballots that cost more than they allowed, and so does the tally.
        Kind::ChooseOne | Kind::Approval | Kind::Knapsack => (BallotKind::Approval, None),
        Kind::Ranked => (BallotKind::Ranked, None),
        Kind::Cumulative => (BallotKind::Cumulative, Some(votes.iter().map(points).max())),
        Kind::Score => (BallotKind::Score, Some(values().max())),
    };
    let max_points = match max_points {
        None => None,
        Some(most) => Some(u32::try_from(most.unwrap_or(0).max(1)).ok()?),
    };
    let allowed = match kind {
        BallotKind::Ranked => usize::try_from(file.profile.borda_k()).ok()?,
        _ => 0,
    };
    let most = file.instance.projects().len();
    let max = u16::try_from(longest.max(allowed.min(most)).max(1)).ok()?;
    Some(BallotTerms { kind, min: 0, max, max_points })
}

/// The first row whose points are too many.
fn too_large(document: &Document<'_>, file: &FileElection) -> Refused {
    let (votes, places) = (document.votes(), file.profile.points_places());
    let fits = |item: &str| {
        let units = item.parse().ok().and_then(|points: Decimal| points.in_units(places));
        units.is_none_or(|units| units <= u128::from(u16::MAX))
    };
    let mut rows = votes.rows();
    let row = rows.find(|row| !text(*row, &votes, "points").split(',').all(fits));
    Refused::Cell {
        line: row.map_or(1, |row| row.line),
        column: "points".to_owned(),
        reason: format!("a ballot gives at most {} points, with {places} decimals", u16::MAX),
    }
}
