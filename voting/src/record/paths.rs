//! Which files a record has before its results.

use crate::copy::{self, RECORDS_PER_FILE};
use crate::manifest::{Manifest, Publication, RollTerms};
use crate::record::{BALLOTS, ISSUANCE, MANIFEST, MANIFEST_NOTE, ROLL};
use crate::tile::{bundle_paths, hash_tile_paths};

/// Paths of the files of a finished log of `size` entries, below its folder.
pub fn log_paths(size: u64) -> impl Iterator<Item = String> {
    let bundles = bundle_paths(size).map(|(path, _)| path);
    let tiles = hash_tile_paths(size).map(|(_, _, _, path)| path);
    let tiles = bundles.chain(tiles).map(|path| format!("tile/{path}"));
    ["checkpoint", "checkpoints.log"].map(str::to_owned).into_iter().chain(tiles)
}

/// Paths of the copy's files for a ballot log of `size` entries.
pub fn copy_paths(size: u64) -> impl Iterator<Item = String> {
    (0..size.div_ceil(RECORDS_PER_FILE)).map(|file| copy::path(file * RECORDS_PER_FILE))
}

/// Paths of what a record holds from the close on: manifest, roll, both logs, and in open
/// publication the copy.
#[must_use]
pub fn paths_of_close(manifest: &Manifest, issuance: u64, ballots: u64) -> Vec<String> {
    let mut paths = vec![MANIFEST.to_owned(), MANIFEST_NOTE.to_owned()];
    if matches!(manifest.roll, RollTerms::Closed { .. }) {
        paths.push(ROLL.to_owned());
    }
    for (folder, size) in [(ISSUANCE, issuance), (BALLOTS, ballots)] {
        paths.extend(log_paths(size).map(|path| format!("{folder}/{path}")));
    }
    if manifest.publication == Publication::Open {
        paths.extend(copy_paths(ballots));
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::LogFiles;

    #[test]
    fn a_log_has_exactly_the_files_that_are_written_for_it() {
        for size in [1_usize, 2, 255, 256, 257, 70_000] {
            let entries = vec![vec![0]; size];
            let log = LogFiles { folder: "ballots", entries: &entries, checkpoints: &[] };
            let mut written: Vec<String> =
                log.files().unwrap().into_iter().map(|(path, _)| path).collect();
            // Written only once there is one.
            written.push("ballots/checkpoint".to_owned());
            let mut named: Vec<String> =
                log_paths(size as u64).map(|path| format!("ballots/{path}")).collect();
            written.sort();
            named.sort();
            assert_eq!(named, written, "{size}");
        }
    }
}
