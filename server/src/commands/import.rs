//! `hashar import ...`

use super::{Common, open};
use crate::{clock::SystemClock, import};
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

#[derive(Args)]
pub(super) struct Options {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Regions, districts, cities and mahallas, from three CSV files
    Territories(Territories),
}

#[derive(Args)]
#[command(after_help = TERRITORIES_HELP)]
struct Territories {
    /// Folder of the three files
    dir: PathBuf,
    #[command(flatten)]
    common: Common,
}

pub(super) async fn run(options: Options) -> anyhow::Result<()> {
    match options.what {
        What::Territories(options) => territories(options).await,
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
