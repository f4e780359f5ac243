//! Closing, shares, the count: in their order, each once, and again after a crash.

use crate::after::{AFTER, OPERATOR, download, open, published, share, share_note, voted};
use crate::manifest::{secret, signer};
use crate::world::{CLOSES_AT, World};
use server::counting::{self, CountingError as Error};
use server::randomness::Generator;
use std::collections::BTreeMap;
use store::approvals::{NewApproval, Warrant};
use store::elections::ElectionState;
use store::{ApprovalId, Json, Nullifier};
use tally::pb::Document;
use tally::{Rule, TieOrder};
use voting::election_key::ElectionSecret;
use voting::record::ContestResult;
use voting::tie::TieRule;

async fn state(world: &World) -> ElectionState {
    world.store.election(&world.election.id).await.unwrap().state
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_comes_before_its_time() {
    let world = voted(open).await;
    let (counting, id) = (&world.counting, &world.election.id);
    world.set_clock(CLOSES_AT - 1);
    let early = counting::close(counting, id, OPERATOR).await;
    assert!(matches!(early, Err(Error::StillOpen(CLOSES_AT))), "{early:?}");
    assert_eq!(world.get(&world.path("record")).await.problem(), "404 record");
    world.set_clock(AFTER);
    let note = share_note(&world).await;
    let early = counting::take_share(counting, id, &note, None, 0).await;
    assert!(matches!(early, Err(Error::State)), "{early:?}");
    for early in [
        counting::tally(counting, id, OPERATOR).await,
        counting::publish(counting, id, OPERATOR).await,
    ] {
        assert!(matches!(early, Err(Error::State)), "{early:?}");
    }
    counting::close(counting, id, OPERATOR).await.unwrap();
    let early = counting::tally(counting, id, OPERATOR).await;
    assert!(matches!(early, Err(Error::SharesMissing { here: 0, needed: 1 })), "{early:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_close_ends_the_registrars_keys() {
    let world = voted(open).await;
    let (counting, id) = (&world.counting, &world.election.id);
    assert!(world.folder("keys/vote/registrar-1.pem").exists());
    // As a crash between the two keys leaves it.
    std::fs::remove_file(world.folder("keys/vote/registrar-1.pem")).unwrap();
    counting::close(counting, id, OPERATOR).await.unwrap();
    for key in ["registrar-0.pem", "registrar-1.pem"] {
        assert!(!world.folder("keys/vote").join(key).exists(), "{key}");
    }
    assert!(world.folder("keys/vote/organiser.key").exists());
    counting::close(counting, id, OPERATOR).await.unwrap();
    counting::finish_closing(counting).await.unwrap();
    let acts = world.store.acts(Default::default(), 50).await.unwrap();
    let done = |word| acts.iter().filter(|act| act.act == word).count();
    assert_eq!((done("keys.destroy"), done("election.advance")), (1, 2), "approved, closed");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_trustees_own_share_for_these_logs_is_taken() {
    let world = voted(open).await;
    let (counting, id) = (&world.counting, &world.election.id);
    let early = share_note(&world).await;
    counting::close(counting, id, OPERATOR).await.unwrap();
    let take = async |note: &str| counting::take_share(counting, id, note, None, 0).await;
    let (right, trustee) = (share(&world).await, signer("trustee", 21));
    let note = |change: &dyn Fn(&mut voting::share::Share)| {
        let mut share = right.clone();
        change(&mut share);
        share.sign(&trustee).unwrap().to_string()
    };
    let stranger = right.sign(&signer("trustee", 22)).unwrap().to_string();
    let wrong = ElectionSecret::generate(&mut Generator::new(&[98; 32]));
    assert!(matches!(take("a letter").await, Err(Error::NoNote(_))));
    assert!(matches!(take(&stranger).await, Err(Error::OtherAuthor)));
    assert!(matches!(take(&early).await, Err(Error::OtherLogs)), "before the logs ended");
    assert!(matches!(take(&note(&|it| it.issuance = [0; 32])).await, Err(Error::OtherLogs)));
    assert!(matches!(
        take(&note(&|it| it.secret = wrong.clone())).await,
        Err(Error::WrongShare { .. })
    ));
    assert!(matches!(take(&note(&|it| it.index = 2)).await, Err(Error::WrongShare { .. })));
    let early = counting::tally(counting, id, OPERATOR).await;
    assert!(matches!(early, Err(Error::SharesMissing { .. })), "none of them was kept");
    assert_eq!(take(&note(&|_| {})).await.unwrap(), 1);
    assert_eq!(take(&note(&|_| {})).await.unwrap(), 1, "again");
    assert_eq!(counting::shares(counting, id).await.unwrap(), (1, 1));
    world.end().await;
}

/// The warrant of people `one` and `other` for an act on the season `vote`.
async fn approved(world: &World, act: &str, subject: &str) -> (Warrant, Warrant) {
    let person = async |number| {
        world.store.person_by_nullifier(Nullifier([number; 32])).await.unwrap().unwrap()
    };
    let (one, other) = (person(1).await, person(2).await);
    let payload = Json(serde_json::json!({}));
    let new = NewApproval { act: act.to_owned(), subject: subject.to_owned(), payload };
    let at = AFTER.cast_signed();
    let approval = world.store.propose(&new, one, at).await.unwrap();
    let warrant = |by| Warrant::Confirmed { approval, by, at };
    (warrant(one), warrant(other))
}

#[tokio::test(flavor = "multi_thread")]
async fn two_officials_close_and_a_crash_in_between_changes_nothing() {
    let world = voted(open).await;
    let (counting, id) = (&world.counting, &world.election.id);
    // Files and logs are written, the transaction is not: as if the process died there.
    let unknown = Warrant::Confirmed { approval: ApprovalId(404), by: store::PersonId(1), at: 0 };
    assert!(counting::close(counting, id, unknown).await.is_err());
    assert_eq!(state(&world).await, ElectionState::Approved);
    assert_eq!(world.get(&world.path("record/manifest.json")).await.problem(), "404 record");

    let (_, tally) = approved(&world, "election.tally", "vote").await;
    let other = counting::close(counting, id, tally).await;
    assert!(matches!(other, Err(Error::OtherApproval)), "{other:?}");
    let (_, elsewhere) = approved(&world, "election.close", "another").await;
    let other = counting::close(counting, id, elsewhere).await;
    assert!(matches!(other, Err(Error::OtherApproval)), "{other:?}");
    let (alone, together) = approved(&world, "election.close", "vote").await;
    let refused = counting::close(counting, id, alone).await;
    assert!(matches!(refused, Err(Error::TwoPeople)), "{refused:?}");
    assert_eq!(state(&world).await, ElectionState::Approved);
    counting::close(counting, id, together).await.unwrap();
    assert_eq!(state(&world).await, ElectionState::Closed);
    counting::close(counting, id, together).await.unwrap();
    let (_, again) = approved(&world, "election.close", "vote").await;
    let late = counting::close(counting, id, again).await;
    assert!(matches!(late, Err(Error::State)), "somebody closed it before: {late:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_while_publishing_leaves_the_same_record() {
    let world = voted(open).await;
    let (counting, id) = (&world.counting, &world.election.id);
    counting::close(counting, id, OPERATOR).await.unwrap();
    let note = share_note(&world).await;
    counting::take_share(counting, id, &note, None, 0).await.unwrap();
    let unknown = Warrant::Confirmed { approval: ApprovalId(404), by: store::PersonId(1), at: 0 };
    assert!(counting::tally(counting, id, unknown).await.is_err());
    assert_eq!(state(&world).await, ElectionState::Closed);
    counting::tally(counting, id, OPERATOR).await.unwrap();
    counting::tally(counting, id, OPERATOR).await.unwrap();
    assert!(counting::publish(counting, id, unknown).await.is_err());
    // All files are there, and yet nobody sees a result before it is published.
    assert_eq!(world.get(&world.path("record/tally/one.json")).await.problem(), "404 file");
    let first = counting.records.read(id, "SHA256SUMS").await.unwrap().unwrap();
    std::fs::remove_file(world.folder(&format!("records/{id}/tally/one.json"))).unwrap();
    counting::publish(counting, id, OPERATOR).await.unwrap();
    counting::publish(counting, id, OPERATOR).await.unwrap();
    let files = download(&world, "record", None).await;
    assert_eq!(files["SHA256SUMS"], first);
    assert!(files.contains_key("tally/one.json"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_changed_since_the_close_are_not_counted() {
    let world = voted(open).await;
    let (counting, id) = (&world.counting, &world.election.id);
    counting::close(counting, id, OPERATOR).await.unwrap();
    let note = share_note(&world).await;
    counting::take_share(counting, id, &note, None, 0).await.unwrap();
    let path = world.folder(&format!("records/{id}/ballots/copy/0.bin"));
    let copy = std::fs::read(&path).unwrap();
    let mut changed = copy.clone();
    changed[300] ^= 1;
    std::fs::write(&path, changed).unwrap();
    let refused = counting::tally(counting, id, OPERATOR).await;
    assert!(matches!(refused, Err(Error::Changed(_))), "{refused:?}");
    std::fs::write(&path, copy).unwrap();
    counting::tally(counting, id, OPERATOR).await.unwrap();
    // A result that somebody wrote before is not replaced, and not signed.
    let tally = world.folder(&format!("records/{id}/tally"));
    std::fs::create_dir_all(&tally).unwrap();
    std::fs::write(tally.join("one.json"), "{}").unwrap();
    let refused = counting::publish(counting, id, OPERATOR).await;
    assert!(matches!(refused, Err(Error::Record(_))), "{refused:?}");
    world.end().await;
}

/// Another program that reads the Pabulib file finds the same winners.
#[tokio::test(flavor = "multi_thread")]
async fn the_published_ballots_give_the_published_winners() {
    let world = voted(|manifest| {
        open(manifest);
        manifest.tie = TieRule::Id;
        manifest.contests[0].rule.name = "greedy_votes_threshold".to_owned();
        manifest.contests[0].rule.params.insert("threshold".to_owned(), 2.into());
        manifest.contests[1].rule.name = "greedy_votes_noskip".to_owned();
    })
    .await;
    published(&world).await;
    let files = download(&world, "record", None).await;
    let threshold: &[(&str, &str)] = &[("threshold", "2")];
    let mut winners = BTreeMap::new();
    for (contest, rule, params) in
        [("one", "greedy_votes_threshold", threshold), ("two", "greedy_votes_noskip", &[])]
    {
        let document = Document::read(&files[&format!("counted/{contest}.pb")]).unwrap();
        let election = document.election().unwrap();
        let ties = TieOrder::by_id(&election.instance);
        let counted = tally::Election::new(&election.instance, &election.profile, &ties).unwrap();
        let outcome = Rule::from_name(rule, params).unwrap().tally(&counted).unwrap();
        let result: ContestResult =
            voting::json::parse(&files[&format!("tally/{contest}.json")]).unwrap();
        assert_eq!(outcome.winner_ids(&election.instance), result.winners, "{contest}");
        let ids = result.winners.iter().map(ToString::to_string).collect::<Vec<_>>();
        winners.insert(contest, ids);
    }
    // Person 1 went over to c, with person 4; b has two votes too, a none.
    assert_eq!(winners["one"], ["b", "c"]);
    assert_eq!(winners["two"], ["a"]);
    world.end().await;
}

/// What opens every ballot is nowhere but in the published note.
#[tokio::test(flavor = "multi_thread")]
async fn the_secret_is_nowhere_before_the_trustee_releases_it() {
    let world = voted(open).await;
    counting::close(&world.counting, &world.election.id, OPERATOR).await.unwrap();
    let secret = secret().to_bytes();
    let holds = |bytes: &[u8]| bytes.windows(32).any(|window| window == secret);
    let mut folders = vec![world.folder("")];
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    let bytes = std::fs::read(&path).unwrap();
                    assert!(!holds(&bytes), "{}", path.display());
                    let text = String::from_utf8_lossy(&bytes);
                    assert!(!text.contains(&voting::text::base64(&secret)));
                    assert!(!text.contains(&voting::text::hex(&secret)));
                    read += 1;
                }
            }
        }
    }
    assert!(read > 20, "database, keys and files: {read}");
    world.end().await;
}
