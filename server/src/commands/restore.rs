//! `hashar restore`

use super::Common;
use crate::backup::restore::restore;
use crate::clock::SystemClock;
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Stop the server first, and move away what is there: nothing is overwritten. All checksums are
verified before anything is written. Everybody signs in anew.
During a vote a backup is older than what people hold. Where published/ is still there, the server
finds that out by itself and takes no ballots. Where it is not, the logs of open votes are held
back until you have compared them; what to do is said then, in the server's log and at /readyz.

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
    for log in held {
        println!("held back until you have compared it: {log} (the server says how)");
    }
    Ok(())
}
