//! Why a ballot that was validly cast cannot be counted.

/// The first rule that a sealed ballot breaks. It replaces earlier ballots of its key all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
pub enum Spoiled {
    /// The seal cannot be opened: no point, the identity, or the authentication fails.
    #[error("seal")]
    Seal,
    /// The choices do not fit the plaintext.
    #[error("length")]
    Length,
    /// A version other than 1.
    #[error("version")]
    Version,
    /// A kind other than the contest's.
    #[error("kind")]
    Kind,
    /// Non-zero bytes after the choices.
    #[error("padding")]
    Padding,
    /// Fewer choices than `min` or more than `max`.
    #[error("count")]
    Count,
    /// A project that the contest does not have.
    #[error("project")]
    Project,
    /// Projects not strictly ascending, or one ranked twice.
    #[error("order")]
    Order,
    /// A value that the kind does not admit.
    #[error("value")]
    Value,
    /// Costs above the envelope (knapsack).
    #[error("envelope")]
    Envelope,
    /// Points above `max_points` (cumulative).
    #[error("points")]
    Points,
}

impl Spoiled {
    /// Every reason, in the order in which they are checked.
    pub const ALL: [Self; 11] = [
        Self::Seal,
        Self::Length,
        Self::Version,
        Self::Kind,
        Self::Padding,
        Self::Count,
        Self::Project,
        Self::Order,
        Self::Value,
        Self::Envelope,
        Self::Points,
    ];
}
