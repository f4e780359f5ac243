//! The files of a log: checkpoint, checkpoints, tiles, entry bundles.

use crate::checkpoint::checkpoints_log;
use crate::error::Result;
use crate::merkle::{Nodes, Tree, leaf_hash};
use crate::note::Note;
use crate::tile::{TILE_WIDTH, bundle, bundle_paths, hash_tile_paths};

/// A finished log.
#[derive(Debug, Clone)]
pub struct LogFiles<'a> {
    /// [`crate::record::ISSUANCE`] or [`crate::record::BALLOTS`].
    pub folder: &'a str,
    /// All entries in order.
    pub entries: &'a [Vec<u8>],
    /// All signed checkpoints by ascending size, the final one last.
    pub checkpoints: &'a [Note],
}

impl LogFiles<'_> {
    /// Paths below the record's folder, and bytes.
    ///
    /// # Errors
    /// When an entry is too long for a bundle.
    pub fn files(&self) -> Result<Vec<(String, Vec<u8>)>> {
        let mut files = Vec::new();
        let at = |path: &str| format!("{}/{path}", self.folder);
        if let Some(last) = self.checkpoints.last() {
            files.push((at("checkpoint"), last.to_string().into_bytes()));
        }
        files.push((at("checkpoints.log"), checkpoints_log(self.checkpoints).into_bytes()));
        let tree: Tree = self.entries.iter().map(|entry| leaf_hash(entry)).collect();
        let width = usize::try_from(TILE_WIDTH).unwrap_or(usize::MAX);
        let bundles = bundle_paths(tree.size()).zip(self.entries.chunks(width));
        for ((path, _), entries) in bundles {
            let bytes = bundle(entries.iter().map(Vec::as_slice))?;
            files.push((at(&format!("tile/{path}")), bytes));
        }
        for (level, index, width, path) in hash_tile_paths(tree.size()) {
            let first = index * TILE_WIDTH;
            let hashes = (first..first + width).filter_map(|node| tree.node(8 * level, node));
            let bytes = hashes.flat_map(|hash| *hash.as_bytes()).collect();
            files.push((at(&format!("tile/{path}")), bytes));
        }
        Ok(files)
    }
}
