use super::*;
use crate::testing;
use proptest::prelude::*;

fn signer(name: &str, number: u8) -> NoteSigner {
    NoteSigner::new(name, KeyKind::Note, testing::signing_key(number)).unwrap()
}

#[test]
fn the_example_of_the_specification() {
    // c2sp.org/signed-note, section Example.
    let key =
        NoteKey::parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
            .unwrap();
    let note = Note::parse(concat!(
        "This is an example message.\n\n\u{2014} example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq",
        "6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
    ))
    .unwrap();
    assert_eq!(note.verify(&key), Ok(()));
    assert_eq!(note.text(), "This is an example message.\n");
}

#[test]
fn round_trip_with_unknown_signatures() {
    let (one, two) = (signer("one", 1), signer("two", 2));
    let mut note = one.sign("a\n\nb\n".to_owned()).unwrap();
    let unknown = NoteSignature { name: "three".into(), id: [1; 4], signature: vec![9; 70] };
    note.add(unknown);
    note.add(two.sign("a\n\nb\n".to_owned()).unwrap().signatures[0].clone());
    let again = Note::parse(&note.to_string()).unwrap();
    assert_eq!(again, note);
    assert_eq!(again.verify(one.key()), Ok(()));
    assert_eq!(again.verify(two.key()), Ok(()));
    assert!(again.verify(signer("three", 3).key()).is_err());
    assert!(again.verify(signer("one", 3).key()).is_err(), "same name, other key");
    assert!(again.verify(signer("four", 1).key()).is_err(), "same key, other name");
}

#[test]
fn a_false_signature_of_a_known_key_spoils_the_note() {
    let one = signer("one", 1);
    let mut note = one.sign("text\n".to_owned()).unwrap();
    let other = one.sign("other\n".to_owned()).unwrap();
    note.add(other.signatures()[0].clone());
    assert_eq!(note.verify(one.key()), Err(Error::Note("a signature does not hold")));
}

#[test]
fn refuses_other_forms() {
    let good = signer("one", 1).sign("text\n".to_owned()).unwrap().to_string();
    assert!(Note::parse(&good).is_ok());
    for wrong in [
        good.trim_end().to_owned(),
        good.replace("\n\n", "\n"),
        good.replace('\u{2014}', "-"),
        good.replace("text", "te\txt"),
        good.replace("text", "te\rxt"),
        good.replace("one", "o+e"),
        format!("{good}\n"),
        good.replace("=\n", "\n"),
        "text\n\n".to_owned(),
        String::new(),
    ] {
        assert!(Note::parse(&wrong).is_err(), "{wrong:?}");
    }
    assert!(signer("one", 1).sign("no newline".to_owned()).is_err());
    for name in ["", "a b", "a+b", "a\u{a0}b", "a\nb"] {
        assert!(
            NoteKey::new(name, KeyKind::Note, *signer("one", 1).key().verifying_key()).is_err()
        );
    }
}

#[test]
fn a_vkey_has_one_form() {
    let key = signer("example.org/log", 1).key().clone();
    let vkey = key.to_string();
    assert_eq!(NoteKey::parse(&vkey).unwrap(), key);
    assert!(NoteKey::parse(&vkey.replace("example", "Example")).is_err());
    assert!(NoteKey::parse(&vkey.replace("+", "++")).is_err());
    assert!(NoteKey::parse(&vkey[..vkey.len() - 1]).is_err());
    assert!(NoteKey::parse("").is_err());
}

#[test]
fn statements_have_name_kind_fields_and_one_signature() {
    let one = signer("one", 1);
    let fields = ["x".to_owned(), "y".to_owned()];
    let note = statement::sign(&one, "one/a", "pb-v1:a", &fields).unwrap();
    let read = |name, kind| statement::verify::<2>(&note, one.key(), name, kind);
    assert_eq!(read("one/a", "pb-v1:a"), Ok(["x", "y"]));
    assert!(read("one/b", "pb-v1:a").is_err());
    assert!(read("one/a", "pb-v1:b").is_err());
    assert!(statement::verify::<1>(&note, one.key(), "one/a", "pb-v1:a").is_err());
    assert!(statement::verify::<2>(&note, signer("one", 2).key(), "one/a", "pb-v1:a").is_err());
    let mut twice = note.clone();
    twice.add(note.signatures()[0].clone());
    assert!(statement::verify::<2>(&twice, one.key(), "one/a", "pb-v1:a").is_err());
    assert!(statement::sign(&one, "one/a", "pb-v1:a", &["x\ny".to_owned()]).is_err());
}

proptest! {
    #[test]
    fn what_is_read_is_written_again(text in "[ -~\n\u{e9}\u{2014}]{0,80}", tail in ".{0,60}") {
        for note in [text.clone(), format!("{text}\n\n\u{2014} {tail}\n")] {
            if let Ok(parsed) = Note::parse(&note) {
                prop_assert_eq!(parsed.to_string(), note);
            }
        }
        if let Ok(key) = NoteKey::parse(&tail) {
            prop_assert_eq!(key.to_string(), tail);
        }
    }
}
