//! The demo: territories, seasons and people of `demo/*.toml`, and a budget, loaded into an empty database.
//!
//! Its day 0 is the day on which it is loaded: the seasons' days count from that day's midnight in
//! Tashkent, so whoever starts a fresh demo finds one season in voting and one in submission, and
//! dates apart every load gives the same data. From then on time passes: the clock is the
//! system's, plus what an official added to it.
//!
//! To add to the demo: a file in `demo/`, one here that loads it, a line in [`load`].

mod budgets;
mod calendar;
pub mod issuer;
pub mod people;
mod pictures;
mod projects;
mod seasons;
mod territories;
pub mod votes;
mod welcome;

pub use calendar::Calendar;
pub use welcome::welcome;

use anyhow::{Context as _, bail};
use app::identity::Pepper;
use app::web::Photos;
use people::People;
use pictures::Pictures;
use store::{Contents, DatabaseUrl, Store, UnixTime};
use votes::Hall;

/// Who plays in a demo, and how the store will know them again at sign-in.
#[derive(Clone, Copy)]
pub struct Cast<'a> {
    /// Everybody of `demo/residents.toml`.
    pub people: &'a People,
    /// What their identity numbers are hashed under.
    pub pepper: &'a Pepper,
    /// The demo's identity provider.
    pub issuer: &'a str,
    /// Who takes the pictures of their proposals in.
    pub photos: &'a Photos,
    /// Where votes are held; none: the demo is loaded without them.
    pub hall: Option<&'a Hall>,
}

/// Makes an open database one that holds the demo: loads it unless it is there already.
///
/// With `fresh` a demo that is there is removed first; one whose loading was broken off always is.
///
/// # Errors
/// A sentence for a database that holds something else than a demo; what the database said.
pub async fn open(
    mut store: Store,
    url: &DatabaseUrl,
    fresh: bool,
    now: UnixTime,
    cast: Cast<'_>,
) -> anyhow::Result<Store> {
    match store.contents().await? {
        Contents::Nothing => {}
        Contents::Other | Contents::Replay => bail!(
            "{url} holds something else than a demo and is left as it is: \
             pass another --database-url, for example sqlite://demo.db"
        ),
        Contents::Demo => {
            if fresh || !store.demo_is_whole().await? {
                store.remove_demo(url).await?;
                store = Store::open(url).await?;
            }
        }
    }
    store.migrate().await?;
    if !store.is_demo().await? {
        load(&store, now, cast).await.context("the demo cannot be loaded")?;
    }
    Ok(store)
}

/// Loads the demo into an empty, migrated database and marks it.
///
/// # Errors
/// A mistake in `demo/*.toml`; what the database said.
pub async fn load(store: &Store, now: UnixTime, cast: Cast<'_>) -> anyhow::Result<()> {
    let calendar = Calendar::of_load(now);
    let Cast { people, pepper, issuer, photos, hall } = cast;
    // The longest part of it: it goes on beside the others.
    let pictures = tokio::spawn(Pictures::take(photos.clone()));
    store.mark_demo().await?;
    territories::load(store, calendar.prepared()).await.context("demo/territories.toml")?;
    let plans = seasons::load(store, calendar).await.context("demo/seasons.toml")?;
    let known = people.load(store, pepper, issuer, calendar.prepared()).await;
    let known = known.context("demo/residents.toml")?;
    let pictures = pictures.await?.context("demo/pictures.toml")?;
    let weights = projects::load(store, calendar, &known, &pictures).await;
    let weights = weights.context("demo/projects.toml")?;
    budgets::load(store, calendar, &known).await.context("demo/budget.csv")?;
    if let Some(hall) = hall {
        let ground = votes::Ground { store, cast, known: &known, weights: &weights };
        for plan in &plans {
            ground.hold(hall, plan, now).await.with_context(|| plan.season.clone())?;
        }
    }
    store.mark_demo_whole().await?;
    Ok(())
}
