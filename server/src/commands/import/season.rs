//! `hashar import season`

use crate::commands::{Common, now, open_as_it_is};
use crate::import::{SeasonFile, read_season};
use anyhow::bail;
use app::i18n::{Lang, Words, date, date_time, money, number};
use clap::Args;
use std::path::PathBuf;
use store::seasons::{Bounds, NewContest, NewSeason, PhaseKind};
use store::{Constraint, Localized, Som, Store, StoreError};

const HELP: &str = "\
FILE is TOML and describes one season: key, titles and legal act in every language, publication,
residence rule, minimum age, the dates of its phases, and a contest for each district with its
envelope, caps, minimum of votes, ballot and rule. docs/season.toml is one, with a word on each key.
Bring the territories before. All mistakes are told at once, by line and column; one of them, and
nothing is imported. An unknown key is a mistake, too.
A season that is there already is not changed. As long as nothing rests on it, no proposal and no
manifest, --replace puts the file in its place; afterwards its rules stay as people know them.
Keys that hashar keys init --season made before must be of as many contests.

Examples:
  hashar import season season.toml --check
  hashar import season season.toml --config /etc/hashar.toml
  hashar import season season.toml --replace";

#[derive(Args)]
#[command(after_help = HELP)]
pub(super) struct Season {
    /// The TOML file
    file: PathBuf,
    /// Check everything and say what would be made, but change nothing
    #[arg(long)]
    check: bool,
    /// Take the place of the season with this key, on which nothing rests yet
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    common: Common,
}

pub(super) async fn run(options: Season) -> anyhow::Result<()> {
    let store = open_as_it_is(&options.common.load(&[])?).await?;
    let at = now(&store).await?;
    let read = read_season(&options.file, &store, at).await?;
    let key = &read.season.key;
    let there = refuse_taken(&store, key, options.replace).await?;
    if !options.check {
        match store.import_season(&read.season, options.replace, &read.hash, at).await {
            Ok(_) => {}
            // Somebody was faster than the look above.
            Err(StoreError::Conflict(Constraint::SeasonKey)) => bail!("{}", taken(key)),
            Err(StoreError::Conflict(Constraint::SeasonInUse)) => bail!("{}", in_use(key)),
            Err(error) => return Err(error.into()),
        }
    }
    tell(&read);
    match (options.check, there) {
        (true, _) => println!("checked; nothing was changed"),
        (false, true) => println!("season {key} replaced"),
        (false, false) => println!("season {key} made"),
    }
    store.close().await;
    Ok(())
}

/// Whether a season is there whose place the file may take.
async fn refuse_taken(store: &Store, key: &str, replace: bool) -> anyhow::Result<bool> {
    let there = match store.season(key).await {
        Ok(there) => there,
        Err(StoreError::NotFound) => return Ok(false),
        Err(error) => return Err(error.into()),
    };
    if store.season_is_in_use(&there).await? {
        bail!("{}", in_use(key));
    }
    if !replace {
        bail!("{}", taken(key));
    }
    Ok(true)
}

fn taken(key: &str) -> String {
    format!(
        "the season {key} is there already, and nothing rests on it yet: --replace puts this file \
         in its place, another key makes another season"
    )
}

fn in_use(key: &str) -> String {
    format!(
        "the season {key} is there already, with proposals, projects or a manifest that rest on \
         its rules, so it stays as it is: give the file another key to make another season"
    )
}

/// What the file says, for whoever checks it.
fn tell(read: &SeasonFile) {
    let words = Words::of(Lang::En);
    let SeasonFile { season, places, .. } = read;
    let NewSeason { key, titles, act, publication, residence, min_age, .. } = season;
    println!("season {key}");
    for (language, title) in titles.iter() {
        println!("  {language}  {title} ({})", act.text(language));
    }
    println!("  publication {publication}, residence {residence}, from {min_age} years on");
    for phase in &season.phases {
        let (from, until) = (date_time(words, phase.starts_at), date_time(words, phase.ends_at));
        println!("  {:<11} {from} until {until}", phase.kind.word());
    }
    for (contest, place) in season.contests.iter().zip(places) {
        println!("{}", line(words, contest, place));
    }
    let together = season.contests.iter().map(|contest| contest.envelope.0).sum();
    println!("{} contests, {} together", season.contests.len(), money(words, together));
    if let Some(results) = season.phases.iter().find(|it| it.kind == PhaseKind::Results) {
        let day = date(words, results.ends_at);
        println!(
            "appeals end with the results phase, {day}, and never sooner after the publication than \
             that phase is long: ballots can be erased from then on"
        );
    }
}

fn line(words: Words, contest: &NewContest, (code, names): &(String, Localized)) -> String {
    let NewContest { envelope, cap, cap_equipment, min_votes, ballot, rule, bounds, .. } = contest;
    let equipment = cap_equipment
        .map_or_else(String::new, |cap| format!(", equipment {}", money(words, cap.0)));
    format!(
        "  {code} {}: {}, a project at most {}{equipment}, at least {} votes, {} of {} to {}, {rule}{}",
        names.text("uz"),
        money(words, envelope.0),
        money(words, cap.0),
        number(*min_votes),
        ballot.kind,
        ballot.min,
        ballot.max,
        bounded(words, bounds),
    )
}

/// What is asked of winners beyond that.
fn bounded(words: Words, bounds: &Bounds) -> String {
    let most = |number: Option<u32>, amount: Option<Som>| {
        let number = number.map(|most| format!("{most} projects"));
        let amount = amount.map(|most| money(words, most.0));
        number.into_iter().chain(amount).collect::<Vec<_>>().join(" and ")
    };
    let limits = bounds
        .limits
        .iter()
        .map(|limit| format!(", {} at most {}", limit.name(), most(limit.number, limit.amount)));
    let each = bounds.each_mahalla.iter();
    let each = each.map(|it| format!(", each mahalla at most {}", most(it.number, it.amount)));
    let part = bounds.institutions.iter().map(|part| {
        let categories: Vec<&str> = part.categories.iter().map(|it| it.word()).collect();
        format!(", {} for {}", money(words, part.amount.0), categories.join("+"))
    });
    limits.chain(each).chain(part).collect()
}
