//! The verifier (section 6): recomputes a published record, step by step.
//!
//! [`verify`] reads as the protocol. Each step is a module that takes what earlier steps found and
//! returns what it found, or why it failed; the report says for each what it proves and how far it
//! was checked. A new step gets a module, a call below, and a title in [`report::STEPS`].

mod auditors;
mod ballots;
mod counted;
mod logs;
mod manifest;
mod mine;
mod numbers;
mod recount;
pub mod report;
mod results;
mod roll;
mod sums;
mod trustees;

pub use mine::Mine;
pub use recount::{Recount, WhatIf};

use rand_core::CryptoRng;

use crate::record::RecordSource;
use ballots::Ballots;
use report::Report;

/// Verifies a record. `mine` is what the caller has of their own; `rng` weighs the openings of the
/// copy against each other and must not be known to whoever made the record.
///
/// Ends at the first step that fails; later ones are reported as not checked.
pub fn verify(record: &dyn RecordSource, mine: &Mine, rng: &mut impl CryptoRng) -> Report {
    let mut report = Report::default();
    run(record, mine, rng, &mut report);
    report.complete();
    report
}

/// `None` after the first step that fails.
fn run(
    record: &dyn RecordSource,
    mine: &Mine,
    rng: &mut impl CryptoRng,
    report: &mut Report,
) -> Option<()> {
    // Section 2: the manifest's hash is the election, and the organiser signed it.
    let election = report.step(1, manifest::check(record))?;
    // Section 3: both logs are signed and witnessed, and only ever grew.
    let logs = report.step(2, logs::check_checkpoints(record, &election))?;
    // Section 3: both trees follow from their entries; header first, close last.
    let entries = report.step(3, logs::check_entries(record, &election, &logs))?;
    // What auditors say stands in, below, for what only they could read.
    let audit = auditors::Audit::read(record, &election, &logs);
    // Section 2.3: credentials went to people on the roll, to each at most what is due.
    let roll = report.step(4, roll::check(record, &election, &entries, &audit))?;
    // Sections 3 and 4: one pass over the copy for four steps.
    let ballots = Ballots::read(record, &election, &entries, rng);
    report.copy = ballots.found();
    report.step(5, ballots.check_openings(&audit))?;
    report.step(6, ballots.check_credentials(&audit))?;
    report.step(7, ballots.check_signatures(&audit))?;
    report.step(8, ballots.check_selection(record, &audit))?;
    // Section 3: the shares give the secret of the election's key.
    let secret = report.step(9, trustees::check(record, &election, &logs))?;
    // Section 4: unsealed, the last ballots of all keys are what was published as counted.
    let votes = report.step(10, counted::check(record, &election, &ballots, &secret, &audit))?;
    let counted = votes.as_ref().map(|votes| votes.iter().map(|votes| votes.len() as u64).sum());
    report.totals = counted.and_then(|counted| ballots.totals(counted));
    // Not more keys than credentials, not more credentials than people.
    report.step(11, numbers::check(record, &election, &entries, &roll, &ballots))?;
    // Section 4: the result follows from the counted ballots.
    report.step(12, results::check(record, &election, &logs, &secret, &votes, &audit))?;
    // Section 3 and 5: the quorum of auditors held the copy and attests to this record.
    report.step(13, audit.check(record, &election, &ballots, report.totals.as_ref()))?;
    // What the caller was promised is there.
    report.step(14, mine.check(&election, &logs, &entries, &roll))?;
    // Section 5: nothing is missing, nothing was added. Last, so that a forgery that was signed
    // again is still named by its own step.
    report.step(15, sums::check(record, &election))
}

#[cfg(test)]
mod tests;
