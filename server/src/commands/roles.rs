//! `hashar roles`: the way in for the first administrator, and a list.

use super::{Common, now, open};
use crate::config::Config;
use crate::keys::KeyFolder;
use anyhow::{Context as _, bail};
use app::i18n::{Lang, Words, date};
use app::identity::Pinfl;
use clap::{Args, Subcommand, ValueEnum};
use std::io::{BufRead as _, IsTerminal as _, Write as _};
use store::roles::{Grant, Role};
use store::{Constraint, Store, StoreError};
use zeroize::Zeroizing;

const EXAMPLES: &str = "\
The identity number (14 digits) is read from standard input or asked for, never taken from the
command line, where other users and the shell's history would see it. It is not kept.
The person must have signed in once: only the identity provider knows who a number belongs to, and
a mistyped number then grants nothing to a stranger. On a new installation the first administrator
signs in, sees the pages of a resident, and is granted the role afterwards.
Each grant and revocation stands in the register of acts as an operator's.

Examples:
  hashar roles grant --role administrator
  hashar roles grant --role moderator --territory 1718203 < number.txt
  hashar roles revoke --role ministry
  hashar roles list";

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Grant a role to the person with an identity number
    #[command(after_help = EXAMPLES)]
    Grant(Change),
    /// Revoke a role of the person with an identity number
    #[command(after_help = EXAMPLES)]
    Revoke(Change),
    /// Show who holds which role
    #[command(after_help = EXAMPLES)]
    List(Common),
}

#[derive(Args)]
struct Change {
    #[command(flatten)]
    common: Common,
    /// The role
    #[arg(long, value_enum)]
    role: Word,
    /// Code of the territory, with all that lies within; without it the whole country
    #[arg(long, value_name = "CODE")]
    territory: Option<String>,
}

/// The roles as the command line names them.
#[derive(Clone, Copy, ValueEnum)]
enum Word {
    Moderator,
    Ministry,
    Auditor,
    Administrator,
}

pub(super) async fn run(options: Options) -> anyhow::Result<()> {
    match options.act {
        Act::Grant(change) => grant(&change).await,
        Act::Revoke(change) => revoke(&change).await,
        Act::List(common) => list(&common.load(&[])?).await,
    }
}

async fn grant(change: &Change) -> anyhow::Result<()> {
    let Found { store, grant, name } = change.find().await?;
    match store.grant_role(grant, None, now(&store).await?).await {
        Ok(()) => println!("{name} is {} now", change.words()),
        Err(StoreError::Conflict(Constraint::RoleHeld)) => {
            bail!("{name} is {} already", change.words())
        }
        Err(error) => return Err(error.into()),
    }
    store.close().await;
    Ok(())
}

async fn revoke(change: &Change) -> anyhow::Result<()> {
    let Found { store, grant, name } = change.find().await?;
    match store.revoke_role(grant, None, now(&store).await?).await {
        Ok(()) => println!("{name} is not {} any more", change.words()),
        Err(StoreError::NotFound) => bail!(
            "{name} is not {}: see hashar roles list for the role and territory to name",
            change.words()
        ),
        Err(error) => return Err(error.into()),
    }
    store.close().await;
    Ok(())
}

async fn list(config: &Config) -> anyhow::Result<()> {
    let store = open(&config.database()?).await?;
    let words = Words::of(Lang::En);
    for official in store.officials().await? {
        let place = match official.held.territory {
            Some(id) => store.territory(id).await?.code,
            None => "everywhere".to_owned(),
        };
        let (role, since) = (official.held.role.word(), date(words, official.held.granted_at));
        println!("{role:<14} {place:<11} since {since:<17} {}", official.name);
    }
    store.close().await;
    Ok(())
}

/// Whom a change is about.
struct Found {
    store: Store,
    grant: Grant,
    name: String,
}

impl Change {
    async fn find(&self) -> anyhow::Result<Found> {
        let config = self.common.load(&[])?;
        let pepper = KeyFolder::open(&config.keys())?.pepper()?;
        let store = open(&config.database()?).await?;
        let territory = match &self.territory {
            Some(code) => {
                let found = store.territory_by_code(code).await;
                Some(found.with_context(|| format!("no territory has the code {code}"))?.id)
            }
            None => None,
        };
        let number = read_number()?;
        let Some(person) = store.person_by_nullifier(pepper.nullifier(&number)).await? else {
            bail!(
                "nobody with this number has signed in yet: let them sign in once, \
                 then run this again"
            )
        };
        let name = store.person(person).await?.name;
        let grant = Grant { person, role: self.role.into(), territory };
        Ok(Found { store, grant, name })
    }

    /// `moderator in 1718203`.
    fn words(&self) -> String {
        let role = Role::from(self.role).word();
        match &self.territory {
            Some(code) => format!("{role} in {code}"),
            None => format!("{role} in the whole country"),
        }
    }
}

/// The first line of standard input; somebody at a terminal is asked for it.
fn read_number() -> anyhow::Result<Pinfl> {
    let mut input = std::io::stdin().lock();
    if input.is_terminal() {
        eprint!("Identity number (14 digits): ");
        std::io::stderr().flush()?;
    }
    let mut line = Zeroizing::new(String::new());
    input.read_line(&mut line)?;
    // The number itself is in no message.
    line.trim().parse().map_err(|_| {
        anyhow::anyhow!("that is no identity number: 14 digits with a right check digit are needed")
    })
}

impl From<Word> for Role {
    fn from(word: Word) -> Self {
        match word {
            Word::Moderator => Self::Moderator,
            Word::Ministry => Self::Ministry,
            Word::Auditor => Self::Auditor,
            Word::Administrator => Self::Administrator,
        }
    }
}
