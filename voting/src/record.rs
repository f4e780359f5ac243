//! The published record (section 5): which files there are and what they hold.
//!
//! Whoever publishes and whoever verifies call the same functions here, so a file either has
//! exactly these bytes or is wrong.

mod count;
mod counted;
mod incidents;
mod log_files;
mod meaning;
mod paths;
mod result;
mod sums;

pub use count::{Count, Outcome};
pub use counted::{ballot_lines, parse_ballot_lines, parse_totals, totals};
pub use incidents::Incidents;
pub(crate) use incidents::json;
pub use log_files::LogFiles;
pub use meaning::{analysis, category_shares};
pub use paths::{copy_paths, log_paths, paths_of_close};
pub use result::{
    ContestResult, ResultFiles, explained, instance, named_rule, result_files, rule_decides,
    rule_fits, rule_for, tally_rule, winners_of_totals,
};
pub(crate) use result::{contest_result, decide, profile};
pub use sums::Sums;

/// The manifest.
pub const MANIFEST: &str = "manifest.json";
/// The organiser's note over the manifest.
pub const MANIFEST_NOTE: &str = "manifest.note";
/// Hashes of all files.
pub const SUMS: &str = "SHA256SUMS";
/// The organiser's note over the hashes.
pub const SUMS_NOTE: &str = "SHA256SUMS.note";
/// The closed roll.
pub const ROLL: &str = "roll/roll.bin";
/// Totals of what did not count.
pub const INCIDENTS: &str = "incidents.json";
/// Folder of the issuance log.
pub const ISSUANCE: &str = "issuance";
/// Folder of the ballot log.
pub const BALLOTS: &str = "ballots";
/// Folder that the hashes do not cover.
pub const ATTESTATIONS: &str = "attestations/";

/// A trustee's share note.
#[must_use]
pub fn share_path(index: u16) -> String {
    format!("trustees/share-{index}.note")
}

/// A trustee's announcement; there is none with a single trustee.
#[must_use]
pub fn announcement_path(index: u16) -> String {
    format!("trustees/announce-{index}.note")
}

/// A trustee's package; there is none with a single trustee.
#[must_use]
pub fn reveal_path(index: u16) -> String {
    format!("trustees/reveal-{index}.note")
}

/// An auditor's hold note.
#[must_use]
pub fn hold_path(auditor: &str) -> String {
    format!("holds/{auditor}.note")
}

/// An auditor's attestation.
#[must_use]
pub fn attestation_path(auditor: &str) -> String {
    format!("{ATTESTATIONS}{auditor}.note")
}

/// Counted ballots or totals of a contest.
#[must_use]
pub fn counted_path(contest_id: &str) -> String {
    format!("counted/{contest_id}.csv")
}

/// Counted ballots of a contest as a Pabulib file.
#[must_use]
pub fn pabulib_path(contest_id: &str) -> String {
    format!("counted/{contest_id}.pb")
}

/// The result of a contest.
#[must_use]
pub fn result_path(contest_id: &str) -> String {
    format!("tally/{contest_id}.json")
}

/// The steps to the result of a contest.
#[must_use]
pub fn trace_path(contest_id: &str) -> String {
    format!("tally/{contest_id}.trace.jsonl")
}

/// Where a record's files come from: a folder, an archive, a download. No I/O happens here.
pub trait RecordSource {
    /// The bytes of a file, or `None` when there is no such file.
    fn read(&self, path: &str) -> Option<Vec<u8>>;

    /// Paths of all files, or `None` when the source cannot list them.
    fn paths(&self) -> Option<Vec<String>>;
}

impl RecordSource for std::collections::BTreeMap<String, Vec<u8>> {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.get(path).cloned()
    }

    fn paths(&self) -> Option<Vec<String>> {
        Some(self.keys().cloned().collect())
    }
}
