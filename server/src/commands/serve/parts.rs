//! What a process needs for its role: the pages and everything, or one part of the vote alone.

use super::Options;
use crate::clock::SystemClock;
use crate::commands::open;
use crate::commands::sign_in::SignIn;
use crate::config::Config;
use crate::counting::{self, Counting, Records};
use crate::demo::people::People;
use crate::demo::votes::Hall;
use crate::demo::{self, Cast, issuer};
use crate::housekeeping::keep_house;
use crate::identity::RelyingParty;
use crate::keys::require_private;
use crate::official_acts::OfficialActs;
use crate::page_cache::PageCache;
use crate::photos::PhotoStore;
use crate::poll::{Polls, Setting};
use crate::randomness::Seeds;
use crate::role::Role;
use crate::witnesses::Witnesses;
use crate::{entropy, router};
use anyhow::Context as _;
use app::identity::Pepper;
use app::web::{Assets, Photos, Site};
use std::sync::Arc;
use std::time::Duration;
use store::{DatabaseUrl, Store};

/// How often a registrar that runs apart looks whether officials closed an election.
const LOOK_FOR_CLOSED: Duration = Duration::from_secs(60);

/// A process that is ready to serve.
pub(super) struct Parts {
    pub(super) store: Store,
    pub(super) polls: Polls,
    pub(super) router: axum::Router,
}

/// Pages and signing in, with or without the rest.
pub(super) async fn pages(
    config: &Config,
    options: &Options,
    clock: &SystemClock,
    witnesses: Witnesses,
) -> anyhow::Result<Parts> {
    let assets = Assets::read(&config.site).map_err(anyhow::Error::msg)?;
    let Opened { store, sign_in, photos, records } = opened(config, options, clock).await?;
    clock.set_offset(store.clock_offset().await?);
    let polls = polls(config, options.role, clock, &store, witnesses);
    let counting = Counting { polls: polls.clone(), records: records.clone() };
    let site = Site {
        store: store.clone(),
        assets: Arc::new(assets),
        photos: Arc::new(photos.clone()),
        office: Arc::new(OfficialActs::new(counting.clone())),
        clock: if options.demo { clock.for_demo() } else { clock.for_pages() },
        entropy: entropy::for_pages(),
        public_url: config.public_url()?,
        pepper: sign_in.pepper,
        operator: Arc::new(config.operator()),
        provider: Arc::new(sign_in.shown),
        demo: options.demo,
    };
    counting::finish_closing(&counting).await.context("a close cannot be finished")?;
    tokio::spawn(keep_house(store.clone(), photos.clone(), site.clock.clone()));
    let setup = router::Setup {
        site,
        polls: polls.clone(),
        folder: config.site.clone(),
        photos,
        records,
        identity: Arc::new(RelyingParty::new(sign_in.settings)?),
        issuer: sign_in.issuer.map(Arc::new),
        page_cache: Some(PageCache::new()),
    };
    Ok(Parts { store, polls, router: router::build(setup) })
}

/// What pages read and write.
struct Opened {
    store: Store,
    sign_in: SignIn,
    photos: PhotoStore,
    records: Records,
}

async fn opened(config: &Config, options: &Options, clock: &SystemClock) -> anyhow::Result<Opened> {
    let url = config.database()?;
    // Before the keys, which a demo makes beside it: a wrong address is the first thing to say.
    let store = match options.demo {
        true => Store::open(&url).await?,
        false => open(&url).await?,
    };
    require_private(&config.keys())?;
    let sign_in = SignIn::prepare(config, options.demo)?;
    let photos = photos(config)?;
    let records = records(config)?;
    let store = match options.demo {
        true => {
            let taking: Photos = Arc::new(photos.clone());
            let who = (&sign_in.pepper, &taking);
            open_demo(store, &url, (config, options), clock, who).await?
        }
        false => store,
    };
    Ok(Opened { store, sign_in, photos, records })
}

/// The registrar or the ballot box by itself. It needs no site, no identity provider and no
/// pepper of identity numbers.
pub(super) async fn apart(
    config: &Config,
    role: Role,
    clock: &SystemClock,
    witnesses: Witnesses,
) -> anyhow::Result<Parts> {
    let url = config.public_url()?;
    let store = open(&config.database()?).await?;
    require_private(&config.keys())?;
    clock.set_offset(store.clock_offset().await?);
    let polls = polls(config, role, clock, &store, witnesses);
    if role.issues() {
        tokio::spawn(destroy_when_closed(Counting {
            polls: polls.clone(),
            records: records(config)?,
        }));
    }
    let router = router::build_apart(polls.clone(), clock.for_pages(), &url);
    Ok(Parts { store, polls, router })
}

fn polls(
    config: &Config,
    role: Role,
    clock: &SystemClock,
    store: &Store,
    witnesses: Witnesses,
) -> Polls {
    let setting = Setting { folders: config.election_folders(), role, witnesses };
    Polls::in_setting(store.clone(), clock.for_pages(), Seeds::system(), setting)
}

/// Officials close an election in another process; the keys lie here.
async fn destroy_when_closed(counting: Counting) {
    let mut tick = tokio::time::interval(LOOK_FOR_CLOSED);
    loop {
        tick.tick().await;
        if let Err(error) = counting::finish_closing(&counting).await {
            tracing::error!(%error, "the registrar's keys of a closed election are still there");
        }
    }
}

fn records(config: &Config) -> anyhow::Result<Records> {
    let (records, sealed) = (config.records(), config.sealed());
    Records::in_folders(&records, &sealed).with_context(|| {
        format!(
            "records cannot be kept in {} and {}: make both writable or name others in `records` \
             and `sealed`",
            records.display(),
            sealed.display()
        )
    })
}

fn photos(config: &Config) -> anyhow::Result<PhotoStore> {
    let folder = config.photos();
    PhotoStore::in_folder(&folder).with_context(|| {
        let folder = folder.display();
        format!(
            "photographs cannot be kept in {folder}: make it writable or name another in `photos`"
        )
    })
}

async fn open_demo(
    store: Store,
    url: &DatabaseUrl,
    (config, options): (&Config, &Options),
    clock: &SystemClock,
    (pepper, photos): (&Pepper, &Photos),
) -> anyhow::Result<Store> {
    let people = People::read()?;
    let issuer = config.public_url()?.join(issuer::PATH);
    let host = config.public_url()?.host().to_owned();
    let (keys, own, records) = (config.keys(), config.beside(), records(config)?);
    let hall = Hall { keys, own, records, host };
    let cast = Cast { people: &people, pepper, issuer: &issuer, photos, hall: Some(&hall) };
    demo::open(store, url, options.fresh, clock.now(), cast).await
}
