//! What every page may use: the store, the clock and the operator's words.

use super::{Assets, Office, Photos, Problem, PublicUrl};
use crate::identity::Pepper;
use std::sync::Arc;
use store::{Localized, Store, UnixTime};

/// Cheap to clone; the state of every page's handler.
#[derive(Clone)]
pub struct Site {
    /// The door to the database.
    pub store: Store,
    /// Addresses of static files.
    pub assets: Arc<Assets>,
    /// Who takes photographs in.
    pub photos: Photos,
    /// Who carries out what two officials decided.
    pub office: Office,
    /// The time, moved by an official in a demo.
    pub clock: Clock,
    /// Random bytes.
    pub entropy: Entropy,
    /// The address under which browsers reach this installation.
    pub public_url: PublicUrl,
    /// What identity numbers are hashed under.
    pub pepper: Pepper,
    /// Who runs this installation.
    pub operator: Arc<Operator>,
    /// What the sign-in page says about the identity provider.
    pub provider: Arc<Provider>,
    /// Whether this is a demo; every page then says so.
    pub demo: bool,
}

/// Reads the time.
#[derive(Clone)]
pub struct Clock {
    read: Arc<dyn Fn() -> UnixTime + Send + Sync>,
    hand: Option<Arc<dyn ClockHand>>,
}

/// What moves the clock of a running demo.
pub trait ClockHand: Send + Sync {
    /// The seconds that the clock is ahead of the system's.
    fn offset(&self) -> UnixTime;

    /// Moves the clock to the system's time plus `seconds`.
    fn set_offset(&self, seconds: UnixTime);
}

/// Words and numbers of the authority that runs an installation: configuration, not code.
#[derive(Clone, Debug, Default)]
pub struct Operator {
    /// The line above the header.
    pub name: Localized,
    /// The help line, as people dial it.
    pub help_phone: String,
    /// When the help line answers.
    pub help_hours: Localized,
}

/// Fills bytes at random.
#[derive(Clone)]
pub struct Entropy(Arc<Fill>);

type Fill = dyn Fn(&mut [u8]) -> Result<(), NoEntropy> + Send + Sync;

/// The system gave no randomness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the system gave no randomness")]
pub struct NoEntropy;

/// The identity provider, as people know it.
#[derive(Clone, Debug, Default)]
pub struct Provider {
    /// Its name.
    pub name: Localized,
    /// In a demo: who can sign in.
    pub people: Vec<DemoPerson>,
}

/// Somebody who can sign in to a demo.
#[derive(Clone, Debug)]
pub struct DemoPerson {
    /// Their short name at the demo's identity provider.
    pub key: String,
    /// Their full name.
    pub name: String,
    /// The roles that they hold beside resident.
    pub roles: Vec<store::roles::Role>,
    /// What to try as them.
    pub hint: Localized,
}

impl Clock {
    /// A clock that reads `now`.
    pub fn new(now: impl Fn() -> UnixTime + Send + Sync + 'static) -> Self {
        Self { read: Arc::new(now), hand: None }
    }

    /// The same clock, which a demo's pages can move.
    #[must_use]
    pub fn moved_by(self, hand: Arc<dyn ClockHand>) -> Self {
        Self { hand: Some(hand), ..self }
    }

    /// What moves this clock; none outside a demo.
    #[must_use]
    pub fn hand(&self) -> Option<&dyn ClockHand> {
        self.hand.as_deref()
    }

    /// Unix seconds.
    #[must_use]
    pub fn now(&self) -> UnixTime {
        (self.read)()
    }
}

impl Entropy {
    /// A generator that `fill`s.
    pub fn new(fill: impl Fn(&mut [u8]) -> Result<(), NoEntropy> + Send + Sync + 'static) -> Self {
        Self(Arc::new(fill))
    }

    /// Random bytes.
    ///
    /// # Errors
    /// [`NoEntropy`].
    pub fn bytes<const N: usize>(&self) -> Result<[u8; N], NoEntropy> {
        let mut bytes = [0; N];
        (self.0)(&mut bytes)?;
        Ok(bytes)
    }

    /// 32 random bytes as 43 characters for cookies and addresses (base64url, RFC 4648 section 5).
    ///
    /// # Errors
    /// [`NoEntropy`].
    pub fn token(&self) -> Result<String, NoEntropy> {
        Ok(data_encoding::BASE64URL_NOPAD.encode(&self.bytes::<32>()?))
    }
}

impl From<NoEntropy> for Problem {
    fn from(_: NoEntropy) -> Self {
        Self::Internal
    }
}
