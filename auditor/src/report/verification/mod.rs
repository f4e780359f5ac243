//! What a verification found.

mod meanings;
mod text;

use serde::Serialize;
use voting::json;
use voting::manifest::{Election, Publication};
use voting::record::{ContestResult, INCIDENTS, Incidents, RecordSource, result_path};
use voting::text::hex;
use voting::verify::report::{Outcome, Report, StepReport};

use meanings::MEANINGS;

/// A report in full; its `Display` is the one for people.
#[derive(Serialize)]
pub(crate) struct Verification<'a> {
    record: &'a str,
    election: Option<Head<'a>>,
    exit_code: u8,
    verdict: Verdict,
    sentence: String,
    steps: Vec<Step<'a>>,
    /// As published; only when nothing failed.
    results: Vec<Winners<'a>>,
    incidents: Option<Incidents>,
}

#[derive(Serialize)]
struct Head<'a> {
    id: String,
    title: &'a str,
    publication: Publication,
    quorum: u64,
    #[serde(skip)]
    witnesses: &'a str,
}

/// The exit code in a word.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Verdict {
    Verified,
    Attested,
    Incomplete,
    Failed,
}

#[derive(Serialize)]
struct Step<'a> {
    #[serde(flatten)]
    report: &'a StepReport,
    unit: &'static str,
    does_not_prove: &'static str,
}

#[derive(Serialize)]
struct Winners<'a> {
    contest: &'a str,
    name: &'a str,
    winners: Vec<String>,
    total_cost: tally::Decimal,
    counted: Option<u64>,
}

impl<'a> Verification<'a> {
    pub(crate) fn new(
        name: &'a str,
        election: Option<&'a Election>,
        report: &'a Report,
        record: &dyn RecordSource,
    ) -> Self {
        let verdict = verdict(report);
        let shown = election.filter(|_| verdict != Verdict::Failed);
        let steps = report.steps.iter().zip(&MEANINGS).map(|(report, meaning)| Step {
            report,
            unit: meaning.unit(report.checked),
            does_not_prove: meaning.not,
        });
        Self {
            record: name,
            election: election.map(Head::of),
            exit_code: report.exit_code(),
            verdict,
            sentence: sentence(report, verdict, election),
            steps: steps.collect(),
            results: shown.map(|election| results(election, record)).unwrap_or_default(),
            incidents: shown
                .and_then(|_| record.read(INCIDENTS))
                .and_then(|bytes| json::parse(&bytes).ok()),
        }
    }
}

impl<'a> Head<'a> {
    fn of(election: &'a Election) -> Self {
        let manifest = &election.manifest;
        Self {
            id: hex(election.id.as_bytes()),
            title: &manifest.title,
            publication: manifest.publication,
            quorum: manifest.quorum,
            witnesses: &manifest.witnesses,
        }
    }
}

fn verdict(report: &Report) -> Verdict {
    let attested = report.steps.iter().any(|step| step.outcome == Outcome::Attested);
    match report.exit_code() {
        0 if attested => Verdict::Attested,
        0 => Verdict::Verified,
        64 => Verdict::Incomplete,
        _ => Verdict::Failed,
    }
}

fn sentence(report: &Report, verdict: Verdict, election: Option<&Election>) -> String {
    let steps = |wanted: fn(&Outcome) -> bool| {
        let of = report.steps.iter().filter(|step| wanted(&step.outcome));
        of.map(|step| step.step.to_string()).collect::<Vec<_>>().join(", ")
    };
    match verdict {
        Verdict::Verified => "Verified: every step was recomputed here.".to_owned(),
        Verdict::Attested => format!(
            "Verified, in part attested: steps {} rest on the word of at least {} auditors, \
             because the ballots are not public; all others were recomputed here.",
            steps(|outcome| *outcome == Outcome::Attested),
            election.map_or(0, |election| election.manifest.quorum),
        ),
        Verdict::Incomplete => format!(
            "Nothing failed, but not everything could be checked: steps {} are open.",
            steps(|outcome| matches!(outcome, Outcome::NotChecked { .. })),
        ),
        Verdict::Failed => {
            let failure = report.steps.iter().find_map(|step| match &step.outcome {
                Outcome::Failed { reason } => Some((step, reason)),
                _ => None,
            });
            let words = failure.map(|(step, reason)| {
                format!("FAILED at step {}, {}: {reason}.", step.step, step.title)
            });
            words.unwrap_or_default()
        }
    }
}

fn results<'a>(election: &'a Election, record: &dyn RecordSource) -> Vec<Winners<'a>> {
    let winners = election.manifest.contests.iter().filter_map(|contest| {
        let bytes = record.read(&result_path(&contest.id))?;
        let result: ContestResult = json::parse(&bytes).ok()?;
        Some(Winners {
            contest: &contest.id,
            name: &contest.name,
            winners: result.winners.into_iter().map(String::from).collect(),
            total_cost: result.total_cost,
            counted: result.counted,
        })
    });
    winners.collect()
}
