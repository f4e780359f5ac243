//! What is published of the counted ballots of a contest.

use crate::manifest::Contest;
use crate::plaintext::{BallotKind, Vote};

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
    let line = |(project, (supporters, points)): (&crate::manifest::Project, &(u64, u64))| {
        let points = if ranked { String::new() } else { points.to_string() };
        format!("{},{supporters},{points}\n", project.id)
    };
    let lines: String = contest.projects.iter().zip(&sums).map(line).collect();
    format!("id,supporters,points\n{lines}")
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
    use crate::id::ProjectIndex;
    use crate::plaintext::Choice;
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
