//! The five tones of badges and alerts.

/// What a badge or an alert says by colour; its words say it first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Grey: a plain fact. Not funded is neutral: losing a vote is not an error.
    #[default]
    Neutral,
    /// Lapis: information.
    Info,
    /// Turquoise: done, funded, verified.
    Ok,
    /// Apricot: needs your attention now.
    Warn,
    /// Pomegranate: error, overdue.
    Bad,
}

impl Tone {
    /// Its class.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "",
            Self::Info => " info",
            Self::Ok => " ok",
            Self::Warn => " warn",
            Self::Bad => " bad",
        }
    }
}
