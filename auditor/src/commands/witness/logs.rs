//! Which logs: from a list of keys, from manifests, or both.

use std::path::PathBuf;

use clap::Args;
use voting::note::{KeyKind, NoteKey};

use crate::failure::Failure;
use crate::notes::{read_election, read_text};

/// Logs by their keys; the name of a log's key is its origin.
#[derive(Args)]
#[group(required = true, multiple = true)]
pub(super) struct Logs {
    /// A log by its vkey; may be repeated
    #[arg(long = "log", value_name = "VKEY")]
    vkeys: Vec<String>,
    /// A file of logs: a vkey on each line, or nothing, or a comment after #; may be repeated
    #[arg(long = "logs", value_name = "FILE")]
    lists: Vec<PathBuf>,
    /// Both logs of an election, from its manifest.json; may be repeated
    #[arg(long = "manifest", value_name = "FILE")]
    manifests: Vec<PathBuf>,
}

impl Logs {
    pub(super) fn read(&self) -> Result<Vec<NoteKey>, Failure> {
        let mut logs = Vec::new();
        for vkey in &self.vkeys {
            let log = log(vkey).map_err(|error| Failure::CommandLine(format!("--log: {error}")))?;
            logs.push(log);
        }
        for path in &self.lists {
            let text = read_text(path)?;
            for (number, line) in (1..).zip(text.lines()) {
                let line = line.trim();
                if line.is_empty() || line.starts_with('#') {
                    continue;
                }
                let place = format!("{}, line {number}", path.display());
                logs.push(log(line).map_err(|error| Failure::unsound(place, error))?);
            }
        }
        for path in &self.manifests {
            let both = read_election(path)?.manifest.logs;
            logs.extend([both.issuance.vkey, both.ballots.vkey]);
        }
        Ok(logs)
    }
}

fn log(vkey: &str) -> Result<NoteKey, String> {
    let key = NoteKey::parse(vkey).map_err(|error| error.to_string())?;
    if key.kind() == KeyKind::Note { Ok(key) } else { Err("a witness's key, no log's".to_owned()) }
}
