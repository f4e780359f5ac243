//! What is published of the counted ballots of a contest.

use crate::error::{Error, Result};
use crate::id::ProjectIndex;
use crate::manifest::{Contest, Project};
use crate::plaintext::{BallotKind, Choice, Vote};
use crate::text::decimal;

const TOTALS_HEAD: &str = "id,supporters,points\n";

/// `publish = ballots`: one line per ballot, `id:value` joined by `;`, a blank ballot an empty
/// line, lines sorted as bytes, each ended by LF. The order tells nothing about who voted when.
#[must_use]
pub fn ballot_lines(contest: &Contest, votes: &[Vote]) -> String {
    let mut lines: Vec<String> = votes.iter().map(|vote| ballot_line(contest, vote)).collect();
    lines.sort_unstable();
    lines.into_iter().flat_map(|line| [line, "\n".to_owned()]).collect()
}

/// `publish = totals`: a head line, then `id,supporters,points` of each project by index. A
/// ballot supports the projects on it (of a score ballot: those with at least one point); points
/// are the sum of the values, and empty for rankings, which have none.
#[must_use]
pub fn totals(contest: &Contest, votes: &[Vote]) -> String {
    let ranked = contest.ballot.kind == BallotKind::Ranked;
    let mut sums = vec![(0u64, 0u64); contest.projects.len()];
    for choice in votes.iter().flat_map(Vote::choices) {
        if let Some((supporters, points)) = sums.get_mut(usize::from(choice.project.0)) {
            *supporters += u64::from(choice.value > 0);
            *points += u64::from(choice.value);
        }
    }
    let line = |(project, (supporters, points)): (&Project, &(u64, u64))| {
        let points = if ranked { String::new() } else { points.to_string() };
        format!("{},{supporters},{points}\n", project.id)
    };
    let lines: String = contest.projects.iter().zip(&sums).map(line).collect();
    format!("{TOTALS_HEAD}{lines}")
}

/// Reads what [`ballot_lines`] wrote.
///
/// # Errors
/// When a line is no ballot of this contest, or the file is not exactly what would be written.
pub fn parse_ballot_lines(contest: &Contest, file: &str) -> Result<Vec<Vote>> {
    let rules = contest.ballot_rules();
    let vote = |line: &str| {
        let choices = line.split(';').filter(|choice| !choice.is_empty());
        let choices = choices.map(|choice| parse_choice(contest, choice)).collect::<Result<_>>()?;
        Vote::new(choices, &rules).map_err(|_| wrong("a line that is no valid ballot"))
    };
    let votes = file.lines().map(vote).collect::<Result<Vec<Vote>>>()?;
    if ballot_lines(contest, &votes) == file { Ok(votes) } else { Err(wrong("another form")) }
}

/// Reads what [`totals`] wrote: supporters and points (0 for rankings) of each project by index.
///
/// # Errors
/// When the file has another form.
pub fn parse_totals(contest: &Contest, file: &str) -> Result<Vec<(u64, u64)>> {
    let lines = file
        .strip_prefix(TOTALS_HEAD)
        .and_then(|lines| lines.strip_suffix('\n'))
        .ok_or(wrong("another head"))?;
    let lines: Vec<&str> = lines.split('\n').collect();
    if lines.len() != contest.projects.len() {
        return Err(wrong("another number of projects"));
    }
    let line = |(project, line): (&Project, &str)| {
        let values = line.strip_prefix(project.id.as_str()).and_then(|line| line.strip_prefix(','));
        let values = values.and_then(|values| values.split_once(','));
        let (supporters, points) = values.ok_or(wrong("another project"))?;
        let points = if points.is_empty() { "0" } else { points };
        Ok((decimal("counted", supporters)?, decimal("counted", points)?))
    };
    contest.projects.iter().zip(lines).map(line).collect()
}

fn parse_choice(contest: &Contest, text: &str) -> Result<Choice> {
    let (id, value) = text.split_once(':').ok_or(wrong("a choice without value"))?;
    let index = contest.projects.iter().position(|project| project.id == id);
    let index = index.and_then(|index| u16::try_from(index).ok());
    let project = ProjectIndex(index.ok_or(wrong("an unknown project"))?);
    let value = decimal("counted", value)?;
    Ok(Choice { project, value: u16::try_from(value).map_err(|_| wrong("a value too large"))? })
}

const fn wrong(reason: &'static str) -> Error {
    Error::malformed("counted", reason)
}

fn ballot_line(contest: &Contest, vote: &Vote) -> String {
    let choices = vote.choices().iter().filter_map(|choice| {
        let project = contest.projects.get(usize::from(choice.project.0))?;
        Some(format!("{}:{}", project.id, choice.value))
    });
    choices.collect::<Vec<_>>().join(";")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn votes(contest: &Contest, ballots: &[&[(u16, u16)]]) -> Vec<Vote> {
        let choice =
            |&(project, value): &(u16, u16)| Choice { project: ProjectIndex(project), value };
        let vote = |ballot: &&[(u16, u16)]| {
            Vote::new(ballot.iter().map(choice).collect(), &contest.ballot_rules()).unwrap()
        };
        ballots.iter().map(vote).collect()
    }

    #[test]
    fn ballots_are_sorted_lines() {
        let mut contest = testing::manifest().contests[0].clone();
        contest.ballot.min = 0;
        let votes = votes(&contest, &[&[(1, 1), (2, 1)], &[], &[(0, 1)], &[(1, 1)]]);
        assert_eq!(ballot_lines(&contest, &votes), "\na:1\nb:1\nb:1;c:1\n");
        assert_eq!(ballot_lines(&contest, &[]), "");
    }

    #[test]
    fn files_are_read_as_they_are_written() {
        let mut contest = testing::manifest().contests[0].clone();
        contest.ballot.min = 0;
        let file = "\na:1\nb:1\nb:1;c:1\n";
        let votes = parse_ballot_lines(&contest, file).unwrap();
        assert_eq!((votes.len(), ballot_lines(&contest, &votes).as_str()), (4, file));
        for wrong in ["b:1\na:1\n", "a:1", "a:2\n", "d:1\n", "a\n", "a:01\n", "c:1;b:1\n", "a:1;\n"]
        {
            assert!(parse_ballot_lines(&contest, wrong).is_err(), "{wrong:?}");
        }
        let file = totals(&contest, &votes);
        assert_eq!(parse_totals(&contest, &file).unwrap(), [(1, 1), (2, 2), (1, 1)]);
        for wrong in
            ["", "id,supporters,points\n", &file.replace("b,", "x,"), &file.replace("2,2", "2")]
        {
            assert!(parse_totals(&contest, wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn totals_are_sums_by_project() {
        let mut contest = testing::manifest().contests[0].clone();
        let approvals = votes(&contest, &[&[(1, 1), (2, 1)], &[(0, 1)], &[(1, 1)]]);
        assert_eq!(totals(&contest, &approvals), "id,supporters,points\na,1,1\nb,2,2\nc,1,1\n");
        contest.ballot.kind = BallotKind::Score;
        contest.ballot.max_points = Some(5);
        let scores = votes(&contest, &[&[(0, 0), (1, 5)], &[(1, 2)]]);
        assert_eq!(totals(&contest, &scores), "id,supporters,points\na,0,0\nb,2,7\nc,0,0\n");
        contest.ballot.kind = BallotKind::Ranked;
        let ranks = votes(&contest, &[&[(2, 1), (0, 2)]]);
        assert_eq!(totals(&contest, &ranks), "id,supporters,points\na,1,\nb,0,\nc,1,\n");
    }
}
