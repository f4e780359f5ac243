//! Three trustees, any two of whom open the ballots, as `hashar-audit trustee` made them.

use voting::keygen::Transcript;

/// The file that they give the organiser.
pub(crate) const PUBLIC: &str =
    include_str!("../../../golden/two-of-three-trustees/key-generation.json");

pub(crate) fn transcript() -> Transcript {
    Transcript::parse(PUBLIC.as_bytes()).unwrap()
}
