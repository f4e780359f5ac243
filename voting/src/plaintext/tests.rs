use super::*;
use proptest::prelude::*;

const LENGTH: usize = 128;

fn rules(kind: BallotKind) -> BallotRules {
    let max_points = match kind {
        BallotKind::Cumulative | BallotKind::Score => 10,
        _ => 0,
    };
    BallotRules { kind, min: 1, max: 3, max_points, envelope: 100, costs: vec![50, 60, 10, 40] }
}

fn choices(pairs: &[(u16, u16)]) -> Vec<Choice> {
    let choice = |&(project, value): &(u16, u16)| Choice { project: ProjectIndex(project), value };
    pairs.iter().map(choice).collect()
}

fn outcome(kind: BallotKind, pairs: &[(u16, u16)]) -> Result<Vote, Spoiled> {
    Vote::new(choices(pairs), &rules(kind))
}

#[test]
fn fixed_encoding() {
    let rules = rules(BallotKind::Ranked);
    let vote = Vote::new(choices(&[(3, 1), (0, 2)]), &rules).unwrap();
    let mut expected = vec![1, 2, 0, 2, 0, 3, 0, 1, 0, 0, 0, 2];
    expected.resize(LENGTH, 0);
    assert_eq!(vote.encode(&rules, LENGTH).unwrap(), expected);
    assert_eq!(Vote::parse(&expected, &rules), Ok(vote));
}

#[test]
fn each_rule_of_the_format_has_its_reason() {
    let rules = rules(BallotKind::Approval);
    let good = Vote::new(choices(&[(0, 1), (2, 1)]), &rules).unwrap().encode(&rules, 128).unwrap();
    let spoiled = |place: usize, byte: u8| {
        let mut bytes = good.clone();
        bytes[place] = byte;
        Vote::parse(&bytes, &rules).unwrap_err()
    };
    assert_eq!(spoiled(0, 2), Spoiled::Version);
    assert_eq!(spoiled(1, 2), Spoiled::Kind);
    assert_eq!(spoiled(3, 32), Spoiled::Length);
    assert_eq!(spoiled(3, 1), Spoiled::Padding);
    assert_eq!(spoiled(127, 1), Spoiled::Padding);
    assert_eq!(spoiled(5, 4), Spoiled::Project);
    assert_eq!(spoiled(7, 2), Spoiled::Value);
    for short in 0..12 {
        assert_eq!(Vote::parse(&good[..short], &rules), Err(Spoiled::Length));
    }
    assert_eq!(Vote::parse(&good[..12], &rules).unwrap().choices().len(), 2);
}

#[test]
fn counts_between_min_and_max() {
    assert_eq!(outcome(BallotKind::Approval, &[]), Err(Spoiled::Count));
    let four = [(0, 1), (1, 1), (2, 1), (3, 1)];
    assert_eq!(outcome(BallotKind::Approval, &four), Err(Spoiled::Count));
    let blank = BallotRules { min: 0, ..rules(BallotKind::Approval) };
    assert!(Vote::new(vec![], &blank).is_ok());
}

#[test]
fn approval_is_ascending_with_value_one() {
    assert!(outcome(BallotKind::Approval, &[(0, 1), (3, 1)]).is_ok());
    assert_eq!(outcome(BallotKind::Approval, &[(3, 1), (0, 1)]), Err(Spoiled::Order));
    assert_eq!(outcome(BallotKind::Approval, &[(3, 1), (3, 1)]), Err(Spoiled::Order));
    assert_eq!(outcome(BallotKind::Approval, &[(3, 0)]), Err(Spoiled::Value));
}

#[test]
fn knapsack_fits_the_envelope() {
    assert!(outcome(BallotKind::Knapsack, &[(0, 1), (2, 1), (3, 1)]).is_ok());
    assert_eq!(outcome(BallotKind::Knapsack, &[(0, 1), (1, 1)]), Err(Spoiled::Envelope));
    let huge = BallotRules { costs: vec![u64::MAX; 3], ..rules(BallotKind::Knapsack) };
    let all = choices(&[(0, 1), (1, 1), (2, 1)]);
    assert_eq!(Vote::new(all, &huge), Err(Spoiled::Envelope));
}

#[test]
fn ranks_follow_the_order() {
    assert!(outcome(BallotKind::Ranked, &[(3, 1), (0, 2), (1, 3)]).is_ok());
    assert_eq!(outcome(BallotKind::Ranked, &[(3, 1), (3, 2)]), Err(Spoiled::Order));
    assert_eq!(outcome(BallotKind::Ranked, &[(3, 2), (0, 1)]), Err(Spoiled::Value));
}

#[test]
fn points_have_their_limits() {
    assert!(outcome(BallotKind::Cumulative, &[(0, 4), (1, 6)]).is_ok());
    assert_eq!(outcome(BallotKind::Cumulative, &[(0, 5), (1, 6)]), Err(Spoiled::Points));
    assert_eq!(outcome(BallotKind::Cumulative, &[(0, 0)]), Err(Spoiled::Value));
    assert!(outcome(BallotKind::Score, &[(0, 10), (1, 0), (2, 10)]).is_ok());
    assert_eq!(outcome(BallotKind::Score, &[(0, 11)]), Err(Spoiled::Value));
}

#[test]
fn what_does_not_fit_is_not_encoded() {
    let rules = rules(BallotKind::Approval);
    let vote = Vote::new(choices(&[(0, 1), (1, 1), (2, 1)]), &rules).unwrap();
    assert_eq!(vote.encode(&rules, 15), Err(Spoiled::Length));
    assert_eq!(vote.encode(&rules, 16).unwrap().len(), 16);
}

fn kinds() -> impl Strategy<Value = BallotKind> {
    prop_oneof![
        Just(BallotKind::ChooseOne),
        Just(BallotKind::Approval),
        Just(BallotKind::Knapsack),
        Just(BallotKind::Ranked),
        Just(BallotKind::Cumulative),
        Just(BallotKind::Score),
    ]
}

proptest! {
    /// Whatever is accepted re-encodes to the same bytes.
    #[test]
    fn one_form_for_each_vote(
        kind in kinds(),
        header in (0u8..3, 0u8..6, 0u16..5),
        pairs in prop::collection::vec((0u16..5, 0u16..12), 0..5),
        length in 0usize..40,
    ) {
        let rules = BallotRules { min: 0, ..rules(kind) };
        let mut bytes = vec![header.0, header.1];
        bytes.extend(header.2.to_be_bytes());
        bytes.extend(pairs.iter().flat_map(|(p, v)| [p.to_be_bytes(), v.to_be_bytes()].concat()));
        bytes.resize(length, 0);
        if let Ok(vote) = Vote::parse(&bytes, &rules) {
            prop_assert_eq!(vote.encode(&rules, length).unwrap(), bytes);
        }
    }

    #[test]
    fn never_panics(kind in kinds(), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Vote::parse(&bytes, &rules(kind));
    }

    #[test]
    fn round_trip(kind in kinds(), picks in prop::collection::btree_set(0u16..4, 0..4), points: u16) {
        let rules = BallotRules { min: 0, envelope: u64::MAX, ..rules(kind) };
        let value = |rank: usize| match kind {
            BallotKind::Ranked => u16::try_from(rank).unwrap() + 1,
            BallotKind::Score => points % 11,
            BallotKind::Cumulative => points % 3 + 1,
            _ => 1,
        };
        let pairs = picks.iter().enumerate();
        let pairs: Vec<_> = pairs.map(|(rank, project)| (*project, value(rank))).collect();
        let vote = Vote::new(choices(&pairs), &rules).unwrap();
        let bytes = vote.encode(&rules, LENGTH).unwrap();
        prop_assert_eq!(bytes.len(), LENGTH);
        prop_assert_eq!(Vote::parse(&bytes, &rules).unwrap(), vote);
    }
}
