//! The numbers, and the counters behind them (generic cell rate algorithm).

use app::web::Clock;
use governor::clock::Clock as _;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use std::hash::Hash;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use store::{Nullifier, PersonId};

/// How much at once, and how often from then on.
#[derive(Clone, Copy)]
struct Pace {
    burst: u32,
    every: Duration,
}

/// Forms of a person: nobody fills in more.
const FORMS: Pace = Pace { burst: 60, every: Duration::from_secs(1) };
/// Photographs of a person.
const UPLOADS: Pace = Pace { burst: 40, every: Duration::from_secs(10) };
/// Credentials of a person: one a contest is enough, the rest are retries on bad links.
const ISSUES: Pace = Pace { burst: 240, every: Duration::from_secs(1) };
/// Sign-ins that one browser begins.
const BROWSERS: Pace = Pace { burst: 10, every: Duration::from_secs(30) };
/// Sign-ins of one identity: a code that is forwarded to many devices is used slowly.
const IDENTITIES: Pace = Pace { burst: 20, every: Duration::from_secs(60) };
/// Sign-ins that begin everywhere: twice the busiest second of a whole country.
const SIGN_INS: Pace = Pace { burst: 2_000, every: Duration::from_micros(500) };

/// Every counter.
pub(super) struct Quotas {
    pub(super) forms: Counters<PersonId>,
    pub(super) uploads: Counters<PersonId>,
    pub(super) issues: Counters<PersonId>,
    pub(super) browsers: Counters<[u8; 32]>,
    pub(super) identities: Counters<Nullifier>,
    pub(super) sign_ins: Counters<()>,
}

impl Quotas {
    pub(super) fn new(clock: Clock) -> Self {
        let clock = SiteClock(clock);
        Self {
            forms: Counters::new(FORMS, &clock),
            uploads: Counters::new(UPLOADS, &clock),
            issues: Counters::new(ISSUES, &clock),
            browsers: Counters::new(BROWSERS, &clock),
            identities: Counters::new(IDENTITIES, &clock),
            sign_ins: Counters::new(SIGN_INS, &clock),
        }
    }
}

/// After so many questions those are forgotten who have not asked for a while.
const TIDY_EVERY: u64 = 16_384;

/// A counter for each key.
pub(super) struct Counters<K: Hash + Eq + Clone> {
    limiter: RateLimiter<K, HashMapStateStore<K>, SiteClock, NoOpMiddleware<Nanos>>,
    clock: SiteClock,
    asked: AtomicU64,
}

impl<K: Hash + Eq + Clone> Counters<K> {
    fn new(pace: Pace, clock: &SiteClock) -> Self {
        let burst = NonZeroU32::new(pace.burst).unwrap_or(NonZeroU32::MIN);
        // Of no period there is no quota; none of the above is that.
        let quota = Quota::with_period(pace.every).unwrap_or(Quota::per_second(burst));
        let limiter =
            RateLimiter::new(quota.allow_burst(burst), HashMapStateStore::default(), clock.clone());
        Self { limiter, clock: clock.clone(), asked: AtomicU64::new(0) }
    }

    /// Counts a request, or says how long to wait.
    pub(super) fn ask(&self, key: &K) -> Result<(), Duration> {
        if self.asked.fetch_add(1, Ordering::Relaxed) % TIDY_EVERY == TIDY_EVERY - 1 {
            self.forget_idle();
        }
        let asked = self.limiter.check_key(key);
        asked.map_err(|refused| refused.wait_time_from(self.clock.now()))
    }

    pub(super) fn forget_idle(&self) {
        self.limiter.retain_recent();
        self.limiter.shrink_to_fit();
    }
}

/// The site's clock, in the crate's words.
#[derive(Clone)]
struct SiteClock(Clock);

impl governor::clock::Clock for SiteClock {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        let seconds = u64::try_from(self.0.now()).unwrap_or(0);
        Duration::from_secs(seconds).into()
    }
}
