//! What must hold of any bytes whatever; the fuzzer runs the same.

use tally::pb::{Composer, Document, FileElection};
use tally::{Completion, Election, Outcome, Rule, TallyError, TieOrder};

/// Steps of 1 up to here are tried; an envelope of 10^21 would ask for more than a test has time for.
const MOST_STEPS: u128 = 200;

/// Reads, writes back, composes anew, tallies; whatever the bytes, the only other answer is an error.
pub(crate) fn exercise(bytes: &[u8]) {
    let Ok(document) = Document::read(bytes) else { return };
    assert!(document.to_bytes() == bytes, "written back differently");
    let Ok(file) = document.election() else { return };
    composes(&file);
    tallies(&file);
}

/// What is written of an election reads back as the same election.
fn composes(file: &FileElection) {
    let Ok(text) = Composer::new(&file.instance, &file.profile).compose() else { return };
    let again = Document::read(text.as_bytes()).and_then(|document| document.election());
    let again = again.unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(again.instance, file.instance, "{text}");
    assert!(again.profile.ballots().eq(file.profile.ballots()), "{text}");
    assert_eq!(again.profile.kind(), file.profile.kind(), "{text}");
}

fn tallies(file: &FileElection) {
    let ties = TieOrder::by_id(&file.instance);
    let election = Election::new(&file.instance, &file.profile, &ties).unwrap();
    for info in Rule::all() {
        let parameters: Vec<(&str, &str)> = info.parameters.iter().map(|p| (*p, "1")).collect();
        let rule = Rule::from_name(info.name, &parameters).unwrap();
        if may_take_long(rule, file) {
            continue;
        }
        match rule.tally(&election) {
            Ok(outcome) => is_sound(&outcome, file),
            // Numbers may be too large for some rules, but nothing else may stand in the way.
            Err(
                TallyError::NoSuchUtility
                | TallyError::AmountsTooLarge
                | TallyError::BallotsTooLarge
                | TallyError::KnapsackTooLarge,
            ) => {}
            Err(error) => panic!("{}: {error}", info.name),
        }
    }
}

fn may_take_long(rule: Rule, file: &FileElection) -> bool {
    let steps =
        matches!(rule, Rule::EqualShares(variant) if variant.completion != Completion::None);
    let most = file.instance.projects().iter().map(|project| project.cost).max();
    let one = 10_u128.pow(u32::from(file.instance.places()));
    steps && most.unwrap_or_default().units() / one > MOST_STEPS
}

fn is_sound(outcome: &Outcome, file: &FileElection) {
    assert!(outcome.total_cost <= file.instance.envelope());
    assert_eq!(outcome.verdicts.len(), file.instance.projects().len());
    let funded = outcome.verdicts.iter().filter(|verdict| verdict.funded()).count();
    assert_eq!(funded, outcome.winners.len());
    let report = outcome.report(&file.instance);
    let text = serde_json::to_string(&report).unwrap();
    assert_eq!(serde_json::from_str::<tally::Report>(&text).unwrap(), report);
}
