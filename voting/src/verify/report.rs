//! What a verification found.

use serde::Serialize;

use crate::audit_note::Totals;

/// Title of each step and what it proves, from 1.
pub const STEPS: [(&str, &str); 15] = [
    ("manifest", "the organiser signed exactly these rules; their hash names the election"),
    ("checkpoints", "both logs are signed, witnessed by the quorum, and only ever grew"),
    ("log entries", "both logs hold exactly these entries, from header to close"),
    ("roll and issuance", "credentials went to people on the roll, to each at most what is due"),
    ("openings", "the copy holds the body of every ballot that was logged"),
    ("credentials", "each ballot's key was signed by the registrar of its contest"),
    ("voter signatures", "each ballot was signed by its key"),
    ("last votes", "of each key only the last ballot of the open vote counts"),
    ("shares", "the trustees released the secret of the key that ballots were sealed to"),
    ("counted ballots", "the published ballots or totals are those that were cast"),
    ("numbers", "there are not more keys than credentials, nor credentials than people"),
    ("result", "the winners follow from the counted ballots by the rule of the manifest"),
    ("auditors", "the quorum held the copy before the shares and attests to this record"),
    ("my own", "your receipts, promises and roll entry are in the record"),
    ("files", "no file is missing, changed or added"),
];

/// How far a step was checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// Recomputed here.
    Verified,
    /// Not recomputable from what is public; the quorum of auditors says so.
    Attested,
    /// Neither.
    NotChecked {
        /// Why.
        reason: String,
    },
    /// Wrong.
    Failed {
        /// What.
        reason: String,
    },
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepReport {
    /// From 1.
    pub step: u8,
    /// Its name.
    pub title: &'static str,
    /// What holds when it is verified.
    pub proves: &'static str,
    /// Things looked at.
    pub checked: u64,
    /// How far.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// What is wrong in the record and yet changes nothing, and whose fault it is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
}

/// All steps in order, and what an auditor who has the copy signs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Report {
    /// From 1 to 15.
    pub steps: Vec<StepReport>,
    /// The copy, where there is one and all of it could be read.
    #[serde(skip)]
    pub copy: Option<CopyFound>,
    /// What an attestation says, once the ballots of a copy were counted.
    #[serde(skip)]
    pub totals: Option<Totals>,
}

/// What a hold note says about a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CopyFound {
    /// SHA-256 of its files in order.
    pub digest: [u8; 32],
    /// Ballot entries that nothing opens.
    pub unopened: u64,
}

/// What a step hands to later ones, and what it counted.
#[derive(Debug)]
pub(super) struct Finding<T> {
    pub(super) value: T,
    pub(super) checked: u64,
    pub(super) outcome: Outcome,
    pub(super) remarks: Vec<String>,
}

/// A step's finding, or why it failed.
pub(super) type Step<T> = Result<Finding<T>, String>;

impl<T> Finding<T> {
    pub(super) const fn new(value: T, checked: u64, outcome: Outcome) -> Self {
        Self { value, checked, outcome, remarks: Vec::new() }
    }
}

/// A step that recomputed everything.
pub(super) fn verified<T>(value: T, checked: u64) -> Step<T> {
    Ok(Finding::new(value, checked, Outcome::Verified))
}

impl Report {
    /// 0 when every step was verified or attested; the first step that failed; 64 when none failed
    /// but not everything could be checked.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        let failed = |step: &&StepReport| matches!(step.outcome, Outcome::Failed { .. });
        if let Some(step) = self.steps.iter().find(failed) {
            return step.step;
        }
        let unchecked = |step: &StepReport| matches!(step.outcome, Outcome::NotChecked { .. });
        if self.steps.iter().any(unchecked) { 64 } else { 0 }
    }

    /// Records a step; `None` when it failed.
    pub(super) fn step<T>(&mut self, step: u8, result: Step<T>) -> Option<T> {
        match result {
            Ok(finding) => {
                self.push(step, finding.checked, finding.outcome, finding.remarks);
                Some(finding.value)
            }
            Err(reason) => {
                self.push(step, 0, Outcome::Failed { reason }, Vec::new());
                None
            }
        }
    }

    /// Fills up with the steps that were not reached.
    pub(super) fn complete(&mut self) {
        for step in (1..=15).skip(self.steps.len()) {
            let reason = "an earlier step failed".to_owned();
            self.push(step, 0, Outcome::NotChecked { reason }, Vec::new());
        }
    }

    fn push(&mut self, step: u8, checked: u64, outcome: Outcome, remarks: Vec<String>) {
        let (title, proves) =
            STEPS.get(usize::from(step).saturating_sub(1)).copied().unwrap_or_default();
        self.steps.push(StepReport { step, title, proves, checked, outcome, remarks });
    }
}
