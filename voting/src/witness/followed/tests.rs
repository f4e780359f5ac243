use super::*;
use crate::merkle::{ConsistencyProof, Hash, Tree, leaf_hash};
use crate::note::{KeyKind, NoteSigner};
use crate::testing;

fn signer() -> NoteSigner {
    NoteSigner::new("example.org/log", KeyKind::Note, testing::signing_key(1)).unwrap()
}

/// A log whose entries from `fork` on are not those of the honest one.
fn tree(size: u64, fork: u64) -> Tree {
    (0..size).map(|i| leaf_hash(&[u8::from(i >= fork), u8::try_from(i).unwrap()])).collect()
}

fn signed(size: u64, root: Hash) -> Note {
    Checkpoint { origin: "example.org/log".into(), size, root }.sign(&signer()).unwrap()
}

/// What the log asks whose tree this is.
fn asked(tree: &Tree, old: u64) -> Request {
    let proof = match old {
        0 => ConsistencyProof(Vec::new()),
        old => ConsistencyProof::new(tree, old, tree.size()).unwrap(),
    };
    Request { old, proof, checkpoint: signed(tree.size(), tree.root()) }
}

fn after(sizes: &[u64]) -> Followed {
    let mut followed = Followed::new(signer().key().clone());
    for size in sizes {
        followed = followed.examine(&asked(&tree(*size, 99), followed.size())).unwrap();
    }
    followed
}

#[test]
fn a_growing_log_is_followed_and_its_newest_head_as_often_as_asked() {
    let followed = after(&[1, 5, 8, 8, 13]);
    assert_eq!(followed.size(), 13);
    let kept = followed.to_kept();
    assert_eq!(kept.matches("example.org/log\n").count(), 4, "{kept}");
    let again = Followed::restore(signer().key().clone(), &kept).unwrap();
    assert_eq!((again.size(), again.to_kept()), (13, kept));
}

#[test]
fn an_empty_log_has_one_root() {
    let followed = Followed::new(signer().key().clone());
    assert_eq!(followed.size(), 0);
    let proof = ConsistencyProof(Vec::new());
    let empty = Request { old: 0, proof, checkpoint: signed(0, Hash::EMPTY) };
    assert_eq!(followed.examine(&empty).unwrap().size(), 0);
    let wrong = Request { checkpoint: signed(0, leaf_hash(b"")), ..empty };
    assert!(matches!(followed.examine(&wrong), Err(Refusal::Proof(_))));
}

#[test]
fn a_size_that_was_not_the_last_one_is_told_the_last_one() {
    let followed = after(&[5, 8]);
    for old in [0, 5] {
        let refused = followed.examine(&asked(&tree(9, 99), old)).unwrap_err();
        assert_eq!(refused, Refusal::OtherSize(8));
    }
    // An older head, which it signed once, is not signed again.
    assert_eq!(followed.examine(&asked(&tree(5, 99), 5)).unwrap_err(), Refusal::OtherSize(8));
    let above = Request { old: 10, ..asked(&tree(9, 99), 8) };
    assert!(matches!(followed.examine(&above), Err(Refusal::Malformed(_))));
}

#[test]
fn a_fork_is_refused_and_at_a_size_that_was_seen_it_is_evidence() {
    let followed = after(&[5, 8]);
    let fork = tree(13, 6);
    assert!(matches!(followed.examine(&asked(&fork, 8)), Err(Refusal::Proof(_))));
    for (size, from, old) in [(8, 6, 8), (8, 6, 5), (5, 3, 0)] {
        let request = asked(&tree(size, from), old.min(size));
        let Err(Refusal::SplitView(split)) = followed.examine(&request) else {
            panic!("{size} entries from {from} were not refused as another view");
        };
        assert_eq!(split.size(), size);
        let key = signer().key().clone();
        assert_eq!(SplitView::parse(&split.to_string(), &key).unwrap(), *split);
    }
}

#[test]
fn a_proof_that_shows_nothing_is_refused() {
    let followed = after(&[5]);
    let good = asked(&tree(13, 99), 5);
    assert!(followed.examine(&good).is_ok());
    let mut long = good.clone();
    long.proof.0.push(Hash::EMPTY);
    let short = Request { proof: ConsistencyProof(Vec::new()), ..good.clone() };
    for wrong in [long, short] {
        assert!(matches!(followed.examine(&wrong), Err(Refusal::Proof(_))));
    }
    let from_nothing = Followed::new(signer().key().clone());
    let surplus = Request { old: 0, ..good };
    assert!(matches!(from_nothing.examine(&surplus), Err(Refusal::Proof(_))));
}

#[test]
fn only_the_logs_own_key_counts_and_strangers_lines_are_left_out() {
    let followed = after(&[5]);
    let other = NoteSigner::new("example.org/log", KeyKind::Note, testing::signing_key(2)).unwrap();
    let text = signed(13, tree(13, 99).root()).text().to_owned();
    let forged = Request { checkpoint: other.sign(text).unwrap(), ..asked(&tree(13, 99), 5) };
    assert!(matches!(followed.examine(&forged), Err(Refusal::NotSigned(_))));
    let mut both = asked(&tree(13, 99), 5);
    both.checkpoint.add(forged.checkpoint.signatures()[0].clone());
    let kept = followed.examine(&both).unwrap().to_kept();
    assert_eq!(kept.matches('\u{2014}').count(), 2, "{kept}");
    let extended = signer().sign(format!("{}extension\n", both.checkpoint.text())).unwrap();
    let extended = Request { checkpoint: extended, ..both };
    assert!(matches!(followed.examine(&extended), Err(Refusal::Malformed(_))));
}

#[test]
fn what_was_kept_is_read_with_suspicion() {
    let key = signer().key().clone();
    let (one, other) = (signed(5, tree(5, 99).root()), signed(8, tree(8, 99).root()));
    assert!(
        Followed::restore(key.clone(), &checkpoints_log(&[one.clone(), other.clone()])).is_ok()
    );
    for wrong in [[other.clone(), one.clone()], [one.clone(), one.clone()]] {
        assert!(Followed::restore(key.clone(), &checkpoints_log(&wrong)).is_err());
    }
    let changed = checkpoints_log(&[one]).replacen("\n5\n", "\n6\n", 1);
    assert!(Followed::restore(key.clone(), &changed).is_err());
    assert!(Followed::restore(key, &changed[..20]).is_err());
}

#[test]
fn two_notes_are_evidence_only_if_they_contradict_each_other() {
    let key = signer().key().clone();
    let (seen, shown) = (signed(8, tree(8, 99).root()), signed(8, tree(8, 3).root()));
    assert_eq!(SplitView::new(&key, &seen, &shown).unwrap().size(), 8);
    assert!(SplitView::new(&key, &seen, &seen).is_err());
    assert!(SplitView::new(&key, &seen, &signed(9, tree(9, 3).root())).is_err());
    let other = NoteSigner::new("example.org/log", KeyKind::Note, testing::signing_key(2)).unwrap();
    assert!(SplitView::new(other.key(), &seen, &shown).is_err());
    let three = checkpoints_log(&[seen.clone(), shown, signed(9, tree(9, 3).root())]);
    assert!(SplitView::parse(&three, &key).is_err());
    assert!(SplitView::parse(&seen.to_string(), &key).is_err());
}
