//! What a result means to voters, from what a record publishes.

use tally::{Analysis, BallotKind, CategoryShare, ProfileBuilder, ProjectId, TallyError};

use crate::manifest::Contest;
use crate::plaintext::Vote;
use crate::record::result::{ContestResult, instance, profile};

/// How the winners serve the voters whose ballots are published.
///
/// # Errors
/// Winners that are no projects of the contest.
pub fn analysis(
    contest: &Contest,
    votes: &[Vote],
    winners: &[ProjectId],
) -> Result<Analysis, TallyError> {
    let instance = instance(contest)?;
    let profile = profile(contest, &instance, votes)?;
    let winners = winners.iter().map(|id| instance.index_of(id.as_str()));
    let winners = winners.collect::<Option<Vec<_>>>().ok_or(TallyError::OtherInstance)?;
    Analysis::of(&instance, &profile, &winners)
}

/// Money and votes of each category, from a result that tells its projects; `categories` has the
/// names for each project by index. Sums suffice for this.
///
/// # Errors
/// A result or categories of another number of projects.
pub fn category_shares(
    contest: &Contest,
    result: &ContestResult,
    categories: &[Vec<String>],
) -> Result<Vec<CategoryShare>, TallyError> {
    let instance = instance(contest)?;
    let mut ballots = ProfileBuilder::new(BallotKind::Approval, &instance);
    let mut winners = Vec::new();
    for report in result.projects.iter().flatten() {
        let project = instance.index_of(report.id.as_str()).ok_or(TallyError::OtherInstance)?;
        ballots.add_set([project], report.supporters)?;
        winners.extend(report.funded.then_some(project));
    }
    CategoryShare::all(&instance, &ballots.build(), &winners, categories)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::Publish;
    use crate::record::{parse_ballot_lines, result_files};
    use crate::testing;
    use tally::TieOrder;

    #[test]
    fn published_ballots_say_whom_the_winners_serve() {
        let mut contest = testing::manifest().contests[0].clone();
        (contest.publish, contest.ballot.min) = (Publish::Ballots, 0);
        let votes = parse_ballot_lines(&contest, "\na:1\nb:1\nb:1;c:1\n").unwrap();
        let ties = TieOrder::by_id(&instance(&contest).unwrap());
        let files = result_files(&contest, &votes, &ties).unwrap();
        let result: ContestResult = crate::json::parse(&files.result).unwrap();
        let winners: Vec<&str> = result.winners.iter().map(ProjectId::as_str).collect();
        assert_eq!(winners, ["b", "c"]);
        let analysis = analysis(&contest, &votes, &result.winners).unwrap();
        assert_eq!((analysis.voters, analysis.represented), (4, 2));
        assert_eq!(analysis.histogram, [2, 1, 1]);
        let names = [vec!["road".to_owned()], vec!["water".to_owned()], vec![]];
        let shares = category_shares(&contest, &result, &names).unwrap();
        let told: Vec<_> = shares
            .iter()
            .map(|it| (it.category.as_deref(), it.money.to_string(), it.votes.to_string()))
            .collect();
        let expected = [(Some("road"), "0", "1"), (Some("water"), "60", "2"), (None, "10", "1")];
        assert_eq!(told, expected.map(|(name, a, b)| (name, a.to_owned(), b.to_owned())));
    }
}
