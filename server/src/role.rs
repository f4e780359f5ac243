//! What a process of the server does. The registrar and the ballot box can run apart, each with
//! the keys of its own part alone: docs/operating.md says which.

use clap::ValueEnum;

/// The part of the server that a process plays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Role {
    /// Everything in one process
    #[default]
    All,
    /// Pages and signing in; keys of no vote
    Web,
    /// Issues credentials and publishes the issuance log
    Registrar,
    /// Takes ballots and publishes the ballot log
    Box,
}

impl Role {
    /// Whether it shows pages and signs people in.
    #[must_use]
    pub const fn shows_pages(self) -> bool {
        matches!(self, Self::All | Self::Web)
    }

    /// Whether it issues credentials.
    #[must_use]
    pub const fn issues(self) -> bool {
        matches!(self, Self::All | Self::Registrar)
    }

    /// Whether it takes ballots.
    #[must_use]
    pub const fn takes_ballots(self) -> bool {
        matches!(self, Self::All | Self::Box)
    }
}
