//! `hashar keys`

use super::Common;
use crate::clock::SystemClock;
use crate::config::Config;
use crate::election_keys::ElectionKeys;
use crate::preparing::Organiser;
use crate::randomness::Seeds;
use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use store::elections::ElectionState;
use store::{Store, StoreError};
use voting::text::base64;

/// Examples:
///   hashar keys init --season 2026-autumn
///   hashar keys list --season 2026-autumn --origin vote.example.org/2026-autumn
///   hashar keys destroy --season 2026-autumn
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Options {
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Make the keys of a season's vote: registrar, logs, promises, organiser, pepper of the roll
    Init(Init),
    /// Show the public halves, as they stand in the manifest
    List(List),
    /// Destroy the registrar's keys once the vote is closed; the register of acts says so
    Destroy(Season),
}

#[derive(Args)]
struct Season {
    #[command(flatten)]
    common: Common,
    /// The season's key, as in its addresses
    #[arg(long, value_name = "KEY")]
    season: String,
}

#[derive(Args)]
struct Init {
    #[command(flatten)]
    season: Season,
    /// Bits of the registrar's RSA keys: 2048 or 3072
    #[arg(long, default_value_t = 2048)]
    bits: usize,
}

#[derive(Args)]
struct List {
    #[command(flatten)]
    season: Season,
    /// First part of the logs' names, such as vote.example.org/2026-autumn
    #[arg(long)]
    origin: String,
}

pub(super) async fn run(options: Options) -> anyhow::Result<()> {
    match options.act {
        Act::Init(init) => create(init).await,
        Act::List(list) => show(&list),
        Act::Destroy(season) => destroy(season).await,
    }
}

async fn create(options: Init) -> anyhow::Result<()> {
    let (config, _) = options.season.keys()?;
    let store = Store::open(&config.database()?).await?;
    let season = store.season(&options.season.season).await.context("no such season")?;
    let host = config.public_url()?.host().to_owned();
    let organiser = Organiser::new(store.clone(), config.keys(), host, Seeds::system());
    let contests = organiser.make_keys(&season, options.bits).await?;
    let folder = config.keys().join(&season.key);
    println!(
        "{contests} registrar keys, 4 note keys and the roll's pepper in {}",
        folder.display()
    );
    store.close().await;
    Ok(())
}

fn show(options: &List) -> anyhow::Result<()> {
    let (_, keys) = options.season.keys()?;
    let public = keys.public(&options.origin)?;
    for key in [&public.issuance, &public.ballots, &public.promise, &public.organiser] {
        println!("{key}");
    }
    for (contest, key) in public.registrar.iter().enumerate() {
        println!("registrar {contest} {}", base64(key.spki()));
    }
    Ok(())
}

async fn destroy(options: Season) -> anyhow::Result<()> {
    let (config, keys) = options.keys()?;
    let store = Store::open(&config.database()?).await?;
    let season = store.season(&options.season).await.context("no such season")?;
    let election = store.election_of_season(season.id).await?.context("it has no election")?;
    let clock = SystemClock::default();
    clock.set_offset(store.clock_offset().await?);
    match store.record_key_destruction(election.row, clock.now()).await {
        Ok(()) => {}
        Err(StoreError::Conflict(_)) => bail!(
            "the election is {}: its keys are destroyed after the close",
            ElectionState::word(election.state)
        ),
        Err(error) => return Err(error.into()),
    }
    let destroyed = keys.destroy_registrar()?;
    println!("{destroyed} registrar keys destroyed");
    store.close().await;
    Ok(())
}

impl Season {
    fn keys(&self) -> anyhow::Result<(Config, ElectionKeys)> {
        let config = self.common.load(&[])?;
        let keys = ElectionKeys::of(&config.keys(), &self.season)?;
        Ok((config, keys))
    }
}
