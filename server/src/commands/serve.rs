//! `hashar serve`

use super::sign_in::SignIn;
use super::{Common, open};
use crate::clock::SystemClock;
use crate::config::Config;
use crate::counting::{self, Counting, Records};
use crate::demo::Cast;
use crate::demo::issuer;
use crate::demo::people::People;
use crate::demo::votes::Hall;
use crate::identity::{RelyingParty, keep_house};
use crate::official_acts::OfficialActs;
use crate::photos::PhotoStore;
use crate::poll::Polls;
use crate::randomness::Seeds;
use crate::{demo, entropy, logging, router, sequencer};
use anyhow::{Context as _, bail};
use app::i18n::Words;
use app::web::{Assets, Site};
use clap::Args;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use store::Store;
use tokio::net::TcpListener;

/// Below the options: clap shows a command's own words from `mod.rs` alone.
const EXAMPLES: &str = "\
Examples:
  hashar serve --config /etc/hashar.toml
  hashar serve --demo --listen 127.0.0.1:8080";

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    #[command(flatten)]
    common: Common,
    /// Address and port
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
    /// Folder of the built site
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
    /// Load and serve the demo, on loopback only
    #[arg(long)]
    demo: bool,
    /// Start over: empty a database that holds nothing but a demo
    #[arg(long, requires = "demo")]
    fresh: bool,
}

pub(super) async fn run(options: Options) -> anyhow::Result<()> {
    let config = options.common.load(&[
        ("listen", options.listen.map(|address| address.to_string())),
        ("site", options.site.as_ref().map(|path| path.display().to_string())),
    ])?;
    logging::start(config.log.format, &config.log.filter)?;
    if options.demo && !config.listen.ip().is_loopback() {
        bail!(
            "a demo listens on loopback only, {} is not: pass --listen 127.0.0.1:3000",
            config.listen
        );
    }
    if options.demo && config.has_issuer() {
        bail!("a demo runs beside no real identity provider: remove identity.issuer");
    }
    Words::check().map_err(anyhow::Error::msg)?;
    let listener = TcpListener::bind(config.listen).await.with_context(|| {
        format!(
            "{} cannot be listened on: stop what runs there or pass another --listen",
            config.listen
        )
    })?;
    let assets = Assets::read(&config.site).map_err(anyhow::Error::msg)?;
    let clock = SystemClock::default();
    let url = config.database()?;
    // Before the keys, which a demo makes beside it: a wrong address is the first thing to say.
    let store = match options.demo {
        true => Store::open(&url).await?,
        false => open(&url).await?,
    };
    let sign_in = SignIn::prepare(&config, options.demo)?;
    let photos = PhotoStore::in_folder(&config.photos()).with_context(|| {
        let folder = config.photos();
        let folder = folder.display();
        format!(
            "photographs cannot be kept in {folder}: make it writable or name another in `photos`"
        )
    })?;
    let records = Records::in_folders(&config.records(), &config.sealed()).with_context(|| {
        let (records, sealed) = (config.records(), config.sealed());
        let (records, sealed) = (records.display(), sealed.display());
        format!(
            "records cannot be kept in {records} and {sealed}: make both writable or name \
                 others in `records` and `sealed`"
        )
    })?;
    let store = match options.demo {
        true => {
            let people = People::read()?;
            let issuer = config.public_url()?.join(issuer::PATH);
            let host = config.public_url()?.host().to_owned();
            let hall = Hall { keys: config.keys(), own: config.beside(), host };
            let pepper = &sign_in.pepper;
            let cast = Cast { people: &people, pepper, issuer: &issuer, hall: Some(&hall) };
            demo::open(store, &url, options.fresh, clock.now(), cast).await?
        }
        false => store,
    };
    clock.set_offset(store.clock_offset().await?);
    let polls = Polls::new(store.clone(), clock.for_pages(), Seeds::system(), config.keys());
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
    let publishing = tokio::spawn(sequencer::run(polls.clone()));
    tokio::spawn(keep_house(store.clone(), site.clock.clone()));
    tracing::info!(address = %config.listen, "serving");
    if options.demo {
        print!("{}", demo::welcome(listener.local_addr()?, &config.beside())?);
    }
    let setup = router::Setup {
        site,
        polls,
        folder: config.site.clone(),
        photos,
        records,
        identity: Arc::new(RelyingParty::new(sign_in.settings)?),
        issuer: sign_in.issuer.map(Arc::new),
    };
    serve(listener, router::build(setup), &config).await?;
    publishing.abort();
    store.close().await;
    Ok(())
}

/// Serves until SIGTERM or Ctrl-C, then lets requests under way finish.
async fn serve(listener: TcpListener, router: axum::Router, config: &Config) -> anyhow::Result<()> {
    let (stopping, stopped) = tokio::sync::watch::channel(());
    let mut told = stopped.clone();
    let serving = axum::serve(listener, router).with_graceful_shutdown(async move {
        // The sender is gone as soon as the signal came.
        let _ = told.changed().await;
    });
    let serving = tokio::spawn(async move { serving.await });
    asked_to_stop().await?;
    tracing::info!("stopping: requests under way may finish");
    drop(stopping);
    match tokio::time::timeout(Duration::from_secs(config.drain_seconds), serving).await {
        Ok(ended) => Ok(ended??),
        Err(_) => {
            tracing::warn!("some requests took longer than drain_seconds and were cut");
            Ok(())
        }
    }
}

async fn asked_to_stop() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminated = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = terminated.recv() => Ok(()),
        pressed = tokio::signal::ctrl_c() => pressed,
    }
}
