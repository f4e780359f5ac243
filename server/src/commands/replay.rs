//! `hashar replay`

use crate::clock::SystemClock;
use crate::config::LogFormat;
use crate::randomness::Seeds;
use crate::replay::{self, Plan, Progress, Scratch, Stage, Timing};
use crate::{logging, sequencer};
use anyhow::{Context as _, bail};
use clap::Args;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::{Contents, DatabaseUrl, Store, UnixTime};
use tokio::sync::oneshot;
use voting::manifest::Rule;
use voting::record::ContestResult;

/// Long enough for the largest file; then the clock is put forward to the close.
const VOTE_SECONDS: UnixTime = 7 * 24 * 3_600;

const EXAMPLES: &str = "\
The file is in Pabulib's format (pabulib.org/format). Every row of its VOTES becomes a person with
an identity number, a credential and a sealed, signed ballot, which go through the same routes as
those of browsers. Winners are decided by greedy_votes or the rule that is named, ties by the smallest
project id. Nothing of the voters but their choices is used or shown. The database and all keys are temporary.

JSON: {\"file\", \"title\", \"election\", \"voters\", \"winners\": [ids of the file in order of purchase],
  \"total_cost\", \"envelope\", \"record\", \"seconds\": {\"prepare\", \"vote\", \"count\"}}

Examples:
  hashar replay Poland_Zabrze_2020.pb --out zabrze
  hashar-audit verify zabrze
  hashar replay Poland_Katowice_2020.pb.gz --out katowice --json
  hashar replay Poland_Zabrze_2020.pb --rule mes_cost_add1u_city --out equal-shares
  hashar replay town.pb --out town --database-url postgres://test@127.0.0.1/replay";

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// A real election, .pb or .pb.gz
    file: PathBuf,
    /// Folder for the record; it must be empty or not there
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Who is funded: a rule without parameters, as `hashar-audit rules` lists them
    #[arg(long, value_name = "NAME", default_value = "greedy_votes")]
    rule: String,
    /// Use this database instead of a throwaway one; it must be empty or hold a replay, which is
    /// removed
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
    /// Print JSON instead of sentences
    #[arg(long)]
    json: bool,
}

/// What is printed with `--json`.
#[derive(Serialize)]
struct Report<'a> {
    file: String,
    title: &'a str,
    election: String,
    voters: usize,
    winners: Vec<&'a str>,
    total_cost: String,
    envelope: String,
    record: String,
    seconds: Seconds,
}

#[derive(Clone, Copy, Serialize)]
struct Seconds {
    prepare: UnixTime,
    vote: UnixTime,
    count: UnixTime,
}

/// Ctrl-C ends it as well, and keys and folders with it.
pub(super) async fn run(options: Options) -> anyhow::Result<()> {
    logging::start(LogFormat::Text, "warn,sqlx=error")?;
    tokio::select! {
        done = replay(&options) => done,
        stopped = tokio::signal::ctrl_c() => {
            stopped?;
            bail!("stopped; nothing is kept but what {} holds", options.out.display())
        }
    }
}

async fn replay(options: &Options) -> anyhow::Result<()> {
    let name = options.file.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.context("name a file")?;
    let bytes = replay::read(&options.file)?;
    let rule = Rule { name: options.rule.clone(), params: serde_json::Map::new() };
    let plan =
        Plan::read(&name, &bytes, rule).with_context(|| options.file.display().to_string())?;
    let plan = Arc::new(plan);
    require_empty(&options.out)?;

    let (clock, seeds) = (SystemClock::default(), Seeds::system());
    let began = clock.now();
    let scratch = Scratch::create(&seeds)?;
    let store = open(options.database_url.as_deref(), &scratch).await?;
    let timing = Timing { from: began, closes_at: began + VOTE_SECONDS };
    let stage = Stage::set(store, scratch.path(), &plan, timing, seeds).await?;
    let prepared = clock.now();

    let polls = stage.polls(clock.for_pages());
    let (stop, stopped) = oneshot::channel::<()>();
    let until = async { drop(stopped.await) };
    let publishing = tokio::spawn(sequencer::run_until(polls.clone(), until));
    let progress = Progress::new(plan.votes.len(), prepared);
    let watch = clock.clone();
    let shown = move |done| progress.show(done, watch.now());
    let voters = replay::vote(&stage, &polls, clock.for_pages(), &plan, shown).await;
    // The close must not meet a batch that is half published.
    drop(stop);
    publishing.await?;
    progress.end();
    let voters = voters?;
    let voted = clock.now();

    clock.set_offset(timing.closes_at.saturating_sub(voted));
    let result = replay::finish(&stage, &polls, scratch.path(), &options.out, clock.now()).await?;
    clock.set_offset(0);
    let seconds =
        Seconds { prepare: prepared - began, vote: voted - prepared, count: clock.now() - voted };
    stage.store.close().await;
    print(options, &plan, &stage, voters, &result, seconds)
}

/// The throwaway database, or the one that was named.
async fn open(url: Option<&str>, scratch: &Scratch) -> anyhow::Result<Store> {
    let url: DatabaseUrl = match url {
        Some(url) => url.parse()?,
        None => scratch.database().parse()?,
    };
    let mut store = Store::open(&url).await?;
    match store.contents().await? {
        Contents::Nothing => {}
        Contents::Replay => {
            store.remove_replay(&url).await?;
            store = Store::open(&url).await?;
        }
        Contents::Demo | Contents::Other => bail!(
            "{url} holds something else than a replay and is left as it is: \
             pass another --database-url, or none for a throwaway database"
        ),
    }
    store.migrate().await?;
    store.mark_replay().await?;
    Ok(store)
}

fn require_empty(folder: &Path) -> anyhow::Result<()> {
    let shown = folder.display();
    match std::fs::read_dir(folder) {
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => bail!("{shown} is not empty: name another folder with --out"),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => bail!("{shown} cannot be used: {error}: name another folder with --out"),
    }
}

fn print(
    options: &Options,
    plan: &Plan,
    stage: &Stage,
    voters: usize,
    result: &ContestResult,
    seconds: Seconds,
) -> anyhow::Result<()> {
    let cost = result.total_cost.whole().and_then(|cost| u64::try_from(cost).ok()).unwrap_or(0);
    let report = Report {
        file: options.file.display().to_string(),
        title: &plan.title,
        election: stage.election.id.to_string(),
        voters,
        winners: replay::winners(plan, result),
        total_cost: plan.amount(cost),
        envelope: plan.amount(plan.envelope),
        record: options.out.display().to_string(),
        seconds,
    };
    if options.json {
        println!("{}", serde_json::to_string_pretty(&report)?);
        return Ok(());
    }
    let Report { title, election, winners, total_cost, envelope, record, .. } = report;
    let Seconds { prepare, vote, count } = seconds;
    println!("{title}\nelection {election}\n{voters} people voted");
    println!("funded, for {total_cost} of {envelope}: {}", winners.join(", "));
    println!("prepared in {prepare} s, voted in {vote} s, counted in {count} s");
    println!("the record: hashar-audit verify {record}");
    Ok(())
}
