//! Journeys in Chromium: Playwright against the real server, module and demo.

use super::Count;
use crate::process::{self, cargo, target_dir};
use crate::site::{self, Profile};
use crate::tools;
use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

const FOLDER: &str = "end2end";

/// Builds, runs the journeys (all, or those whose title matches) and counts.
///
/// # Errors
/// When Chromium or a package is missing and cannot be installed, or no journey ran.
pub(crate) fn run(grep: Option<&str>) -> Result<Count> {
    let chromium = tools::chromium()?;
    tools::node_packages(Path::new(FOLDER))?;
    process::run(cargo().args(Profile::Dev.binaries()))?;
    let dev = std::path::absolute(site::build(Profile::Dev)?)?;
    // One journey proves that the module of a release is alive.
    let release = std::path::absolute(site::build(Profile::Release)?)?;
    let report = std::path::absolute(target_dir().join("journeys.json"))?;
    let mut playwright = Command::new("npx");
    playwright
        .args(["playwright", "test", "--reporter=list,json"])
        .current_dir(FOLDER)
        .env("CHROMIUM", chromium)
        .env("HASHAR", std::path::absolute(target_dir().join("debug/hashar"))?)
        .env("HASHAR_SITE", dev)
        .env("HASHAR_SITE_RELEASE", release)
        .env("PLAYWRIGHT_JSON_OUTPUT_NAME", &report);
    if let Some(grep) = grep {
        playwright.args(["--grep", grep]);
    }
    // Left by an earlier run.
    let _ = std::fs::remove_file(&report);
    let ended = process::run(&mut playwright);
    let written = std::fs::read(&report).context("Playwright wrote no report")?;
    let count = counted(&serde_json::from_slice(&written)?)?;
    if count.failed == 0 {
        ended?;
    }
    if count.passed + count.failed == 0 {
        bail!("no journey ran");
    }
    Ok(count)
}

fn counted(report: &Value) -> Result<Count> {
    let stat = |name: &str| {
        let value = report.pointer(&format!("/stats/{name}")).and_then(Value::as_u64);
        value
            .and_then(|value| usize::try_from(value).ok())
            .context("Playwright's report has no stats")
    };
    Ok(Count {
        // A flaky journey passed only when it was tried again: that is a failure here.
        passed: stat("expected")?,
        failed: stat("unexpected")? + stat("flaky")?,
        skipped: stat("skipped")?,
    })
}
