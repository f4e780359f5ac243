//! `hashar restore`

use super::Common;
use crate::backup::restore::restore;
use crate::clock::SystemClock;
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Stop the server first, and move away what is there: nothing is overwritten. All checksums are
verified before anything is written. Everybody signs in anew.
During a vote a backup is older than what people hold: credentials and ballots that came after it
are missing, and no file here can tell how many. So every vote that is not closed is held back: no
credential, no ballot, no batch, until hashar release. The server's log and /readyz say why.

Examples:
  hashar restore /backup/2026-03-10
  hashar restore /backup/2026-03-10 --config /etc/hashar.toml
  hashar restore /safe/with-keys --with-keys --database-url sqlite:///var/lib/hashar/hashar.db";

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// Folder that hashar backup wrote
    dir: PathBuf,
    /// Put the secret keys back, too
    #[arg(long)]
    with_keys: bool,
    #[command(flatten)]
    common: Common,
}

pub(super) async fn run(options: Options) -> anyhow::Result<()> {
    let sources = options.common.load(&[])?.backup_sources()?;
    let say = |what: &str| println!("{what}");
    let now = SystemClock::default().now();
    let held = restore(&options.dir, &sources, options.with_keys, now, say).await?;
    println!("restored into {}", sources.url);
    for season in held {
        println!("the vote of {season} is held back: hashar release --season {season} says more");
    }
    Ok(())
}
