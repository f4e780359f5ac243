//! Where a proposal stands, in words, and what happens next.

use super::grounds::Grounds;
use crate::components::Tone;
use crate::i18n::{self, Words, date_time};
use crate::t;
use store::proposals::{Content, ProposalState};
use store::seasons::PhaseKind;
use store::{Constraint, UnixTime};

/// The badge of a state.
pub(in crate::pages) fn state_badge(words: Words, state: ProposalState) -> (Tone, String) {
    match state {
        ProposalState::Draft => (Tone::Neutral, t!(words, "proposals-state-draft")),
        ProposalState::Submitted => (Tone::Info, t!(words, "proposals-state-submitted")),
        ProposalState::Withdrawn => (Tone::Neutral, t!(words, "proposals-state-withdrawn")),
        ProposalState::Admitted => (Tone::Ok, t!(words, "proposals-state-admitted")),
        ProposalState::Refused => (Tone::Bad, t!(words, "proposals-state-refused")),
    }
}

/// What happens next, with its date.
pub(super) fn next(words: Words, state: ProposalState, grounds: &Grounds, now: UnixTime) -> String {
    let phase = |kind| grounds.season.phase(kind);
    let until = |end: UnixTime| i18n::until(words, end);
    match state {
        ProposalState::Draft => match phase(PhaseKind::Submission) {
            Some(open) if now < open.starts_at => {
                t!(words, "proposals-next-draft-early", date = date_time(words, open.starts_at))
            }
            Some(open) if now < open.ends_at => {
                t!(words, "proposals-next-draft", date = until(open.ends_at))
            }
            Some(open) => t!(words, "proposals-next-draft-late", date = until(open.ends_at)),
            None => t!(words, "proposals-next-none"),
        },
        ProposalState::Submitted => match phase(PhaseKind::Screening) {
            Some(screening) if now < screening.ends_at => {
                t!(words, "proposals-next-submitted", date = until(screening.ends_at))
            }
            Some(screening) => {
                t!(words, "proposals-next-submitted-late", date = until(screening.ends_at))
            }
            None => t!(words, "proposals-next-none"),
        },
        ProposalState::Admitted => match phase(PhaseKind::Voting) {
            Some(vote) if now < vote.starts_at => {
                t!(words, "proposals-next-admitted", date = date_time(words, vote.starts_at))
            }
            Some(vote) if now < vote.ends_at => {
                t!(words, "proposals-next-voting", date = until(vote.ends_at))
            }
            _ => t!(words, "proposals-next-voted"),
        },
        ProposalState::Refused => match phase(PhaseKind::Submission) {
            Some(open) if open.holds(now) => {
                t!(words, "proposals-next-refused", date = until(open.ends_at))
            }
            _ => t!(words, "proposals-next-refused-late"),
        },
        ProposalState::Withdrawn => t!(words, "proposals-next-withdrawn"),
    }
}

/// The last minute before a half-open end: 21 March 00:00 is 20 March 23:59.
pub(in crate::pages) const fn last_minute(end: UnixTime) -> UnixTime {
    end.saturating_sub(60)
}

/// Why the store refused an operation on a proposal, for the one who asked for it.
pub(in crate::pages) fn refused_save(words: Words, constraint: Constraint) -> String {
    match constraint {
        Constraint::ProposalChanged => t!(words, "proposals-refused-changed"),
        Constraint::ProposalState => t!(words, "proposals-refused-state"),
        Constraint::PhaseClosed => t!(words, "proposals-refused-phase"),
        Constraint::BallotFixed => t!(words, "proposals-refused-fixed"),
        Constraint::ProposalIncomplete => t!(words, "proposals-refused-incomplete"),
        Constraint::MahallaElsewhere => t!(words, "proposals-refused-mahalla"),
        Constraint::NotAuthor => t!(words, "proposals-refused-author"),
        Constraint::NotInScope => t!(words, "proposals-refused-scope"),
        Constraint::OwnProposal => t!(words, "proposals-refused-own"),
        Constraint::TooManyProposals => {
            t!(words, "proposals-refused-many", max = i18n::number(Content::OPEN))
        }
        _ => t!(words, "proposals-refused-other"),
    }
}
