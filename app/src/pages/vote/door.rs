//! Who may enter the booth now, and what everybody else is told.

use store::UnixTime;
use store::seasons::{PhaseKind, Season};
use voting::id::ElectionId;

/// What stands at the booth's door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Door {
    /// Officials have not approved manifest and keys.
    NotReady,
    /// The vote begins at `opens`.
    NotOpen {
        /// First second of the vote.
        opens: UnixTime,
        /// First second after it.
        closes: UnixTime,
    },
    /// The vote is over since `closes`.
    Closed {
        /// First second after the vote.
        closes: UnixTime,
    },
    /// Sign in first.
    SignIn,
    /// Come in.
    Open {
        /// The election.
        election: ElectionId,
        /// First second after the vote.
        closes: UnixTime,
    },
}

impl Door {
    /// Decides by the season's dates, which the manifest repeats; `election` is the approved one.
    pub(super) fn of(
        season: &Season,
        election: Option<ElectionId>,
        signed_in: bool,
        now: UnixTime,
    ) -> Self {
        let Some(phase) = season.phase(PhaseKind::Voting) else { return Self::NotReady };
        let (opens, closes) = (phase.starts_at, phase.ends_at);
        match election {
            _ if now >= closes => Self::Closed { closes },
            _ if now < opens => Self::NotOpen { opens, closes },
            None => Self::NotReady,
            Some(_) if !signed_in => Self::SignIn,
            Some(election) => Self::Open { election, closes },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::seasons::{Phase, Publication, ResidenceRule};
    use store::{Localized, SeasonId};

    fn season(phases: Vec<Phase>) -> Season {
        Season {
            id: SeasonId(1),
            key: "2026".into(),
            titles: Localized::default(),
            act: Localized::default(),
            publication: Publication::Audited,
            residence: ResidenceRule::None,
            min_age: 18,
            created_at: 0,
            phases,
        }
    }

    #[test]
    fn the_door_opens_for_who_is_signed_in_during_the_vote() {
        let voting = Phase { kind: PhaseKind::Voting, starts_at: 100, ends_at: 200 };
        let season = season(vec![voting]);
        let id = Some(ElectionId::from_bytes([1; 32]));
        let door = |election, signed_in, now| Door::of(&season, election, signed_in, now);
        assert_eq!(door(id, true, 99), Door::NotOpen { opens: 100, closes: 200 });
        assert_eq!(door(None, true, 100), Door::NotReady);
        assert_eq!(door(id, false, 100), Door::SignIn);
        let election = ElectionId::from_bytes([1; 32]);
        assert_eq!(door(id, true, 199), Door::Open { election, closes: 200 });
        assert_eq!(door(id, true, 200), Door::Closed { closes: 200 });
    }

    #[test]
    fn a_season_without_a_vote_has_no_booth() {
        let season = season(Vec::new());
        assert_eq!(Door::of(&season, None, true, 0), Door::NotReady);
    }
}
