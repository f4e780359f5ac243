//! Why an act cannot be done now: what stands against it, then what to do.

use crate::i18n::{Words, date_time};
use crate::t;
use crate::web::{ActRefused, KeyGenerationWrong, NoteWrong, Problem, Unready, Visit};
use http::StatusCode;

/// What stands against it, and what to do.
pub(super) struct Reason {
    pub(super) title: String,
    pub(super) text: String,
    pub(super) status: StatusCode,
}

/// The words of a refusal; what is not there is a page that is not there.
pub(super) fn reason(visit: &Visit, refused: ActRefused) -> Result<Reason, Problem> {
    let words = visit.words();
    match refused {
        ActRefused::NotFound => Err(Problem::NotFound),
        refused => Ok(Reason {
            title: title(words, &refused),
            text: text(words, &refused),
            status: status(&refused),
        }),
    }
}

fn title(words: Words, refused: &ActRefused) -> String {
    match refused {
        ActRefused::State => t!(words, "office-refused-state"),
        ActRefused::Changed => t!(words, "office-refused-changed"),
        ActRefused::TooLate(_) => t!(words, "office-refused-late"),
        ActRefused::TooEarly(_) => t!(words, "office-refused-early"),
        ActRefused::LogsOpen => t!(words, "office-refused-logs"),
        ActRefused::WitnessesMissing(_) => t!(words, "office-refused-witnesses"),
        ActRefused::Keys => t!(words, "office-refused-keys"),
        ActRefused::Damaged => t!(words, "office-refused-damaged"),
        ActRefused::SharesMissing { .. } => t!(words, "office-refused-shares"),
        ActRefused::HoldsMissing { .. } => t!(words, "office-refused-holds"),
        ActRefused::Trustees => t!(words, "office-refused-trustees"),
        ActRefused::KeyGeneration(_) => t!(words, "office-refused-keygen"),
        ActRefused::Auditor(_) => t!(words, "office-refused-auditor"),
        ActRefused::Unready(_) => t!(words, "office-refused-unready"),
        ActRefused::Unfit(_) => t!(words, "office-refused-unfit"),
        ActRefused::RulesFixed => t!(words, "office-refused-fixed"),
        ActRefused::Note(_) => t!(words, "office-refused-note"),
        ActRefused::Proposed => t!(words, "office-refused-proposed"),
        ActRefused::TwoPeople => t!(words, "office-refused-two"),
        ActRefused::NotProposer => t!(words, "office-refused-proposer"),
        ActRefused::Decided => t!(words, "office-refused-decided"),
        ActRefused::UnderWay => t!(words, "office-refused-running"),
        ActRefused::NotFound | ActRefused::Failed => t!(words, "office-refused-failed"),
    }
}

fn text(words: Words, refused: &ActRefused) -> String {
    match refused {
        ActRefused::State => t!(words, "office-refused-state-text"),
        ActRefused::Changed => t!(words, "office-refused-changed-text"),
        ActRefused::TooLate(since) => {
            t!(words, "office-refused-late-text", since = date_time(words, *since))
        }
        ActRefused::TooEarly(from) => {
            t!(words, "office-refused-early-text", from = date_time(words, *from))
        }
        ActRefused::LogsOpen => t!(words, "office-refused-logs-text"),
        ActRefused::WitnessesMissing(until) => {
            t!(words, "office-refused-witnesses-text", until = date_time(words, *until))
        }
        ActRefused::Keys => t!(words, "office-refused-keys-text"),
        ActRefused::Damaged => t!(words, "office-refused-damaged-text"),
        ActRefused::SharesMissing { here, needed } | ActRefused::HoldsMissing { here, needed } => {
            t!(words, "office-line-here", here = *here, needed = *needed)
        }
        ActRefused::Trustees => t!(words, "office-refused-trustees-text"),
        ActRefused::KeyGeneration(wrong) => key_generation(words, wrong),
        ActRefused::Auditor(line) => {
            t!(words, "office-refused-auditor-text", line = line.clone())
        }
        ActRefused::Unready(unready) => lacks(words, unready),
        ActRefused::Unfit(place) => {
            t!(words, "office-refused-unfit-text", place = place.text(words.lang().code()))
        }
        ActRefused::RulesFixed => t!(words, "office-refused-fixed-text"),
        ActRefused::Note(wrong) => note(words, wrong),
        ActRefused::Proposed => t!(words, "office-refused-proposed-text"),
        ActRefused::TwoPeople => t!(words, "office-refused-two-text"),
        ActRefused::NotProposer => t!(words, "office-refused-proposer-text"),
        ActRefused::Decided => t!(words, "office-refused-decided-text"),
        ActRefused::UnderWay => t!(words, "office-refused-running-text"),
        ActRefused::NotFound | ActRefused::Failed => t!(words, "office-refused-failed-text"),
    }
}

const fn status(refused: &ActRefused) -> StatusCode {
    match refused {
        ActRefused::TwoPeople | ActRefused::NotProposer => StatusCode::FORBIDDEN,
        ActRefused::Failed | ActRefused::Damaged => StatusCode::INTERNAL_SERVER_ERROR,
        ActRefused::Note(_)
        | ActRefused::Trustees
        | ActRefused::KeyGeneration(_)
        | ActRefused::Auditor(_)
        | ActRefused::Unfit(_) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::CONFLICT,
    }
}

fn lacks(words: Words, unready: &Unready) -> String {
    match unready {
        Unready::NoVote => t!(words, "office-unready-vote"),
        Unready::NoContest => t!(words, "office-unready-contest"),
        Unready::FewProjects(place) => {
            t!(words, "office-unready-projects", place = place.clone())
        }
        Unready::Nobody(place) => {
            t!(words, "office-unready-nobody", place = place.clone())
        }
        Unready::Rules(place) => {
            t!(words, "office-unready-rules", place = place.clone())
        }
        Unready::NoAuditor => t!(words, "office-unready-auditor"),
    }
}

fn note(words: Words, wrong: &NoteWrong) -> String {
    match wrong {
        NoteWrong::None => t!(words, "office-note-none"),
        NoteWrong::Author => t!(words, "office-note-author"),
        NoteWrong::Logs => t!(words, "office-note-logs"),
        NoteWrong::Share(trustee) => {
            t!(words, "office-note-share", trustee = trustee.clone())
        }
        NoteWrong::Copy => t!(words, "office-note-copy"),
    }
}

fn key_generation(words: Words, wrong: &KeyGenerationWrong) -> String {
    match wrong {
        KeyGenerationWrong::Threshold => t!(words, "office-keygen-threshold"),
        KeyGenerationWrong::Incomplete { here, of } => {
            t!(words, "office-keygen-incomplete", here = *here, of = *of)
        }
        KeyGenerationWrong::Trustee(name) => {
            t!(words, "office-keygen-trustee", name = name.clone())
        }
        KeyGenerationWrong::Keys => t!(words, "office-keygen-keys"),
    }
}
