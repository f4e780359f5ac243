//! Steps 2 and 3: checkpoints, then entries.

use crate::checkpoint::{Checkpoint, parse_checkpoints_log};
use crate::commitment::Commitment;
use crate::entry::Entry;
use crate::issuance::IssueEntry;
use crate::manifest::{Election, Log};
use crate::merkle::{Hash, Nodes, Tree, leaf_hash};
use crate::record::{BALLOTS, ISSUANCE, RecordSource};
use crate::tile::{bundle_paths, hash_tile_paths, parse_bundle, parse_tile};
use crate::verify::manifest::{read, read_note, read_text};
use crate::verify::report::{Step, verified};

/// The final checkpoints.
pub(super) struct Logs {
    pub(super) issuance: Checkpoint,
    pub(super) ballots: Checkpoint,
}

/// What was logged, without header and close.
pub(super) struct Entries {
    pub(super) issuance: Vec<IssueEntry>,
    /// Index i of the log is at i - 1.
    pub(super) ballots: Vec<Commitment>,
}

pub(super) fn check_checkpoints(record: &dyn RecordSource, election: &Election) -> Step<Logs> {
    let logs = &election.manifest.logs;
    let (issuance, seen) = checkpoints(record, election, ISSUANCE, &logs.issuance)?;
    let (ballots, also) = checkpoints(record, election, BALLOTS, &logs.ballots)?;
    verified(Logs { issuance, ballots }, seen + also)
}

pub(super) fn check_entries(
    record: &dyn RecordSource,
    election: &Election,
    logs: &Logs,
) -> Step<Entries> {
    let issuance = entries(record, election, ISSUANCE, &logs.issuance)?;
    let ballots = entries(record, election, BALLOTS, &logs.ballots)?;
    let checked = logs.issuance.size + logs.ballots.size;
    let issue = |entry| match entry {
        Entry::Issue(issue) => Ok(issue),
        _ => Err("issuance: an entry that issues nothing".to_owned()),
    };
    let ballot = |entry| match entry {
        Entry::Ballot(commitment) => Ok(commitment),
        _ => Err("ballots: an entry that is no ballot".to_owned()),
    };
    let issuance = issuance.into_iter().map(issue).collect::<Result<_, _>>()?;
    let ballots = ballots.into_iter().map(ballot).collect::<Result<_, _>>()?;
    verified(Entries { issuance, ballots }, checked)
}

/// Signature and size of every checkpoint, its root from the hash tiles, the quorum of the last.
fn checkpoints(
    record: &dyn RecordSource,
    election: &Election,
    folder: &str,
    log: &Log,
) -> Result<(Checkpoint, u64), String> {
    let wrong = |error: &dyn std::fmt::Display| format!("{folder}: {error}");
    let notes = parse_checkpoints_log(&read_text(record, &format!("{folder}/checkpoints.log"))?)
        .map_err(|error| wrong(&error))?;
    let last = read_note(record, &format!("{folder}/checkpoint"))?;
    if notes.last() != Some(&last) {
        return Err(wrong(&"the checkpoint is not the last one of checkpoints.log"));
    }
    let manifest = &election.manifest;
    let latest = manifest.closes_at.saturating_add(manifest.merge_by_seconds);
    if !election.policy.is_met_by(&last, latest) {
        return Err(wrong(&"the quorum of witnesses has not seen the last checkpoint in time"));
    }
    let mut checkpoints = Vec::new();
    for note in &notes {
        let checkpoint = Checkpoint::verify(note, &log.vkey).map_err(|error| wrong(&error))?;
        checkpoints.push(checkpoint);
    }
    if !checkpoints.is_sorted_by_key(|checkpoint| checkpoint.size) {
        return Err(wrong(&"checkpoints are not in order of size"));
    }
    let last = checkpoints.last().cloned().ok_or_else(|| wrong(&"no checkpoint"))?;
    let tree = tiles(record, folder, last.size)?;
    let grew = |checkpoint: &&Checkpoint| tree.root_at(checkpoint.size) == Some(checkpoint.root);
    if let Some(wrong_one) = checkpoints.iter().find(|checkpoint| !grew(checkpoint)) {
        let size = wrong_one.size;
        return Err(wrong(&format!("the checkpoint of size {size} is not of this tree")));
    }
    Ok((last, checkpoints.len() as u64))
}

/// The tree from the tiles of level 0; tiles of higher levels must hold its nodes.
fn tiles(record: &dyn RecordSource, folder: &str, size: u64) -> Result<Tree, String> {
    let mut tree = Tree::default();
    for (level, index, width, path) in hash_tile_paths(size) {
        let path = format!("{folder}/tile/{path}");
        let hashes =
            parse_tile(&read(record, &path)?, width).map_err(|error| format!("{path}: {error}"))?;
        if level == 0 {
            hashes.into_iter().for_each(|hash| tree.append(hash));
            continue;
        }
        let nodes = (index * 256..).map(|node| tree.node(8 * level, node));
        if !hashes.into_iter().zip(nodes).all(|(hash, node)| node == Some(hash)) {
            return Err(format!("{path} does not follow from the tiles below it"));
        }
    }
    Ok(tree)
}

/// The entries between header and close, after the tree over all of them gave the root.
fn entries(
    record: &dyn RecordSource,
    election: &Election,
    folder: &str,
    last: &Checkpoint,
) -> Result<Vec<Entry>, String> {
    let mut parsed = Vec::new();
    let mut leaves: Vec<Hash> = Vec::new();
    for (path, width) in bundle_paths(last.size) {
        let path = format!("{folder}/tile/{path}");
        let bytes = read(record, &path)?;
        for entry in parse_bundle(&bytes, width).map_err(|error| format!("{path}: {error}"))? {
            leaves.push(leaf_hash(entry));
            parsed.push(Entry::parse(entry).map_err(|error| format!("{path}: {error}"))?);
        }
    }
    if crate::merkle::root_of(leaves) != last.root {
        return Err(format!("{folder}: the entries do not give the root of the last checkpoint"));
    }
    let before = last.size.saturating_sub(1);
    if parsed.pop() != Some(Entry::Close { election: election.id, before }) {
        return Err(format!("{folder}: the last entry does not close the log"));
    }
    let mut rest = parsed.into_iter();
    if rest.next() != Some(Entry::Header(election.id)) {
        return Err(format!("{folder}: the first entry is not the header of this election"));
    }
    Ok(rest.collect())
}
