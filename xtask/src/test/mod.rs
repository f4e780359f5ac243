//! `cargo xtask test`: every test there is, counted together.
//!
//! To add a part: a file here whose function returns a [`Count`], and a line in [`run`].

mod browser;
mod cargo_tests;
mod peer;

use crate::postgres::{Durability, Throwaway};
use anyhow::{Result, bail};
use clap::Args;
use std::ops::AddAssign;

#[derive(Args)]
pub(crate) struct Options {
    /// Leave out the journeys in Chromium
    #[arg(long)]
    no_browser: bool,
    /// Only journeys whose title matches
    #[arg(long)]
    grep: Option<String>,
}

/// How many tests ended how.
#[derive(Clone, Copy, Default)]
pub(crate) struct Count {
    passed: usize,
    failed: usize,
    skipped: usize,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    let mut total = Count::default();
    if options.grep.is_none() {
        let postgres = Throwaway::start(Durability::None)?;
        total += cargo_tests::run(&postgres.url())?;
        total += peer::tests()?;
    }
    if !options.no_browser {
        total += browser::run(options.grep.as_deref())?;
    }
    if options.no_browser {
        println!("journeys in Chromium: left out by --no-browser");
    }
    println!("{} passed, {} failed, {} skipped", total.passed, total.failed, total.skipped);
    if total.failed > 0 {
        bail!("{} tests failed", total.failed);
    }
    Ok(())
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}
