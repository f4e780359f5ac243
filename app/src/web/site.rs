//! What every page may use: the store, the clock and the operator's words.

use super::{Assets, Photos};
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
    /// The time, moved by an official in a demo.
    pub clock: Clock,
    /// Who runs this installation.
    pub operator: Arc<Operator>,
    /// Whether this is a demo; every page then says so.
    pub demo: bool,
}

/// Reads the time.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> UnixTime + Send + Sync>);

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

impl Clock {
    /// A clock that reads `now`.
    pub fn new(now: impl Fn() -> UnixTime + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// Unix seconds.
    #[must_use]
    pub fn now(&self) -> UnixTime {
        (self.0)()
    }
}
