//! Where a season stands, in words.

use crate::components::{Step, StepState};
use crate::i18n::{Words, date, date_range, until};
use crate::t;
use store::UnixTime;
use store::seasons::{Phase, PhaseKind, Season};

/// One sentence: what goes on and until when, or what comes next and when.
pub(in crate::pages) fn now_sentence(words: Words, season: &Season, now: UnixTime) -> String {
    if let Some(phase) = season.phase_at(now) {
        return going_on(words, phase);
    }
    let next = season.phases.iter().find(|phase| phase.starts_at > now);
    next.map_or_else(|| t!(words, "season-over"), |phase| to_come(words, *phase))
}

/// The phases with their dates, done, going on or to come.
pub(in crate::pages) fn steps(words: Words, season: &Season, now: UnixTime) -> Vec<Step> {
    let current = season.phase_at(now).map(|phase| phase.kind);
    let step = |phase: &Phase| {
        let (state, spoken) = match () {
            () if current == Some(phase.kind) => (StepState::Now, t!(words, "season-step-now")),
            () if phase.ends_at <= now => (StepState::Done, t!(words, "season-step-done")),
            () => (StepState::ToCome, t!(words, "season-step-to-come")),
        };
        let dates = Some(date_range(words, phase.starts_at, phase.ends_at));
        Step { label: name(words, phase.kind), dates, fact: None, state, spoken }
    };
    season.phases.iter().map(step).collect()
}

fn name(words: Words, kind: PhaseKind) -> String {
    match kind {
        PhaseKind::Submission => t!(words, "season-phase-submission"),
        PhaseKind::Screening => t!(words, "season-phase-screening"),
        PhaseKind::Campaign => t!(words, "season-phase-campaign"),
        PhaseKind::Voting => t!(words, "season-phase-voting"),
        PhaseKind::Tally => t!(words, "season-phase-tally"),
        PhaseKind::Results => t!(words, "season-phase-results"),
        PhaseKind::Execution => t!(words, "season-phase-execution"),
    }
}

fn going_on(words: Words, phase: Phase) -> String {
    let end = until(words, phase.ends_at);
    match phase.kind {
        PhaseKind::Submission => t!(words, "season-now-submission", until = end),
        PhaseKind::Screening => t!(words, "season-now-screening", until = end),
        PhaseKind::Campaign => t!(words, "season-now-campaign", until = end),
        PhaseKind::Voting => t!(words, "season-now-voting", until = end),
        PhaseKind::Tally => t!(words, "season-now-tally", until = end),
        PhaseKind::Results => t!(words, "season-now-results", until = end),
        PhaseKind::Execution => t!(words, "season-now-execution", until = end),
    }
}

fn to_come(words: Words, phase: Phase) -> String {
    let start = date(words, phase.starts_at);
    match phase.kind {
        PhaseKind::Submission => t!(words, "season-next-submission", date = start),
        PhaseKind::Screening => t!(words, "season-next-screening", date = start),
        PhaseKind::Campaign => t!(words, "season-next-campaign", date = start),
        PhaseKind::Voting => t!(words, "season-next-voting", date = start),
        PhaseKind::Tally => t!(words, "season-next-tally", date = start),
        PhaseKind::Results => t!(words, "season-next-results", date = start),
        PhaseKind::Execution => t!(words, "season-next-execution", date = start),
    }
}
