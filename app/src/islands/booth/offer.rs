//! What the server hands to the island: the contest, its projects, and addresses.

use serde::{Deserialize, Serialize};

/// One contest as it stands on the page. Sums are whole so'm, times Unix seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Id of the election, 64 hexadecimal digits: the manifest must hash to it.
    pub election: String,
    /// Index of the contest in the manifest.
    pub contest: u16,
    /// Tells people who share a device apart; never leaves it.
    pub voter: String,
    /// What a ballot may hold.
    pub rules: Rules,
    /// In the order in which they are shown.
    pub projects: Vec<Project>,
    /// When the page was made, by the server's clock.
    pub now: u64,
    /// Addresses.
    pub links: Links,
}

/// What a ballot may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// How people vote.
    pub kind: Kind,
    /// Fewest projects; 0 admits a blank ballot.
    pub min: u16,
    /// Most projects.
    pub max: u16,
    /// What the chosen projects may cost together (knapsack).
    pub envelope: u64,
}

/// The kinds of ballot that the booth can fill in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// One project.
    ChooseOne,
    /// Any projects, between a least and a greatest number.
    Approval,
    /// Projects that together cost no more than the envelope.
    Knapsack,
}

/// A project on the ballot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// As in the manifest.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Category and place in words.
    pub category: String,
    /// What it costs.
    pub cost: u64,
}

/// Where the booth goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Links {
    /// The bytes that the election's id is the hash of.
    pub manifest: String,
    /// What both logs lie below.
    pub logs: String,
    /// Where credentials are issued; takes the session's cookie, and may be another port.
    pub issue: String,
    /// Where ballots are cast; takes no cookie, and may be another origin.
    pub cast: String,
    /// The page that finds a ballot in the log, with its origin.
    pub receipt: String,
}
