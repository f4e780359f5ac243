//! Preparing a vote from the desk: the trustees' public part and the auditors' keys become, with
//! what the season says, a manifest. It is no act of two: two officials approve what came of it.

use super::election::failed;
use crate::counting::Counting;
use crate::preparing::{Choices, PrepareError};
use app::web::{ActRefused, KeyGenerationWrong, Preparation, Unready};
use voting::keygen::{Flaw, Transcript};
use voting::manifest::Auditor;
use voting::note::NoteKey;

/// Makes keys if there are none, roll and manifest; again, as often as needed before the approval.
pub(super) async fn prepare(counting: Counting, asked: Preparation) -> Result<(), ActRefused> {
    let Preparation { season, trustees, auditors, host, by, at } = asked;
    let trustees = Transcript::parse(trustees.as_bytes()).map_err(|_| ActRefused::Trustees)?;
    let auditors = auditors.iter().map(|line| auditor(line)).collect::<Result<_, _>>()?;
    let season = counting.polls.store().season(&season).await?;
    let choices = Choices::usual(trustees, auditors, season.publication);
    let organiser = counting.polls.organiser(host);
    organiser.prepare(&season, &choices, Some(by), at).await?;
    Ok(())
}

/// An auditor by the line that `hashar-audit key init` printed.
fn auditor(line: &str) -> Result<Auditor, ActRefused> {
    let vkey = NoteKey::parse(line).map_err(|_| ActRefused::Auditor(line.to_owned()))?;
    Ok(Auditor { name: vkey.name().to_owned(), vkey })
}

/// Whose note it is, for the page; why it does not hold, for the log.
pub(super) fn flawed(flaw: Flaw) -> KeyGenerationWrong {
    match flaw {
        Flaw::Threshold { .. } => KeyGenerationWrong::Threshold,
        Flaw::Incomplete { here, of } => KeyGenerationWrong::Incomplete { here, of },
        Flaw::Keys => KeyGenerationWrong::Keys,
        Flaw::Note { trustee, path, reason } => {
            tracing::info!(path, reason, "a note of a key generation is refused");
            KeyGenerationWrong::Trustee(trustee)
        }
    }
}

impl From<PrepareError> for ActRefused {
    fn from(error: PrepareError) -> Self {
        use PrepareError as Error;
        let unready = match error {
            Error::Begun { opens } => return Self::TooLate(opens),
            Error::Approved => return Self::State,
            Error::Keys(error) => {
                failed(error);
                return Self::Keys;
            }
            Error::Store(error) => return error.into(),
            // Whatever of the protocol is broken came in with the trustees' file.
            Error::Protocol(error) => {
                failed(error);
                return Self::Trustees;
            }
            Error::KeyGeneration(flaw) => return Self::KeyGeneration(flawed(flaw)),
            Error::Broken => return failed("preparing was broken off"),
            Error::NoVote => Unready::NoVote,
            Error::NoContest | Error::TooManyContests => Unready::NoContest,
            Error::NoProject { contest } | Error::FewProjects { contest, .. } => {
                Unready::FewProjects(contest)
            }
            Error::Nobody { contest } => Unready::Nobody(contest),
            Error::Rule { contest, .. } | Error::NoMahalla { contest } => Unready::Rules(contest),
            Error::NoAuditor => Unready::NoAuditor,
            Error::KeyCount { .. } => return Self::Keys,
        };
        Self::Unready(unready)
    }
}
