//! `hashar migrate`

use super::Common;
use clap::Args;
use store::Store;

/// Examples:
///   hashar migrate --database-url sqlite://hashar.db
///   HASHAR__DATABASE_URL=postgres://hashar@db/hashar hashar migrate
#[derive(Args)]
#[command(verbatim_doc_comment)]
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
