//! What counting refuses, in the words that officials read.

use super::election::{failed, seconds};
use crate::counting::CountingError as Error;
use app::web::{ActRefused, NoteWrong};

impl From<Error> for ActRefused {
    fn from(error: Error) -> Self {
        match error {
            Error::Unknown => Self::Changed,
            Error::StillOpen(until) => Self::TooEarly(seconds(until)),
            Error::LogsOpen => Self::LogsOpen,
            Error::WitnessesMissing(until) => Self::WitnessesMissing(seconds(until)),
            Error::State | Error::OtherApproval => Self::State,
            Error::TwoPeople => Self::TwoPeople,
            Error::Decided => Self::Decided,
            Error::NoNote(_) => Self::Note(NoteWrong::None),
            Error::OtherAuthor => Self::Note(NoteWrong::Author),
            Error::OtherLogs => Self::Note(NoteWrong::Logs),
            Error::WrongShare { trustee } => Self::Note(NoteWrong::Share(trustee)),
            Error::OtherCopy => Self::Note(NoteWrong::Copy),
            Error::HoldsMissing { held: here, quorum: needed } => {
                Self::HoldsMissing { here, needed }
            }
            Error::SharesMissing { here, needed } => Self::SharesMissing { here, needed },
            error @ Error::NoKey => {
                failed(error);
                Self::Keys
            }
            error @ Error::Changed(_) => {
                failed(error);
                Self::Damaged
            }
            other => failed(other),
        }
    }
}
