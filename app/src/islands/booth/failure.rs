//! What can go wrong on the way of a ballot. The words for each say what to do.

/// Why the ballot is not in, as far as the booth knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Nothing could be reached; nothing was sent.
    Unreachable,
    /// The ballot was sent and no answer came: trying again sends the same ballot.
    Unanswered,
    /// The published manifest is not what this page shows.
    Mismatch,
    /// Nobody is signed in any more.
    SignIn,
    /// This person is not on the roll of this contest.
    NotEligible,
    /// Another device of this person has the credential: its recovery code brings it here.
    ElsewhereKey,
    /// The vote has not begun.
    NotOpen,
    /// The vote is over.
    Closed,
    /// The vote ends before this device may cast.
    NoTime,
    /// An answer that is not signed as the manifest requires.
    WrongAnswer,
    /// The box does not take this ballot.
    Refused,
    /// The ballot was not taken this time; an earlier try, never answered, may be in.
    Doubtful,
    /// The vote is over; a ballot that was sent and never answered may be in.
    LateUnanswered,
    /// This browser keeps nothing: a ballot could not be cast again from here.
    Storage,
}

impl Failure {
    /// Every failure, for texts and their test.
    pub const ALL: [Self; 14] = [
        Self::Unreachable,
        Self::Unanswered,
        Self::Mismatch,
        Self::SignIn,
        Self::NotEligible,
        Self::ElsewhereKey,
        Self::NotOpen,
        Self::Closed,
        Self::NoTime,
        Self::WrongAnswer,
        Self::Refused,
        Self::Doubtful,
        Self::LateUnanswered,
        Self::Storage,
    ];

    /// Its name in the page's markup.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Unanswered => "unanswered",
            Self::Mismatch => "mismatch",
            Self::SignIn => "sign-in",
            Self::NotEligible => "not-eligible",
            Self::ElsewhereKey => "elsewhere",
            Self::NotOpen => "not-open",
            Self::Closed => "closed",
            Self::NoTime => "no-time",
            Self::WrongAnswer => "wrong-answer",
            Self::Refused => "refused",
            Self::Doubtful => "doubtful",
            Self::LateUnanswered => "late-unanswered",
            Self::Storage => "storage",
        }
    }

    /// Whether a ballot may be in that nobody answered.
    #[must_use]
    pub const fn leaves_doubt(self) -> bool {
        matches!(self, Self::Unanswered | Self::Doubtful | Self::LateUnanswered)
    }

    /// Whether doing the same once more can help.
    #[must_use]
    pub const fn can_be_retried(self) -> bool {
        matches!(
            self,
            Self::Unreachable
                | Self::Unanswered
                | Self::NotOpen
                | Self::WrongAnswer
                | Self::Refused
                | Self::Doubtful
                | Self::Storage
        )
    }

    /// The same failure while a ballot that was sent is unanswered: nothing may be said then that
    /// denies it. `again`: trying again sends that very ballot.
    #[must_use]
    pub const fn in_doubt(self, again: bool) -> Self {
        match self {
            Self::Closed | Self::NoTime => Self::LateUnanswered,
            Self::Unreachable | Self::Unanswered if again => Self::Unanswered,
            Self::Unreachable | Self::Unanswered | Self::Refused | Self::NotOpen => Self::Doubtful,
            other => other,
        }
    }
}
