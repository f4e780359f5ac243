//! The command line `hashar`.

mod backup;
mod erase;
mod import;
mod keys;
mod migrate;
mod release;
mod replay;
mod restore;
mod roles;
mod serve;
mod sign_in;

use crate::clock::SystemClock;
use crate::config::Config;
use anyhow::bail;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;
use store::{DatabaseUrl, Store, UnixTime};

/// Participatory budgeting and voting that anybody can recount.
#[derive(Parser)]
#[command(name = "hashar", version, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the site and the interfaces for machines
    Serve(serve::Options),
    /// Make, show and destroy the keys of a season's vote
    Keys(keys::Options),
    /// Bring data in from files
    Import(import::Options),
    /// Grant and revoke the roles of officials, and show who holds them
    Roles(roles::Options),
    /// Vote a real election again: issue, cast, close, tally, and write its record
    Replay(replay::Options),
    /// Bring the database's schema up to this version
    Migrate(migrate::Options),
    /// Copy database, photographs and what was published into a folder
    Backup(backup::Options),
    /// Put a backup back; nothing is overwritten
    Restore(restore::Options),
    /// Let a vote go on that is held back since a backup was put back
    Release(release::Options),
    /// Erase the ballots of a vote once its results can be appealed no more
    Erase(erase::Options),
}

/// What every command that opens the database takes.
#[derive(Args)]
struct Common {
    /// Configuration file (TOML); environment variables HASHAR__KEY come after it
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// sqlite://FILE or postgres://USER@HOST/NAME. A password belongs in the environment:
    /// HASHAR__DATABASE_URL
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
}

impl Common {
    fn load(&self, more: &[(&'static str, Option<String>)]) -> anyhow::Result<Config> {
        let database = [("database_url", self.database_url.clone())];
        let given = database.iter().chain(more);
        let overrides: Vec<(&str, String)> =
            given.filter_map(|(key, value)| Some((*key, value.clone()?))).collect();
        Config::load(self.config.as_deref(), &overrides)
    }
}

/// Reads the command line and runs the command; errors end in one sentence on stderr.
#[must_use]
pub fn run() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Serve(options) => block_on(serve::run(options)),
        Command::Keys(options) => block_on(keys::run(options)),
        Command::Import(options) => block_on(import::run(options)),
        Command::Roles(options) => block_on(roles::run(options)),
        Command::Replay(options) => block_on(replay::run(options)),
        Command::Migrate(options) => block_on(migrate::run(options)),
        Command::Backup(options) => block_on(backup::run(options)),
        Command::Restore(options) => block_on(restore::run(options)),
        Command::Release(options) => block_on(release::run(options)),
        Command::Erase(options) => block_on(erase::run(options)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("hashar: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// SQLite migrates at the start; a PostgreSQL that several servers share waits for its operator.
async fn open(url: &DatabaseUrl) -> anyhow::Result<Store> {
    let store = Store::open(url).await?;
    if matches!(url, DatabaseUrl::Sqlite(_)) {
        store.migrate().await?;
        return Ok(store);
    }
    refuse_pending(&store, url).await?;
    Ok(store)
}

/// For commands that change no schema and need a database that is there.
async fn open_as_it_is(config: &Config) -> anyhow::Result<Store> {
    let url = config.database()?;
    let store = Store::open_existing(&url).await?;
    refuse_pending(&store, &url).await?;
    Ok(store)
}

async fn refuse_pending(store: &Store, url: &DatabaseUrl) -> anyhow::Result<()> {
    let pending = store.pending_migrations().await?;
    if pending > 0 {
        bail!(
            "the schema of {url} is {pending} migrations older than this program: \
             back it up, then run hashar migrate"
        );
    }
    Ok(())
}

/// The time that this installation goes by; officials may have moved a demo's.
async fn now(store: &Store) -> anyhow::Result<UnixTime> {
    let clock = SystemClock::default();
    clock.set_offset(store.clock_offset().await?);
    Ok(clock.now())
}

fn block_on(work: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(work)
}
