//! `cargo xtask check`: what a reviewer should never have to say.

use crate::process::{self, cargo};
use crate::tools;
use anyhow::Result;
use std::process::Command;

/// Crates that compile for the browser and must not pull in what does not.
const FOR_THE_BROWSER: [&str; 3] = ["tally", "voting", "browser"];

pub(crate) fn run() -> Result<()> {
    process::run(cargo().args(["fmt", "--all", "--check"]))?;
    let lints = ["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"];
    process::run(cargo().args(lints))?;
    browser_lints()?;
    process::run(
        cargo()
            .args(["doc", "--workspace", "--no-deps", "--document-private-items", "--quiet"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )?;
    licences()
}

fn browser_lints() -> Result<()> {
    tools::wasm_target()?;
    let target = ["--target", "wasm32-unknown-unknown", "--quiet"];
    for package in FOR_THE_BROWSER {
        process::run(
            cargo()
                .args(["clippy", "--package", package])
                .args(target)
                .args(["--", "-D", "warnings"]),
        )?;
    }
    let app = ["clippy", "--package", "app", "--features", "hydrate"];
    process::run(cargo().args(app).args(target).args(["--", "-D", "warnings"]))
}

/// Bans, licences and sources always; advisories when a database is given.
fn licences() -> Result<()> {
    let deny = tools::cargo_deny()?;
    process::run(Command::new(&deny).args([
        "--log-level",
        "error",
        "check",
        "bans",
        "licenses",
        "sources",
    ]))?;
    if std::env::var_os("ADVISORY_DB").is_none() {
        println!("advisories: not checked (name a clone of the database in ADVISORY_DB)");
        return Ok(());
    }
    process::run(Command::new(deny).args([
        "--log-level",
        "error",
        "check",
        "--disable-fetch",
        "advisories",
    ]))
}
