//! The second implementation (`peer/`): its own tests, which run it over the golden records and
//! over every record that the auditor's tests have tampered with.

use super::Count;
use crate::process::{run, target_dir};
use crate::tools;
use anyhow::{Context as _, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

const FOLDER: &str = "peer";

/// Where the auditor's tests leave tampered records, each in a folder `<step>-<number>`.
pub(crate) fn tampered_records() -> Result<PathBuf> {
    Ok(std::path::absolute(target_dir().join("tampered-records"))?)
}

/// Makes its environment, runs its tests and counts.
///
/// # Errors
/// When Python or a package is missing and cannot be installed, or no test ran.
pub(crate) fn tests() -> Result<Count> {
    let python = environment()?;
    let mut tests = Command::new(python);
    tests
        .args(["-m", "unittest", "discover", "--top-level-directory", ".", "--start", "tests"])
        .current_dir(FOLDER)
        .env("HASHAR_TAMPERED", tampered_records()?);
    let output = tests.output().context("cannot start the peer's tests")?;
    let report = String::from_utf8_lossy(&output.stderr);
    println!("{report}");
    let count = parse(&report).context("the peer's tests did not end")?;
    if count.passed + count.failed == 0 || output.status.success() != (count.failed == 0) {
        bail!("the peer's tests ended with {}", output.status);
    }
    Ok(count)
}

/// The Python of a virtual environment with the pinned packages, made anew when they changed.
fn environment() -> Result<PathBuf> {
    let pinned = std::fs::read(Path::new(FOLDER).join("requirements.txt"))?;
    let folder = std::path::absolute(target_dir().join("peer-venv"))?;
    let (python, stamp) = (folder.join("bin/python"), folder.join("installed.txt"));
    if std::fs::read(&stamp).is_ok_and(|installed| installed == pinned) {
        return Ok(python);
    }
    tools::python_environment(&folder)?;
    run(Command::new(&python)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"])
        .arg("requirements.txt")
        .current_dir(FOLDER))
    .context("the packages of peer/requirements.txt cannot be installed")?;
    std::fs::write(stamp, pinned)?;
    Ok(python)
}

/// `Ran 12 tests in 0.1s`, then `OK (skipped=1)` or `FAILED (failures=1, errors=2)`.
fn parse(report: &str) -> Option<Count> {
    let ran = report.lines().find_map(|line| line.strip_prefix("Ran "))?;
    let ran: usize = ran.split(' ').next()?.parse().ok()?;
    let end = report.lines().rfind(|line| line.starts_with("OK") || line.starts_with("FAILED"))?;
    let number = |word: &str| {
        let (_, rest) = end.split_once(&format!("{word}="))?;
        rest.split([',', ')']).next()?.parse::<usize>().ok()
    };
    let failed = number("failures").unwrap_or(0) + number("errors").unwrap_or(0);
    let skipped = number("skipped").unwrap_or(0);
    Some(Count { passed: ran.saturating_sub(failed + skipped), failed, skipped })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn reads_the_end_of_a_report() {
        let count = |report| parse(report).map(|count| (count.passed, count.failed, count.skipped));
        assert_eq!(count("..s\nRan 12 tests in 0.1s\n\nOK (skipped=1)\n"), Some((11, 0, 1)));
        let failed = "F\nRan 12 tests in 0.1s\n\nFAILED (failures=1, errors=2)\n";
        assert_eq!(count(failed), Some((9, 3, 0)));
        assert_eq!(count("Traceback\n"), None);
    }
}
