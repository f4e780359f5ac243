//! Random edits of a small file: never a panic, never a byte lost.

use proptest::prelude::*;

use crate::SOUND;
use crate::exercise::exercise;

/// What edits put in: the characters and words that mean something in the format.
const PIECES: [&str; 22] = [
    "",
    "\"",
    "\"\"",
    ";",
    ",",
    "\n",
    "\r\n",
    "\r",
    "-",
    ".",
    "0",
    "999999999999999999999",
    " ",
    "META\n",
    "PROJECTS",
    "VOTES\n",
    "meta",
    "ż",
    "\u{FEFF}",
    "cumulative",
    "points",
    "ordinal",
];

#[derive(Clone, Debug)]
struct Edit {
    at: prop::sample::Index,
    removed: usize,
    piece: &'static str,
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = (any::<prop::sample::Index>(), 0_usize..6, prop::sample::select(&PIECES[..]));
    let edit = edit.prop_map(|(at, removed, piece)| Edit { at, removed, piece });
    prop::collection::vec(edit, 1..6)
}

fn apply(edits: &[Edit], source: &str) -> Vec<u8> {
    let mut bytes = source.as_bytes().to_vec();
    for edit in edits {
        let at = edit.at.index(bytes.len() + 1);
        let end = (at + edit.removed).min(bytes.len());
        bytes.splice(at..end, edit.piece.bytes());
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn an_edited_file_is_read_or_refused(edits in edits()) {
        exercise(&apply(&edits, SOUND));
    }

    #[test]
    fn an_edited_file_with_points_is_read_or_refused(edits in edits()) {
        let source = SOUND
            .replace("approval", "cumulative\nmax_points;2\nmax_sum_points;3")
            .replace("voter_id;vote;age\n1;a;30", "voter_id;vote;points\n1;a;1.5")
            .replace("a,b/2;41", "a,b/2;\"1,2\"")
            .replace("votes;;52", "votes;;")
            .replace('\n', "\r\n");
        exercise(source.as_bytes());
        exercise(&apply(&edits, &source));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        exercise(&bytes);
        exercise(&[b"META\n", &bytes[..], b"\nPROJECTS\n", &bytes, b"\nVOTES\n", &bytes].concat());
    }
}
