//! Builds, runs and tests the product: `cargo xtask serve` and `cargo xtask test` are the two
//! commands of the README, and continuous integration calls the same.
//!
//! To add a command: a variant of [`Task`] and a file here that does it.

mod bench;
mod check;
mod postgres;
mod process;
mod serve;
mod site;
mod test;
mod tools;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Builds, runs and tests Hashar.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build everything and serve the demo on http://127.0.0.1:3000
    Serve(serve::Options),
    /// Run every test there is: unit, property, vectors, both databases, browser journeys
    Test(test::Options),
    /// What the platform does in a second, each beside its floor measured in the same run
    Bench(bench::Options),
    /// Formatting, lints for both targets, documentation, licences
    Check,
    /// Build target/{debug,release}/hashar, hashar-audit and the site
    Build {
        /// Optimised, with the browser's module made small
        #[arg(long)]
        release: bool,
    },
}

/// One sentence says what is wrong; a backtrace of this program would bury it.
fn main() -> ExitCode {
    match run(Cli::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> anyhow::Result<()> {
    std::env::set_current_dir(process::project_root()?)?;
    match task {
        Task::Serve(options) => serve::run(&options),
        Task::Test(options) => test::run(&options),
        Task::Bench(options) => bench::run(&options),
        Task::Check => check::run(),
        Task::Build { release } => {
            let profile = site::Profile::new(release);
            process::run(process::cargo().args(profile.binaries()))?;
            site::build(profile).map(drop)
        }
    }
}
