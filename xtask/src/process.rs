//! Where things are, and running programs with errors that say what was run.

use anyhow::{Context as _, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder that holds the workspace.
pub(crate) fn project_root() -> Result<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    Ok(root.context("xtask lies in the project's root")?.to_path_buf())
}

/// Where cargo builds: `CARGO_TARGET_DIR`, else `target` in the project.
pub(crate) fn target_dir() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from)
}

/// The cargo that runs this.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a program to its end.
///
/// # Errors
/// One sentence with the program's line when it cannot start or fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let line = line_of(command);
    eprintln!("+ {line}");
    let status = command.status().with_context(|| format!("cannot start `{line}`"))?;
    if !status.success() {
        bail!("`{line}` ended with {status}");
    }
    Ok(())
}

/// The path of the first of these programs that starts and answers `--version`.
///
/// A path and not a name: Playwright takes a browser's name for a file.
pub(crate) fn find(candidates: &[&str]) -> Option<String> {
    let name = candidates.iter().find(|name| answers(name))?;
    let folders = std::env::var_os("PATH")?;
    let path =
        std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|p| p.is_file());
    path.map(|path| path.to_string_lossy().into_owned())
}

fn answers(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}

/// A command as one would type it.
pub(crate) fn line_of(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}
