//! `hashar import ...`

mod season;

use super::{Common, open};
use crate::clock::SystemClock;
use crate::import;
use crate::keys::KeyFolder;
use clap::{Args, Subcommand};
use std::path::PathBuf;
use store::territories::Level;

const TERRITORIES_HELP: &str = "\
DIR holds regions.csv (soato, name_uz_latn), districts.csv (soato, region_soato, type,
name_uz_latn) and mahallas.csv (code, district_soato, kind, name_uz_latn). All three may have
names in more columns: name_uz_cyrl, name_uz_cyrl_translit, name_ru, name_en.
Territories are known by their code: new ones are added, others become what the files say, those
that the files leave out stay. One wrong cell, and nothing is imported.

Examples:
  hashar import territories ./territories
  HASHAR__DATABASE_URL=postgres://hashar@db/hashar hashar import territories ./territories";

const ROLL_HELP: &str = "\
FILE is CSV with the columns number (identity number, 14 digits), birth_date (YYYY-MM-DD) and
mahalla (its code, as in the territories). Numbers are hashed while they are read, under the pepper
that sign-in uses; they are neither kept nor shown. Who is there already is changed, nobody is
removed. One wrong cell, and nothing is imported; it is told by row and column alone.
Who may vote is fixed when the vote is prepared: import before.

Example:
  hashar import roll ./people.csv --config /etc/hashar.toml";

#[derive(Args)]
pub(super) struct Options {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Regions, districts, cities and mahallas, from three CSV files
    Territories(Territories),
    /// A season: its dates, its contests, their envelopes and rules
    Season(season::Season),
    /// People with birth date and mahalla, from a file of the state: who may vote
    Roll(Roll),
}

#[derive(Args)]
#[command(after_help = TERRITORIES_HELP)]
struct Territories {
    /// Folder of the three files
    dir: PathBuf,
    #[command(flatten)]
    common: Common,
}

#[derive(Args)]
#[command(after_help = ROLL_HELP)]
struct Roll {
    /// The CSV file
    file: PathBuf,
    #[command(flatten)]
    common: Common,
}

pub(super) async fn run(options: Options) -> anyhow::Result<()> {
    match options.what {
        What::Territories(options) => territories(options).await,
        What::Season(options) => season::run(options).await,
        What::Roll(options) => roll(options).await,
    }
}

async fn territories(options: Territories) -> anyhow::Result<()> {
    let read = import::read_territories(&options.dir)?;
    let store = open(&options.common.load(&[])?.database()?).await?;
    let imported = store
        .import_territories(&read.rows, SystemClock::default().now())
        .await
        .map_err(|error| read.mistake(error))?;
    store.close().await;
    println!(
        "{} regions, {} districts and cities, {} mahallas: {} added, {} changed, {} unchanged",
        read.count(Level::Region),
        read.count(Level::District),
        read.count(Level::Mahalla),
        imported.added,
        imported.changed,
        imported.unchanged,
    );
    Ok(())
}

async fn roll(options: Roll) -> anyhow::Result<()> {
    let config = options.common.load(&[])?;
    let pepper = KeyFolder::open(&config.keys())?.pepper()?;
    let store = open(&config.database()?).await?;
    let people = import::read_roll(&options.file, &pepper, &store).await?;
    store.import_roll_sources(&people, None, SystemClock::default().now()).await?;
    store.close().await;
    println!("{} people imported", people.len());
    Ok(())
}
