//! `hashar erase`

use super::{Common, now, open_as_it_is};
use crate::counting::Records;
use crate::erasure::{Due, EraseError, due, erase};
use anyhow::bail;
use app::i18n::{Lang, Words, date_time, number};
use clap::Args;
use std::path::Path;
use store::{DatabaseUrl, UnixTime};
use voting::manifest::Publication;

const EXAMPLES: &str = "\
Once results can be appealed no more, ballots are erased: bodies, openings and confirmations in the
database, how often each voter key cast, and the sealed copy of auditors. That is at the end of the
season's results phase, or, where that is later, when as long has passed since the publication of
results as that phase lasts. Logs, roll, credentials, results and the published record stay, and
what outsiders can verify stays verifiable. Where publication is open, the record keeps the ballots
that it published. The register of acts says so, with how many auditors had attested.
Without --yes it says what would go and changes nothing. It can be repeated. A SQLite file is
written anew, which needs its size on the disk once more and keeps others waiting: not during a
vote. Where another process reads it meanwhile, the ballots are erased, but the file may hold them
still: the command says so and fails; run it again. Auditors erase their copies, and you erase
backups of the vote: docs/privacy.md says what else may hold it.

Examples:
  hashar erase --season 2026-autumn
  hashar erase --season 2026-autumn --yes --config /etc/hashar.toml";

/// What PostgreSQL's own files still hold.
const POSTGRES: &str = "\
PostgreSQL keeps what was there in its files until they are written anew. When no vote is open:
  CLUSTER box USING box_body_key; VACUUM FULL box_slots;
Then let archives and replicas of that time go.";

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// The season's key, as in its addresses
    #[arg(long, value_name = "KEY")]
    season: String,
    /// Erase for good what it names
    #[arg(long)]
    yes: bool,
    /// Erase although too few auditors attested to the record; without the copy nobody can any more
    #[arg(long)]
    accept_unattested: bool,
    #[command(flatten)]
    common: Common,
}

pub(super) async fn run(options: Options) -> anyhow::Result<()> {
    let config = options.common.load(&[])?;
    let store = open_as_it_is(&config).await?;
    let records = Records::in_folders(&config.records(), &config.sealed())?;
    let at = now(&store).await?;
    let found = due(&store, &records, &options.season, options.accept_unattested, at).await;
    let found = match found {
        Err(error @ EraseError::AppealsOpen { until, .. }) => {
            bail!("{error}: until {}", moment(until))
        }
        found => found?,
    };
    tell(&found, &config.sealed());
    match options.yes {
        true => {
            erase(&store, &records, &found, at).await?;
            println!("erased; the register of acts says so");
            if matches!(config.database()?, DatabaseUrl::Postgres(_)) {
                println!("{POSTGRES}");
            }
        }
        false => println!("nothing was changed; to erase for good: --yes"),
    }
    store.close().await;
    Ok(())
}

fn tell(due: &Due, sealed: &Path) {
    let count = |many: u64| number(i64::try_from(many).unwrap_or(i64::MAX));
    let Due { season, election, publication, since, ballots, copy, .. } = due;
    println!("the vote of {}, {}", season.key, election.id);
    println!("results could be appealed until {}", moment(*since));
    println!("to be erased:");
    println!("  {} ballots: bodies, openings, confirmations", count(ballots.bodies));
    println!("  {} counters of casts by voter key", count(ballots.casts));
    let bytes = copy.iter().map(|file| file.size).sum();
    let folder = sealed.join(election.id.to_string());
    let files = count(copy.len() as u64);
    println!("  {files} files of the sealed copy, {} bytes, in {}", count(bytes), folder.display());
    println!("to stay: logs, roll, credentials, results, the published record");
    if *publication == Publication::Open {
        println!("  with all ballots that it published: publication is open");
    }
}

fn moment(at: UnixTime) -> String {
    date_time(Words::of(Lang::En), at)
}
