//! `hashar release`

use super::{Common, now, open_as_it_is};
use crate::published::Ledger;
use anyhow::{Context as _, bail};
use clap::Args;
use store::Store;
use store::elections::StoredElection;
use store::logs::Log;
use voting::manifest::Election;

const EXAMPLES: &str = "\
Without --accept-loss it says what stands in the database and what may be missing, and changes
nothing. With it, the register of acts says that an operator gave up what is missing. Where registrar and ballot box run apart, run it for each, with its configuration.

Examples:
  hashar release --season 2026-autumn
  hashar release --season 2026-autumn --accept-loss --config /etc/hashar.toml";

const LOSS: &str = "\
Whatever came between the backup and the failure is not here: credentials that were issued, and
ballots whose promise people hold. The next batches go without them. Each such promise is broken
then, and whoever holds one can prove it. Whoever got a credential that is forgotten here can get
another one and vote once more: the log of credentials no longer tells how many there are.
Before you go on: compare with the newest checkpoints of auditors, witnesses and mirrors; look for
a newer database; tell people from when to when ballots may be lost, and that they can look for
theirs with their receipt and vote again.";

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// The season's key, as in its addresses
    #[arg(long, value_name = "KEY")]
    season: String,
    /// Let the vote go on without what may be missing
    #[arg(long)]
    accept_loss: bool,
    #[command(flatten)]
    common: Common,
}

pub(super) async fn run(options: Options) -> anyhow::Result<()> {
    let config = options.common.load(&[])?;
    let store = open_as_it_is(&config).await?;
    let season = store.season(&options.season).await.context("no such season")?;
    let stored = store.election_of_season(season.id).await?.context("it has no election")?;
    let manifest = Election::parse(&stored.manifest)?.manifest;
    let ledgers = Ledger::both(&config.election_folders().published, &manifest);
    if !ledgers.iter().any(Ledger::is_restored) {
        bail!("nothing holds the vote of {} back here", season.key);
    }
    tell(&store, &stored).await?;
    match options.accept_loss {
        true => {
            // First what is public: a release that nobody wrote down must not be.
            store.record_release(stored.row, now(&store).await?).await?;
            for ledger in ledgers {
                ledger.release()?;
            }
            println!("the vote of {} goes on", season.key);
        }
        false => println!("still held back; to go on all the same: --accept-loss"),
    }
    store.close().await;
    Ok(())
}

async fn tell(store: &Store, stored: &StoredElection) -> anyhow::Result<()> {
    for log in [Log::Issuance, Log::Ballots] {
        let size = store.log_head(stored.row, log).await?.size;
        let (waiting, _) = store.waiting_count(stored.row, log).await?;
        println!("{}: {size} entries are logged here, {waiting} wait", log.word());
    }
    println!("{LOSS}");
    Ok(())
}
