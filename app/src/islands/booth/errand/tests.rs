//! The voter's errand against the registrar's and the box's own code.

mod world;

use proptest::prelude::*;
use voting::commitment::Commitment;
use voting::manifest::Publication;
use voting::seed::Seed;
use voting::slot::Slot;

use self::world::{Fault, World, rng};
use super::super::clock::BEHIND;
use super::*;

fn kept() -> Kept {
    Kept::new(&Seed::from_bytes([1; 16]))
}

fn arrived(task: Task) -> Ticket {
    match task {
        Task::Arrived(ticket) => ticket,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_ballot_arrives_and_nothing_of_it_stays() {
    for publication in [Publication::Audited, Publication::Open] {
        let mut world = World::new(publication);
        let mut errand = world.errand(kept(), &["p2", "p0"]);
        let ticket = arrived(world.run(&mut errand));
        assert_eq!(ticket.at, world.now);
        assert_eq!(world.ballots().into_values().collect::<Vec<_>>(), [vec![0, 2]]);
        let promised = world.stored.values().next().unwrap();
        let promised = String::from_utf8_lossy(promised);
        assert!(promised.ends_with(&ticket.promise));
        assert!(errand.kept().pending.is_none() && errand.kept().credential.is_some());
        assert!(Commitment::from_bytes(ticket.commitment) != Commitment::from_bytes([0; 32]));
    }
}

#[test]
fn lost_requests_and_answers_give_one_ballot() {
    use Fault::{Busy, LoseAnswer, LoseRequest};
    for faults in [[LoseAnswer, LoseAnswer, Busy], [LoseRequest, LoseAnswer, Busy], [Busy; 3]] {
        let mut world = World::new(Publication::Audited);
        world.faults = faults.into();
        arrived(world.run(&mut world.errand(kept(), &["p1"])));
        assert_eq!((world.stored.len(), world.posted), (1, 4));
    }
}

#[test]
fn what_nobody_answers_is_kept_and_sent_again_after_a_reload() {
    let mut world = World::new(Publication::Audited);
    world.faults = [Fault::LoseAnswer; 4].into();
    let mut errand = world.errand(kept(), &["p1"]);
    assert_eq!(world.run(&mut errand), Task::Stop(Failure::Unanswered));
    let reloaded = Kept::from_bytes(&errand.kept().to_bytes().unwrap()).unwrap();
    arrived(world.run(&mut world.errand(reloaded, &["p1"])));
    assert_eq!(world.stored.len(), 1);
}

#[test]
fn a_ballot_that_nobody_answered_is_not_denied_when_the_vote_ends() {
    let mut world = World::new(Publication::Audited);
    world.faults = [Fault::LoseAnswer; 4].into();
    let mut errand = world.errand(kept(), &["p1"]);
    world.run(&mut errand);
    assert!(errand.in_doubt());
    world.now = world.election.manifest.closes_at;
    let reloaded = Kept::from_bytes(&errand.kept().to_bytes().unwrap()).unwrap();
    for kept in [errand.kept().clone(), reloaded] {
        let mut late = world.errand(kept, &["p1"]);
        assert_eq!(world.run(&mut late), Task::Stop(Failure::LateUnanswered));
        assert!(late.in_doubt() && late.kept().pending.is_none());
        // The visit after that knows it, too.
        let mut later = world.errand(late.kept().clone(), &["p1"]);
        assert_eq!(world.run(&mut later), Task::Stop(Failure::LateUnanswered));
    }
    assert_eq!(world.stored.len(), 1);
}

#[test]
fn a_new_ballot_refused_for_the_end_of_the_vote_is_no_matter_of_doubt() {
    let mut world = World::new(Publication::Audited);
    world.faults = [Fault::Answer(410, "")].into();
    let mut errand = world.errand(kept(), &["p1"]);
    assert_eq!(world.run(&mut errand), Task::Stop(Failure::Closed));
    assert!(!errand.in_doubt() && errand.kept().pending.is_none());
}

#[test]
fn whatever_drops_an_unanswered_ballot_leaves_its_number_used() {
    use Fault::{Answer, LoseAnswer};
    let refused = r#"{"type":"urn:hashar:credential"}"#;
    for (status, body) in [(403, ""), (403, refused), (422, refused), (429, "")] {
        let mut world = World::new(Publication::Audited);
        world.faults = [LoseAnswer, Answer(status, body)].into();
        let mut errand = world.errand(kept(), &["p1"]);
        let stopped = world.run(&mut errand);
        if status == 429 {
            arrived(stopped);
        } else {
            assert_eq!(stopped, Task::Stop(Failure::Doubtful));
            let reloaded = Kept::from_bytes(&errand.kept().to_bytes().unwrap()).unwrap();
            assert!(reloaded.in_doubt());
            let mut again = world.errand(reloaded, &["p2"]);
            arrived(world.run(&mut again));
            assert!(!again.in_doubt() && !again.kept().in_doubt());
        }
        assert_eq!(
            (world.stored.len(), world.ballots().len()),
            (2, 2),
            "{status}: one number twice"
        );
    }
}

#[test]
fn a_wrong_time_in_the_same_slot_leaves_the_number_used() {
    let mut world = World::new(Publication::Audited);
    let clock = format!(r#"{{"type":"urn:hashar:clock","now":{}}}"#, world.now);
    world.faults = [Fault::LoseAnswer, Fault::Answer(422, clock.leak())].into();
    arrived(world.run(&mut world.errand(kept(), &["p1"])));
    assert_eq!((world.stored.len(), world.ballots().len()), (2, 2));
}

#[test]
fn a_refusal_that_is_not_the_boxs_own_leaves_doubt() {
    for (body, failure) in [
        ("<h1>Forbidden</h1>", Failure::Doubtful),
        (r#"{"type":"urn:hashar:credential"}"#, Failure::Refused),
    ] {
        let mut world = World::new(Publication::Audited);
        world.faults = [Fault::Answer(403, body)].into();
        assert_eq!(world.run(&mut world.errand(kept(), &["p1"])), Task::Stop(failure));
    }
}

#[test]
fn a_ballot_that_is_in_is_not_denied_where_its_ticket_cannot_be_kept() {
    let mut world = World::new(Publication::Audited);
    let mut errand = world.errand(kept(), &["p1"]);
    world.full_after_casting = true;
    arrived(world.run(&mut errand));
}

#[test]
fn another_choice_after_a_lost_answer_follows_the_first() {
    let mut world = World::new(Publication::Audited);
    world.faults = [Fault::LoseAnswer; 4].into();
    let mut errand = world.errand(kept(), &["p1"]);
    world.run(&mut errand);
    arrived(world.run(&mut world.errand(errand.kept().clone(), &["p2"])));
    assert_eq!(world.ballots().into_values().collect::<Vec<_>>(), [vec![1], vec![2]]);
}

#[test]
fn a_lost_answer_past_its_slot_gives_a_later_ballot_that_counts() {
    let mut world = World::new(Publication::Audited);
    world.faults = [Fault::LoseAnswer; 4].into();
    let mut errand = world.errand(kept(), &["p1"]);
    world.run(&mut errand);
    world.now += 1_200;
    arrived(world.run(&mut world.errand(errand.kept().clone(), &["p1"])));
    let numbers: Vec<u32> = world.ballots().into_keys().collect();
    assert_eq!(numbers.len(), 2);
    assert_eq!(Seq::from_number(numbers[1]).slot(), Slot::at(world.now));
}

#[test]
fn a_recovery_code_brings_the_credential_to_another_device_in_the_next_slot() {
    let mut world = World::new(Publication::Audited);
    let mut first = world.errand(kept(), &["p1"]);
    arrived(world.run(&mut first));
    let stranger = Kept::new(&Seed::from_bytes([2; 16]));
    let refused = world.run(&mut world.errand(stranger, &["p2"]));
    assert_eq!(refused, Task::Stop(Failure::ElsewhereKey));
    let code = kept().seed().recovery_code();
    let seed = Seed::from_recovery_code(&code.to_lowercase()).unwrap();
    let slot = Slot::at(world.now);
    let mut second = world.errand(Kept::recovered(&seed, world.now), &["p2"]);
    arrived(world.run(&mut second));
    assert!(Slot::at(world.now) > slot, "it waited");
    assert_eq!(second.kept().credential, first.kept().credential);
    assert_eq!(world.ballots().into_values().collect::<Vec<_>>(), [vec![1], vec![2]]);
}

#[test]
fn a_full_slot_is_waited_out() {
    let mut world = World::new(Publication::Audited);
    let mut kept = kept();
    for cast in 0..17_u32 {
        let mut errand = world.errand(kept, &["p1"]);
        arrived(world.run(&mut errand));
        kept = errand.kept().clone();
        assert_eq!(kept.last().unwrap().number() % 16, cast % 16);
    }
    assert_eq!(world.ballots().len(), 17);
}

#[test]
fn a_device_never_trusts_a_forged_answer_and_keeps_its_ballot() {
    let forgeries: [fn(Vec<u8>) -> Vec<u8>; 4] = [
        |mut answer| {
            answer[3] ^= 1;
            answer
        },
        |mut answer| {
            let place = answer.len() - 5;
            answer[place] = if answer[place] == b'A' { b'B' } else { b'A' };
            answer
        },
        |_| Vec::new(),
        |answer| answer[..128].to_vec(),
    ];
    for forge in forgeries {
        let mut world = World::new(Publication::Audited);
        world.forge = forge;
        let mut errand = world.errand(kept(), &["p1"]);
        assert_eq!(world.run(&mut errand), Task::Stop(Failure::WrongAnswer));
        let kept = errand.kept();
        assert!(errand.in_doubt() && kept.pending.is_some() && kept.ticket.is_none());
    }
}

#[test]
fn the_answer_to_another_ballot_confirms_nothing() {
    let mut world = World::new(Publication::Audited);
    let mut errand = world.errand(kept(), &["p1"]);
    arrived(world.run(&mut errand));
    let (body, answer) = world.stored.pop_first().unwrap();
    let voter = world.voter(&["p2"]);
    let credential = errand.kept().credential.clone().unwrap();
    let seq = Seq::from_number(errand.kept().last().unwrap().number() + 1);
    let seed = kept().seed();
    let other = voter.ballot(&seed, &credential, seq, &mut rng(7)).unwrap();
    assert!(voter.accepted(&body, &answer, 0).is_ok());
    assert!(voter.accepted(&other, &answer, 0).is_err());
}

#[test]
fn nothing_is_sent_that_is_not_kept() {
    let world = World::new(Publication::Audited);
    let mut errand = world.errand(kept(), &["p1"]);
    let task = errand.next(world.now, &mut rng(1));
    assert!(matches!(task, Task::Keep(_)));
    errand.answer(&task, Reply::NotKept, world.now);
    assert_eq!(errand.next(world.now, &mut rng(1)), Task::Stop(Failure::Storage));
}

#[test]
fn a_manifest_that_is_in_no_log_seals_nothing() {
    let world = World::new(Publication::Audited);
    let voter = world.voter(&["p1"]);
    let [issuance, ballots] = world.log_proofs(&world.election.id);
    assert_eq!(voter.check_logs(&issuance, &ballots), Ok(()));
    let other = world.log_proofs(&voting::id::ElectionId::from_bytes([7; 32]));
    for (first, second) in [
        (&issuance, &other[1]),
        (&other[0], &ballots),
        (&ballots, &issuance),
        (&issuance, &vec![0xff]),
        (&Vec::new(), &ballots),
    ] {
        assert_eq!(voter.check_logs(first, second), Err(Failure::Mismatch));
    }
}

#[test]
fn a_page_that_differs_from_the_manifest_seals_nothing() {
    let world = World::new(Publication::Audited);
    let refused = |change: fn(&mut super::super::offer::Offer)| {
        let mut offer = world.offer.clone();
        change(&mut offer);
        Voter::new(&world.bytes, &offer, &["p1"]).err() == Some(Failure::Mismatch)
    };
    assert!(!refused(|_| {}));
    assert!(refused(|offer| offer.projects[0].cost += 1));
    assert!(refused(|offer| offer.projects[0].id = "p9".into()));
    assert!(refused(|offer| drop(offer.projects.pop())));
    assert!(refused(|offer| offer.rules.max = 3));
    assert!(refused(|offer| offer.rules.envelope = 99));
    assert!(refused(|offer| offer.contest = 1));
    assert!(refused(|offer| offer.election = "11".repeat(32)));
    let mut bytes = world.bytes.clone();
    bytes.push(b'\n');
    assert!(Voter::new(&bytes, &world.offer, &["p1"]).is_err(), "another hash");
    assert!(Voter::new(&world.bytes, &world.offer, &["p0", "p1"]).is_err(), "too dear");
}

#[test]
fn every_refusal_says_what_to_do() {
    for (status, failure) in [
        (401, Failure::SignIn),
        (403, Failure::NotEligible),
        (409, Failure::ElsewhereKey),
        (410, Failure::Closed),
        (418, Failure::Refused),
    ] {
        let world = World::new(Publication::Audited);
        let mut errand = world.errand(kept(), &["p1"]);
        let task = errand.next(world.now, &mut rng(1));
        errand.answer(&task, Reply::Done, world.now);
        let task = errand.next(world.now, &mut rng(1));
        errand.answer(&task, Reply::Http { status, body: Vec::new() }, world.now);
        assert_eq!(errand.next(world.now, &mut rng(1)), Task::Stop(failure));
    }
    let mut world = World::new(Publication::Audited);
    world.now += 10_000;
    let ended = world.run(&mut world.errand(kept(), &["p1"]));
    assert_eq!(ended, Task::Stop(Failure::Closed));
}

#[test]
fn the_last_slot_may_begin_too_late() {
    let mut world = World::new(Publication::Audited);
    world.now += 4_100;
    let seed = kept().seed();
    let task = world.run(&mut world.errand(Kept::recovered(&seed, world.now), &["p1"]));
    assert_eq!(task, Task::Stop(Failure::NoTime));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// However wrong the device's clock is: one ballot, in the slot of the box.
    #[test]
    fn a_wrong_clock_is_set_by_the_box(ahead in -90_000_i64..90_000, recovered: bool) {
        let mut world = World::new(Publication::Audited);
        let wrong = world.now.checked_add_signed(ahead).unwrap();
        let clock = Clock::aligned(wrong, world.now);
        let began = world.now;
        let seed = kept().seed();
        let kept = if recovered { Kept::recovered(&seed, wrong) } else { kept() };
        let mut errand = Errand::new(world.voter(&["p1"]), kept, clock, "p1".into());
        match world.run(&mut errand) {
            Task::Arrived(_) => {
                prop_assert_eq!(world.stored.len(), 1);
                let slot = Seq::from_number(*world.ballots().keys().next().unwrap()).slot();
                prop_assert!(slot.number() + 1 >= Slot::at(world.now).number());
                let far_behind = ahead < -BEHIND.cast_signed();
                prop_assert!(!recovered || far_behind || slot > Slot::at(began));
            }
            // A clock past the end of the vote, or before its beginning, is believed.
            Task::Stop(Failure::Closed | Failure::NotOpen | Failure::NoTime) => {
                prop_assert!(ahead.abs() > 2_000);
            }
            other => prop_assert!(false, "{other:?}"),
        }
    }
}
