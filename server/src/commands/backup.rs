//! `hashar backup`

use super::Common;
use crate::backup;
use crate::clock::SystemClock;
use clap::Args;
use std::path::PathBuf;
use store::Store;

const EXAMPLES: &str = "\
DIR holds backup.json, database/, photos/, records/, sealed/, published/ and SHA256SUMS, which is
written last. The server may run meanwhile. DIR holds personal data: keep it as safe as the
database.
Secret keys are left out. Keep copies of keys/ apart from backups: whoever has both can read who
is on the roll. --with-keys puts them in all the same.

Examples:
  hashar backup /backup/2026-03-10
  hashar backup /backup/2026-03-10 --config /etc/hashar.toml
  hashar backup /safe/with-keys --with-keys --database-url sqlite:///var/lib/hashar/hashar.db";

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// New or empty folder to write to
    dir: PathBuf,
    /// Copy the secret keys, too
    #[arg(long)]
    with_keys: bool,
    #[command(flatten)]
    common: Common,
}

pub(super) async fn run(options: Options) -> anyhow::Result<()> {
    let sources = options.common.load(&[])?.backup_sources()?;
    let store = Store::open_existing(&sources.url).await?;
    let now = SystemClock::default().now();
    let say = |what: &str| println!("{what}");
    let (files, bytes) =
        backup::make(&store, &sources, &options.dir, options.with_keys, now, say).await?;
    store.close().await;
    println!("{files} files, {bytes} bytes in {}", options.dir.display());
    Ok(())
}
