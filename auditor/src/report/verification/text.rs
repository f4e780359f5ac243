//! The report for people.

use std::fmt;

use voting::manifest::Publication;
use voting::record::Incidents;
use voting::verify::report::Outcome;

use super::{Head, Step, Verification, Winners};
use crate::report::{printable, wrap};

const WIDTH: usize = 78;
const INDENT: &str = "      ";

impl fmt::Display for Verification<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.election {
            Some(head) => head.fmt(f)?,
            None => writeln!(f, "A record whose manifest cannot be read")?,
        }
        writeln!(f, "Record {}\n", printable(self.record, WIDTH))?;
        let quorum = self.election.as_ref().map_or(0, |head| head.quorum);
        for step in &self.steps {
            step.write(f, quorum)?;
        }
        if !self.results.is_empty() {
            writeln!(f, "\nThe record says")?;
        }
        self.results.iter().try_for_each(|winners| winners.fmt(f))?;
        if let Some(incidents) = &self.incidents {
            paragraph(f, "  ", &incidents_sentence(incidents))?;
        }
        writeln!(f)?;
        paragraph(f, "", &self.sentence)?;
        writeln!(f, "Exit code {}", self.exit_code)
    }
}

impl fmt::Display for Head<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", printable(self.title, WIDTH))?;
        writeln!(f, "Election {}", self.id)?;
        match self.publication {
            Publication::Open => writeln!(f, "Open publication: all ballots are public")?,
            Publication::Audited => writeln!(
                f,
                "Audited publication: ballots go to auditors; at least {} of them must attest",
                self.quorum
            )?,
        }
        let none = self.witnesses.lines().any(|line| line.trim() == "quorum none");
        if none { writeln!(f, "No witnesses of the logs are required") } else { Ok(()) }
    }
}

impl Step<'_> {
    fn write(&self, f: &mut fmt::Formatter<'_>, quorum: u64) -> fmt::Result {
        let report = self.report;
        let count = format!("{} {}", report.checked, self.unit);
        let (label, words) = match &report.outcome {
            // Nothing to look at is no success.
            Outcome::Verified if report.checked == 0 => {
                ("nothing to check", format!("It would show that {}.", report.proves))
            }
            Outcome::Verified => (
                "verified",
                format!("Shows that {}. Does not show {}.", report.proves, self.does_not_prove),
            ),
            Outcome::Attested => (
                "attested",
                format!(
                    "At least {quorum} auditors signed that {}. Not recomputed here. Would not \
                     show {}.",
                    report.proves, self.does_not_prove
                ),
            ),
            Outcome::NotChecked { reason } => (
                "not checked",
                format!("{}. It would show that {}.", printable(reason, 400), report.proves),
            ),
            Outcome::Failed { reason } => ("FAILED", format!("{}.", printable(reason, 400))),
        };
        let counted = if report.checked == 0 { String::new() } else { format!(" ({count})") };
        writeln!(f, "{:>4}  {}: {label}{counted}", report.step, report.title)?;
        paragraph(f, INDENT, &words)?;
        let remarks = report.remarks.iter();
        remarks
            .map(|remark| printable(remark, 400))
            .try_for_each(|remark| paragraph(f, INDENT, &format!("Note: {remark}.")))
    }
}

impl fmt::Display for Winners<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ballots = self.counted.map(|counted| format!(", {counted} ballots counted"));
        let winners = if self.winners.is_empty() {
            "nothing is funded".to_owned()
        } else {
            format!("{} for {} so'm", self.winners.join(", "), self.total_cost)
        };
        let name = printable(self.name, WIDTH);
        let line = format!("{} ({name}): {winners}{}", self.contest, ballots.unwrap_or_default());
        paragraph(f, "  ", &printable(&line, 1000))
    }
}

/// Ballots that could not be opened are a possible error and always named.
fn incidents_sentence(incidents: &Incidents) -> String {
    let spoiled: u64 = incidents.spoiled.values().sum();
    let lost = if incidents.unopened == 0 { "" } else { " (a possible error)" };
    format!(
        "{} ballots unopened{lost}, {} superseded by later ones or repeated, {spoiled} spoiled",
        incidents.unopened, incidents.superseded
    )
}

fn paragraph(f: &mut fmt::Formatter<'_>, indent: &str, text: &str) -> fmt::Result {
    let lines = wrap(text, WIDTH - indent.len());
    lines.iter().try_for_each(|line| writeln!(f, "{indent}{line}"))
}
