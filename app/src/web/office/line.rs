//! What an act will do, fact by fact.

use store::seasons::Publication;
use store::{Localized, Som, UnixTime};

/// A fact about what an act will do; the page says it in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Whose vote.
    Season(Localized),
    /// The hash of the manifest: it stands for every project, cost, date and key.
    Election(String),
    /// Contests, and the projects in all of them.
    Ballot {
        /// Contests.
        contests: u64,
        /// Projects.
        projects: u64,
    },
    /// How money is given out, once for all contests that say the same.
    Rule {
        /// The contests.
        places: Vec<String>,
        /// The rule's name in the crate `tally`.
        rule: String,
        /// The votes that a project needs.
        least: Option<i64>,
        /// Whether what is published of the ballots gives the winners, and reasons with them; else
        /// whoever holds the copy recomputes them.
        proved: bool,
    },
    /// What all contests may spend together.
    Envelopes(Som),
    /// People on the roll, or the most that there may be.
    Eligible(u64),
    /// The vote is open on `[from, until)`.
    Vote {
        /// Its first second.
        from: UnixTime,
        /// The first second after it.
        until: UnixTime,
    },
    /// Who sees ballots after the close.
    Publication(Publication),
    /// Who can unseal, and how many of them it takes.
    Trustees {
        /// Shares needed.
        needed: u16,
        /// Their names.
        names: Vec<String>,
    },
    /// Who checks the copy, and how many of them it takes.
    Auditors {
        /// Notes needed.
        needed: u64,
        /// Their names.
        names: Vec<String>,
    },
    /// The keys of one purpose, whole: secrets of somebody else would let them open ballots, vouch
    /// for a count or vote for people, so that nobody approves them unseen.
    Keys {
        /// What they are for.
        purpose: KeyPurpose,
        /// One for each who holds one.
        keys: Vec<NamedKey>,
    },
    /// Credentials and ballots in the logs, without the entries that open and close them.
    Logged {
        /// Credentials.
        credentials: u64,
        /// Ballots.
        ballots: u64,
    },
    /// Trustees' shares that are here.
    Shares {
        /// How many.
        here: u64,
        /// How many it takes.
        needed: u64,
    },
    /// What the count found, over all contests.
    Counted {
        /// Ballots that count.
        counted: u64,
        /// Ballots that a later one of the same voter replaced.
        superseded: u64,
        /// Last ballots that say nothing valid.
        spoiled: u64,
        /// Entries that are no ballots of this election.
        invalid: u64,
    },
}

/// What the secret half of a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPurpose {
    /// Opens ballots.
    Seal,
    /// Signs a trustee's share.
    Share,
    /// Signs what an auditor holds and attests.
    Audit,
    /// Signs credentials of a contest.
    Credential,
    /// Signs the heads of a log.
    Log,
    /// Signs promises of the ballot box.
    Promise,
    /// Signs what the organiser publishes.
    Record,
}

/// A public key and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedKey {
    /// As the manifest calls them.
    pub owner: String,
    /// The key as the manifest has it.
    pub whole: String,
    /// The first 16 digits of SHA-256 of that text: what two people read to each other.
    pub short: String,
}
