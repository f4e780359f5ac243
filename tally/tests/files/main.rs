//! What a `.pb` file may and may not look like.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests fail by panicking"
)]

mod exercise;
mod found;
mod mutations;
mod quirks;
mod refusals;

/// A sound file, LF line ends; line 1 is META, 7 PROJECTS, 11 VOTES, 13 the first vote.
pub(crate) const SOUND: &str = "\
META
key;value
description;A small town
budget;1000
vote_type;approval
num_votes;3
PROJECTS
project_id;cost;name;selected
a;600;Well;1
b/2;500.50;\"Lamps; \"\"new\"\"\";0
VOTES
voter_id;vote;age
1;a;30
meta;a,b/2;41
votes;;52
";

/// The sound file with one text replaced; the text must be there.
pub(crate) fn with(from: &str, to: &str) -> String {
    assert!(SOUND.contains(from), "{from:?} is not in the file");
    SOUND.replacen(from, to, 1)
}
