//! `hashar keys`

use super::{Common, now, open_as_it_is};
use crate::config::Config;
use crate::election_keys::ElectionKeys;
use crate::keys::{KeyFolder, Listed, list};
use crate::preparing::Organiser;
use crate::randomness::Seeds;
use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use store::StoreError;
use store::elections::ElectionState;
use voting::text::base64;

const EXAMPLES: &str = "\
Examples:
  hashar keys init --config /etc/hashar.toml
  hashar keys init --season 2026-autumn
  hashar keys list
  hashar keys destroy --season 2026-autumn";

const INIT: &str = "\
Keys lie in the folder `keys` of the configuration, which only its owner may enter. What is there
is never overwritten. Without --season the pepper of identity numbers is made, once for the
installation; keep a copy in a safe, with another one everybody would be somebody new.

Examples:
  hashar keys init --config /etc/hashar.toml
  hashar keys init --season 2026-autumn
  hashar keys init --season 2026-autumn --bits 3072";

const LIST: &str = "\
A line for each file: path, version, purpose. The version is eight digits that tell keys apart and
lead to none. With --season and --origin also the public halves, as they stand in the manifest.

Examples:
  hashar keys list
  hashar keys list --season 2026-autumn --origin vote.example.org/2026-autumn";

const DESTROY: &str = "\
Overwrites and removes registrar-*.pem of a season, after the close. Where the registrar runs apart,
run this there. The register of acts says so. Copies, such as backups, are yours to destroy.

Examples:
  hashar keys destroy --season 2026-autumn
  hashar keys destroy --season 2026-autumn --config /etc/hashar-registrar.toml";

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Make keys: the installation's pepper, or those of a season's vote
    Init(Init),
    /// Show which keys there are, without their secrets
    List(List),
    /// Destroy the registrar's keys once the vote is closed; the register of acts says so
    Destroy(Destroy),
}

#[derive(Args)]
#[command(after_help = INIT)]
struct Init {
    #[command(flatten)]
    common: Common,
    /// The season's key, as in its addresses: makes the keys of registrar, logs, promises and roll
    #[arg(long, value_name = "KEY")]
    season: Option<String>,
    /// Bits of the registrar's RSA keys: 2048 or 3072
    #[arg(long, default_value_t = 2048, requires = "season")]
    bits: usize,
}

#[derive(Args)]
#[command(after_help = LIST)]
struct List {
    #[command(flatten)]
    common: Common,
    /// The season's key, as in its addresses
    #[arg(long, value_name = "KEY", requires = "origin")]
    season: Option<String>,
    /// First part of the logs' names, such as vote.example.org/2026-autumn
    #[arg(long, requires = "season")]
    origin: Option<String>,
}

#[derive(Args)]
#[command(after_help = DESTROY)]
struct Destroy {
    #[command(flatten)]
    common: Common,
    /// The season's key, as in its addresses
    #[arg(long, value_name = "KEY")]
    season: String,
}

pub(super) async fn run(options: Options) -> anyhow::Result<()> {
    match options.act {
        Act::Init(Init { common, season: Some(season), bits }) => {
            create(&common.load(&[])?, &season, bits).await
        }
        Act::Init(Init { common, season: None, .. }) => create_pepper(&common.load(&[])?),
        Act::List(list) => show(&list),
        Act::Destroy(options) => destroy(&options.common.load(&[])?, &options.season).await,
    }
}

fn create_pepper(config: &Config) -> anyhow::Result<()> {
    let file = KeyFolder::open_or_create(&config.keys())?.create_pepper()?;
    println!("{} made: keep a copy in a safe", file.display());
    Ok(())
}

async fn create(config: &Config, season: &str, bits: usize) -> anyhow::Result<()> {
    if ![2_048, 3_072].contains(&bits) {
        bail!("--bits is 2048 or 3072, not {bits}");
    }
    let store = open_as_it_is(config).await?;
    let season = store.season(season).await.context("no such season")?;
    let host = config.public_url()?.host().to_owned();
    let organiser = Organiser::new(store.clone(), config.keys(), host, Seeds::system());
    let contests = organiser.make_keys(&season, bits).await?;
    let folder = config.keys().join(&season.key);
    println!(
        "{contests} registrar keys, 4 note keys and the roll's pepper in {}",
        folder.display()
    );
    store.close().await;
    Ok(())
}

fn show(options: &List) -> anyhow::Result<()> {
    let folder = options.common.load(&[])?.keys();
    for Listed { file, purpose, version } in list(&folder)? {
        println!("{}  {version}  {purpose}", file.display());
    }
    let (Some(season), Some(origin)) = (&options.season, &options.origin) else { return Ok(()) };
    let public = ElectionKeys::of(&folder, season)?.public(origin)?;
    for key in [&public.issuance, &public.ballots, &public.promise, &public.organiser] {
        println!("{key}");
    }
    for (contest, key) in public.registrar.iter().enumerate() {
        println!("registrar {contest} {}", base64(key.spki()));
    }
    Ok(())
}

async fn destroy(config: &Config, season: &str) -> anyhow::Result<()> {
    let keys = ElectionKeys::of(&config.keys(), season)?;
    let store = open_as_it_is(config).await?;
    let season = store.season(season).await.context("no such season")?;
    let election = store.election_of_season(season.id).await?.context("it has no election")?;
    match store.record_key_destruction(election.row, now(&store).await?).await {
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
