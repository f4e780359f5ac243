//! `hashar migrate`

use super::Common;
use clap::Args;
use store::Store;

/// Below the options: clap shows a command's own words from `mod.rs` alone.
const EXAMPLES: &str = "\
Examples:
  hashar migrate --database-url sqlite://hashar.db
  HASHAR__DATABASE_URL=postgres://hashar@db/hashar hashar migrate";

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    #[command(flatten)]
    common: Common,
}

pub(super) async fn run(options: Options) -> anyhow::Result<()> {
    let url = options.common.load(&[])?.database()?;
    Store::open(&url).await?.migrate().await?;
    println!("{url} has the schema of hashar {}", env!("CARGO_PKG_VERSION"));
    Ok(())
}
