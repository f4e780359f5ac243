//! What is written survives, what is torn or damaged is told apart.

use super::*;
use ed25519_dalek::SigningKey;
use voting::id::ElectionId;
use voting::note::KeyKind;

fn key(name: &str) -> NoteKey {
    let key = SigningKey::from_bytes(&[7; 32]).verifying_key();
    NoteKey::new(name, KeyKind::Note, key).unwrap()
}

fn head(size: u64) -> Head {
    Head { size, root: Hash::from_bytes([u8::try_from(size).unwrap(); 32]) }
}

/// A ledger in a folder of its own for each test, removed when the test passed.
fn with_ledger(name: &str, test: impl FnOnce(Ledger, &Path)) {
    let folder = std::env::temp_dir().join(format!("hashar-ledger-{}-{name}", std::process::id()));
    let mut ledger = Ledger::of(&folder, &key("example.org/vote/ballots"));
    assert!(ledger.take_turn().unwrap());
    let own = ledger.folder.clone();
    test(ledger, &own);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn the_newest_head_is_the_last_line_and_none_is_added_twice() {
    with_ledger("heads", |ledger, own| {
        assert_eq!(ledger.last().unwrap(), None);
        for size in [1, 5, 5, 3, 200] {
            ledger.add(head(size)).unwrap();
        }
        assert_eq!(ledger.last().unwrap(), Some(head(200)));
        let text = std::fs::read_to_string(own.join("heads")).unwrap();
        assert_eq!(text.lines().count(), 3, "{text}");
    });
}

#[test]
fn a_line_that_was_torn_by_a_crash_is_written_again() {
    with_ledger("torn", |ledger, own| {
        ledger.add(head(1)).unwrap();
        let mut text = std::fs::read_to_string(own.join("heads")).unwrap();
        text.push_str("5 AAAA");
        std::fs::write(own.join("heads"), &text).unwrap();
        assert_eq!(ledger.last().unwrap(), Some(head(1)));
        ledger.add(head(5)).unwrap();
        let text = std::fs::read_to_string(own.join("heads")).unwrap();
        assert_eq!(text, format!("{}\n{}\n", line(head(1)), line(head(5))));
    });
}

#[test]
fn a_damaged_list_is_no_empty_one() {
    with_ledger("damaged", |ledger, own| {
        ledger.add(head(1)).unwrap();
        std::fs::write(own.join("heads"), "5 AAAA\n").unwrap();
        assert!(matches!(ledger.last(), Err(PublishedError::Damaged { .. })));
        std::fs::write(own.join("next"), "0 1\n").unwrap();
        assert!(matches!(ledger.intent(), Err(PublishedError::Damaged { .. })));
    });
}

#[test]
fn what_is_about_to_be_published_is_read_back() {
    with_ledger("next", |ledger, _| {
        let id = ElectionId::from_bytes([3; 32]);
        let entries = vec![voting::entry::header(&id), vec![0, 255], voting::entry::close(&id, 2)];
        let intent = Intent { from: 0, head: head(3), entries };
        assert!(intent.closes());
        ledger.intend(&intent).unwrap();
        assert_eq!(ledger.intent().unwrap(), Some(intent));
        ledger.forget_intent().unwrap();
        ledger.forget_intent().unwrap();
        assert_eq!(ledger.intent().unwrap(), None);
    });
}

#[test]
fn one_process_publishes_at_a_time() {
    with_ledger("turn", |ledger, own| {
        let mut other = Ledger::of(own.parent().unwrap(), &key("example.org/vote/ballots"));
        assert!(!other.take_turn().unwrap());
        drop(ledger);
        assert!(other.take_turn().unwrap());
        let mut another = Ledger::of(own.parent().unwrap(), &key("example.org/vote/issuance"));
        assert!(another.take_turn().unwrap(), "each log has a turn of its own");
    });
}
